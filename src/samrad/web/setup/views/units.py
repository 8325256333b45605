"""Units and the agencies they belong to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.accounts.operations.units import add_agency as add_agency_operation
from samrad.accounts.operations.units import add_unit as add_unit_operation
from samrad.accounts.operations.units import change_unit
from samrad.accounts.operations.units import close_unit as close_unit_operation
from samrad.accounts.queries import employed_in, units_with_staff
from samrad.agencies.queries import agencies, unit_by_id
from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.coordinators.queries import coordinated_from
from samrad.kernel.clock import today
from samrad.services.queries import offers
from samrad.teams.queries import seats_of_unit
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import system_owner
from samrad.web.setup.forms import AgencyForm, CloseUnitForm, NewUnitForm, UnitForm

KEPT = ("name", "agency", "kind", "phone", "email", "address")


@system_owner
def units(request: Any) -> HttpResponse:
    """Every unit under its agency: what it does, its telephone, how many work there, open or closed."""
    under: dict[int, list[Any]] = {}
    for one in units_with_staff(today()):
        under.setdefault(one.agency_id, []).append(one)
    groups = [{"agency": agency, "units": under.get(agency.pk, [])} for agency in agencies()]
    return render(request, "setup/units.html", {"heading": "Enheter", "groups": groups, "no_offers": not offers()})


@system_owner
def add_unit(request: Any) -> HttpResponse:
    """Adding a unit."""
    form = NewUnitForm(request.POST or None, initial={"agency": request.GET.get("virksomhet", "")})
    return form_page(
        request, form,
        lambda given: add_unit_operation(actor=request.actor, **{**given, "kind": UnitKind(given["kind"])}),
        heading="Ny enhet", submit="Legg til enheten", to=reverse("setup:units"), back=reverse("setup:units"),
        done="Enheten er lagt til.", draft="setup-unit",
    )  # fmt: skip


@system_owner
def unit(request: Any, unit_id: int) -> HttpResponse:
    """Changing a unit's name, kind, agency, or how it is reached. Its seats and consents go on."""
    found = _unit(unit_id)
    form = UnitForm(request.POST or None, initial={name: getattr(found, name) for name in KEPT})
    return form_page(
        request, form,
        lambda given: change_unit(actor=request.actor, unit=found, **{**given, "kind": UnitKind(given["kind"])}),
        heading="Endre enhet", submit="Lagre", to=reverse("setup:units"), back=reverse("setup:units"),
        done="Enheten er lagret.", template="setup/unit.html", unit=found, employed=employed_in(unit_id, today()),
        day=today(),
    )  # fmt: skip


@system_owner
def close_unit(request: Any, unit_id: int) -> HttpResponse:
    """Closing a unit: says first what it leads to."""
    found = _unit(unit_id)
    form = CloseUnitForm(request.POST or None, initial={"on": found.ended_on or today(), "reason": found.end_reason})
    return form_page(
        request, form, lambda given: close_unit_operation(actor=request.actor, unit=found, **given),
        heading=f"Avslutt {found.name}", submit="Avslutt enheten", danger=True, to=reverse("setup:units"),
        back=reverse("setup:unit", kwargs={"unit_id": unit_id}), done=f"{found.name} er avsluttet.",
        template="setup/close_unit.html", unit=found, seats=seats_of_unit(unit_id, today()),
        employed=employed_in(unit_id, today()), coordinated=coordinated_from(unit_id),
        is_office=found.kind == UnitKind.COORDINATING_UNIT,
    )  # fmt: skip


@system_owner
def add_agency(request: Any) -> HttpResponse:
    """Adding a sector or organisation."""
    form = AgencyForm(request.POST or None)
    return form_page(
        request, form,
        lambda given: add_agency_operation(actor=request.actor, name=given["name"], kind=AgencyKind(given["kind"])),
        heading="Ny virksomhet", submit="Legg til virksomheten", to=reverse("setup:units"), back=reverse("setup:units"),
        lead="En virksomhet samler enheter: en sektor i kommunen, fylkeskommunen, helseforetaket eller et legesenter.",
        done="Virksomheten er lagt til. Nå kan du legge til enhetene i den.",
    )  # fmt: skip


def _unit(unit_id: int) -> Any:
    found = unit_by_id(unit_id)
    if found is None:
        raise Http404
    return found
