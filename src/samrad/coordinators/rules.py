"""Kinds of coordinator and stand-in."""

from enum import StrEnum


class Kind(StrEnum):
    """The coordinator's role. A barnekoordinator is for a child under 18 (§ 7-2 a)."""

    COORDINATOR = "coordinator"
    CHILDREN_COORDINATOR = "children_coordinator"


class StandInKind(StrEnum):
    """A deputy is named ahead; a delegate takes over for a short absence."""

    DEPUTY = "deputy"
    DELEGATE = "delegate"


class LeaderAnswer(StrEnum):
    """Whether the leader says that the employee can be coordinator."""

    CAN = "can"
    CANNOT = "cannot"
