"""Which board an address is about, and whether the actor may see it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from samrad.board.access import boards_of, is_director, leads, sits_in
from samrad.kernel.errors import Refused
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import for_whom

if TYPE_CHECKING:
    from samrad.board.models import Board

director = for_whom(is_director, "Denne siden er for kommunedirektøren.")


def the_board(request: Any, board_id: int) -> "Board":
    """The board, for those who may see it. Raises `Http404`: others are not told that it is there."""
    found = boards_of(request.actor).filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


def works_in(request: Any, board: "Board") -> bool:
    """Whether the actor is a member, a deputy or the leader."""
    return leads(request.actor, board) or sits_in(request.actor, board.pk)


def as_leader(request: Any, board_id: int) -> "Board":
    """The board, for who leads it. Raises `Http404` or `Refused`."""
    found = the_board(request, board_id)
    if not leads(request.actor, found):
        raise Refused("Bare den som leder teamet, kan gjøre dette.")
    return found


def as_member(request: Any, board_id: int) -> "Board":
    """The board, for its members. Raises `Http404` or `Refused`."""
    found = the_board(request, board_id)
    if not works_in(request, found):
        raise Refused("Bare medlemmer av teamet kan gjøre dette.")
    return found


def board_form(
    request: Any,
    board_id: int,
    form: Any,
    run: Callable[[dict[str, Any]], Any],
    *,
    page: str = "board:board",
    **words: Any,
) -> HttpResponse:
    """A form about the board; what is done leads back to one of its pages."""
    back = reverse(page, kwargs={"board_id": board_id})
    return form_page(request, form, run, to=back, back=back, **words)
