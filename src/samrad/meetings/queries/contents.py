"""What is in a meeting: who is asked, the agenda, the minutes, what was agreed, and what is still missing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from samrad.accounts.rules import Actor
from samrad.cases.models import Case
from samrad.duties.routine import Heading, Routine
from samrad.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingDecision,
    MinutesField,
    MinutesNote,
    MinutesRecipient,
    Participant,
)
from samrad.meetings.rules import REVIEWED, TEAM_KINDS, MeetingKind, ParticipantKind, Proposer
from samrad.plans.models import Activity
from samrad.plans.rules import OPEN
from samrad.teams.queries import open_seats


def participants(meeting: Meeting) -> list[Participant]:
    """Who is asked, in the order they were added, those removed left out."""
    return list(
        Participant.objects.filter(meeting=meeting, removed_on__isnull=True).select_related(
            "seat__unit", "related_person"
        )
    )


def seen_participants(meeting: Meeting, actor: Actor) -> tuple[list[Participant], frozenset[int]]:
    """Who is asked, those removed left out, and which of their seats the actor fills. One query."""
    own = Exists(open_seats(actor.employment_id).filter(seat_id=OuterRef("seat_id")))
    found: list[Any] = list(
        Participant.objects.filter(meeting=meeting, removed_on__isnull=True)
        .select_related("seat__unit", "related_person")
        .annotate(own=own)
    )
    return found, frozenset(one.seat_id for one in found if one.own and one.seat_id is not None)


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The points in order, those removed left out."""
    return list(AgendaItem.objects.filter(meeting=meeting, removed_on__isnull=True).select_related("activity", "goal"))


def to_review(meeting: Meeting) -> list[AgendaItem]:
    """The routine's points that a preparatory meeting goes through; none for other kinds."""
    if meeting.kind != MeetingKind.PREPARATORY:
        return []
    return [one for one in agenda(meeting) if one.proposer == Proposer.TEMPLATE and one.key in REVIEWED]


def fields(meeting: Meeting) -> dict[tuple[str, int | None], MinutesField]:
    """The minutes written so far, by heading and agenda item."""
    return {
        (one.heading, one.agenda_item_id): one
        for one in MinutesField.objects.filter(meeting=meeting).select_related("agenda_item")
    }


@dataclass(frozen=True)
class AtHand:
    """What is agreed at a meeting, and what else goes on in the case."""

    decided: list[Activity]
    going_on: list[Activity]


def at_hand(meeting: Meeting) -> AtHand:
    """The activities decided at the meeting (each with its `decided`), and the other open ones. One query."""
    rows = Activity.objects.filter(
        Q(status__in=[str(one) for one in OPEN]) | Q(decided__meeting=meeting), case=meeting.case_id
    ).select_related("goal", "seat__unit", "related_person", "case__subject", "decided__agenda_item")
    decided: list[Any] = []
    going_on: list[Any] = []
    for one in rows:
        here = getattr(one, "decided", None)
        (decided if here is not None and here.meeting_id == meeting.pk else going_on).append(one)
    return AtHand(sorted(decided, key=lambda one: one.decided.pk), going_on)


def decisions(meeting: Meeting) -> list[MeetingDecision]:
    """What was agreed at the meeting."""
    whole = ("seat__unit", "related_person", "case__subject", "goal")
    return list(
        MeetingDecision.objects.filter(meeting=meeting).select_related(
            "agenda_item", *(f"activity__{one}" for one in whole)
        )
    )


def notes(meeting: Meeting) -> list[MinutesNote]:
    """Additions, comments and approvals of published minutes, oldest first."""
    return list(MinutesNote.objects.filter(meeting=meeting).select_related("in_meeting"))


def recipients(meeting: Meeting) -> list[MinutesRecipient]:
    """Who was given the minutes."""
    return list(MinutesRecipient.objects.filter(meeting=meeting).order_by("id"))


@dataclass(frozen=True)
class Missing:
    """A heading that is not filled in, and why that matters."""

    heading: Heading
    sentence: str


