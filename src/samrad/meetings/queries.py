"""Finding meetings, what is missing before minutes are published, and the facts meetings give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from samrad.agencies.rules import UnitKind
from samrad.cases.models import Case
from samrad.duties.facts import Fact
from samrad.duties.routine import Heading, Routine
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import day_of
from samrad.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingDecision,
    MinutesField,
    MinutesNote,
    MinutesRecipient,
    Participant,
)
from samrad.meetings.rules import TEAM_KINDS, MeetingKind, ParticipantKind


def meetings(case: Case) -> QuerySet[Meeting]:
    """All meetings of the case, the newest first."""
    return (
        Meeting.objects.filter(case=case)
        .select_related("chair", "minute_taker", "next_meeting")
        .order_by("-starts_at", "-id")
    )


def upcoming_for(case_ids: Any, since: datetime) -> QuerySet[Meeting]:
    """Meetings of the cases (a subquery or ids) from the instant on, not cancelled, the nearest first."""
    return (
        Meeting.objects.filter(case__in=case_ids, starts_at__gte=since, cancelled_on__isnull=True)
        .select_related("case__subject")
        .order_by("starts_at", "id")
    )


def participants(meeting: Meeting) -> list[Participant]:
    """Who is asked, in the order they were added, those removed left out."""
    return list(
        Participant.objects.filter(meeting=meeting, removed_on__isnull=True).select_related(
            "seat__unit", "related_person"
        )
    )


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The points in order, those removed left out."""
    return list(AgendaItem.objects.filter(meeting=meeting, removed_on__isnull=True).select_related("activity", "goal"))


def fields(meeting: Meeting) -> dict[tuple[str, int | None], MinutesField]:
    """The minutes written so far, by heading and agenda item."""
    return {
        (one.heading, one.agenda_item_id): one
        for one in MinutesField.objects.filter(meeting=meeting).select_related("agenda_item")
    }


def decisions(meeting: Meeting) -> list[MeetingDecision]:
    """What was agreed at the meeting."""
    return list(
        MeetingDecision.objects.filter(meeting=meeting).select_related(
            "activity__seat__unit", "activity__related_person", "activity__case__subject", "activity__goal", "agenda_item"
        )
    )


def notes(meeting: Meeting) -> list[MinutesNote]:
    """Additions, comments and approvals of published minutes, oldest first."""
    return list(MinutesNote.objects.filter(meeting=meeting).select_related("in_meeting"))


def recipients(meeting: Meeting) -> list[MinutesRecipient]:
    """Who was given the minutes."""
    return list(MinutesRecipient.objects.filter(meeting=meeting).order_by("id"))


def same_day(case: Case, starts_at: datetime, *, but: int | None = None) -> QuerySet[Meeting]:
    """Other meetings of the case on the same Norwegian day, not cancelled."""
    day = day_of(starts_at)
    return Meeting.objects.filter(
        case=case,
        cancelled_on__isnull=True,
        starts_at__gte=instant(day, 0),
        starts_at__lt=instant(day + timedelta(days=1), 0),
    ).exclude(pk=but)


def is_first(meeting: Meeting) -> bool:
    """Whether no team meeting of the case comes before this one."""
    return (
        meeting.kind in TEAM_KINDS
        and not Meeting.objects.filter(
            case=meeting.case_id, kind__in=TEAM_KINDS, cancelled_on__isnull=True, starts_at__lt=meeting.starts_at
        )
        .exclude(pk=meeting.pk)
        .exists()
    )


def previous(meeting: Meeting) -> Meeting | None:
    """The latest meeting with published minutes before this one."""
    return (
        Meeting.objects.filter(case=meeting.case_id, published_on__isnull=False, starts_at__lt=meeting.starts_at)
        .exclude(pk=meeting.pk)
        .order_by("-starts_at")
        .first()
    )


def referents(case: Case) -> list[int]:
    """The employments that took minutes in the case, the latest first."""
    return list(
        Meeting.objects.filter(case=case, minute_taker__isnull=False, held_on__isnull=False)
        .order_by("-starts_at")
        .values_list("minute_taker_id", flat=True)
    )


