"""Steps, statuses and givers of consent, without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from samrad.cases.rules import Part
from samrad.people.rules import first_day_aged


class Step(StrEnum):
    """The two steps of consent."""

    CALL_IN = "call_in"
    WRITTEN = "written"


class Evidence(StrEnum):
    """How we know that the answer was given."""

    SIGNED_IN = "signed_in"
    PAPER = "paper"
    SPOKEN = "spoken"


class Status(StrEnum):
    """Where a consent stands; derived."""

    AWAITING = "awaiting"
    GIVEN = "given"
    REFUSED = "refused"
    CONFLICTING = "conflicting"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


CALL_IN_PARTS = frozenset({Part.TEAM})


@dataclass(frozen=True)
class Giver:
    """Somebody who must answer: the subject (`representation_id` None) or a representative, who is `related_id`."""

    representation_id: int | None
    name: str
    related_id: int | None = None


@dataclass(frozen=True)
class Reply:
    """One giver's latest answer."""

    representation_id: int | None
    yes: bool
    on: date
    withdrawn_on: date | None


class Ages(NamedTuple):
    """From which age a person consents alone, and beside those who answer for her (None = never)."""

    alone: int
    beside: int | None = None


def must_answer(
    born: date | None, on: date, ages: Ages, subject: Giver, parents: Iterable[Giver], guardians: Iterable[Giver]
) -> tuple[Giver, ...]:
    """Who must answer on the day `on`: from `ages.alone` the person, before that all who have parental
    responsibility; without any of them the guardians for personal matters (law L-CO-01 to L-CO-10). A routine may
    ask the person too from an earlier age, `ages.beside`.

    A person without a birth date counts as an adult; a child not yet born is answered for by parents.
    """
    if born is None or first_day_aged(born, ages.alone) <= on:
        return (subject,)
    others = tuple(parents) or tuple(guardians)
    asked_too = ages.beside is not None and first_day_aged(born, ages.beside) <= on
    return (subject, *others) if asked_too else others


def settled(givers: Iterable[Giver], replies: Iterable[Reply]) -> Status:
    """What the replies amount to, before time and replacement are looked at."""
    wanted = {giver.representation_id for giver in givers}
    by_giver = {reply.representation_id: reply for reply in replies if reply.representation_id in wanted}
    if any(reply.withdrawn_on for reply in by_giver.values()):
        return Status.WITHDRAWN
    said_no = [reply for reply in by_giver.values() if not reply.yes]
    said_yes = [reply for reply in by_giver.values() if reply.yes]
    if said_no and said_yes:
        return Status.CONFLICTING
    if said_no:
        return Status.REFUSED
    if wanted and wanted == {reply.representation_id for reply in said_yes}:
        return Status.GIVEN
    return Status.AWAITING
