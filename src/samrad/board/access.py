"""Who sees a board, who leads it, and who appoints its members."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samrad.accounts.rules import Actor, Capacity, Function
from samrad.board.models import Board, BoardMember
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused


def current_members(on: date) -> QuerySet[BoardMember]:
    """Members and deputies who have their seat on the day and are still employed."""
    return BoardMember.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=on),
        started_on__lte=on,
        seat__board__ended_on__isnull=True,
    )


def is_director(actor: Actor) -> bool:
    """Whether this is the kommunedirektør."""
    return actor.capacity is Capacity.EMPLOYMENT and actor.function is Function.DIRECTOR


def boards_of(actor: Actor) -> QuerySet[Board]:
    """The boards the actor may see: all for who appoints, leads or keeps the registry, else those one sits in."""
    found = Board.objects.filter(ended_on__isnull=True).order_by("id")
    if actor.is_system_owner or actor.is_office or is_director(actor) or actor.capacity is Capacity.SYSTEM:
        return found
    own = current_members(today()).filter(employment=actor.employment_id)
    return found.filter(pk__in=own.values("seat__board_id"))


def sits_in(actor: Actor, board_id: int) -> bool:
    """Whether the actor is a member or deputy of the board now."""
    return current_members(today()).filter(employment=actor.employment_id, seat__board=board_id).exists()


def leads(actor: Actor, board: Board) -> bool:
    """Whether the actor leads the board: systemansvarlig, or who has the leading seat, as the routine says."""
    if board.leader == "system_owner":
        return actor.is_system_owner
    held = current_members(today()).filter(employment=actor.employment_id, deputy=False)
    return held.filter(seat__board=board, seat__leads=True).exists()


def director_only(*, actor: Actor, **_: Any) -> None:
    """A policy: the kommunedirektør, or a job."""
    if not is_director(actor) and actor.capacity is not Capacity.SYSTEM:
        raise Refused("Bare kommunedirektøren oppnevner medlemmer.")


def _board(arguments: dict[str, Any]) -> Board:
    for one in arguments.values():
        if isinstance(one, Board):
            return one
        board = getattr(one, "board", None)
        if isinstance(board, Board):
            return board
    raise Refused


def leader_only(*, actor: Actor, **arguments: Any) -> None:
    """A policy: who leads the board, or a job."""
    if actor.capacity is not Capacity.SYSTEM and not leads(actor, _board(arguments)):
        raise Refused("Bare den som leder teamet, kan gjøre dette.")


def members_only(*, actor: Actor, **arguments: Any) -> None:
    """A policy: a member or deputy of the board, who leads it, or a job."""
    board = _board(arguments)
    if actor.capacity is not Capacity.SYSTEM and not leads(actor, board) and not sits_in(actor, board.pk):
        raise Refused("Bare medlemmer av teamet kan gjøre dette.")