@dataclass(frozen=True)
class Missing:
    """A heading that is not filled in, and why that matters."""

    heading: Heading
    sentence: str


def missing(meeting: Meeting, routine: Routine) -> list[Missing]:
    """What the routine's headings still ask for before the minutes can be published, in their order."""
    written = fields(meeting)
    asked = participants(meeting)
    points = agenda(meeting)
    has_decision = bool(decisions(meeting))
    found = []
    for heading in routine.headings(meeting.kind):
        sentence = _lack(meeting, heading, written, asked, points, has_decision)
        if sentence and heading.required:
            found.append(Missing(heading, sentence))
    return found


def _lack(
    meeting: Meeting,
    heading: Heading,
    written: dict[tuple[str, int | None], MinutesField],
    asked: list[Participant],
    points: list[AgendaItem],
    has_decision: bool,
) -> str:
    def text(agenda_item_id: int | None = None) -> str:
        field = written.get((heading.id, agenda_item_id))
        return field.text.strip() if field else ""

    if heading.fill in ("attendance", "absence"):
        if any(one.attended is None for one in asked):
            return "Kryss av hvem som var til stede."
        present = any(one.attended and one.kind in (ParticipantKind.SUBJECT, ParticipantKind.RELATED) for one in asked)
        if meeting.kind in TEAM_KINDS and not present and not meeting.no_subject_reason:
            return "Skriv hvorfor verken personen, foresatte eller verge var med."
        return ""
    if heading.fill == "agenda":
        return "Skriv minst én setning under en av sakene." if points and not any(
            (field := written.get((heading.id, point.pk))) and field.text.strip() for point in points
        ) else ""  # fmt: skip
    if heading.fill == "next_meeting":
        return "" if meeting.next_agreed_on or meeting.no_next_reason else "Avtal neste møte, eller skriv hvorfor det ikke er avtalt."
    if heading.fill == "minute_taker":
        return ""
    if heading.fill == "decisions":
        return "" if has_decision or text() else "Legg inn det dere ble enige om, eller skriv «ingen nye tiltak»."
    if heading.fill in ("time", "distribution"):
        return ""
    if text():
        return ""
    if heading.fill == "voice":
        return "Skriv hva personen sa, eller hvordan stemmen ble hørt."
    return "Skriv noe under denne overskriften."


def with_minutes(case: Case) -> QuerySet[Meeting]:
    """The meetings of the case whose minutes are published, the newest first."""
    return Meeting.objects.filter(case=case, published_on__isnull=False).order_by("-starts_at", "-id")


def closing_assessed_on(case: Case) -> date | None:
    """The day minutes that assess the closing were last published (S3-052); None when there are none."""
    assessed = MinutesField.objects.filter(meeting__case=case, meeting__published_on__isnull=False, heading="closing")
    return (
        assessed.exclude(text="")
        .order_by("-meeting__published_on")
        .values_list("meeting__published_on", flat=True)
        .first()
    )


def facts(case_ids: list[int]) -> list[Fact]:
    """Meetings and everything that is done with them."""
    found: list[Fact] = []
    gp = set(
        Participant.objects.filter(
            case__in=case_ids, seat__unit__kind=UnitKind.GP, removed_on__isnull=True
        ).values_list("meeting_id", flat=True)
    )
    fields_of = MinutesField.objects.filter(agenda_item__isnull=True).only("id", "meeting_id", "heading", "text")
    later: dict[int, Meeting] = {}
    for meeting in (
        Meeting.objects.filter(case__in=case_ids).prefetch_related(Prefetch("minutes_fields", fields_of)).order_by("-starts_at")
    ):
        found.extend(_meeting_facts(meeting, meeting.pk in gp, later.get(meeting.case_id)))
        if meeting.kind in TEAM_KINDS and meeting.cancelled_on is None:
            later[meeting.case_id] = meeting
    for item in AgendaItem.objects.filter(case__in=case_ids).only("id", "meeting_id", "proposer", "removed_on", "case_id").select_related(
        "meeting"
    ):
        found.append(
            Fact("agenda_point", f"agenda-item-{item.pk}", item.meeting.planned_on, f"meeting-{item.meeting_id}",
                 attrs={"proposed_by": item.proposer, "cancelled": item.removed_on})
        )  # fmt: skip
    return found


