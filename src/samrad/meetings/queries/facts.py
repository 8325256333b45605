"""The facts that meetings give the rule engine."""

from datetime import date

from samrad.agencies.rules import UnitKind
from samrad.duties.facts import Fact
from samrad.kernel.clock import day_of
from samrad.meetings.models import AgendaItem, Meeting, MinutesField, Participant
from samrad.meetings.rules import TEAM_KINDS, MeetingKind


def facts(case_ids: list[int]) -> list[Fact]:
    """Meetings and everything that is done with them."""
    found: list[Fact] = []
    gp = set(
        Participant.objects.filter(
            case__in=case_ids, seat__unit__kind=UnitKind.GP, removed_on__isnull=True
        ).values_list("meeting_id", flat=True)
    )
    closings = MinutesField.objects.filter(meeting__case__in=case_ids, agenda_item__isnull=True, heading="closing")
    assessed = {meeting_id for meeting_id, text in closings.values_list("meeting_id", "text") if text.strip()}
    later: dict[int, Meeting] = {}
    for meeting in Meeting.objects.filter(case__in=case_ids).order_by("-starts_at"):
        found.extend(
            _meeting_facts(meeting, meeting.pk in gp, later.get(meeting.case_id), assessed=meeting.pk in assessed)
        )
        if meeting.kind in TEAM_KINDS and meeting.cancelled_on is None:
            later[meeting.case_id] = meeting
    items = AgendaItem.objects.filter(case__in=case_ids).values_list(
        "pk", "meeting_id", "meeting__planned_on", "proposer", "removed_on"
    )
    found.extend(
        Fact("agenda_point", f"agenda-item-{pk}", planned_on, f"meeting-{meeting_id}",
             attrs={"proposed_by": proposer, "cancelled": removed_on})
        for pk, meeting_id, planned_on, proposer, removed_on in items
    )  # fmt: skip
    return found


def _next_agreed(meeting: Meeting, later: Meeting | None) -> date | None:
    """The day the next meeting was agreed, by the minutes or by being planned; or that it was said why not."""
    if meeting.next_agreed_on:
        return meeting.next_agreed_on
    if meeting.no_next_reason:
        return meeting.held_on
    return max(later.planned_on, meeting.planned_on) if later else None


def _meeting_facts(meeting: Meeting, gp_invited: bool, later: Meeting | None, *, assessed: bool) -> list[Fact]:
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
        "minutes_published": meeting.published_on or meeting.elsewhere_on,
        "minutes_distributed": meeting.distributed_on,
    }
    if meeting.published_on and assessed:
        dated["closing_assessed"] = meeting.published_on
    told = {"minutes_published": {"meeting_kind": meeting.kind}}
    found.extend(Fact(kind, f"{own}-{kind}", on, own, attrs=told.get(kind, {})) for kind, on in dated.items() if on)
    return found
