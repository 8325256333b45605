"""What is asked for in the address of the overview, and the addresses of other selections from here."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from samrad.cases.rules import Status
from samrad.oversight.rules import Only, Sort, Wanted
from samrad.web.layout.numbers import whole_number

E = TypeVar("E", bound=StrEnum)
LONGEST_TEXT = 80
COLUMNS = {
    Sort.PERSON: "Person",
    Sort.AGE: "Alder",
    Sort.STATUS: "Status",
    Sort.COORDINATOR: "Koordinator",
    Sort.UNIT: "Enhet",
    Sort.LAST: "Siste møte",
    Sort.NEXT: "Neste møte",
    Sort.REVIEW: "Gjennomgang",
    Sort.LATE: "Forfalt",
}


@dataclass(frozen=True)
class Column:
    """A heading that can be pressed: `order` is ascending, descending or none."""

    text: str
    address: str
    order: str


@dataclass(frozen=True)
class Count:
    """A count that can be pressed; pressed again it lets go."""

    text: str
    number: int
    address: str
    chosen: bool


def _one_of(kind: type[E], text: str) -> E | None:
    return kind(text) if text in set(kind) else None


def asked_for(given: Any) -> Wanted:
    """The selection in an address; what makes no sense is left out."""
    order = given.get("sorter", "")
    return Wanted(
        text=given.get("q", "").strip()[:LONGEST_TEXT],
        only=_one_of(Only, given.get("bare", "")),
        status=_one_of(Status, given.get("status", "")),
        employment_id=whole_number(given.get("koordinator", "")),
        sort=_one_of(Sort, order.removeprefix("-")) or Sort.PERSON,
        down=order.startswith("-"),
    )


def address(wanted: Wanted, page: int = 1) -> str:
    """The address of a selection, after the path."""
    pairs = {
        "q": wanted.text,
        "bare": wanted.only or "",
        "status": wanted.status or "",
        "koordinator": wanted.employment_id or "",
        "sorter": ("-" if wanted.down else "") + wanted.sort if wanted.sort is not Sort.PERSON or wanted.down else "",
        "side": page if page > 1 else "",
    }
    return "?" + urlencode({key: value for key, value in pairs.items() if value})


def columns(wanted: Wanted) -> list[Column]:
    """The headings, each with where pressing it leads."""
    found = []
    for sort, text in COLUMNS.items():
        here = wanted.sort is sort
        order = ("descending" if wanted.down else "ascending") if here else "none"
        pressed = replace(wanted, sort=sort, down=here and not wanted.down)
        found.append(Column(text, address(pressed), order))
    return found


def count(wanted: Wanted, only: Only, text: str, number: int) -> Count:
    """A count as something to press. It shows all that it counts, whatever else was chosen."""
    chosen = wanted.only is only
    pressed = Wanted(only=None if chosen else only, sort=wanted.sort, down=wanted.down)
    return Count(text, number, address(pressed), chosen)