def _next_agreed(meeting: Meeting, later: Meeting | None) -> date | None:
    """The day the next meeting was agreed, by the minutes or by being planned; or that it was said why not."""
    if meeting.next_agreed_on:
        return meeting.next_agreed_on
    if meeting.no_next_reason:
        return meeting.held_on
    return max(later.planned_on, meeting.planned_on) if later else None


def _meeting_facts(meeting: Meeting, gp_invited: bool, later: Meeting | None) -> list[Fact]:
    own = f"meeting-{meeting.pk}"
    day = day_of(meeting.starts_at)
    found = [
        Fact("meeting", own, day, f"case-{meeting.case_id}", attrs={
            "cancelled": meeting.cancelled_on,
            "meeting_kind": meeting.kind,
            "planned": min(meeting.moved_on or meeting.planned_on, day),
            "interpreter": meeting.interpreter,
            "gp_invited": gp_invited,
            "minute_taker": f"employment-{meeting.minute_taker_id}" if meeting.minute_taker_id else None,
        })
    ]  # fmt: skip
    if meeting.held_on:
        found.append(
            Fact("meeting_held", f"{own}-held", meeting.held_on, own, attrs={
                "review": meeting.kind == MeetingKind.REVIEW,
                "closing": meeting.kind == MeetingKind.CLOSING,
                "meeting_kind": meeting.kind,
            })
        )  # fmt: skip
    dated = {
        "agenda_consulted": meeting.agenda_consulted_on,
        "agenda_sent": meeting.agenda_sent_on,
        "meeting_called": meeting.called_on,
        "interpreter_stated": meeting.called_on if meeting.interpreter else None,
        "interpreter_booked": meeting.interpreter_booked_on,
        "surgery_booked": meeting.gp_double_time_on,
        "next_meeting_agreed": _next_agreed(meeting, later),
        "minutes_published": meeting.published_on,
        "minutes_distributed": meeting.distributed_on,
    }
    if meeting.published_on and any(
        field.heading == "closing" and field.text.strip() for field in meeting.minutes_fields.all()
    ):
        dated["closing_assessed"] = meeting.published_on
    found.extend(Fact(kind, f"{own}-{kind}", on, own) for kind, on in dated.items() if on)
    return found


def last_and_next(case_ids: list[int], at: datetime) -> dict[int, tuple[datetime | None, datetime | None]]:
    """For each case the start of its last held and next planned meeting."""
    found: dict[int, tuple[datetime | None, datetime | None]] = {}
    rows = Meeting.objects.filter(Q(held_on__isnull=False) | Q(starts_at__gte=at), case__in=case_ids, cancelled_on__isnull=True)
    for case_id, starts_at, held_on in rows.values_list("case_id", "starts_at", "held_on").order_by("starts_at"):
        last, following = found.get(case_id, (None, None))
        if held_on is not None:
            last = starts_at
        elif following is None:
            following = starts_at
        found[case_id] = (last, following)
    return found


def has_begun(meeting: Meeting) -> bool:
    """Whether minutes have been begun, so that the meeting can no longer be cancelled."""
    return MinutesField.objects.filter(meeting=meeting).exclude(text="").exists()


def day(meeting: Meeting) -> date:
    """The Norwegian day of the meeting."""
    return day_of(meeting.starts_at)


def next_meeting(case: Case, at: datetime) -> Meeting | None:
    """The nearest meeting of the case from the instant on that is not cancelled."""
    return (
        Meeting.objects.filter(case=case, starts_at__gte=at, cancelled_on__isnull=True).order_by("starts_at").first()
    )
