"""The own case on the pages of the person, and of who represents her."""

import functools
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import Sight, own_sights
from samrad.web.layout.context import present_municipality
from samrad.web.layout.gate import log_case, personal, still_seen, was_shown

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """A page about the own case: the one that goes on, else the latest. The view gets its `Sight`.

    Who has no case here, or no insight, meets a kind page that tells neither; a single thing is not there. A page that
    was shown is logged, and a file is given out only if all that could be seen still can when it is made.
    """

    @personal
    @functools.wraps(view)
    def run(request: Any, **keywords: Any) -> HttpResponse:
        sight = next(iter(own_sights(request.actor)), None)
        if sight is None:
            if any(isinstance(one, int) for one in keywords.values()):
                raise Http404
            return _nothing(request)
        response = view(request, sight, **keywords)
        still_seen(request, sight, response)
        if was_shown(request, response):
            log_case(request, sight, None)
        return response

    return run


def the(rows: QuerySet[Any], **which: Any) -> Any:
    """The one of the rows the reader may see that is asked for; else it is not there (404)."""
    found = rows.filter(**which).first()
    if found is None:
        raise Http404
    return found


def _nothing(request: Any) -> HttpResponse:
    own = request.actor.person_id is not None and request.actor.related_id is None
    context = {"heading": "Rettighetene mine", "own": own, "office": present_municipality(request)}
    return render(request, "mine/nothing.html", context)


def own_context(sight: Sight, heading: str) -> dict[str, Any]:
    """What every page of the own case says of it."""
    return {"heading": heading, "case": sight.case, "person": sight.case.subject, "sight": sight}
