"""Sections of the plan, statuses of activities, and what makes a goal concrete."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samrad.cases.rules import LifeArea, Part


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


BESIDE_EDUCATION = (LifeArea.WORK, LifeArea.HOUSING, LifeArea.ECONOMY)


def missing_beside_education(goals: Iterable[tuple[int, str, int | None]]) -> list[LifeArea]:
    """The areas in which no goal supports a goal of education (S3-076).

    A goal is given as its id, its life area, and the id of the goal it serves.
    """
    listed = list(goals)
    education = {goal for goal, area, _ in listed if area == LifeArea.SCHOOL}
    met = {area for _, area, serves in listed if serves in education}
    return [one for one in BESIDE_EDUCATION if one not in met]
