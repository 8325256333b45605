"""Kinds and stages of seat, and when a team has grown large."""

from datetime import date
from enum import StrEnum

SEVERAL = 2
"""From so many agencies on, the need involves several (S1-021)."""


class SeatKind(StrEnum):
    """How a unit takes part."""

    PERMANENT = "permanent"
    ON_DEMAND = "on_demand"
    GUEST = "guest"


class Stage(StrEnum):
    """Where a seat stands; derived."""

    PROPOSED = "proposed"
    CALLED_IN = "called_in"
    SEATED = "seated"
    ENDED = "ended"


def stage(called_in_on: date | None, ended_on: date | None, consented: bool, on: date) -> Stage:
    """proposed → called in → seated (a written consent in force) → ended."""
    if ended_on is not None and ended_on < on:
        return Stage.ENDED
    if consented:
        return Stage.SEATED
    return Stage.CALLED_IN if called_in_on is not None else Stage.PROPOSED


def too_large(permanent: int, limit: int | None) -> bool:
    """Whether the permanent seats are more than the routine's number (None: it has none)."""
    return limit is not None and permanent > limit
