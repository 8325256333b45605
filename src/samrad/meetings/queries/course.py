"""Finding meetings: those of a case, those ahead, those with minutes left to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from samrad.accounts.rules import Actor
from samrad.cases.models import Case
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import day_of
from samrad.meetings.models import Meeting, MinutesField, MinutesNote, Participant
from samrad.meetings.rules import TEAM_KINDS, ParticipantKind
from samrad.teams.queries import open_seats


def meetings(case: Case) -> QuerySet[Meeting]:
    """All meetings of the case, the newest first."""
    return (
        Meeting.objects.filter(case=case)
        .select_related("chair", "minute_taker", "next_meeting")
        .order_by("-starts_at", "-id")
    )


def held_meetings(case: Case) -> QuerySet[Meeting]:
    """The meetings of the case that are held, the newest first."""
    return Meeting.objects.filter(case=case, held_on__isnull=False).order_by("-starts_at", "-id")


def with_minutes(case: Case) -> QuerySet[Meeting]:
    """The meetings of the case whose minutes are published, the newest first."""
    return Meeting.objects.filter(case=case, published_on__isnull=False).order_by("-starts_at", "-id")


def upcoming_for(case_ids: Any, since: datetime) -> QuerySet[Meeting]:
    """Meetings of the cases (a subquery or ids) from the instant on, not cancelled, the nearest first."""
    return (
        Meeting.objects.filter(case__in=case_ids, starts_at__gte=since, cancelled_on__isnull=True)
        .select_related("case__subject")
        .order_by("starts_at", "id")
    )


def ahead_for(actor: Actor, *, led: Any, seen: Any, since: datetime) -> QuerySet[Meeting]:
    """The actor's own meetings from the instant on, the nearest first: of the cases led, and those asked to.

    `led` and `seen` are the cases the actor leads, and sees (subqueries or ids).
    """
    return upcoming_for(seen, since).filter(Q(case__in=led) | _asked(actor))


def unfinished_for(actor: Actor, *, led: Any, seen: Any, at: datetime) -> QuerySet[Meeting]:
    """Meetings that have begun, with minutes the actor has left to write or send, the oldest first."""
    own = Q(case__in=led) | Q(minute_taker=actor.employment_id, published_on__isnull=True)
    return (
        Meeting.objects.filter(
            own, case__in=seen, case__ended_on__isnull=True, starts_at__lt=at, cancelled_on__isnull=True,
            distributed_on__isnull=True,
        )
        .select_related("case__subject")
        .order_by("starts_at", "id")
    )  # fmt: skip


def _asked(actor: Actor) -> Q:
    return Q(pk__in=Participant.objects.filter(_is(actor), removed_on__isnull=True).values("meeting"))


def _is(actor: Actor) -> Q:
    """Participants that are the actor: the person, the one near who acts for her, or a seat the actor fills."""
    if actor.related_id is not None:
        return Q(related_person=actor.related_id)
    if actor.is_personal:
        return Q(kind=ParticipantKind.SUBJECT)
    return Q(seat__in=open_seats(actor.employment_id))


def next_meeting(case: Case, at: datetime) -> Meeting | None:
    """The nearest meeting of the case from the instant on that is not cancelled."""
    return Meeting.objects.filter(case=case, starts_at__gte=at, cancelled_on__isnull=True).order_by("starts_at").first()


def last_and_next(case_ids: list[int], at: datetime) -> dict[int, tuple[datetime | None, datetime | None]]:
    """For each case the start of its last held and next planned meeting."""
    found: dict[int, tuple[datetime | None, datetime | None]] = {}
    shown = Q(held_on__isnull=False) | Q(starts_at__gte=at)
    rows = Meeting.objects.filter(shown, case__in=case_ids, cancelled_on__isnull=True)
    for case_id, starts_at, held_on in rows.values_list("case_id", "starts_at", "held_on").order_by("starts_at"):
        last, following = found.get(case_id, (None, None))
        if held_on is not None:
            last = starts_at
        elif following is None:
            following = starts_at
        found[case_id] = (last, following)
    return found


def same_day(case: Case, starts_at: datetime, *, but: int = 0) -> QuerySet[Meeting]:
    """Other meetings of the case on the same Norwegian day, not cancelled."""
    day = day_of(starts_at)
    return Meeting.objects.filter(
        case=case,
        cancelled_on__isnull=True,
        starts_at__gte=instant(day, 0),
        starts_at__lt=instant(day + timedelta(days=1), 0),
    ).exclude(pk=but)


def has_begun(meeting: Meeting) -> bool:
    """Whether minutes have been begun, so that the meeting can no longer be cancelled."""
    return MinutesField.objects.filter(meeting=meeting).exclude(text="").exists()


@dataclass(frozen=True)
class Course:
    """All meetings of a case, the newest first, and what a page asks of one of them among the others.

    Each has `mine` (the actor is asked to it) with the answer given (`my_reply`), `approved` (a later
    meeting approved its minutes) and `sent_to` (how many were given its minutes).
    """

    meetings: list[Any]

    def find(self, meeting_id: int) -> Any:
        """The meeting with this id."""
        return next((one for one in self.meetings if one.pk == meeting_id), None)

    def ahead(self, at: datetime) -> Meeting | None:
        """The nearest one from the instant on that is not cancelled."""
        coming = [one for one in self.meetings if one.starts_at >= at and one.cancelled_on is None]
        return coming[-1] if coming else None

    def published_before(self, meeting: Meeting) -> Meeting | None:
        """The latest one with published minutes before this one."""
        return next(
            (one for one in self.meetings if one.published_on is not None and one.starts_at < meeting.starts_at), None
        )

    def is_first(self, meeting: Meeting) -> bool:
        """Whether no team meeting comes before this one."""
        return meeting.kind in TEAM_KINDS and not self.has_team_meeting(before=meeting.starts_at)

    def has_team_meeting(self, *, before: datetime | None = None) -> bool:
        """Whether there is a team meeting that is not cancelled, before the instant if one is named."""
        return any(
            one.kind in TEAM_KINDS and one.cancelled_on is None and (before is None or one.starts_at < before)
            for one in self.meetings
        )

    def minute_takers(self) -> list[int]:
        """The employments that took minutes in those held, the latest first."""
        return [one.minute_taker_id for one in self.meetings if one.minute_taker_id and one.held_on is not None]


def course(case: Case, actor: Actor) -> Course:
    """All meetings of the case as the actor stands to them. One query."""
    asked = Participant.objects.filter(_is(actor), meeting=OuterRef("pk"), removed_on__isnull=True)
    approval = MinutesNote.objects.filter(meeting=OuterRef("pk"), kind=MinutesNote.APPROVAL)
    known = {"mine": Exists(asked), "my_reply": Subquery(asked.values("reply")[:1]), "approved": Exists(approval)}
    return Course(list(meetings(case).annotate(**known, sent_to=Count("recipients"))))
