"""Who may do what: each policy allows and refuses actors that differ in one fact."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samrad.accounts import access as accounts
from samrad.accounts.models import PersonalAccess
from samrad.accounts.queries import as_person
from samrad.accounts.rules import Actor, Capacity, Function, SignInLevel, public_actor, system_actor
from samrad.cases.access import (
    EVERYTHING as ALL_OF_IT,
)
from samrad.cases.access import (
    LEADING,
    NOTHING,
    OFFICE,
    PERSONAL,
    Sees,
    Sight,
    allow,
    held,
    may_see,
    now_and_then,
    own_sights,
    sight,
    visible_to,
    who_may_see,
)
from samrad.cases.models import Case
from samrad.cases.rules import EndReason, LifeArea, Part
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, Grant
from samrad.consents.rules import Step
from samrad.coordinators.access import current_appointments, open_clarifications
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal
from samrad.coordinators.queries import coordinator
from samrad.emergency.access import in_force
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused
from samrad.people.models import Representation
from tests.access.test_one_fact import AFTER, AT, DAY_AFTER, DAY_BEFORE, changed, ended
from tests.access.world import DAY, EVERYTHING, World
from tests.stories import coordinated
from tests.town import Fjordvik, systemansvarlig

STAFF = Actor(1, Capacity.EMPLOYMENT, 7)
OFFICER = replace(STAFF, coordinating=True)
LEADER = replace(STAFF, function=Function.LEADER)
OWNER = replace(STAFF, function=Function.SYSTEM_OWNER)
DIRECTOR = replace(STAFF, function=Function.DIRECTOR)
SELF = Actor(1, Capacity.SELF, 7, person_id=1)
BEHALF = Actor(1, Capacity.ON_BEHALF, 7, person_id=1, related_id=2)
JOB, PUBLIC = system_actor(1, "test"), public_actor(1)
EVERYBODY = {"staff": STAFF, "officer": OFFICER, "leader": LEADER, "owner": OWNER, "director": DIRECTOR, "self": SELF,
             "behalf": BEHALF, "job": JOB, "public": PUBLIC}  # fmt: skip


@pytest.mark.parametrize(("policy", "allowed"), [
    (accounts.system_owner_only, {"owner", "job"}),
    (accounts.staff_or_own_leader, {"owner", "officer", "leader", "job"}),
    (accounts.leader_only, {"leader"}),
    (accounts.anyone, set(EVERYBODY)),
    (accounts.office_only, {"officer", "job"}),
    (accounts.jobs_only, {"job"}),
    (accounts.staff_only, {"staff", "officer", "leader", "owner", "director", "job"}),
])  # fmt: skip
def test_policies_that_ask_who_somebody_is(policy: Any, allowed: set[str]) -> None:
    found = set()
    for name, actor in EVERYBODY.items():
        try:
            policy(actor=actor, case=None)
        except Refused:
            continue
        found.add(name)
    assert found == allowed


@pytest.mark.parametrize(("policy", "sentence"), [
    (accounts.system_owner_only, "Bare systemansvarlig kan gjøre dette."),
    (accounts.leader_only, "Bare ledere kan gjøre dette."),
    (accounts.office_only, "Bare koordinerende enhet kan gjøre dette."),
])  # fmt: skip
def test_a_refusal_says_who_may(policy: Any, sentence: str) -> None:
    with pytest.raises(Refused) as error:
        policy(actor=PUBLIC)
    assert error.value.sentence == sentence


# ── what is seen ─────────────────────────────────────────────────────────────

SCHOOL, HEALTH = LifeArea.SCHOOL, LifeArea.HEALTH


def test_a_part_is_held_with_its_areas() -> None:
    some = Sees({Part.GOALS: frozenset({SCHOOL}), Part.TEAM: None})
    assert some.holds(Part.GOALS)
    assert some.holds(Part.GOALS, SCHOOL)
    assert not some.holds(Part.GOALS, HEALTH)
    assert some.holds(Part.TEAM, HEALTH)
    assert not some.holds(Part.MINUTES)
    assert not NOTHING.holds(Part.TEAM)
    assert all(ALL_OF_IT.holds(part) for part in Part)


@pytest.mark.parametrize(("one", "other", "both"), [
    (frozenset({SCHOOL}), frozenset({HEALTH}), frozenset({SCHOOL, HEALTH})),
    (None, frozenset({HEALTH}), None),
    (frozenset({SCHOOL}), None, None),
    (None, None, None),
])  # fmt: skip
def test_two_grounds_amount_to_what_either_gives(one: Any, other: Any, both: Any) -> None:
    found = Sees({Part.GOALS: one, Part.TEAM: None}).joined(Sees({Part.GOALS: other, Part.NOTICE: None}))
    assert found == Sees({Part.GOALS: both, Part.TEAM: None, Part.NOTICE: None})


def test_a_sight_knows_its_grounds_and_whether_it_is_all() -> None:
    whole = Sight(Case(), ("coordinator", "seat"), ALL_OF_IT)
    assert whole.whole
    assert whole.ground == "coordinator"
    assert whole.has("seat")
    assert whole.has("subject", "coordinator")
    assert not whole.has("subject")
    assert not Sight(Case(), ("seat",), Sees({Part.TEAM: None})).whole
    assert Sight(Case(), ("seat",), Sees({Part.GOALS: frozenset({SCHOOL})})).may(Part.GOALS, SCHOOL)
    assert not Sight(Case(), ("seat",), Sees({Part.GOALS: frozenset({SCHOOL})})).may(Part.GOALS, HEALTH)


@pytest.mark.parametrize(("ground", "parts", "economy"), [
    ("representative", [Part.SERVICES], True), ("representative", [Part.SERVICES, Part.TEAM], False),
    ("seat", [Part.SERVICES], False), ("representative", list(Part), False),
])  # fmt: skip
def test_without_group_is_a_representative_who_does_not_see_the_team(
    ground: str, parts: list[Part], economy: bool
) -> None:
    assert Sight(Case(), (ground,), Sees(dict.fromkeys(parts))).without_group == economy


# ── the policy of a case ─────────────────────────────────────────────────────


def refused(policy: Any, **arguments: Any) -> bool:
    try:
        policy(**arguments)
    except Refused:
        return True
    return False


def test_a_ground_allows_and_its_absence_refuses(town: Fjordvik) -> None:
    story = coordinated(town)
    kari, lise, office = town.actor("kari"), town.actor("lise"), town.actor("ke")
    assert not refused(allow(*LEADING), actor=kari, case=story.case)
    assert refused(allow(*LEADING), actor=lise, case=story.case)
    assert refused(allow(*LEADING), actor=office, case=story.case)
    assert not refused(allow(*LEADING, *OFFICE), actor=office, case=story.case)
    assert not refused(allow(*LEADING), actor=system_actor(town.id, "test"), case=story.case)
    assert refused(allow(*LEADING), actor=public_actor(town.id), case=story.case)
    assert allow(*LEADING).grounds == LEADING  # type: ignore[attr-defined]


def test_the_part_must_be_seen_as_well(town: Fjordvik) -> None:
    story = coordinated(town)
    office = town.actor("ke")
    assert not refused(allow(*OFFICE), actor=office, case=story.case)
    assert refused(allow(*OFFICE, sees=Part.GOALS), actor=office, case=story.case)
    assert not refused(allow(*LEADING, sees=Part.GOALS), actor=town.actor("kari"), case=story.case)


def test_a_closed_case_is_changed_only_by_what_says_so(town: Fjordvik) -> None:
    story = coordinated(town)
    kari = town.actor("kari")
    Case.objects.filter(pk=story.case.pk).update(ended_on=today(), end_reason=EndReason.MOVED)
    with pytest.raises(Refused, match="avsluttet"):
        allow(*LEADING)(actor=kari, case=story.case)
    assert not refused(allow(*LEADING, closed=True), actor=kari, case=story.case)


def test_the_case_is_found_in_what_is_given(town: Fjordvik) -> None:
    first, second = coordinated(town), coordinated(town, who="jonas")
    kari = town.actor("kari")
    held_by = coordinator(first.case)
    assert not refused(allow(*LEADING), actor=kari, appointment=held_by)
    assert not refused(allow(*LEADING), actor=kari, note="x", appointment=held_by)
    assert refused(allow(*LEADING), actor=kari, appointment=coordinator(second.case))
    assert refused(allow(*LEADING), actor=kari, case=second.case, appointment=held_by)
    assert refused(allow(*LEADING), actor=kari, note="x")


def personal(world: World) -> dict[str, Actor]:
    accesses = PersonalAccess.objects.filter(user__in=world.users).select_related("person", "related_person__subject")
    return {"self" if one.person_id else "behalf": as_person(world.town.id, one, SignInLevel.DEMO) for one in accesses}


@pytest.mark.parametrize(("scopes", "expected"), [(["personal"], False), (["economy"], True)])
def test_personal_matters_are_not_for_who_acts_without_the_group(
    town: Fjordvik, scopes: list[str], expected: bool
) -> None:
    day = today()
    mandate = ("guardian", day, None, True, scopes)
    world = World(town, {**EVERYTHING, "mandate": mandate, "near_access": (day, None), "self_access": (day, None)})
    acting = personal(world)["behalf"]
    assert refused(allow(*PERSONAL, personal=True), actor=acting, case=world.case) == expected
    assert not refused(allow(*PERSONAL), actor=acting, case=world.case)
    assert not refused(allow(*PERSONAL, personal=True), actor=personal(world)["self"], case=world.case)


# ── the three questions ──────────────────────────────────────────────────────


def test_the_named_grounds_narrow_what_is_held(town: Fjordvik) -> None:
    story = coordinated(town)
    kari, office = town.actor("kari"), town.actor("ke")

    def ids(actor: Actor, *names: str) -> set[int]:
        return set(Case.objects.filter(pk__in=held(actor, now(), *names)).values_list("pk", flat=True))

    assert ids(kari) == ids(kari, "coordinator") == ids(kari, "coordinator", "seat") == {story.case.pk}
    assert ids(kari, "seat") == set()
    assert story.case.pk in ids(office, "registry")
    assert ids(office, "coordinator") == set()
    assert ids(public_actor(town.id)) == set()
    assert ids(replace(kari, capacity_id=None)) == set()
    assert ids(replace(kari, capacity=Capacity.SELF)) == set()
    assert ids(replace(kari, capacity=Capacity.SELF), "coordinator") == set()


def test_an_actor_without_a_capacity_sees_nothing(town: Fjordvik) -> None:
    story = coordinated(town)
    kari = town.actor("kari")
    for actor in (public_actor(town.id), replace(kari, capacity_id=None), replace(kari, capacity=Capacity.ON_BEHALF)):
        assert sight(actor, story.case.pk) is None
        assert not visible_to(actor).exists()
        assert not may_see(actor, story.case)
    assert sight(kari, story.case.pk + 1000) is None


def test_may_see_asks_of_the_part_and_the_area(town: Fjordvik) -> None:
    told = ("written", DAY, DAY, None, None, None, ["goals"], ["school"])
    world = World(town, {**EVERYTHING, "consent": told, "emergency": None})
    per = town.actor("per")
    assert may_see(per, world.case, at=AT)
    assert may_see(per, world.case, Part.GOALS, at=AT)
    assert may_see(per, world.case, Part.GOALS, SCHOOL, at=AT)
    assert not may_see(per, world.case, Part.GOALS, HEALTH, at=AT)
    assert not may_see(per, world.case, Part.TEAM, at=AT)
    assert not may_see(per, world.case, at=AT + timedelta(days=2))
    seats = [one.ground for one in who_may_see(world.case, Part.GOALS, HEALTH, at=AT)]
    assert "coordinator" in seats
    assert "seat" not in seats
    assert "seat" in [one.ground for one in who_may_see(world.case, Part.GOALS, SCHOOL, at=AT)]


def test_own_sights_are_of_the_own_cases_one_that_goes_on_first(town: Fjordvik) -> None:
    world = World(town, {**EVERYTHING, "case_end": None})
    earlier = Case.objects.create(
        number=f"y/{world.person.pk}", subject=world.person, opened_on=DAY - timedelta(days=900),
        ended_on=DAY - timedelta(days=500), end_reason="moved",
    )  # fmt: skip
    mine = personal(world)
    assert [one.case.pk for one in own_sights(mine["self"], AT)] == [world.case.pk, earlier.pk]
    assert [one.case.pk for one in own_sights(mine["behalf"], AT)] == [world.case.pk, earlier.pk]
    assert own_sights(town.actor("kari"), AT) == []
    assert own_sights(replace(town.actor("kari"), person_id=world.person.pk), AT) == []
    assert own_sights(replace(mine["self"], person_id=None), AT) == []


def test_without_an_instant_it_is_now_that_is_asked_of(town: Fjordvik) -> None:
    day = today()
    world = World(town, {**EVERYTHING, "self_access": (day, day), "consent": None, "emergency": None})
    me = personal(world)["self"]
    assert [one.grounds for one in (*own_sights(me), *own_sights(me, now()))] == [("subject",)] * 2
    assert own_sights(me, now() + timedelta(days=1)) == []
    assert sight(me, world.case.pk) is not None
    assert sight(me, world.case.pk, now() + timedelta(days=1)) is None
    later = who_may_see(world.case, at=now() + timedelta(days=1))
    assert {one.ground for one in who_may_see(world.case)} - {one.ground for one in later} == {"subject"}


def test_what_was_and_what_would_be_without_a_consent(town: Fjordvik) -> None:
    world = World(town, {**EVERYTHING, "emergency": None})
    grants = Grant.objects.filter(case=world.case).values_list("pk", flat=True)
    seen, would = now_and_then(world.case, grants, AT)
    assert {one.ground for one in seen} - {one.ground for one in would} == {"seat", "called_in"}
    assert {one.ground for one in would} < {one.ground for one in seen}
    assert now_and_then(world.case, [], AT) == (seen, seen)
    assert now_and_then(world.case, [0], AT) == (seen, seen)


@pytest.mark.parametrize(("born", "parts", "left"), [
    (date(2015, 5, 5), [Part.TEAM, Part.GOALS], {Part.TEAM, Part.GOALS}), (date(2015, 5, 5), [], set()),
    (date(2010, 6, 15), [Part.TEAM, Part.GOALS], {Part.TEAM}), (date(2010, 6, 15), [Part.GOALS], set()),
])  # fmt: skip
def test_a_decision_leaves_a_parent_fewer_parts_and_never_more(
    town: Fjordvik, born: date, parts: list[Part], left: set[Part]
) -> None:
    world = World(town, {**EVERYTHING, "born": born, "mandate": ("parental", DAY, None, True, [])})
    Representation.objects.filter(subject=world.person).update(parts=parts, insight_reason="x")
    found = sight(personal(world)["behalf"], world.case.pk, AT)
    assert found is not None
    assert set(found.sees.parts) == left


# ── lists that pages build on ────────────────────────────────────────────────


@pytest.mark.parametrize(("thing", "change", "holds"), [
    ("consent", {"given_at": AT}, True), ("consent", {"given_at": AFTER}, False),
    ("consent", {"step": "call_in"}, False), ("consent", {"ended_on": DAY_BEFORE, "made_on": DAY_BEFORE}, False),
    ("consent", {"withdrawn_at": AT, "withdrawn_by": "x"}, False),
    ("consent", {"withdrawn_at": AFTER, "withdrawn_by": "x"}, True),
    ("grant", {"withdrawn_at": AT, "withdrawn_by": "x"}, False),
    ("grant", {"withdrawn_at": AFTER, "withdrawn_by": "x"}, True),
    ("grant", {"replaced_at": AT}, False), ("grant", {"replaced_at": AFTER}, True),
])  # fmt: skip
def test_grants_in_force(town: Fjordvik, thing: str, change: dict[str, Any], holds: bool) -> None:
    world = World(town, EVERYTHING)
    mine = grants_in_force(AT, Step.WRITTEN).filter(case=world.case)
    assert mine.exists()
    changed(world, thing, change)
    assert mine.all().exists() == holds
    assert Grant.objects.filter(case=world.case).exists()
    assert Consent.objects.filter(case=world.case).exists()


@pytest.mark.parametrize(("change", "holds"), [
    ({"opened_at": AT}, True), ({"opened_at": AFTER}, False), ({"ends_at": AT}, False), ({"ends_at": AFTER}, True),
    ({"closed_at": AT, "closed_by": "x"}, False), ({"closed_at": AFTER, "closed_by": "x"}, True),
])  # fmt: skip
def test_emergencies_in_force(town: Fjordvik, change: dict[str, Any], holds: bool) -> None:
    world = World(town, EVERYTHING)
    mine = in_force(AT).filter(case=world.case)
    assert mine.exists()
    changed(world, "emergency", change)
    assert mine.all().exists() == holds


@pytest.mark.parametrize(("thing", "change", "holds"), [
    ("appointment", {"started_on": DAY_AFTER}, False), ("appointment", ended(DAY), True),
    ("appointment", {"started_on": DAY_BEFORE, **ended(DAY_BEFORE)}, False),
    ("job of kari", ended(DAY), True), ("job of kari", {"started_on": DAY_BEFORE, **ended(DAY_BEFORE)}, False),
    ("job of kari", {"started_on": DAY_AFTER}, False), ("job of kari", {"started_on": DAY}, True),
])  # fmt: skip
def test_current_appointments(town: Fjordvik, thing: str, change: dict[str, Any], holds: bool) -> None:
    world = World(town, EVERYTHING)
    mine = current_appointments(AT).filter(case=world.case)
    assert mine.exists()
    changed(world, thing, change)
    assert mine.all().exists() == holds
    assert CoordinatorAppointment.objects.filter(case=world.case).exists()


@pytest.mark.parametrize(("thing", "change", "holds"), [
    ("proposal", {"asked_on": DAY}, True), ("proposal", {"asked_on": DAY_AFTER}, False),
    ("proposal", {"answered_on": DAY, "answer": "can"}, False), ("proposal", {"withdrawn_on": DAY}, False),
    ("case", ended(DAY_AFTER), False),
])  # fmt: skip
def test_open_clarifications(town: Fjordvik, thing: str, change: dict[str, Any], holds: bool) -> None:
    world = World(town, EVERYTHING)
    mine = open_clarifications(AT).filter(case=world.case)
    assert mine.exists()
    changed(world, thing, change)
    assert mine.all().exists() == holds
    assert CoordinatorProposal.objects.filter(case=world.case).exists()


def test_systemansvarlig_of_the_town_is_an_actor_who_sees_no_case(town: Fjordvik) -> None:
    coordinated(town)
    assert not visible_to(systemansvarlig(town)).exists()
