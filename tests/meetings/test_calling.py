"""Calling a meeting: what must be in place, what is told, what is refused."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from samrad.cases.rules import LifeArea
from samrad.commands.demo.story import Story
from samrad.consents.rules import Step
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.operations.agenda import change_item, consult_agenda, move_item, propose_item, remove_item
from samrad.meetings.operations.asking import bring_support, remove_participant, reply
from samrad.meetings.operations.calling import (
    Invited,
    cancel_meeting,
    change_meeting,
    move_meeting,
    plan_meeting,
    send_invitation,
    undo_invitation,
)
from samrad.meetings.queries import agenda, participants
from samrad.meetings.rules import MeetingKind, ParticipantKind, Proposer, Reply, ends_at, proposed_length
from samrad.teams.operations import propose_seat
from samrad.teams.rules import SeatKind
from samrad.worklist.models import DutyRow
from tests.stories import child, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def planned(story: Story, days: int = 20, kind: MeetingKind = MeetingKind.ORDINARY, **more: Any) -> Meeting:
    given: dict[str, Any] = {
        "actor": story.lead, "case": story.case, "kind": kind, "starts_at": instant(today() + days * DAY, 12, 30), "minutes": 60,
        "on": today(), "invited": Invited(seats=[story.seats["skole"]], related=list(story.related.values())), **more,
    }  # fmt: skip
    return plan_meeting(**given)


def ready(story: Story, meeting: Meeting) -> None:
    """Consent to call in, and the agenda talked over."""
    story.consented(1, "skole", step=Step.CALL_IN)
    consult_agenda(actor=story.lead, meeting=meeting, on=today(), with_whom="Ada")


# ── planning ─────────────────────────────────────────────────────────────────


@requirement("S2-004", "S0-004")
def test_the_person_is_always_asked_and_those_near_only_when_chosen(town: Fjordvik) -> None:
    story = child(town)
    meeting = planned(story, invited=Invited(seats=[story.seats["skole"]], related=[story.related["mor"]]))
    kinds = [(one.kind, one.name) for one in participants(meeting)]
    assert ("subject", "Ada Prøvesen") in kinds
    assert ("related", "Mona Prøvesen") in kinds
    assert not any(name == "Finn Prøvesen" for _, name in kinds)
    subject = next(one for one in participants(meeting) if one.kind == ParticipantKind.SUBJECT)
    with pytest.raises(Invalid, match="alltid invitert"):
        remove_participant(actor=story.lead, participant=subject)


@requirement("S3-016", "S3-041", "S3-032", "S3-031")
def test_the_agenda_is_the_routines_with_the_person_first_when_wanted_and_the_interpreter(town: Fjordvik) -> None:
    story = teamed(town)
    first = planned(story, kind=MeetingKind.START, interpreter=True, interpreter_language="arabisk")
    keys = [one.key for one in agenda(first)]
    assert keys[:3] == ["interpreter", "word-first", "round"]
    second = planned(story, days=30, word_first=False)
    keys = [one.key for one in agenda(second)]
    assert "word-first" not in keys
    assert "interpreter" not in keys
    assert "round" not in keys


@requirement("S0-006", "S3-039")
def test_open_activities_stand_on_the_agenda(town: Fjordvik) -> None:
    story = teamed(town)
    story.doing(None, "Søke støttekontakt", "skole", due_in=5, agreed_ago=10)
    meeting = planned(story)
    assert [one.title for one in agenda(meeting) if one.proposer == Proposer.ACTIVITY] == ["Søke støttekontakt"]


@requirement("S3-030")
def test_a_meeting_with_interpreter_is_proposed_longer() -> None:
    assert proposed_length(60, interpreter=True, extra=30) > proposed_length(60, interpreter=False, extra=30)


@requirement("S3-091", "S3-024")
def test_only_the_coordinator_or_who_stands_in_calls(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    for who in ("per", "ke", "leder_ppt"):
        with pytest.raises(Refused):
            planned(story, actor=town.actor(who))


@pytest.mark.parametrize(
    ("starts", "held", "words"),
    [(-DAY, False, "fram i tid"), (DAY, True, "ikke være holdt"), (-200 * DAY, True, "før saken ble opprettet")],
)
def test_a_meeting_in_the_past_or_a_held_one_ahead(town: Fjordvik, starts: timedelta, held: bool, words: str) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        planned(story, starts_at=now() + starts, already_held=held)
    assert caught.value.field == "starts_at"
    assert words in caught.value.sentence


def test_two_meetings_in_a_day_are_asked_about(town: Fjordvik) -> None:
    story = teamed(town)
    planned(story)
    with pytest.raises(Invalid) as caught:
        planned(story, starts_at=instant(today() + 20 * DAY, 15))
    assert "klokka 12.30" in caught.value.sentence
    assert planned(story, starts_at=instant(today() + 20 * DAY, 15), same_day_too=True).pk


def test_a_meeting_over_the_night_the_clock_changes_lasts_its_real_minutes(town: Fjordvik) -> None:
    starts = instant(date(2027, 3, 28), 1, 30)
    assert ends_at(starts, 60) - starts == timedelta(minutes=60)
    from samrad.kernel.clock import local

    assert local(ends_at(starts, 60)).strftime("%H.%M") == "03.30"
    assert local(ends_at(instant(date(2026, 10, 25), 1, 30), 60)).strftime("%H.%M") == "02.30"


# ── the invitation ───────────────────────────────────────────────────────────


@requirement("S4-033")
def test_no_unit_is_called_without_consent(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = planned(story)
    consult_agenda(actor=story.lead, meeting=meeting, on=today(), with_whom="Ada")
    with pytest.raises(Invalid) as caught:
        send_invitation(actor=story.lead, meeting=meeting)
    assert "Fjordvik skole" in caught.value.sentence
    assert Meeting.objects.get(pk=meeting.pk).called_on is None
    story.consented(0, "skole", step=Step.CALL_IN)
    assert send_invitation(actor=story.lead, meeting=meeting).called_on == today()


@requirement("S3-027", "S3-024")
def test_the_agenda_is_talked_over_with_the_person_first(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = planned(story)
    story.consented(1, "skole", step=Step.CALL_IN)
    with pytest.raises(Invalid) as caught:
        send_invitation(actor=story.lead, meeting=meeting)
    assert caught.value.field == "consulted_with"
    for item in agenda(meeting):
        remove_item(actor=story.lead, item=item)
    consult_agenda(actor=story.lead, meeting=meeting, on=today(), with_whom="Ada")
    with pytest.raises(Invalid, match="Lag en saksliste først"):
        send_invitation(actor=story.lead, meeting=meeting)


@requirement("S3-006")
def test_whether_a_child_attends_is_answered_before_the_invitation(town: Fjordvik) -> None:
    story = child(town)
    meeting = planned(story)
    ready(story, meeting)
    with pytest.raises(Invalid) as caught:
        send_invitation(actor=story.lead, meeting=meeting)
    assert caught.value.field == "child_attends"
    change_meeting(
        actor=story.lead, meeting=meeting, minutes=60, place="", chair=None, minute_taker=None, interpreter=False,
        interpreter_language="", child_attends=False, child_attends_reason="Vil heller snakke med Kari før møtet.",
    )  # fmt: skip
    assert send_invitation(actor=story.lead, meeting=meeting).called_on == today()


def test_an_invitation_can_be_undone_for_a_minute_only(town: Fjordvik, time_machine: Any) -> None:
    time_machine.move_to(now(), tick=False)
    story = teamed(town)
    meeting = planned(story)
    ready(story, meeting)
    send_invitation(actor=story.lead, meeting=meeting)
    undo_invitation(actor=story.lead, meeting=meeting)
    assert meeting.called_on is None
    send_invitation(actor=story.lead, meeting=meeting)
    with pytest.raises(Invalid, match="allerede sendt"):
        send_invitation(actor=story.lead, meeting=meeting)
    time_machine.shift(61)
    with pytest.raises(Invalid, match="har gått ut"):
        undo_invitation(actor=story.lead, meeting=meeting)


def test_called_with_two_days_notice_is_short_notice(town: Fjordvik) -> None:
    story = teamed(town)
    planned(story, days=2)
    row = DutyRow.objects.get(case=story.case, rule="agenda-sent")
    assert (row.due, row.short_notice) == (today(), True)


def test_moved_after_the_agenda_went_keeps_key_and_clears_answers(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = planned(story)
    ready(story, meeting)
    send_invitation(actor=story.lead, meeting=meeting)
    subject = participants(meeting)[0]
    reply(actor=story.lead, participant=subject, answer=Reply.COMING)
    key = DutyRow.objects.get(case=story.case, rule="agenda-sent").key
    sequence = meeting.sequence
    with pytest.raises(Invalid, match="annen tid"):
        move_meeting(actor=story.lead, meeting=meeting, starts_at=meeting.starts_at, on=today())
    move_meeting(actor=story.lead, meeting=meeting, starts_at=instant(today() + 27 * DAY, 9), on=today())
    row = DutyRow.objects.get(case=story.case, rule="agenda-sent")
    assert (row.key, row.done_on) == (key, today())
    subject.refresh_from_db()
    assert (subject.reply, meeting.sequence) == ("", sequence + 1)


def test_a_cancelled_meeting_stays_cancelled(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = planned(story)
    with pytest.raises(Invalid) as caught:
        cancel_meeting(actor=story.lead, meeting=meeting, on=today(), reason=" ")
    assert caught.value.field == "reason"
    cancel_meeting(actor=story.lead, meeting=meeting, on=today(), reason="Sykdom")
    with pytest.raises(Invalid, match="avlyst"):
        move_meeting(actor=story.lead, meeting=meeting, starts_at=instant(today() + 27 * DAY, 9), on=today())
    assert not DutyRow.objects.filter(case=story.case, rule="agenda-sent", lapsed_on=None).exists()


# ── what others put in ───────────────────────────────────────────────────────


@requirement("S3-137", "S1-001")
def test_the_person_puts_points_on_the_agenda_and_only_she_takes_them_off(town: Fjordvik) -> None:
    story = teamed(town)
    ada = story.sign_in("ada.mote")
    meeting = planned(story)
    item = propose_item(actor=ada, meeting=meeting, title="Ferie", life_area=LifeArea.LEISURE)
    assert item.proposer == Proposer.PERSON
    with pytest.raises(Invalid, match="Bare personen"):
        remove_item(actor=story.lead, item=item)
    other = agenda(meeting)[0]
    with pytest.raises(Refused):
        change_item(
            actor=ada, item=other, title="x", detail="", minutes=1, life_area=LifeArea.OTHER, needs_decision=False
        )
    remove_item(actor=ada, item=item)
    assert item not in agenda(meeting)


@requirement("S3-008")
def test_the_person_brings_somebody_along_who_sees_nothing(town: Fjordvik) -> None:
    story = teamed(town)
    ada = story.sign_in("ada.stotte")
    meeting = planned(story)
    brought = bring_support(actor=ada, meeting=meeting, name="Tante Berit")
    assert brought.kind == ParticipantKind.SUPPORT
    assert brought.seat_id is None


@requirement("S3-018")
def test_a_point_that_needs_a_decision_is_marked_and_nothing_here_makes_one(town: Fjordvik) -> None:
    from samrad.kernel.operation import operations

    story = teamed(town)
    item = agenda(planned(story))[0]
    change_item(
        actor=story.lead,
        item=item,
        title="Støttekontakt",
        detail="",
        minutes=5,
        life_area=LifeArea.OTHER,
        needs_decision=True,
    )
    assert AgendaItem.objects.get(pk=item.pk).needs_decision
    assert not [
        name for name in operations() if name.startswith("meetings.") and ("decide" in name or "vedtak" in name)
    ]


def test_points_change_places(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = planned(story)
    first, second = agenda(meeting)[:2]
    move_item(actor=story.lead, item=second, up=True)
    assert [one.pk for one in agenda(meeting)[:2]] == [second.pk, first.pk]
    move_item(actor=story.lead, item=second, up=True)
    assert agenda(meeting)[0].pk == second.pk


def test_one_answers_for_oneself_only(town: Fjordvik) -> None:
    story = child(town)
    mother = story.sign_in("mona.svar", "mor")
    meeting = planned(story)
    mine = next(one for one in participants(meeting) if one.related_person == story.related["mor"])
    his = next(one for one in participants(meeting) if one.related_person == story.related["far"])
    reply(actor=mother, participant=mine, answer=Reply.COMING)
    with pytest.raises(Refused):
        reply(actor=mother, participant=his, answer=Reply.NOT_COMING)
    reply(actor=story.lead, participant=his, answer=Reply.NOT_COMING, note="På telefon")


@requirement("S3-025")
def test_the_gp_is_asked_through_the_surgery_with_double_time(town: Fjordvik) -> None:
    story = teamed(town)
    assert story.team is not None
    story.seats["lege"] = propose_seat(
        actor=story.lead, team=story.team, unit=town.units["lege"], kind=SeatKind.ON_DEMAND, role="fastlege", on=today(),
        employment=town.staff["lege"],
    )  # fmt: skip
    planned(story, invited=Invited(seats=[story.seats["lege"]]))
    assert DutyRow.objects.filter(case=story.case, rule="surgery-booked", done_on=None).exists()


def test_times_are_kept_as_instants(town: Fjordvik) -> None:
    story = teamed(town)
    starts: datetime = planned(story).starts_at
    assert starts.utcoffset() is not None
