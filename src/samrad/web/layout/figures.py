"""The two figures of a case, the circle of helpers and the year as a time line: positions only."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samrad.duties.language import MONTHS
from samrad.web.layout.words import word


@dataclass(frozen=True)
class Dot:
    """One helper in the circle: where, how it is drawn, two short lines, and a link."""

    x: float
    y: float
    kind: str
    name: str
    role: str
    address: str = ""


@dataclass(frozen=True)
class Helper:
    """Somebody around the person, before being placed."""

    kind: str
    name: str
    role: str
    address: str = ""


def around(near: Iterable[Any], coordinator: Any, places: Iterable[Any]) -> tuple[list[Helper], list[Helper]]:
    """Those near the person, and the services: the coordinator, and each seat with who fills it."""
    family = [Helper("near", one.given_name, word("relation", one.relation)) for one in near]
    sitting = list(places)
    own = coordinator.employment_id if coordinator else None
    services = []
    if own is not None and own not in {place.holder.employment_id for place in sitting if place.holder}:
        services.append(Helper("coordinator", coordinator.employment.name, "koordinator"))
    for place in sitting:
        kind = "vacant" if place.holder is None else "coordinator" if place.holder.employment_id == own else "member"
        name = place.holder.name if place.holder else "Ledig plass"
        services.append(Helper(kind, name, place.seat.unit.name))
    return family, services


CENTRE = (300.0, 230.0)
NEAR, FAR = 100.0, 185.0


def circle(near: Sequence[Helper], services: Sequence[Helper]) -> list[Dot]:
    """Family in an inner ring, services in an outer one, spread evenly; a wide oval, for text beside the dots."""
    return [*_ring(near, NEAR, math.pi / 6), *_ring(services, FAR, -math.pi / 2)]


def _ring(helpers: Sequence[Helper], radius: float, start: float) -> list[Dot]:
    dots = []
    for index, one in enumerate(helpers):
        angle = start + 2 * math.pi * index / max(len(helpers), 1)
        x = CENTRE[0] + radius * 1.32 * math.cos(angle)
        y = CENTRE[1] + radius * 0.98 * math.sin(angle)
        dots.append(Dot(round(x, 1), round(y, 1), one.kind, _short(one.name), _short(one.role), one.address))
    return dots


def _short(text: str, limit: int = 20) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(frozen=True)
class Mark:
    """Something on the time line: where (0 to 1000), which row, a sign, and its words."""

    x: float
    row: int
    kind: str
    text: str
    on: date
    address: str = ""


@dataclass(frozen=True)
class Line:
    """A year as a line: month ticks, today, and marks."""

    months: list[tuple[float, str]]
    today: float
    marks: list[Mark]


def year(events: Iterable[tuple[date, str, str, str]], today: date, *, back: int = 150, ahead: int = 215) -> Line:
    """Events (day, kind, words, address) from `back` days ago to `ahead` days on, spread over four rows."""
    first, last = today - timedelta(days=back), today + timedelta(days=ahead)
    span = (last - first).days

    def place(day: date) -> float:
        return round((day - first).days * 1000 / span, 1)

    ticks = []
    month = date(first.year, first.month, 1)
    while month <= last:
        if month >= first:
            ticks.append((place(month), MONTHS["nb"][month.month - 1][:3]))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    rows = [-1000.0] * 4
    marks = []
    for day, kind, words, address in sorted(events, key=lambda one: one[0]):
        if not first <= day <= last:
            continue
        x = place(day)
        row = min(range(4), key=lambda number: (rows[number] > x - 190, number))
        rows[row] = x
        marks.append(Mark(x, row, kind, f"{_short(words, 26)}", day, address))
    return Line(ticks, place(today), marks)
