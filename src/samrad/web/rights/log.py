"""The rows of the reading log as sentences, by day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from samrad.accounts.rules import Capacity
from samrad.cases.access import grounds
from samrad.kernel.clock import day_of
from samrad.web.layout.words import listed_words, read_words, word

if TYPE_CHECKING:
    from samrad.audit.models import Reading


SOMEBODY = "En ansatt"


@dataclass(frozen=True)
class Line:
    """One visit in words; the same page by the same reader on one day stands once, with its number."""

    pk: int
    at: datetime
    who: str
    unit: str
    what: str
    ground: str
    part: str
    times: int
    asked: bool


@dataclass(frozen=True)
class Day:
    """The visits of one day, newest first."""

    on: date
    lines: list[Line]


def line(row: "Reading", case_id: int, *, times: int = 1, asked: bool = False, hidden: bool = False) -> Line:
    """One row in words. When it is `hidden` where the person is, no employee and no unit is named."""
    hidden = hidden and row.capacity == Capacity.EMPLOYMENT
    named = row.case_id == case_id
    known = grounds().get(row.ground)
    return Line(
        row.pk,
        row.at,
        SOMEBODY if hidden else row.actor_name,
        "" if hidden else row.actor_unit,
        read_words(row.address) if named else listed_words(row.address),
        known.sentence if known else "",
        word("part", row.part).lower(),
        times,
        asked,
    )


def by_day(rows: Iterable["Reading"], case_id: int, asked: Collection[int], *, hidden: bool = False) -> list[Day]:
    """The rows (newest first) as days of lines. A line stands for its newest row, or for one that is asked about."""
    groups: dict[tuple[date, str, int | None, str, str], list[Reading]] = {}
    for row in rows:
        key = (day_of(row.at), row.capacity, row.capacity_id, row.address, row.ground)
        groups.setdefault(key, []).append(row)
    days: dict[date, list[Line]] = {}
    for (on, *_), same in groups.items():
        about = [row for row in same if row.pk in asked]
        shown = line((about or same)[0], case_id, times=len(same), asked=bool(about), hidden=hidden)
        days.setdefault(on, []).append(shown)
    return [Day(on, lines) for on, lines in days.items()]
