"""Each ground and each of its conditions: the grant and the refusal share one world and differ in one fact."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from samrad.accounts.models import Employment, PersonalAccess
from samrad.accounts.rules import Capacity
from samrad.agencies.models import Unit
from samrad.cases.access import EVERYTHING as ALL_OF_IT
from samrad.cases.access import Sees, grounds, sight, visible_to, who_may_see
from samrad.cases.models import Application, Case, Decision, NeedNotice
from samrad.cases.rules import LifeArea, Part
from samrad.consents.models import Consent, Grant, SharedByLaw
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, StandIn, UnitAssignment
from samrad.deviations.models import AskedUnit, Deviation, Matter
from samrad.emergency.models import EmergencyAccess
from samrad.kernel.clock import at as instant
from samrad.people.models import Person, Representation
from samrad.teams.models import CareTeam, Seat, SeatHolder
from tests.access.world import DAY, EVERYTHING, PARENT, World
from tests.town import Fjordvik

AT = instant(DAY, 13)
DAY_BEFORE, DAY_AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
BEFORE, AFTER = AT - timedelta(seconds=1), AT + timedelta(seconds=1)


def _job(who: str) -> Callable[[World], QuerySet[Any]]:
    return lambda world: Employment.objects.filter(pk=world.staff[who].pk)


def _unit(key: str) -> Callable[[World], QuerySet[Any]]:
    return lambda world: Unit.objects.filter(pk=world.town.units[key].pk)


ROWS: Mapping[str, Callable[[World], QuerySet[Any]]] = {
    "own access": lambda w: PersonalAccess.objects.filter(person=w.person),
    "near access": lambda w: PersonalAccess.objects.filter(related_person__subject=w.person),
    "mandate": lambda w: Representation.objects.filter(subject=w.person),
    "person": lambda w: Person.objects.filter(pk=w.person.pk),
    "case": lambda w: Case.objects.filter(pk=w.case.pk),
    "appointment": lambda w: CoordinatorAppointment.objects.filter(case=w.case),
    "stand-in": lambda w: StandIn.objects.filter(case=w.case),
    "proposal": lambda w: CoordinatorProposal.objects.filter(case=w.case),
    "assignment": lambda w: UnitAssignment.objects.filter(case=w.case),
    "holder": lambda w: SeatHolder.objects.filter(case=w.case),
    "seat": lambda w: Seat.objects.filter(case=w.case),
    "team": lambda w: CareTeam.objects.filter(case=w.case),
    "consent": lambda w: Consent.objects.filter(case=w.case),
    "sharing": lambda w: SharedByLaw.objects.filter(case=w.case),
    "grant": lambda w: Grant.objects.filter(case=w.case),
    "matter": lambda w: Matter.objects.filter(case=w.case),
    "asked unit": lambda w: AskedUnit.objects.filter(case=w.case),
    "deviation": lambda w: Deviation.objects.filter(case=w.case),
    "emergency": lambda w: EmergencyAccess.objects.filter(case=w.case),
    "notice": lambda w: NeedNotice.objects.filter(case=w.case),
    "application": lambda w: Application.objects.filter(case=w.case),
    "decision": lambda w: Decision.objects.filter(case=w.case),
    **{f"job of {who}": _job(who) for who in ("kari", "per", "ergo", "leder_ppt", "rektor", "ke", "system", "lege")},
    **{f"unit {key}": _unit(key) for key in ("skole", "ke", "ppt", "lege")},
}


def ended(day: date) -> dict[str, Any]:
    return {"ended_on": day, "end_reason": "x"}


NO_REASON = ("own access", "near access", "stand-in")


def period_of(ground: str, thing: str) -> list[tuple[str, str, dict[str, Any], bool]]:
    """A period both ends of which count: four facts."""
    old = {} if thing == "stand-in" else {"started_on": DAY - timedelta(days=900)}
    over: dict[str, Any] = {"ended_on": DAY_BEFORE, "started_on": DAY - timedelta(days=900)}
    last: dict[str, Any] = {"ended_on": DAY, **old}
    if thing not in NO_REASON:
        over["end_reason"] = last["end_reason"] = "x"
    return [
        (ground, thing, {"started_on": DAY, "ended_on": None} if thing != "stand-in" else {"started_on": DAY}, True),
        (ground, thing, {"started_on": DAY_AFTER, **({"ended_on": DAY_AFTER} if thing == "stand-in" else {})}, False),
        (ground, thing, last, True),
        (ground, thing, over, False),
    ]


def last_day_of(ground: str, thing: str) -> list[tuple[str, str, dict[str, Any], bool]]:
    """An end, the day of which counts: two facts."""
    return [(ground, thing, ended(DAY), True), (ground, thing, ended(DAY_BEFORE), False)]


Fact = tuple[str, str, dict[str, Any], bool]
IN_FORCE: list[Fact] = [
    fact
    for ground in ("seat", "called_in")
    for fact in (
        *period_of(ground, "holder"),
        (ground, "seat", {"proposed_on": DAY_BEFORE, **ended(DAY)}, True),
        (ground, "seat", {"proposed_on": DAY_BEFORE, **ended(DAY_BEFORE)}, False),
        *period_of(ground, "job of per"),
        *last_day_of(ground, "team"),
        *last_day_of(ground, "unit skole"),
        (ground, "unit skole", {"name": "Fjordvik oppvekstsenter"}, True),
        (ground, "job of per", {"unit_id": "ppt"}, False),
        (ground, "case", ended(DAY_AFTER), False),
        (ground, "consent", {"given_at": AT}, True),
        (ground, "consent", {"given_at": AFTER}, False),
        (ground, "consent", {"given_at": None, "given_on": None}, False),
        (ground, "consent", {"ended_on": DAY, "made_on": DAY_BEFORE}, True),
        (ground, "consent", {"ended_on": DAY_BEFORE, "made_on": DAY_BEFORE}, False),
        (ground, "consent", {"withdrawn_at": AT, "withdrawn_by": "x"}, False),
        (ground, "consent", {"withdrawn_at": AFTER, "withdrawn_by": "x"}, True),
        (ground, "grant", {"withdrawn_at": AT, "withdrawn_by": "x"}, False),
        (ground, "grant", {"withdrawn_at": AFTER, "withdrawn_by": "x"}, True),
        (ground, "grant", {"replaced_at": AT}, False),
        (ground, "grant", {"replaced_at": AFTER}, True),
        (ground, "grant", {"unit_id": "ppt"}, False),
    )
]
FACTS: list[Fact] = [
    *period_of("subject", "own access"),
    *period_of("representative", "near access"),
    *period_of("representative", "mandate"),
    ("representative", "mandate", {"insight": False, "insight_reason": "x"}, False),
    ("representative", "mandate", {"mandate": "parental"}, False),
    *period_of("coordinator", "appointment"),
    *period_of("coordinator", "job of kari"),
    *period_of("stand_in", "stand-in"),
    *period_of("stand_in", "job of ergo"),
    *IN_FORCE,
    ("seat", "consent", {"step": "call_in"}, False),
    ("called_in", "consent", {"step": "call_in"}, True),
    ("seat", "seat", {"kind": "on_demand"}, True),
    ("seat", "seat", {"kind": "guest"}, False),
    ("called_in", "seat", {"kind": "guest"}, True),
    ("asked_leader", "proposal", {"asked_on": DAY}, True),
    ("asked_leader", "proposal", {"asked_on": DAY_AFTER}, False),
    ("asked_leader", "proposal", {"answered_on": DAY, "answer": "can"}, False),
    ("asked_leader", "proposal", {"withdrawn_on": DAY}, False),
    ("asked_leader", "proposal", {"leader_unit_id": "skole"}, True),
    ("asked_leader", "proposal", {"leader_unit_id": "ke"}, False),
    ("asked_leader", "case", ended(DAY_AFTER), False),
    ("asked_leader", "job of leder_ppt", {"function": "staff"}, False),
    *period_of("asked_leader", "job of leder_ppt"),
    ("registry", "unit ke", {"kind": "other"}, False),
    ("registry", "case", ended(DAY_BEFORE), True),
    ("lifted_leader", "asked unit", {"asked_on": DAY}, True),
    ("lifted_leader", "asked unit", {"asked_on": DAY_AFTER}, False),
    ("lifted_leader", "asked unit", {"unit_id": "ke"}, False),
    ("lifted_leader", "matter", {"answer": "solved"}, False),
    ("lifted_leader", "matter", {"ended_on": DAY, "solved_level": "line"}, False),
    ("lifted_leader", "case", ended(DAY_AFTER), False),
    ("lifted_leader", "job of rektor", {"function": "staff"}, False),
    *period_of("lifted_leader", "job of rektor"),
    ("raised_deviation", "deviation", {"level": "team"}, False),
    ("raised_deviation", "deviation", {"level": "board"}, True),
    ("raised_deviation", "deviation", {"closed_on": DAY, "closed_note": "x"}, False),
    ("raised_deviation", "case", ended(DAY_AFTER), False),
    ("raised_deviation", "job of system", {"function": "leader"}, False),
    *period_of("raised_deviation", "job of system"),
    ("emergency", "emergency", {"opened_at": AT}, True),
    ("emergency", "emergency", {"opened_at": AFTER}, False),
    ("emergency", "emergency", {"ends_at": AT}, False),
    ("emergency", "emergency", {"ends_at": AFTER}, True),
    ("emergency", "emergency", {"closed_at": AT, "closed_by": "x"}, False),
    ("emergency", "emergency", {"closed_at": AFTER, "closed_by": "x"}, True),
    ("emergency", "case", ended(DAY_AFTER), False),
    *last_day_of("emergency", "unit skole"),
    *period_of("emergency", "job of per"),
    ("shared_by_law", "sharing", {"started_on": DAY, "ended_on": DAY}, True),
    ("shared_by_law", "sharing", {"started_on": DAY_AFTER, "ended_on": DAY_AFTER}, False),
    ("shared_by_law", "sharing", {"started_on": DAY_BEFORE, "ended_on": DAY_BEFORE, "told_on": DAY_BEFORE}, False),
    ("shared_by_law", "sharing", {"stopped_at": AT, "stopped_by": "x"}, False),
    ("shared_by_law", "sharing", {"stopped_at": AFTER, "stopped_by": "x"}, True),
    ("shared_by_law", "case", ended(DAY_AFTER), False),
    *period_of("shared_by_law", "job of lege"),
    *last_day_of("shared_by_law", "unit lege"),
    ("shared_by_law", "unit lege", {"kind": "school"}, False),
    ("handling", "case", ended(DAY_AFTER), False),
    ("handling", "unit ke", {"kind": "other"}, False),
]


def name_of(fact: Fact) -> str:
    ground, thing, change, holds = fact
    told = ", ".join(f"{key}={value}" for key, value in change.items())
    return f"{ground} {'with' if holds else 'without'} {thing}: {told}"


def held_now(world: World, at: Any = AT) -> set[str]:
    """The grounds somebody has in the case at the instant."""
    return {one.ground for one in who_may_see(world.case, at=at)}


def changed(world: World, thing: str, change: Mapping[str, Any]) -> None:
    """The one fact."""
    units = {key: world.town.units[value].pk for key, value in change.items() if key.endswith("unit_id")}
    assert ROWS[thing](world).update(**{**change, **units}) > 0


def test_there_is_a_fact_that_grants_and_one_that_refuses_for_each_ground() -> None:
    assert {ground for ground, _, _, holds in FACTS if not holds} == set(grounds())
    assert {ground for ground, _, _, holds in FACTS if holds} == set(grounds()) - {"handling"}
    assert any(holds for _, _, holds in HANDLED)


@pytest.mark.parametrize("fact", FACTS, ids=name_of)
def test_one_fact_decides(town: Fjordvik, fact: Fact) -> None:
    ground, thing, change, holds = fact
    world = World(town, EVERYTHING)
    assert ground in held_now(world)
    changed(world, thing, change)
    assert (ground in held_now(world)) == holds


# ── where one of several facts is enough ─────────────────────────────────────

HANDLED: list[tuple[dict[str, Any], list[tuple[str, dict[str, Any]]], bool]] = [
    ({"notice_answered": True, "application": False}, [], False),
    ({"notice_answered": False, "application": False}, [], True),
    ({"notice_answered": True, "application": True}, [], True),
    ({"notice_answered": True, "application": False, "appointment": None, "stand_in": None}, [], True),
    ({"notice_answered": True, "application": True}, [("application", {"withdrawn_on": DAY})], False),
    ({"notice_answered": True, "application": True}, [("decision", {"decided_on": DAY - timedelta(days=14)})], True),
    ({"notice_answered": True, "application": True}, [("decision", {"decided_on": DAY - timedelta(days=15)})], False),
]


@pytest.mark.parametrize(("told", "then", "holds"), HANDLED)
def test_the_office_handles_a_case_while_something_waits(
    town: Fjordvik, told: dict[str, Any], then: list[tuple[str, dict[str, Any]]], holds: bool
) -> None:
    world = World(town, {**EVERYTHING, **told})
    for thing, change in then:
        if thing == "decision":
            Decision.objects.create(
                case=world.case, application=ROWS["application"](world).get(), decided_by="x", outcome="granted",
                reason="x", complaint_weeks=4, **change,
            )  # fmt: skip
        else:
            changed(world, thing, change)
    assert ("handling" in held_now(world)) == holds


ASSIGNED: list[tuple[str, dict[str, Any], bool]] = [
    ("assignment", {"assigned_on": DAY}, True),
    ("assignment", {"assigned_on": DAY_AFTER}, False),
    ("assignment", {"unit_id": "ke"}, False),
    ("assignment", {"withdrawn_on": DAY}, False),
    ("case", ended(DAY_AFTER), False),
    ("job of leder_ppt", {"function": "staff"}, False),
    *[(thing, change, holds) for _, thing, change, holds in period_of("asked_leader", "job of leder_ppt")],
]


@pytest.mark.parametrize(("thing", "change", "holds"), ASSIGNED)
def test_the_leader_of_the_chosen_unit_is_asked(
    town: Fjordvik, thing: str, change: dict[str, Any], holds: bool
) -> None:
    world = World(town, {**EVERYTHING, "asked": None})
    assert "asked_leader" not in held_now(world)
    UnitAssignment.objects.create(case=world.case, unit=town.units["ppt"], assigned_on=DAY_BEFORE, assigned_by="x")
    assert "asked_leader" in held_now(world)
    changed(world, thing, change)
    assert ("asked_leader" in held_now(world)) == holds


def test_an_assignment_that_somebody_was_named_for_is_over(town: Fjordvik) -> None:
    world = World(town, {**EVERYTHING, "asked": None})
    assignment = UnitAssignment.objects.create(
        case=world.case, unit=town.units["ppt"], assigned_on=DAY_BEFORE, assigned_by="x"
    )
    UnitAssignment.objects.filter(pk=assignment.pk).update(
        named_on=DAY, appointment=CoordinatorAppointment.objects.get(case=world.case)
    )
    assert "asked_leader" not in held_now(world)


@pytest.mark.parametrize("asked", [EVERYTHING["asked"], None])
def test_whoever_may_see_is_told_of_by_her_own_name_and_unit_once(town: Fjordvik, asked: Any) -> None:
    world = World(town, {**EVERYTHING, "asked": asked})
    UnitAssignment.objects.create(case=world.case, unit=town.units["ppt"], assigned_on=DAY, assigned_by="x")
    found = who_may_see(world.case, at=AT)
    employed = [one for one in found if one.capacity is Capacity.EMPLOYMENT]
    jobs = Employment.objects.select_related("unit").in_bulk([one.capacity_id for one in employed])
    for one in employed:
        job = jobs[one.capacity_id]
        assert (one.name, one.unit) == (job.name, job.unit.name)
    twice = {one.ground for one in found if found.count(one) > 1}
    assert twice == ({"asked_leader"} if asked else set())


# ── what each ground shows ───────────────────────────────────────────────────

ALL = frozenset(Part)
YOUTH = {Part.TEAM, Part.SERVICES}
SHOWN: list[tuple[str, dict[str, Any], set[Part] | frozenset[Part] | None]] = [
    ("subject", {}, ALL),
    ("coordinator", {}, ALL),
    ("stand_in", {}, ALL),
    ("registry", {}, set()),
    ("called_in", {}, set()),
    ("lifted_leader", {}, set()),
    ("raised_deviation", {}, set()),
    ("asked_leader", {}, {Part.NOTICE}),
    ("handling", {}, {Part.NOTICE, Part.DECISION}),
    ("emergency", {}, {Part.ABOUT_ME, Part.TEAM, Part.SERVICES, Part.GOALS}),
    ("seat", {"consent": ("written", DAY, DAY, None, None, None, ["team", "goals"], [])}, {Part.TEAM, Part.GOALS}),
    ("representative", {}, ALL),
    ("representative", {"mandate": ("attorney", DAY, None, True, ["economy"])}, {Part.SERVICES}),
    ("representative", {"mandate": ("attorney", DAY, None, True, [])}, {Part.SERVICES}),
    ("representative", {"mandate": ("guardian", DAY, None, True, ["economy", "personal"])}, ALL),
    ("representative", {**PARENT, "born": None}, ALL),
    ("representative", {**PARENT, "born": date(2015, 5, 5)}, ALL),
    ("representative", {**PARENT, "born": date(2010, 6, 16)}, ALL),
    ("representative", {**PARENT, "born": date(2010, 6, 15)}, YOUTH),
    ("representative", {**PARENT, "born": date(2008, 6, 16)}, YOUTH),
    ("representative", {**PARENT, "born": date(2008, 6, 15)}, None),
    ("representative", {"born": date(2010, 6, 15), "mandate": ("guardian", DAY, None, True, ["personal"])}, ALL),
    ("representative", {"born": date(2010, 6, 15), "mandate": ("guardian", DAY, None, True, ["economy"])}, {Part.SERVICES}),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "told", "parts"), SHOWN)
def test_what_a_ground_shows(
    town: Fjordvik, ground: str, told: dict[str, Any], parts: set[Part] | frozenset[Part] | None
) -> None:
    world = World(town, {**EVERYTHING, **told})
    found = [one for one in who_may_see(world.case, at=AT) if one.ground == ground]
    if parts is None:
        assert not found
    else:
        assert found
        assert all(set(one.sees.parts) == set(parts) for one in found)
        assert (found[0].sees == ALL_OF_IT) == (parts == ALL)


def test_life_areas_narrow_goals_and_minutes_only(town: Fjordvik) -> None:
    told = ("written", DAY, DAY, None, None, None, ["goals", "minutes", "team"], ["school"])
    world = World(town, {**EVERYTHING, "consent": told})
    seat = next(one for one in who_may_see(world.case, at=AT) if one.ground == "seat")
    assert seat.sees == Sees(
        {Part.GOALS: frozenset({LifeArea.SCHOOL}), Part.MINUTES: frozenset({LifeArea.SCHOOL}), Part.TEAM: None}
    )


def test_each_holder_is_the_right_one_with_name_and_unit(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    found = {(one.ground, one.name, one.unit) for one in who_may_see(world.case, at=AT)}
    office = {("Turid Haugdal", town.units["ke"].name), ("Arne Lidal", town.units["ke"].name)}
    assert found == {
        ("subject", "Ada A", ""), ("representative", "Mona A", ""), ("coordinator", "Kari Moen", "PPT"),
        ("stand_in", "Selma Øverby", "Fysio- og ergoterapitjenesten"), ("seat", "Per Bakkemo", "Fjordvik skole"),
        ("called_in", "Per Bakkemo", "Fjordvik skole"), ("emergency", "Per Bakkemo", "Fjordvik skole"),
        ("shared_by_law", "Leif Sætervik", "Legesenteret Torget"), ("asked_leader", "Berit Kvernmo", "PPT"), ("lifted_leader", "Sigurd Nylund", "Fjordvik skole"),
        ("raised_deviation", world.staff["system"].name, world.staff["system"].unit.name),
        *(("registry", *one) for one in office), *(("handling", *one) for one in office),
    }  # fmt: skip


def test_the_three_answers_are_one_for_everybody_in_it(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    listed = {(one.capacity, one.capacity_id) for one in who_may_see(world.case, at=AT)}
    assert listed
    for actor in world.actors():
        here = (actor.capacity, actor.capacity_id) in listed
        assert visible_to(actor, AT).filter(pk=world.case.pk).exists() == here
        found = sight(actor, world.case.pk, AT)
        assert (found is not None) == here
        if found is not None:
            own = {one.ground for one in who_may_see(world.case, at=AT) if one.capacity_id == actor.capacity_id
                   and one.capacity is actor.capacity}  # fmt: skip
            assert set(found.grounds) == own
            assert found.grounds == tuple(name for name in grounds() if name in own)
