"""What of a plan somebody sees, item by item, and who may write what."""

from samrad.accounts.rules import Actor
from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.kernel.errors import Refused
from samrad.plans.models import Activity, Goal, PlanText
from samrad.plans.rules import SECTION_PART, Section
from samrad.teams.queries import open_seats


def sees_text(sight: Sight, text: PlanText) -> bool:
    """Whether the section's part may be seen."""
    return sight.may(SECTION_PART[Section(text.section)])


def sees_goal(sight: Sight, goal: Goal) -> bool:
    """Whether goals of this life area may be seen."""
    return sight.may(Part.GOALS, goal.life_area)


def own_seats(actor: Actor, case_id: int) -> frozenset[int]:
    """The seats the actor fills in the case, open-ended."""
    return frozenset(row["seat_id"] for row in open_seats(actor.employment_id).filter(case_id=case_id))


def sees_activity(sight: Sight, activity: Activity, seats: frozenset[int]) -> bool:
    """Whether an activity may be seen: by its goal's life area, or as one's own."""
    if activity.seat_id in seats:
        return True
    return sight.may(Part.GOALS, activity.goal.life_area if activity.goal else None)


def check_own_activity(actor: Actor, activity: Activity, sight: Sight) -> None:
    """A seat writes of its own activities only; coordinator and person of all, a representative who sees them too."""
    if sight.has("coordinator", "stand_in", "subject") or (sight.has("representative") and sight.may(Part.GOALS)):
        return
    if activity.seat_id not in own_seats(actor, activity.case_id):
        raise Refused("Du kan bare endre dine egne tiltak.")
