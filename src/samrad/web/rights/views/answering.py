"""What is asked in one case, for who answers it: the coordinator and the coordinating unit."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, OFFICE, Sight
from samrad.cases.rules import Part
from samrad.rights.access import requests_seen
from samrad.rights.operations.answering import answer_request, settle
from samrad.rights.operations.asking import ask
from samrad.rights.queries import request_in
from samrad.rights.rules import ComplaintLaw, RequestKind, RequestOutcome
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page
from samrad.web.layout.words import word
from samrad.web.rights.due import due_days
from samrad.web.rights.forms import RegisterForm, SettleForm, answer_form
from samrad.web.rights.present import entry_words

TAB = "case:overview"
HOME = "rights:of_case"


@case_page(None, *LEADING, *OFFICE)
def of_case(request: Any, sight: Sight) -> HttpResponse:
    """What was asked in the case, the newest first, and what has been erased."""
    found = list(requests_seen(request.actor, sight))
    due = due_days(one for one in found if one.answered_on is None)
    context = {
        "head": head(sight, TAB),
        "heading": "Retting, sletting og klage",
        "rows": [(one, due.get(one.pk)) for one in found],
        "log_kind": RequestKind.LOG,
    }
    return render(request, "rights/of_case.html", context)


def _found(sight: Sight, request_id: int) -> Any:
    found = request_in(sight.case, request_id)
    if found is None or found.kind == RequestKind.LOG:
        raise Http404
    return found


@case_page(None, *LEADING, *OFFICE)
def answer(request: Any, sight: Sight, request_id: int) -> HttpResponse:
    """What was asked, and the answer with its reason."""
    found = _found(sight, request_id)
    form = answer_form(found)(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        outcome = RequestOutcome(given.pop("outcome"))
        answer_request(actor=request.actor, request=found, outcome=outcome, **given)

    return form_page(
        request, form, run, heading=f"Svar: {_name(found)}", submit="Send svaret", done="Svaret er sendt.",
        template="rights/answer.html", request_=found, about=entry_words(found.thing),
        draft=f"rights-{found.pk}", **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


def _name(found: Any) -> str:
    return word("request_kind", found.kind).lower()


@case_page(None, *LEADING, *OFFICE)
def register(request: Any, sight: Sight) -> HttpResponse:
    """Something that was asked for on paper or by word of mouth."""

    def run(given: dict[str, Any]) -> None:
        kind, part, law = RequestKind(given.pop("kind")), given.pop("part"), given.pop("law")
        complaint = {"law": ComplaintLaw(law) if law else None, "known_on": given.pop("known_on")}
        more = complaint if kind is RequestKind.COMPLAINT else {}
        ask(actor=request.actor, case=sight.case, kind=kind, part=Part(part) if part else None, **given, **more)

    form = RegisterForm(request.POST or None)
    form.fields["part"].choices = [
        (value, text) for value, text in form.fields["part"].choices if not value or sight.may(Part(value))
    ]
    return form_page(
        request, form, run, heading="Registrer noe som kom på papir", submit="Registrer", done="Det er registrert.",
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip


@case_page(None, *LEADING, *OFFICE)
def settled(request: Any, sight: Sight, complaint_id: int) -> HttpResponse:
    """What the state administrator came to."""
    found = _found(sight, complaint_id)
    if found.outcome != RequestOutcome.FORWARDED or found.settled_on is not None:
        raise Http404
    return form_page(
        request, SettleForm(request.POST or None),
        lambda given: settle(actor=request.actor, request=found, **given),
        heading="Svaret på klagen", submit="Registrer", done="Det er registrert.",
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip
