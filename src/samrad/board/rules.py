"""What is pure about a board: who is to be replaced, when half of it was, and numbers too small to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SMALLEST = 5


class IssueStatus(StrEnum):
    """Where an issue on the board's list stands."""

    RAISED = "raised"
    ON_AGENDA = "on_agenda"
    SETTLED = "settled"


class About(StrEnum):
    """What an evaluation is of."""

    GROUP = "group"
    PLAN = "plan"


class Answer(StrEnum):
    """An answer to a question of an evaluation."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Voice(StrEnum):
    """How users are heard at the level of the system."""

    SURVEY = "survey"
    REPRESENTATIVE = "representative"


class SentTo(StrEnum):
    """Whom the board reports to."""

    DIRECTOR = "director"
    NATIONAL = "national"


class Outcome(StrEnum):
    """What an evaluation of the routine led to."""

    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Sitting:
    """Somebody's time in a seat (deputies left out)."""

    seat: int
    start: date
    end: date | None = None


def rotations(sittings: Iterable[Sitting], number: int) -> list[date]:
    """The days on which `number` seats had new holders since the rotation before. The first holders are no change."""
    if number < 1:
        return []
    seen: set[int] = set()
    changed: set[int] = set()
    days = []
    for one in sorted(sittings, key=lambda sitting: (sitting.start, sitting.seat)):
        if one.seat in seen:
            changed.add(one.seat)
        seen.add(one.seat)
        if len(changed) >= number:
            days.append(one.start)
            changed = set()
    return days


def to_replace(sitting: Sequence[Sitting], number: int, kept: Iterable[int] = ()) -> list[int]:
    """The seats proposed for new holders: those who have sat longest; `kept` seats (who leads) last."""
    last = set(kept)
    ordered = sorted(sitting, key=lambda one: (one.seat in last, one.start, one.seat))
    return [one.seat for one in ordered[:number]]


def shown(number: int) -> int | None:
    """The number, or None when it is so small that people could be known by it."""
    return None if 0 < number < SMALLEST else number


def change(now: int, before: int) -> int | None:
    """The change between two numbers; None when either, or the change, is too small: nothing is told by subtraction."""
    if shown(now) is None or shown(before) is None or shown(abs(now - before)) is None:
        return None
    return now - before
