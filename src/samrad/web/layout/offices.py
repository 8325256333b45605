"""Duties of the municipality and of its boards, ready for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from samrad.board.queries.duties import OfficeDuty
from samrad.duties.duty import State
from samrad.duties.explain import explain, title
from samrad.duties.language import Said

WHERE = {
    "board_meeting": ("Kall inn", "board:call"),
    "board_summoned": ("Kall inn", "board:call"),
    "board_rotated": ("Se hvem", "board:board"),
    "trends_reported": ("Til tallene", "board:figures"),
    "users_heard": ("Registrer", "board:work"),
    "needs_brought": ("Til planene", "board:work"),
    "routine_evaluated": ("Evaluer", "board:work"),
}


@dataclass(frozen=True)
class Shown:
    """One duty of the municipality or a board."""

    title: str
    why: Said
    due: date
    opens: date
    late: bool
    must: bool
    who: str
    board: str
    button: str
    place: str
    confirm: str


def shown(found: Iterable[OfficeDuty], on: date, lang: str = "nb") -> list[Shown]:
    """The duties as they are shown, in the same order."""
    return [_shown(one, on, lang) for one in found]


def _shown(one: OfficeDuty, on: date, lang: str) -> Shown:
    duty, routine = one.duty, one.routine
    button, name = WHERE.get(duty.act, ("Til rutinen", ""))
    if one.board is not None and name:
        place = reverse(name, kwargs={"board_id": one.board.pk})
    else:
        button, place = "Til rutinen", reverse("routine:read")
    return Shown(
        title(duty, routine, lang).text,
        explain(duty, routine, lang, on=on, codes=False),
        duty.due,
        duty.opens,
        one.state is State.LATE,
        duty.force == "must",
        routine.role_name(duty.holder, lang),
        one.board.name if one.board else "",
        button,
        place,
        f"{reverse('today:office_duty')}?plikt={quote(duty.key, safe='')}",
    )
