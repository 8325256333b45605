"""Reading the plan, whole or by what one viewer may see, and the facts it gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

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

SOMEBODY = "En deltaker"  # who has a seat that is kept


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
class Sheet:
    """A plan with what is written in it, before anybody looks at it; its activities belong to the case."""

    plan: CarePlan
    texts: dict[str, PlanText]
    goals: list[Goal]
    evaluations: dict[int, list[Evaluation]]
    editions: list[PlanEdition]

    def goes_on(self, on: date) -> bool:
        """Whether the plan is not ended on the day."""
        return self.plan.ended_on is None or self.plan.ended_on >= on


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


def whole_activities() -> QuerySet[Activity]:
    """Activities with what they serve, who does them and what was written of them. Two queries when read."""
    return Activity.objects.select_related("goal", "seat__unit", "related_person", "case__subject").prefetch_related(
        "evaluations"
    )


TEXT = ("id", "case_id", "plan_id", "section", "text", "version", "updated_at", "updated_by")
GOAL = ("id", "case_id", "plan_id", "title", "why", "life_area", "serves_id", "position", "set_on", "set_by",
        "approved_on", "version", "ended_on", "end_reason")  # fmt: skip
EVALUATION = ("id", "case_id", "goal_id", "on", "text", "by")
EDITION = ("id", "case_id", "plan_id", "number", "published_on", "published_by")


def _array(rows: QuerySet[Any], names: tuple[str, ...]) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def _build(model: type[Model], rows: list[dict[str, Any]]) -> list[Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in rows]


def _sheet(plans: QuerySet[CarePlan]) -> Sheet | None:
    found: Any = plans.annotate(
        text_rows=_array(PlanText.objects.filter(plan=OuterRef("pk")), TEXT),
        goal_rows=_array(Goal.objects.filter(plan=OuterRef("pk")), GOAL),
        evaluation_rows=_array(Evaluation.objects.filter(goal__plan=OuterRef("pk")), EVALUATION),
        edition_rows=_array(PlanEdition.objects.filter(plan=OuterRef("pk")), EDITION),
    ).first()
    if found is None:
        return None
    threads: dict[int, list[Evaluation]] = {}
    for one in _build(Evaluation, found.evaluation_rows):
        threads.setdefault(one.goal_id, []).append(one)
    return Sheet(
        found,
        {text.section: text for text in _build(PlanText, found.text_rows)},
        _build(Goal, found.goal_rows),
        threads,
        _build(PlanEdition, found.edition_rows),
    )


def sheet(case: Case) -> Sheet | None:
    """The case's plan that goes on, else the one that ended last, with what is written in it. One query."""
    return _sheet(CarePlan.objects.filter(case=case).order_by("-started_on"))


def seen(sheet: Sheet, sight: Sight, seats: frozenset[int]) -> PlanView:
    """The plan as somebody with this sight, who fills these seats, may see it. Two queries."""
    texts = {name: text for name, text in sheet.texts.items() if sees_text(sight, text)}
    activities = seen_activities(sheet.plan.case_id, sight, seats)
    goals = [
        GoalView(goal, [one for one in activities if one.goal_id == goal.pk], sheet.evaluations.get(goal.pk, []))
        for goal in sheet.goals
        if sees_goal(sight, goal)
    ]
    shown = {view.goal.pk for view in goals}
    loose = [one for one in activities if one.goal_id not in shown]
    return PlanView(sheet.plan, texts, goals, loose, sheet.editions)


def seen_activities(case_id: int, sight: Sight, seats: frozenset[int]) -> list[Activity]:
    """The activities of a case that may be seen, with their evaluations, those due first first. Two queries."""
    return [one for one in whole_activities().filter(case=case_id) if sees_activity(sight, one, seats)]


def view(plan: CarePlan, sight: Sight, actor: Actor) -> PlanView:
    """The plan as the actor may see it. Four queries whatever the size."""
    whole = _sheet(CarePlan.objects.filter(pk=plan.pk))
    assert whole is not None
    return seen(whole, sight, own_seats(actor, plan.case_id))


def text_in(plan: CarePlan, section: Section) -> PlanText | None:
    """One section of the plan, when something has been written in it."""
    return PlanText.objects.filter(plan=plan, section=section).first()


@dataclass(frozen=True)
class Earlier:
    """A text as it stood before: the words, who wrote them, and when."""

    version: int
    text: str
    by: str
    at: datetime


def earlier(text: PlanText, limit: int = 5) -> list[Earlier]:
    """What stood in a section before what stands there now, the newest first. One query."""
    history = apps.get_model("plans", "PlanTextEvent")
    rows = history.objects.filter(pgh_obj_id=text.pk, version__lt=text.version).exclude(text="").order_by("-version")
    return [Earlier(one.version, one.text, one.updated_by, one.updated_at) for one in rows[:limit]]


def activity_in(case: Case, activity_id: int) -> Activity | None:
    """An activity of the case."""
    return whole_activities().prefetch_related(None).filter(pk=activity_id, case=case).first()


def activities(case: Case) -> list[Activity]:
    """All activities of a case in the order they were agreed."""
    return list(whole_activities().filter(case=case).order_by("id"))


def activity_titles(activity_ids: Iterable[int]) -> dict[int, str]:
    """What each activity is called. One query, or none."""
    wanted = set(activity_ids)
    return dict(Activity.objects.filter(pk__in=wanted).values_list("pk", "title")) if wanted else {}


def open_activities(case: Case) -> QuerySet[Activity]:
    """Activities that are not completed or stopped, those due first first."""
    return whole_activities().filter(case=case, status__in=[str(s) for s in OPEN])


def open_goals(case: Case) -> list[Goal]:
    """The goals of the case's plans that are not ended, in order."""
    return list(Goal.objects.filter(case=case, ended_on__isnull=True, plan__ended_on__isnull=True))


def steps_ahead(case: Case) -> list[Activity]:
    """What is not completed or stopped, those due first first, without what was written of it. One query."""
    return list(open_activities(case).prefetch_related(None))


def goal_in(plan: CarePlan, goal_id: int) -> Goal | None:
    """A goal of the plan."""
    return plan.goals.filter(pk=goal_id).first()


def responsible(activity: Activity) -> str:
    """Who does it, in words: the unit and role (of a seat that is kept, that it is somebody), the person, somebody
    near, or nobody yet ("")."""
    if activity.seat_id is not None:
        seat = activity.seat
        return SOMEBODY if seat is None or seat.secret else f"{seat.unit.name} ({seat.role})"
    if activity.by_subject:
        return activity.case.subject.given_name
    if activity.related_person is not None:
        return activity.related_person.name
    return ""


def facts(case_ids: list[int]) -> list[Fact]:
    """Plans, goals, activities and what settled them."""
    found: list[Fact] = []
    for plan in CarePlan.objects.filter(case__in=case_ids):
        own = f"plan-{plan.pk}"
        found.append(
            Fact(
                "plan",
                own,
                plan.started_on,
                f"case-{plan.case_id}",
                attrs={"ended": plan.ended_on, "revise": plan.revise_on},
            )
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
        found.append(Fact("activity_settled", f"activity-step-{step.pk}", step.on, f"activity-{step.activity_id}"))
    return found
