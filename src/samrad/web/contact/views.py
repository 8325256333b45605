"""Messages to the coordinator, and the log of contact."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.contact.operations import answer_message, record_contact, write_message
from samrad.contact.queries import contacts, message_in, messages
from samrad.contact.rules import Way
from samrad.web.contact import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page, going_on

HOME = "contact:contact"
TAB = "case:overview"


@case_page(Part.MESSAGES, *LEADING, *PERSONAL)
def contact(request: Any, sight: Sight) -> HttpResponse:
    """The messages with their answers, and the log."""
    goes_on = sight.case.ended_on is None
    context = {
        "heading": "Kontakt",
        "head": head(sight, TAB),
        "messages_": messages(sight.case),
        "contacts": contacts(sight.case),
        "leading": sight.has(*LEADING) and goes_on,
        "writes": sight.has(*PERSONAL) and goes_on,
    }
    return render(request, "contact/contact.html", context)


@case_page(Part.MESSAGES, *PERSONAL)
@going_on
def write(request: Any, sight: Sight) -> HttpResponse:
    """The person writes to the coordinator."""
    return form_page(
        request, forms.MessageForm(request.POST or None),
        lambda given: write_message(actor=request.actor, case=sight.case, **given),
        heading="Skriv til koordinatoren", submit="Send", done="Beskjeden er sendt. Svaret kommer her.",
        lead="Haster det, er det best å ringe.", **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.MESSAGES, *LEADING)
@going_on
def answer(request: Any, sight: Sight, message_id: int) -> HttpResponse:
    """The coordinator answers a message."""
    found = message_in(sight.case, message_id)
    if found is None:
        raise Http404
    return form_page(
        request, forms.AnswerForm(request.POST or None),
        lambda given: answer_message(actor=request.actor, message=found, **given),
        heading="Svar på beskjeden", submit="Send svaret", done="Svaret er sendt.", lead=found.text,
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.MESSAGES, *LEADING)
@going_on
def record(request: Any, sight: Sight) -> HttpResponse:
    """Contact that was made in another way."""

    def run(given: dict[str, Any]) -> None:
        record_contact(actor=request.actor, case=sight.case, **{**given, "way": Way(given["way"])})

    initial = {"with_whom": sight.case.subject.given_name}
    return form_page(
        request, forms.ContactForm(request.POST or None, initial=initial), run, heading="Før kontakt", submit="Lagre",
        done="Kontakten er ført.", **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip
