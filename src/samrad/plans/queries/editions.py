"""Editions of a plan: what is frozen in one, and what of it may be seen."""

from typing import Any

from django.db.models import Prefetch

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.models import Case
from samrad.cases.queries import near
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit, still_told
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import now
from samrad.plans.models import Activity, CarePlan, Goal, PlanEdition
from samrad.plans.queries import responsible, whole_activities
from samrad.plans.rules import SECTION_PART, Section
from samrad.teams.queries import places


def edition_in(case: Case, edition_id: int) -> PlanEdition | None:
    """A published edition of one of the case's plans."""
    return PlanEdition.objects.filter(pk=edition_id, case=case).select_related("plan").first()


def contents_seen(edition: PlanEdition, sight: Sight) -> dict[str, Any]:
    """What an edition holds, as far as today's sight goes: by part and life area."""
    held: dict[str, Any] = edition.contents
    if sight.has("subject", "representative"):
        held = _not_withheld(held)
    return {
        **held,
        "texts": {name: text for name, text in held["texts"].items() if sight.may(SECTION_PART[Section(name)])},
        "goals": [goal for goal in held["goals"] if sight.may(Part.GOALS, goal["life_area"])],
        "loose": held["loose"] if sight.may(Part.GOALS) else [],
        "who": held.get("who") if sight.may(Part.TEAM) else None,
        "consents": still_told(held.get("consents")) if sight.has(*PERSONAL, *LEADING) else None,
    }


def _not_withheld(held: dict[str, Any]) -> dict[str, Any]:
    """What an edition holds, without the goals and activities whose rows the database keeps back from the reader."""
    goal_ids = [goal["id"] for goal in held["goals"]]
    doing = [*held["loose"], *(one for goal in held["goals"] for one in goal["activities"])]
    goals = set(Goal.objects.filter(pk__in=goal_ids).values_list("pk", flat=True))
    left = set(Activity.objects.filter(pk__in=[one["id"] for one in doing]).values_list("pk", flat=True))
    return {
        **held,
        "goals": [
            {**goal, "activities": [one for one in goal["activities"] if one["id"] in left]}
            for goal in held["goals"]
            if goal["id"] in goals
        ],
        "loose": [one for one in held["loose"] if one["id"] in left],
    }


def contents(plan: CarePlan) -> dict[str, object]:
    """The whole plan as plain data, for an edition: each piece with the part and life area it belongs to."""
    return {
        "texts": {text.section: text.text for text in plan.texts.all()},
        "period": [plan.started_on.isoformat(), plan.period_until.isoformat() if plan.period_until else None],
        "revise_on": plan.revise_on.isoformat() if plan.revise_on else None,
        "goals": [
            {
                "id": goal.pk,
                "title": goal.title,
                "why": goal.why,
                "life_area": goal.life_area,
                "mine": goal.approved_on is not None,
                "activities": [_plain(one) for one in goal.activities.all()],
                "evaluations": [
                    {"on": one.on.isoformat(), "text": one.text, "by": one.by} for one in goal.evaluations.all()
                ],
            }
            for goal in plan.goals.filter(ended_on__isnull=True).prefetch_related(
                "evaluations", Prefetch("activities", whole_activities())
            )
        ],
        "loose": [_plain(one) for one in whole_activities().filter(case=plan.case, goal__isnull=True)],
        "who": _who(plan.case),
        "consents": _consents(plan),
    }


def _who(case: Case) -> dict[str, object]:
    """Who coordinates, who takes part and with what, and who is near (L-IPC-2 to L-IPC-4), as it is now."""
    leading = coordinator(case)
    return {
        "coordinator": [leading.employment.name, leading.employment.unit.name] if leading else None,
        "members": [
            {
                "unit": place.seat.unit.name,
                "role": place.seat.role,
                "name": place.holder.name if place.holder else "",
                "contribution": place.seat.contribution,
            }
            for place in places(case, now())
        ],
        "related": [{"name": one.name, "relation": one.relation} for one in near(case)],
    }


def _consents(plan: CarePlan) -> dict[str, object]:
    """The yes to the plan, and who may see what by the consents in force (L-IPC-8)."""
    return {
        "plan": [plan.consented_on.isoformat(), plan.consented_by] if plan.consented_on else None,
        "grants": [
            {
                "id": grant.pk, "unit": grant.unit.name, "parts": grant.parts, "life_areas": grant.life_areas,
                "until": grant.consent.ended_on.isoformat(),
            }
            for grants in in_force_by_unit(plan.case, now()).values()
            for grant in grants
        ],
    }  # fmt: skip


def _plain(activity: Activity) -> dict[str, object]:
    return {
        "id": activity.pk,
        "title": activity.title,
        "how": activity.how,
        "extent": activity.extent,
        "who": responsible(activity),
        "due_on": activity.due_on.isoformat() if activity.due_on else None,
        "status": activity.status,
    }
