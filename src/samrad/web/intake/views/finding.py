"""Finding a coordinator: proposing with the person, asking the leader, appointing."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.accounts.queries import current_employments, leader_of
from samrad.agencies.queries import open_units
from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.queries import assessments_of, notices_of
from samrad.cases.rules import Part
from samrad.coordinators.operations import answer_as_leader, name_coordinator
from samrad.coordinators.operations import appoint as appoint_coordinator
from samrad.coordinators.operations import ask_leader as ask
from samrad.coordinators.operations import assign_unit as choose_unit
from samrad.coordinators.operations import propose as propose_coordinator
from samrad.coordinators.operations import withdraw_proposal as take_back
from samrad.coordinators.queries import coordinator, is_new_coordinator, open_assignment, open_proposal
from samrad.coordinators.rules import Kind, LeaderAnswer
from samrad.kernel.clock import today
from samrad.people.rules import age
from samrad.web.intake.forms.finding import AppointForm, AskForm, AssignUnitForm, LeaderForm, NameForm, ProposeForm
from samrad.web.intake.steps import names_by_unit, towards_coordinator
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.choosing import asks_of_services, lacks_at_once, tell_departures
from samrad.web.layout.context import present_routine
from samrad.web.layout.fields import by_agency, by_unit
from samrad.web.layout.gate import case_page, going_on, personal_matters

HERE = "intake:case"
ADULT = 18


def _not_now(request: Any, sight: Sight, heading: str, sentence: str, proposal: Any) -> HttpResponse:
    """A page that says why this cannot be done yet, with the step that comes before it."""
    step = None
    if sight.has("registry") and coordinator(sight.case) is None:
        assessed = assessments_of(sight.case)
        lasting = assessed[0].lasting if assessed else None
        unit_first = names_by_unit(present_routine(request))
        step = towards_coordinator(sight.case.pk, lasting, proposal, open_assignment(sight.case), unit_first=unit_first)
    context = {
        "head": head(sight, HERE),
        "heading": heading,
        "sentence": sentence,
        "step": step,
        "back": at(HERE, sight),
    }
    return render(request, "intake/not_now.html", context)


@case_page(None, "registry", *LEADING, *PERSONAL)
@going_on
@personal_matters
def propose(request: Any, sight: Sight) -> HttpResponse:
    """Who is wished as coordinator, proposed together with the person."""
    years = age(sight.case.subject.born_on, today())
    child = years is None or years < ADULT
    form = ProposeForm(
        request.POST or None,
        staff=current_employments(today()).order_by("name"),
        child=child,
        initial={"kind": Kind.COORDINATOR},
    )

    def run(given: dict[str, Any]) -> None:
        kind = Kind(given.pop("kind", Kind.COORDINATOR))
        propose_coordinator(actor=request.actor, case=sight.case, kind=kind, **given)

    return form_page(
        request,
        form,
        run,
        heading="Foreslå koordinator",
        submit="Lagre forslaget",
        done="Forslaget er lagret.",
        advice=present_routine(request).advice_at("appointment"),
        **form_frame(
            sight,
            HERE,
            at(
                HERE if sight.has("registry", *LEADING, "subject") or sight.may(Part.NOTICE) else "case:overview", sight
            ),
        ),
    )


@case_page(None, "registry")
@going_on
def ask_leader(request: Any, sight: Sight) -> HttpResponse:
    """Asks the nearest leader of the one who is proposed."""
    heading = "Spør lederen"
    proposal = open_proposal(sight.case)
    if proposal is None or proposal.asked_on is not None:
        sentence = "Ingen er foreslått ennå." if proposal is None else "Lederen er allerede spurt."
        return _not_now(request, sight, heading, sentence, proposal)
    chief = leader_of(proposal.employment.unit_id, today())
    unit = proposal.employment.unit.name
    to = f"{chief.name}, leder i {unit}" if chief else f"lederen i {unit}"
    lead = f"Kan {proposal.employment.name} være koordinator? Spørsmålet går til {to}."
    return form_page(
        request,
        AskForm(request.POST or None),
        lambda given: ask(actor=request.actor, proposal=proposal, **given),
        heading=heading,
        submit="Spør",
        lead=lead,
        done="Lederen er spurt, og finner spørsmålet på forsiden sin." if chief else "Det er registrert.",
        template="intake/ask.html",
        chief=chief,
        unit=unit,
        notes=lacks_at_once(proposal.employment),
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(None, "registry")
@going_on
def assign_unit(request: Any, sight: Sight) -> HttpResponse:
    """The office chooses the unit that shall have the coordinator; its leader names one."""
    present = open_assignment(sight.case)
    form = AssignUnitForm(request.POST or None, initial={"unit": present.unit_id if present else None})
    form.fields["unit"].offer_grouped(by_agency(open_units(today())))
    return form_page(
        request,
        form,
        lambda given: choose_unit(actor=request.actor, case=sight.case, **given),
        heading="Velg enheten som skal ha koordinatoren",
        submit="Velg enheten",
        lead="Lederen for enheten peker ut koordinatoren, og finner oppgaven på forsiden sin.",
        done="Enheten er valgt. Lederen der peker ut koordinatoren.",
        **form_frame(sight, HERE, at(HERE, sight)),
    )


def _name(request: Any, sight: Sight, assignment: Any) -> HttpResponse:
    """The leader of the chosen unit names the coordinator; the office is told whom it waits for."""
    heading = "Pek ut koordinatoren"
    if assignment.unit_id != request.actor.unit_id or not request.actor.is_leader:
        sentence = f"Lederen i {assignment.unit.name} peker ut koordinatoren."
        return _not_now(request, sight, heading, sentence, None)
    routine = present_routine(request)
    form = NameForm(request.POST or None)
    form.fields["employment"].offer_grouped(by_unit(current_employments(today()).filter(unit=assignment.unit_id)))
    form.without_services(asks=asks_of_services(routine))

    def run(given: dict[str, Any]) -> None:
        made = name_coordinator(actor=request.actor, assignment=assignment, **given)
        tell_departures(request, made, routine)

    return form_page(
        request,
        form,
        run,
        heading=heading,
        submit="Pek ut",
        lead=f"Gjelder {sight.case.subject.name}. {assignment.question}".strip(),
        done="Koordinatoren er pekt ut.",
        advice=routine.advice_at("appointment"),
        **form_frame(sight, HERE, reverse("today:today")),
    )


@case_page(None, "asked_leader", "registry")
@going_on
def clarify(request: Any, sight: Sight) -> HttpResponse:
    """The leader's answer, by the leader or by the office on the telephone. Name and need are seen, no more."""
    heading = "Kan medarbeideren være koordinator?"
    assignment = open_assignment(sight.case)
    if assignment is not None:
        return _name(request, sight, assignment)
    proposal = open_proposal(sight.case)
    is_office = sight.has("registry")
    if proposal is None or proposal.asked_on is None or proposal.answered_on is not None:
        return _not_now(request, sight, heading, "Ingen leder venter på å svare i denne saken.", proposal)
    if not is_office and proposal.leader_unit_id != request.actor.unit_id:
        raise Http404
    new = is_new_coordinator(proposal.employment)
    chief = leader_of(proposal.leader_unit_id, today()) if is_office and proposal.leader_unit_id else None
    form = LeaderForm(
        request.POST or None, office=is_office, new=new, initial={"answered_by": chief.name if chief else ""}
    )

    points = present_routine(request).checklists.get("appointment", ())
    form.ask_each((point.id, str(point.title)) for point in points)

    def run(given: dict[str, Any]) -> None:
        answer = LeaderAnswer(given.pop("answer"))
        checklist = form.checked(given)
        answer_as_leader(actor=request.actor, proposal=proposal, answer=answer, checklist=checklist, **given)

    leads = at(HERE, sight) if is_office else reverse("today:today")
    return form_page(
        request,
        form,
        run,
        heading=heading,
        submit="Lagre svaret" if is_office else "Send svaret",
        done="Svaret er registrert." if is_office else "Takk. Kontoret har fått svaret ditt.",
        template="intake/clarify.html",
        proposal=proposal,
        new=new,
        notices=notices_of(sight.case) if sight.may(Part.NOTICE) else [],
        is_office=is_office,
        **form_frame(sight, HERE, leads),
    )


