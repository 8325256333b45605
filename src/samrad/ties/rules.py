"""How an employee can be near the person, for which tasks it is weighed, and where a reason is not enough. Pure."""

from collections.abc import Set as AbstractSet
from enum import StrEnum


class Ground(StrEnum):
    """How it is known that an employee is near."""

    SELF = "self"
    ACTS = "acts"
    NEAR = "near"
    SAID = "said"
    HOUSEHOLD = "household"
    ALIKE = "alike"


class Kind(StrEnum):
    """What an employee is to the person, when it is said."""

    FAMILY = "family"
    PARTNER = "partner"
    HOUSEHOLD = "household"
    FRIEND = "friend"
    OTHER = "other"


class Task(StrEnum):
    """What somebody is chosen for."""

    COORDINATOR = "coordinator"
    STAND_IN = "stand_in"
    SEAT = "seat"


def barred(grounds: AbstractSet[Ground], task: Task) -> bool:
    """Whether no reason is enough: one has no task in the own case, nor coordinates a case of somebody one acts for."""
    return Ground.SELF in grounds or (Ground.ACTS in grounds and task is not Task.SEAT)
