"""The coordinator's own steps: taking on the task, courses, reports and pauses."""

from typing import Any

from django.http import HttpResponse

from samrad.accounts.queries import employment_of
from samrad.cases.access import LEADING, Sight
from samrad.cases.operations.life import pause, resume
from samrad.cases.queries import open_pause
from samrad.closure.operations import report
from samrad.closure.rules import ReportKind
from samrad.coordinators.operations import accept, explain_roles, record_course, take_over
from samrad.coordinators.queries import coordinator
from samrad.kernel.errors import Refused
from samrad.web.case import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.duties import present
from samrad.web.layout.gate import case_page
from samrad.worklist.queries import duties


@case_page(None, "coordinator")
def accepting(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator takes on the task, or takes over after a hand-over with the open duties in view."""
    appointment = coordinator(sight.case)
    if appointment is None or appointment.employment_id != request.actor.employment_id:
        raise Refused("Bare den som er oppnevnt, kan gjøre dette.")
    form = forms.AcceptForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        if appointment.accepted_on is None and not appointment.handover_note:
            accept(actor=request.actor, appointment=appointment, **given)
            return
        if given["roles_explained_on"]:
            explain_roles(actor=request.actor, appointment=appointment, on=given["roles_explained_on"])
        if appointment.handover_note and appointment.handed_over_on is None:
            take_over(actor=request.actor, appointment=appointment, on=given["on"])

    waiting = [one for one in present(request, duties(sight.case.pk)) if one.state in ("late", "open")]
    return form_page(
        request,
        form,
        run,
        heading="Ta over som koordinator" if appointment.handover_note else "Ta imot oppgaven som koordinator",
        submit="Jeg tar over saken" if appointment.handover_note else "Jeg tar imot oppgaven",
        done="Du er registrert som koordinator.",
        template="case/accept.html",
        **form_frame(sight, "case:overview", at("case:overview", sight)),
        appointment=appointment,
        waiting=waiting,
    )


@case_page(None, "coordinator")
def course(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator registers a course that was taken."""
    employment = employment_of(request.actor)
    form = forms.CourseForm(
        request.POST or None, initial={"name": present_routine(request).setting("coordinator_course")}
    )
    return form_page(
        request,
        form,
        lambda given: record_course(actor=request.actor, employment=employment, **given),
        heading="Kurs for koordinatorer",
        submit="Registrer kurset",
        done="Kurset er registrert.",
        **form_frame(sight, "case:overview", at("case:overview", sight)),
    )


@case_page(None, *LEADING)
def reporting(request: Any, sight: Sight) -> HttpResponse:
    """Telling the coordinating unit after a review, or of a change."""
    form = forms.ReportForm(request.POST or None, initial={"kind": "review"})

    def run(given: dict[str, Any]) -> None:
        report(
            actor=request.actor,
            case=sight.case,
            kind=ReportKind(given["kind"]),
            on=given["on"],
            still_active=given["still_active"],
            note=given["note"],
        )

    return form_page(
        request,
        form,
        run,
        heading=f"Meld fra til {present_routine(request).term('office').sg_def}",
        submit="Meld fra",
        done="Kontoret har fått beskjed.",
        **form_frame(sight, "case:overview", at("case:overview", sight)),
    )


@case_page(None, *LEADING)
def pausing(request: Any, sight: Sight) -> HttpResponse:
    """Letting the case rest, or taking it up again."""
    resting = open_pause(sight.case)
    frame = form_frame(sight, "case:overview", at("case:overview", sight))
    if resting is not None:
        return form_page(
            request,
            forms.ResumeForm(request.POST or None),
            lambda given: resume(actor=request.actor, resting=resting, **given),
            heading="Ta opp saken igjen",
            submit="Ta opp saken",
            done="Saken er i gang igjen.",
            lead="Fristene begynner å løpe igjen dagen etter siste dag med pause.",
            **frame,
        )
    return form_page(
        request,
        forms.PauseForm(request.POST or None),
        lambda given: pause(actor=request.actor, case=sight.case, **given),
        heading="Sett saken på pause",
        submit="Sett på pause",
        done="Saken er satt på pause.",
        lead="Frister stopper, bortsett fra samtykke og årlig gjennomgang.",
        **frame,
    )
