"""Which rows of the log and which requests somebody sees, and who answers questions about them."""

from typing import Any

import pytest

from samrad.accounts.rules import Actor, Capacity, Function
from samrad.audit.models import Reading
from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.kernel.clock import now
from samrad.kernel.errors import Refused
from samrad.rights.access import answers_about_readings, but_own, requests_seen, rows_seen
from samrad.rights.models import Request
from tests.access.sights import of
from tests.access.world import DAY, EVERYTHING, World
from tests.town import Fjordvik

ME = Actor(1, Capacity.SELF, 7, person_id=1)


def looked(world: World, part: str, who: Actor = ME) -> Reading:
    """Somebody looked at a part of the case."""
    return Reading.objects.create(
        at=now(), actor_name="x", capacity=who.capacity, capacity_id=who.capacity_id, case_id=world.case.pk,
        part=part, address="case:overview",
    )  # fmt: skip


def test_the_log_is_seen_as_far_as_the_case_is(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    team, goals, none = (looked(world, part) for part in (Part.TEAM, Part.GOALS, ""))
    looked(World(town, EVERYTHING), Part.TEAM)
    assert set(rows_seen(of("subject", parts=Part, case=world.case))) == {team, goals, none}
    assert set(rows_seen(of("representative", parts=[Part.TEAM], case=world.case))) == {team}
    assert set(rows_seen(of("representative", case=world.case))) == set()


def test_ones_own_visits_are_left_out_by_capacity_and_id(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    mine = looked(world, Part.TEAM)
    others = [looked(world, Part.TEAM, Actor(1, Capacity.SELF, 8)), looked(world, Part.TEAM, Actor(1, Capacity.EMPLOYMENT, 7))]  # fmt: skip
    rows = Reading.objects.filter(case_id=world.case.pk)
    assert set(but_own(rows, ME)) == set(others)
    assert set(rows) == {mine, *others}


@pytest.mark.parametrize(("actor", "sight", "seen"), [
    (ME, {"grounds": ["subject"]}, {"own", "other", "paper"}),
    (Actor(1, Capacity.EMPLOYMENT, 7), {"grounds": ["coordinator"]}, {"own", "other", "paper"}),
    (Actor(1, Capacity.EMPLOYMENT, 7), {"grounds": ["stand_in"]}, {"own", "other", "paper"}),
    (Actor(1, Capacity.EMPLOYMENT, 7), {"grounds": ["registry"]}, {"own", "other", "paper"}),
    (Actor(1, Capacity.ON_BEHALF, 7), {"grounds": ["representative"]}, {"own"}),
    (Actor(1, Capacity.ON_BEHALF, 9), {"grounds": ["representative"]}, set()),
    (Actor(1, Capacity.PUBLIC), {"grounds": ["representative"]}, set()),
])  # fmt: skip
def test_who_acts_for_the_person_sees_the_own_requests_alone(
    town: Fjordvik, actor: Actor, sight: dict[str, Any], seen: set[str]
) -> None:
    world, other = World(town, EVERYTHING), World(town, EVERYTHING)
    for case, text, access in ((world, "own", 7), (world, "other", 8), (world, "paper", None), (other, "elsewhere", 7)):
        Request.objects.create(
            case=case.case,
            kind="access",
            text=text,
            received_on=DAY,
            written_at=now(),
            written_by="x",
            access_id=access,
        )
    found: Sight = of(*sight["grounds"], case=world.case)
    assert {one.text for one in requests_seen(actor, found)} == seen


@pytest.mark.parametrize(("actor", "answers"), [
    (Actor(1, Capacity.EMPLOYMENT, 7, coordinating=True), True),
    (Actor(1, Capacity.EMPLOYMENT, 7, function=Function.SYSTEM_OWNER), True),
    (Actor(1, Capacity.EMPLOYMENT, 7, function=Function.LEADER), False), (Actor(1, Capacity.EMPLOYMENT, 7), False),
    (ME, False), (Actor(1, Capacity.PUBLIC), False),
])  # fmt: skip
def test_the_office_and_systemansvarlig_answer_questions_about_visits(actor: Actor, answers: bool) -> None:
    if answers:
        answers_about_readings(actor=actor)
    else:
        with pytest.raises(Refused, match="koordinerende enhet eller systemansvarlig"):
            answers_about_readings(actor=actor)
