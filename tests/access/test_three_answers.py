"""May I, which ones, and who: three questions with one answer, for random families, seats, consents and clocks."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samrad.cases.access import grounds, may_see, sight, visible_to, who_may_see
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.clock import at as instant
from tests.access.world import DAY, EVERYTHING, World
from tests.town import Fjordvik, open_town

NEAR = st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days))
MAYBE = st.none() | NEAR


@st.composite
def worlds(draw: Any) -> dict[str, Any]:
    return {
        "born": draw(st.none() | st.sampled_from([date(1980, 1, 1), date(2008, 6, 14), date(2008, 6, 16), date(2010, 6, 15), date(2010, 6, 16), date(2015, 5, 5), date(2008, 2, 29)])),
        "case_end": draw(st.none() | st.none() | NEAR),
        "appointment": draw(st.none() | st.tuples(NEAR, MAYBE)),
        "stand_in": draw(st.none() | st.tuples(NEAR, NEAR)),
        "asked": draw(st.none() | st.tuples(NEAR, MAYBE, st.booleans())),
        "seat": draw(st.none() | st.tuples(NEAR, MAYBE, MAYBE, st.sampled_from(["permanent", "on_demand", "guest"]))),
        "team_end": draw(st.none() | NEAR),
        "unit_end": draw(st.none() | st.none() | NEAR),
        "employment_end": draw(st.none() | st.none() | NEAR),
        "consent": draw(st.none() | st.tuples(st.sampled_from(["call_in", "written"]), NEAR, NEAR, MAYBE, MAYBE, MAYBE,
                                              st.lists(st.sampled_from([str(p) for p in Part]), min_size=1, max_size=4, unique=True),
                                              st.lists(st.sampled_from(["school", "health"]), max_size=2, unique=True))),
        "mandate": draw(st.none() | st.tuples(st.sampled_from(["parental", "guardian", "attorney", "foster", "next_of_kin"]), NEAR, MAYBE, st.booleans(),
                                              st.lists(st.sampled_from(["personal", "economy"]), max_size=2, unique=True))),
        "self_access": draw(st.none() | st.tuples(NEAR, MAYBE)),
        "near_access": draw(st.none() | st.tuples(NEAR, MAYBE)),
        "by_law": draw(st.none() | st.tuples(NEAR, NEAR, MAYBE, st.sampled_from(["lege", "per"]))),
        "notice_answered": draw(st.booleans()),
        "application": draw(st.booleans()),
        "lifted": draw(st.none() | st.tuples(NEAR, st.booleans(), MAYBE)),
        "raised": draw(st.none() | st.tuples(NEAR, st.sampled_from(["team", "system_owner", "board"]), MAYBE)),
        "emergency": draw(st.none() | st.tuples(st.integers(-30, 6), st.none() | st.integers(0, 5), st.booleans())),
        "asked_part": (draw(st.sampled_from(Part)), draw(st.sampled_from([None, LifeArea.SCHOOL, LifeArea.OTHER]))),
        "at": draw(st.integers(-1, 1).map(lambda days: instant(DAY + timedelta(days=days), 12))),
    }  # fmt: skip


@given(drawn=worlds())
@example(drawn=EVERYTHING)
@example(drawn={**EVERYTHING, "lifted": (DAY, True, None), "raised": (DAY, "board", DAY), "at": instant(DAY, 23)})
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_may_see_visible_to_and_who_may_see_agree(db: None, drawn: dict[str, Any]) -> None:
    from django.db import transaction

    with open_town("9901") as town, transaction.atomic():
        world = World(town, drawn)
        case, at = world.case, drawn["at"]
        everybody = who_may_see(case, at=at)
        for actor in world.actors():
            found = sight(actor, case.pk, at)
            own = [one for one in everybody if (one.capacity, one.capacity_id) == (actor.capacity, actor.capacity_id)]
            assert (found is not None) == visible_to(actor, at).filter(pk=case.pk).exists() == bool(own)
            for part in Part:
                for area in (None, LifeArea.SCHOOL, LifeArea.HEALTH, LifeArea.OTHER):
                    listed = any(one.sees.holds(part, area) for one in own)
                    assert listed == (found is not None and found.may(part, area))
        part, area = drawn["asked_part"]
        holders = {(one.capacity, one.capacity_id) for one in who_may_see(case, part, area, at)}
        for actor in world.actors():
            assert may_see(actor, case, part, area, at) == ((actor.capacity, actor.capacity_id) in holders)
        transaction.set_rollback(True)


def test_the_fullest_world_has_every_ground(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    found = {one.ground for one in who_may_see(world.case, at=EVERYTHING["at"])}
    assert found == set(grounds())


@pytest.mark.parametrize("who", ["direktor", "lise"])
def test_somebody_without_any_ground_learns_nothing(town: Fjordvik, who: str) -> None:
    from tests.stories import teamed

    story = teamed(town)
    assert sight(town.actor(who), story.case.pk) is None
    assert not visible_to(town.actor(who)).exists()
