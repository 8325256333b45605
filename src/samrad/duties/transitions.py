"""What a routine says of transitions: phases of a young life, moves and changes, each with tasks and questions.

A task is a rule of the same id as well; here stands what a screen needs beyond the rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from samrad.duties.language import EMPTY, Text


@dataclass(frozen=True)
class Aid:
    """An allowance or a service one may apply for, named as an example: never late by itself."""

    id: str
    title: Text
    source: tuple[str, ...]
    help: Text = EMPTY


@dataclass(frozen=True)
class Question:
    """A question answered yes or no.

    `reason` says that the answer needs one; `consent` that it is a consent, of which it is written who gave it.
    """

    id: str
    text: Text
    help: Text
    reason: bool
    consent: bool
    source: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a task that is ticked on its own; `asks` is what is written with it."""

    id: str
    title: Text
    asks: str = ""


@dataclass(frozen=True)
class Task:
    """A task of a transition, done when all its pieces are (or when its question is answered).

    `after` is a question that must be answered first; `consent` one that must be answered with yes.
    """

    id: str
    title: Text
    time: Text
    pieces: tuple[Piece, ...]
    question: str = ""
    after: str = ""
    consent: str = ""


@dataclass(frozen=True)
class Transition:
    """A phase by age (`ages`, both ends inclusive, None = without end), or a kind of change (`kind`).

    `life_area` is the area of life it belongs to; "" = none in particular.
    """

    id: str
    title: Text
    source: tuple[str, ...]
    ages: tuple[int, int | None] | None
    kind: str
    aids: tuple[str, ...]
    questions: tuple[Question, ...]
    tasks: tuple[Task, ...]
    help: Text = EMPTY
    life_area: str = ""

    def holds(self, age: int) -> bool:
        """Whether somebody of that age stands in the phase."""
        return self.ages is not None and self.ages[0] <= age and (self.ages[1] is None or age <= self.ages[1])

    def task(self, task_id: str) -> Task | None:
        """A task by its id."""
        return next((one for one in self.tasks if one.id == task_id), None)


def phases(transitions: Iterable[Transition]) -> list[Transition]:
    """Those that follow from age, from the youngest on."""
    return sorted((one for one in transitions if one.ages), key=lambda one: one.ages or (0, None))
