"""Who sees a board, who leads it, and who may do what with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from samrad.accounts.models import Employment
from samrad.accounts.queries import as_employee
from samrad.accounts.rules import Actor, Capacity, Function, SignInLevel
from samrad.agencies.models import Unit
from samrad.board.access import (
    boards_of,
    current_members,
    director_only,
    is_director,
    leader_only,
    leads,
    members_only,
    sits_in,
)
from samrad.board.models import Board, BoardMember, BoardSeat
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from tests.town import Fjordvik

DAY = timedelta(days=1)
JOB = Actor(1, Capacity.SYSTEM)


def a_board(name: str, leader: str = "seat", **more: Any) -> Board:
    return Board.objects.create(plan=name, name=name, leader=leader, term_months=24, started_on=today() - DAY, **more)


def seat(board: Board, key: str, employment: Employment, *, leading: bool = False, **more: Any) -> BoardMember:
    """Somebody's seat in the board; `more` of the membership."""
    place, _ = BoardSeat.objects.get_or_create(board=board, key=key, defaults={"title": key, "leads": leading})
    told = {"started_on": today(), "term_ends_on": today() + 400 * DAY, "appointed_by": "x", **more}
    return BoardMember.objects.create(seat=place, employment=employment, **told)


def over(day: Any) -> dict[str, Any]:
    return {"ended_on": day, "end_reason": "x", "started_on": today() - 9 * DAY}


Change = Callable[[BoardMember], object]


def of_member(**change: Any) -> Change:
    return lambda one: BoardMember.objects.filter(pk=one.pk).update(**change)


def of_job(**change: Any) -> Change:
    return lambda one: Employment.objects.filter(pk=one.employment_id).update(**change)


def of_board(**change: Any) -> Change:
    return lambda one: Board.objects.filter(pk=one.seat.board_id).update(**change)


@pytest.mark.parametrize(("change", "sits"), [
    (of_member(), True), (of_member(deputy=True), True), (of_member(started_on=today() + DAY), False),
    (of_member(**over(today())), True), (of_member(**over(today() - DAY)), False),
    (of_job(ended_on=today(), end_reason="x"), True), (of_job(ended_on=today() - DAY, end_reason="x"), False),
    (of_board(ended_on=today(), end_reason="x"), False),
])  # fmt: skip
def test_a_member_sits_while_the_seat_the_job_and_the_board_last(town: Fjordvik, change: Change, sits: bool) -> None:
    board, other = a_board("one"), a_board("other")
    member = seat(board, "school", town.staff["per"])
    change(member)
    per = town.actor("per")
    assert [one.pk for one in current_members(today())] == ([member.pk] if sits else [])
    assert (sits_in(per, board.pk), sits_in(per, other.pk)) == (sits, False)
    assert not sits_in(town.actor("kari"), board.pk)
    assert list(boards_of(per)) == ([board] if sits else [])
    assert list(boards_of(town.actor("kari"))) == []


def test_who_appoints_leads_or_keeps_the_registry_sees_all_open_boards(town: Fjordvik) -> None:
    first, second = a_board("one"), a_board("two")
    a_board("over", ended_on=today(), end_reason="x")
    for name in ("ke", "direktor"):
        assert list(boards_of(town.actor(name))) == [first, second]
    assert list(boards_of(JOB)) == [first, second]
    assert list(boards_of(owner(town))) == [first, second]
    assert list(boards_of(Actor(1, Capacity.PUBLIC))) == list(boards_of(Actor(1, Capacity.SELF, 7))) == []


def owner(town: Fjordvik) -> Actor:
    found = Employment.objects.select_related("unit").get(function=Function.SYSTEM_OWNER)
    assert isinstance(found.unit, Unit)
    return as_employee(town.id, found, SignInLevel.DEMO)


def test_only_an_employed_director_is_the_director(town: Fjordvik) -> None:
    assert is_director(town.actor("direktor"))
    assert not is_director(town.actor("kari"))
    assert not is_director(Actor(1, Capacity.SELF, 7, function=Function.DIRECTOR))


def allowed(policy: Callable[..., None], actor: Actor, **arguments: Any) -> bool:
    try:
        policy(actor=actor, **arguments)
    except Refused:
        return False
    return True


def test_the_director_appoints(town: Fjordvik) -> None:
    who = {"direktor": town.actor("direktor"), "job": JOB, "owner": owner(town), "kari": town.actor("kari")}
    assert {name for name, one in who.items() if allowed(director_only, one)} == {"direktor", "job"}


@pytest.mark.parametrize("leader", ["seat", "system_owner"])
def test_who_leads_a_board_is_told_by_the_routine(town: Fjordvik, leader: str) -> None:
    board, other = a_board("one", leader), a_board("other", "seat")
    seat(board, "lead", town.staff["kari"], leading=True)
    seat(board, "lead", town.staff["hab"], deputy=True)
    place = seat(board, "school", town.staff["per"]).seat
    seat(other, "lead", town.staff["rektor"], leading=True)
    names = ("kari", "hab", "per", "rektor", "ke")
    who = {**{name: town.actor(name) for name in names}, "owner": owner(town), "job": JOB}
    first = {"owner"} if leader == "system_owner" else {"kari"}
    assert {name for name, one in who.items() if leads(one, board)} == first
    for arguments in ({"board": board}, {"seat": place}, {"note": "x", "board": board}):
        assert {name for name, one in who.items() if allowed(leader_only, one, **arguments)} == {*first, "job"}
        members = {name for name, one in who.items() if allowed(members_only, one, **arguments)}
        assert members == {*first, "kari", "hab", "per", "job"}
    assert not any(allowed(policy, one, note="x") for policy in (leader_only, members_only) for one in (who["kari"],))
