"""The meeting before it is held, and the invitation: preview, sending, taking it back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from samrad.cases.access import LEADING, Sight
from samrad.consents.queries import callable_units
from samrad.kernel.clock import now
from samrad.meetings.operations.agenda import consult_agenda
from samrad.meetings.operations.asking import book_interpreter
from samrad.meetings.operations.calling import book_double_time, change_meeting, send_invitation, undo_invitation
from samrad.meetings.queries import agenda
from samrad.notices.queries import failures
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.case import at
from samrad.web.layout.context import present_municipality
from samrad.web.layout.gate import case_page, going_on
from samrad.web.meeting.forms.calling import ConsultForm, DoubleTimeForm, InterpreterForm, ReplyForm, SendForm
from samrad.web.meeting.looking import Look, look, preparing
from samrad.web.meeting.present.before import (
    Facts,
    agenda_of,
    gets_letter,
    guests_of,
    in_brackets,
    invitation_mail,
    not_reached,
    steps,
)


@case_page()
def meeting(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """When and where, the agenda, who is asked, and what is to be done before it is held."""
    found = look(request, sight, meeting_id)
    head = found.head
    points = agenda_of(found, agenda(found.meeting))
    calls = found.leads and found.open and found.meeting.called_on is None
    covered = callable_units(sight.case, now()) if calls else set()
    context = {
        "head": head,
        "heading": found.name,
        "look": found,
        "meeting": found.meeting,
        "facts": Facts(found),
        "agenda": points,
        "guests": guests_of(found, has_plan=head.has.plan),
        "not_reached": not_reached(found, failures(sight.case)) if found.leads and found.meeting.called_on else [],
        "steps": steps(found, points, covered, consents=at("consent:consents", sight)) if calls else [],
        **_small_forms(found),
    }
    return render(request, "meeting/meeting.html", context)


def _small_forms(found: Look) -> dict[str, Any]:
    """The forms that stand on the page itself, and are shown again by themselves when something is wrong."""
    forms: dict[str, Any] = {}
    mine, meeting = found.mine, found.meeting
    if mine is not None and found.open and meeting.called_on is not None:
        forms["reply_form"] = ReplyForm(auto_id="svar_%s", initial={"answer": mine.reply, "note": mine.reply_note})
    if found.leads and found.open:
        if meeting.agenda_consulted_on is None:
            subject = found.sight.case.subject.given_name
            forms["consult_form"] = ConsultForm(auto_id="samrad_%s", initial={"consulted_with": subject})
        if meeting.interpreter and meeting.interpreter_booked_on is None:
            language = {"language": meeting.interpreter_language}
            forms["interpreter_form"] = InterpreterForm(auto_id="tolk_%s", initial=language)
        if Facts(found).with_surgery and meeting.gp_double_time_on is None:
            forms["double_time_form"] = DoubleTimeForm(auto_id="lege_%s")
    return forms


@case_page(None, *LEADING)
@going_on
def consult(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The agenda was made together with the person."""
    found = preparing(request, sight, meeting_id)
    subject = sight.case.subject.given_name
    form = ConsultForm(request.POST or None, initial={"consulted_with": subject})

    def run(given: dict[str, Any]) -> None:
        consult_agenda(
            actor=request.actor, meeting=found.meeting, on=given["consulted_on"], with_whom=given["consulted_with"]
        )

    return form_page(
        request,
        form,
        run,
        heading=f"Lag sakslisten sammen med {subject}",
        title="Lag sakslisten sammen",
        submit="Lagre",
        to=found.at("meeting") + "#samrad",
        back=found.at("meeting"),
        done="Det er registrert.",
        base="layout/case.html",
        head=found.head,
        lead=f"Snakk med {subject}, foresatte eller verge om hva møtet skal handle om, før innkallingen går ut.",
    )


