"""What there is to tell of meetings by e-mail: who was asked to those ahead, who was given minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samrad.cases.models import Case
from samrad.cases.queries import kept_away
from samrad.kernel.clock import day_of
from samrad.meetings.models import Meeting, MinutesRecipient, Participant
from samrad.meetings.rules import Asked, ParticipantKind
from samrad.teams.models import SeatHolder


def asked_ahead(case_ids: Iterable[int], at: datetime) -> list[Asked]:
    """Everybody asked, with an e-mail address, to meetings of the cases that were called and lie ahead. One query.

    Nobody of a case whose person is dead, and nobody who is kept away by decision.
    """
    rows = Participant.objects.filter(
        ~Exists(kept_away(day_of(at)).filter(related_person=OuterRef("related_person"))),
        ~Q(email=""),
        case__in=list(case_ids),
        case__subject__died_on__isnull=True,
        meeting__called_at__isnull=False,
        meeting__held_on__isnull=True,
        meeting__starts_at__gt=at,
    ).select_related("meeting", "case")
    return [_asked(one) for one in rows.order_by("id")]


def units_asked(case: Case, unit_ids: Iterable[int], at: datetime) -> list[Participant]:
    """The seats of the units that are asked to meetings ahead of the case, with meeting and unit. One query."""
    rows = Participant.objects.filter(
        case=case, seat__unit__in=list(unit_ids), removed_on__isnull=True, meeting__starts_at__gt=at,
        meeting__cancelled_on__isnull=True,
    )  # fmt: skip
    return list(rows.select_related("meeting", "seat__unit").order_by("meeting__starts_at", "id"))


def _asked(one: Participant) -> Asked:
    meeting = one.meeting
    called_on, called_at = meeting.called_on, meeting.called_at
    assert called_on is not None
    assert called_at is not None
    return Asked(
        one.case_id,
        meeting.pk,
        one.pk,
        one.email,
        meeting.sequence,
        called_on < day_of(called_at),
        meeting.moved_on is not None and meeting.moved_on >= called_on,
        meeting.cancelled_on is not None or one.removed_on is not None,
        one.case.ended_on is not None,
    )


@dataclass(frozen=True)
class Given:
    """Somebody given published minutes, with an e-mail address."""

    case_id: int
    recipient_id: int
    email: str


def given_minutes(case_ids: Iterable[int], since: datetime, on: date) -> list[Given]:
    """Who was given minutes of the cases after the instant, not on paper and not before it was written in. One query.

    The address is the person's or the related person's own; for a seat that of who fills it on the
    day `on`, else the unit's. Nobody of a case that is closed or whose person is dead, and nobody who
    is kept away by decision.
    """
    rows = (
        _with_address(on)
        .filter(
            ~Exists(kept_away(on).filter(related_person=OuterRef("related_person"))),
            case__in=list(case_ids),
            case__ended_on__isnull=True,
            case__subject__died_on__isnull=True,
            by_letter=False,
            sent_at__gt=since,
        )
        .exclude(address="")
        .order_by("id")
    )
    return [Given(one.case_id, one.pk, one.address) for one in rows if one.sent_on >= day_of(one.sent_at)]


def _with_address(on: date) -> QuerySet[Any]:
    sitting = SeatHolder.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on), seat=OuterRef("seat"), started_on__lte=on
    ).exclude(employment__email="")
    seated = Coalesce(Subquery(sitting.values("employment__email")[:1]), F("seat__unit__email"))
    address = Choose(
        When(participant_kind=ParticipantKind.SUBJECT, then=F("case__subject__email")),
        When(related_person__isnull=False, then=F("related_person__email")),
        When(seat__isnull=False, then=seated),
        default=Value(""),
    )
    return MinutesRecipient.objects.annotate(address=address)


def meeting_to_tell(meeting_id: int) -> Meeting | None:
    """The meeting, for its calendar entry."""
    return Meeting.objects.filter(pk=meeting_id).first()
