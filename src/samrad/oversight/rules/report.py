"""What the report of a year counts, case by case: each count is the number of cases its list shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from samrad.duties.calendar import Span
from samrad.duties.routine import Routine
from samrad.teams.rules import SEVERAL

A_YEAR = Span(12, "month")
YEARS_BACK = 5


class What(StrEnum):
    """What the report counts, and lists."""

    GOING_ON = "pagar"
    STARTED = "startet"
    ENDED = "avsluttet"
    GROUPS = "grupper"
    PLANS = "planer"
    NO_COORDINATOR = "uten-koordinator"
    NO_PLAN = "uten-plan"
    NO_MEETING = "uten-mote"
    NO_REVIEW = "uten-gjennomgang"
    WAITED_LONG = "ventet-lenge"
    CONSENT_ENDS = "samtykke-gar-ut"
    DECLINED = "takket-nei-til-plan"
    FEW_MEETINGS = "fa-moter"
    MANY_MEETINGS = "mange-moter"
    SEVERAL = "flere-virksomheter"


@dataclass(frozen=True)
class Row:
    """One case as it stood on the last day of the report. `meetings` are those of the team in the last 12 months."""

    case_id: int
    number: str
    name: str
    born_on: date | None
    opened_on: date
    ended_on: date | None = None
    coordinator_id: int | None = None
    coordinator: str = ""
    unit: str = ""
    team_since: date | None = None
    plan_since: date | None = None
    declined_plan: bool = False
    should_have_coordinator: bool = False
    consent_ends: bool = False
    meetings: int = 0
    last_meeting: date | None = None
    reviewed_on: date | None = None
    noticed_on: date | None = None
    first_coordinator_on: date | None = None
    agencies: int = 0
    agencies_before: int = 0
    plan_in_year: bool = False
    team_in_year: bool = False
    coordinator_in_year: bool = False

    def goes_on(self, day: date) -> bool:
        """Whether the case went on when the day was over."""
        return self.opened_on <= day and (self.ended_on is None or self.ended_on > day)

    @property
    def waited(self) -> int | None:
        """Days from the first notice to the first coordinator; None while one of them is missing."""
        if self.noticed_on is None or self.first_coordinator_on is None:
            return None
        return max(0, (self.first_coordinator_on - self.noticed_on).days)


@dataclass(frozen=True)
class Frame:
    """The year that is reported, to `day` (its last, or today), and what the routine says of it.

    `limits` are the spans the routine gives one after the other from a notice to a coordinator.
    """

    year: int
    day: date
    fewest: int | None = None
    most: int | None = None
    review_every: Span | None = None
    limits: tuple[Span, ...] = ()

    @property
    def first_day(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def year_ago(self) -> date:
        """Meetings after this day are of the last 12 months."""
        return A_YEAR.before(self.day)

    def within(self, day: date | None) -> bool:
        """Whether the day is of the year that is reported."""
        return day is not None and self.first_day <= day <= self.day

    def waited_too_long(self, row: Row) -> bool:
        """Whether somebody who got a coordinator in the year, or still waits, waited beyond the routine's limit."""
        if not self.limits or row.noticed_on is None:
            return False
        until = row.noticed_on
        for span in self.limits:
            until = span.after(until)
        if row.first_coordinator_on is not None:
            return self.within(row.first_coordinator_on) and row.first_coordinator_on > until
        return row.goes_on(self.day) and self.day > until


def frame_of(year: int, on: date, routine: Routine) -> Frame:
    """The frame of a year, as far as it has come on the day."""
    limits = (routine.setting("notice_answer"), routine.setting("leader_answer"))
    return Frame(
        year,
        min(on, date(year, 12, 31)),
        routine.setting("meetings_min"),
        routine.setting("meetings_max"),
        routine.setting("review_every"),
        tuple(span for span in limits if span is not None) if limits[0] is not None else (),
    )


def counts(row: Row, what: What, frame: Frame) -> bool:
    """Whether the case is one of those that are counted."""
    if what is What.STARTED:
        return frame.within(row.opened_on)
    if what is What.ENDED:
        return frame.within(row.ended_on)
    if what is What.WAITED_LONG:
        return frame.waited_too_long(row)
    if what is What.SEVERAL:
        return row.agencies >= SEVERAL
    return row.goes_on(frame.day) and _of_those_going_on(row, what, frame)