@case_page(None, *LEADING)
@going_on
def send(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """What goes out, what must be answered first, and the button that sends it."""
    found = preparing(request, sight, meeting_id)
    head, facts = found.head, Facts(found)
    form = _send_form(request, found, facts)
    has_plan = head.has.plan
    return form_page(
        request,
        form,
        lambda given: _send(request, found, given),
        heading="Send innkalling",
        submit="Send innkallingen",
        to=found.at("meeting") + "#innkalling",
        back=found.at("meeting"),
        done="Innkallingen er sendt.",
        template="meeting/send.html",
        base="layout/case.html",
        head=head,
        look=found,
        facts=facts,
        meeting=found.meeting,
        by_email=[one for one in found.participants if not one.by_letter],
        by_letter=[one for one in found.participants if gets_letter(found, one, has_plan=has_plan)],
        mail=invitation_mail(found, present_municipality(request).name),
        notes=found.routine.advice_at("invitation"),
        size=facts.size_advice,
    )


def _send_form(request: Any, found: Look, facts: Facts) -> SendForm:
    subject = found.sight.case.subject.given_name
    seated = [one for one in found.participants if one.seat is not None]
    must = [one for one in seated if one.must_attend]
    form = SendForm(request.POST or None, initial={"consulted_with": subject, "must_attend": must})
    form.fields["must_attend"].offer((one, in_brackets(one)) for one in seated)
    if not seated:
        form.without("must_attend")
    if not facts.of_team or found.meeting.agenda_consulted_on is not None:
        form.without("consulted_with", "consulted_on")
    if not facts.of_team or not found.of_child or found.meeting.child_attends is not None:
        return form.without("child_attends", "child_attends_reason")
    form.fields["child_attends"].label = f"Skal {subject} være med i møtet?"
    return form


def _send(request: Any, found: Look, given: dict[str, Any]) -> None:
    actor, meeting = request.actor, found.meeting
    if "child_attends" in given:
        kept = ("minutes", "place", "chair", "subject_chairs", "minute_taker", "interpreter", "interpreter_language")
        change_meeting(
            actor=actor,
            meeting=meeting,
            **{name: getattr(meeting, name) for name in kept},
            child_attends=given["child_attends"],
            child_attends_reason=given["child_attends_reason"],
        )
    if "consulted_with" in given:
        consult_agenda(actor=actor, meeting=meeting, on=given["consulted_on"], with_whom=given["consulted_with"])
    send_invitation(actor=actor, meeting=meeting, on=given["on"], must_attend=given.get("must_attend"))


@require_POST
@case_page(None, *LEADING)
@going_on
def undo(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Taking the invitation back before it has gone out."""
    found = preparing(request, sight, meeting_id)
    return press(
        request,
        lambda: undo_invitation(actor=request.actor, meeting=found.meeting),
        to=found.at("meeting") + "#innkalling",
        done="Innkallingen er tatt tilbake. Ingen har fått den.",
    )


@case_page(None, *LEADING)
@going_on
def interpreter(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """An interpreter was booked for the meeting."""
    found = preparing(request, sight, meeting_id)
    form = InterpreterForm(request.POST or None, initial={"language": found.meeting.interpreter_language})
    return form_page(
        request,
        form,
        lambda given: book_interpreter(actor=request.actor, meeting=found.meeting, **given),
        heading="Bestill tolk",
        submit="Tolk er bestilt",
        to=found.at("meeting") + "#tolk",
        back=found.at("meeting"),
        done="Det er registrert at tolk er bestilt.",
        base="layout/case.html",
        head=found.head,
    )


@case_page(None, *LEADING)
@going_on
def double_time(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The surgery set aside a double appointment."""
    found = preparing(request, sight, meeting_id)
    form = DoubleTimeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: book_double_time(actor=request.actor, meeting=found.meeting, **given),
        heading="Dobbelttime hos legekontoret",
        submit="Dobbelttime er bestilt",
        to=found.at("meeting") + "#lege",
        back=found.at("meeting"),
        done="Det er registrert.",
        base="layout/case.html",
        head=found.head,
    )
