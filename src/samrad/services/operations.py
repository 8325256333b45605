"""Keeping the catalogue, telling a person of a service, and writing down what the person needs."""

from datetime import date

from samrad.accounts.access import system_owner_only
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.services.models import Conveyed, Need, Offer


@operation(affects="result", allow=system_owner_only)
def add_offer(*, actor: Actor, title: str, what: str, contact: str, phone: str = "") -> Offer:
    """Puts a service in the catalogue. Raises `Invalid` when the title is taken."""
    return _write(Offer(), title, what, contact, phone)


@operation(affects="offer", allow=system_owner_only)
def change_offer(*, actor: Actor, offer: Offer, title: str, what: str, contact: str, phone: str = "") -> Offer:
    """Changes a service of the catalogue; those who were told of it see the change."""
    return _write(offer, title, what, contact, phone)


def _write(offer: Offer, title: str, what: str, contact: str, phone: str) -> Offer:
    offer.title = filled(title, field="title", sentence="Skriv navnet på tilbudet.")[:150]
    same = Offer.objects.filter(title__iexact=offer.title, withdrawn_on__isnull=True)
    if same.exclude(pk=offer.pk).exists():
        raise Invalid("Det finnes allerede et tilbud med dette navnet.", "title")
    offer.what = what.strip()
    offer.contact = filled(contact, field="contact", sentence="Skriv hvem en kan spørre.")[:150]
    offer.phone = phone.strip()[:30]
    offer.save()
    return offer


@operation(affects="offer", allow=system_owner_only)
def withdraw_offer(*, actor: Actor, offer: Offer) -> Offer:
    """Takes a service out of the catalogue. What persons were told of it stays."""
    offer.withdrawn_on = today()
    offer.save()
    return offer


@operation(affects="case", allow=allow(*LEADING), part=Part.SERVICES)
def convey(*, actor: Actor, case: Case, offer: Offer, on: date, note: str = "") -> Conveyed:
    """The person is told of a service that may be of use (S0-023)."""
    if offer.withdrawn_on is not None:
        raise Invalid("Tilbudet finnes ikke lenger.")
    return Conveyed.objects.create(
        case=case, offer=offer, on=happened(on, not_before=case.opened_on), note=note.strip(), by=actor.name
    )


@operation(affects="case", allow=allow(*LEADING), part=Part.SERVICES)
def record_need(*, actor: Actor, case: Case, life_area: LifeArea, text: str, source: str, on: date) -> Need:
    """A fact on what the person needs, and where it is known from (S4-035)."""
    return Need.objects.create(
        case=case,
        life_area=life_area,
        text=filled(text, field="text", sentence="Skriv hva personen trenger."),
        source=filled(source, field="source", sentence="Skriv hvor du vet det fra.")[:150],
        on=happened(on),
        by=actor.name,
    )


@operation(affects="need", allow=allow(*LEADING), part=Part.SERVICES)
def remove_need(*, actor: Actor, need: Need) -> Need:
    """The fact was wrong, or holds no longer."""
    need.removed_on = today()
    need.save()
    return need
