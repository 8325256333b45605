"""A duty, and where it stands on a day."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from samrad.duties.calendar import NO_DATE


class State(StrEnum):
    """Where a duty stands on a day."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    EXEMPTED = "exempted"
    LAPSED = "lapsed"


class Duty(NamedTuple):
    """One thing somebody must do. All days are calendar days; `opens` and `due` are inclusive.

    `anchor` is the id of the fact it hangs on, or the first day of its period or gap;
    `anchor_on` the day it is counted from.
    """

    key: str
    rule: str
    version: str
    subject: str
    anchor: str
    anchor_fact: str
    anchor_kind: str
    anchor_on: date
    holder: str
    act: str
    force: str
    opens: date
    due: date
    short_notice: bool = False
    done_on: date | None = None
    done_by: str = ""
    lapsed_on: date | None = None
    exempted_on: date | None = None
    exempted_until: date | None = None
    postponed: bool = False

    @property
    def dated(self) -> bool:
        """Whether there is a date it is due; without one it is open until it is done, and never late."""
        return self.due != NO_DATE


def state(duty: Duty, on: date) -> State:
    """The state of `duty` on the day `on`. Time alone moves it forward only (an expired exemption excepted)."""
    if duty.done_on is not None and duty.done_on <= on:
        return State.DONE if duty.done_on <= duty.due else State.DONE_LATE
    if duty.lapsed_on is not None and duty.lapsed_on <= on:
        return State.LAPSED
    if duty.exempted_on is not None and duty.exempted_on <= on <= (duty.exempted_until or date.max):
        return State.EXEMPTED
    if on < duty.opens:
        return State.UPCOMING
    return State.OPEN if on <= duty.due else State.LATE
