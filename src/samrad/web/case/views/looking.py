"""The lists and pages one reads: my cases, the overview of one, and what was done in it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpResponse
from django.shortcuts import render

from samrad.audit.queries import events_of
from samrad.cases.access import LEADING, PERSONAL, Sight, held
from samrad.cases.queries import cases_to_show, near
from samrad.cases.rules import Part
from samrad.coordinators.queries import forum
from samrad.kernel.clock import day_of, now, today
from samrad.meetings.queries import last_and_next, meetings
from samrad.meetings.rules import TEAM_KINDS, MeetingKind
from samrad.plans.access import own_seats, sees_activity
from samrad.plans.queries import steps_ahead
from samrad.teams.queries import Place, places
from samrad.web.layout.ageing import Change, changes_ahead
from samrad.web.layout.case import at, head
from samrad.web.layout.duties import DutyView, present
from samrad.web.layout.figures import around, circle, year
from samrad.web.layout.gate import case_page, employed, log_list, personal_matters
from samrad.web.layout.words import DONE, word
from samrad.worklist.access import mine as my_own
from samrad.worklist.access import sees_duty
from samrad.worklist.queries import duties, late_counts
from samrad.worklist.rules import CasePhase, phase_of


class Row(NamedTuple):
    """One of my cases: whether I lead it, its next meeting, and how many duties are late."""

    case: Any
    leads: bool
    next: datetime | None
    late: int


@employed
def mine(request: Any) -> HttpResponse:
    """The cases I coordinate or sit in, with what is late and the next meeting."""
    leading = set(cases_to_show(held(request.actor, now(), "coordinator", "stand_in")).values_list("id", flat=True))
    found = list(cases_to_show(held(request.actor, now(), "coordinator", "stand_in", "seat", "called_in", "emergency")))
    ids = [case.pk for case in found]
    times, late = last_and_next(ids, now()), late_counts(ids, today())
    rows = [
        Row(one, one.pk in leading, times.get(one.pk, (None, None))[1], late.get(one.pk, 0))
        for one in sorted(found, key=lambda one: (one.pk not in leading, one.subject.sort_key))
    ]
    coordinates = cases_to_show(held(request.actor, now(), "coordinator")).exists()
    context = {"heading": "Mine saker", "rows": rows, "forum": forum() if coordinates else None}
    response = render(request, "case/mine.html", context)
    log_list(request, ids)
    return response


@case_page()
def overview(request: Any, sight: Sight) -> HttpResponse:
    """What is to be done in this case, the year as a line, and the circle of helpers."""
    case, day = sight.case, today()
    sees_team = sight.may(Part.TEAM) or sight.has(*LEADING)
    sitting = places(case, now()) if sees_team else []
    known = list(meetings(case)) if sees_team or sight.may(Part.MINUTES) else []
    ahead = next((one for one in reversed(known) if one.starts_at >= now() and one.cancelled_on is None), None)
    top = head(sight, "case:overview", meeting=ahead)
    doing = _activities(request, sight)
    rows = [row for row in _duties(request, case.pk) if sees_duty(sight, row)]
    shown = present(request, rows, day, about={one.pk: one.title for one in doing}, places=sitting)
    open_now = [one for one in shown if one.state in ("late", "open")]
    coming = [one for one in shown if one.state == "upcoming"][:5]
    leading = sight.has(*LEADING) and case.ended_on is None
    context = {
        "head": top,
        "heading": "Oversikt",
        "open_now": open_now,
        "coming": coming,
        **(_phase(sight, known, shown) if sees_team else {}),
        "person": case.subject,
        "dots": circle(*around(near(case), top.coordinator, sitting, at("team:team", sight))) if sees_team else [],
        "sitting": sitting,
        "line": year(_events(sight, known, sitting, doing), day) if sees_team or known else None,
        "doable": _doable(sight, rows, leading),
        "may_change": sight.has(*LEADING, "registry") and case.ended_on is None,
        "leading": leading,
        "ageing": _ageing(request, sight),
        "own": sight.has("subject"),
        "sees_services": sight.may(Part.SERVICES),
        "sees_messages": sight.may(Part.MESSAGES) and sight.has(*LEADING, *PERSONAL),
    }
    return render(request, "case/overview.html", context)


def _ageing(request: Any, sight: Sight) -> list[Change]:
    """What birthdays change, told to who leads, the person, and those who act for her in more than economy."""
    told = sight.has(*LEADING, *PERSONAL) and not sight.without_group and sight.case.ended_on is None
    return changes_ahead(request, sight.case.subject, own=sight.has("subject")) if told else []


PHASES = {
    CasePhase.ESTABLISHING: "Oppstart",
    CasePhase.RUNNING: "Arbeidet i gruppa",
    CasePhase.CLOSING: "Avslutning",
}


def _phase(sight: Sight, known: list[Any], shown: list[DutyView]) -> dict[str, Any]:
    """The phase the case is in, and the duties of that phase."""
    team = [one for one in known if one.kind in TEAM_KINDS and one.cancelled_on is None]
    closing = sight.case.ended_on is not None or any(one.kind == MeetingKind.CLOSING for one in team)
    phase = phase_of(met=any(one.held_on for one in team), closing=closing)
    return {"phase": PHASES[phase], "in_phase": [one for one in shown if one.phase == phase]}


def _duties(request: Any, case_id: int) -> list[Any]:
    """The duties of the case, each with whether it is the actor's (`own`). One query."""
    own = ExpressionWrapper(my_own(request.actor, now()), output_field=BooleanField())
    return list(duties(case_id).annotate(own=own))


