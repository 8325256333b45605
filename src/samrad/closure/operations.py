"""Reporting to the coordinating unit, and closing a case step by step."""

from datetime import date
from typing import Any

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case
from samrad.cases.operations.life import end_case
from samrad.cases.rules import EndReason, Part
from samrad.closure.models import Closing, Report
from samrad.closure.queries import closing as closing_of
from samrad.closure.rules import ReportKind
from samrad.coordinators.operations import end_appointment
from samrad.coordinators.queries import coordinator
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.meetings.models import Meeting
from samrad.plans.operations import end_plan
from samrad.plans.queries import current_plan
from samrad.routines.queries import in_force, versions
from samrad.teams.operations import end_team
from samrad.teams.queries import current_team
from samrad.transitions.operations import refuse_before_transfer


@operation(affects="case", allow=allow(*LEADING, closed=True))
def report(
    *,
    actor: Actor,
    case: Case,
    kind: ReportKind,
    on: date,
    still_active: bool | None = None,
    note: str = "",
) -> Report:
    """Tells the coordinating unit: after a review whether the team goes on and who coordinates (S3-048),
    of a change (S3-035), or of the closing (S3-055)."""
    if kind is ReportKind.REVIEW and still_active is None:
        raise Invalid("Svar på om gruppa fortsatt er aktiv.", "still_active")
    present = coordinator(case)
    return Report.objects.create(
        case=case,
        kind=kind,
        reported_on=happened(on, not_before=case.opened_on),
        reported_by=actor.name,
        still_active=still_active,
        coordinator_name=present.employment.name if present else "",
        note=note.strip(),
    )


def reports_to_system_owner() -> bool:
    """Whether the routine of today has the coordinators report to systemansvarlig."""
    version = in_force(versions(), today())
    return version is not None and version.routine.setting("reports_to") == "system_owner"


def _recipient(*, actor: Actor, told: Report, **_: Any) -> None:
    """A policy: the coordinating unit, and systemansvarlig where the routine has the reports go there."""
    if not (actor.is_system_owner and reports_to_system_owner()):
        allow(*OFFICE, closed=True)(actor=actor, told=told)


@operation(affects="told", allow=_recipient)
def mark_seen(*, actor: Actor, told: Report, on: date) -> Report:
    """Who the routine has reports sent to has taken note of one."""
    told.seen_on = happened(on, not_before=told.reported_on)
    told.save()
    return told


@operation(affects="case", allow=allow(*LEADING))
def start_closing(
    *,
    actor: Actor,
    case: Case,
    on: date,
    agreed_with: str,
    no_agreement_reason: str = "",
    meeting: Meeting | None = None,
    no_meeting_reason: str = "",
) -> Closing:
    """Begins the closing: agreed with the person, and assessed in the minutes of the last meeting (S3-052).

    Without such a meeting a reason is asked for (S4-040). Raises `Invalid`.
    """
    if closing_of(case) is not None:
        raise Invalid("Avslutningen er allerede begynt.")
    if not agreed_with.strip():
        filled(
            no_agreement_reason, field="no_agreement_reason", sentence="Skriv hvorfor det ikke er avklart med personen."
        )
    if meeting is None:
        filled(
            no_meeting_reason,
            field="no_meeting_reason",
            sentence="Skriv hvorfor avslutningen ikke har vært tatt opp i et møte.",
        )
    elif meeting.published_on is None:
        raise Invalid("Gjør referatet fra siste møte ferdig først.", "meeting")
    return Closing.objects.create(
        case=case,
        started_on=happened(on, not_before=case.opened_on),
        agreed_with=agreed_with.strip(),
        no_agreement_reason=no_agreement_reason.strip(),
        meeting=meeting,
        no_meeting_reason=no_meeting_reason.strip(),
    )


@operation(affects="closing", allow=allow(*LEADING, closed=True), part=Part.GOALS)
def store_plan(*, actor: Actor, closing: Closing, on: date, where: str) -> Closing:
    """The whole plan was printed and stored in the coordinator's record system (S3-053)."""
    closing.plan_stored_on = happened(on)
    closing.plan_stored_where = filled(where, field="where", sentence="Skriv hvilket fagsystem planen er lagret i.")
    closing.save()
    return closing


@operation(affects="closing", allow=allow(*LEADING))
def close_case(*, actor: Actor, closing: Closing, on: date, reason: EndReason, note: str) -> Closing:
    """Closes the case: plan, team and coordinator end that day, and all becomes read-only.

    Refused while a plan is not stored (S3-054, S3-107). What is late does not stop it; those duties
    lapse. Raises `Invalid`.
    """
    case = closing.case
    if closing.closed_on is not None:
        raise Invalid("Saken er allerede avsluttet.")
    if reason is not EndReason.DEAD:
        refuse_before_transfer(case)
    plan = current_plan(case, on)
    if plan is not None and closing.plan_stored_on is None:
        raise Invalid("Skriv ut planen og lagre den i fagsystemet først.", "stored")
    if reason in (EndReason.DECLINED, EndReason.MERGED):
        raise Invalid("Velg en grunn som passer for en sak som har vært i gang.", "reason")
    happened(on, not_before=closing.started_on)
    words = filled(note, field="note", sentence="Skriv kort hvorfor saken avsluttes.")
    if plan is not None:
        end_plan(actor=actor, plan=plan, on=on, reason=words[:200])
    team = current_team(case, on)
    if team is not None:
        end_team(actor=actor, team=team, on=on, reason=words[:200])
    report(actor=actor, case=case, kind=ReportKind.CLOSING, on=on, still_active=False, note=words)
    present = coordinator(case)
    closing.closed_on = on
    closing.closed_by = actor.name
    closing.save()
    end_case(actor=actor, case=case, on=on, reason=reason, note=words)
    if present is not None:
        end_appointment(actor=actor, appointment=present, on=on, reason="saken er avsluttet")
    return closing
