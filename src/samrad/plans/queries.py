"""Reading the plan, whole or by what one viewer may see, and the facts it gives."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.accounts.rules import Actor
from samrad.cases.access import Sight
from samrad.cases.models import Case
from samrad.duties.facts import Fact
from samrad.plans.access import own_seats, sees_activity, sees_goal, sees_text
from samrad.plans.models import (
    Activity,
    ActivityStep,
    CarePlan,
    Evaluation,
    Goal,
    PlanEdition,
    PlanText,
)
from samrad.plans.rules import OPEN, Section
from samrad.teams.models import CareTeam


def current_plan(case: Case, on: date) -> CarePlan | None:
    """The plan that goes on, on the day."""
    return (
        CarePlan.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), case=case)
        .order_by("-started_on")
        .first()
    )


@dataclass(frozen=True)
class Has:
    """Whether a case has a team and a plan that go on."""

    team: bool
    plan: bool


def has(case: Case, on: date) -> Has:
    """Whether the case has a team and a plan on the day. One query."""
    goes_on = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    row = Case.objects.filter(pk=case.pk).values_list(
        Exists(CareTeam.objects.filter(goes_on, case=OuterRef("pk"))),
        Exists(CarePlan.objects.filter(goes_on, case=OuterRef("pk"))),
    )[0]
    return Has(*row)


@dataclass(frozen=True)
class GoalView:
    """A goal with its activities and evaluations, as one viewer sees it."""

    goal: Goal
    activities: list[Activity]
    evaluations: list[Evaluation]


@dataclass(frozen=True)
class PlanView:
    """A plan as one viewer sees it: hidden parts are simply not there."""

    plan: CarePlan
    texts: dict[str, PlanText]
    goals: list[GoalView]
    loose: list[Activity]
    editions: list[PlanEdition]


def _activities() -> QuerySet[Activity]:
    return Activity.objects.select_related("goal", "seat__unit", "related_person", "case__subject").prefetch_related(
        "evaluations"
    )


def view(plan: CarePlan, sight: Sight, actor: Actor) -> PlanView:
    """The plan as the actor may see it. Four queries whatever the size."""
    seats = own_seats(actor, plan.case_id)
    texts = {text.section: text for text in plan.texts.all() if sees_text(sight, text)}
    activities = [one for one in _activities().filter(case=plan.case_id) if sees_activity(sight, one, seats)]
    goals = [
        GoalView(goal, [one for one in activities if one.goal_id == goal.pk], list(goal.evaluations.all()))
        for goal in plan.goals.prefetch_related("evaluations")
        if sees_goal(sight, goal)
    ]
    shown = {view.goal.pk for view in goals}
    loose = [one for one in activities if one.goal_id not in shown]
    return PlanView(plan, texts, goals, loose, list(plan.editions.all()))


def activities(case: Case) -> list[Activity]:
    """All activities of a case in the order they were agreed."""
    return list(_activities().filter(case=case).order_by("id"))


def open_activities(case: Case) -> QuerySet[Activity]:
    """Activities that are not completed or stopped, those due first first."""
    return _activities().filter(case=case, status__in=[str(s) for s in OPEN])


def open_goals(case: Case) -> list[Goal]:
    """The goals of the case's plans that are not ended, in order."""
    return list(Goal.objects.filter(case=case, ended_on__isnull=True, plan__ended_on__isnull=True))


def goal_in(plan: CarePlan, goal_id: int) -> Goal | None:
    """A goal of the plan."""
    return plan.goals.filter(pk=goal_id).first()


def editions(case: Case) -> QuerySet[PlanEdition]:
    """All published editions of the case's plans, the newest first."""
    return PlanEdition.objects.filter(case=case)


def contents(plan: CarePlan) -> dict[str, object]:
    """The whole plan as plain data, for an edition: each piece with the part and life area it belongs to."""
    return {
        "texts": {text.section: text.text for text in plan.texts.all()},
        "period": [plan.started_on.isoformat(), plan.period_until.isoformat() if plan.period_until else None],
        "revise_on": plan.revise_on.isoformat() if plan.revise_on else None,
        "goals": [
            {
                "title": goal.title,
                "why": goal.why,
                "life_area": goal.life_area,
                "mine": goal.approved_on is not None,
                "activities": [_plain(one) for one in goal.activities.all()],
                "evaluations": [{"on": one.on.isoformat(), "text": one.text, "by": one.by} for one in goal.evaluations.all()],
            }
            for goal in plan.goals.filter(ended_on__isnull=True).prefetch_related(
                "evaluations", Prefetch("activities", _activities())
            )
        ],
        "loose": [_plain(one) for one in _activities().filter(case=plan.case, goal__isnull=True)],
    }


def _plain(activity: Activity) -> dict[str, object]:
    return {
        "title": activity.title,
        "how": activity.how,
        "extent": activity.extent,
        "who": responsible(activity),
        "due_on": activity.due_on.isoformat() if activity.due_on else None,
        "status": activity.status,
    }


def responsible(activity: Activity) -> str:
    """Who does it, in words: the unit and role, the person, somebody near, or nobody yet ("")."""
    if activity.seat is not None:
        return f"{activity.seat.unit.name} ({activity.seat.role})"
    if activity.by_subject:
        return activity.case.subject.given_name
    if activity.related_person is not None:
        return activity.related_person.name
    return ""


def sections(plan: CarePlan) -> dict[Section, PlanText]:
    """The texts of a plan by section."""
    return {Section(text.section): text for text in plan.texts.all()}


def facts(case_ids: list[int]) -> list[Fact]:
    """Plans, goals, activities and what settled them."""
    found: list[Fact] = []
    for plan in CarePlan.objects.filter(case__in=case_ids):
        own = f"plan-{plan.pk}"
        found.append(
            Fact("plan", own, plan.started_on, f"case-{plan.case_id}", attrs={"ended": plan.ended_on, "revise": plan.revise_on})
        )
        if plan.training_given_on:
            found.append(Fact("plan_training_given", f"{own}-training", plan.training_given_on, own))
    for edition in PlanEdition.objects.filter(case__in=case_ids).only("id", "plan_id", "published_on"):
        found.append(Fact("plan_published", f"edition-{edition.pk}", edition.published_on, f"plan-{edition.plan_id}"))
    for goal in Goal.objects.filter(case__in=case_ids):
        found.append(
            Fact("goal", f"goal-{goal.pk}", goal.set_on, f"plan-{goal.plan_id}",
                 attrs={"ended": goal.ended_on, "life_area": goal.life_area})
        )  # fmt: skip
    for activity in Activity.objects.filter(case__in=case_ids):
        open_ = activity.status in OPEN
        found.append(
            Fact("activity", f"activity-{activity.pk}", activity.agreed_on, f"case-{activity.case_id}", attrs={
                "ended": None if open_ else activity.settled_on,
                "due": activity.due_on if open_ else None,
                "status": activity.status,
                "seat": f"seat-{activity.seat_id}" if activity.seat_id else None,
                "goal": f"goal-{activity.goal_id}" if activity.goal_id else None,
            })
        )  # fmt: skip
    for step in ActivityStep.objects.filter(case__in=case_ids):
        found.append(
            Fact("activity_settled", f"activity-step-{step.pk}", step.on, f"activity-{step.activity_id}")
        )
    return found
