"""Counting of days: offsets from a date, calendar years and school years.

Calendar days, both ends inclusive: one week before 12 March is 5 March. Months and years clamp to
the end of the month (31 January + 1 month = 28 or 29 February). Who is born on 29 February turns
a year older on 28 February in years that are not leap years.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

UNITS = ("day", "week", "month", "year")
SCHOOL_YEAR_STARTS = (8, 1)


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, clamped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year, month + 1)
    except ValueError:
        return date(year, month + 1, monthrange(year, month + 1)[1])


def birthday(born: date, age: int) -> date:
    """The first day on which somebody born on `born` is `age` years old."""
    return add_months(born, 12 * age)


def age_on(born: date, day: date) -> int:
    """Whole years on `day`; negative before birth."""
    years = day.year - born.year
    return years if day >= birthday(born, years) else years - 1


@dataclass(frozen=True)
class Span:
    """A length of time in whole days, weeks, months or years; never negative."""

    count: int
    unit: str

    def after(self, day: date) -> date:
        """The day that lies this long after `day`."""
        return self._moved(day, self.count)

    def before(self, day: date) -> date:
        """The day that lies this long before `day`."""
        return self._moved(day, -self.count)

    def _moved(self, day: date, count: int) -> date:
        if self.unit == "day":
            return day + timedelta(days=count)
        if self.unit == "week":
            return day + timedelta(weeks=count)
        return add_months(day, count if self.unit == "month" else 12 * count)


@dataclass(frozen=True)
class Offset:
    """A span before or after an anchor date; a span of 0 is the same day."""

    span: Span
    before: bool = False

    def from_(self, anchor: date) -> date:
        """The date this offset leads to, counted from `anchor`."""
        return self.span.before(anchor) if self.before else self.span.after(anchor)

    @property
    def days_at_most(self) -> int:
        """The offset in days, signed, with months of 31 and years of 366 days: for ordering two offsets."""
        days = self.span.count * {"day": 1, "week": 7, "month": 31, "year": 366}[self.span.unit]
        return -days if self.before else days


NO_DATE = date.max
ONE_DAY = timedelta(days=1)
NO_TIME = Span(0, "day")
SAME_DAY = Offset(NO_TIME)


def period_of(per: str, day: date) -> tuple[date, date]:
    """The calendar year or school year (1 August to 31 July) that holds `day`, both ends inclusive."""
    if per == "calendar_year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    month, first = SCHOOL_YEAR_STARTS
    year = day.year if (day.month, day.day) >= (month, first) else day.year - 1
    return date(year, month, first), date(year + 1, month, first) - ONE_DAY


def whole_periods(per: str, start: date, until: date) -> Iterator[tuple[date, date]]:
    """The periods that begin on or after `start` and on or before `until`."""
    first, last = period_of(per, start)
    if first < start:
        first, last = period_of(per, last + ONE_DAY)
    while first <= until:
        yield first, last
        first, last = period_of(per, last + ONE_DAY)
