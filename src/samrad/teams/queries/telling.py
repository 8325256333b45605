"""Whom to tell that consent was taken back: the coordinator, and those in the units that lost something by it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from samrad.consents.models import Grant
from samrad.coordinators.models import CoordinatorAppointment
from samrad.teams.models import SeatHolder


@dataclass(frozen=True)
class Lost:
    """Somebody at work, with an e-mail address, whom it concerns that a consent was taken back, wholly or in part."""

    case_id: int
    consent_id: int
    employment_id: int
    email: str


def lost_access(case_ids: Iterable[int], since: datetime, on: date) -> list[Lost]:
    """Whom it concerns that consents of the cases were withdrawn or narrowed after the instant; once for each.

    Not of cases that are closed, nor of the dead. One query, and two more when there is something to tell.
    """
    taken = list(
        Grant.objects.filter(
            Q(withdrawn_at__gt=since) | Q(consent__withdrawn_at__gt=since) | Q(narrowed_at__gt=since),
            case__in=list(case_ids), case__ended_on__isnull=True, case__subject__died_on__isnull=True,
            consent__given_at__isnull=False,
        ).order_by("id")
    )  # fmt: skip
    if not taken:
        return []
    open_still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    cases = {one.case_id for one in taken}
    holders = SeatHolder.objects.filter(open_still, case__in=cases, started_on__lte=on)
    sitting = list(holders.select_related("seat", "employment"))
    leading = list(
        CoordinatorAppointment.objects.filter(open_still, case__in=cases, started_on__lte=on).select_related(
            "employment"
        )
    )
    found = {(one.consent_id, one.employment_id): one for grant in taken for one in _concerned(grant, sitting, leading)}
    return list(found.values())


def _concerned(grant: Grant, sitting: list[SeatHolder], leading: list[CoordinatorAppointment]) -> Iterator[Lost]:
    at_work = [one.employment for one in sitting if one.seat.unit_id == grant.unit_id and one.case_id == grant.case_id]
    at_work += [one.employment for one in leading if one.case_id == grant.case_id]
    for one in at_work:
        if one.email:
            yield Lost(grant.case_id, grant.consent_id, one.pk, one.email)
