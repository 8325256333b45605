"""Whose duty a row is, and which rows somebody may see."""

from datetime import datetime

from django.db.models import Q

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, Sight, held
from samrad.cases.rules import Part
from samrad.teams.queries import open_seats
from samrad.worklist.models import DutyRow

COORDINATING = ("coordinator", "children_coordinator", "delegate", "deputy", "plan_writer")

RAISED_TO = {"system_owner": "raised_deviation", "unit_leader": "lifted_leader"}

PART_OF_ACT = {
    "notice_answered": Part.NOTICE,
    "person_told": Part.NOTICE,
    "need_assessed": Part.NOTICE,
    "decision": Part.DECISION,
    "minutes_published": Part.MINUTES,
    "minutes_distributed": Part.MINUTES,
    "activity_settled": Part.GOALS,
    "transition_task": Part.GOALS,
    "transition_answer": Part.GOALS,
    "transition_step": Part.GOALS,
}


def mine(actor: Actor, at: datetime) -> Q:
    """The rows that fall on the actor: by being coordinator, by seat, as referent, office or leader.

    Coordinator, seat and referent meet the duties of cases they may see only; so few cases are looked through.
    """
    if actor.capacity is Capacity.EMPLOYMENT:
        return _employed(actor, at)
    role = "subject" if actor.capacity is Capacity.SELF else "representative"
    return Q(role=role, case__in=held(actor, at))


def _employed(actor: Actor, at: datetime) -> Q:
    wanted = Q(role__in=COORDINATING, case__in=held(actor, at, *LEADING))
    wanted |= Q(role="seat", seat_id__in=open_seats(actor.employment_id), case__in=held(actor, at, "called_in"))
    wanted |= Q(role="minute_taker", employment_id=actor.employment_id)
    wanted &= Q(case__in=held(actor, at, *LEADING, "seat", "called_in"))
    if actor.is_office:
        wanted |= Q(role="ke")
    if actor.is_leader:
        wanted |= Q(role="unit_leader", unit_id=actor.unit_id)
    if actor.is_system_owner:
        wanted |= Q(role="system_owner")
    return wanted


def sees_duty(sight: Sight, row: DutyRow) -> bool:
    """Whether the duty may be shown: its act's part, else the team's; the office sees all (rule and dates)."""
    if sight.has("registry", "coordinator", "stand_in", "subject"):
        return True
    if sight.has(RAISED_TO.get(row.role, "")):
        return True
    return sight.may(PART_OF_ACT.get(row.act, Part.TEAM))
