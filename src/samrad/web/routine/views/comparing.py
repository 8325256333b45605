"""Two routines side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.web.layout.gate import employed
from samrad.web.routine.choosing import choices, chosen
from samrad.web.routine.differences import differences


@employed
def compare(request: Any) -> HttpResponse:
    """Versions, the draft, or routines that come with Samråd: where they differ, part by part."""
    among = choices(request.actor)
    left = chosen(among, request.GET.get("a", ""), among[min(1, len(among) - 1)])
    right = chosen(among, request.GET.get("b", ""), among[0])
    sections = differences(left.routine, right.routine)
    context = {
        "heading": "Sammenlign rutiner",
        "choices": among,
        "left": left,
        "right": right,
        "sections": [one for one in sections if one.rows],
        "alike": [one for one in sections if not one.rows],
        "differing": sum(len(one.rows) for one in sections),
    }
    return render(request, "routine/compare.html", context)
