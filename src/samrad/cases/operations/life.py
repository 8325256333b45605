"""Declining, joining, pausing, resuming and ending cases."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case, Pause
from samrad.cases.rules import EndReason
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@operation(affects="case", allow=allow(*OFFICE))
def decline_case(*, actor: Actor, case: Case, on: date, note: str) -> Case:
    """Ends a case in which coordinated services are not needed, with the reason."""
    return _end(case, happened(on, not_before=case.opened_on), EndReason.DECLINED, note)


@operation(affects=("case", "into"), allow=allow(*OFFICE))
def join_cases(*, actor: Actor, case: Case, into: Case, on: date) -> Case:
    """Moves the notices, applications and decisions of `case` to `into`, the same person's case, and ends `case`."""
    if case.pk == into.pk:
        raise Invalid("Velg en annen sak enn denne.", "into")
    if into.ended_on is not None:
        raise Invalid("Saken du vil slå sammen med, er avsluttet.", "into")
    case.notices.update(case=into)
    case.applications.update(case=into)
    case.decisions.update(case=into)
    case.assessments.update(case=into)
    case.information.update(case=into)
    return _end(case, happened(on, not_before=case.opened_on), EndReason.MERGED, f"Slått sammen med {into.number}.")


def _end(case: Case, on: date, reason: EndReason, note: str) -> Case:
    case.ended_on = on
    case.end_reason = reason
    case.end_note = filled(note, field="note", sentence="Skriv hvorfor.")
    case.save()
    return case


@operation(affects="case", allow=allow(*LEADING, *OFFICE))
def end_case(*, actor: Actor, case: Case, on: date, reason: EndReason, note: str) -> Case:
    """Ends a case. The procedure around it, with its check list, is `closure`."""
    if case.ended_on is not None:
        raise Invalid("Saken er allerede avsluttet.")
    return _end(case, happened(on, not_before=case.opened_on), reason, note)


@operation(affects="case", allow=allow(*LEADING))
def pause(*, actor: Actor, case: Case, on: date, until: date | None, reason: str) -> Pause:
    """Lets a case rest: its duties lapse, save those the routine says go on."""
    if Pause.objects.filter(case=case, ended_on__isnull=True).exists():
        raise Invalid("Saken er allerede satt på pause.")
    happened(on, not_before=case.opened_on)
    ordered(on, until)
    return Pause.objects.create(
        case=case, started_on=on, ended_on=until, reason=filled(reason, field="reason", sentence="Skriv hvorfor.")
    )


@operation(affects="resting", allow=allow(*LEADING))
def resume(*, actor: Actor, resting: Pause, on: date) -> Pause:
    """Ends a pause; `on` is its last day of rest."""
    ordered(resting.started_on, on, field="on")
    if on > today():
        raise Invalid("Dagen kan ikke være fram i tid.", "on")
    resting.ended_on = on
    resting.save()
    return resting
