"""Brothers and sisters, and two parents: each by the own right, whoever else has one."""

from datetime import date, timedelta
from typing import Any

from samrad.accounts.models import PersonalAccess, User
from samrad.accounts.queries import as_person
from samrad.accounts.rules import Actor, Capacity, SignInLevel
from samrad.cases.access import sight
from samrad.kernel.clock import at as instant
from samrad.people.models import RelatedPerson, Representation
from tests.access.world import DAY, EVERYTHING, PARENT, World
from tests.town import Fjordvik

AT = instant(DAY, 13)
DAY_BEFORE = DAY - timedelta(days=1)
ALONE: dict[str, Any] = {**EVERYTHING, **dict.fromkeys(
    ("stand_in", "asked", "seat", "consent", "self_access", "near_access", "mandate", "by_law", "lifted", "raised", "emergency")
)}  # fmt: skip


def by_capacity(world: World) -> dict[Capacity, Actor]:
    """The person, and who acts for her."""
    return {one.capacity: one for one in world.actors() if one.is_personal}


def grounds_of(world: World, actor: Actor) -> tuple[str, ...]:
    """The grounds of one actor in the case at the instant."""
    found = sight(actor, world.case.pk, AT)
    return found.grounds if found else ()


def test_a_brother_or_sister_is_another_case_whoever_coordinates_both(town: Fjordvik) -> None:
    one = World(town, {**EVERYTHING, "emergency": None, **PARENT, "born": date(2015, 5, 5)})
    other = World(town, {**ALONE, "born": date(2017, 5, 5)})
    kari, per, lege = (town.actor(name) for name in ("kari", "per", "lege"))
    mother, child = (by_capacity(one)[capacity] for capacity in (Capacity.ON_BEHALF, Capacity.SELF))
    assert [grounds_of(world, kari) for world in (one, other)] == [("coordinator",)] * 2
    for actor, ground in ((per, "seat"), (lege, "shared_by_law"), (mother, "representative"), (child, "subject")):
        assert ground in grounds_of(one, actor)
        assert grounds_of(other, actor) == ()
    Representation.objects.filter(subject=one.person).update(subject=other.person)
    assert grounds_of(one, mother) == ()


def test_each_of_two_parents_sees_by_the_own_right_alone(town: Fjordvik) -> None:
    world = World(town, {**EVERYTHING, **PARENT, "born": date(2015, 5, 5)})
    father = RelatedPerson.objects.create(subject=world.person, given_name="Finn", family_name="A", relation="father")
    user = User.objects.create(username=f"father-{father.pk}", municipality_ids=[town.id])
    opened = PersonalAccess.objects.create(user=user, related_person=father, started_on=DAY)
    him, her = as_person(town.id, opened, SignInLevel.DEMO), by_capacity(world)[Capacity.ON_BEHALF]

    def seen() -> tuple[bool, bool]:
        return "representative" in grounds_of(world, her), "representative" in grounds_of(world, him)

    assert seen() == (True, False)
    own = Representation.objects.create(
        related_person=father, subject=world.person, mandate="parental", scopes=[], started_on=DAY
    )
    assert seen() == (True, True)
    Representation.objects.filter(pk=own.pk).update(insight=False, insight_reason="x")
    assert seen() == (True, False)
    Representation.objects.filter(pk=own.pk).update(insight=True, insight_reason="")
    Representation.objects.exclude(pk=own.pk).update(started_on=DAY_BEFORE, ended_on=DAY_BEFORE, end_reason="x")
    assert seen() == (False, True)
    PersonalAccess.objects.filter(pk=opened.pk).update(ended_on=DAY_BEFORE, started_on=DAY_BEFORE)
    assert seen() == (False, False)
