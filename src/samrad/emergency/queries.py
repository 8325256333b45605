"""Finding one person exactly, what was opened, who is told of it, and the facts it gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from samrad.accounts.models import Employment
from samrad.accounts.queries import administrators
from samrad.cases.models import Case
from samrad.coordinators.access import current_appointments
from samrad.coordinators.models import CoordinatorAppointment
from samrad.duties.facts import Fact
from samrad.emergency.models import EmergencyAccess, EmergencyReview
from samrad.emergency.rules import Cause, Reviewer, Sought
from samrad.kernel.clock import day_of
from samrad.kernel.sealing import blind_index
from samrad.people.models import Representation
from samrad.people.rules import Mandate


def find_exactly(sought: Sought) -> Case | None:
    """The case that goes on about just this person; None when there is none, or when several people fit."""
    found = Case.objects.filter(ended_on__isnull=True)
    if sought.identity_number.strip():
        found = found.filter(subject__identity_index=blind_index(sought.identity_number.replace(" ", "")))
    else:
        found = found.filter(
            subject__given_name__iexact=sought.given_name.strip(),
            subject__family_name__iexact=sought.family_name.strip(),
            subject__born_on=sought.born_on,
        )
    rows = list(found.select_related("subject")[:2])
    return rows[0] if len(rows) == 1 else None


def openings(case: Case) -> list[EmergencyAccess]:
    """Every time the case was opened in an emergency, newest first, with who did and the reviews. Two queries."""
    found = EmergencyAccess.objects.filter(case=case).select_related("employment__unit")
    return list(found.prefetch_related("reviews"))


def opening_in(case: Case, access_id: int) -> EmergencyAccess | None:
    """One of them."""
    return EmergencyAccess.objects.filter(case=case, pk=access_id).select_related("employment__unit").first()


def opening_by_id(access_id: int) -> EmergencyAccess | None:
    """One of them, whatever the case."""
    return EmergencyAccess.objects.filter(pk=access_id).select_related("employment__unit", "case").first()


def to_control() -> QuerySet[EmergencyAccess]:
    """What systemansvarlig has not looked at, oldest first."""
    own = EmergencyReview.objects.filter(access=OuterRef("pk"), reviewer=Reviewer.SYSTEM_OWNER)
    found = EmergencyAccess.objects.filter(~Exists(own)).select_related("employment__unit", "case")
    return found.prefetch_related("reviews").order_by("opened_at", "pk")


def controlled() -> list[EmergencyAccess]:
    """What systemansvarlig has looked at, the newest first, at most forty."""
    found = EmergencyAccess.objects.filter(reviews__reviewer=Reviewer.SYSTEM_OWNER)
    return list(
        found.select_related("employment__unit", "case").prefetch_related("reviews").order_by("-opened_at")[:40]
    )


@dataclass(frozen=True)
class Told:
    """Somebody who is told that a case was opened: the person and her representatives, or those who look at it."""

    access_id: int
    case_id: int
    who: str
    email: str
    looks_at_it: bool


def those_told(case_ids: list[int], since: date, at: datetime) -> Iterable[Told]:
    """Whom to tell of what was opened in the cases from the day `since`. At most four queries."""
    recent = EmergencyAccess.objects.filter(case__in=case_ids, opened_at__date__gte=since)
    rows = list(recent.select_related("case__subject"))
    if not rows:
        return []
    people = Representation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day_of(at)),
        Q(mandate=Mandate.PARENTAL) | Q(scopes__contains=["personal"]),
        subject__in={one.case.subject_id for one in rows}, insight=True, started_on__lte=day_of(at),
    ).select_related("related_person")  # fmt: skip
    appointed = current_appointments(at).filter(case__in=case_ids).select_related("employment")
    owners = list(administrators())
    return [one for row in rows for one in _told(row, list(people), list(appointed), owners) if one.email]


def _told(
    row: EmergencyAccess,
    people: list[Representation],
    appointed: list[CoordinatorAppointment],
    owners: list[Employment],
) -> Iterable[Told]:
    """When a child may come to harm, those with parental responsibility are not the ones to be told by e-mail."""
    case, subject = row.case, row.case.subject
    if subject.died_on is None:
        yield Told(row.pk, case.pk, "subject", subject.email, False)
        for one in people:
            if one.subject_id == subject.pk and row.cause != Cause.CHILD:
                yield Told(row.pk, case.pk, f"representation-{one.pk}", one.related_person.email, False)
    for lead in appointed:
        if lead.case_id == case.pk:
            yield Told(row.pk, case.pk, f"employment-{lead.employment_id}", lead.employment.email, True)
    for owner in owners:
        yield Told(row.pk, case.pk, f"employment-{owner.pk}", owner.email, True)


def facts(case_ids: list[int]) -> list[Fact]:
    """Openings in an emergency, and that the coordinator has looked at them."""
    found = [
        Fact("emergency", f"emergency-{one.pk}", day_of(one.opened_at), f"case-{one.case_id}")
        for one in EmergencyAccess.objects.filter(case__in=case_ids)
    ]
    seen = EmergencyReview.objects.filter(case__in=case_ids, reviewer=Reviewer.COORDINATOR)
    found.extend(
        Fact("emergency_reviewed", f"emergency-{one.access_id}-reviewed", one.on, f"emergency-{one.access_id}")
        for one in seen
    )
    return found
