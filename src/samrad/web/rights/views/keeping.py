"""Closed cases, how long they are kept, and erasing one when that time is over."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.audit.queries import events_of, log_of
from samrad.cases.access import OFFICE, Sight
from samrad.kernel.clock import today
from samrad.rights.operations.erasing import erase_case
from samrad.rights.queries import closed_cases, counted, kept_for, kept_until
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page, log_list, office
from samrad.web.rights.forms import EraseCaseForm
from samrad.web.rights.present import entry_words

TAB = "case:overview"
MOST = 100


@office
def kept(request: Any) -> HttpResponse:
    """Closed cases that stand, oldest first, each with the last day it is kept."""
    found = list(closed_cases()[:MOST])
    span = kept_for()
    rows = [(one, span.after(one.ended_on) if span else None) for one in found if one.ended_on is not None]
    context = {
        "heading": "Oppbevaring av avsluttede saker",
        "over": [row for row in rows if row[1] is not None and row[1] < today()],
        "later": [row for row in rows if row[1] is None or row[1] >= today()],
        "decided": span is not None,
        "most": MOST if len(found) == MOST else 0,
    }
    response = render(request, "rights/kept.html", context)
    log_list(request, [one.pk for one in found])
    return response


@case_page(None, *OFFICE)
def what_goes(request: Any, sight: Sight) -> HttpResponse:
    """The first step: what is erased when the time is over, by kind, and what is left."""
    case = sight.case
    last = kept_until(case.ended_on) if case.ended_on else None
    context = {
        "head": head(sight, TAB),
        "heading": "Slett en sak som ikke skal oppbevares lenger",
        "last": last,
        "over": last is not None and last < today() and case.erased_on is None,
        "counted": [(entry_words(kind), number) for kind, number in counted(case).items()],
        "done": events_of(case.pk).count(),
        "looked": log_of(case.pk).count(),
    }
    return render(request, "rights/what_goes.html", context)


@case_page(None, *OFFICE)
def erase_all_of(request: Any, sight: Sight) -> HttpResponse:
    """The second step: by which permission, and the number of the case typed."""
    return form_page(
        request, EraseCaseForm(request.POST or None),
        lambda given: erase_case(actor=request.actor, case=sight.case, **given),
        heading="Slett saken for godt", submit="Slett saken for godt", danger=True,
        lead=f"Sak {sight.case.number}. Dette kan ikke angres.", done="Saken er slettet.",
        **form_frame(sight, TAB, at("rights:what_goes", sight)) | {"to": reverse("rights:kept")},
    )  # fmt: skip
