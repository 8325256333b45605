"""The pages of the person herself, and of those who act for her. Telephone first."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.queries import OwnCase, own_cases
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit, waiting_for
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import now, today
from samrad.meetings.access import own_participation
from samrad.meetings.operations.asking import reply
from samrad.meetings.queries import Course, course, participants, with_minutes
from samrad.meetings.rules import Reply
from samrad.papers.queries import papers as papers_of
from samrad.plans.queries import sheet, steps_ahead
from samrad.services.queries import conveyed
from samrad.teams.queries import places
from samrad.transitions.queries import coming
from samrad.web.layout.acting import press
from samrad.web.layout.ageing import changes_ahead
from samrad.web.layout.case import at
from samrad.web.layout.context import present_municipality
from samrad.web.layout.figures import around, circle
from samrad.web.layout.gate import log_case, personal
from samrad.web.layout.minors import minor_words
from samrad.web.layout.numbers import whole_number
from samrad.web.layout.readers import looks, readers
from samrad.web.mine.showing import (
    READ_THE_PLAN,
    Steps,
    answers,
    by_unit,
    greeting,
    narrowed,
    sees_all_meetings,
    sees_meeting,
)

THANKS = {
    Reply.COMING: "Takk for svaret. Vi sees!",
    Reply.NOT_COMING: "Takk for svaret. Nå vet koordinatoren at du ikke kommer.",
    Reply.MAYBE: "Takk for svaret. Du kan svare på nytt når du vet det.",
}


def _own(request: Any) -> OwnCase | None:
    """The case the page is about: the one that goes on, else the latest."""
    return next(iter(own_cases(request.actor)), None)


def _nothing(request: Any, heading: str) -> HttpResponse:
    """A kind page for who has no case here, or no insight: it tells neither whether there is one."""
    context = {"heading": heading, "own": request.actor.person_id is not None and request.actor.related_id is None,
               "office": present_municipality(request)}  # fmt: skip
    return render(request, "mine/nothing.html", context)


def _page(request: Any, template: str, sight: Sight, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, {"case": sight.case, "person": sight.case.subject, "sight": sight, **context})
    log_case(request, sight, None)
    return response


@personal
def plan(request: Any) -> HttpResponse:
    """Next meeting, who helps, goals, what happens now, who has looked."""
    own = _own(request)
    if own is None:
        return _nothing(request, "Min plan")
    if request.method == "POST":
        return _answer(request, own.sight, "mine:plan")
    sight, day = own.sight, today()
    case = sight.case
    appointment, met = coordinator(case), course(case, request.actor)
    around_me = places(case, now()) if sight.may(Part.TEAM) else []
    greet = greeting(request.actor, sight, day)
    found = sheet(case) if sight.may(Part.GOALS) else None
    doing = steps_ahead(case) if sight.may(Part.GOALS) else []
    steps = Steps(doing, around_me, "Jeg" if greet.own else greet.name, day)
    context = {
        "heading": "Min plan" if greet.own else "Planen",
        "greet": greet,
        "ahead": _ahead(sight, met),
        "sees_meetings": sees_all_meetings(sight),
        "coordinator": appointment,
        "waiting": waiting_for(request.actor, case, now()) if case.ended_on is None and _may_consent(sight) else [],
        "dots": circle(*around(own.near, appointment, around_me, at("team:team", sight))) if around_me else [],
        "sitting": [place for place in around_me if place.holder],
        "near": own.near,
        "has_plan": found is not None and found.goes_on(day),
        "aims": steps.aims(found),
        "others": steps.of_others(),
        "sees_goals": sight.may(Part.GOALS),
        "looks": looks(case, but_user=request.actor.user_id, limit=3, only=READ_THE_PLAN) if sight.whole else [],
        "answers": answers(own.applied, day),
        "coming": coming(case, day) if sight.may(Part.GOALS) and case.ended_on is None else [],
        "sees_services": sight.may(Part.SERVICES),
        "writes": sight.may(Part.MESSAGES) and case.ended_on is None,
        "office": present_municipality(request),
        "ageing": changes_ahead(request, case.subject, own=greet.own) if _told_of_ageing(sight) else [],
    }
    return _page(request, "mine/plan.html", sight, context)


def _may_consent(sight: Sight) -> bool:
    return sight.has("subject") or sight.whole


def _told_of_ageing(sight: Sight) -> bool:
    return sight.case.ended_on is None and not sight.without_group


def _ahead(sight: Sight, met: Course) -> Any:
    found = met.ahead(now())
    return found if found is not None and sees_meeting(sight, found) else None


def _answer(request: Any, sight: Sight, back: str) -> HttpResponse:
    """Answers an invitation for oneself."""
    number, given = whole_number(request.POST.get("meeting", "")), request.POST.get("answer", "")
    met = course(sight.case, request.actor)
    meeting = met.find(number) if number is not None else None
    mine = own_participation(request.actor, meeting, participants(meeting)) if meeting else None
    if mine is None or given not in set(Reply):
        raise Http404
    answer = Reply(given)
    return press(
        request,
        lambda: reply(actor=request.actor, participant=mine, answer=answer),
        to=reverse(back),
        done=THANKS[answer],
    )


@personal
def meetings(request: Any) -> HttpResponse:
    """Meetings that come, with answers, and those that were, with minutes."""
    own = _own(request)
    if own is None:
        return _nothing(request, "Møter")
    if request.method == "POST":
        return _answer(request, own.sight, "mine:meetings")
    sight, at = own.sight, now()
    shown = [one for one in course(sight.case, request.actor).meetings if sees_meeting(sight, one)]
    context = {
        "heading": "Møter",
        "ahead": [one for one in reversed(shown) if one.starts_at >= at],
        "earlier": [one for one in shown if one.starts_at < at and one.cancelled_on is None],
        "sees_meetings": sees_all_meetings(sight),
        "sees_minutes": sight.may(Part.MINUTES),
        "coordinator": coordinator(sight.case),
    }
    return _page(request, "mine/meetings.html", sight, context)


@personal
def who(request: Any) -> HttpResponse:
    """Who may see what now and why, who has looked, and how to withdraw."""
    own = _own(request)
    if own is None:
        return _nothing(request, "Hvem ser hva")
    sight = own.sight
    context = {
        "heading": "Hvem ser hva",
        "groups": narrowed(readers(sight.case), sight),
        "consents": by_unit(in_force_by_unit(sight.case, now())) if _may_consent(sight) else {},
        "may_consent": _may_consent(sight),
        "looks": looks(sight.case, but_user=request.actor.user_id) if sight.whole else [],
        "minor": minor_words(sight, today()),
    }
    return _page(request, "mine/who.html", sight, context)


@personal
def papers(request: Any) -> HttpResponse:
    """What can be taken along: the plan and its editions, minutes, answers to applications, papers."""
    own = _own(request)
    if own is None:
        return _nothing(request, "Papirene mine")
    sight = own.sight
    found = sheet(sight.case) if sight.may(Part.GOALS) or sight.may(Part.ABOUT_ME) else None
    context = {
        "heading": "Papirene mine",
        "sheet": found,
        "minutes": list(with_minutes(sight.case)) if sight.may(Part.MINUTES) else [],
        "answers": [one for one in answers(own.applied, today()) if one.applied.decided_on],
        "told": conveyed(sight.case) if sight.may(Part.SERVICES) else [],
        "papers": [one for one in papers_of(sight.case) if sight.may(Part(one.part))],
    }
    return _page(request, "mine/papers.html", sight, context)
