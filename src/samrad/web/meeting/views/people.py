"""Who is asked: inviting one more, bringing somebody along, answers, letters, and the entry for the calendar."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.queries import askable
from samrad.consents.queries import callable_units
from samrad.documents.meeting import invitation_pdf
from samrad.exchange.calendar import meeting_ics
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid, Refused
from samrad.meetings.operations.asking import (
    ask_to_meeting,
    bring_support,
    mark_invitation_posted,
    remove_participant,
    reply,
)
from samrad.meetings.rules import Reply
from samrad.teams.queries import places
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.files import calendar, pdf
from samrad.web.layout.gate import case_page, going_on
from samrad.web.meeting.forms.calling import AskForm, PostedForm, ReplyForm, SupportForm
from samrad.web.meeting.looking import Look, leading, look, preparing
from samrad.web.meeting.present.asking import ask_choices
from samrad.web.meeting.present.before import what_somebody_is

if TYPE_CHECKING:
    from samrad.meetings.models import Participant


def _participant(found: Look, participant_id: int) -> "Participant":
    one = next((one for one in found.participants if one.pk == participant_id), None)
    if one is None:
        raise Http404
    return one


@case_page(None, *LEADING)
@going_on
def ask(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Inviting one more: a seat, or somebody near the person."""
    found = preparing(request, sight, meeting_id)
    sitting, near = places(sight.case, now()), askable(sight.case)
    groups = ask_choices(sitting, near, found.participants, callable_units(sight.case, now()))
    form = AskForm(request.POST or None, groups=groups)

    def run(given: dict[str, Any]) -> None:
        kind, _, number = given["who"].partition("-")
        if kind == "seat":
            seat = next(place.seat for place in sitting if place.seat.pk == int(number))
            ask_to_meeting(actor=request.actor, meeting=found.meeting, seat=seat)
        else:
            related = next(one for one in near if one.pk == int(number))
            ask_to_meeting(actor=request.actor, meeting=found.meeting, related=related)

    called = "Innkallingen er sendt. Den du legger til, får den med én gang." if found.meeting.called_on else ""
    return form_page(
        request,
        form,
        run,
        heading="Inviter en til",
        submit="Inviter",
        to=found.at("meeting") + "#deltakere",
        back=found.at("meeting"),
        done="Deltakeren er lagt til.",
        lead=called,
        template="meeting/ask.html",
        base="layout/case.html",
        head=found.head,
        nobody=not groups,
    )


@case_page(None, *LEADING, *PERSONAL)
@going_on
def support(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The person brings somebody along."""
    found = look(request, sight, meeting_id)
    if not found.may_bring:
        raise Refused("Møtet er holdt eller avlyst. Da endres det ikke lenger.")
    who = "Du" if request.actor.is_personal else sight.case.subject.given_name
    return form_page(
        request,
        SupportForm(request.POST or None),
        lambda given: bring_support(actor=request.actor, meeting=found.meeting, **given),
        heading="Ta med en støtteperson",
        submit="Legg til",
        to=found.at("meeting") + "#deltakere",
        back=found.at("meeting"),
        done="Støttepersonen er lagt til.",
        base="layout/case.html",
        head=found.head,
        lead=f"{who} kan ta med noen. Støttepersonen blir invitert til møtet, og ser ikke noe av saken.",
    )


@case_page(None, *LEADING)
@going_on
def remove(request: Any, sight: Sight, meeting_id: int, participant_id: int) -> HttpResponse:
    """Taking somebody off the list, after asking once."""
    found = preparing(request, sight, meeting_id)
    one = _participant(found, participant_id)
    if request.method == "POST":
        return press(
            request,
            lambda: remove_participant(actor=request.actor, participant=one),
            to=found.at("meeting") + "#deltakere",
            done=f"{one.name} er tatt av listen.",
        )
    told = " Innkallingen er sendt, så si gjerne fra." if found.meeting.called_on else ""
    context = {
        "heading": "Ta av listen",
        "lead": f"{one.name} ({what_somebody_is(one)}) blir ikke lenger innkalt til dette møtet.{told}",
        "submit": "Ta av listen",
        "back": found.at("meeting"),
    }
    return render(request, "layout/confirm.html", context)


@case_page()
@going_on
def answer(request: Any, sight: Sight, meeting_id: int, participant_id: int) -> HttpResponse:
    """Answering an invitation: one's own, or (the coordinator) one that came by telephone or on paper."""
    found = look(request, sight, meeting_id)
    one = _participant(found, participant_id)
    own = found.mine is not None and found.mine.pk == one.pk
    if not own and not found.leads:
        raise Refused("Du kan bare svare for deg selv.")
    if not found.open:
        raise Refused("Møtet er holdt eller avlyst. Da trengs det ikke noe svar.")
    form = ReplyForm(request.POST or None, initial={"answer": one.reply, "note": one.reply_note})

    def run(given: dict[str, Any]) -> None:
        if found.meeting.called_on is None:
            raise Invalid("Innkallingen er ikke sendt ennå.")
        reply(actor=request.actor, participant=one, answer=Reply(given["answer"]), note=given["note"])

    return form_page(
        request,
        form,
        run,
        heading="Kommer du?" if own else "Skriv inn et svar",
        submit="Lagre svaret",
        to=found.at("meeting") + ("#svar" if own else "#deltakere"),
        back=found.at("meeting"),
        done="Svaret er lagret.",
        lead="" if own else f"Svaret fra {one.name}.",
        base="layout/case.html",
        head=found.head,
    )


@case_page(None, *LEADING)
def letter(request: Any, sight: Sight, meeting_id: int, participant_id: int) -> HttpResponse:
    """The invitation as a letter to one participant."""
    found = leading(request, sight, meeting_id)
    one = _participant(found, participant_id)
    return pdf(invitation_pdf(sight, found.meeting, one), f"innkalling-{found.meeting.pk}")


@case_page(None, *LEADING)
@going_on
def posted(request: Any, sight: Sight, meeting_id: int, participant_id: int) -> HttpResponse:
    """The letter was posted."""
    found = leading(request, sight, meeting_id)
    one = _participant(found, participant_id)
    return form_page(
        request,
        PostedForm(request.POST or None),
        lambda given: mark_invitation_posted(actor=request.actor, participant=one, **given),
        heading="Brevet er postet",
        submit="Lagre",
        to=found.at("meeting") + "#deltakere",
        back=found.at("meeting"),
        done="Det er registrert.",
        lead=f"Brevet til {one.name}.",
        base="layout/case.html",
        head=found.head,
    )


@case_page()
def ics(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The meeting as an entry for a calendar, which says nothing of what it is about."""
    return calendar(meeting_ics(look(request, sight, meeting_id).meeting))
