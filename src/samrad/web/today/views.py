"""I dag, and one duty."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.audit.queries import events_in, last_read
from samrad.board.queries.duties import mine as office_duties
from samrad.cases.access import LEADING, Sight, held
from samrad.cases.queries import cases_by_id
from samrad.coordinators.queries import questions_to
from samrad.emergency.queries import to_control
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import now, today
from samrad.meetings.queries import upcoming_for
from samrad.plans.queries import activity_titles
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.duties import DutyView, activity_of, present
from samrad.web.layout.gate import case_page, log_list
from samrad.web.layout.offices import shown as offices_shown
from samrad.web.layout.words import DONE
from samrad.web.today.forms import NoteForm
from samrad.worklist.access import mine, sees_duty
from samrad.worklist.operations import confirm, exempt, postpone, take_back
from samrad.worklist.queries import duty_row, my_duties, notes_on
from samrad.worklist.rules import NoteKind

SHOWN = 7
NEWS_DAYS = 14
NEWS_SHOWN = 8
CHANGES_OF_PEOPLE = frozenset(
    f"coordinators.{one}" for one in ("appoint", "replace", "take_over", "end_appointment", "name_stand_in")
) | frozenset(
    f"teams.{one}" for one in ("open_team", "propose_seat", "fill_seat", "end_holder", "end_seat", "end_team")
)


@dataclass(frozen=True)
class News:
    """What somebody did in one of my cases since I was here: the latest, and how much more."""

    who: str
    what: str
    case: Any
    at: Any
    more: int = 0


def front(request: Any) -> HttpResponse:
    """The front page leads to the page that is first for this actor."""
    return redirect("mine:plan" if request.actor.is_personal else "today:today")


def page(request: Any) -> HttpResponse:
    """My duties (late, then due, then later), next meetings, and what is new since I was here."""
    actor, day = request.actor, today()
    if actor.is_personal:
        return redirect("mine:plan")
    rows = list(my_duties(mine(actor, now()), day))
    duties = present(request, rows, about=activity_titles(one for row in rows if (one := activity_of(row))))
    questions = list(questions_to(actor.unit_id)) if actor.is_leader else []
    asked = {one.row.case_id: one for one in duties if one.row.act == "leader_answered" and questions}
    duties = [one for one in duties if one not in asked.values()]
    late = [one for one in duties if one.state == "late"]
    week = [one for one in duties if one.state == "open" and one.row.due <= day + timedelta(days=7)]
    later = [one for one in duties if one not in late and one not in week]
    meetings = upcoming_for(held(actor, now(), *LEADING, "seat", "called_in"), now())[:6]
    news = _news(actor)
    most = len(duties) if "alle" in request.GET else SHOWN
    groups = [_group(name, found, most) for name, found in (("Forfalt", late), ("Denne uka", week), ("Senere", later))]
    context = {
        "heading": "I dag",
        "day": day,
        "groups": [group for group in groups if group["count"]],
        "meetings": meetings,
        "news": news,
        "questions": questions,
        "asked": asked,
        "emergencies": to_control().count() if actor.is_system_owner else 0,
        "offices": offices_shown(office_duties(actor, day), day),
    }
    response = render(request, "today/today.html", context)
    shown = {duty.row.case_id for group in groups for duty in group["duties"]} | {one.case_id for one in meetings}
    log_list(request, shown | {one.case.pk for one in news})
    return response


def _group(name: str, duties: list[DutyView], most: int) -> dict[str, Any]:
    return {"name": name, "count": len(duties), "duties": duties[:most], "rest": len(duties[most:])}


def _news(actor: Any) -> list[News]:
    """Who leads hears of all that is done in her cases; the office, when coordinators and members change (S3-035)."""
    since = last_read(actor.user_id, "today:today", before=instant(today(), 0))
    since = max(since or now() - timedelta(days=NEWS_DAYS), now() - timedelta(days=NEWS_DAYS))
    seen = held(actor, now(), *(("registry",) if actor.is_office else LEADING))
    told = CHANGES_OF_PEOPLE if actor.is_office else DONE.keys()
    events = list(events_in(seen, since=since, operations=told, but_user=actor.user_id)[:60])
    cases = cases_by_id({one.case_id for one in events if one.case_id})
    news: dict[tuple[int | None, str], News] = {}
    for event in events:
        key = (event.case_id, event.actor_name)
        if key in news:
            news[key] = replace(news[key], more=news[key].more + 1)
        else:
            news[key] = News(event.actor_name, DONE[event.operation], cases[event.case_id or 0], event.at)
    return list(news.values())[:NEWS_SHOWN]


@case_page()
def duty(request: Any, sight: Sight, duty_id: int) -> HttpResponse:
    """One duty: why it is, whose it is, and saying that it was done, put off or not to be done."""
    row = duty_row(sight.case.pk, duty_id)
    if row is None or not sees_duty(sight, row):
        raise Http404
    view = present(request, [row])[0]
    here = reverse("today:duty", kwargs={"case_id": sight.case.pk, "duty_id": duty_id})

    def run(given: dict[str, Any]) -> None:
        common = {"actor": request.actor, "case": sight.case, "key": row.key, "on": given["on"], "note": given["note"]}
        if given["kind"] == NoteKind.CONFIRMED:
            confirm(**common)
        elif given["kind"] == NoteKind.EXEMPTED:
            exempt(**common, until=given["day"])
        else:
            postpone(**common, to=given["day"])

    return form_page(
        request,
        NoteForm(request.POST or None),
        run,
        heading=view.title,
        submit="Lagre",
        to=reverse("case:overview", kwargs={"case_id": sight.case.pk}),
        back=reverse("case:overview", kwargs={"case_id": sight.case.pk}),
        done="Det er registrert.",
        template="today/duty.html",
        duty=view,
        notes=notes_on(sight.case.pk, row.key),
        sight=sight,
        here_url=here,
    )


@require_POST
@case_page()
def undo_note(request: Any, sight: Sight, note_id: int) -> HttpResponse:
    """Takes back what was said of a duty."""
    word = next((one for one in notes_on(sight.case.pk) if one.pk == note_id), None)
    if word is None:
        raise Http404
    back = reverse("case:overview", kwargs={"case_id": sight.case.pk})
    return press(request, lambda: take_back(actor=request.actor, word=word), to=back, done="Det er tatt tilbake.")
