"""The minutes: the fields in the room, the document after, saving one field, and the PDF."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samrad.cases.access import Sight
from samrad.documents.meeting import minutes_pdf as laid_out
from samrad.duties.routine import Heading
from samrad.kernel.errors import Invalid, Refused, Stale
from samrad.meetings.operations.minuting import write_minutes
from samrad.meetings.queries import agenda, at_hand, decisions, fields, lacking, notes, to_review
from samrad.plans.queries import open_goals
from samrad.web.layout.files import pdf
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.numbers import whole_number
from samrad.web.meeting.forms.minuting import AgreeForm, ApproveForm, AttendanceForm, HoldForm
from samrad.web.meeting.looking import Look, look, writing
from samrad.web.meeting.present import minutes as present
from samrad.web.meeting.present.before import Facts, in_brackets
from samrad.worklist.queries import duties

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem

UNSEEN = "Referatet er for dem som har fått samtykke til å lese det, når det er ferdig."


@case_page()
def minutes(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The minutes, to write in or to read."""
    found = look(request, sight, meeting_id)
    if found.writes:
        return render(request, "meeting/room.html", _room(found))
    if not found.reads:
        raise Refused(UNSEEN)
    return render(request, "meeting/document.html", _document(found))


def _room(found: Look) -> dict[str, Any]:
    meeting, subject = found.meeting, found.sight.case.subject
    points, written, work = agenda(meeting), fields(meeting), at_hand(meeting)
    shown = present.blocks(found, points, written)
    lacks = lacking(
        meeting, found.routine, written=written, asked=found.participants, points=points, decided=bool(work.decided)
    )
    first = found.course.is_first(meeting)
    return {
        "heading": f"{found.name} for {subject.given_name}",
        "advice": found.routine.advice_at("minutes"),
        "look": found,
        "sight": found.sight,
        "meeting": meeting,
        "person": subject,
        "facts": Facts(found),
        "ends": present.ends(found),
        "blocks": shown,
        "marks": present.marks(shown, lacks),
        "lacks": lacks,
        "deeds": [present.deed(one) for one in work.decided],
        "lines": present.plan_lines(found, open_goals(found.sight.case), work.going_on),
        "checks": present.first_meeting_checks(found, duties(found.sight.case.pk)) if first else [],
        "services": [one.seat.unit.name for one in found.participants if one.seat is not None],
        "before": present.to_approve(found),
        "next_one": present.next_one(found),
        "absent": [one for one in found.participants if one.attended is False],
        "attendance_form": attendance_form(found, None, auto_id="opp_%s"),
        "agree_form": agree_form(found, points, None, auto_id="enige_%s"),
        "approve_form": ApproveForm(auto_id="godkjenn_%s"),
        "hold_form": HoldForm(auto_id="slutt_%s").ask(meeting, to_review(meeting)),
    }


def attendance_form(found: Look, data: Any, **keywords: Any) -> AttendanceForm:
    """The form of who was there, with everybody asked."""
    present_now = [one for one in found.participants if one.attended]
    initial = {"present": present_now, "no_subject_reason": found.meeting.no_subject_reason}
    form = AttendanceForm(data, initial=initial, **keywords)
    form.fields["present"].offer((one, in_brackets(one)) for one in found.participants)
    return form


def agree_form(found: Look, points: "list[AgendaItem]", data: Any, **keywords: Any) -> AgreeForm:
    """The form of what was agreed, with those asked and the points of the agenda."""
    groups = present.responsible_choices(found.participants, found.sight.case.subject)
    form = AgreeForm(data, groups=groups, **keywords)
    form.fields["agenda_item"].offer([(one, one.title) for one in points], blank="Ingen bestemt sak")
    return form


