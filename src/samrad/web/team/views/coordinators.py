"""The coordinator: replaced by the office, ending, and who stands in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from samrad.accounts.queries import current_employments
from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import Part
from samrad.coordinators import operations
from samrad.coordinators.queries import absence_in, absences, alike, coordinator
from samrad.coordinators.rules import StandInKind
from samrad.duties.language import say_span
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.choosing import asks_of_services, tell_departures
from samrad.web.layout.context import present_routine
from samrad.web.layout.fields import by_unit
from samrad.web.layout.gate import case_page, going_on
from samrad.web.team import forms

NOBODY = "Saken har ingen koordinator nå. Oppnevn en først."


def _home(sight: Sight) -> str:
    return at("team:team" if sight.may(Part.TEAM) else "case:overview", sight)


@case_page(None, "registry")
@going_on
def replace(request: Any, sight: Sight) -> HttpResponse:
    """The office gives the case to another coordinator, with a note for the hand-over and no day between."""
    present = coordinator(sight.case)
    if present is None:
        raise Refused(NOBODY)
    form = forms.ReplaceForm(request.POST or None)
    given_name = sight.case.subject.given_name
    form.fields["knows_person"].label = f"Kjenner den nye {given_name} fra før?"
    form.fields["other_role"].label = f"Andre roller overfor {given_name}"
    form.fields["employment"].offer_grouped(by_unit(current_employments(today()).exclude(pk=present.employment_id)))
    routine = present_routine(request)
    if not asks_of_services(routine):
        del form.fields["knows_services"]

    def run(given: dict[str, Any]) -> None:
        tell_departures(request, operations.replace(actor=request.actor, case=sight.case, **given), routine)

    return form_page(
        request,
        form,
        run,
        heading="Bytt koordinator",
        submit="Bytt koordinator",
        done="Koordinatoren er byttet. Den nye ser saken fra første dag.",
        lead=f"{present.employment.name}, {present.employment.unit.name}, er koordinator til og med dagen før. "
        "Fristene i saken er de samme.",
        advice=routine.advice_at("appointment"),
        **form_frame(sight, "case:overview", _home(sight)),
    )


@case_page(None, "coordinator", "registry")
@going_on
def end_coordinator(request: Any, sight: Sight) -> HttpResponse:
    """The appointment ends with nobody after it."""
    present = coordinator(sight.case)
    if present is None:
        raise Refused(NOBODY)
    form = forms.EndCoordinatorForm(request.POST or None)
    frame = form_frame(sight, "case:overview", _home(sight))
    if not sight.has("registry"):
        frame["to"] = reverse("today:today")
    return form_page(
        request,
        form,
        lambda given: operations.end_appointment(actor=request.actor, appointment=present, **given),
        heading="Avslutt oppdraget som koordinator",
        submit="Avslutt oppdraget",
        danger=True,
        done="Oppdraget er avsluttet.",
        lead=f"{present.employment.name} ser ikke lenger saken fra dagen etter. Noen skal være koordinator hele tiden, "
        "så saken kommer i køen hos kontoret. Vet dere hvem som tar over, kan kontoret bytte uten opphold.",
        **frame,
    )


@case_page(None, *LEADING, "registry")
@going_on
def stand_in(request: Any, sight: Sight) -> HttpResponse:
    """Somebody stands in for the coordinator for a period."""
    present = coordinator(sight.case)
    if present is None:
        raise Refused(NOBODY)
    form = forms.StandInForm(request.POST or None)
    form.fields["employment"].offer_grouped(by_unit(current_employments(today()).exclude(pk=present.employment_id)))

    def run(given: dict[str, Any]) -> None:
        kind = StandInKind(given["kind"])
        operations.name_stand_in(actor=request.actor, case=sight.case, **given | {"kind": kind})
        if kind is StandInKind.SHARED and alike(present.employment, given["employment"]):
            messages.warning(request, "De to har samme yrke eller kommer fra samme tjeneste. Det går an likevel.")

    return form_page(
        request,
        form,
        run,
        heading="Pek ut en vara, eller en som deler oppgaven",
        submit="Pek ut",
        done="Det er registrert.",
        lead="Den du peker ut, ser og gjør det samme som koordinatoren, bare i denne perioden. "
        f"{present.employment.name} har fortsatt ansvaret.",
        **form_frame(sight, "team:team" if sight.may(Part.TEAM) else "case:overview", _home(sight)),
    )


@case_page(None, *LEADING, "registry")
@going_on
def absence(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator is away: for a short time with a delegate, for a long time with a new coordinator."""
    present = coordinator(sight.case)
    if present is None:
        raise Refused(NOBODY)
    limit = present_routine(request).setting("short_absence")
    longest = f" i mer enn {say_span(limit)}" if limit is not None else ""

    def run(given: dict[str, Any]) -> None:
        away = operations.record_absence(actor=request.actor, appointment=present, **given)
        if away.long:
            messages.info(request, "Fraværet er langt. Kontoret har fått i oppgave å oppnevne en ny koordinator.")

    return form_page(
        request,
        forms.AbsenceForm(request.POST or None),
        run,
        heading="Koordinatoren er borte",
        submit="Registrer",
        done="Fraværet er registrert.",
        lead=f"Er {present.employment.name} borte en kort tid, kan en annen i gruppa være stedfortreder. "
        f"Blir det{longest}, eller uten en siste dag, oppnevner kontoret en ny.",
        template="team/absence.html",
        away=list(absences(sight.case, today())),
        **form_frame(sight, "team:team" if sight.may(Part.TEAM) else "case:overview", _home(sight)),
    )


@case_page(None, *LEADING, "registry")
@going_on
def end_absence(request: Any, sight: Sight, absence_id: int) -> HttpResponse:
    """The coordinator is back, earlier or later than it was thought, or is not away after all."""
    found = absence_in(sight.case, absence_id)
    if found is None:
        raise Http404
    name = found.appointment.employment.name
    return form_page(
        request,
        forms.BackForm(request.POST or None, initial={"back_on": today()}),
        lambda given: operations.end_absence(actor=request.actor, absence=found, **given),
        heading=f"{name} er tilbake",
        submit="Registrer",
        done="Det er registrert.",
        lead=f"Var fraværet ikke begynt, blir det ikke noe av. En stedfortreder for {name} er ferdig samme dag.",
        **form_frame(sight, "team:team" if sight.may(Part.TEAM) else "case:overview", _home(sight)),
    )
