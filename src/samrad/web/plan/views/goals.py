"""Goals: adding, rewriting, approving, evaluating, putting aside."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import Sight
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused, Stale
from samrad.plans.access import sees_goal
from samrad.plans.operations import add_goal as add_goal_to
from samrad.plans.operations import approve_goal, change_goal, evaluate
from samrad.plans.operations import end_goal as end_goal_of
from samrad.plans.queries import current_plan, goal_in, open_goals
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on
from samrad.web.plan import forms
from samrad.web.plan.addresses import READERS, WRITERS, to_plan
from samrad.web.plan.help import CLEAR

Made = Callable[..., forms.Form]


def notes(request: Any) -> list[str]:
    """What the routine advises those who write a plan with somebody; the person has help of her own."""
    if request.actor.is_personal:
        return []
    return present_routine(request).advice_at("plan")


def the_goal(sight: Sight, goal_id: int) -> Any:
    """A goal of the plan that goes on, which may be seen. Raises `Http404`."""
    plan = current_plan(sight.case, today())
    found = goal_in(plan, goal_id) if plan is not None else None
    if found is None or not sees_goal(sight, found):
        raise Http404
    return found


def seen_goals(sight: Sight) -> list[Any]:
    """The goals that may be seen."""
    return [one for one in open_goals(sight.case) if sees_goal(sight, one)]


def frame(sight: Sight, place: str) -> dict[str, Any]:
    """What every form of the plan stands in, and the place in the plan it came from and goes back to."""
    return {**form_frame(sight, "plan:plan", to_plan(sight, place)), "name": sight.case.subject.given_name}


@case_page(Part.GOALS, *WRITERS)
@going_on
def add_goal(request: Any, sight: Sight) -> HttpResponse:
    """A new goal, in the person's own words."""
    plan = current_plan(sight.case, today())
    if plan is None:
        raise Http404
    form = forms.GoalForm(request.POST or None)
    form.offer_education(seen_goals(sight))

    def run(given: dict[str, Any]) -> None:
        add_goal_to(
            actor=request.actor, plan=plan, title=given["title"], why=given["why"],
            life_area=LifeArea(given["life_area"]), on=given["on"], serves=given.get("serves"),
        )  # fmt: skip

    name = sight.case.subject.given_name
    lead = "" if request.actor.is_personal else f"Målet står som «ikke mitt ennå» til {name} har sagt at det er riktig."
    return form_page(
        request, form, run, heading="Nytt mål", submit="Legg til målet", done="Målet er lagt til.", lead=lead,
        notes=notes(request), template="plan/goal_form.html", clear=CLEAR, draft=f"goal-new-{sight.case.pk}",
        **frame(sight, "mal"),
    )  # fmt: skip


@case_page(Part.GOALS, *WRITERS)
@going_on
def goal(request: Any, sight: Sight, goal_id: int) -> HttpResponse:
    """Rewriting a goal. When somebody else rewrote it meanwhile, both are shown (409)."""
    found = the_goal(sight, goal_id)
    kept = {name: getattr(found, name) for name in ("title", "why", "life_area", "serves", "version")}

    def made(*given: Any, **more: Any) -> Any:
        form = forms.ChangeGoalForm(*given, **more)
        form.offer_education(seen_goals(sight), but=goal_id)
        return form

    form = made(request.POST or None, initial=kept)

    def run(given: dict[str, Any]) -> None:
        change_goal(
            actor=request.actor, goal=found, title=given["title"], why=given["why"],
            life_area=LifeArea(given["life_area"]), version=given["version"], serves=given.get("serves"),
        )  # fmt: skip

    context = {
        "heading": "Endre målet", "submit": "Lagre", "template": "plan/goal_form.html", "notes": notes(request),
        "clear": CLEAR, **frame(sight, f"mal-{goal_id}"),
    }  # fmt: skip
    if not request.actor.is_personal and found.approved_on:
        context["lead"] = f"Endrer du ordene i målet, må {sight.case.subject.given_name} si på nytt at det er riktig."
    try:
        return form_page(request, form, run, done="Målet er lagret.", **context)
    except Stale as stale:
        newest = the_goal(sight, goal_id)
        return both(request, made, newest.version, {**context, "stale": stale})


def both(request: Any, made: Made, version: int, context: dict[str, Any]) -> HttpResponse:
    """409: what the other wrote above what was typed; saving once more writes over it knowingly."""
    data = request.POST.copy()
    data["version"] = str(version)
    return render(request, context["template"], {**context, "form": forms.refill(made, data)}, status=409)


@case_page(Part.GOALS, *WRITERS)
@going_on
def approve(request: Any, sight: Sight, goal_id: int) -> HttpResponse:
    """The person says that the goal is hers, or the coordinator writes in that she said so."""
    found = the_goal(sight, goal_id)
    name = sight.case.subject.given_name
    own = sight.has("subject")
    if found.approved_on is not None:
        raise Refused("Målet er allerede godkjent.")
    form = forms.ApproveForm(request.POST or None)
    return form_page(
        request, form, lambda given: approve_goal(actor=request.actor, goal=found, **given),
        heading="Er dette målet ditt?" if own else f"{name} har sagt ja til målet",
        submit="Ja, dette er målet mitt" if own else "Registrer", done="Nå er målet godkjent.",
        lead=f"«{found.title}»", **frame(sight, f"mal-{goal_id}"),
    )  # fmt: skip


@case_page(Part.GOALS, *WRITERS)
@going_on
def end_goal(request: Any, sight: Sight, goal_id: int) -> HttpResponse:
    """Putting a goal aside, reached or not."""
    found = the_goal(sight, goal_id)
    if found.ended_on is not None:
        raise Refused("Målet er allerede lagt bort.")
    form = forms.EndGoalForm(request.POST or None)
    return form_page(
        request, form, lambda given: end_goal_of(actor=request.actor, goal=found, **given), heading="Legg bort målet",
        submit="Legg bort målet", done="Målet er lagt bort.", lead=f"«{found.title}» Tiltakene blir stående i saken.",
        **frame(sight, f"mal-{goal_id}"),
    )  # fmt: skip


@case_page(Part.GOALS, *READERS)
@going_on
def evaluate_goal(request: Any, sight: Sight, goal_id: int) -> HttpResponse:
    """How it goes with a goal."""
    found = the_goal(sight, goal_id)
    form = forms.EvaluationForm(request.POST or None)
    return form_page(
        request, form, lambda given: evaluate(actor=request.actor, goal=found, **given),
        heading="Hvordan går det med målet?", submit="Lagre", done="Det er lagret.", lead=f"«{found.title}»",
        draft=f"goal-evaluate-{goal_id}", **frame(sight, f"mal-{goal_id}"),
    )  # fmt: skip
