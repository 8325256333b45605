"""The life of a plan: opening, period, training, editions, ending."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, Sight
from samrad.cases.queries import applications_of
from samrad.cases.rules import Outcome, Part, Wish
from samrad.documents.plan import edition_pdf as edition_on_paper
from samrad.duties.calendar import add_months
from samrad.kernel.clock import today
from samrad.plans.operations import end_plan, give_training, publish_edition, set_period
from samrad.plans.operations import open_plan as open_plan_for
from samrad.plans.queries import current_plan, text_in
from samrad.plans.queries.editions import contents_seen, edition_in
from samrad.plans.rules import Section
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.files import pdf as pdf_file
from samrad.web.layout.gate import case_page, going_on
from samrad.web.plan import forms
from samrad.web.plan.addresses import READERS, WRITERS, to_plan
from samrad.web.plan.showing import edition_in_words
from samrad.web.plan.views.goals import frame
from samrad.web.plan.views.page import check_reads


def _current(sight: Sight) -> Any:
    found = current_plan(sight.case, today())
    if found is None:
        raise Http404
    return found


@case_page(None, *LEADING, "registry")
@going_on
def open_plan(request: Any, sight: Sight) -> HttpResponse:
    """Opening a plan, after a granted application or the person's wish, with the yes to the plan itself."""
    if current_plan(sight.case, today()) is not None and request.method == "GET":
        raise Http404
    day = today()
    granted = next((one for one in applications_of(sight.case) if one.wish == Wish.PLAN and _granted(one)), None)
    started: dict[str, Any] = {"period_until": add_months(day, 12), "revise_on": add_months(day, 12)}
    if granted is not None:
        by = granted.by_related.name if granted.by_related else sight.case.subject.name
        started |= {"consented_on": granted.consented_on, "consented_by": by}
    form = forms.OpenForm(request.POST or None, initial=started)

    def run(given: dict[str, Any]) -> None:
        given.pop("consented")
        open_plan_for(actor=request.actor, case=sight.case, **given)

    overview, leads = at("case:overview", sight), sight.has(*LEADING)
    place = {"to": to_plan(sight) if leads else overview, "back": to_plan(sight) if leads else overview}
    done = "Nå kan dere begynne å skrive." if leads else "Koordinatoren skriver den sammen med personen."
    return form_page(
        request, form, run, heading="Lag en individuell plan", submit="Lag planen", done=f"Planen er laget. {done}",
        template="plan/open.html", granted=granted, wish=sight.case.plan_wish, **{**frame(sight, ""), **place},
    )  # fmt: skip


def _granted(application: Any) -> bool:
    decision = getattr(application, "decision", None)
    return decision is not None and decision.outcome == Outcome.GRANTED


@case_page(Part.GOALS, *WRITERS)
@going_on
def period(request: Any, sight: Sight) -> HttpResponse:
    """How long the plan holds, and when it is looked at again."""
    plan = _current(sight)
    kept = {"period_until": plan.period_until, "revise_on": plan.revise_on}
    form = forms.PeriodForm(request.POST or None, initial=kept)
    return form_page(
        request, form, lambda given: set_period(actor=request.actor, plan=plan, **given),
        heading="Når vi ser på planen igjen", submit="Lagre", done="Datoene er lagret.", **frame(sight, "igjen"),
    )  # fmt: skip


@case_page(None, *LEADING)
@going_on
def training(request: Any, sight: Sight) -> HttpResponse:
    """The members were shown how the plan is used (S3-038)."""
    plan = _current(sight)
    form = forms.TrainingForm(request.POST or None)
    team = present_routine(request).term("team").sg_def
    return form_page(
        request, form, lambda given: give_training(actor=request.actor, plan=plan, **given),
        heading="Opplæring i planen", submit="Registrer", done="Opplæringen er registrert.",
        lead=f"Vis {team} hvordan planen leses og oppdateres, og skriv dagen det ble gjort.", **frame(sight, "igjen"),
    )  # fmt: skip


@case_page(None, *LEADING)
@going_on
def publish(request: Any, sight: Sight) -> HttpResponse:
    """Making an edition; refused until it is written how the person took part (S3-147)."""
    plan = _current(sight)
    took_part = text_in(plan, Section.TOOK_PART)
    form = forms.PublishForm(request.POST or None)
    return form_page(
        request, form, lambda given: publish_edition(actor=request.actor, plan=plan, **given),
        heading="Gjør ferdig en utgave", submit="Gjør ferdig utgaven", done="Utgaven er ferdig.",
        lead="Utgaven er planen slik den står i dag. Den kan leses, men ikke endres. Planen kan dere skrive videre i.",
        template="plan/publish.html", missing=took_part is None or not took_part.text.strip(), **frame(sight, "igjen"),
    )  # fmt: skip


@case_page(None, *LEADING)
@going_on
def end(request: Any, sight: Sight) -> HttpResponse:
    """Ending the plan, while the case goes on."""
    plan = _current(sight)
    form = forms.EndPlanForm(request.POST or None)
    name = sight.case.subject.given_name
    return form_page(
        request, form, lambda given: end_plan(actor=request.actor, plan=plan, **given), heading="Avslutt planen",
        submit="Avslutt planen", danger=True, done="Planen er avsluttet.",
        lead=f"Etter den dagen kan planen bare leses, av {name} og koordinatoren. Saken går videre.",
        **frame(sight, "igjen"),
    )  # fmt: skip


def _edition(sight: Sight, edition_id: int) -> Any:
    check_reads(sight)
    found = edition_in(sight.case, edition_id)
    if found is None:
        raise Http404
    return found


@case_page(None, *READERS)
def edition_pdf(request: Any, sight: Sight, edition_id: int) -> HttpResponse:
    """An old edition on paper, as far as today's sight goes."""
    found = _edition(sight, edition_id)
    return pdf_file(edition_on_paper(sight, found), f"plan-utgave-{found.number}")


@case_page(None, *READERS)
def edition(request: Any, sight: Sight, edition_id: int) -> HttpResponse:
    """An old edition, as far as today's sight goes: a consent that was withdrawn closes the old ones too."""
    found = _edition(sight, edition_id)
    context = {
        "head": head(sight, "plan:plan"),
        "heading": f"Utgave {found.number}",
        "edition": found,
        "self": sight.has("subject"),
        "whole": sight.whole,
        **edition_in_words(contents_seen(found, sight)),
    }
    return render(request, "plan/edition.html", context)
