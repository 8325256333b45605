"""Which activities somebody sees, and may write of."""

import pytest

from samrad.accounts.rules import Actor
from samrad.cases.access import Sight
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.errors import Refused
from samrad.plans.access import check_own_activity, own_seats, sees_activity, sees_goal
from samrad.plans.models import Activity, Goal
from samrad.teams.models import SeatHolder
from tests.access.sights import of
from tests.access.world import DAY, EVERYTHING, World
from tests.town import Fjordvik

SCHOOL, HEALTH = LifeArea.SCHOOL, LifeArea.HEALTH
AT_SCHOOL = of("seat", parts=[Part.GOALS], areas=[SCHOOL])
GOALS = [Part.GOALS]


def test_an_activity_is_seen_by_the_life_area_of_its_goal_or_as_ones_own() -> None:
    goal = Goal(life_area=HEALTH)
    assert sees_goal(AT_SCHOOL, Goal(life_area=SCHOOL))
    assert not sees_goal(AT_SCHOOL, goal)
    assert not sees_activity(AT_SCHOOL, Activity(goal=goal, seat_id=7), frozenset({8}))
    assert sees_activity(AT_SCHOOL, Activity(goal=goal, seat_id=7), frozenset({7, 8}))
    assert sees_activity(AT_SCHOOL, Activity(goal=Goal(life_area=SCHOOL)), frozenset())
    assert sees_activity(AT_SCHOOL, Activity(), frozenset())
    assert not sees_activity(of("seat", parts=[Part.TEAM]), Activity(), frozenset())


def test_own_seats_are_those_one_fills_in_the_case_without_an_end(town: Fjordvik) -> None:
    world, other = World(town, EVERYTHING), World(town, EVERYTHING)
    per, held = town.actor("per"), SeatHolder.objects.get(case=world.case)
    assert own_seats(per, world.case.pk) == {held.seat_id} != own_seats(per, other.case.pk)
    for nobody in (town.actor("kari"), *(one for one in world.actors() if one.employment_id is None)):
        assert own_seats(nobody, world.case.pk) == frozenset()
    SeatHolder.objects.filter(pk=held.pk).update(ended_on=DAY, end_reason="x")
    assert own_seats(per, world.case.pk) == frozenset()


@pytest.mark.parametrize(("who", "sight", "own", "others"), [
    ("kari", of("coordinator"), True, True), ("kari", of("stand_in"), True, True),
    ("kari", of("subject"), True, True), ("kari", of("representative", parts=GOALS), True, True),
    ("kari", of("representative"), False, False), ("kari", of("seat", parts=GOALS), False, False),
    ("per", of("seat", parts=GOALS), True, False), ("per", of("seat"), True, False),
])  # fmt: skip
def test_a_seat_writes_of_its_own_activities_alone(
    town: Fjordvik, who: str, sight: Sight, own: bool, others: bool
) -> None:
    world = World(town, EVERYTHING)
    seat = SeatHolder.objects.get(case=world.case).seat

    def may(actor: Actor, activity: Activity) -> bool:
        try:
            check_own_activity(actor, activity, sight)
        except Refused:
            return False
        return True

    assert may(town.actor(who), Activity(case=world.case, seat=seat)) == own
    assert may(town.actor(who), Activity(case=world.case)) == others
