"""Handling a notice and the need behind it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import LEADING, Sight
from samrad.cases.operations.life import decline_case, join_cases
from samrad.cases.operations.notices import answer_notice, assess_need, give_information, tell_person_of_notice
from samrad.cases.queries import case_numbered, likely_same, notice_in
from samrad.cases.rules import Answer, Part, Told
from samrad.coordinators.queries import coordinator
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.web.intake.forms.handling import AnswerForm, AssessForm, DeclineForm, InformForm, JoinForm, ToldForm
from samrad.web.intake.waiting import waiting
from samrad.web.layout.acting import act, form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on

HERE = "intake:case"


@case_page(None, "registry", *LEADING)
@going_on
def notice(request: Any, sight: Sight, notice_id: int) -> HttpResponse:
    """One notice: what came, answering it, and that the person was told. Two forms on one page."""
    found = notice_in(sight.case, notice_id)
    if found is None:
        raise Http404
    which = request.POST.get("form", "")
    answer = AnswerForm(request.POST if which == "answer" else None, auto_id="svar_%s")
    told = ToldForm(request.POST if which == "told" else None, auto_id="fortalt_%s")
    done = ""
    if which == "answer" and act(answer, lambda given: answer_notice(actor=request.actor, notice=found, **given)):
        done = "Svaret er registrert."
    if which == "told" and act(told, lambda given: tell_person_of_notice(actor=request.actor, notice=found, **given)):
        done = "Det er registrert at personen har fått vite det."
    if done:
        return _after(request, sight, done)
    context = {
        "head": head(sight, HERE),
        "heading": "Melding om behov",
        "notice": found,
        "sees": sight.may(Part.NOTICE),
        "answer": answer,
        "told": told,
        "form": told if which == "told" else answer,
        "may_answer": sight.has("registry") and found.answered_on is None,
        "may_tell": found.person_told_on is None,
        "waited": waiting(found.received_on, present_routine(request).setting("notice_answer"), today()),
        "back": at(HERE, sight),
    }
    return render(request, "intake/notice.html", context, status=422 if which else 200)


def _after(request: Any, sight: Sight, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(at(HERE, sight))


@case_page(Part.NOTICE, "registry", *LEADING)
@going_on
def assess(request: Any, sight: Sight) -> HttpResponse:
    """Whether the person needs services that work together over time."""
    return form_page(
        request,
        AssessForm(request.POST or None),
        lambda given: assess_need(actor=request.actor, case=sight.case, **given),
        heading="Vurder behovet",
        submit="Lagre vurderingen",
        done="Vurderingen er lagret.",
        advice=present_routine(request).advice_at("intake"),
        draft=f"assess-{sight.case.pk}",
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(None, "registry", *LEADING, "seat")
@going_on
def inform(request: Any, sight: Sight) -> HttpResponse:
    """That the person was given the booklet or told of a right, and what she answered."""
    routine = present_routine(request)
    asked = request.GET.get("hva", "")
    form = InformForm(
        request.POST or None,
        initial={"given_to": sight.case.subject.name, "what": [asked] if asked in set(Told) else []},
    )
    return form_page(
        request,
        form,
        lambda given: _inform(request, sight, given, routine),
        heading="Informasjon til personen",
        submit="Registrer",
        done="Det er registrert.",
        template="intake/inform.html",
        municipality_id=request.actor.municipality_id,
        **form_frame(sight, HERE, at(HERE if sight.has("registry", *LEADING) else "case:overview", sight)),
    )


def _inform(request: Any, sight: Sight, given: dict[str, Any], routine: Routine) -> None:
    answers = {Told.COORDINATOR_RIGHT: given["answer_coordinator"], Told.PLAN_RIGHT: given["answer_plan"]}
    booklet = routine.documents.get("booklet")
    for one in given["what"]:
        what = Told(one)
        answer = answers.get(what)
        give_information(
            actor=request.actor,
            case=sight.case,
            what=what,
            on=given["on"],
            given_to=given["given_to"],
            document_version=booklet.version if booklet and what is Told.BOOKLET else "",
            answer=Answer(answer) if answer else None,
        )


@case_page(None, "registry")
@going_on
def decline(request: Any, sight: Sight) -> HttpResponse:
    """Ends a case in which coordinated services are not needed."""
    return form_page(
        request,
        DeclineForm(request.POST or None),
        lambda given: decline_case(actor=request.actor, case=sight.case, **given),
        heading="Avslutt uten tiltak",
        submit="Avslutt saken",
        danger=True,
        done="Saken er avsluttet.",
        lead="Saken avsluttes, og alle frister faller bort. Kommer det en ny melding, åpnes en ny sak.",
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(None, "registry")
@going_on
def join(request: Any, sight: Sight) -> HttpResponse:
    """Joins the case to another of the municipality, chosen by its number; says first what will happen."""
    wanted = request.GET.get("sak", "").strip()
    into = case_numbered(wanted) if wanted else None
    refused = _why_not(sight, wanted, into)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and into is not None and not refused:
        target = into
        if act(form, lambda given: join_cases(actor=request.actor, case=sight.case, into=target, **given)):
            return _joined(request, sight, target)
    context = {
        "head": head(sight, HERE),
        "heading": "Slå sammen med en annen sak",
        "wanted": wanted,
        "into": None if refused else into,
        "refused": refused,
        "likely": [] if into and not refused else likely_same(sight.case),
        "form": form,
        "back": at(HERE, sight),
    }
    return render(request, "intake/join.html", context, status=422 if request.method == "POST" else 200)


def _why_not(sight: Sight, wanted: str, into: Any) -> str:
    if coordinator(sight.case) is not None:
        return "Denne saken har en koordinator. Gå til den andre saken, og slå den sammen med denne."
    if wanted and into is None:
        return f"Vi finner ingen sak med nummeret {wanted}."
    if into is not None and into.pk == sight.case.pk:
        return "Dette er saken du står i. Skriv nummeret på den andre."
    if into is not None and into.ended_on is not None:
        return "Saken du vil slå sammen med, er avsluttet."
    return ""


def _joined(request: Any, sight: Sight, into: Any) -> HttpResponse:
    messages.success(request, f"Sak {sight.case.number} er slått sammen med denne.")
    return redirect(HERE, case_id=into.pk)
