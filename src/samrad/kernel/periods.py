"""Periods of calendar days.

A period starts on a day and ends on a day, both inclusive; no end means that it goes on.
The stored form of a period is the two columns `started_on` and `ended_on`.
"""

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """Calendar days from `start` to `end`, both inclusive; `end=None` goes on."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day lies in both periods."""
        return (self.end is None or other.start <= self.end) and (other.end is None or self.start <= other.end)
