"""What the person asks for: correction, deletion, an objection, a copy, or a complaint with its letter."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.documents.complaint import complaint_pdf
from samrad.kernel.clock import today
from samrad.rights.access import requests_seen
from samrad.rights.operations.asking import ask
from samrad.rights.queries import entries, kinds_seen, part_of
from samrad.rights.rules import ComplaintLaw, RequestKind
from samrad.web.layout.acting import form_page
from samrad.web.layout.context import present_municipality, present_routine
from samrad.web.layout.files import pdf
from samrad.web.layout.minors import own_words
from samrad.web.rights import forms
from samrad.web.rights.own import own_page, the
from samrad.web.rights.present import ASKED_FOR, LISTED_KINDS, entry_words, law_weeks


@own_page
def ask_for(request: Any, sight: Sight, asked_for: str) -> HttpResponse:
    """The form for one thing to ask for: `asked_for` is "retting", "sletting", "protest", "kopi" or "klage"."""
    wanted = ASKED_FOR.get(asked_for)
    if wanted is None:
        raise Http404
    form = FORMS[wanted.kind](request, sight)

    def run(given: dict[str, Any]) -> None:
        ask(actor=request.actor, case=sight.case, kind=wanted.kind, **_given(given))

    return form_page(
        request, form, run, heading=wanted.heading, submit=wanted.submit, lead=wanted.lead,
        done="Det er sendt. Du finner det igjen her, og svaret kommer samme sted.",
        template="rights/ask.html", steps=_steps(request, wanted.kind),
        minor=" ".join(filter(None, [WHO_READS, own_words(sight, today())])),
        to=reverse("rights:home"), back=reverse("rights:home"),
    )  # fmt: skip


WHO_READS = "Koordinatoren og koordinerende enhet leser det du skriver. Andre i gruppa ser det ikke."


def _given(given: dict[str, Any]) -> dict[str, Any]:
    thing, _, key = given.pop("entry", "").partition(":")
    found = {**given, "thing": thing, "thing_id": int(key), "part": part_of(thing)} if thing else dict(given)
    if found.get("law"):
        found["law"] = ComplaintLaw(found["law"])
    if isinstance(found.get("part"), str):
        found["part"] = Part(found["part"]) if found["part"] else None
    return found


def _own_text(question: str) -> Any:
    def make(request: Any, sight: Sight) -> forms.Form:
        form = forms.OwnTextForm(request.POST or None)
        shown = [kind for kind in LISTED_KINDS if kind in kinds_seen(sight)] if sight.has("subject") else []
        groups = [(entry_words(kind), found) for kind in shown if (found := entries(sight.case, kind))]
        form.offer(groups, text=question)
        return form

    return make


def _objection(request: Any, sight: Sight) -> forms.Form:
    form = forms.ObjectionForm(request.POST or None)
    form.fields["part"].choices = [
        (value, text) for value, text in form.fields["part"].choices if not value or sight.may(Part(value))
    ]
    return form


FORMS = {
    RequestKind.CORRECTION: _own_text("Hva er feil, og hva skulle stått der?"),
    RequestKind.DELETION: _own_text("Hva skal slettes, og hvorfor?"),
    RequestKind.OBJECTION: _objection,
    RequestKind.COPY: lambda request, sight: forms.CopyForm(request.POST or None),
    RequestKind.COMPLAINT: lambda request, sight: forms.ComplaintForm(request.POST or None),
}


def _steps(request: Any, kind: RequestKind) -> list[str]:
    """Where a complaint goes, and by when."""
    if kind is not RequestKind.COMPLAINT:
        return []
    weeks = {law: law_weeks(present_routine(request), law, today()) for law in ComplaintLaw}
    sender = present_municipality(request)
    return [
        f"Klagen går til {sender.name}, som ser på saken på nytt.",
        f"Endrer ikke kommunen avgjørelsen, sender den klagen videre til {sender.appeal_body}, som avgjør den.",
        f"Fristen er {weeks[ComplaintLaw.HEALTH]} uker fra du fikk vite om avgjørelsen. Gjelder det et vedtak etter "
        f"forvaltningsloven, er den {weeks[ComplaintLaw.ADMINISTRATION]} uker. Er fristen ute, kan du klage likevel: "
        "skriv hvorfor det ble sent.",
        "Når klagen er sendt, kan du skrive ut et brev til å underskrive.",
    ]


@own_page
def complaint_letter(request: Any, sight: Sight, complaint_id: int) -> HttpResponse:
    """The complaint as a letter to sign and send."""
    found = the(requests_seen(request.actor, sight), pk=complaint_id, kind=RequestKind.COMPLAINT)
    weeks = law_weeks(present_routine(request), ComplaintLaw(found.law), found.known_on)
    return pdf(complaint_pdf(sight.case, found, weeks=weeks), f"klage-{found.pk}")
