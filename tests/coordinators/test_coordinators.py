"""Proposing with the person, clearing with the leader, appointing, replacing, standing in."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samrad.accounts.operations.staff import end_employment
from samrad.cases.access import sight
from samrad.coordinators.models import CoordinatorAppointment
from samrad.coordinators.operations import (
    accept,
    answer_as_leader,
    appoint,
    ask_leader,
    end_appointment,
    name_stand_in,
    propose,
    record_course,
    replace,
    take_over,
)
from samrad.coordinators.queries import coordinator, open_proposal
from samrad.coordinators.rules import LeaderAnswer, StandInKind
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.people.rules import Relation
from samrad.worklist.models import DutyRow
from tests.stories import a_case, coordinated, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


@requirement("S3-021", "S3-086", "S3-085", "S3-110")
def test_a_proposal_is_made_with_the_person_and_asks_for_the_wish(town: Fjordvik) -> None:
    story = a_case(town)
    propose_kari = partial(propose, actor=story.office, case=story.case, employment=town.staff["kari"], on=today())
    with pytest.raises(Invalid) as caught:
        propose_kari(person_wish="Kari", consulted=" ")
    assert caught.value.field == "consulted"
    with pytest.raises(Invalid) as caught:
        propose_kari(person_wish="", consulted="Ada")
    assert caught.value.field == "person_wish"
    made = propose_kari(person_wish="Ingen ønsker", consulted="Ada", against_wish_reason="Jonas har ikke tid.")
    assert open_proposal(story.case) == made
    assert made.against_wish_reason == "Jonas har ikke tid."


@requirement("S3-022", "S3-087", "S3-088")
def test_the_leader_answers_before_the_appointment_with_resources_and_for_a_new_one_the_talk(town: Fjordvik) -> None:
    story = a_case(town)
    story.proposed("jonas", 10, 8)
    proposal = open_proposal(story.case)
    assert proposal is not None
    with pytest.raises(Invalid, match="ikke sagt ja"):
        appoint(actor=story.office, case=story.case, employment=town.staff["jonas"], on=today(), proposal=proposal)
    leader = town.actor("leder_helse")
    answer = partial(answer_as_leader, actor=leader, proposal=proposal, on=today(), answer=LeaderAnswer.CAN)
    with pytest.raises(Invalid) as caught:
        answer(resources="")
    assert caught.value.field == "resources"
    with pytest.raises(Invalid) as caught:
        answer(resources="To timer")
    assert caught.value.field == "talked_on"
    with pytest.raises(Invalid) as caught:
        answer(resources="To timer", talked_on=today())
    assert caught.value.field == "how_solved"
    answer(resources="To timer", talked_on=today(), how_solved="Torsdager")
    appointment = appoint(
        actor=story.office, case=story.case, employment=town.staff["jonas"], on=today(), proposal=proposal
    )
    assert appointment.first_time
    assert coordinator(story.case) == appointment


def test_the_leader_sees_name_and_need_only_until_the_answer_is_given(town: Fjordvik) -> None:
    story = a_case(town)
    story.proposed("jonas", 10, 8)
    leader = town.actor("leder_helse")
    seen = sight(leader, story.case.pk)
    assert seen is not None
    assert [str(part) for part in seen.sees.parts] == ["notice"]
    assert sight(town.actor("leder_ppt"), story.case.pk) is None
    proposal = open_proposal(story.case)
    assert proposal is not None
    answer_as_leader(actor=leader, proposal=proposal, on=today(), answer=LeaderAnswer.CANNOT, resources="")
    assert sight(leader, story.case.pk) is None


def test_another_leader_cannot_answer(town: Fjordvik) -> None:
    story = a_case(town)
    story.proposed("jonas", 10, 8)
    proposal = open_proposal(story.case)
    assert proposal is not None
    with pytest.raises(Refused):
        answer_as_leader(
            actor=town.actor("leder_ppt"), proposal=proposal, on=today(), answer=LeaderAnswer.CANNOT, resources=""
        )


def test_steps_in_the_wrong_order_are_refused(town: Fjordvik) -> None:
    story = a_case(town)
    story.proposed("jonas", 10)
    proposal = open_proposal(story.case)
    assert proposal is not None
    with pytest.raises(Invalid, match="ikke spurt"):
        answer_as_leader(actor=story.office, proposal=proposal, on=today(), answer=LeaderAnswer.CANNOT, resources="")
    ask_leader(actor=story.office, proposal=proposal, on=today())
    with pytest.raises(Invalid, match="allerede spurt"):
        ask_leader(actor=story.office, proposal=proposal, on=today())


def test_a_reason_is_asked_for_before_somebody_near_coordinates(town: Fjordvik) -> None:
    story = a_case(town, 9)
    appoint_kari = partial(appoint, actor=story.office, case=story.case, employment=town.staff["kari"])
    made = appoint_kari(on=today())
    end_appointment(actor=story.office, appointment=made, on=today(), reason="Prøve")
    story.parent("mor", ("Kari", "Moen"), Relation.MOTHER)
    with pytest.raises(Invalid, match="en av de nærmeste til") as caught:
        propose(
            actor=story.office, case=story.case, employment=town.staff["kari"], on=today(), person_wish="Kari",
            consulted="Ada",
        )  # fmt: skip
    assert caught.value.field == "near_reason"
    with pytest.raises(Invalid, match="de nærmeste"):
        appoint_kari(on=today() + DAY)
    assert appoint_kari(on=today() + DAY, near_reason="De heter bare det samme.")


@requirement("S3-082", "S3-151")
def test_the_database_refuses_two_coordinators_on_one_day(town: Fjordvik) -> None:
    story = coordinated(town)
    with pytest.raises(Invalid, match="allerede en koordinator"):
        appoint(actor=story.office, case=story.case, employment=town.staff["jonas"], on=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        CoordinatorAppointment.objects.create(
            case=story.case, employment=town.staff["jonas"], started_on=today(), first_time=True
        )


@requirement("S3-115", "S3-074", "S4-022")
def test_the_new_coordinator_has_the_same_duties_and_the_old_one_sees_nothing(town: Fjordvik) -> None:
    story = teamed(town)
    story.meeting_ahead(20, called=False, planned_ago=1)
    before = {
        (row.rule, row.anchor, row.due)
        for row in DutyRow.objects.filter(case=story.case, role="coordinator", done_on=None)
    }
    old = story.lead
    made = replace(
        actor=story.office,
        case=story.case,
        employment=town.staff["jonas"],
        on=today(),
        reason="Ny jobb",
        handover_note="Ring mor.",
    )
    after = {
        (row.rule, row.anchor, row.due)
        for row in DutyRow.objects.filter(case=story.case, role="coordinator", done_on=None)
    }
    assert {row for row in before if row[0] != "coordinator-accepts"} <= after
    assert coordinator(story.case) == made
    assert sight(old, story.case.pk) is None
    new = sight(town.actor("jonas"), story.case.pk)
    assert new is not None
    assert new.has("coordinator")
    assert not DutyRow.objects.filter(case=story.case, rule="always-coordinator", done_on=None, lapsed_on=None).exists()
    take_over(actor=town.actor("jonas"), appointment=made, on=today())
    assert made.handed_over_on == today()


@requirement("S3-084")
def test_a_deputy_sees_the_case_in_the_period_only(town: Fjordvik) -> None:
    story = coordinated(town)
    name_stand_in(
        actor=story.lead, case=story.case, employment=town.staff["jonas"], kind=StandInKind.DEPUTY,
        started_on=today(), ended_on=today() + 7 * DAY,
    )  # fmt: skip
    assert sight(town.actor("jonas"), story.case.pk) is not None
    from samrad.kernel.clock import at

    assert sight(town.actor("jonas"), story.case.pk, at(today() + 8 * DAY, 12)) is None
    assert sight(town.actor("jonas"), story.case.pk, at(today() - DAY, 12)) is None
    present = coordinator(story.case)
    assert present is not None
    assert present.employment_id == town.staff["kari"].pk


def test_a_coordinator_who_leaves_the_job_leaves_a_gap_the_next_day(town: Fjordvik) -> None:
    story = teamed(town)
    appointment = coordinator(story.case)
    assert appointment is not None
    end_employment(actor=town.job, employment=town.staff["kari"], on=today() - DAY, reason="Sluttet")
    assert coordinator(story.case) is None
    assert sight(town.actor("kari"), story.case.pk) is None
    row = DutyRow.objects.get(case=story.case, rule="always-coordinator", done_on=None)
    assert row.opens == today()


def test_an_appointment_that_ends_is_a_gap_from_the_day_after(town: Fjordvik) -> None:
    story = teamed(town)
    appointment = coordinator(story.case)
    assert appointment is not None
    end_appointment(actor=story.office, appointment=appointment, on=today(), reason="Permisjon")
    row = DutyRow.objects.get(case=story.case, rule="always-coordinator", done_on=None)
    assert row.opens == today() + DAY


def test_only_the_appointed_accepts(town: Fjordvik) -> None:
    story = a_case(town)
    story.appointed("kari", 5, through_leader=False, accepted=False)
    appointment = coordinator(story.case)
    assert appointment is not None
    name_stand_in(actor=story.lead, case=story.case, employment=town.staff["jonas"], kind=StandInKind.DEPUTY,
                  started_on=today(), ended_on=today())  # fmt: skip
    with pytest.raises(Refused):
        accept(actor=town.actor("jonas"), appointment=appointment, on=today())
    assert accept(actor=town.actor("kari"), appointment=appointment, on=today()).accepted_on == today()


@requirement("S3-132")
@pytest.mark.parametrize("who", ["kari", "per", "ergo", "nav", "hab"])
def test_any_profession_can_be_coordinator(town: Fjordvik, who: str) -> None:
    story = a_case(town)
    story.appointed(who, 3, through_leader=False)
    assert coordinator(story.case) is not None


@requirement("S3-141")
def test_courses_are_registered_by_oneself_or_the_office(town: Fjordvik) -> None:
    kari = town.staff["kari"]
    with pytest.raises(Refused):
        record_course(actor=town.actor("per"), employment=kari, name="Kurs", on=today())
    first = record_course(actor=town.actor("kari"), employment=kari, name="Kurs", on=today())
    assert record_course(actor=town.actor("ke"), employment=kari, name="Kurs", on=today()) == first
