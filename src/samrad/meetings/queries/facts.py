"""The facts that meetings give the rule engine."""

from datetime import date

from django.db.models import Prefetch

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
    fields_of = MinutesField.objects.filter(agenda_item__isnull=True).only("id", "meeting_id", "heading", "text")
    later: dict[int, Meeting] = {}
    with_fields = Meeting.objects.filter(case__in=case_ids).prefetch_related(Prefetch("minutes_fields", fields_of))
    for meeting in with_fields.order_by("-starts_at"):
        found.extend(_meeting_facts(meeting, meeting.pk in gp, later.get(meeting.case_id)))
        if meeting.kind in TEAM_KINDS and meeting.cancelled_on is None:
            later[meeting.case_id] = meeting
    for item in AgendaItem.objects.filter(case__in=case_ids).select_related("meeting"):
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