def missing(meeting: Meeting, routine: Routine) -> list[Missing]:
    """What the routine's headings still ask for before the minutes can be published, in their order."""
    return lacking(
        meeting, routine, written=fields(meeting), asked=participants(meeting), points=agenda(meeting),
        decided=MeetingDecision.objects.filter(meeting=meeting).exists(),
    )  # fmt: skip


def lacking(
    meeting: Meeting,
    routine: Routine,
    *,
    written: dict[tuple[str, int | None], MinutesField],
    asked: list[Participant],
    points: list[AgendaItem],
    decided: bool,
) -> list[Missing]:
    """What is missing, told from what a page has already read."""
    filled = {key for key, field in written.items() if field.text.strip()}
    found = []
    for heading in routine.headings(meeting.kind):
        if not heading.required or heading.fill in ("minute_taker", "time"):
            continue
        if heading.fill in ("attendance", "absence"):
            sentence = _lacks_attendance(meeting, asked)
        elif heading.fill == "agenda":
            unwritten = [one for one in points if (heading.id, one.pk) not in filled]
            sentence = _lacks_points(heading, routine, meeting, unwritten, len(points))
        elif heading.fill == "previous_minutes" and not _waits_for_approval(meeting):
            sentence = ""
        elif heading.fill == "next_meeting":
            done = meeting.next_agreed_on is not None or bool(meeting.no_next_reason)
            sentence = "" if done else "Avtal neste møte, eller skriv hvorfor det ikke er avtalt."
        elif (heading.id, None) in filled or (heading.fill == "decisions" and decided):
            sentence = ""
        else:
            sentence = LACKING.get(heading.fill, "Skriv noe under denne overskriften.")
        if sentence:
            found.append(Missing(heading, sentence))
    return found


def _lacks_points(
    heading: Heading, routine: Routine, meeting: Meeting, unwritten: list[AgendaItem], points: int
) -> str:
    """What the agenda lacks in the minutes: something, or (`every`) something under each point there was time for."""
    if not heading.every:
        return "" if not points or len(unwritten) < points else "Skriv minst én setning under en av sakene."
    may_be_left = {one.id for one in routine.agenda(meeting.kind) if one.only == "if_time"}
    left = [one.title for one in unwritten if one.key not in may_be_left]
    return f"Skriv noe under {'; '.join(left)}." if left else ""


def _waits_for_approval(meeting: Meeting) -> bool:
    """Whether the meeting before has minutes that no meeting has approved."""
    earlier = Meeting.objects.filter(
        case=meeting.case_id, kind__in=TEAM_KINDS, published_on__isnull=False, starts_at__lt=meeting.starts_at
    )
    latest = earlier.order_by("-starts_at").first()
    return latest is not None and not latest.notes.filter(kind=MinutesNote.APPROVAL).exists()


LACKING = {
    "previous_minutes": "Godkjenn referatet fra forrige møte, eller skriv hvorfor det ikke er godkjent.",
    "distribution": "Skriv hvem som skal ha referatet.",
    "decisions": "Legg inn det dere ble enige om, eller skriv «ingen nye tiltak».",
    "voice": "Skriv hva personen sa, eller hvordan stemmen ble hørt.",
}


def _lacks_attendance(meeting: Meeting, asked: list[Participant]) -> str:
    if any(one.attended is None for one in asked):
        return "Kryss av hvem som var til stede."
    near = (ParticipantKind.SUBJECT, ParticipantKind.RELATED)
    heard = any(one.attended and one.kind in near for one in asked)
    if meeting.kind in TEAM_KINDS and not heard and not meeting.no_subject_reason:
        return "Skriv hvorfor verken personen, foresatte eller verge var med."
    return ""


def closing_assessed_on(case: Case) -> date | None:
    """The day minutes that assess the closing were last published (S3-052); None when there are none."""
    assessed = MinutesField.objects.filter(meeting__case=case, meeting__published_on__isnull=False, heading="closing")
    return (
        assessed.exclude(text="")
        .order_by("-meeting__published_on")
        .values_list("meeting__published_on", flat=True)
        .first()
    )


def undo_until(meeting: Meeting) -> datetime | None:
    """The instant until which a sent invitation can be taken back; None when none is sent."""
    return meeting.called_at + timedelta(seconds=settings.UNDO_SECONDS) if meeting.called_at else None
