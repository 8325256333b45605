"""What people can add to a duty, and how far ahead duties are derived."""

from datetime import date
from enum import StrEnum

from samrad.duties.calendar import Span

AHEAD = Span(3, "year")


class NoteKind(StrEnum):
    """What is said of a duty."""

    CONFIRMED = "confirmed"
    EXEMPTED = "exempted"
    POSTPONED = "postponed"


def horizon(today: date) -> date:
    """How far ahead to derive: three years, to the end of that year, so that few days move it."""
    return date(AHEAD.after(today).year, 12, 31)
