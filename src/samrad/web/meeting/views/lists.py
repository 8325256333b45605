"""My meetings across cases, and the meetings of one case."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import LEADING, Sight, held
from samrad.cases.rules import Part
from samrad.kernel.clock import now
from samrad.kernel.errors import Refused
from samrad.meetings.access import tells_place
from samrad.meetings.queries import ahead_for, course, unfinished_for
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, log_list
from samrad.web.meeting.looking import case_head
from samrad.web.meeting.present.rows import rows

SHOWN = 60


def everywhere(request: Any) -> HttpResponse:
    """My meetings: those ahead, the next first, and those begun that I have minutes left to do for."""
    actor = request.actor
    if actor.is_personal:
        return redirect("mine:meetings")
    led, seen = held(actor, now(), *LEADING), held(actor, now(), *LEADING, "seat", "called_in")
    ahead = ahead_for(actor, led=led, seen=seen, since=now())[:SHOWN]
    waiting = unfinished_for(actor, led=led, seen=seen, at=now())[:SHOWN]
    routine = present_routine(request)
    context = {"heading": "Møter", "ahead": rows(ahead, routine), "waiting": rows(waiting, routine)}
    response = render(request, "meeting/all.html", context)
    log_list(request, {one.case_id for one in [*ahead, *waiting]})
    return response


@case_page()
def in_case(request: Any, sight: Sight) -> HttpResponse:
    """The meetings of the case: those ahead, and the earlier ones with where each stands."""
    known = course(sight.case, request.actor)
    whole = sight.may(Part.MINUTES) or sight.may(Part.TEAM)
    shown = [one for one in known.meetings if whole or one.mine]
    if not whole and not shown and not sight.has("called_in"):
        raise Refused("Du ser ikke møtene i denne saken. Personen bestemmer hvem som ser hva.")
    at = now()
    ahead = [one for one in reversed(shown) if one.starts_at >= at and one.cancelled_on is None]
    reads = sight.may(Part.MINUTES)
    earlier = [one for one in shown if one not in ahead]
    context = {
        "head": case_head(sight, known),
        "heading": "Møter",
        "ahead": rows(ahead, present_routine(request), reads=reads),
        "earlier": rows(earlier, present_routine(request), reads=reads),
        "leading": sight.has(*LEADING) and sight.case.ended_on is None,
        "team": present_routine(request).term("team"),
        "tells_place": tells_place(sight),
    }
    return render(request, "meeting/meetings.html", context)
