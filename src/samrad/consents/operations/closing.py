"""Taking a consent back, whole or in part. It bites at once."""

from collections.abc import Sequence
from datetime import date, datetime

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.consents.models import Consent, Grant
from samrad.consents.operations.asking import Wanted
from samrad.consents.queries import circumstances, may_withdraw
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation


@operation(affects="consent", allow=allow(*LEADING, *PERSONAL, closed=True))
def withdraw_consent(*, actor: Actor, consent: Consent, by: str = "", at: datetime | None = None) -> Consent:
    """Withdraws the whole consent; it bites at once (L-CO-12). Who may give it may take it back.

    The coordinator may write in who said so, and the instant `at` it was said when that is past.
    """
    _may_withdraw(actor, consent)
    if consent.withdrawn_at is not None:
        raise Invalid("Samtykket er allerede trukket.")
    consent.withdrawn_at = at or now()
    consent.withdrawn_by = by.strip() or actor.name
    consent.save()
    return consent


def _may_withdraw(actor: Actor, consent: Consent) -> None:
    if actor.is_personal and not may_withdraw(actor, consent, circumstances(consent.case, today())):
        raise Refused("Du kan ikke trekke dette samtykket. Snakk med koordinatoren.")


@operation(affects="grant", allow=allow(*LEADING, *PERSONAL, closed=True))
def withdraw_grant(*, actor: Actor, grant: Grant, by: str = "", at: datetime | None = None) -> Grant:
    """Takes one unit's access away, at once; the rest of the consent stands (S3-112)."""
    if grant.withdrawn_at is not None:
        raise Invalid("Tilgangen er allerede trukket.")
    _may_withdraw(actor, grant.consent)
    grant.withdrawn_at = at or now()
    grant.withdrawn_by = by.strip() or actor.name
    grant.save()
    return grant


@operation(affects="consent", allow=allow(*LEADING, *PERSONAL, closed=True))
def narrow_consent(*, actor: Actor, consent: Consent, kept: Sequence[Wanted], until: date, by: str = "") -> Consent:
    """Takes away some units, parts or life areas, or shortens the period, at once and without a new consent.

    `kept` is what each unit still may see; a unit that is left out loses all of it. Nothing can be added this way.
    Who may give it may narrow it; the coordinator writes in who asked for it. Raises `Invalid`.
    """
    _may_withdraw(actor, consent)
    at, who = now(), by.strip() or actor.name
    if consent.given_at is None or consent.withdrawn_at is not None or consent.ended_on < today():
        raise Invalid("Dette samtykket gjelder ikke. Lag et nytt skjema.")
    if not today() <= until <= consent.ended_on:
        raise Invalid("Siste dag kan ikke være før i dag, og ikke senere enn den er nå.", "until")
    wanted = {one.unit.pk: one for one in kept}
    standing = list(consent.grants.filter(replaced_at__isnull=True, withdrawn_at__isnull=True).select_related("unit"))
    changed = [_narrowed(grant, wanted.get(grant.unit_id), at, who) for grant in standing]
    if not any(changed) and until == consent.ended_on:
        raise Invalid("Du har ikke tatt bort noe.")
    if until < consent.ended_on:
        consent.ended_on, consent.shortened_by = until, who
        consent.save()
    return consent


def _narrowed(grant: Grant, kept: Wanted | None, at: datetime, by: str) -> bool:
    """Puts a narrower grant in the place of this one; whether there was anything to take away."""
    if kept is None or not kept.parts:
        grant.withdrawn_at, grant.withdrawn_by = at, by
        grant.save()
        return True
    parts, areas = {str(one) for one in kept.parts}, {str(one) for one in kept.life_areas}
    had = set(grant.life_areas)
    if not parts <= set(grant.parts) or (had and (not areas or not areas <= had)):
        raise Invalid(f"{grant.unit.name} kan ikke få se mer. Lag et nytt skjema til det.", "units")
    if parts == set(grant.parts) and areas == had:
        return False
    grant.replaced_at = at
    grant.save()
    Grant.objects.create(
        consent=grant.consent, case=grant.case, unit=grant.unit, parts=sorted(parts), life_areas=sorted(areas),
        narrowed_at=at, narrowed_by=by,
    )  # fmt: skip
    return True
