"""In a case: what the person needs, what the person has been told of, and what more there is."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import LifeArea, Part
from samrad.services.operations import convey as convey_offer
from samrad.services.operations import record_need, remove_need
from samrad.services.queries import conveyed, need_in, needs, offer_by_id, offers
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.words import word
from samrad.web.service import forms

HOME = "service:services"
TAB = "case:overview"


@case_page(Part.SERVICES)
def services(request: Any, sight: Sight) -> HttpResponse:
    """The needs by area of life, what was told of, and the catalogue."""
    case, told = sight.case, conveyed(sight.case)
    known = [one for one in needs(case) if sight.may(Part.GOALS, one.life_area)]
    leading = sight.has(*LEADING) and case.ended_on is None
    context = {
        "heading": "Behov og tilbud",
        "head": head(sight, TAB),
        "leading": leading,
        "areas": [(word("life_area", area), list(rows)) for area, rows in groupby(known, lambda one: one.life_area)],
        "told": told,
        "offers": offers() if leading else [],
    }
    return render(request, "service/services.html", context)


@case_page(Part.SERVICES, *LEADING)
@going_on
def convey(request: Any, sight: Sight, offer_id: int) -> HttpResponse:
    """The person is told of a service."""
    found = offer_by_id(offer_id)
    if found is None:
        raise Http404
    name = sight.case.subject.given_name
    return form_page(
        request, forms.ConveyForm(request.POST or None),
        lambda given: convey_offer(actor=request.actor, case=sight.case, offer=found, **given),
        heading=found.title, submit="Registrer", done=f"Tilbudet står nå på siden til {name}.",
        lead=f"Skriv dagen du fortalte {name} om tilbudet.", **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.SERVICES, *LEADING)
@going_on
def need(request: Any, sight: Sight) -> HttpResponse:
    """A fact on what the person needs."""

    def run(given: dict[str, Any]) -> None:
        record_need(
            actor=request.actor, case=sight.case, **{**given, "life_area": LifeArea(given["life_area"])}
        )  # fmt: skip

    return form_page(
        request, forms.NeedForm(request.POST or None), run, heading="Skriv ned et behov", submit="Lagre",
        done="Behovet er skrevet ned.", **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.SERVICES, *LEADING)
@going_on
def remove(request: Any, sight: Sight, need_id: int) -> HttpResponse:
    """A fact was wrong, or holds no longer."""
    found = need_in(sight.case, need_id)
    if found is None:
        raise Http404
    return form_page(
        request, forms.Form(request.POST or None), lambda given: remove_need(actor=request.actor, need=found),
        heading="Fjern behovet", submit="Fjern", done="Behovet er fjernet.", danger=True, lead=found.text,
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip
