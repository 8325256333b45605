"""Parts, life areas, channels and statuses of a case, and what its dates make of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """The parts of a case that can be shown or withheld: a closed list."""

    NOTICE = "notice"
    DECISION = "decision"
    ABOUT_ME = "about_me"
    GOALS = "goals"
    MINUTES = "minutes"
    DOCUMENTS = "documents"
    MESSAGES = "messages"
    SERVICES = "services"
    DEVIATIONS = "deviations"
    TEAM = "team"


class LifeArea(StrEnum):
    """The areas of life that goals and agenda points belong to."""

    HEALTH = "health"
    DAILY_LIFE = "daily_life"
    SCHOOL = "school"
    WORK = "work"
    HOUSING = "housing"
    LEISURE = "leisure"
    FAMILY = "family"
    ECONOMY = "economy"
    TRANSPORT = "transport"
    OTHER = "other"


BY_LIFE_AREA = frozenset({Part.GOALS, Part.MINUTES})
ALL_PARTS = frozenset(Part)


class Channel(StrEnum):
    """How a notice or an application came."""

    PUBLIC = "public"
    STAFF = "staff"
    PHONE = "phone"
    PAPER = "paper"
    SELF = "self"


class Wish(StrEnum):
    """What somebody asks for."""

    COORDINATOR = "coordinator"
    CHILDREN_COORDINATOR = "children_coordinator"
    PLAN = "plan"


class Outcome(StrEnum):
    """How an application ended."""

    GRANTED = "granted"
    DECLINED = "declined"


class EndReason(StrEnum):
    """Why a case ended."""

    NEED_ENDED = "need_ended"
    WISH_ENDED = "wish_ended"
    MOVED = "moved"
    DEAD = "dead"
    WRONG_PERSON = "wrong_person"
    DECLINED = "declined"
    MERGED = "merged"


NO_CASE = (EndReason.MERGED, EndReason.WRONG_PERSON)
"""Ends that say there was no case: it is counted nowhere."""


class Told(StrEnum):
    """What the person can be told or given, each with its date."""

    BOOKLET = "booklet"
    COORDINATOR_RIGHT = "coordinator_right"
    PLAN_RIGHT = "plan_right"


class Answer(StrEnum):
    """What the person answered to an offer."""

    WANTS = "wants"
    DECLINES = "declines"
    LATER = "later"


class Status(StrEnum):
    """Where a case stands; derived from its dates, never stored."""

    NOTIFIED = "notified"
    ASSESSED = "assessed"
    DECLINED = "declined"
    AWAITING_COORDINATOR = "awaiting_coordinator"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class Standing:
    """What is known of a case on a day, for its status."""

    assessed_on: date | None
    needs_lasting: bool | None
    has_coordinator: bool
    ended_on: date | None
    end_reason: str
    paused: bool
    had_coordinator: bool = False


def status(standing: Standing) -> Status:
    """The status that the dates of a case amount to."""
    if standing.ended_on is not None:
        return Status.DECLINED if standing.end_reason == EndReason.DECLINED else Status.CLOSED
    if standing.paused:
        return Status.PAUSED
    if standing.has_coordinator:
        return Status.ACTIVE
    if standing.had_coordinator:
        return Status.AWAITING_COORDINATOR
    if standing.assessed_on is None:
        return Status.NOTIFIED
    return Status.AWAITING_COORDINATOR if standing.needs_lasting else Status.ASSESSED
