"""What the overview of cases can be narrowed to and sorted by, and the status of a case as one number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from samrad.cases.rules import EndReason, Standing, Status, status


class Only(StrEnum):
    """What the coordinating unit looks for among the cases."""

    NO_COORDINATOR = "no_coordinator"
    REVIEW_LATE = "review_late"
    CONSENT_ENDS = "consent_ends"
    LATE = "late"
    UNANSWERED = "unanswered"
    NO_MEETING = "no_meeting"
    NO_CONTACT = "no_contact"


class Sort(StrEnum):
    """The columns of the overview."""

    PERSON = "person"
    AGE = "age"
    STATUS = "status"
    COORDINATOR = "coordinator"
    UNIT = "unit"
    LAST = "last"
    NEXT = "next"
    REVIEW = "review"
    LATE = "late"


@dataclass(frozen=True)
class Wanted:
    """A selection of cases: words to look for, one of the counts, one status, one coordinator, and the order.

    Without a status, cases that go on are meant.
    """

    text: str = ""
    only: Only | None = None
    status: Status | None = None
    employment_id: int | None = None
    sort: Sort = Sort.PERSON
    down: bool = False


# What a status follows from, each a bit of one number that the database can count, filter and sort by.
BITS = ("ended", "declined", "paused", "coordinated", "assessed", "lasting", "had_coordinator")
A_DAY = date(2000, 1, 1)


def _standing(bits: Iterable[bool]) -> Standing:
    ended, declined, paused, coordinated, assessed, lasting, had = bits
    return Standing(
        A_DAY if assessed else None,
        lasting if assessed else None,
        coordinated,
        A_DAY if ended else None,
        EndReason.DECLINED if declined else "",
        paused,
        had,
    )


def _number(bits: Iterable[bool]) -> int:
    return sum(1 << place for place, bit in enumerate(bits) if bit)


STATUS_OF = {_number(bits): status(_standing(bits)) for bits in product((False, True), repeat=len(BITS))}


def numbers_of(wanted: Status) -> list[int]:
    """The numbers that amount to the status, by the rule in `cases.rules`."""
    return [number for number, found in STATUS_OF.items() if found is wanted]
