"""Who may say that somebody is near, who is told of it, and who may say that it is over."""

from typing import Any

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, OFFICE, Sight, allow, grounds, who_may_see
from samrad.cases.models import Case
from samrad.ties.models import Tie


def said_as(actor: Actor) -> str:
    """Who says something, as it is kept with what was said."""
    return f"{actor.capacity}:{actor.capacity_id}"


def is_told(actor: Actor, sight: Sight, tie: Tie) -> bool:
    """Whether the actor may know of what was said: who leads, the office and the person of all of it, everybody else
    of what is said of herself, and of what she said."""
    if sight.has(*LEADING, *OFFICE, "subject") or tie.said_as == said_as(actor):
        return True
    return actor.employment_id is not None and tie.employment_id == actor.employment_id


def may_end(actor: Actor, sight: Sight, tie: Tie) -> bool:
    """Whether the actor may say that it is over: who said it, and the office."""
    return tie.said_as == said_as(actor) or sight.has(*OFFICE)


def may_be_named(actor: Actor, case: Case, sight: Sight) -> set[int] | None:
    """The ids of the employees the actor may say it of; None is everybody, for who leads the case and the office.

    The person, and who acts for her, say it of those who work with the case; an employee of herself.
    """
    if sight.has(*LEADING, *OFFICE):
        return None
    if actor.is_personal:
        return {one.capacity_id for one in who_may_see(case) if one.capacity is Capacity.EMPLOYMENT}
    return {actor.employment_id} if actor.employment_id is not None else set()


def says(*, actor: Actor, case: Case, **_: Any) -> None:
    """A policy: whoever sees the case."""
    allow(*grounds())(actor=actor, case=case)


def ends(*, actor: Actor, tie: Tie, **_: Any) -> None:
    """A policy: who said it, while she sees the case; else the office."""
    says(actor=actor, case=tie.case)
    if tie.said_as != said_as(actor):
        allow(*OFFICE)(actor=actor, case=tie.case)
