"""Search among the cases one may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.cases.queries import find_cases
from samrad.kernel.clock import now
from samrad.web.layout.gate import employed, log_list

MOST = 20
LONGEST = 80


@employed
def search(request: Any) -> HttpResponse:
    """Cases by the person's name or by number: at most twenty."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = list(find_cases(request.actor, text, now())[: MOST + 1]) if text else []
    shown = found[:MOST]
    context = {"heading": "Søk", "q": text, "found": shown, "more": len(found) > MOST, "most": MOST}
    response = render(request, "search/search.html", context)
    log_list(request, [case.pk for case in shown])
    return response
