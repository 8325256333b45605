"""The coordinator: replaced by the office, ending, and who stands in."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samrad.accounts.queries import current_employments
from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import Part
from samrad.coordinators import operations
from samrad.coordinators.queries import coordinator
from samrad.coordinators.rules import StandInKind
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
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
    form.fields["employment"].offer_grouped(by_unit(current_employments(today())))
    return form_page(
        request,
        form,
        lambda given: operations.replace(actor=request.actor, case=sight.case, **given),
        heading="Bytt koordinator",
        submit="Bytt koordinator",
        done="Koordinatoren er byttet. Den nye ser saken fra første dag.",
        lead=f"{present.employment.name}, {present.employment.unit.name}, er koordinator til og med dagen før. "
        "Fristene i saken er de samme.",
        advice=present_routine(request).advice_at("appointment"),
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
    if coordinator(sight.case) is None:
        raise Refused(NOBODY)
    form = forms.StandInForm(request.POST or None)
    form.fields["employment"].offer_grouped(by_unit(current_employments(today())))

    def run(given: dict[str, Any]) -> None:
        operations.name_stand_in(actor=request.actor, case=sight.case, **given | {"kind": StandInKind(given["kind"])})

    return form_page(
        request,
        form,
        run,
        heading="Pek ut en vara",
        submit="Pek ut",
        done="Det er registrert.",
        lead="Den du peker ut, ser og gjør det samme som koordinatoren, bare i denne perioden. "
        "Koordinatoren har fortsatt ansvaret.",
        **form_frame(sight, "team:team" if sight.may(Part.TEAM) else "case:overview", _home(sight)),
    )
