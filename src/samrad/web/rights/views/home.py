"""The start page of the own information, and one request with its answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.cases.access import Sight
from samrad.exchange.own_copy import own_package
from samrad.rights.access import requests_seen
from samrad.rights.operations.asking import take_back
from samrad.rights.queries import reading
from samrad.rights.rules import MAY_BE_APPEALED, ComplaintLaw, Deadline, RequestKind, complaint_deadline
from samrad.web.layout.acting import press
from samrad.web.layout.context import present_municipality, present_routine
from samrad.web.layout.files import package
from samrad.web.layout.gate import log_case
from samrad.web.rights.due import due_days
from samrad.web.rights.log import line
from samrad.web.rights.own import own_context, own_page, the
from samrad.web.rights.present import ASKED_FOR, law_weeks, links


@own_page
def home(request: Any, sight: Sight) -> HttpResponse:
    """Everything that is the person's own on one page, what one may ask for, and what was asked."""
    found = list(requests_seen(request.actor, sight))
    due = due_days(one for one in found if one.answered_on is None)
    context = {
        **own_context(sight, "Alt som er mitt" if sight.has("subject") else "Alt du kan se"),
        "links": links(sight),
        "asked_for": ASKED_FOR,
        "requests": [(one, due.get(one.pk)) for one in found],
    }
    return render(request, "rights/home.html", context)


@own_page
def one(request: Any, sight: Sight, request_id: int) -> HttpResponse:
    """One request: what was asked, when it is to be answered, and the answer with the right to complain."""
    found = the(requests_seen(request.actor, sight), pk=request_id)
    row = reading(found.reading_id) if found.kind == RequestKind.LOG else None
    context = {
        **own_context(sight, "Det du har bedt om"),
        "request_": found,
        "due": due_days([found]).get(found.pk),
        "line": line(row, sight.case.pk, hidden=sight.without_group) if row else None,
        "own": found.access_id == request.actor.capacity_id,
        "additions": list(found.additions.all()),
        "may_appeal": found.outcome in MAY_BE_APPEALED,
        "office": present_municipality(request),
        "deadline": _deadline(request, found),
    }
    return render(request, "rights/one.html", context)


def _deadline(request: Any, found: Any) -> Deadline | None:
    if found.kind != RequestKind.COMPLAINT:
        return None
    weeks = law_weeks(present_routine(request), ComplaintLaw(found.law), found.known_on)
    return complaint_deadline(found.known_on, weeks, found.received_on)


@require_POST
@own_page
def withdraw(request: Any, sight: Sight, request_id: int) -> HttpResponse:
    """Takes a request back before it is answered."""
    found = the(requests_seen(request.actor, sight), pk=request_id)
    return press(
        request, lambda: take_back(actor=request.actor, request=found), to=reverse("rights:home"),
        done="Det er tatt tilbake. Ingen svarer på det.",
    )  # fmt: skip


@own_page
def take_along(request: Any, sight: Sight) -> HttpResponse:
    """What the file holds; sent, it is made and given."""
    if request.method != "POST":
        return render(request, "rights/take_along.html", own_context(sight, "Ta alt med deg"))
    response = package(own_package(request.actor, sight), f"egen-kopi-{sight.case.pk}")
    log_case(request, sight, None)
    return response
