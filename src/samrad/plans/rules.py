"""Sections of the plan, statuses of activities, and what makes a goal concrete."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samrad.cases.rules import Part


class Section(StrEnum):
    """The texts of the plan. Each belongs to one part of the case."""

    IMPORTANT = "important"
    EVERYDAY = "everyday"
    RESOURCES = "resources"
    NEEDS = "needs"
    MY_CONTRIBUTION = "my_contribution"
    KIN_CONTRIBUTION = "kin_contribution"
    COOPERATION = "cooperation"
    TOOK_PART = "took_part"


SECTION_PART = {
    Section.IMPORTANT: Part.ABOUT_ME,
    Section.EVERYDAY: Part.ABOUT_ME,
    Section.RESOURCES: Part.ABOUT_ME,
    Section.NEEDS: Part.ABOUT_ME,
    Section.MY_CONTRIBUTION: Part.GOALS,
    Section.KIN_CONTRIBUTION: Part.GOALS,
    Section.COOPERATION: Part.GOALS,
    Section.TOOK_PART: Part.ABOUT_ME,
}


class ActivityStatus(StrEnum):
    """Where an activity stands: ønsket, planlagt, gjennomføres, fullført, avbrutt."""

    WISHED = "wished"
    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    STOPPED = "stopped"


OPEN = frozenset({ActivityStatus.WISHED, ActivityStatus.PLANNED, ActivityStatus.ONGOING})


class Concrete(StrEnum):
    """What a goal still lacks to be concrete (S3-042). Shown, never required."""

    ACTIVITY = "activity"
    RESPONSIBLE = "responsible"
    DATE = "date"


@dataclass(frozen=True)
class ActivityFacts:
    """What is asked of an activity to tell whether its goal is concrete."""

    has_responsible: bool
    due_on: date | None


def lacking(activities: list[ActivityFacts]) -> tuple[Concrete, ...]:
    """What is missing before the goal is concrete, in the order it should be filled in."""
    if not activities:
        return (Concrete.ACTIVITY,)
    missing = []
    if not all(one.has_responsible for one in activities):
        missing.append(Concrete.RESPONSIBLE)
    if not all(one.due_on for one in activities):
        missing.append(Concrete.DATE)
    return tuple(missing)


_FIRST_PERSON = frozenset({"jeg", "meg", "min", "mitt", "mine", "mi", "eg", "vi", "oss", "vår", "vårt", "våre"})


def in_first_person(text: str) -> bool:
    """Whether a text of some length speaks as "jeg" (S3-104). Short texts always pass."""
    words = [word.strip(".,:;!?«»\"'()").casefold() for word in text.split()]
    return len(words) < 4 or any(word in _FIRST_PERSON for word in words)
