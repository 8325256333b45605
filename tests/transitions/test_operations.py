"""What is recorded of transitions: answers, tasks, aids, school and moves, and what is refused."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from samrad.cases.rules import EndReason, LifeArea
from samrad.closure.operations import close_case, start_closing, store_plan
from samrad.commands.demo.story import Story
from samrad.duties.transitions import Question, Task
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.queries import meetings, participants
from samrad.meetings.rules import MeetingKind
from samrad.plans.operations import end_plan
from samrad.teams.operations import end_seat, propose_seat
from samrad.teams.queries import current_team
from samrad.teams.rules import SeatKind
from samrad.transitions.models import AidMark, SchoolRecord, Transition, TransitionAnswer
from samrad.transitions.operations import (
    answer,
    assign,
    cancel_transition,
    change_transition,
    end_contact,
    mark_aid,
    name_contact,
    record_school,
    record_transition,
    take_back_school,
    take_step,
    tick,
    untick,
)
from samrad.transitions.queries import answers_of, contact_person, facts, open_task, school_of
from samrad.transitions.rules import AidStatus, Step, TransitionKind
from samrad.worklist.models import DutyRow
from tests.duties.selbu import routine
from tests.stories import child
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def task(task_id: str) -> Task:
    found = routine().transitions[task_id.partition(".")[0]].task(task_id)
    assert found is not None
    return found


def question(question_id: str) -> Question:
    asked = {one.id: one for told in routine().transitions.values() for one in told.questions}
    return asked[question_id]


def answered(story: Story, question_id: str, yes: bool, change: Transition | None = None, **more: str) -> None:
    answer(actor=story.lead, case=story.case, question=question(question_id), yes=yes, on=today(),
           transition=change, **more)  # fmt: skip


def ticked(story: Story, task_id: str, piece: str, change: Transition | None = None, **more: Any) -> date | None:
    wanted = task(task_id)
    part = next(one for one in wanted.pieces if one.id == piece)
    done = tick(actor=story.lead, case=story.case, task=wanted, piece=part, on=today(), transition=change, **more)
    return done.done_on


def moving(story: Story) -> Transition:
    return record_transition(
        actor=story.lead, case=story.case, kind=TransitionKind.MOVING, on=today() + 90 * DAY, to="Storlia"
    )


def rule(story: Story, name: str) -> DutyRow:
    return DutyRow.objects.get(case=story.case, rule=name)


# ── answers and tasks ────────────────────────────────────────────────────────


@requirement("S3-061")
def test_the_transfer_meeting_is_not_ticked_before_the_consent_is_answered(town: Fjordvik) -> None:
    story = child(town, 4)
    with pytest.raises(Invalid, match="samtykke først"):
        ticked(story, "kindergarten.transfer-meeting", "done")
    answered(story, "school_consent", False, given_by="Mona Prøvesen")
    assert ticked(story, "kindergarten.transfer-meeting", "done") == today()
    assert rule(story, "kindergarten.transfer-meeting").done_on == today()


def test_a_consent_is_given_by_the_person_or_who_represents(town: Fjordvik) -> None:
    story = child(town, 4)
    for name in ("", "Kari Moen"):
        with pytest.raises(Invalid) as caught:
            answered(story, "school_consent", True, given_by=name)
        assert caught.value.field == "given_by"
    answered(story, "school_consent", True, given_by="Finn Prøvesen")
    assert answers_of(story.case)[None, "school_consent"].given_by == "Finn Prøvesen"


@requirement("S3-062", "S3-070", "S3-073")
@pytest.mark.parametrize(
    ("years", "name"),
    [(5, "kindergarten.meet-school"), (12, "primary.meet-school"), (15, "lower_secondary.meet-school")],
)
def test_meeting_the_school_is_done_when_each_part_is_ticked(town: Fjordvik, years: int, name: str) -> None:
    story = child(town, years)
    with pytest.raises(Invalid) as caught:
        ticked(story, name, "contact")
    assert caught.value.field == "name"
    assert [ticked(story, name, one) for one in ("invited", "known", "visit")] == [None, None, None]
    assert rule(story, name).done_on is None
    assert ticked(story, name, "contact", name="Lise Skoglund") == today()
    assert rule(story, name).done_on == today()


@requirement("S3-063")
def test_a_new_member_gets_access_only_with_the_consent(town: Fjordvik) -> None:
    story = child(town, 12)
    seat = story.seats["skole"]
    with pytest.raises(Invalid, match="samtykke"):
        ticked(story, "new_member.welcome", "access", seat=seat)
    story.consented(5, "skole")
    assert ticked(story, "new_member.welcome", "access", seat=seat) is None
    assert ticked(story, "new_member.welcome", "information", seat=seat) == today()


@requirement("S3-077")
def test_more_time_is_answered_with_a_reason(town: Fjordvik) -> None:
    story = child(town, 17)
    with pytest.raises(Invalid) as caught:
        answered(story, "more_time", True)
    assert caught.value.field == "reason"
    answered(story, "more_time", True, reason="Trenger et år til på samme skole.")
    answered(story, "more_time", False, reason="Har fått plass i arbeid.")
    assert [(one.yes, one.replaced_on) for one in TransitionAnswer.objects.filter(case=story.case)] == [
        (False, None), (True, today()),
    ]  # fmt: skip


@requirement("S3-081", "S3-128")
def test_the_parts_that_are_blank_stand_open(town: Fjordvik) -> None:
    story = child(town, 17)
    story.planned(10, {}, [("Jeg vil bo for meg selv", LifeArea.HOUSING, "")])
    for piece in ("type", "adaptation", "help"):
        with pytest.raises(Invalid):
            ticked(story, "adult.own-home", piece, text=" ")
        assert ticked(story, "adult.own-home", piece, text="Leilighet nær mor") is None
    record = open_task(story.case, "adult.own-home")
    assert record is not None
    assert {one.id for one in task("adult.own-home").pieces} - set(record.pieces) == {"economy"}
    assert rule(story, "adult.own-home").done_on is None
    ticked(story, "adult.own-home", "economy", text="Bostøtte")
    assert rule(story, "adult.own-home").done_on == today()
    with pytest.raises(Invalid, match="målet"):
        ticked(story, "upper_secondary.work-training", "goal")


@requirement("S3-080")
def test_housing_is_raised_in_a_meeting(town: Fjordvik) -> None:
    story = child(town, 17)
    with pytest.raises(Invalid, match="møtet"):
        ticked(story, "adult.housing", "raised")
    assert ticked(story, "adult.housing", "raised", text="Møtet 12. mars") == today()


def test_a_wrong_tick_is_taken_back(town: Fjordvik) -> None:
    story = child(town, 12)
    name = "lower_secondary.choose-school"
    ticked(story, name, "begun")
    ticked(story, name, "visit")
    record = open_task(story.case, name)
    assert record is not None
    untick(actor=story.lead, record=record, piece=task(name).pieces[1])
    found = open_task(story.case, name)
    assert found is not None
    assert (found.done_on, set(found.pieces)) == (None, {"begun"})


def test_others_than_the_coordinator_do_not_answer(town: Fjordvik) -> None:
    story = child(town, 4)
    with pytest.raises(Refused):
        answer(actor=town.actor("lise"), case=story.case, question=question("large_cost"), yes=True, on=today())
    with pytest.raises(Refused):
        tick(
            actor=town.actor("per"), case=story.case, task=task("primary.meet-school"),
            piece=task("primary.meet-school").pieces[0], on=today(),
        )  # fmt: skip


@requirement("S3-079", "S3-124")
def test_an_aid_is_relevant_applied_for_or_not_and_never_a_duty(town: Fjordvik) -> None:
    story = child(town, 9)
    before = set(DutyRow.objects.filter(case=story.case).values_list("key", flat=True))
    for status in AidStatus:
        mark_aid(actor=story.lead, case=story.case, aid="respite", status=status, on=today())
        mark = AidMark.objects.get(case=story.case)
        assert (mark.status, mark.on, mark.by) == (status, today(), "Kari Moen")
    assert set(DutyRow.objects.filter(case=story.case).values_list("key", flat=True)) == before


# ── school, meetings and contact persons ─────────────────────────────────────


@requirement("S3-122")
def test_a_postponed_start_moves_the_duties_a_year_and_back_again(town: Fjordvik) -> None:
    story = child(town, 4)
    name = "kindergarten.meet-school"
    due = rule(story, name).due
    record = record_school(actor=story.lead, case=story.case, on=date(due.year + 1, 8, 1), grade=1, note="Utsatt")
    assert rule(story, name).due == date(due.year + 1, 8, 1)
    assert [one.start.year for one in school_of(story.case) if one.grade == 1] == [due.year + 1]
    take_back_school(actor=story.lead, record=record)
    assert rule(story, name).due == due
    with pytest.raises(Invalid, match="årstallet"):
        record_school(actor=story.lead, case=story.case, on=date(1950, 8, 1), grade=1)
    assert SchoolRecord.objects.filter(case=story.case, cancelled_on=None).count() == 0


@requirement("S3-066", "S3-127")
@pytest.mark.parametrize(("years", "phase"), [(9, "primary"), (14, "lower_secondary")])
def test_a_cooperation_meeting_of_some_is_no_meeting_of_the_group(town: Fjordvik, years: int, phase: str) -> None:
    story = child(town, years)
    seats = list(story.seats.values())

    def gaps() -> list[date]:
        rows = DutyRow.objects.filter(case=story.case, rule=f"{phase}.next-meeting", done_on=None)
        return [row.opens for row in rows if row.opens <= today() and (row.lapsed_on or date.max) > today()]

    assert gaps()
    plan = partial(plan_meeting, actor=story.lead, case=story.case, minutes=60, on=today(), same_day_too=True)
    some = plan(kind=MeetingKind.PROFESSIONAL, starts_at=now() + 20 * DAY, invited=Invited(seats=seats[:1]))
    assert len([one for one in participants(some) if one.seat_id]) == 1
    assert gaps()
    plan(kind=MeetingKind.ORDINARY, starts_at=now() + 25 * DAY, invited=Invited(seats=seats[:2]))
    assert not gaps()


@requirement("S3-130")
def test_a_contact_person_stands_until_the_next_or_the_end(town: Fjordvik) -> None:
    story = child(town, 16)
    name_contact(actor=story.lead, case=story.case, name="Lise Skoglund", where="Skolen", phone="", on=today() - DAY)
    second = name_contact(actor=story.lead, case=story.case, name="Per Aas", where="NAV", phone="", on=today())
    assert contact_person(story.case, today()) == second
    assert sum(one.kind == "municipal_contact" for one in facts([story.case.pk])) == 3
    end_contact(actor=story.lead, contact=second, on=today())
    assert contact_person(story.case, today() + DAY) is None


# ── changes and moves ────────────────────────────────────────────────────────


@requirement("S4-038")
def test_a_transition_has_its_three_days_and_may_move_or_be_called_off(town: Fjordvik) -> None:
    story = child(town, 9)
    change = record_transition(
        actor=story.lead, case=story.case, kind=TransitionKind.INSTITUTION_HOME, on=today() + 30 * DAY
    )
    assert rule(story, "transition-planned").due == today() + 30 * DAY
    take_step(actor=story.lead, transition=change, step=Step.PLANNED, on=today())
    assert rule(story, "transition-planned").done_on == today()
    change_transition(actor=story.lead, transition=change, on=today() + 60 * DAY, to="Hjem", note="")
    assert rule(story, "transition-started").due == today() + 60 * DAY
    cancel_transition(actor=story.lead, transition=change, reason="Blir der")
    assert rule(story, "transition-started").lapsed_on == today()


@requirement("S4-045")
def test_the_group_and_its_history_go_on_through_a_transition(town: Fjordvik) -> None:
    story = child(town, 12)
    team, held = current_team(story.case, today()), story.met(20, MeetingKind.ORDINARY, {})
    record_transition(actor=story.lead, case=story.case, kind=TransitionKind.PRIMARY_LOWER, on=today() + 60 * DAY)
    assert team is not None
    end_seat(actor=story.lead, seat=story.seats["skole"], on=today(), reason="Ny skole")
    propose_seat(
        actor=story.lead, team=team, unit=town.units["vgs"], kind=SeatKind.PERMANENT, role="kontaktlærer", on=today(),
        ground="Overgang",
    )  # fmt: skip
    assert current_team(story.case, today()) == team
    assert held in list(meetings(story.case))
    steps = DutyRow.objects.filter(case=story.case, rule__startswith="transition-", done_on=None)
    assert steps.count() == 3


@requirement("S3-065")
def test_the_folder_is_sent_only_with_consent_and_is_done_with_the_meeting(town: Fjordvik) -> None:
    story = child(town, 3)
    change = record_transition(
        actor=story.lead, case=story.case, kind=TransitionKind.KINDERGARTEN_CHANGE, on=today() + 30 * DAY
    )
    name = "kindergarten_change.folder"
    sent = {"text": "Barnemappa", "name": "Solbakken barnehage"}
    with pytest.raises(Invalid, match="samtykke først"):
        ticked(story, name, "sent", change, **sent)
    answered(story, "folder_consent", False, change, given_by="Mona Prøvesen")
    with pytest.raises(Invalid, match="Ingenting kan overføres"):
        ticked(story, name, "sent", change, **sent)
    answered(story, "folder_consent", True, change, given_by="Mona Prøvesen")
    assert ticked(story, name, "sent", change, **sent) is None
    assert rule(story, name).holder == "old_kindergarten"
    assert rule(story, name).done_on is None
    ticked(story, name, "meeting", change)
    assert rule(story, name).done_on == today()


@requirement("S3-056", "S3-057")
def test_a_move_asks_for_help_invitation_and_consent(town: Fjordvik) -> None:
    story = child(town, 9)
    move = moving(story)
    assert not DutyRow.objects.filter(case=story.case, rule="moving.contact").exists()
    answered(story, "help_wanted", True, move)
    with pytest.raises(Invalid) as caught:
        ticked(story, "moving.contact", "who", move)
    assert caught.value.field == "name"
    ticked(story, "moving.contact", "who", move, name="Berit i Storlia")
    assert rule(story, "moving.contact").done_on == today()
    assert rule(story, "moving.invite").done_on is None
    answered(story, "invite_before", False, move)
    assert rule(story, "moving.invite").done_on == today()
    given = {"text": "Epikrise", "name": "Storlia kommune"}
    with pytest.raises(Invalid, match="samtykke først"):
        ticked(story, "moving.transfer", "given", move, **given)
    answered(story, "move_consent", True, move, given_by="Mona Prøvesen")
    ticked(story, "moving.transfer", "given", move, **given)
    record = open_task(story.case, "moving.transfer", move)
    assert record is not None
    logged = record.pieces["given"]
    assert (logged["text"], logged["name"], logged["on"]) == ("Epikrise", "Storlia kommune", today().isoformat())


@requirement("S3-059")
def test_plan_and_case_are_not_closed_before_the_transfer(town: Fjordvik) -> None:
    story = child(town, 9)
    story.planned(20, {}, [])
    assert story.plan is not None
    move = moving(story)
    closing = start_closing(actor=story.lead, case=story.case, on=today(), agreed_with="Ada", no_meeting_reason="x")
    store_plan(actor=story.lead, closing=closing, on=today(), where="Gerica")
    shut = partial(close_case, actor=story.lead, closing=closing, on=today(), reason=EndReason.MOVED, note="Flyttet")
    with pytest.raises(Invalid, match="flytter"):
        end_plan(actor=story.lead, plan=story.plan, on=today(), reason="Flytter")
    with pytest.raises(Invalid, match="flytter"):
        shut()
    answered(story, "move_consent", True, move, given_by="Finn Prøvesen")
    ticked(story, "moving.transfer", "given", move, text="Planen", name="Storlia kommune")
    assert shut().closed_on == today()


def test_a_refused_consent_lets_the_case_be_closed_with_nothing_handed_over(town: Fjordvik) -> None:
    story = child(town, 9)
    story.planned(20, {}, [])
    assert story.plan is not None
    move = moving(story)
    answered(story, "move_consent", False, move, given_by="Finn Prøvesen")
    assert end_plan(actor=story.lead, plan=story.plan, on=today(), reason="Flytter").ended_on == today()


@requirement("S3-119")
def test_each_task_of_the_move_has_a_member_and_a_day_before_it(town: Fjordvik) -> None:
    story = child(town, 9)
    move = moving(story)
    with pytest.raises(Invalid) as caught:
        assign(actor=story.lead, case=story.case, task=task("moving.transfer"), to="Per Nilsen", do_by=move.on,
               transition=move)  # fmt: skip
    assert caught.value.field == "do_by"
    assign(actor=story.lead, case=story.case, task=task("moving.transfer"), to="Per Nilsen", do_by=move.on - DAY,
           transition=move)  # fmt: skip
    record = open_task(story.case, "moving.transfer", move)
    assert record is not None
    assert (record.assigned_to, record.do_by) == ("Per Nilsen", move.on - DAY)
