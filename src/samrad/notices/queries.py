"""What should be out for a case, what is due to be sent, and what did not come through."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from samrad.consents.queries import Unanswered, unanswered
from samrad.emergency.queries import Told, those_told
from samrad.kernel.clock import day_of
from samrad.meetings.queries.telling import Given, asked_ahead, given_minutes
from samrad.notices.models import OutboxMessage
from samrad.notices.rules import NEWS_LASTS, OF_MEETING, Kind, Wanted, of_meeting
from samrad.teams.queries.telling import Lost, lost_access

if TYPE_CHECKING:
    from samrad.cases.models import Case

WAITING = {"sent_at__isnull": True, "taken_back_at__isnull": True, "failed_at__isnull": True}


def wanted(case_ids: list[int], kept: Iterable[OutboxMessage], at: datetime, on: date) -> list[Wanted]:
    """The messages that should go out for the cases, or have gone. `kept` is what the outbox has of them.

    A fixed number of queries whatever the number of cases.
    """
    told = {
        one.data["participant"]
        for one in kept
        if one.sent_at is not None and one.template in OF_MEETING and one.template != Kind.CANCELLED
    }
    of_meetings = [of_meeting(one, was_told=one.participant_id in told) for one in asked_ahead(case_ids, at)]
    return [
        *(one for one in of_meetings if one is not None),
        *(_minutes(one) for one in given_minutes(case_ids, at - NEWS_LASTS, on)),
        *(_emergency(one) for one in those_told(case_ids, on - NEWS_LASTS, at)),
        *(_consent(one) for one in unanswered(case_ids, on - NEWS_LASTS, on)),
        *(_access(one) for one in lost_access(case_ids, at - NEWS_LASTS, on)),
    ]


def _minutes(one: Given) -> Wanted:
    return Wanted(f"minutes:{one.recipient_id}", one.case_id, Kind.MINUTES, one.email, {"recipient": one.recipient_id})


def _emergency(one: Told) -> Wanted:
    kind = Kind.EMERGENCY_REVIEW if one.looks_at_it else Kind.EMERGENCY
    key = f"emergency:{one.access_id}:{one.who}"
    return Wanted(key, one.case_id, kind, one.email, {"emergency": one.access_id})


def _consent(one: Unanswered) -> Wanted:
    giver = one.representation_id or 0
    data = {"consent": one.consent_id, "giver": giver}
    return Wanted(f"consent:{one.consent_id}:{giver}", one.case_id, Kind.CONSENT, one.email, data)


def _access(one: Lost) -> Wanted:
    data = {"consent": one.consent_id, "employment": one.employment_id}
    return Wanted(f"access:{one.consent_id}:{one.employment_id}", one.case_id, Kind.ACCESS, one.email, data)


def asked_to_read(version_id: int, employment_ids: list[int]) -> dict[int, date]:
    """The last day each of them was asked to read the version of the routine."""
    found = OutboxMessage.objects.filter(template=Kind.ROUTINE, data__version=version_id, taken_back_at__isnull=True)
    wanted = set(employment_ids)
    return {
        data["employment"]: day_of(made_at)
        for data, made_at in found.order_by("made_at").values_list("data", "made_at")
        if data["employment"] in wanted
    }


def of_cases(case_ids: list[int]) -> list[OutboxMessage]:
    """Everything the outbox has of the cases."""
    return list(OutboxMessage.objects.filter(case_id__in=case_ids))


def due(at: datetime, limit: int = 500) -> list[int]:
    """The ids of the tenant's messages that are to be sent by now, those that have waited longest first."""
    found = OutboxMessage.objects.filter(**WAITING, send_after__lte=at).order_by("send_after", "id")
    return list(found.values_list("id", flat=True)[:limit])


def waiting(case: "Case") -> QuerySet[OutboxMessage]:
    """Messages of the case that have not gone yet, the next one first."""
    return OutboxMessage.objects.filter(**WAITING, case_id=case.pk).order_by("send_after", "id")


def failures(case: "Case") -> QuerySet[OutboxMessage]:
    """Messages of the case that could not be delivered, for the coordinator to see; the newest first.

    Whoever it was for must be told in another way. One is no longer here when its address is put
    right, or what it was about no longer holds.
    """
    return OutboxMessage.objects.filter(case_id=case.pk, failed_at__isnull=False, taken_back_at__isnull=True).order_by(
        "-failed_at", "-id"
    )
