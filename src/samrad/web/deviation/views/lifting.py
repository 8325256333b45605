"""A matter the group cannot settle: written down, tried, and raised step by step."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.agencies.queries import open_units
from samrad.cases.access import LEADING, Sight
from samrad.deviations.operations import lifting
from samrad.deviations.operations.lifting import Given
from samrad.deviations.queries import does, open_stage
from samrad.deviations.rules import Step, Why
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.plans.queries import activity_in
from samrad.web.deviation import forms
from samrad.web.deviation.looking import READERS, sees_matters, the_matter
from samrad.web.deviation.wording import ANSWER, DO, SOLVED, STEP, WHO, WHY
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import routine_on
from samrad.web.layout.fields import by_agency
from samrad.web.layout.gate import case_page, going_on, personal_matters

TAB = "deviation:all"
STEP_FORMS = {Step.LIFTED: forms.LiftForm, Step.CONVENED: forms.ConveneForm, Step.ANSWERED: forms.AnswerForm}
NOTE_LABEL = {
    Step.ANSWERED: "Begrunn svaret, så gruppa kan lese det",
    Step.OFFICE_ANSWERED: "Hva svarer dere?",
    Step.INFORMED: "Hva fikk gruppa vite?",
}


@case_page(None, *LEADING, "seat")
@going_on
def new(request: Any, sight: Sight) -> HttpResponse:
    """Writing down a matter that has to be solved."""
    return form_page(
        request,
        forms.MatterForm(request.POST or None),
        lambda given: lifting.raise_matter(actor=request.actor, case=sight.case, **given),
        heading="Ny sak som må løses",
        submit="Lagre saken",
        done="Saken er skrevet ned. Skriv hva dere har forsøkt i gruppa, før den løftes.",
        lead="Saker løses på lavest mulig nivå. Først i gruppa, så i tjenestevei.",
        **form_frame(sight, TAB, at(TAB, sight)),
    )


@case_page(None, *READERS)
@personal_matters
def matter(request: Any, sight: Sight, matter_id: int) -> HttpResponse:
    """One matter: what it is, what was tried, its steps, and the one that is open now."""
    found = the_matter(request, sight, matter_id)
    routine = routine_on(request, found.raised_on)
    stage = open_stage(found, routine) if found.attempted_on else None
    top = head(sight, TAB)
    context = {
        "head": top,
        "heading": "Løftet sak",
        "matter": found,
        "why": WHY[Why(found.why)],
        "solved": SOLVED.get(found.solved_level, ""),
        "steps": [(STEP[Step(one.step)], ANSWER.get(one.answer, ""), one) for one in found.steps.all()],
        "asked": list(found.asked.all()),
        "next_words": DO[stage.step] if stage else "",
        "next_who": WHO.get(stage.holder, "Koordinatoren") if stage else "",
        "mine": stage is not None and does(request.actor, sight, found, stage),
        "leading": top.leading and found.ended_on is None,
        "raised": bool(found.steps.all()),
    }
    return render(request, "deviation/matter.html", context)


@case_page(None, *LEADING)
@going_on
def attempt(request: Any, sight: Sight, matter_id: int) -> HttpResponse:
    """What the group itself has tried, or why not."""
    found = the_matter(request, sight, matter_id)
    kept = {"attempt": found.attempt, "no_attempt_reason": found.no_attempt_reason}
    return form_page(
        request,
        forms.AttemptForm(request.POST or None, initial=kept),
        lambda given: lifting.record_attempt(actor=request.actor, matter=found, **given),
        heading="Forsøkt i gruppa",
        submit="Lagre",
        done="Forsøket er lagret.",
        lead=found.title,
        **_frame(sight, found),
    )


@case_page(None, *LEADING)
@going_on
def solve(request: Any, sight: Sight, matter_id: int) -> HttpResponse:
    """The group solved it itself."""
    found = the_matter(request, sight, matter_id)
    return form_page(
        request,
        forms.SolveForm(request.POST or None),
        lambda given: lifting.solve_in_team(actor=request.actor, matter=found, **given),
        heading="Løst i gruppa",
        submit="Lagre",
        done="Saken er løst i gruppa.",
        lead=found.title,
        **_frame(sight, found),
    )


@case_page(None, *LEADING, "registry", "lifted_leader")
@going_on
def step(request: Any, sight: Sight, matter_id: int) -> HttpResponse:
    """Doing the step that is open now. Raises `Http404` when there is none."""
    found = the_matter(request, sight, matter_id)
    stage = open_stage(found, routine_on(request, found.raised_on)) if found.attempted_on else None
    if stage is None:
        raise Http404
    if not does(request.actor, sight, found, stage):
        raise Refused("Dette leddet er det en annen som gjør.")
    form = _step_form(stage.step, request.POST or None)

    def run(given: dict[str, Any]) -> None:
        units = [given["unit"]] if "unit" in given else list(given.get("units", ()))
        told = Given(on=given["on"], note=given["note"], units=units, answer=given.get("answer"))
        lifting.take_step(actor=request.actor, matter=found, step=stage.step, given=told)

    frame = _frame(sight, found)
    if not sees_matters(sight):
        frame["to"] = reverse("deviation:queue")
    return form_page(
        request,
        form,
        run,
        heading=DO[stage.step],
        submit=DO[stage.step],
        done="Det er lagret.",
        template="deviation/step.html",
        matter=found,
        **frame,
    )


def _step_form(wanted: Step, data: Any) -> Any:
    form = STEP_FORMS.get(wanted, forms.StepForm)(data)
    form.fields["note"].label = NOTE_LABEL.get(wanted, "Merknad")
    units = by_agency(open_units(today())) if wanted in (Step.LIFTED, Step.CONVENED) else []
    if wanted is Step.LIFTED:
        form.fields["unit"].offer_grouped(units)
    if wanted is Step.CONVENED:
        form.fields["units"].offer(pair for _, group in units for pair in group)
    return form


@case_page(None, *LEADING, "seat")
@going_on
def outside(request: Any, sight: Sight, activity_id: int) -> HttpResponse:
    """The responsible says that a measure is outside the own area, frame or mandate."""
    found = activity_in(sight.case, activity_id)
    if found is None or found.seat is None:
        raise Http404
    if not sight.has(*LEADING) and found.seat.unit_id != request.actor.unit_id:
        raise Refused("Bare den som har fått tiltaket, eller koordinatoren, kan si at det ligger utenfor.")
    return form_page(
        request,
        forms.OutsideForm(request.POST or None),
        lambda given: lifting.mark_outside(actor=request.actor, activity=found, **given | {"why": Why(given["why"])}),
        heading="Utenfor eget område eller fullmakt",
        submit="Lagre",
        done="Tiltaket står ikke lenger på deg. Saken kan nå løftes.",
        lead=found.title,
        **form_frame(sight, TAB, at(TAB if sees_matters(sight) else "case:overview", sight)),
    )


def _frame(sight: Sight, found: Any) -> dict[str, Any]:
    return form_frame(sight, TAB, at("deviation:matter", sight, matter_id=found.pk))
