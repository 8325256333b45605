"""Who is near the person: said, weighed, and listed for the office and for each leader."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Capacity
from samrad.cases.access import LEADING, OFFICE, PERSONAL, Sight
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.oversight.queries.near import near_tasks
from samrad.ties.access import is_told, may_be_named, may_end
from samrad.ties.operations import end_tie, report_tie, weigh_up
from samrad.ties.queries import tie_in, ties_in
from samrad.ties.rules import Kind
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.fields import Form, by_unit
from samrad.web.layout.gate import case_page, for_whom, going_on, log_list, personal_matters
from samrad.web.layout.words import TABLES
from samrad.web.tie.forms import ReportForm, WeighForm

HOME, TAB = "tie:case", "case:overview"
WHO = (*LEADING, *OFFICE, *PERSONAL, "seat", "called_in")
over_cases = for_whom(
    lambda actor: actor.is_office or actor.is_leader, "Denne siden er for koordinerende enhet og for ledere."
)


@case_page(None, *WHO)
@personal_matters
def of_case(request: Any, sight: Sight) -> HttpResponse:
    """Who is said to be near; for who leads and the office also what follows from the case, and the reasons."""
    over = sight.has(*LEADING, *OFFICE)
    told = [one for one in ties_in(sight.case) if is_told(request.actor, sight, one)]
    context = {
        "heading": "Nær tilknytning",
        "head": head(sight, TAB),
        "said": [(one, may_end(request.actor, sight, one)) for one in told],
        "tasks": near_tasks(today(), case=sight.case) if over else [],
        "over": over,
        "office": sight.has(*OFFICE),
        "person": sight.case.subject,
        "employed": request.actor.capacity is Capacity.EMPLOYMENT,
        "open": sight.case.ended_on is None,
    }
    return render(request, "tie/case.html", context)


def _offered(request: Any, sight: Sight) -> Any:
    named = may_be_named(request.actor, sight.case, sight)
    everybody = current_employments(today())
    return everybody if named is None else everybody.filter(pk__in=named)


@case_page(None, *WHO)
@going_on
@personal_matters
def report(request: Any, sight: Sight) -> HttpResponse:
    """Saying that an employee is near: oneself, or somebody who works with the case."""
    form = ReportForm(request.POST or None, initial={"employment": request.actor.employment_id})
    form.fields["employment"].offer_grouped(by_unit(_offered(request, sight)))

    def run(given: dict[str, Any]) -> None:
        report_tie(actor=request.actor, case=sight.case, employment=given["employment"], kind=Kind(given["kind"]))

    return form_page(
        request, form, run, heading="Meld fra om nær tilknytning", submit="Meld fra",
        done="Takk. Koordinerende enhet ser det på listen sin.",
        lead=f"For eksempel når en som arbeider med saken, er i familie med {sight.case.subject.given_name}. "
        "Ingen mister noe ved det. Kommunen vurderer om en annen skal gjøre noe av arbeidet.",
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(None, *OFFICE)
@going_on
def weigh(request: Any, sight: Sight) -> HttpResponse:
    """Why somebody near keeps the task; or the office finds somebody else."""
    waiting = {
        one.employment_id: one for one in near_tasks(today(), case=sight.case) if not one.settled and not one.barred
    }
    form = WeighForm(request.POST or None)
    form.fields["employment"].offer_grouped(by_unit(current_employments(today()).filter(pk__in=waiting)))

    def run(given: dict[str, Any]) -> None:
        task = waiting[given["employment"].pk].task
        weigh_up(actor=request.actor, case=sight.case, task=task, **given)

    return form_page(
        request, form, run, heading="Vurder nær tilknytning", submit="Lagre begrunnelsen",
        done="Begrunnelsen er lagret.",
        lead="Skriv bare en begrunnelse når den ansatte skal fortsette. Skal en annen overta, bytter du koordinator, "
        "eller koordinatoren endrer plassen.",
        advice=[] if waiting else ["Ingen venter på en vurdering i denne saken."],
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(None, *WHO)
@going_on
@personal_matters
def end(request: Any, sight: Sight, tie_id: int) -> HttpResponse:
    """It is over, or was said by mistake."""
    found = tie_in(sight.case, tie_id)
    if found is None or not is_told(request.actor, sight, found):
        raise Http404
    if not may_end(request.actor, sight, found):
        raise Refused("Den som meldte fra, eller koordinerende enhet, kan avslutte dette.")
    return form_page(
        request, Form(request.POST or None), lambda _: end_tie(actor=request.actor, tie=found),
        heading="Er dette over?", submit="Ja, det er over", done="Det er registrert.", danger=True,
        lead=f"{found.employment.name}: {TABLES['tie_kind'][found.kind].lower()}. Meldt av {found.said_by}.",
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@over_cases
def watch(request: Any) -> HttpResponse:
    """Those near who have a task, in all cases for the office, among the own employees for a leader."""
    office = request.actor.is_office
    rows = near_tasks(today(), unit_id=None if office else request.actor.unit_id)
    context = {"heading": "Nær tilknytning", "rows": rows, "office": office, "unit_name": request.actor.unit_name}
    response = render(request, "tie/watch.html", context)
    log_list(request, {one.case_id for one in rows})
    return response