@require_POST
@case_page(None, "registry")
def withdraw_proposal(request: Any, sight: Sight) -> HttpResponse:
    """Takes the proposal back, so that another can be made."""
    proposal = open_proposal(sight.case)
    if proposal is None:
        raise Http404
    return press(
        request,
        lambda: take_back(actor=request.actor, proposal=proposal, on=today()),
        to=at(HERE, sight),
        done="Forslaget er trukket. Nå kan du foreslå en annen.",
    )


@case_page(None, "registry")
@going_on
def appoint(request: Any, sight: Sight) -> HttpResponse:
    """Appoints the one who was proposed, when the leader has said yes."""
    heading = "Oppnevn koordinator"
    present = coordinator(sight.case)
    assignment = open_assignment(sight.case)
    if assignment is not None:
        return _not_now(request, sight, heading, f"Lederen i {assignment.unit.name} peker ut koordinatoren.", None)
    if present is not None:
        return redirect("team:replace", sight.case.pk)
    proposal = open_proposal(sight.case)
    if proposal is None or proposal.answer != LeaderAnswer.CAN:
        sentence = "Før du kan oppnevne, må noen være foreslått sammen med personen, og lederen må ha svart ja."
        return _not_now(request, sight, heading, sentence, proposal)

    routine = present_routine(request)
    form = AppointForm(request.POST or None)
    form.without_services(asks=asks_of_services(routine))

    def run(given: dict[str, Any]) -> None:
        made = appoint_coordinator(
            actor=request.actor,
            case=sight.case,
            employment=proposal.employment,
            proposal=proposal,
            kind=Kind(proposal.kind),
            **given,
        )
        tell_departures(request, made, routine)

    who = f"{proposal.employment.name}, {proposal.employment.unit.name}."
    lead = f"{who} Lederen svarte ja, og satte av: {proposal.resources.rstrip('.')}."
    return form_page(
        request,
        form,
        run,
        heading=heading,
        submit="Oppnevn",
        lead=lead,
        template="intake/appoint.html",
        done=f"{proposal.employment.name} er koordinator.",
        advice=routine.advice_at("appointment"),
        notes=lacks_at_once(proposal.employment),
        **form_frame(sight, HERE, at(HERE, sight)),
    )
