"""Giving the person and those who represent her their own way in, and ending it."""

from datetime import date, timedelta

from django.db import transaction

from samrad.accounts.access import jobs_only
from samrad.accounts.models import PersonalAccess, User
from samrad.accounts.operations.codes import drop_codes, hand_out_code
from samrad.accounts.operations.identities import user_of_identity
from samrad.accounts.operations.sessions import end_sessions
from samrad.accounts.operations.staff import NewSignIn, user_to_tie
from samrad.accounts.queries import as_person, capacities, current_accesses, identities_of, identity_key
from samrad.accounts.rules import Actor, SessionEnd, SignInLevel, system_actor
from samrad.agencies.queries import municipalities
from samrad.cases.access import LEADING, OFFICE, allow, visible_to
from samrad.cases.models import Case
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.kernel.sealing import blind_index
from samrad.kernel.tenant import tenant
from samrad.people.models import Person, RelatedPerson
from samrad.people.rules import BadIdentityNumber, check_identity_number
from samrad.routines.queries import in_force, versions

HANDED_CODES = "handed_codes"

# ── by a national identity number that a provider vouches for ────────────────


def let_in_by_number(number: str, *, provider: str) -> User | None:
    """The user whose identity number this is, with an own access to each case she has a ground to see.

    None when there is no such case, in any municipality: then nothing is written, and whether there is somebody
    with the number, a mandate without insight, or nothing at all, cannot be told apart. Part of an operation.
    """
    try:
        check_identity_number(number)
    except BadIdentityNumber:
        return None
    with transaction.atomic():
        user = user_of_identity(identity_key("inhabitant", "", number), provider)
        reached = [one.pk for one in municipalities() if _let_in(one.pk, user, blind_index(number))]
        if not reached:
            transaction.set_rollback(True)
            return None
        user.municipality_ids = reached
        user.save(update_fields=["municipality_ids"])
    return user


def _let_in(municipality_id: int, user: User, index: str) -> bool:
    """Whether the user has, or now has got, an access with a ground in the municipality."""
    found = False
    with tenant(municipality_id):
        for person in Person.objects.filter(identity_index=index):
            found |= _has_own(municipality_id, user, person, None)
        for related in RelatedPerson.objects.filter(identity_index=index).select_related("subject"):
            found |= _has_own(municipality_id, user, related.subject, related)
    return found


def _has_own(municipality_id: int, user: User, subject: Person, related: RelatedPerson | None) -> bool:
    case = Case.objects.filter(subject=subject).order_by("-ended_on", "-id").first()
    if case is None:
        return False
    own = current_accesses(today()).filter(
        user=user, person=None if related else subject, related_person=related
    )  # fmt: skip
    access = own.select_related("person", "related_person__subject").first()
    if access is not None:
        return _has_ground(access)
    try:
        open_own_access(actor=system_actor(municipality_id, "innlogging"), case=case, user=user, related=related)
    except Refused:
        return False
    return True


def _has_ground(access: PersonalAccess) -> bool:
    return visible_to(as_person(access.municipality_id, access, SignInLevel.EID)).exists()


@operation(affects="case", allow=jobs_only)
def open_own_access(*, actor: Actor, case: Case, user: User, related: RelatedPerson | None = None) -> PersonalAccess:
    """Ties a user to the person of a case, or to one near her, at the first sign-in by eID.

    Raises `Refused` when that would give nothing to see: a mandate that has ended, or without insight.
    """
    access = PersonalAccess.objects.create(
        user=user, person=None if related else case.subject, related_person=related, started_on=today()
    )
    access.municipality_id = actor.municipality_id
    if not _has_ground(access):
        raise Refused
    return access


def end_access_by_number(**whose: Person | RelatedPerson) -> None:
    """Ends, at once, what an eID has opened for `person` or `related_person`: the number was another's.

    Part of an operation.
    """
    for access in current_accesses(today()).filter(**whose, user__identities__isnull=False).select_related("user"):
        access.ended_on = today() - timedelta(days=1)
        access.save()
        end_sessions(access.user, SessionEnd.CLOSED)


# ── by a code on a sheet, for whoever has no eID ─────────────────────────────


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def give_personal_access(
    *, actor: Actor, case: Case, username: str, started_on: date, related: RelatedPerson | None = None
) -> NewSignIn:
    """Gives the person (or, when named, somebody near) an own way in, begun with a code that is handed over.

    The code is used once, within 14 days; then she has a password and a code app of her own. A user that is there
    from before is tied to and gets no code. Raises `Invalid`, also when the routine does not allow it.
    """
    version = in_force(versions(), today())
    allowed = version.routine.settings.get(HANDED_CODES) if version else None
    if allowed is not None and not allowed.value:
        raise Invalid("Rutinen i kommunen åpner ikke for å gi ut koder på papir. Bruk ID-porten.")
    if related is not None and related.subject_id != case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    user, new = user_to_tie(actor, username)
    PersonalAccess.objects.create(
        user=user,
        person=case.subject if related is None else None,
        related_person=related,
        started_on=started_on,
    )
    return NewSignIn(user, hand_out_code(user) if new else "")


def _own_access(actor: Actor, case: Case, access: PersonalAccess) -> User:
    """The user of an access in the case that is begun with a code, and is for nothing else."""
    subject = access.person_id or (access.related_person.subject_id if access.related_person else None)
    if subject != case.subject_id:
        raise Invalid("Denne innloggingen hører ikke til saken.")
    if identities_of(access.user).exists():
        raise Invalid("Denne innloggingen er med ID-porten. Den varer så lenge det er grunn til å se saken.")
    return access.user


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def hand_out_new_code(*, actor: Actor, case: Case, access: PersonalAccess) -> NewSignIn:
    """A new sheet, for somebody who has lost the first, the telephone or the password: what was stops working.

    Raises `Invalid` for a user who is let in for something else too: whoever has the code could do that as well.
    """
    user = _own_access(actor, case, access)
    if user.demo_persona:
        raise Invalid("Demopersoner logger inn uten passord og kode. Det er ingenting å lage på nytt.")
    if user.municipality_ids != [actor.municipality_id] or len(capacities(user, SignInLevel.TWO_FACTOR)) > 1:
        raise Invalid("Denne brukeren logger inn for mer enn denne saken. Be systemansvarlig om hjelp.")
    user.set_unusable_password()
    user.totp_sealed, user.totp_confirmed_at = None, None
    user.save()
    end_sessions(user, SessionEnd.CLOSED)
    return NewSignIn(user, hand_out_code(user))


@operation(affects="case", allow=allow(*OFFICE, *LEADING, closed=True))
def end_personal_access(*, actor: Actor, case: Case, access: PersonalAccess) -> PersonalAccess:
    """Ends an own way in, at once: what was handed over stops working, and whoever is signed in is signed out."""
    user = _own_access(actor, case, access)
    access.ended_on = today() - timedelta(days=1)
    access.save()
    if not capacities(user, SignInLevel.TWO_FACTOR):
        drop_codes(user)
        end_sessions(user, SessionEnd.CLOSED)
    return access
