"""The plan itself, to read, and on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import Sight
from samrad.cases.queries import near
from samrad.cases.rules import Part
from samrad.documents.plan import plan_pdf
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.plans.queries import Has, PlanView, Sheet, seen, seen_activities, sheet
from samrad.plans.rules import OPEN, missing_beside_education
from samrad.teams.queries import Place
from samrad.transitions.queries import school_of
from samrad.transitions.rules import UPPER_GRADES, grade_on
from samrad.web.layout.case import head
from samrad.web.layout.context import present_routine
from samrad.web.layout.files import pdf as pdf_file
from samrad.web.layout.gate import case_page
from samrad.web.layout.words import word
from samrad.web.plan.addresses import READERS
from samrad.web.plan.help import CLEAR, PURPOSES
from samrad.web.plan.showing import (
    ABOUT_ME,
    Rows,
    access,
    letters,
    pen,
    seats_of,
    sees_team,
    sitting,
)


def check_reads(sight: Sight) -> None:
    """The plan is opened by those who may see something in it, and by a seat, for its own activities.

    Raises `Refused`.
    """
    if not (sight.may(Part.GOALS) or sight.may(Part.ABOUT_ME) or sight.has("seat")):
        raise Refused("Du ser ikke denne delen av saken. Personen bestemmer hvem som ser hva.")


@case_page(None, *READERS, "emergency")
def plan(request: Any, sight: Sight) -> HttpResponse:
    """The plan as a letter from the person, or what is done and how to get a plan when there is none."""
    check_reads(sight)
    found, around = sheet(sight.case), sitting(sight)
    if found is None:
        return _without_plan(request, sight, around)
    return _letter(request, sight, found, around)


def _letter(request: Any, sight: Sight, found: Sheet, around: list[Place]) -> HttpResponse:
    day = today()
    seats = seats_of(request.actor, sight, around)
    view, own_pen = seen(found, sight, seats), pen(sight, seats, found, day)
    rows = Rows(own_pen, around, day)
    texts = letters(sight, view)
    context = {
        "head": head(sight, "plan:plan", standing=Has(bool(around), found.goes_on(day))),
        "heading": "Plan",
        "plan": found.plan,
        "ended": not found.goes_on(day),
        "pen": own_pen,
        "self": sight.has("subject"),
        "whole": sight.whole,
        "day": day,
        "about": [texts[section] for section in ABOUT_ME if section in texts],
        "texts": texts,
        "sees_goals": sight.may(Part.GOALS),
        "near": near(sight.case) if sees_team(sight) else [],
        "access": access(around) if sight.whole else [],
        "sitting": around,
        "team": present_routine(request).term("team"),
        "late": found.plan.revise_on is not None and found.plan.revise_on < day,
        "clear": CLEAR,
        "purposes": PURPOSES,
        "asks_of_choice": present_routine(request).setting("ask_alternatives"),
        "missing": _missing(request, sight, found) if own_pen.writes else [],
        **_goals(rows, view),
    }
    return render(request, "plan/plan.html", context)


def _missing(request: Any, sight: Sight, found: Sheet) -> list[str]:
    """In upper secondary: the areas of life in which no goal supports the one of education, in words."""
    case, day = sight.case, today()
    if not present_routine(request).setting("goals_beside_education") or not sight.whole or not found.goes_on(day):
        return []
    if grade_on(school_of(case), day) not in UPPER_GRADES:
        return []
    goals = [(one.pk, one.life_area, one.serves_id) for one in found.goals if one.ended_on is None]
    return [word("life_area", one) for one in missing_beside_education(goals)]


def _goals(rows: Rows, view: PlanView) -> dict[str, Any]:
    cards = [rows.card(one) for one in view.goals]
    loose = [rows.row(one) for one in view.loose]
    return {
        "cards": [card for card in cards if card.goal.ended_on is None],
        "ended_cards": [card for card in cards if card.goal.ended_on is not None],
        "loose": [row for row in loose if row.activity.status in OPEN],
        "settled": [row for row in loose if row.activity.status not in OPEN],
        "editions": view.editions,
    }


def _without_plan(request: Any, sight: Sight, around: list[Place]) -> HttpResponse:
    seats = seats_of(request.actor, sight, around)
    own_pen = pen(sight, seats)
    rows = Rows(own_pen, around, today())
    shown = [rows.row(one) for one in seen_activities(sight.case.pk, sight, seats)]
    context = {
        "head": head(sight, "plan:plan", standing=Has(bool(around), False)),
        "heading": "Plan",
        "pen": own_pen,
        "self": sight.has("subject"),
        "loose": [row for row in shown if row.activity.status in OPEN],
        "settled": [row for row in shown if row.activity.status not in OPEN],
        "purposes": PURPOSES,
        "asks_of_choice": present_routine(request).setting("ask_alternatives"),
        "declined": sight.case.plan_wish == "declines",
        "team": present_routine(request).term("team"),
    }
    return render(request, "plan/none.html", context)


@case_page(None, *READERS)
def pdf(request: Any, sight: Sight) -> HttpResponse:
    """The plan on paper, as far as the reader may see it."""
    check_reads(sight)
    found = sheet(sight.case)
    if found is None:
        raise Http404
    return pdf_file(plan_pdf(request.actor, sight, found), f"plan-{found.plan.pk}")
