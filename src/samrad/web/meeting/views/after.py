"""After the meeting: making the minutes final, sending them out, and what is added later."""

from typing import Any

from django.http import HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused
from samrad.meetings.operations.minuting import add_note, publish_minutes
from samrad.meetings.operations.minuting import distribute as send_out
from samrad.meetings.queries import agenda, decisions, fields, lacking, recipients
from samrad.teams.queries import seats
from samrad.teams.rules import SeatKind
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import case_page, going_on
from samrad.web.meeting.forms.minuting import DistributeForm, NoteForm, PublishForm
from samrad.web.meeting.looking import leading, look, writing
from samrad.web.meeting.present import minutes as present
from samrad.web.meeting.present.sending import readers
from samrad.web.meeting.views.minutes import with_decision


@case_page()
@going_on
def publish(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The minutes as they will stand, what is missing, and the button that makes them final."""
    found = writing(request, sight, meeting_id)
    meeting, written, agreed = found.meeting, fields(found.meeting), decisions(found.meeting)
    lacks = lacking(
        meeting, found.routine, written=written, asked=found.participants, points=agenda(meeting), decided=bool(agreed)
    )
    return form_page(
        request,
        PublishForm(request.POST or None),
        lambda given: publish_minutes(actor=request.actor, meeting=meeting, on=given["on"]),
        heading="Gjør referatet ferdig",
        submit="Gjør referatet ferdig",
        to=found.at("minutes"),
        back=found.at("minutes"),
        done="Referatet er ferdig.",
        template="meeting/publish.html",
        base="layout/case.html",
        head=found.head,
        look=found,
        meeting=meeting,
        lacks=lacks,
        minutes_page=found.at("minutes"),
        ends=present.ends(found),
        sections=present.document(found, written),
        attendance=present.attendance(found),
        deeds=present.deeds_seen(found, [with_decision(one) for one in agreed]),
        next_one=present.next_one(found),
    )


@case_page(None, *LEADING)
@going_on
def distribute(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Who gets the minutes and on what consent; seats on demand can be added."""
    found = leading(request, sight, meeting_id)
    if found.meeting.published_on is None:
        raise Refused("Gjør referatet ferdig først.")
    granted = in_force_by_unit(sight.case, now())
    sitting = list(seats(sight.case, today()))
    given_to = recipients(found.meeting)
    likely = readers(found, sitting, granted, given_to)
    form = DistributeForm(request.POST or None)
    extra = [one for one in sitting if one.kind != SeatKind.PERMANENT and one.pk not in {to.seat_id for to in given_to}]
    form.fields["also"].offer((one, _extra_words(one, granted)) for one in extra)
    if not extra:
        del form.fields["also"]

    def run(given: dict[str, Any]) -> None:
        send_out(actor=request.actor, meeting=found.meeting, on=given["on"], also=given.get("also", ()))

    return form_page(
        request,
        form,
        run,
        heading="Send ut referatet",
        submit="Send ut",
        to=found.at("minutes"),
        back=found.at("minutes"),
        done="Referatet er sendt ut.",
        template="meeting/distribute.html",
        base="layout/case.html",
        head=found.head,
        readers=likely,
        recipients=given_to,
        meeting=found.meeting,
    )


def _extra_words(seat: Any, granted: dict[int, list[Any]]) -> str:
    covered = any(Part.MINUTES in grant.parts for grant in granted.get(seat.unit_id, ()))
    lacking_words = "" if covered else " – samtykket dekker ikke referat"
    return f"{seat.unit.name} ({seat.role}){lacking_words}"


@case_page(None, *LEADING, *PERSONAL, "seat")
@going_on
def note(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """A dated addition to published minutes, or a comment."""
    found = look(request, sight, meeting_id)
    if not found.may_note:
        raise Refused("Du kan legge til noe når referatet er ferdig.")
    return form_page(
        request,
        NoteForm(request.POST or None),
        lambda given: add_note(actor=request.actor, meeting=found.meeting, **given),
        heading="Skriv et tillegg" if found.leads else "Skriv en kommentar",
        submit="Legg til",
        to=found.at("minutes") + "#merknader",
        back=found.at("minutes"),
        done="Det er lagt til.",
        base="layout/case.html",
        head=found.head,
        lead="Referatet endres ikke. Det du skriver, står under det med dato og navnet ditt, og kan ikke tas bort.",
    )
