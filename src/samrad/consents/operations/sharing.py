"""Sharing with health personnel who work together, without consent, and the person's objection."""

from collections.abc import Sequence
from datetime import date

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.consents.models import SharedByLaw
from samrad.consents.queries import may_object
from samrad.consents.rules import HEALTH_KINDS
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation


@operation(affects="case", allow=allow(*LEADING))
def share_by_law(
    *,
    actor: Actor,
    case: Case,
    employment: Employment,
    parts: Sequence[Part],
    why: str,
    until: date,
    told_on: date,
    told_how: str,
    life_areas: Sequence[LifeArea] = (),
) -> SharedByLaw:
    """Lets somebody in a cooperating health unit see parts of the case from today, since the care needs it (L-TA-02).

    Helsepersonelloven §§ 25 and 45. The person is told first, and may object: not to units that do not give health
    care, nor to a unit the person has objected to. Raises `Invalid`.
    """
    unit = employment.unit
    if unit.kind not in HEALTH_KINDS:
        raise Invalid(
            f"{unit.name} gir ikke helsehjelp. Til dem trengs samtykke, eller en annen hjemmel.", "employment"
        )
    if employment.ended_on is not None and employment.ended_on < today():
        raise Invalid(f"{employment.name} har sluttet.", "employment")
    if not parts:
        raise Invalid("Velg hva det er nødvendig å dele.", "parts")
    ordered(today(), until)
    happened(told_on, field="told_on")
    if SharedByLaw.objects.filter(case=case, employment__unit=unit, objected=True).exists():
        raise Invalid(
            f"{case.subject.given_name} har sagt nei til å dele med {unit.name}. Spør om samtykke.", "employment"
        )
    return SharedByLaw.objects.create(
        case=case,
        employment=employment,
        parts=sorted(str(part) for part in parts),
        life_areas=sorted(str(area) for area in life_areas),
        why=filled(why, field="why", sentence="Skriv hvorfor hjelpen trenger dette."),
        started_on=today(),
        ended_on=until,
        told_on=told_on,
        told_how=filled(told_how, field="told_how", sentence="Skriv hvordan personen fikk vite det.")[:200],
        shared_by=actor.name,
    )


@operation(affects="sharing", allow=allow(*LEADING, *PERSONAL, closed=True))
def object_to_sharing(*, actor: Actor, sharing: SharedByLaw, by: str = "") -> SharedByLaw:
    """The person, or who answers for her, says no: it ends at once, for everybody in the unit. The coordinator may
    write in who said so.
    """
    if actor.is_personal and not may_object(actor, sharing.case):
        raise Refused("Du kan ikke svare på dette. Snakk med koordinatoren.")
    if sharing.objected:
        raise Invalid("Det er allerede sagt nei til dette.")
    at, who = now(), by.strip() or actor.name
    same = SharedByLaw.objects.filter(case=sharing.case, employment__unit=sharing.employment.unit_id)
    for one in same:
        one.objected = True
        if one.stopped_at is None:
            one.stopped_at, one.stopped_by = at, who[:150]
        one.save()
    sharing.refresh_from_db()
    return sharing


@operation(affects="sharing", allow=allow(*LEADING, closed=True))
def stop_sharing(*, actor: Actor, sharing: SharedByLaw) -> SharedByLaw:
    """It is no longer necessary: it ends at once."""
    if sharing.stopped_at is not None:
        raise Invalid("Delingen er allerede avsluttet.")
    sharing.stopped_at, sharing.stopped_by = now(), actor.name
    sharing.save()
    return sharing
