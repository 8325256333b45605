"""Whose a duty is, and who is shown it."""

from typing import Any

import pytest

from samrad.accounts.models import Employment
from samrad.accounts.queries import as_employee
from samrad.accounts.rules import Actor, Capacity, SignInLevel
from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.kernel.clock import at as instant
from samrad.teams.models import SeatHolder
from samrad.worklist.access import COORDINATING, mine, sees_duty
from samrad.worklist.models import DutyRow
from tests.access.sights import of
from tests.access.world import DAY, EVERYTHING, World
from tests.town import Fjordvik

AT = instant(DAY, 13)


def a_duty(world: World, role: str, name: str = "", **narrowed: Any) -> None:
    """A row of that role in the case, known by its key."""
    DutyRow.objects.create(
        case=world.case, key=name or role, rule="x", version_id=1, anchor="x", anchor_fact="x", anchor_kind="x",
        anchor_on=DAY, holder="x", role=role, act="x", force="must", opens=DAY, due=DAY, short_notice=False,
        postponed=False, **narrowed,
    )  # fmt: skip


def drawn_up(town: Fjordvik, **told: Any) -> World:
    """A case with a duty of every kind of holder, and one of each for somebody else."""
    world = World(town, {**EVERYTHING, **told})
    seat = SeatHolder.objects.get(case=world.case).seat_id
    for role in (*COORDINATING, "ke", "system_owner", "subject", "representative"):
        a_duty(world, role)
    a_duty(world, "seat", seat_id=seat)
    a_duty(world, "seat", "seat of another", seat_id=seat + 1)
    a_duty(world, "minute_taker", employment_id=town.staff["per"].pk)
    a_duty(world, "minute_taker", "minutes of another", employment_id=town.staff["hab"].pk)
    a_duty(world, "unit_leader", unit_id=town.units["ppt"].pk)
    a_duty(world, "unit_leader", "leader of another", unit_id=town.units["skole"].pk)
    about = {"seat_id": seat, "unit_id": town.units["ppt"].pk, "employment_id": town.staff["per"].pk}
    a_duty(world, "nobody", "about them all, and nobody's", **about)
    return world


def keys(world: World, actor: Actor) -> set[str]:
    return set(DutyRow.objects.filter(mine(actor, AT), case=world.case).values_list("key", flat=True))


def personal(world: World) -> dict[Capacity, Actor]:
    return {one.capacity: one for one in world.actors() if one.is_personal}


def test_each_duty_falls_on_its_holder(town: Fjordvik) -> None:
    world = drawn_up(town)
    system = as_employee(
        town.id, Employment.objects.select_related("unit").get(pk=world.staff["system"].pk), SignInLevel.DEMO
    )
    assert keys(world, town.actor("kari")) == set(COORDINATING)
    assert keys(world, town.actor("ergo")) == set(COORDINATING)
    assert keys(world, town.actor("per")) == {"seat", "minute_taker"}
    assert keys(world, town.actor("ke")) == {"ke"}
    assert keys(world, town.actor("leder_ppt")) == {"unit_leader"}
    assert keys(world, town.actor("rektor")) == {"leader of another"}
    assert keys(world, system) == {"system_owner"}
    assert keys(world, town.actor("hab")) == set()
    assert keys(world, personal(world)[Capacity.SELF]) == {"subject"}
    assert keys(world, personal(world)[Capacity.ON_BEHALF]) == {"representative"}
    assert keys(world, Actor(town.id, Capacity.PUBLIC)) == set()


def test_a_duty_of_a_case_one_no_longer_sees_is_not_ones_own(town: Fjordvik) -> None:
    world = drawn_up(town, consent=None, appointment=None, stand_in=None, self_access=None, near_access=(DAY, DAY))
    for name in ("kari", "per"):
        assert keys(world, town.actor(name)) == set()
    assert keys(world, personal(world)[Capacity.ON_BEHALF]) == {"representative"}
    later = instant(DAY.replace(day=DAY.day + 1), 13)
    assert not DutyRow.objects.filter(mine(personal(world)[Capacity.ON_BEHALF], later), case=world.case).exists()


def test_a_seat_without_consent_has_no_duty_though_its_holder_coordinates(town: Fjordvik) -> None:
    world = drawn_up(town, consent=None)
    SeatHolder.objects.filter(case=world.case).update(employment=town.staff["kari"])
    assert keys(world, town.actor("kari")) == set(COORDINATING)


def test_the_duties_of_another_case_are_not_ones_own(town: Fjordvik) -> None:
    drawn_up(town)
    other = drawn_up(town, appointment=None, stand_in=None, consent=None)
    assert keys(other, town.actor("kari")) == set()
    assert keys(other, town.actor("per")) == set()


@pytest.mark.parametrize(("sight", "role", "act", "shown"), [
    (of("registry"), "seat", "decision", True), (of("coordinator"), "seat", "decision", True),
    (of("stand_in"), "seat", "decision", True), (of("subject"), "seat", "decision", True),
    (of("seat", parts=[Part.TEAM]), "seat", "x", True), (of("seat", parts=[Part.GOALS]), "seat", "x", False),
    (of("seat", parts=[Part.TEAM]), "seat", "decision", False), (of("seat", parts=[Part.DECISION]), "seat", "decision", True),
    (of("seat", parts=[Part.MINUTES]), "seat", "minutes_published", True),
    (of("raised_deviation"), "system_owner", "x", True), (of("raised_deviation"), "unit_leader", "x", False),
    (of("lifted_leader"), "unit_leader", "x", True), (of("lifted_leader"), "system_owner", "x", False),
    (of("lifted_leader"), "ke", "x", False),
])  # fmt: skip
def test_a_duty_is_shown_with_the_part_its_act_is_of(sight: Sight, role: str, act: str, shown: bool) -> None:
    assert sees_duty(sight, DutyRow(role=role, act=act)) == shown
