"""Changes that come: moving, hospital to home, another kindergarten; their steps, questions and check list."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import LifeArea, Part
from samrad.documents.plan import plan_pdf
from samrad.duties.routine import Routine
from samrad.duties.transitions import Task
from samrad.duties.transitions import Transition as Described
from samrad.exchange.handing_over import plan_package
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.kernel.tenant import on_paper
from samrad.plans.queries import current_plan, sheet
from samrad.plans.queries.editions import contents
from samrad.teams.queries import members
from samrad.transitions.operations import assign, cancel_transition, change_transition, record_transition, take_step
from samrad.transitions.queries import answers_of, tasks_of, transition_in
from samrad.transitions.rules import SCHOOL_KINDS, Step, TransitionKind
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.fields import Happened
from samrad.web.layout.files import package as package_file
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.words import word
from samrad.web.transition import forms
from samrad.web.transition.views import HOME, Asked, known_task

ONE = "transition:one"


def described(routine: Routine, kind: str) -> Described | None:
    """What the routine says of that kind of change, if anything."""
    return next((one for one in routine.transitions.values() if one.kind == kind), None)


def _found(sight: Sight, transition_id: int) -> Any:
    found = transition_in(sight.case, transition_id)
    if found is None:
        raise Http404
    return found


@case_page(Part.GOALS, *LEADING)
@going_on
def new(request: Any, sight: Sight) -> HttpResponse:
    """A change is coming."""
    form = forms.NewForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        record_transition(actor=request.actor, case=sight.case, **{**given, "kind": TransitionKind(given["kind"])})

    return form_page(
        request, form, run, heading="Registrer en overgang", submit="Registrer overgangen",
        done="Overgangen er registrert.", **form_frame(sight, HOME, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.GOALS)
def one(request: Any, sight: Sight, transition_id: int) -> HttpResponse:
    """A change: how far it has come, what must be answered, and who does what before it."""
    found, routine = _found(sight, transition_id), present_routine(request)
    if found.kind in SCHOOL_KINDS and not sight.may(Part.GOALS, LifeArea.SCHOOL):
        raise Refused("Du ser ikke det som gjelder skole i saken. Personen bestemmer hvem som ser hva.")
    told = described(routine, found.kind)
    answers, plan = answers_of(sight.case), current_plan(sight.case, today())
    records = {record.task: record for record in tasks_of(sight.case) if record.transition_id == found.pk}
    context = {
        "heading": word("transition_kind", found.kind),
        "head": head(sight, HOME),
        "back": at(HOME, sight),
        "found": found,
        "acting": sight.has(*LEADING) and sight.case.ended_on is None,
        "steps": [(step, word("transition_step", step), getattr(found, f"{step}_on")) for step in Step],
        "questions": [Asked(question, answers.get((found.pk, question.id))) for question in told.questions]
        if told
        else [],
        "tasks": [(one, records.get(one.id)) for one in told.tasks if plan or not _hands_over_plan(one)]
        if told
        else [],
        "package": plan is not None and _may_hand_over(told, found, answers),
    }
    return render(request, "transition/change.html", context)


def _hands_over_plan(task: Task) -> bool:
    return any(piece.asks == "package" for piece in task.pieces)


def _may_hand_over(told: Described | None, found: Any, answers: Any) -> bool:
    """Whether the consent that handing the plan over waits for is given."""
    wanted = [one.consent for one in told.tasks if _hands_over_plan(one)] if told else []
    given = [answers.get((found.pk, one)) for one in wanted]
    return any(one is not None and one.yes for one in given)


@case_page(Part.GOALS, *LEADING)
@going_on
def package(request: Any, sight: Sight, transition_id: int) -> HttpResponse:
    """The plan for the new municipality, in one file. Only with a plan, and after a yes to hand it over."""
    found, plan = _found(sight, transition_id), sheet(sight.case)
    if plan is None or not plan.goes_on(today()):
        raise Http404
    if not _may_hand_over(described(present_routine(request), found.kind), found, answers_of(sight.case)):
        raise Refused("Det er ikke samtykke til å overføre planen.")
    data = plan_package(on_paper()(contents)(plan.plan), plan_pdf(request.actor, sight, plan))
    return package_file(data, f"plan-{plan.plan.pk}")


@case_page(Part.GOALS, *LEADING)
@going_on
def change(request: Any, sight: Sight, transition_id: int) -> HttpResponse:
    """The change gets another day or other particulars."""
    found = _found(sight, transition_id)
    initial = {"on": found.on, "to": found.to, "note": found.note}
    form = forms.ChangeForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda given: change_transition(actor=request.actor, transition=found, **given),
        heading="Endre overgangen", submit="Lagre", done="Overgangen er endret.",
        **form_frame(sight, HOME, at(ONE, sight, transition_id=found.pk)),
    )  # fmt: skip


@case_page(Part.GOALS, *LEADING)
@going_on
def cancel(request: Any, sight: Sight, transition_id: int) -> HttpResponse:
    """The change does not come."""
    found = _found(sight, transition_id)
    form = forms.CancelForm(request.POST or None)
    return form_page(
        request, form, lambda given: cancel_transition(actor=request.actor, transition=found, **given),
        heading="Overgangen blir ikke noe av", submit="Avlys overgangen", done="Overgangen er avlyst.", danger=True,
        **{**form_frame(sight, HOME, at(ONE, sight, transition_id=found.pk)), "to": at(HOME, sight)},
    )  # fmt: skip


@case_page(Part.GOALS, *LEADING)
@going_on
def step(request: Any, sight: Sight, transition_id: int, stage: str) -> HttpResponse:
    """The change is planned, begun or carried out."""
    found = _found(sight, transition_id)
    if stage not in list(Step):
        raise Http404
    form = Happened(request.POST or None)
    return form_page(
        request, form, lambda given: take_step(actor=request.actor, transition=found, step=Step(stage), **given),
        heading=f"Overgangen er {word('transition_step', stage).lower()}", submit="Registrer", done="Registrert.",
        **form_frame(sight, HOME, at(ONE, sight, transition_id=found.pk)),
    )  # fmt: skip


@case_page(Part.GOALS, *LEADING)
@going_on
def assigning(request: Any, sight: Sight, transition_id: int, task: str) -> HttpResponse:
    """A member of the group takes a task of the check list, by a day."""
    found, wanted = _found(sight, transition_id), known_task(request, sight, task)
    names = [one.name for one in members(sight.case, today())]
    form = forms.AssignForm(request.POST or None, members=names)
    return form_page(
        request, form,
        lambda given: assign(actor=request.actor, case=sight.case, task=wanted, transition=found, **given),
        heading="Hvem gjør det?", submit="Lagre", done="Oppgaven er fordelt.", lead=str(wanted.title),
        **form_frame(sight, HOME, at(ONE, sight, transition_id=found.pk)),
    )  # fmt: skip