def _of_those_going_on(row: Row, what: What, frame: Frame) -> bool:
    return {
        What.GOING_ON: True,
        What.GROUPS: row.team_since is not None,
        What.PLANS: row.plan_since is not None,
        What.NO_COORDINATOR: row.should_have_coordinator and row.coordinator_id is None,
        What.NO_PLAN: row.plan_since is None,
        What.NO_MEETING: row.team_since is not None and row.meetings == 0,
        What.NO_REVIEW: _without_review(row, frame),
        What.CONSENT_ENDS: row.consent_ends,
        What.DECLINED: row.declined_plan and row.plan_since is None and row.coordinator_id is not None,
        What.FEW_MEETINGS: _old(row, frame) and frame.fewest is not None and row.meetings < frame.fewest,
        What.MANY_MEETINGS: _old(row, frame) and frame.most is not None and row.meetings > frame.most,
    }[what]


def _old(row: Row, frame: Frame) -> bool:
    """Whether the team has been there for all of the last 12 months."""
    return row.team_since is not None and row.team_since <= frame.year_ago


def _without_review(row: Row, frame: Frame) -> bool:
    since = (frame.review_every or A_YEAR).before(frame.day)
    begun_before = row.team_since is not None and row.team_since <= since
    return begun_before and (row.reviewed_on is None or row.reviewed_on <= since)


def listed(rows: Iterable[Row], what: What, frame: Frame) -> list[Row]:
    """The cases that are counted, in the order of the rows."""
    return [row for row in rows if counts(row, what, frame)]


@dataclass(frozen=True)
class Waiting:
    """How long those waited who got a coordinator in the year: how many, the median in days, and how many too long."""

    number: int
    median_days: float | None
    too_long: int


def waiting(rows: Sequence[Row], frame: Frame) -> Waiting:
    """The waiting time from the first notice to the first coordinator."""
    days = [row.waited for row in rows if frame.within(row.first_coordinator_on) and row.waited is not None]
    return Waiting(len(days), median(days) if days else None, len(listed(rows, What.WAITED_LONG, frame)))


@dataclass(frozen=True)
class Load:
    """A coordinator, or a unit, and the cases that go on there."""

    name: str
    unit: str
    cases: int


def by_coordinator(rows: Iterable[Row], frame: Frame) -> list[Load]:
    """The coordinators with the most cases first."""
    going_on = [row for row in rows if row.coordinator_id is not None and row.goes_on(frame.day)]
    number = Counter(row.coordinator_id for row in going_on)
    named = {row.coordinator_id: (row.coordinator, row.unit) for row in going_on}
    loads = [Load(*named[one], cases) for one, cases in number.items()]
    return sorted(loads, key=lambda load: (-load.cases, load.name, load.unit))


def by_unit(rows: Iterable[Row], frame: Frame) -> list[Load]:
    """The coordinators' units with the most cases first."""
    number = Counter(row.unit for row in rows if row.coordinator_id is not None and row.goes_on(frame.day))
    return sorted(
        (Load(unit, unit, cases) for unit, cases in number.items()), key=lambda load: (-load.cases, load.name)
    )


def by_month(days: Iterable[date | None], frame: Frame) -> list[int]:
    """How many of the days fall in each month of the year, up to the last one reported."""
    number = Counter(day.month for day in days if day is not None and frame.within(day))
    return [number[month] for month in range(1, frame.day.month + 1)]


def last_days(frame: Frame) -> list[date]:
    """The days on which the years before are counted, and the last day of the report: five in all."""
    before = range(frame.year - YEARS_BACK + 1, frame.year)
    return [*(date(year, 12, 31) for year in before), frame.day]


def standing_on(days: Iterable[date], periods: Iterable[tuple[date, date | None]]) -> list[int]:
    """How many of the periods (both days inclusive) hold each of the days."""
    kept = list(periods)
    return [sum(1 for start, end in kept if start <= day and (end is None or end >= day)) for day in days]
