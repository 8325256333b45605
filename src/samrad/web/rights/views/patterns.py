"""Visits in the log that are worth a look, for systemansvarlig: who and when, never what stands in the case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.kernel.clock import now
from samrad.oversight.operations.following_up import follow_up
from samrad.oversight.queries.patterns import checks, visits_that_fit, visits_worth_a_look
from samrad.oversight.rules.patterns import (
    MANY_CASES,
    NIGHT_FROM,
    NIGHT_UNTIL,
    WINDOW_DAYS,
    Finding,
    Pattern,
    Visits,
)
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import log_list, system_owner
from samrad.web.rights.forms import FindingForm

SHOWN = 100


@system_owner
def patterns(request: Any) -> HttpResponse:
    """The visits by pattern, and what was looked at; `?merke=` opens one of them to write what was found."""
    wanted = request.GET.get("merke", "")
    if wanted:
        return _one(request, next((one for one in visits_that_fit(now()) if one.key == wanted), None))
    found = visits_worth_a_look(now())
    groups = [(one, [row for row in found if row.pattern is one][:SHOWN]) for one in Pattern]
    context = {
        "heading": "Besøk å se på",
        "groups": [(one, rows) for one, rows in groups if rows],
        "checks": checks()[:SHOWN],
        "limits": {"days": WINDOW_DAYS, "many": MANY_CASES, "night_from": NIGHT_FROM, "night_until": NIGHT_UNTIL},
    }
    response = render(request, "rights/patterns.html", context)
    log_list(request, {one.case_id for _, rows in groups for one in rows if one.case_id is not None})
    return response


def _one(request: Any, visits: Visits | None) -> HttpResponse:
    """What was found of these visits, as far as they went (`?til=`) when somebody began to look."""
    if visits is None:
        raise Http404
    until = request.GET.get("til", "")[:18]

    def run(given: dict[str, Any]) -> None:
        follow_up(
            actor=request.actor, key=visits.key, until=int(until) if until.isdecimal() else visits.reading_id,
            outcome=Finding(given["outcome"]), finding=given["finding"],
        )  # fmt: skip

    to = reverse("rights:patterns")
    return form_page(
        request, FindingForm(request.POST or None), run, heading="Se på et besøk", submit="Lagre", to=to, back=to,
        done="Det er registrert.", template="rights/pattern.html", visits=visits,
    )  # fmt: skip
