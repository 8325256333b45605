"""The office's queue, and writing in a notice."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.accounts.queries import employment_of
from samrad.cases.operations.notices import report_need
from samrad.cases.operations.people import register_person
from samrad.cases.queries import unanswered_notices, undecided_applications
from samrad.cases.rules import Channel, Wish
from samrad.closure.queries import unseen_reports
from samrad.coordinators.queries import open_assignments
from samrad.kernel.clock import now, today
from samrad.oversight.queries import Awaiting, awaiting
from samrad.web.intake.forms.incoming import NoticeForm
from samrad.web.intake.steps import names_by_unit, towards_coordinator
from samrad.web.intake.waiting import Waiting, waiting
from samrad.web.layout.acting import act
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import employed, log_list, office
from samrad.web.layout.words import word


@dataclass(frozen=True)
class Row:
    """One thing that waits: whom it concerns, what it is, how long it has waited, and the step."""

    case: Any
    what: str
    detail: str
    waited: Waiting | None
    button: str
    address: str


@office
def queue(request: Any) -> HttpResponse:
    """What waits for the office: notices, applications, leaders, cases without coordinator, and reports."""
    routine, day = present_routine(request), today()
    notices, applications, reports = list(unanswered_notices()), list(undecided_applications()), list(unseen_reports())
    finding = awaiting(now())
    asked = [one for one in finding if one.proposal and one.proposal.asked_on and not one.proposal.answered_on]
    assigned, unit_first = open_assignments(one.case.pk for one in finding), names_by_unit(routine)
    on_the_way = [
        _finding(one, assigned.get(one.case.pk), unit_first=unit_first) for one in finding if one not in asked
    ]
    sections = [
        (
            "Søknader som skal avgjøres",
            [_application(one, routine.setting("decision_within"), day) for one in applications],
        ),
        ("Ledere som er spurt", [_leader(one, routine.setting("leader_answer"), day) for one in asked]),
        ("På vei til en koordinator", on_the_way),
    ]
    context = {
        "heading": "Henvendelser",
        "notices": [_notice(one, routine.setting("notice_answer"), day) for one in notices],
        "sections": [(name, rows) for name, rows in sections if rows],
        "reports": reports,
    }
    response = render(request, "intake/queue.html", context)
    shown: list[Any] = [*notices, *applications, *reports]
    log_list(request, {one.case_id for one in shown} | {one.case.pk for one in finding})
    return response


def _notice(one: Any, limit: Any, day: Any) -> Row:
    who = ", ".join(part for part in (one.by_name, one.by_role) if part)
    address = reverse("intake:notice", kwargs={"case_id": one.case_id, "notice_id": one.pk}) + "#svar"
    return Row(
        one.case,
        "Melding om behov",
        f"{word('channel', one.channel)}. Meldt av {who}.",
        waiting(one.received_on, limit, day),
        "Svar",
        address,
    )


def _application(one: Any, limit: Any, day: Any) -> Row:
    address = reverse("intake:decide", kwargs={"case_id": one.case_id, "application_id": one.pk})
    what = f"Søknad om {word('wish', one.wish).lower()}"
    return Row(
        one.case, what, f"{word('channel', one.channel)}.", waiting(one.received_on, limit, day), "Avgjør", address
    )


def _leader(one: Awaiting, limit: Any, day: Any) -> Row:
    proposal = one.proposal
    assert proposal is not None
    assert proposal.asked_on is not None
    step = towards_coordinator(one.case.pk, one.lasting, proposal)
    detail = f"Lederen i {proposal.employment.unit.name} er spurt om {proposal.employment.name}."
    return Row(one.case, "Venter på svar", detail, waiting(proposal.asked_on, limit, day), step.button, step.address)


def _finding(one: Awaiting, assignment: Any, *, unit_first: bool) -> Row:
    step = towards_coordinator(one.case.pk, one.lasting, one.proposal, assignment, unit_first=unit_first)
    return Row(one.case, step.what, step.why, None, step.button, step.address)


@employed
def new(request: Any) -> HttpResponse:
    """Writing in a notice: one's own, or, in the office, one that came by telephone, on paper or from the person."""
    is_office = request.actor.is_office
    start = {"received_on": today(), "channel": Channel.PHONE}
    form = NoticeForm(request.POST or None, office=is_office, initial=start)
    made: list[Any] = []
    if request.method == "POST" and act(form, lambda given: made.append(_report(request, given))):
        if is_office:
            messages.success(request, "Henvendelsen er skrevet inn.")
            return redirect("intake:case", case_id=made[0].case_id)
        messages.success(request, "Meldingen er sendt. Kontoret svarer deg, og personen får vite at du har meldt fra.")
        return redirect("today:today")
    context = {
        "heading": "Skriv inn en henvendelse" if is_office else "Meld fra om et behov",
        "lead": "" if is_office else "Meldingen går til koordinerende enhet. Du får svar, men ikke innsyn i saken.",
        "form": form,
        "submit": "Lagre henvendelsen" if is_office else "Send meldingen",
        "back": reverse("intake:queue" if is_office else "today:today"),
        "is_office": is_office,
    }
    return render(request, "intake/new.html", context, status=422 if request.method == "POST" else 200)


def _report(request: Any, given: dict[str, Any]) -> Any:
    actor = request.actor
    numbered = bool(given["identity_number"].strip())
    person = register_person(
        actor=actor,
        born_on=None if numbered else given["born_on"],
        **{
            key: given[key] for key in ("given_name", "family_name", "expected_on", "identity_number", "phone", "email")
        },
    )
    told = given["person_told_on"]
    own = {
        "channel": Channel.STAFF,
        "received_on": today(),
        "by_name": actor.name,
        "by_role": f"{actor.title}, {actor.unit_name}".strip(", "),
    }
    said = {key: given[key] for key in own if key in given}
    common = {
        **own,
        **said,
        **{key: given[key] for key in ("by_phone", "by_email", "need", "from_hospital", "proposed_coordinator")},
    }
    return report_need(
        actor=actor,
        person=person,
        wishes=[Wish(one) for one in given["wishes"]],
        person_told_on=told,
        by_employment=None if actor.is_office else employment_of(actor),
        **{**common, "channel": Channel(common["channel"])},
    )
