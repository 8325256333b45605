"""Kinds of request, how each may be answered, and how long one may complain."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked for."""

    LOG = "log"
    COPY = "copy"
    CORRECTION = "correction"
    DELETION = "deletion"
    OBJECTION = "objection"
    COMPLAINT = "complaint"


class RequestOutcome(StrEnum):
    """How a request was answered."""

    ANSWERED = "answered"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    FORWARDED = "forwarded"


class ComplaintLaw(StrEnum):
    """By which law a complaint is: it decides the deadline and who settles it."""

    HEALTH = "health"
    ADMINISTRATION = "administration"


OUTCOMES = {
    RequestKind.LOG: (RequestOutcome.ANSWERED,),
    RequestKind.COPY: (RequestOutcome.GRANTED, RequestOutcome.PARTLY, RequestOutcome.REFUSED),
    RequestKind.CORRECTION: (RequestOutcome.GRANTED, RequestOutcome.PARTLY, RequestOutcome.REFUSED),
    RequestKind.DELETION: (RequestOutcome.GRANTED, RequestOutcome.PARTLY, RequestOutcome.REFUSED),
    RequestKind.OBJECTION: (RequestOutcome.GRANTED, RequestOutcome.PARTLY, RequestOutcome.REFUSED),
    RequestKind.COMPLAINT: (RequestOutcome.GRANTED, RequestOutcome.FORWARDED),
}
MAY_BE_APPEALED = frozenset({RequestOutcome.PARTLY, RequestOutcome.REFUSED})


@dataclass(frozen=True)
class Deadline:
    """The last day to complain, and whether a complaint of that day or later came too late."""

    until: date
    late: bool


def complaint_deadline(known_on: date, weeks: int, received_on: date) -> Deadline:
    """`weeks` from the day one got to know of the decision, that day not counted (L-KL-01, L-KL-02)."""
    until = known_on + timedelta(weeks=weeks)
    return Deadline(until, received_on > until)


class ErasureGround(StrEnum):
    """By which rule something is erased."""

    WRONG_PERSON = "wrong_person"
    WRONG_OR_BURDENSOME = "burdensome"
    CLEARLY_UNNECESSARY = "unnecessary"
    RETENTION_ENDED = "retention"
