"""Forgetting the ways in of people whose case is erased."""

from django.db.models import Q

from samrad.accounts.models import Draft, Employment, PersonalAccess, User
from samrad.accounts.operations.sessions import end_sessions
from samrad.accounts.rules import SessionEnd
from samrad.people.models import Person


def forget_ways_in(person: Person) -> None:
    """Part of an operation: takes away the sign-in of the person, and of who acted for her.

    The user goes too, but for one with a role elsewhere, or an employment here.
    """
    accesses = PersonalAccess.objects.filter(Q(person=person) | Q(related_person__subject=person))
    users = {one.user_id: one.user for one in accesses.select_related("user")}
    towns = {one.municipality_id for one in accesses}
    accesses.delete()
    for user in users.values():
        elsewhere = set(user.municipality_ids) - towns
        if elsewhere or PersonalAccess.objects.filter(user=user).exists() or _works_here(user):
            continue
        end_sessions(user, SessionEnd.NO_ROLE)
        Draft.objects.filter(user_id=user.pk).delete()
        user.delete()


def _works_here(user: User) -> bool:
    return Employment.objects.filter(user=user).exists()
