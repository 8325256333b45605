"""A unit whose leader names the coordinator, absence and delegates, sharing the role, and what a leader checks."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from samrad.cases.operations.applications import apply_for
from samrad.cases.rules import Channel, Wish
from samrad.coordinators.operations import (
    answer_as_leader,
    appoint,
    assign_unit,
    end_absence,
    end_appointment,
    name_coordinator,
    name_stand_in,
    record_absence,
)
from samrad.coordinators.queries import absence_in, absences, coordinator, open_proposal
from samrad.coordinators.rules import Chosen, LeaderAnswer, StandInKind
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.people.rules import Relation, Scope
from samrad.plans.operations import open_plan
from samrad.teams.rules import SeatKind
from samrad.worklist.models import DutyRow
from tests.stories import a_case, coordinated, teamed
from tests.town import Fjordvik, following

pytestmark = pytest.mark.django_db
requirement = pytest.mark.requirement
DAY = timedelta(days=1)
S0, S1, S4 = "ansvarsgruppe", "overordnet-team", "ansvarsgruppe-utvidet"


@requirement("S0-010", "S0-011", "S4-009")
@pytest.mark.parametrize("routine", [S0, S4])
def test_the_office_chooses_the_unit_and_its_leader_alone_names_the_coordinator(routine: str) -> None:
    with following(routine) as town:
        story = a_case(town)
        story.assessed(60, "PPT")
        assigned = assign_unit(actor=story.office, case=story.case, unit=town.units["ppt"], on=today())
        story.case.refresh_from_db()
        assert story.case.responsible_unit == town.units["ppt"]
        assert (assigned.assigned_on, assigned.assigned_by) == (today(), "Turid Haugdal")
        name = partial(name_coordinator, assignment=assigned, employment=town.staff["kari"], on=today())
        for other in ("ke", "leder_helse"):
            with pytest.raises(Refused):
                name(actor=town.actor(other))
        with pytest.raises(Refused, match="peker ut koordinatoren"):
            appoint(actor=story.office, case=story.case, employment=town.staff["kari"], on=today())
        with pytest.raises(Invalid, match="arbeider ikke i"):
            name(actor=town.actor("leder_ppt"), employment=town.staff["jonas"])
        made = name(actor=town.actor("leder_ppt"))
        assert (made.started_on, made.appointed_by) == (today(), "Berit Kvernmo")
        assert coordinator(story.case) == made


@requirement("S0-010")
def test_choosing_the_unit_and_naming_do_the_duties_of_the_flow() -> None:
    with following(S0) as town:
        story = a_case(town)
        apply_for(
            actor=story.office, case=story.case, wish=Wish.COORDINATOR, channel=Channel.PHONE, received_on=today(),
            consented_on=today(),
        )  # fmt: skip
        waiting = DutyRow.objects.filter(case=story.case, rule__startswith="find-coordinator", done_on=None)
        assert waiting.get(act="leader_asked").role == "ke"
        assigned = assign_unit(actor=story.office, case=story.case, unit=town.units["ppt"], on=today())
        named = waiting.get(act="leader_answered")
        assert (named.role, named.unit_id) == ("unit_leader", town.units["ppt"].pk)
        name_coordinator(actor=town.actor("leder_ppt"), assignment=assigned, employment=town.staff["kari"], on=today())
        assert not waiting.filter(lapsed_on=None).exists()


@requirement("S3-092")
def test_a_delegate_is_one_of_the_group_for_a_short_absence_that_ends_by_itself(town: Fjordvik) -> None:
    story = teamed(town)
    stand_in = partial(name_stand_in, actor=story.lead, case=story.case, kind=StandInKind.DELEGATE, started_on=today())
    with pytest.raises(Invalid) as caught:
        stand_in(employment=town.staff["jonas"], ended_on=today() + 7 * DAY)
    assert caught.value.field == "employment"
    made = stand_in(employment=town.staff["per"], ended_on=today() + 7 * DAY)
    assert made.ended_on == today() + 7 * DAY
    with pytest.raises(Invalid, match="lengre fravær"):
        stand_in(employment=town.staff["per"], ended_on=today() + 60 * DAY)
    present = coordinator(story.case)
    assert present is not None
    appoint_new = DutyRow.objects.filter(case=story.case, rule="new-in-long-absence", done_on=None)
    short = record_absence(actor=story.lead, appointment=present, started_on=today(), ended_on=today() + 7 * DAY)
    assert not short.long
    assert not appoint_new.exists()
    record_absence(actor=story.lead, appointment=present, started_on=today())
    assert appoint_new.get().role == "ke"
    with pytest.raises(Invalid, match="lengre fravær"):
        stand_in(employment=town.staff["per"], ended_on=today() + 7 * DAY)


@requirement("S3-092")
def test_after_the_coordinator_has_ended_a_new_one_is_appointed_and_nobody_delegates(town: Fjordvik) -> None:
    story = teamed(town)
    present = coordinator(story.case)
    assert present is not None
    end_appointment(actor=story.office, appointment=present, on=today() + DAY, reason="Ny jobb")
    with pytest.raises(Invalid, match="har sluttet"):
        name_stand_in(
            actor=story.office, case=story.case, kind=StandInKind.DELEGATE, employment=town.staff["per"],
            started_on=today() + 3 * DAY, ended_on=today() + 5 * DAY,
        )  # fmt: skip
    assert DutyRow.objects.filter(case=story.case, rule="always-coordinator", done_on=None).exists()


@requirement("S1-005")
def test_the_leader_answers_each_point_of_the_checklist_before_the_appointment() -> None:
    with following(S1) as town:
        story = a_case(town)
        story.proposed("kari", 10, 8)
        proposal = open_proposal(story.case)
        assert proposal is not None
        reply = partial(
            answer_as_leader,
            actor=town.actor("leder_ppt"),
            proposal=proposal,
            on=today(),
            answer=LeaderAnswer.CAN,
            resources="To timer",
            talked_on=today(),
            how_solved="Torsdager",
        )
        for checklist, lacking in (({}, "check_leads"), ({"leads": True}, "check_clear")):
            with pytest.raises(Invalid) as caught:
                reply(checklist=checklist)
            assert caught.value.field == lacking
        with pytest.raises(Invalid, match="ikke sagt ja"):
            appoint(actor=story.office, case=story.case, employment=town.staff["kari"], on=today(), proposal=proposal)
        reply(checklist={"leads": True, "clear": False})
        made = appoint(
            actor=story.office, case=story.case, employment=town.staff["kari"], on=today(), proposal=proposal
        )
        assert made.proposal is not None
        assert made.proposal.checklist == {"leads": True, "clear": False}


@requirement("S3-083", "S0-022", "S4-023", "S4-024", "S1-007")
@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, []),
        ({"municipal": False}, ["ikke ansatt i kommunen"]),
        ({"permanent": False}, ["ikke fast stilling"]),
        ({"most_involved": None}, ["ikke fra tjenesten som er mest inne"]),
        ({"knows_person": False}, ["kjenner ikke personen"]),
        ({"knows_person": None}, ["kjenner ikke personen"]),
        ({"knows_services": None}, ["kjenner ikke de kommunale tjenestene"]),
        ({"municipal": False, "permanent": False}, ["ikke ansatt i kommunen", "ikke fast stilling"]),
    ],
)
def test_each_criterion_that_is_not_met_is_told(known: dict[str, Any], told: list[str]) -> None:
    all_met = Chosen("Kari", municipal=True, permanent=True, most_involved=True, knows_person=True, knows_services=True)
    found = replace(all_met, **known).departures()
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


@requirement("S0-014", "S4-012", "S4-037")
@pytest.mark.parametrize("routine", [S0, S4])
def test_a_plan_is_wished_by_those_who_may_and_the_coordinator_starts_and_coordinates_it(routine: str) -> None:
    with following(routine) as town:
        child, grown = teamed(town, 9), coordinated(town, 30)
        child.parent("mor", ("Mona", "Prøvesen"), Relation.MOTHER)
        grown.parent("mor", ("Mona", "Prøvesen"), Relation.MOTHER)
        grown.guardian("verge", ("Vera", "Verge"), (Scope.PERSONAL,))
        wish_for_plan = partial(
            apply_for, wish=Wish.PLAN, channel=Channel.SELF, received_on=today(), consented_on=today()
        )
        with pytest.raises(Invalid, match="melde et behov") as caught:
            wish_for_plan(actor=grown.lead, case=grown.case, by_related=grown.related["mor"])
        assert caught.value.field == "by_related"
        wish_for_plan(actor=grown.lead, case=grown.case, by_related=grown.related["verge"])
        wish_for_plan(actor=child.lead, case=child.case, by_related=child.related["mor"])
        waiting = DutyRow.objects.filter(case=child.case, role="coordinator", done_on=None, lapsed_on=None)
        assert waiting.filter(rule="start-plan").exists()
        assert not waiting.filter(rule="coordinate-plan").exists()
        open_plan(
            actor=child.lead, case=child.case, on=today(), consented_on=today(), consented_by="Mona",
            period_until=today() + 365 * DAY, revise_on=today() + 330 * DAY,
        )  # fmt: skip
        assert not waiting.filter(rule="start-plan").exists()
        assert waiting.filter(rule="coordinate-plan").exists()


@requirement("S3-133")
def test_who_shares_the_role_sees_the_case_and_one_remains_responsible(town: Fjordvik) -> None:
    story = coordinated(town)
    story.teamed(50, ("skole", "per", "kontaktlærer", SeatKind.PERMANENT))
    before = coordinator(story.case)
    made = name_stand_in(
        actor=story.lead, case=story.case, employment=town.staff["per"], kind=StandInKind.SHARED, started_on=today()
    )
    assert made.ended_on is None
    assert coordinator(story.case) == before
    with pytest.raises(Invalid) as caught:
        name_stand_in(
            actor=story.lead, case=story.case, employment=town.staff["ergo"], kind=StandInKind.DEPUTY,
            started_on=today(),
        )  # fmt: skip
    assert caught.value.field == "ended_on"


def test_the_coordinator_is_back_early_and_the_delegate_gives_the_task_back(town: Fjordvik) -> None:
    story = teamed(town)
    present = coordinator(story.case)
    assert present is not None
    away = record_absence(actor=story.lead, appointment=present, started_on=today() - 5 * DAY)
    appoint_new = DutyRow.objects.filter(case=story.case, rule="new-in-long-absence", done_on=None, lapsed_on=None)
    assert appoint_new.exists()
    deputy = name_stand_in(
        actor=story.office, case=story.case, kind=StandInKind.DEPUTY, employment=town.staff["per"],
        started_on=today() - 4 * DAY, ended_on=today() + 9 * DAY,
    )  # fmt: skip
    with pytest.raises(Refused):
        end_absence(actor=town.actor("lise"), absence=away, back_on=today())
    end_absence(actor=story.lead, absence=away, back_on=today() + DAY)
    assert (away.ended_on, away.long) == (today(), False)
    assert not appoint_new.exists()
    week: dict[str, Any] = {"started_on": today() + 10 * DAY, "ended_on": today() + 17 * DAY}
    coming = record_absence(actor=story.lead, appointment=present, **week)
    delegate = name_stand_in(
        actor=story.lead, case=story.case, kind=StandInKind.DELEGATE, employment=town.staff["per"], **week
    )
    end_absence(actor=story.lead, absence=coming, back_on=today() + 13 * DAY)
    deputy.refresh_from_db()
    delegate.refresh_from_db()
    assert (deputy.ended_on, delegate.ended_on) == (today() + 9 * DAY, today() + 12 * DAY)


def test_an_absence_that_comes_to_nothing_is_taken_off_the_list(town: Fjordvik) -> None:
    story = teamed(town)
    present = coordinator(story.case)
    assert present is not None
    coming = record_absence(actor=story.lead, appointment=present, started_on=today() + 9 * DAY)
    assert list(absences(story.case, today())) == [coming]
    end_absence(actor=story.lead, absence=coming, back_on=today() + 9 * DAY)
    assert (list(absences(story.case, today())), absence_in(story.case, coming.pk)) == ([], None)
