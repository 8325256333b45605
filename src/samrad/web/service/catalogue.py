"""The catalogue of services: read by all who work here, kept by systemansvarlig."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.services.operations import add_offer, change_offer, withdraw_offer
from samrad.services.queries import offer_by_id
from samrad.services.queries import offers as all_offers
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import employed, system_owner
from samrad.web.service import forms

NAMES = ("title", "what", "contact", "phone")


@employed
def offers(request: Any) -> HttpResponse:
    """What the municipality offers, and whom to ask."""
    context = {"heading": "Kommunens tilbud", "offers": all_offers(), "keeps": request.actor.is_system_owner}
    return render(request, "service/offers.html", context)


@system_owner
def add(request: Any) -> HttpResponse:
    """A new service in the catalogue."""
    home = reverse("service:offers")
    return form_page(
        request, forms.OfferForm(request.POST or None), lambda given: add_offer(actor=request.actor, **given),
        heading="Nytt tilbud", submit="Legg til", done="Tilbudet er lagt til.", to=home, back=home,
    )  # fmt: skip


def _offer(offer_id: int) -> Any:
    found = offer_by_id(offer_id)
    if found is None:
        raise Http404
    return found


@system_owner
def change(request: Any, offer_id: int) -> HttpResponse:
    """A service is changed."""
    found, home = _offer(offer_id), reverse("service:offers")
    form = forms.OfferForm(request.POST or None, initial={name: getattr(found, name) for name in NAMES})
    return form_page(
        request, form, lambda given: change_offer(actor=request.actor, offer=found, **given),
        heading="Endre tilbudet", submit="Lagre", done="Tilbudet er endret.", to=home, back=home,
    )  # fmt: skip


@system_owner
def withdraw(request: Any, offer_id: int) -> HttpResponse:
    """A service is offered no longer."""
    found, home = _offer(offer_id), reverse("service:offers")
    return form_page(
        request, forms.Form(request.POST or None), lambda given: withdraw_offer(actor=request.actor, offer=found),
        heading="Ta ut av lista", submit="Ta ut", done="Tilbudet er tatt ut.", danger=True, to=home, back=home,
        lead=f"«{found.title}» kan ikke lenger velges. De som har fått vite om det, ser det fortsatt.",
    )  # fmt: skip
