"""Opening a case in an emergency, ending it, and looking at it afterwards."""

from samrad.accounts.access import staff_only
from samrad.accounts.queries import employment_of
from samrad.accounts.rules import Actor
from samrad.emergency.access import enders_only, in_force, reviewers_only
from samrad.emergency.models import EmergencyAccess, EmergencyReview
from samrad.emergency.queries import find_exactly
from samrad.emergency.rules import LASTS, SHORTEST_REASON, Cause, Reviewer, Sought
from samrad.kernel.checks import filled
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@operation(affects="result", allow=staff_only)
def open_emergency(*, actor: Actor, sought: Sought, cause: Cause, reason: str) -> EmergencyAccess | None:
    """Opens the case of the person sought, for four hours; None when no case that goes on is hers.

    Whoever is employed may, in any unit: who stands there when it happens cannot be known beforehand. The log
    keeps that somebody was looked for in vain, too. Raises `Invalid`.
    """
    lacks = sought.lacks()
    if lacks is not None:
        raise Invalid(*lacks)
    words = filled(reason, field="reason", sentence="Skriv hvorfor du må åpne saken nå.")
    if len(words) < SHORTEST_REASON:
        raise Invalid("Skriv litt mer om hvorfor, så andre kan forstå det etterpå.", "reason")
    case, at = find_exactly(sought), now()
    if case is None:
        return None
    employment = employment_of(actor)
    if in_force(at).filter(case=case, employment=employment).exists():
        raise Invalid("Du har allerede åpnet denne saken. Du finner den i Mine saker.")
    return EmergencyAccess.objects.create(
        case=case, employment=employment, cause=cause, reason=words, opened_at=at, ends_at=at + LASTS
    )


@operation(affects="access", allow=enders_only)
def end_emergency(*, actor: Actor, access: EmergencyAccess) -> EmergencyAccess:
    """Ends it before its time: who opened the case needs it no more, or the coordinator stops it."""
    at = now()
    if access.closed_at is not None or access.ends_at <= at:
        raise Invalid("Tilgangen er allerede over.")
    access.closed_at, access.closed_by = at, actor.name
    access.save()
    return access


@operation(affects="access", allow=reviewers_only)
def review_emergency(*, actor: Actor, access: EmergencyAccess, justified: bool, note: str) -> EmergencyReview:
    """Whether there was a reason to open the case, looked at once by each: the coordinator, and systemansvarlig."""
    reviewer = Reviewer.SYSTEM_OWNER if actor.is_system_owner else Reviewer.COORDINATOR
    if EmergencyReview.objects.filter(access=access, reviewer=reviewer).exists():
        raise Invalid("Dette er allerede vurdert.")
    words = filled(note, field="note", sentence="Skriv hva du har sett på, og hva som følger av det.")
    return EmergencyReview.objects.create(
        access=access, case=access.case, reviewer=reviewer, justified=justified, note=words, on=today(), by=actor.name
    )
