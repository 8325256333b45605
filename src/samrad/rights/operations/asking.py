"""Asking for something that has to do with the own information."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.audit.models import Reading
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow, sight
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.erasing import row_of
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.rights.access import rows_seen
from samrad.rights.models import Request
from samrad.rights.rules import ComplaintLaw, RequestKind


@operation(affects="case", allow=allow(*PERSONAL, closed=True))
def ask_about_reading(*, actor: Actor, case: Case, reading: Reading, text: str) -> Request:
    """Asks why somebody looked: a row of the log that the actor may see (L-JO-08). Raises `Invalid`, `Refused`."""
    found = sight(actor, case.pk)
    if found is None or not rows_seen(found).filter(pk=reading.pk).exists():
        raise Refused
    if Request.objects.filter(reading_id=reading.pk, access_id=actor.capacity_id, withdrawn_on__isnull=True).exists():
        raise Invalid("Du har allerede spurt om dette oppslaget.", "text")
    return Request.objects.create(
        case=case,
        kind=RequestKind.LOG,
        text=filled(text, field="text", sentence="Skriv hva du lurer på."),
        received_on=today(),
        written_at=now(),
        written_by=actor.name,
        access_id=actor.capacity_id,
        reading_id=reading.pk,
    )


@operation(affects="case", allow=allow(*PERSONAL, *LEADING, *OFFICE, closed=True))
def ask(
    *,
    actor: Actor,
    case: Case,
    kind: RequestKind,
    text: str,
    part: Part | None = None,
    thing: str = "",
    thing_id: int | None = None,
    law: ComplaintLaw | None = None,
    known_on: date | None = None,
    asked_by: str = "",
    received_on: date | None = None,
) -> Request:
    """Asks for a copy, a correction, a deletion, objects, or complains.

    Who represents the person asks within the mandate. Somebody employed registers what came on paper: `asked_by` and
    the day it was received. A complaint tells by which law, and when the decision was known. `thing` and `thing_id`
    name a text of the case, in that part of it. Raises `Invalid`, `Refused`.
    """
    found = sight(actor, case.pk)
    if found is None or (part is not None and not found.may(part)):
        raise Refused("Du ser ikke denne delen av saken.")
    if thing and ((there := row_of(case.pk, thing, thing_id)) is None or there[0].part != part):
        raise Refused
    if kind is RequestKind.LOG:
        raise Refused
    on_paper = not actor.is_personal
    if on_paper:
        filled(asked_by, field="asked_by", sentence="Skriv hvem som ba om det.")
    if kind is RequestKind.COMPLAINT and (law is None or known_on is None):
        raise Invalid("Skriv hvilken dag du fikk vite om det du klager på.", "known_on")
    received = happened(received_on, field="received_on") if on_paper and received_on else today()
    if known_on is not None:
        happened(known_on, field="known_on")
    return Request.objects.create(
        case=case,
        kind=kind,
        part=part or "",
        text=filled(text, field="text", sentence="Skriv hva det gjelder."),
        received_on=received,
        written_at=now(),
        written_by=asked_by.strip()[:150] if on_paper else actor.name,
        access_id=None if on_paper else actor.capacity_id,
        thing=thing,
        thing_id=thing_id,
        law=law or "",
        known_on=known_on,
    )


@operation(affects="request", allow=allow(*PERSONAL, closed=True))
def take_back(*, actor: Actor, request: Request) -> Request:
    """Who asked takes it back before it is answered. Raises `Invalid`."""
    if request.access_id is None or request.access_id != actor.capacity_id:
        raise Refused
    if request.answered_on is not None:
        raise Invalid("Dette er allerede besvart.")
    if request.withdrawn_on is None:
        request.withdrawn_on = today()
        request.save()
    return request
