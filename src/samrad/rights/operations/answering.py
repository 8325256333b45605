"""Answering what was asked: always with a reason, never silently."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.audit.models import Reading
from samrad.cases.access import LEADING, OFFICE, allow, sight
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.rights.access import answers_about_readings
from samrad.rights.models import Addition, Request
from samrad.rights.operations.erasing import erase
from samrad.rights.queries import reading
from samrad.rights.rules import OUTCOMES, ErasureGround, RequestKind, RequestOutcome


def _answer(actor: Actor, request: Request, on: date, outcome: RequestOutcome, words: str) -> None:
    if request.withdrawn_on is not None:
        raise Invalid("Dette er tatt tilbake av den som spurte.")
    if request.answered_on is not None:
        raise Invalid("Dette er allerede besvart.")
    if outcome not in OUTCOMES[RequestKind(request.kind)]:
        raise Invalid("Velg et svar som passer.", "outcome")
    request.answered_on = happened(on, not_before=request.received_on)
    request.outcome = outcome
    request.answer = filled(words, field="answer", sentence="Skriv svaret, med begrunnelse.")
    request.answered_by = actor.name
    request.save()


def _is_own(actor: Actor, row: Reading) -> bool:
    same_user = row.user_id is not None and row.user_id == actor.user_id
    return same_user or (row.capacity, row.capacity_id) == (actor.capacity, actor.capacity_id)


@operation(affects="request", allow=answers_about_readings)
def answer_about_reading(*, actor: Actor, request: Request, on: date, answer: str) -> Request:
    """Answers why somebody looked. Nobody answers for the own visit. Raises `Invalid`, `Refused`."""
    if request.kind != RequestKind.LOG:
        raise Refused
    row = reading(request.reading_id)
    if row is not None and _is_own(actor, row):
        raise Refused("Du kan ikke svare for ditt eget oppslag. En annen må gjøre det.")
    _answer(actor, request, on, RequestOutcome.ANSWERED, answer)
    return request


@operation(affects="request", allow=allow(*LEADING, *OFFICE, closed=True))
def answer_request(
    *,
    actor: Actor,
    request: Request,
    on: date,
    outcome: RequestOutcome,
    answer: str,
    addition: str = "",
    ground: ErasureGround | None = None,
) -> Request:
    """Answers a request with its reason. A correction that is granted adds `addition` beside the text (HPL § 42); a
    deletion that is granted erases the text it names, on the `ground` (HPL §§ 43 and 44).

    Who does not see the part that it is about does not decide on it. Raises `Invalid`, `Refused`.
    """
    kind = RequestKind(request.kind)
    if kind is RequestKind.LOG:
        raise Refused
    found = sight(actor, request.case_id)
    if request.part and (found is None or not (found.may(Part(request.part)) or found.has(*OFFICE))):
        raise Refused("Du ser ikke denne delen av saken.")
    _answer(actor, request, on, outcome, answer)
    is_right = kind is RequestKind.CORRECTION and outcome is not RequestOutcome.REFUSED
    if is_right and request.thing_id is not None:
        Addition.objects.create(
            case=request.case,
            request=request,
            thing=request.thing,
            thing_id=request.thing_id,
            text=filled(addition, field="addition", sentence="Skriv det som skal stå ved siden av teksten."),
            on=on,
            by=actor.name,
        )
    if kind is RequestKind.DELETION and request.thing_id is not None and outcome is RequestOutcome.GRANTED:
        if ground is None:
            raise Invalid("Velg hvorfor teksten slettes.", "ground")
        erase(
            actor=actor, case=request.case, thing=request.thing, thing_id=request.thing_id, ground=ground,
            reason=answer, request=request,
        )  # fmt: skip
        request.refresh_from_db()
    return request


@operation(affects="request", allow=allow(*LEADING, *OFFICE, closed=True))
def settle(*, actor: Actor, request: Request, on: date, settlement: str) -> Request:
    """What the state administrator came to, for a complaint that was sent on. Raises `Invalid`."""
    if request.outcome != RequestOutcome.FORWARDED or request.settled_on is not None:
        raise Invalid("Klagen er ikke sendt videre, eller svaret er allerede registrert.")
    request.settled_on = happened(on, not_before=request.answered_on)
    request.settlement = filled(settlement, field="settlement", sentence="Skriv hva statsforvalteren kom til.")
    request.save()
    return request
