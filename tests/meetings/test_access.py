"""What of a meeting somebody sees, and who writes its minutes."""

from contextlib import nullcontext
from typing import Any

import pytest

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import Sight
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.meetings.access import Eyes, check_writes_minutes, eyes, own_participation, tells_place
from samrad.meetings.models import AgendaItem, Meeting, MinutesField, Participant
from samrad.meetings.rules import ParticipantKind
from samrad.people.models import Person
from samrad.teams.models import SeatHolder
from tests.access.sights import of
from tests.access.world import EVERYTHING, World
from tests.town import Fjordvik

KARI, PER = Actor(1, Capacity.EMPLOYMENT, 7), Actor(1, Capacity.EMPLOYMENT, 8)
ME, MOTHER = Actor(1, Capacity.SELF, 3, person_id=1), Actor(1, Capacity.ON_BEHALF, 4, person_id=1, related_id=5)
SUBJECT = Participant(kind=ParticipantKind.SUBJECT, name="Ada")
HER = Participant(kind=ParticipantKind.RELATED, name="Mona", related_person_id=5)
SEATED = Participant(kind=ParticipantKind.SEAT, name="Per", seat_id=9)
SUPPORT = Participant(kind=ParticipantKind.SUPPORT, name="Venn")
ASKED = [SUPPORT, HER, SEATED, SUBJECT]
SCHOOL, HEALTH = AgendaItem(life_area=LifeArea.SCHOOL), AgendaItem(life_area=LifeArea.HEALTH)
NARROW = of(parts=[Part.MINUTES], areas=[LifeArea.SCHOOL])


def seeing(sight: Sight, **true: bool) -> Eyes:
    facts = {"whole": False, "invited": False, "attended": False, "writes": False, **true}
    return Eyes(**facts, areas=sight)


@pytest.mark.parametrize(("looks", "meeting", "agenda", "under"), [
    (seeing(of()), False, set(), set()), (seeing(of(), whole=True), True, {"school", "health"}, {"none", "school", "health"}),
    (seeing(of(), invited=True), True, {"school", "health"}, set()),
    (seeing(of(parts=[Part.TEAM])), True, set(), set()),
    (seeing(of(parts=[Part.MINUTES])), True, {"school", "health"}, {"none", "school", "health"}),
    (seeing(NARROW), True, {"school"}, {"school"}),
    (seeing(of(), writes=True), False, set(), {"none", "school", "health"}),
    (seeing(of("seat"), attended=True), False, set(), {"none", "school", "health"}),
    (seeing(of("called_in"), attended=True), False, set(), set()), (seeing(of("seat")), False, set(), set()),
])  # fmt: skip
def test_what_eyes_see(looks: Eyes, meeting: bool, agenda: set[str], under: set[str]) -> None:
    items = {"none": None, "school": SCHOOL, "health": HEALTH}
    assert looks.meeting() == meeting
    assert {name for name, one in items.items() if one and looks.agenda(one)} == agenda
    assert {name for name, one in items.items() if looks.under(one)} == under
    assert {name for name, one in items.items() if looks.minutes(MinutesField(agenda_item=one))} == under


@pytest.mark.parametrize(("actor", "seats", "own"), [
    (ME, set(), SUBJECT), (MOTHER, set(), HER), (PER, {9}, SEATED), (PER, {10}, None), (KARI, set(), None),
    (Actor(1, Capacity.ON_BEHALF, 4, person_id=1, related_id=6), set(), None),
])  # fmt: skip
def test_ones_own_place_at_a_meeting(actor: Actor, seats: set[int], own: Participant | None) -> None:
    assert own_participation(actor, Meeting(), ASKED, frozenset(seats)) is own
    assert own_participation(actor, Meeting(), [SUPPORT], frozenset(seats)) is None


def test_ones_seats_are_looked_up_when_they_are_not_known(town: Fjordvik) -> None:
    world = World(town, EVERYTHING)
    place = Participant(kind=ParticipantKind.SEAT, seat_id=SeatHolder.objects.get(case=world.case).seat_id)
    meeting = Meeting(case=world.case)
    assert own_participation(town.actor("per"), meeting, [place]) is place
    assert own_participation(town.actor("kari"), meeting, [place]) is None
    assert own_participation(town.actor("per"), meeting, [place], frozenset()) is None


@pytest.mark.parametrize(("sight", "whole"), [
    (of("subject"), True), (of("coordinator"), True), (of("stand_in"), True), (of("seat", parts=[Part.MINUTES]), False),
    (of("representative", parts=[Part.MINUTES]), True), (of("representative", parts=[Part.TEAM]), False),
])  # fmt: skip
def test_who_sees_all_of_a_meeting(sight: Sight, whole: bool) -> None:
    assert eyes(KARI, sight, Meeting(), [], frozenset()).whole == whole


@pytest.mark.parametrize(("attended", "there"), [(True, True), (False, False), (None, False)])
def test_who_was_there(attended: bool | None, there: bool) -> None:
    found = eyes(
        ME, of("subject"), Meeting(), [Participant(kind=ParticipantKind.SUBJECT, attended=attended)], frozenset()
    )
    assert (found.invited, found.attended) == (True, there)
    none = eyes(ME, of("subject"), Meeting(), [], frozenset())
    assert (none.invited, none.attended) == (False, False)


WRITING: list[tuple[Actor, Sight, dict[str, Any], bool]] = [
    (PER, of("seat"), {"minute_taker_id": 8}, True),
    (PER, of("coordinator"), {"minute_taker_id": 8}, True),
    (PER, of("stand_in"), {"minute_taker_id": 8}, True),
    (PER, of("registry"), {"minute_taker_id": 8}, False),
    (PER, of("seat"), {"minute_taker_id": 7}, False),
    (PER, of("seat"), {}, False),
    (ME, of("seat"), {}, False),
    (PER, of("seat"), {"minute_taker_id": 8, "published_on": today()}, False),
]


@pytest.mark.parametrize(("actor", "sight", "facts", "writes"), WRITING)
def test_who_writes_sees_the_draft(actor: Actor, sight: Sight, facts: dict[str, Any], writes: bool) -> None:
    assert eyes(actor, sight, Meeting(**facts), [], frozenset()).writes == writes


@pytest.mark.parametrize(("actor", "sight", "taker", "may"), [
    (PER, of("coordinator"), None, True), (PER, of("stand_in"), None, True), (PER, of("seat"), 8, True),
    (PER, of("seat"), 7, False), (PER, of("seat"), None, False), (ME, of("subject"), None, False),
    (PER, None, 8, False), (Actor(1, Capacity.SYSTEM), None, None, True),
])  # fmt: skip
def test_the_coordinator_and_the_minute_taker_write_the_minutes(
    actor: Actor, sight: Sight | None, taker: int | None, may: bool
) -> None:
    meeting = Meeting(minute_taker_id=taker)
    with nullcontext() if may else pytest.raises(Refused, match="Bare koordinatoren og referenten"):
        check_writes_minutes(actor, meeting, sight)


@pytest.mark.parametrize(("protection", "sight", "tells"), [
    ("", of("representative"), True), ("strict", of("representative"), False), ("strict", of("called_in"), False),
    ("strict", of("seat", parts=[Part.TEAM]), True), ("strict", of("coordinator"), True), ("strict", of("stand_in"), True),
])  # fmt: skip
def test_the_place_is_kept_where_the_address_is(protection: str, sight: Sight, tells: bool) -> None:
    case = Case(subject=Person(protection=protection))
    assert tells_place(Sight(case, sight.grounds, sight.sees)) == tells