def _doable(sight: Sight, rows: list[Any], leading: bool) -> set[int]:
    """The duties to show a button for: who leads may do all, others their own."""
    if sight.case.ended_on is not None:
        return set()
    return {row.pk for row in rows if leading or row.own}


def _activities(request: Any, sight: Sight) -> list[Any]:
    """The open activities that may be shown."""
    seats = own_seats(request.actor, sight.case.pk) if sight.has("seat") else frozenset()
    if not sight.may(Part.GOALS) and not seats:
        return []
    return [one for one in steps_ahead(sight.case) if sees_activity(sight, one, seats)]


def _events(sight: Sight, known: list[Any], sitting: list[Place], doing: list[Any]) -> list[tuple[date, str, str, str]]:
    events = [
        (
            day_of(one.starts_at),
            "member",
            word("meeting_kind", one.kind),
            at("meeting:meeting", sight, meeting_id=one.pk),
        )
        for one in known
        if one.cancelled_on is None
    ]
    ends = {place.consent_ends for place in sitting if place.consent_ends}
    events.extend(
        (day, "vacant", "Samtykke går ut", at("consent:consents", sight))
        for day in ends
        if sight.has(*LEADING, "subject")
    )
    events.extend((one.due_on, "near", one.title, at("plan:plan", sight)) for one in doing if one.due_on)
    return events


@case_page(None, *LEADING, "subject", "representative", "registry")
@personal_matters
def events(request: Any, sight: Sight) -> HttpResponse:
    """What was done in the case, by whom, newest first, as far as its parts may be seen."""
    seen = [one for one in events_of(sight.case.pk)[:200] if one.operation in DONE]
    told = _told(one for one in seen if not one.part or sight.may(Part(one.part)))
    return render(
        request, "case/events.html", {"head": head(sight, "case:events"), "heading": "Hendelser", "events": told}
    )


def _told(events: Iterable[Any]) -> list[dict[str, Any]]:
    """Events in words; the same by the same person, one after the other on one day, stands once with its number."""
    told: list[dict[str, Any]] = []
    for one in events:
        same = {"who": one.actor_name, "unit": one.actor_unit, "what": DONE[one.operation], "day": day_of(one.at)}
        if told and same.items() <= told[-1].items():
            told[-1]["times"] += 1
        else:
            told.append(same | {"at": one.at, "times": 1})
    return told
