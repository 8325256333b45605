"""The numbers of a report by their names, what they add up to, and which of them are not shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samrad.oversight.rules.report import (
    Frame,
    Load,
    Row,
    Waiting,
    What,
    by_coordinator,
    by_month,
    by_unit,
    counts,
    last_days,
    waiting,
)
from samrad.oversight.rules.small_numbers import SMALLEST, Sum, hidden, total
from samrad.teams.rules import SEVERAL

WAITED = "ventet"
UNCOORDINATED = "ledig"
SERIES = ("saker", "grupper", "planer")
NOW = {"saker": What.GOING_ON, "grupper": What.GROUPS, "planer": What.PLANS}
PARTS_OF = {
    What.NO_COORDINATOR: UNCOORDINATED,
    What.NO_MEETING: What.GROUPS,
    What.NO_REVIEW: What.GROUPS,
    What.GROUPS: What.GOING_ON,
    What.CONSENT_ENDS: What.GOING_ON,
    What.DECLINED: What.NO_PLAN,
}


@dataclass(frozen=True)
class Numbers:
    """The numbers of a report. Those in `gone` are hidden; the office's own view hides none."""

    frame: Frame
    cells: Mapping[str, int]
    units: Sequence[str]
    loads: Sequence[Load]
    wait: Waiting
    several_before: int
    gone: frozenset[str] = field(default_factory=frozenset)
    shared: bool = False

    def shown(self, name: str) -> int | None:
        """The number; None when it is hidden."""
        return None if name in self.gone else self.cells[name]

    @property
    def several_change(self) -> int | None:
        """How needs that involve several agencies changed from last year; None when hidden."""
        change = self.cells[What.SEVERAL] - self.several_before
        small = any(0 < one < SMALLEST for one in (self.cells[What.SEVERAL], self.several_before, abs(change)))
        return None if self.shared and small else change

    @property
    def median_wait(self) -> float | None:
        """The median of the days waited; None when nobody waited, or few are known by it."""
        return None if WAITED in self.gone else self.wait.median_days


def standing_key(year: int, series: str, frame: Frame) -> str:
    """The name of how many there were at the end of a year."""
    return NOW[series].value if year == frame.year else f"{series}:{year}"


def month_key(what: What, month: int) -> str:
    """The name of how many began, or ended, in a month."""
    return f"{what}:{month}"


def unit_key(unit: str) -> str:
    """The name of how many cases the coordinators of a unit have."""
    return f"enhet:{unit}"


def numbers(rows: Sequence[Row], frame: Frame, standing: Mapping[str, Sequence[int]]) -> Numbers:
    """Every number of the report. `standing` are cases, groups and plans at the end of each of the last years."""
    cells = {what.value: sum(1 for row in rows if counts(row, what, frame)) for what in What}
    for series, found in standing.items():
        for day, number in zip(last_days(frame), found, strict=True):
            cells.setdefault(standing_key(day.year, series, frame), number)
    for what, days in (
        (What.STARTED, [row.opened_on for row in rows]),
        (What.ENDED, [row.ended_on for row in rows]),
    ):
        for month, number in enumerate(by_month(days, frame), start=1):
            cells[month_key(what, month)] = number
    units = by_unit(rows, frame)
    cells.update({unit_key(load.name): load.cases for load in units})
    cells[UNCOORDINATED] = cells[What.GOING_ON] - sum(load.cases for load in units)
    wait = waiting(rows, frame)
    cells[WAITED] = wait.number
    before = sum(1 for row in rows if row.agencies_before >= SEVERAL)
    return Numbers(frame, cells, [load.name for load in units], by_coordinator(rows, frame), wait, before)


def shareable(own: Numbers) -> Numbers:
    """The same report without what is too small, and what would tell it; and without the coordinators' names."""
    cells = dict(own.cells)
    rest: dict[str, int] = {}
    sums = _sums(own)
    for part, whole in PARTS_OF.items():
        name = f"resten:{part}"
        rest[name] = cells[whole] - cells[part]
        sums.append(total(whole, part, name))
    meetings = (What.FEW_MEETINGS.value, What.MANY_MEETINGS.value)
    rest["resten:moter"] = cells[What.GROUPS] - sum(cells[one] for one in meetings)
    sums.append(total(What.GROUPS, *meetings, "resten:moter"))
    gone = hidden({**cells, **rest}, sums, rest)
    return Numbers(
        own.frame, cells, own.units, (), own.wait, own.several_before, frozenset(gone), shared=True
    )  # fmt: skip


def _sums(own: Numbers) -> list[Sum]:
    """What the shown numbers add up to, within a table and across them."""
    months = range(1, own.frame.day.month + 1)
    before = standing_key(own.frame.year - 1, "saker", own.frame)
    return [
        total(What.GOING_ON, *(unit_key(unit) for unit in own.units), UNCOORDINATED),
        total(What.GOING_ON, What.PLANS, What.NO_PLAN),
        total(What.STARTED, *(month_key(What.STARTED, month) for month in months)),
        total(What.ENDED, *(month_key(What.ENDED, month) for month in months)),
        {before: 1, What.STARTED: 1, What.ENDED: -1, What.GOING_ON: -1},
    ]
