"""What people can add to a duty, and how far ahead duties are derived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samrad.duties.calendar import Span
from samrad.duties.duty import Duty

AHEAD = Span(3, "year")


class NoteKind(StrEnum):
    """What is said of a duty."""

    CONFIRMED = "confirmed"
    EXEMPTED = "exempted"
    POSTPONED = "postponed"


def horizon(today: date) -> date:
    """How far ahead to derive: three years, to the end of that year, so that few days move it."""
    return date(AHEAD.after(today).year, 12, 31)


@dataclass(frozen=True)
class Effect:
    """What a new version of the routine would change among the undone duties of a case."""

    moved: int = 0
    new: int = 0
    gone: int = 0

    @property
    def any(self) -> bool:
        """Whether anything would change."""
        return bool(self.moved or self.new or self.gone)


def effect(before: Iterable[Duty], after: Iterable[Duty]) -> Effect:
    """Compares the duties of one case under two plans: deadlines that move, duties that come and that go."""
    old, new = _undone(before), _undone(after)
    both = old.keys() & new.keys()
    moved = sum((old[key].opens, old[key].due) != (new[key].opens, new[key].due) for key in both)
    return Effect(moved, len(new.keys() - old.keys()), len(old.keys() - new.keys()))


def _undone(duties: Iterable[Duty]) -> dict[str, Duty]:
    return {one.key: one for one in duties if one.done_on is None and one.lapsed_on is None}


class CasePhase(StrEnum):
    """Where a case stands, as the phases of the rules are named (S4-004); derived."""

    ESTABLISHING = "establishing"
    RUNNING = "running"
    CLOSING = "closing"


def phase_of(*, met: bool, closing: bool) -> CasePhase:
    """The phase of a case: being established until the team has met, then running, until its closing is planned."""
    if closing:
        return CasePhase.CLOSING
    return CasePhase.RUNNING if met else CasePhase.ESTABLISHING
