"""Levels, steps and answers, and what the routine's flow says of who does which step."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from samrad.duties.routine import Routine

FLOW = "escalation"


class Level(StrEnum):
    """Where a deviation lies: the lowest level first."""

    TEAM = "team"
    SYSTEM_OWNER = "system_owner"
    BOARD = "board"


class Solved(StrEnum):
    """The level at which a raised matter found its answer."""

    TEAM = "team"
    LINE = "line"
    OFFICE = "office"
    NOWHERE = "nowhere"


class What(StrEnum):
    """A step in the life of a deviation."""

    RAISED = "raised"
    TO_BOARD = "to_board"
    BOARD_ANSWERED = "board_answered"
    DECIDED = "decided"
    CLOSED = "closed"


class Why(StrEnum):
    """Why a matter cannot be settled in the team."""

    UNSOLVED = "unsolved"
    OUTSIDE_FRAME = "outside_frame"
    OUTSIDE_MANDATE = "outside_mandate"


class Step(StrEnum):
    """A step of a matter on its way up and back."""

    LIFTED = "lifted"
    CONVENED = "convened"
    ANSWERED = "answered"
    TO_OFFICE = "to_office"
    OFFICE_ANSWERED = "office_answered"
    INFORMED = "informed"


class LeaderAnswer(StrEnum):
    """What the leader answers. Only the last one opens the way to the coordinating unit (S3-013)."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    NOT_WITHIN = "not_within"


@dataclass(frozen=True)
class Stage:
    """A step of the flow and the base role that does it."""

    step: Step
    holder: str


TO_OFFICE = (Stage(Step.TO_OFFICE, "coordinator"), Stage(Step.OFFICE_ANSWERED, "ke"))


def stages(routine: Routine) -> tuple[Stage, ...]:
    """The steps of the routine's flow in order, each with who does it."""
    flow = routine.flows.get(FLOW)
    rules = [routine.rules[one] for one in flow.steps] if flow else []
    return tuple(Stage(Step(rule.done[0].where["step"][0]), rule.holder) for rule in rules)


def leads_to_office(routine: Routine) -> bool:
    """Whether the routine sends a matter the leader cannot answer on to the coordinating unit."""
    return any(Step.TO_OFFICE in one.where.get("step", ()) for rule in routine.rules.values() for one in rule.done)


def next_stage(routine: Routine, done: Collection[Step], answer: str) -> Stage | None:
    """The step that is open now: the first of the flow that is not done.

    A leader's answer "not within the frames" opens the way to the coordinating unit, before the team is told.
    """
    line = list(stages(routine))
    if answer == LeaderAnswer.NOT_WITHIN and leads_to_office(routine):
        at = next((place for place, one in enumerate(line) if one.step is Step.INFORMED), len(line))
        line[at:at] = TO_OFFICE
    return next((one for one in line if one.step not in done), None)


def solved_at(done: Collection[Step], answer: str) -> Solved:
    """At which level a matter found its answer, told from its steps when the team is informed."""
    if Step.OFFICE_ANSWERED in done:
        return Solved.OFFICE
    return Solved.LINE if answer == LeaderAnswer.SOLVED else Solved.NOWHERE
