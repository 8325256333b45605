"""Those above the group: the list of what waits for them, and what systemansvarlig decides."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.board.access import boards_of
from samrad.board.operations.meetings import raise_deviation
from samrad.board.queries.boards import issue_by_id
from samrad.cases.access import Sight, held
from samrad.cases.queries import cases_to_show
from samrad.closure.queries import unseen_reports
from samrad.deviations.operations import reporting
from samrad.deviations.queries import asked_of, at_office, open_in, past_limit, to_handle
from samrad.deviations.rules import Level
from samrad.kernel.clock import now, today
from samrad.web.deviation import forms
from samrad.web.deviation.looking import the_deviation
from samrad.web.deviation.wording import LEVEL
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, employed, going_on, log_list

HANDLER = "raised_deviation"
REPORTED = {"start": "Oppstart", "review": "Rapport", "change": "Endring", "closing": "Avslutning"}


@employed
def queue(request: Any) -> HttpResponse:
    """What waits for the actor: raised deviations, matters lifted to a leader or the office, own open deviations."""
    actor, day = request.actor, today()
    handles = to_handle(now()) if actor.is_system_owner else []
    asked = asked_of(actor.unit_id, day) if actor.is_leader else []
    sent = at_office() if actor.is_office else []
    leading = cases_to_show(held(actor, now(), "coordinator", "stand_in"))
    own = open_in([case.pk for case in leading])
    context = {
        "heading": "Avvik og løftede saker",
        "handles": [(one, LEVEL[Level(one.deviation.level)]) for one in handles],
        "past": _past_limit(request) if actor.is_system_owner else [],
        "told": [(REPORTED[one.kind], one) for one in unseen_reports()] if actor.is_system_owner else [],
        "marks": present_routine(request).setting("reports_to") == "system_owner",
        "asked": asked,
        "sent": sent,
        "own": [(one, LEVEL[Level(one.level)]) for one in own],
        "boards": list(boards_of(actor)) if actor.is_system_owner or actor.is_office else [],
    }
    response = render(request, "deviation/queue.html", context)
    shown = {one.deviation.case_id for one in handles} | {one.case_id for one in own}
    shown |= {one.case_id for one in (*asked, *sent)}
    log_list(request, shown)
    return response


def _past_limit(request: Any) -> list[Any]:
    routine = present_routine(request)
    limit = routine.settings["deviation_limit"].value if "deviation_limit" in routine.settings else None
    return past_limit(limit.before(today()), now()) if limit is not None else []


def _frame(sight: Sight, found: Any) -> dict[str, Any]:
    return form_frame(sight, "deviation:all", at("deviation:deviation", sight, deviation_id=found.pk))


@case_page(None, HANDLER)
@going_on
def decide(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """Systemansvarlig's decision. After it the deviation is no longer shown to systemansvarlig."""
    found = the_deviation(sight, deviation_id)
    return form_page(
        request,
        forms.DecideForm(request.POST or None),
        lambda given: reporting.decide_deviation(actor=request.actor, deviation=found, **given),
        heading="Avgjør avviket",
        submit="Lagre avgjørelsen",
        done="Avviket er avgjort, og gruppa ser hva som er bestemt.",
        lead=found.title,
        **_frame(sight, found) | {"to": reverse("deviation:queue")},
    )


@case_page(None, HANDLER)
@going_on
def to_board(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """Bringing what the deviation shows to the board, written anew without names."""
    found = the_deviation(sight, deviation_id)
    form = forms.IssueForm(request.POST or None)
    form.fields["board"].offer((one, one.name) for one in boards_of(request.actor))
    return form_page(
        request,
        form,
        lambda given: raise_deviation(actor=request.actor, deviation=found, **given),
        heading="Ta det opp i det overordnede teamet",
        submit="Ta det opp",
        done="Problemstillingen står på teamets liste, uten navn og uten lenke til saken.",
        lead="Teamet ser bare det du skriver her. Skriv det generelt, så ingen kan kjennes igjen.",
        **_frame(sight, found),
    )


@case_page(None, HANDLER)
@going_on
def answer(request: Any, sight: Sight, deviation_id: int) -> HttpResponse:
    """What the board said comes back to systemansvarlig."""
    found = the_deviation(sight, deviation_id)
    if found.level != Level.BOARD:
        raise Http404
    issue = issue_by_id(found.board_issue_id)
    form = forms.NoteForm(request.POST or None, initial={"note": issue.outcome if issue else ""})
    form.fields["note"].label = "Hva kom teamet fram til?"
    return form_page(
        request,
        form,
        lambda given: reporting.board_answered(actor=request.actor, deviation=found, **given),
        heading="Svar fra det overordnede teamet",
        submit="Lagre svaret",
        done="Svaret er lagret. Nå kan avviket avgjøres.",
        **_frame(sight, found),
    )