def _document(found: Look) -> dict[str, Any]:
    meeting = found.meeting
    agreed = [with_decision(one) for one in decisions(meeting)]
    return {
        "head": found.head,
        "heading": "Referat",
        "look": found,
        "meeting": meeting,
        "ends": present.ends(found),
        "sections": present.document(found, fields(meeting)),
        "attendance": present.attendance(found),
        "deeds": present.deeds_seen(found, agreed),
        "next_one": present.next_one(found),
        "notes": present.notes_seen(found, notes(meeting)),
        "before": present.to_approve(found),
    }


def with_decision(one: Any) -> Any:
    """The activity of a decision, with the decision on it."""
    one.activity.decided = one
    return one.activity


# ── saving one field ─────────────────────────────────────────────────────────


@require_POST
@case_page()
@going_on
def write(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Saves one field of the minutes; a stale save is answered with both texts (409), and nothing is lost."""
    found = writing(request, sight, meeting_id)
    heading, item = _field(request, found)
    keep, mine = request.POST.get("keep", ""), request.POST.get("text", "").replace("\r\n", "\n")
    version = _number(request, "seen" if keep else "version")
    there = _there(found, heading, item)
    if keep == "theirs":
        return _saved(request, found, heading, item)
    text = f"{there.text.rstrip()}\n\n{mine.lstrip()}" if keep == "both" and there is not None else mine
    try:
        write_minutes(
            actor=request.actor, meeting=found.meeting, heading=heading.id, text=text, version=version, agenda_item=item
        )
    except Stale as stale:
        return _unsaved(request, found, present.field_of(heading, item, fields(found.meeting)), stale=stale, mine=mine)
    except Invalid as error:
        field = present.field_of(heading, item, fields(found.meeting))
        return _unsaved(request, found, field, mine=mine, sentence=error.sentence)
    return _saved(request, found, heading, item)


def _field(request: Any, found: Look) -> "tuple[Heading, AgendaItem | None]":
    named = request.POST.get("heading", "")
    heading = next((one for one in found.routine.headings(found.meeting.kind) if one.id == named), None)
    if heading is None or heading.fill not in (*present.WRITTEN, "agenda"):
        raise Http404
    if heading.fill != "agenda":
        return heading, None
    number = _number(request, "item")
    item = next((one for one in agenda(found.meeting) if one.pk == number), None)
    if item is None:
        raise Http404
    return heading, item


def _number(request: Any, name: str) -> int:
    return whole_number(request.POST.get(name, "")) or 0


def _there(found: Look, heading: Heading, item: "AgendaItem | None") -> Any:
    return fields(found.meeting).get((heading.id, item.pk if item else None))


def _saved(request: Any, found: Look, heading: Heading, item: "AgendaItem | None") -> HttpResponse:
    field = present.field_of(heading, item, fields(found.meeting))
    if not request.htmx:
        return redirect(f"{found.at('minutes')}#{field.key}")
    swap = bool(request.POST.get("keep"))
    return render(request, "meeting/_saved.html", {"field": field, "swap": swap})


def _unsaved(
    request: Any, found: Look, field: present.Field, *, mine: str, stale: Stale | None = None, sentence: str = ""
) -> HttpResponse:
    context = {
        "field": field,
        "stale": stale,
        "mine": mine,
        "sentence": sentence,
        "version": _number(request, "seen" if request.POST.get("keep") else "version"),
        "heading": "To har skrevet samtidig" if stale else "Teksten ble ikke lagret",
        "look": found,
        "meeting": found.meeting,
        "sight": found.sight,
        "person": found.sight.case.subject,
        "choices": present.KEEP,
    }
    template = "meeting/_unsaved.html" if request.htmx else "meeting/unsaved.html"
    return render(request, template, context, status=409 if stale else 422)


@case_page()
def minutes_pdf(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The minutes as a PDF, with what the actor may see."""
    found = look(request, sight, meeting_id)
    if not found.reads:
        raise Refused(UNSEEN)
    return pdf(
        laid_out(request.actor, sight, found.meeting, seen=(found.participants, found.seats)),
        f"referat-{found.meeting.pk}",
    )
