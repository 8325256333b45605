"""Kinds of message, what each says, and when one that failed is tried again. Pure.

A message says that something waits and where to sign in: never what it is, about whom, or which
unit has to do with it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samrad.meetings.rules import Asked


class Kind(StrEnum):
    """What a message is for; names its key and its words."""

    INVITATION = "invitation"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    MINUTES = "minutes"
    CONSENT = "consent"
    ACCESS = "access"
    ROUTINE = "routine"
    EMERGENCY = "emergency"
    EMERGENCY_REVIEW = "emergency_review"


OF_MEETING = frozenset({Kind.INVITATION, Kind.CHANGED, Kind.CANCELLED})


@dataclass(frozen=True)
class Wording:
    """The subject and the sentences of a message; `{when}` is the time of a meeting, in words."""

    subject: str
    sentences: tuple[str, ...]


SIGN_IN_FOR_MORE = "Logg inn for å se sted og saksliste, og for å svare."
WORDING = {
    Kind.INVITATION: Wording("Du er invitert til et møte", ("Du er invitert til et møte {when}.", SIGN_IN_FOR_MORE)),
    Kind.CHANGED: Wording(
        "Et møte er endret", ("Et møte du er invitert til, er endret. Det er nå {when}.", SIGN_IN_FOR_MORE)
    ),
    Kind.CANCELLED: Wording("Et møte er avlyst", ("Møtet {when} er avlyst for deg. Du trenger ikke å gjøre noe.",)),
    Kind.MINUTES: Wording("Noe nytt venter på deg", ("Det ligger noe nytt til deg. Logg inn for å lese.",)),
    Kind.EMERGENCY: Wording("Noe nytt venter på deg", ("Det ligger noe nytt til deg. Logg inn for å lese.",)),
    Kind.EMERGENCY_REVIEW: Wording(
        "Noe venter på at du ser på det", ("Det er noe du skal se på. Logg inn for å se hva det gjelder.",)
    ),
    Kind.CONSENT: Wording(
        "Noe venter på svar fra deg", ("Vi trenger et svar fra deg. Logg inn for å se hva det gjelder.",)
    ),
    Kind.ACCESS: Wording("Noe er endret for deg", ("Det er en endring som gjelder deg. Logg inn for å se.",)),
    Kind.ROUTINE: Wording(
        "Rutinen venter på at du leser den",
        ("Lederen din ber deg lese kommunens rutine.", "Logg inn, les den og bekreft at den er lest."),
    ),
}

ATTEMPTS = 5
WAIT_MINUTES = (2, 10, 60, 360)
NEWS_LASTS = timedelta(days=7)


def try_again_at(attempts: int, at: datetime) -> datetime | None:
    """When to try again after `attempts` failures, the last of them at `at`; None when it has been enough."""
    if attempts >= ATTEMPTS:
        return None
    return at + timedelta(minutes=WAIT_MINUTES[attempts - 1])


@dataclass(frozen=True)
class Wanted:
    """A message that should go out, or have gone. `data` holds ids only."""

    key: str
    case_id: int
    kind: Kind
    to: str
    data: dict[str, int]


def of_meeting(one: Asked, *, was_told: bool) -> Wanted | None:
    """What to tell somebody asked to a meeting; None when nothing.

    `was_told` is whether an invitation or a change has gone to her. Nobody is told of a cancellation
    who was never asked. Of a closed case only cancellations go out.
    """
    knows = was_told or one.outside
    if one.off:
        kind = Kind.CANCELLED
        if not knows:
            return None
    elif one.case_ended or (one.outside and not one.moved and not was_told):
        return None
    else:
        kind = Kind.CHANGED if knows else Kind.INVITATION
    key = f"meeting:{one.participant_id}:{one.sequence}:{'off' if one.off else 'on'}"
    return Wanted(key, one.case_id, kind, one.email, {"meeting": one.meeting_id, "participant": one.participant_id})
