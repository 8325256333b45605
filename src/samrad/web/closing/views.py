"""Closing a case: the check list, its steps in order, and what was done."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import EndReason
from samrad.closure.operations import close_case, start_closing, store_plan
from samrad.closure.queries import closing as closing_of
from samrad.closure.queries import reports_of
from samrad.closure.rules import ReportKind
from samrad.duties.language import capital, say_date
from samrad.duties.routine import Routine
from samrad.kernel.clock import day_of, today
from samrad.kernel.errors import Refused
from samrad.meetings.queries import closing_assessed_on, with_minutes
from samrad.web.closing import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import Head, at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on, whole
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.cases.models import Case
    from samrad.closure.models import Closing
    from samrad.meetings.models import Meeting

MEETINGS_TO_CHOOSE = 12


@dataclass(frozen=True)
class Point:
    """A point of the routine's check list; `done_on` is None until its act is done. `by_hand` has no act."""

    title: str
    done_on: date | None
    by_hand: bool


def _points(routine: Routine, case: "Case", begun: "Closing | None") -> list[Point]:
    listed = routine.checklists.get("closing", ())
    told = reports_of(case)
    acts = {
        "closing_assessed": closing_assessed_on(case),
        "plan_stored": begun.plan_stored_on if begun else None,
        "closing_reported": next((one.reported_on for one in told if one.kind == ReportKind.CLOSING), None),
    }
    return [Point(str(one.title), acts.get(one.act), one.act not in acts) for one in listed]


def _meeting_words(meeting: "Meeting") -> str:
    return f"{word('meeting_kind', meeting.kind)} {say_date(day_of(meeting.starts_at), near=today())}"


@case_page(None, *LEADING, *PERSONAL)
@whole
def closing(request: Any, sight: Sight) -> HttpResponse:
    """The steps of the closing. The first of them, agreeing on it, is done here."""
    begun = closing_of(sight.case)
    top = head(sight, "case:overview")
    context = _context(request, sight, top, begun)
    if request.method == "POST" and not top.leading:
        raise Refused
    if not top.leading or begun is not None:
        return render(request, "closing/closing.html", context)
    form = forms.BeginForm(request.POST or None)
    meetings = list(with_minutes(sight.case)[:MEETINGS_TO_CHOOSE])
    form.fields["meeting"].offer(((one, _meeting_words(one)) for one in meetings), blank="Ikke vurdert i et møte")
    form.fields["no_agreement_reason"].label = f"Er det ikke avklart med {sight.case.subject.given_name}, hvorfor?"
    here = at("closing:closing", sight)
    return form_page(
        request,
        form,
        lambda given: start_closing(actor=request.actor, case=sight.case, **given),
        submit="Begynn avslutningen",
        to=here,
        back=at("case:overview", sight),
        done="Avslutningen er begynt.",
        template="closing/closing.html",
        **context,
    )


def _context(request: Any, sight: Sight, top: Head, begun: "Closing | None") -> dict[str, Any]:
    routine = present_routine(request)
    return {
        "head": top,
        "heading": "Avslutning",
        "advice": routine.advice_at("closing"),
        "person": sight.case.subject,
        "begun": begun,
        "points": _points(routine, sight.case, begun),
        "meeting_words": _meeting_words(begun.meeting) if begun and begun.meeting else "",
        "team": capital(routine.term("team").sg_def),
        "plan_waits": top.has.plan and begun is not None and begun.plan_stored_on is None,
        "reason": word("end_reason", sight.case.end_reason),
    }


@case_page(None, *LEADING)
@going_on
def stored(request: Any, sight: Sight) -> HttpResponse:
    """Where the whole plan was stored after it was printed."""
    begun = closing_of(sight.case)
    if begun is None:
        raise Http404
    form = forms.StoredForm(request.POST or None, initial={"where": begun.plan_stored_where})
    return form_page(
        request,
        form,
        lambda given: store_plan(actor=request.actor, closing=begun, **given),
        heading="Planen er lagret",
        submit="Registrer",
        done="Det er registrert at planen er lagret.",
        lead="Skriv ut hele planen først, og legg den i fagsystemet ditt. Da er den tatt vare på.",
        **form_frame(sight, "case:overview", at("closing:closing", sight)),
    )


@case_page(None, *LEADING)
@going_on
def close(request: Any, sight: Sight) -> HttpResponse:
    """The last step: plan, team and access end, and the case is only read from then on."""
    begun = closing_of(sight.case)
    if begun is None:
        return redirect("closing:closing", case_id=sight.case.pk)
    form = forms.CloseForm(request.POST or None)
    frame = form_frame(sight, "case:overview", at("closing:closing", sight))

    def run(given: dict[str, Any]) -> None:
        close_case(actor=request.actor, closing=begun, **given | {"reason": EndReason(given["reason"])})

    def after() -> str:
        still_seen = form.cleaned_data["on"] >= today()
        return at("closing:closing", sight) if still_seen else reverse("today:today")

    return form_page(
        request,
        form,
        run,
        heading="Avslutt saken",
        submit="Avslutt saken",
        danger=True,
        done="Saken er avsluttet. Kontoret har fått beskjed.",
        template="closing/close.html",
        person=sight.case.subject,
        team=present_routine(request).term("team").sg_def,
        plan_waits=frame["head"].has.plan and begun.plan_stored_on is None,
        **frame | {"to": after},
    )
