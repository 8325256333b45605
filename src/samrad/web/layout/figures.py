"""The two figures of a case: the circle of helpers, and the year as a time line. Positions only."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samrad.duties.language import MONTHS
from samrad.people.rules import initials
from samrad.web.layout.words import word


@dataclass(frozen=True)
class Helper:
    """Somebody around the person, before being placed."""

    kind: str
    name: str
    role: str
    address: str = ""


@dataclass(frozen=True)
class Dot:
    """One helper in the circle: where, what stands in the dot and under it, and the same in full."""

    helper: Helper
    x: float
    y: float
    inside: str
    under: str


def around(
    near: Iterable[Any], coordinator: Any, places: Iterable[Any], team: str = ""
) -> tuple[list[Helper], list[Helper]]:
    """Those near the person, and the services: the coordinator, and each seat with who fills it.

    `team` is the address of the page where the seats stand; empty on that page itself.
    """
    family = [Helper("near", one.given_name, word("relation", one.relation).lower()) for one in near]
    sitting = list(places)
    own = coordinator.employment_id if coordinator else None
    services = []
    if own is not None and own not in {place.holder.employment_id for place in sitting if place.holder}:
        role = f"koordinator, {coordinator.employment.unit.name}"
        services.append(Helper("coordinator", coordinator.employment.name, role, f"{team}#koordinator"))
    services.extend(_seat(place, own, team) for place in sitting)
    return family, services


def _seat(place: Any, coordinator: int | None, team: str) -> Helper:
    address = f"{team}#plass-{place.seat.pk}"
    role = f"{place.seat.role}, {place.seat.unit.name}"
    if place.holder is None:
        return Helper("vacant", "Ledig plass", role, address)
    if place.holder.employment_id == coordinator:
        return Helper("coordinator", place.holder.name, f"koordinator og {role}", address)
    return Helper("member", place.holder.name, role, address)


CENTRE = (160.0, 148.0)
NEAR, FAR = 66.0, 122.0
LABELLED = 12
UNDER = 11


def circle(near: Sequence[Helper], services: Sequence[Helper]) -> list[Dot]:
    """Family in an inner ring, services in an outer one, spread evenly. A full ring has initials only."""
    return [*_ring(near, NEAR, math.pi / 6), *_ring(services, FAR, -math.pi / 2)]


def _ring(helpers: Sequence[Helper], radius: float, start: float) -> list[Dot]:
    dots = []
    for index, one in enumerate(helpers):
        angle = start + 2 * math.pi * index / max(len(helpers), 1)
        x, y = CENTRE[0] + radius * math.cos(angle), CENTRE[1] + radius * math.sin(angle)
        vacant = one.kind == "vacant"
        given, _, family = one.name.partition(" ")
        under = "ledig" if vacant else _short(given, UNDER)
        inside = "" if vacant else initials(given, family.rpartition(" ")[2])
        dots.append(Dot(one, round(x, 1), round(y, 1), inside, under if len(helpers) <= LABELLED else ""))
    return dots


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(frozen=True)
class Mark:
    """Something on the time line: where, on which row, a sign, its words, and how much of them there is room for.

    `end` says that the words stand before the sign. A mark without room has no row.
    """

    x: float
    y: float | None
    kind: str
    text: str
    label: str
    end: bool
    on: date
    address: str = ""


@dataclass(frozen=True)
class Line:
    """A year as a line: its size, month ticks, today, and what was and what comes."""

    height: float
    axis: float
    months: list[tuple[float, str]]
    today: float
    past: list[Mark]
    ahead: list[Mark]

    @property
    def marks(self) -> list[Mark]:
        """Everything on the line, by day."""
        return [*self.past, *self.ahead]


WIDTH = 680.0
TOP, ROW, ROWS = 34.0, 24.0, 8
LETTER, GAP = 6.9, 26.0
LABEL = 28

Event = tuple[date, str, str, str]


def year(events: Iterable[Event], today: date, *, back: int = 150, ahead: int = 215) -> Line:
    """Events (day, kind, words, address) from `back` days ago to `ahead` days on, on as many rows as they need."""
    first, last = today - timedelta(days=back), today + timedelta(days=ahead)

    def place(day: date) -> float:
        return round((day - first).days * WIDTH / (last - first).days, 1)

    shown = sorted((one for one in events if first <= one[0] <= last), key=lambda one: one[0])
    rows: list[list[tuple[float, float]]] = []
    marks = [_mark(one, place(one[0]), rows) for one in shown]
    axis = TOP + max(len(rows), 2) * ROW + 4
    return Line(
        axis + 28,
        axis,
        _ticks(first, last, place),
        place(today),
        [one for one in marks if one.on < today],
        [one for one in marks if one.on >= today],
    )


def _ticks(first: date, last: date, place: Any) -> list[tuple[float, str]]:
    ticks = []
    month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while month <= last:
        ticks.append((place(month), MONTHS["nb"][month.month - 1][:3]))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return ticks


def _mark(event: Event, x: float, rows: list[list[tuple[float, float]]]) -> Mark:
    """The event on the first row where its words have room; a new row when none has."""
    day, kind, text, address = event
    label = _short(text, LABEL)
    width = GAP + len(label) * LETTER
    end = x + width > WIDTH
    span = (x - width, x + GAP / 2) if end else (x - GAP / 2, x + width)
    row = next((number for number, taken in enumerate(rows) if _free(span, taken)), len(rows))
    if row >= ROWS:
        return Mark(x, None, kind, text, "", end, day, address)
    if row == len(rows):
        rows.append([])
    rows[row].append(span)
    return Mark(x, TOP + row * ROW, kind, text, label, end, day, address)


def _free(span: tuple[float, float], taken: list[tuple[float, float]]) -> bool:
    return all(span[1] <= start or span[0] >= stop for start, stop in taken)
