"""Saying which employee it is whom a provider knows: systemansvarlig by a code, or the provider by its groups."""

from collections.abc import Iterable
from datetime import timedelta

from samrad.accounts.access import system_owner_only
from samrad.accounts.models import Employment, ProviderIdentity, User
from samrad.accounts.operations.identities import new_user, user_of_identity
from samrad.accounts.operations.sessions import end_sessions
from samrad.accounts.operations.staff import employ, end_employment
from samrad.accounts.queries import current_employments, identities_of, identity_asking, identity_of
from samrad.accounts.rules import Actor, SessionEnd, system_actor
from samrad.agencies.models import Unit
from samrad.agencies.queries import municipalities, open_units
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.kernel.tenant import tenant

JOB = "innlogging"


@operation(affects="employment", allow=system_owner_only)
def tie_identity(*, actor: Actor, employment: Employment, code: str) -> ProviderIdentity:
    """Lets the one who was shown `code` in as this employee from now on. Raises `Invalid`.

    Not for a user who also belongs to another municipality: whoever ties could let herself in there.
    """
    if employment.ended_on is not None and employment.ended_on < today():
        raise Invalid(f"{employment.name} er ikke ansatt lenger, og kan ikke få en innlogging.")
    identity = identity_asking(code)
    if identity is None:
        raise Invalid("Koden finnes ikke, eller den er eldre enn to uker. Be om en ny ved å logge inn igjen.", "code")
    if employment.user is None:
        employment.user = new_user(f"{identity.provider}-{identity.key[:12]}")
        employment.user.municipality_ids = [actor.municipality_id]
        employment.user.save()
        employment.save()
    _only_here(employment, actor)
    identity.user, identity.code = employment.user, ""
    identity.save()
    return identity


def _only_here(employment: Employment, actor: Actor) -> None:
    assert employment.user is not None
    if employment.user.demo_persona:
        raise Invalid("Demopersoner logger inn uten passord og kode. Det er ingenting å knytte til.")
    if employment.user.municipality_ids != [actor.municipality_id]:
        raise Invalid(
            f"{employment.name} logger også inn i en annen kommune. Da kan ikke innloggingen endres herfra. "
            "Be den som drifter Samråd, om hjelp."
        )


@operation(affects="employment", allow=system_owner_only)
def untie_identities(*, actor: Actor, employment: Employment) -> Employment:
    """Takes away every way in by a provider, and ends the sessions. A password, if there is one, goes on working."""
    if employment.user is None or not identities_of(employment.user).exists():
        raise Invalid(f"{employment.name} logger ikke inn med noen annen konto.")
    _only_here(employment, actor)
    identities_of(employment.user).delete()
    end_sessions(employment.user, SessionEnd.CLOSED)
    return employment


def follow_groups(key: str, provider: str, name: str, units: Iterable[tuple[str, str]]) -> User | None:
    """The user of this identity, employed in the units (municipality number, name) that her groups say, no others.

    What systemansvarlig has registered is left as it is. None when nobody is known and no group lets anybody in, or
    when somebody of that name is registered in the unit without a sign-in: then systemansvarlig must say who it is.
    Part of an operation.
    """
    wanted = {(number, unit.casefold()) for number, unit in units}
    identity = identity_of(key)
    user = identity.user if identity else None
    for municipality in municipalities():
        with tenant(municipality.pk):
            named = {unit for number, unit in wanted if number == municipality.number}
            found = [unit for unit in open_units(today()) if unit.name.casefold() in named]
            if user is None and any(_waits_unclaimed(unit, name) for unit in found):
                return None
            if user is None and found:
                user = user_of_identity(key, provider)
            if user is not None:
                _follow(municipality.pk, user, found, name)
    return user


def _waits_unclaimed(unit: Unit, name: str) -> bool:
    return current_employments(today()).filter(unit=unit, user__isnull=True, name__iexact=name.strip()).exists()


def _follow(municipality_id: int, user: User, units: list[Unit], name: str) -> None:
    job = system_actor(municipality_id, JOB)
    own = current_employments(today()).filter(user=user)
    for gone in own.filter(by_group=True).exclude(unit__in=units):
        last = max(gone.started_on, today() - timedelta(days=1))
        end_employment(actor=job, employment=gone, on=last, reason="Ikke lenger i gruppa som gir tilgang")
    for unit in units:
        if own.filter(unit=unit).exists():
            continue
        made = employ(actor=job, unit=unit, name=name.strip() or "Uten navn", title="", started_on=today())
        made.user, made.by_group = user, True
        made.save()
        if municipality_id not in user.municipality_ids:
            user.municipality_ids = [*user.municipality_ids, municipality_id]
            user.save(update_fields=["municipality_ids"])
