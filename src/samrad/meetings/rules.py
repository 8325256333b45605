"""Kinds of meeting, answers, and what the dates of a meeting make of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samrad.teams.rules import SeatKind


class MeetingKind(StrEnum):
    """What a meeting is for. A professional meeting is held outside the team and counts as none of its."""

    PREPARATORY = "preparatory"
    START = "start"
    ORDINARY = "ordinary"
    REVIEW = "review"
    CLOSING = "closing"
    PROFESSIONAL = "professional"


REVIEWED = frozenset({"guidelines", "mandate"})
TEAM_KINDS = frozenset({MeetingKind.START, MeetingKind.ORDINARY, MeetingKind.REVIEW, MeetingKind.CLOSING})


class ParticipantKind(StrEnum):
    """Who somebody is at a meeting."""

    SUBJECT = "subject"
    RELATED = "related"
    SEAT = "seat"
    SUPPORT = "support"
    INTERPRETER = "interpreter"


class Reply(StrEnum):
    """What an invited person answers."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    MAYBE = "maybe"


class Proposer(StrEnum):
    """Where an agenda item came from."""

    TEMPLATE = "template"
    PERSON = "person"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    ACTIVITY = "activity"
    PLAN = "plan"


def kinds_with_minutes(*, on_demand: bool) -> frozenset[SeatKind]:
    """The seats that get the minutes without being chosen: permanent ones, and those on demand where it is so set."""
    return frozenset({SeatKind.PERMANENT, SeatKind.ON_DEMAND} if on_demand else {SeatKind.PERMANENT})


class Phase(StrEnum):
    """Where a meeting stands; derived."""

    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


def phase(*, called: bool, held: bool, published: bool, cancelled: bool) -> Phase:
    """The phase that the dates of a meeting amount to."""
    if cancelled:
        return Phase.CANCELLED
    if published:
        return Phase.PUBLISHED
    if held:
        return Phase.HELD
    return Phase.CALLED if called else Phase.PLANNED


def ends_at(starts_at: datetime, minutes: int) -> datetime:
    """The instant a meeting of `minutes` ends; real minutes, also on the night the clock changes."""
    return starts_at + timedelta(minutes=minutes)


def proposed_length(usual: int, *, interpreter: bool, extra: int) -> int:
    """The length to propose, in minutes (S3-030: longer with an interpreter)."""
    return usual + (extra if interpreter else 0)


def next_minute_taker(members: Sequence[int], latest_first: Sequence[int], coordinator: int | None) -> int | None:
    """Who takes minutes when the task rotates (S1-011): the member whose turn is longest ago, never the coordinator.

    `members` in a fixed order, `latest_first` those who took minutes, the latest first; all are employments.
    """
    others = [one for one in members if one != coordinator]
    turns = {one: latest_first.index(one) for one in others if one in latest_first}
    return max(others, key=lambda one: turns.get(one, len(latest_first)), default=None)


@dataclass(frozen=True)
class Asked:
    """Somebody asked, by e-mail, to a meeting ahead that was called.

    `outside` tells that the invitation was sent before it was written in here; `moved` that the time
    was changed since; `off` that the meeting is cancelled or that this one is no longer asked.
    """

    case_id: int
    meeting_id: int
    participant_id: int
    email: str
    sequence: int
    outside: bool
    moved: bool
    off: bool
    case_ended: bool
