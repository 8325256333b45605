"""The agenda: adding, rewriting, ordering and taking away points."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import LifeArea
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.meetings.operations.agenda import change_item, propose_item
from samrad.meetings.operations.agenda import move_item as move_point
from samrad.meetings.operations.agenda import remove_item as remove_point
from samrad.meetings.queries import agenda
from samrad.plans.access import sees_goal
from samrad.plans.queries import open_goals
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.minors import minor_words
from samrad.web.meeting.forms.calling import ItemForm
from samrad.web.meeting.looking import Look, look, preparing
from samrad.web.meeting.present.before import agenda_of

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem
    from samrad.web.meeting.present.before import Point

TO_AGENDA = "#sakliste"


@case_page()
@going_on
def add_item(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """A new point, in own words or out of the plan. What does not belong is said to professionals only (S3-117)."""
    found = look(request, sight, meeting_id)
    if not found.may_propose:
        raise Refused("Saker kan legges til av dem som er innkalt, til møtet er holdt.")
    goals = [goal for goal in open_goals(sight.case) if sees_goal(sight, goal)]
    form = ItemForm(request.POST or None)
    form.fields["goal"].offer([(goal, goal.title) for goal in goals], blank="Ikke fra planen")
    del form.fields["needs_decision"]
    if not goals:
        form.leave_out_goals()

    def run(given: dict[str, Any]) -> None:
        goal = given.get("goal")
        area = given["life_area"] or (goal.life_area if goal else LifeArea.OTHER)
        propose_item(
            actor=request.actor,
            meeting=found.meeting,
            title=given["title"] or (goal.title if goal else ""),
            detail=given["detail"],
            minutes=given["minutes"] or 0,
            life_area=LifeArea(area),
            goal=goal,
        )

    return form_page(
        request,
        form,
        run,
        minor=minor_words(sight, today()),
        heading="Legg til en sak",
        submit="Legg til saken",
        to=found.at("meeting") + TO_AGENDA,
        back=found.at("meeting"),
        done="Saken står på sakslisten.",
        advice=_advice(found),
        base="layout/case.html",
        head=found.head,
        lead="Alle som er innkalt til møtet, kan lese sakslisten.",
    )


def _advice(found: Look) -> list[str]:
    if found.request.actor.is_personal and found.routine.setting("agenda_limits") != "everybody":
        return []
    return found.routine.advice_at("agenda")


def _item(found: Look, item_id: int) -> "AgendaItem":
    one = next((one for one in agenda(found.meeting) if one.pk == item_id), None)
    if one is None or not found.eyes.agenda(one):
        raise Http404
    return one


def _changeable(found: Look, item_id: int) -> "tuple[AgendaItem, Point]":
    one = _item(found, item_id)
    point = agenda_of(found, [one]).points[0]
    if not point.may_change:
        raise Refused("Du kan bare endre dine egne saker, til møtet er holdt.")
    return one, point


@case_page(None, *LEADING, *PERSONAL)
@going_on
def item(request: Any, sight: Sight, meeting_id: int, item_id: int) -> HttpResponse:
    """Rewriting a point; the person's own by the person."""
    found = look(request, sight, meeting_id)
    one, point = _changeable(found, item_id)
    names = ("title", "detail", "life_area", "minutes", "needs_decision")
    form = ItemForm(request.POST or None, initial={name: getattr(one, name) for name in names})
    form.leave_out_goals()
    form.fields["title"].label = "Hva heter saken?"
    if request.actor.is_personal:
        del form.fields["needs_decision"]

    def run(given: dict[str, Any]) -> None:
        change_item(
            actor=request.actor,
            item=one,
            title=given["title"],
            detail=given["detail"],
            minutes=given["minutes"] or 0,
            life_area=LifeArea(given["life_area"] or LifeArea.OTHER),
            needs_decision=given.get("needs_decision", one.needs_decision),
        )

    return form_page(
        request,
        form,
        run,
        heading="Endre saken",
        submit="Lagre",
        to=found.at("meeting") + TO_AGENDA,
        back=found.at("meeting"),
        done="Saken er endret.",
        template="meeting/item.html",
        base="layout/case.html",
        head=found.head,
        advice=_advice(found),
        point=point,
        meeting=found.meeting,
    )


@require_POST
@case_page(None, *LEADING, *PERSONAL)
@going_on
def remove_item(request: Any, sight: Sight, meeting_id: int, item_id: int) -> HttpResponse:
    """Taking a point off the agenda."""
    found = look(request, sight, meeting_id)
    one, _ = _changeable(found, item_id)
    return press(
        request,
        lambda: remove_point(actor=request.actor, item=one),
        to=found.at("meeting") + TO_AGENDA,
        done=f"«{one.title}» er tatt av sakslisten.",
    )


@require_POST
@case_page(None, *LEADING)
@going_on
def move_item(request: Any, sight: Sight, meeting_id: int, item_id: int, way: str) -> HttpResponse:
    """Moving a point one place up ("opp") or down ("ned")."""
    found = preparing(request, sight, meeting_id)
    one = _item(found, item_id)
    if way not in ("opp", "ned"):
        raise Http404
    return press(
        request, lambda: move_point(actor=request.actor, item=one, up=way == "opp"), to=found.at("meeting") + TO_AGENDA
    )
