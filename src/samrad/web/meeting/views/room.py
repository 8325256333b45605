"""In the room: who is here, what is agreed, the next meeting, approving the last minutes, and ending."""

from typing import Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, Sight
from samrad.cases.queries import askable
from samrad.deviations.operations.lifting import raise_matter
from samrad.deviations.rules import Why
from samrad.kernel.clock import day_of, local, now, today
from samrad.meetings.operations import minuting
from samrad.meetings.queries import agenda, to_review
from samrad.meetings.rules import MeetingKind, next_minute_taker
from samrad.teams.queries import members, places
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import case_page, going_on
from samrad.web.meeting.forms.minuting import AgreeForm, ApproveForm, ElsewhereForm, HoldForm
from samrad.web.meeting.forms.planning import NextForm, NoNextForm, starts
from samrad.web.meeting.looking import Look, leading, writing
from samrad.web.meeting.present.asking import employee_words, kind_choices
from samrad.web.meeting.present.minutes import to_approve
from samrad.web.meeting.views.minutes import attendance_form


def _frame(found: Look, anchor: str) -> dict[str, Any]:
    """What a form of the room needs: the head of the case, and the place in the minutes it goes back to."""
    back = found.at("minutes") + anchor
    return {"base": "layout/case.html", "head": found.head, "to": back, "back": back}


@case_page()
@going_on
def attendance(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Who is here; everybody else on the list is absent."""
    found = writing(request, sight, meeting_id)

    def run(given: dict[str, Any]) -> None:
        minuting.record_attendance(
            actor=request.actor,
            meeting=found.meeting,
            present=[one.pk for one in given["present"]],
            no_subject_reason=given["no_subject_reason"],
        )

    return form_page(
        request,
        attendance_form(found, request.POST or None),
        run,
        heading="Til stede",
        submit="Lagre oppmøtet",
        done="Oppmøtet er lagret.",
        **_frame(found, "#del-attendance"),
    )


@case_page()
@going_on
def hold(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Ending the meeting; minutes can still be written."""
    found = writing(request, sight, meeting_id)
    form = HoldForm(request.POST or None).ask(found.meeting, to_review(found.meeting))
    return form_page(
        request,
        _always(request, form),
        lambda given: minuting.hold_meeting(actor=request.actor, meeting=found.meeting, **given),
        heading="Avslutt møtet",
        submit="Avslutt møtet",
        done="Møtet er avsluttet. Du kan skrive videre i referatet.",
        **_frame(found, "#slutt"),
    )


@case_page()
@going_on
def elsewhere(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The minutes are written in a record system: which, and when."""
    found = writing(request, sight, meeting_id)
    return form_page(
        request,
        ElsewhereForm(request.POST or None),
        lambda given: minuting.minutes_elsewhere(actor=request.actor, meeting=found.meeting, **given),
        heading="Referatet er skrevet i et fagsystem",
        submit="Lagre",
        done="Det er registrert hvor referatet står.",
        lead="Skriv hvilket system det står i. Et referat bare på papir er ikke nok.",
        **_frame(found, "#slutt"),
    )


def _always(request: Any, form: Any) -> Any:
    """A form that may be sent without any field is bound all the same."""
    form.is_bound = request.method == "POST"
    return form


@case_page()
@going_on
def agree(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Writing down what was agreed: it becomes an activity with one responsible and a date."""
    found = writing(request, sight, meeting_id)
    sitting, near = places(sight.case, now()), askable(sight.case)
    subject = sight.case.subject
    groups = [
        ("De nærmeste", [("subject", subject.given_name), *((f"related-{one.pk}", one.name) for one in near)]),
        ("Gruppa", [(f"seat-{place.seat.pk}", f"{place.seat.unit.name} ({place.seat.role})") for place in sitting]),
    ]
    form = AgreeForm(request.POST or None, groups=groups)
    form.fields["agenda_item"].offer([(one, one.title) for one in agenda(found.meeting)], blank="Ingen bestemt sak")

    def run(given: dict[str, Any]) -> None:
        kind, _, number = given["responsible"].partition("-")
        seat = next((place.seat for place in sitting if kind == "seat" and place.seat.pk == int(number)), None)
        if given["outside"]:
            raise_matter(
                actor=request.actor,
                case=sight.case,
                title=given["title"],
                need=given["how"] or given["title"],
                on=min(day_of(found.meeting.starts_at), today()),
                why=Why.OUTSIDE_MANDATE,
                meeting=found.meeting,
                seat=seat,
            )
            return
        minuting.agree(
            actor=request.actor,
            meeting=found.meeting,
            title=given["title"],
            agenda_item=given["agenda_item"],
            how=given["how"],
            due_on=given["due_on"],
            by_subject=kind == "subject",
            seat=seat,
            related_person=next((one for one in near if kind == "related" and one.pk == int(number)), None),
        )

    return form_page(
        request,
        form,
        run,
        heading="Det dere ble enige om",
        submit="Legg til",
        done="Det er skrevet inn.",
        **_frame(found, "#del-decisions"),
    )


@case_page(None, *LEADING)
@going_on
def following(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Agreeing the next meeting before this one ends, with the same people."""
    found = leading(request, sight, meeting_id)
    meeting = found.meeting
    frame = _frame(found, "#del-next")
    appointed = frame["head"].coordinator
    coordinator = appointed.employment_id if appointed else None
    people = members(sight.case, today(), also=(coordinator, request.actor.employment_id))
    rotates = found.routine.setting("referent") == "rotates"
    latest = [one for one in (meeting.minute_taker_id, *found.course.minute_takers()) if one]
    turn = next_minute_taker([one.pk for one in people], latest, coordinator) if rotates else None
    initial = {
        "clock": local(meeting.starts_at).time(),
        "kind": MeetingKind.ORDINARY,
        "place": meeting.place,
        "minute_taker": turn,
        "on": min(day_of(meeting.starts_at), today()),
    }
    form = NextForm(request.POST or None, initial=initial)
    form.fields["kind"].choices = kind_choices(found.routine)
    form.fields["minute_taker"].offer([(one, employee_words(one)) for one in people], blank="Ikke bestemt")

    def run(given: dict[str, Any]) -> None:
        minuting.agree_next(
            actor=request.actor,
            meeting=meeting,
            starts_at=starts(given),
            kind=MeetingKind(given["kind"]),
            on=given["on"],
            place=given["place"],
            minute_taker=given["minute_taker"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Avtal neste møte",
        submit="Avtal møtet",
        done="Neste møte er avtalt.",
        template="meeting/next.html",
        **frame,
    )


@case_page()
@going_on
def no_following(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Saying why no next meeting was agreed."""
    found = writing(request, sight, meeting_id)
    form = NoNextForm(request.POST or None, initial={"reason": found.meeting.no_next_reason})
    return form_page(
        request,
        form,
        lambda given: minuting.no_next_meeting(actor=request.actor, meeting=found.meeting, **given),
        heading="Neste møte er ikke avtalt",
        submit="Lagre",
        done="Begrunnelsen er lagret.",
        **_frame(found, "#del-next"),
    )


@case_page()
@going_on
def approve(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """The minutes of the meeting before are approved in this one."""
    found = writing(request, sight, meeting_id)
    before = to_approve(found)
    if before is None:
        raise Http404
    form = _always(request, ApproveForm(request.POST or None))
    return form_page(
        request,
        form,
        lambda given: minuting.approve_minutes(actor=request.actor, meeting=before, in_meeting=found.meeting, **given),
        heading="Godkjenn forrige referat",
        submit="Referatet er godkjent",
        done="Forrige referat er godkjent.",
        **_frame(found, ""),
    )
