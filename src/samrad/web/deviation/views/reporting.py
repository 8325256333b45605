"""Deviations as the group has them: the list, reporting, and the owner's work with each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.board.queries.boards import issue_by_id
from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.deviations.operations import reporting
from samrad.deviations.queries import steps_of
from samrad.deviations.rules import Level, What
from samrad.kernel.clock import today
from samrad.web.deviation import forms
from samrad.web.deviation.looking import READERS, shown_deviations, shown_matters, the_deviation
from samrad.web.deviation.wording import DONE, LEVEL, SOLVED, STEP
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.duties import present
from samrad.web.layout.gate import case_page, going_on, personal_matters
from samrad.web.layout.numbers import whole_number
from samrad.worklist.access import sees_duty
from samrad.worklist.queries import duty_row

TAB = "deviation:all"
REPORTERS = (*LEADING, *PERSONAL, "seat", "registry")


@case_page(None, *READERS)
@personal_matters
def everything(request: Any, sight: Sight) -> HttpResponse:
    """The deviations of a case, and the matters that were raised, as far as they may be seen."""
    top = head(sight, TAB)
    context = {
        "head": top,
        "heading": "Avvik og løftede saker",
        "deviations": [(one, LEVEL[Level(one.level)]) for one in shown_deviations(sight)],
        "matters": [(one, _stands(one)) for one in shown_matters(request, sight)],
        "may_report": sight.has(*REPORTERS) and not top.closed,
        "may_raise": sight.has(*LEADING, "seat") and not top.closed,
        "sees_all": sight.may(Part.DEVIATIONS),
        "day": today(),
    }
    return render(request, "deviation/all.html", context)


def _stands(matter: Any) -> str:
    """Where a matter stands, in words."""
    if matter.solved_level:
        return SOLVED[matter.solved_level]
    steps = list(matter.steps.all())
    return STEP[steps[-1].step] if steps else "Forsøkt i gruppa" if matter.attempted_on else "Ikke løftet"


@case_page(None, *REPORTERS)
@personal_matters
@going_on
def report(request: Any, sight: Sight) -> HttpResponse:
    """Reporting a deviation, freely or from a duty that was not done in time."""
    wanted = whole_number(request.GET.get("plikt", ""))
    row = duty_row(sight.case.pk, wanted) if wanted is not None else None
    row = row if row is not None and sees_duty(sight, row) else None
    duty = present(request, [row])[0] if row is not None else None
    initial = {"title": f"Fristen er passert: {duty.title}"[:200]} if duty else {}
    seen = sight.may(Part.DEVIATIONS)
    return form_page(
        request,
        forms.ReportForm(request.POST or None, initial=initial),
        lambda given: reporting.report_deviation(
            actor=request.actor, case=sight.case, duty_key=row.key if row else "", **given
        ),
        heading="Meld avvik",
        submit="Meld avviket",
        done="Avviket er meldt. Koordinatoren følger det opp.",
        lead="Et avvik er noe som ikke gikk slik rutinen sier. Vi melder for å lære, ikke for å peke på noen.",
        **form_frame(sight, TAB, at(TAB if seen else "case:overview", sight)),
    )


@case_page(None, *READERS)
@personal_matters
def deviation(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """One deviation: what it is, what is done, where it lies, and its trace through the levels."""
    found = the_deviation(sight, deviation_id)
    top = head(sight, TAB)
    handles = sight.has("raised_deviation") and found.level != Level.TEAM
    issue = issue_by_id(found.board_issue_id) if handles else None
    context = {
        "head": top,
        "heading": "Avvik",
        "deviation": found,
        "level": LEVEL[Level(found.level)],
        "closed_level": LEVEL[Level(found.closed_level)] if found.closed_level else "",
        "steps": [(DONE[What(one.what)], one) for one in steps_of(found)],
        "owns": top.leading and found.level == Level.TEAM and found.closed_on is None,
        "decides": handles and found.level == Level.SYSTEM_OWNER,
        "awaits": handles and found.level == Level.BOARD,
        "issue": issue,
    }
    return render(request, "deviation/deviation.html", context)


@case_page(None, *LEADING)
@going_on
def measures(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """What the owner does with it, and by when."""
    found = the_deviation(sight, deviation_id)
    kept = {"measures": found.measures, "due_on": found.due_on}
    return form_page(
        request,
        forms.MeasuresForm(request.POST or None, initial=kept),
        lambda given: reporting.plan_measures(actor=request.actor, deviation=found, **given),
        heading="Tiltak og frist",
        submit="Lagre",
        done="Tiltak og frist er lagret.",
        **_frame(sight, found),
    )


@case_page(None, *LEADING)
@going_on
def cannot(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """The group cannot close it: it goes to systemansvarlig."""
    found = the_deviation(sight, deviation_id)
    form = forms.NoteForm(request.POST or None)
    form.fields["note"].label = "Hva har dere forsøkt, og hvorfor kan dere ikke lukke det?"
    return form_page(
        request,
        form,
        lambda given: reporting.cannot_close(actor=request.actor, deviation=found, **given),
        heading="Kan ikke lukkes her",
        submit="Send til systemansvarlig",
        done="Avviket er sendt til systemansvarlig.",
        lead="Systemansvarlig ser da dette avviket og hvem saken gjelder, til det er avgjort.",
        **_frame(sight, found),
    )


@case_page(None, *LEADING)
def close(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """Closing a deviation with what was done."""
    found = the_deviation(sight, deviation_id)
    return form_page(
        request,
        forms.NoteForm(request.POST or None),
        lambda given: reporting.close_deviation(actor=request.actor, deviation=found, **given),
        heading="Lukk avviket",
        submit="Lukk avviket",
        done="Avviket er lukket.",
        **_frame(sight, found),
    )


def _frame(sight: Sight, found: Any) -> dict[str, Any]:
    return form_frame(sight, TAB, at("deviation:deviation", sight, deviation_id=found.pk))
