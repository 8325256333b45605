"""Giving the person and those who represent her their own way in, and ending it."""

from django.db import transaction

from samrad.accounts.access import jobs_only
from samrad.accounts.models import PersonalAccess, User
from samrad.accounts.operations.identities import user_of_identity
from samrad.accounts.queries import as_person, current_accesses, identity_key
from samrad.accounts.rules import Actor, SignInLevel, system_actor
from samrad.agencies.queries import municipalities
from samrad.cases.access import visible_to
from samrad.cases.models import Case
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.kernel.operation import operation
from samrad.kernel.sealing import blind_index
from samrad.kernel.tenant import tenant
from samrad.people.models import Person, RelatedPerson
from samrad.people.rules import BadIdentityNumber, check_identity_number

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
