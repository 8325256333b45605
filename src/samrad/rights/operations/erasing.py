"""Erasing one text of a case by a reasoned decision, and all of it when the time it is kept is over (HPL §§ 43, 44)."""

from dataclasses import replace
from datetime import date
from typing import Any

from samrad.accounts.rules import Actor
from samrad.audit.operations import delete_log_of
from samrad.cases.access import LEADING, OFFICE, allow, sight
from samrad.cases.models import Case
from samrad.cases.operations.forgetting import names_in
from samrad.cases.rules import Part
from samrad.duties.language import say_date
from samrad.kernel.checks import filled
from samrad.kernel.clock import today
from samrad.kernel.erasing import ERASED, Erasable, erasables, erase_all, erase_row, row_of
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.rights.models import Addition, Erasure, Request
from samrad.rights.queries import kept_until
from samrad.rights.rules import ErasureGround


@operation(affects="case", allow=allow(*LEADING, *OFFICE, closed=True))
def erase(
    *,
    actor: Actor,
    case: Case,
    thing: str,
    thing_id: int,
    ground: ErasureGround,
    reason: str,
    request: Request | None = None,
) -> Erasure:
    """Empties a text of the case with its history, drafts, files and copies; leaves that, when, why and by whom.

    Who decides sees the part, or answers a request that names the text. The reason must not say what stood there.
    Raises `Invalid`, `Refused`.
    """
    there = row_of(case.pk, thing, thing_id)
    if there is None:
        raise Refused
    kind, row = there
    asked = request is not None and (request.case_id, request.thing, request.thing_id) == (case.pk, thing, thing_id)
    found = sight(actor, case.pk)
    if found is None or not (found.may(Part(kind.part)) or asked):
        raise Refused("Du ser ikke denne delen av saken.")
    if ground is ErasureGround.RETENTION_ENDED:
        raise Invalid("Velg en grunn som gjelder denne teksten.", "ground")
    words = filled(reason, field="reason", sentence="Skriv hvorfor det slettes.")
    if any(len(text) >= 12 and text in words for column in kind.columns if (text := getattr(row, column))):
        raise Invalid("Skriv ikke hva som sto der. Begrunnelsen blir stående.", "reason")
    erase_row(kind, row)
    _erase_beside(case, thing, thing_id, request)
    return _left(actor, case, kind, row, ground, words, request)


def _erase_beside(case: Case, thing: str, thing_id: int, answered: Request | None) -> None:
    """What was asked and added about the text goes with it, but for the answer to the request that led to it."""
    about = {"case": case, "thing": thing, "thing_id": thing_id}
    for one in [*Addition.objects.filter(**about), *Request.objects.filter(**about)]:
        kind = erasables()[one._meta.label_lower]
        erase_row(replace(kind, columns=("text",)) if one == answered else kind, one)


def _left(
    actor: Actor, case: Case, kind: Erasable, row: Any, ground: ErasureGround, reason: str, request: Request | None
) -> Erasure:
    return Erasure.objects.create(
        case=case,
        request=request,
        thing=kind.name,
        thing_id=row.pk,
        part=kind.part,
        ground=ground,
        reason=reason,
        on=today(),
        by=actor.name,
    )


@operation(affects="case", allow=allow(*OFFICE, closed=True))
def erase_case(*, actor: Actor, case: Case, permission: str, confirmed_on: date, number: str) -> Erasure:
    """Empties all of a closed case when the time it is kept is over: texts, people, sign-ins, messages and its log.

    Left are the case's number and dates, the year of birth, this entry and the sealed entry of the log (PJL § 25).
    Only by the permission that the archive law asks for (arkivlova § 13), which is named, with the day it was found to
    hold for this case. `number` is the case's own, typed. Raises `Invalid`.
    """
    if case.ended_on is None:
        raise Invalid("Saken er ikke avsluttet.")
    if case.erased_on is not None:
        raise Invalid("Saken er allerede slettet.")
    last = kept_until(case.ended_on)
    if last is None:
        raise Invalid("Rutinen sier ikke hvor lenge avsluttede saker oppbevares. Det må bestemmes først.")
    if today() <= last:
        raise Invalid(f"Saken oppbevares til og med {say_date(last)}.")
    if not case.ended_on <= confirmed_on <= today():
        raise Invalid("Dagen må være etter at saken ble avsluttet, og ikke fram i tid.", "confirmed_on")
    words = filled(permission, field="permission", sentence="Skriv hvilken tillatelse til kassasjon dette bygger på.")
    if number.strip() != case.number:
        raise Invalid("Dette er ikke nummeret på saken. Skriv det slik det står over.", "number")
    erase_all(case.pk, names_in(case))
    case.refresh_from_db()
    case.end_note = ERASED if case.end_note else ""
    case.interpreter_language = ""
    case.erased_on = today()
    case.save()
    delete_log_of(actor, case.pk)
    return Erasure.objects.create(
        case=case, thing="cases.case", thing_id=case.pk, ground=ErasureGround.RETENTION_ENDED, on=today(),
        reason=f"{words} ({confirmed_on.isoformat()})", by=actor.name,
    )  # fmt: skip
