"""Kinds of coordinator and stand-in, what speaks against a choice, and when an absence is long."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The coordinator's role. A barnekoordinator is for a child under 18 (§ 7-2 a)."""

    COORDINATOR = "coordinator"
    CHILDREN_COORDINATOR = "children_coordinator"


class StandInKind(StrEnum):
    """A deputy is named ahead; a delegate takes over for a short absence; one who shares helps along, without end.

    Whoever it is, the coordinator remains the one responsible.
    """

    DEPUTY = "deputy"
    DELEGATE = "delegate"
    SHARED = "shared"


class LeaderAnswer(StrEnum):
    """Whether the leader says that the employee can be coordinator."""

    CAN = "can"
    CANNOT = "cannot"


@dataclass(frozen=True)
class Chosen:
    """What is known of somebody chosen as coordinator, against the criteria of the routines (S3-083, S0-022).

    `knows_services` is left out where the routine does not ask about it.
    """

    name: str
    municipal: bool
    permanent: bool
    most_involved: bool | None
    knows_person: bool | None
    knows_services: bool | None = True

    def departures(self) -> list[str]:
        """What speaks against the choice, a sentence each. It is told, and never blocks."""
        told = (
            (self.municipal, f"{self.name} er ikke ansatt i kommunen."),
            (self.permanent, f"{self.name} har ikke fast stilling."),
            (self.most_involved, f"{self.name} er ikke fra tjenesten som er mest inne i saken."),
            (self.knows_person, f"{self.name} kjenner ikke personen fra før."),
            (self.knows_services, f"{self.name} kjenner ikke de kommunale tjenestene som kan være aktuelle."),
        )
        return [sentence for met, sentence in told if not met]


def is_long(started_on: date, ended_on: date | None, last_short_day: date | None) -> bool:
    """Whether an absence is too long for a delegate: without an end, or past the last day of a short one."""
    return ended_on is None or (last_short_day is not None and ended_on > last_short_day)
