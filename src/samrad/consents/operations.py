"""Asking, answering, withdrawing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samrad.accounts.rules import Actor, Capacity
from samrad.agencies.models import Unit
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, ConsentAnswer, Grant
from samrad.consents.queries import own_giver, replies, required_givers
from samrad.consents.rules import CALL_IN_PARTS, Evidence, Giver, Status, Step, settled
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.papers.models import Paper
from samrad.people.models import Representation


@dataclass(frozen=True)
class Wanted:
    """What one unit is asked to be let see. No life areas means all of them."""

    unit: Unit
    parts: Sequence[Part]
    life_areas: Sequence[LifeArea] = ()


@operation(affects="case", allow=allow(*LEADING))
def ask_consent(
    *,
    actor: Actor,
    case: Case,
    step: Step,
    purpose: str,
    text: str,
    text_version: str,
    wanted: Sequence[Wanted],
    made_on: date,
    until: date,
    lang: str = "nb",
) -> Consent:
    """Makes a consent ready to be answered: the text as it will be shown, and what each unit would see.

    Nothing is opened by this. A new one is made at every change of access (S3-103). Raises `Invalid`.
    """
    happened(made_on, field="made_on")
    ordered(made_on, until)
    if not wanted:
        raise Invalid("Velg minst én enhet.", "units")
    consent = Consent.objects.create(
        case=case,
        step=step,
        purpose=filled(purpose, field="purpose", sentence="Skriv hva opplysningene skal brukes til."),
        text=text,
        text_version=text_version,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=lang,
        made_on=made_on,
        ended_on=until,
    )
    for one in wanted:
        _add_grant(consent, one)
    return consent


def _add_grant(consent: Consent, wanted: Wanted) -> None:
    parts = sorted(CALL_IN_PARTS if consent.step == Step.CALL_IN else set(wanted.parts))
    if not parts:
        raise Invalid(f"Velg hva {wanted.unit.name} kan se.", "parts")
    if wanted.unit.ended_on is not None and wanted.unit.ended_on < consent.made_on:
        raise Invalid(f"{wanted.unit.name} er avsluttet. Velg en annen enhet.", "units")
    Grant.objects.create(
        consent=consent,
        case=consent.case,
        unit=wanted.unit,
        parts=[str(part) for part in parts],
        life_areas=sorted(str(area) for area in wanted.life_areas),
    )


@operation(affects="consent", allow=allow(*LEADING, *PERSONAL))
def answer_consent(
    *,
    actor: Actor,
    consent: Consent,
    giver_id: int | None,
    yes: bool,
    on: date,
    evidence: Evidence,
    paper: Paper | None = None,
    witness: str = "",
    note: str = "",
) -> ConsentAnswer:
    """Records one giver's answer; when all who must have said yes, the consent is in force at once.

    `giver_id` is a representation, or None for the person. The person and representatives answer
    for themselves, signed in; the coordinator registers what was signed on paper, or (to call in
    only, or a no) said before a witness. Who must answer is told by the age on the day `on`. Raises `Invalid`.
    """
    if consent.withdrawn_at is not None:
        raise Invalid("Samtykket er trukket. Lag et nytt skjema.")
    if consent.given_at is not None:
        raise Invalid("Samtykket er allerede gitt.")
    happened(on, not_before=consent.made_on, before_words="Svaret kan ikke være eldre enn skjemaet.")
    if on > consent.ended_on:
        raise Invalid("Samtykket har gått ut. Lag et nytt skjema.", "on")
    givers = required_givers(consent.case, on)
    giver = _giver(consent.case, givers, giver_id, on)
    _evidence_fits(actor, consent, giver, evidence, paper, witness, note, yes=yes)
    own: dict[str, Any] = {"consent": consent, "representation_id": giver_id}
    answer, _ = ConsentAnswer.objects.update_or_create(
        **own,
        defaults={
            "case": consent.case,
            "yes": yes,
            "answered_on": on,
            "recorded_at": now(),
            "recorded_by": actor.name,
            "evidence": evidence,
            "paper": paper,
            "witness": witness.strip(),
            "note": note.strip(),
        },
    )
    if settled(givers, replies(consent)) is Status.GIVEN:
        _give(consent, on)
    return answer


def _giver(case: Case, givers: tuple[Giver, ...], giver_id: int | None, on: date) -> Giver:
    for giver in givers:
        if giver.representation_id == giver_id:
            return giver
    if giver_id is not None and givers == (Giver(None, case.subject.name),):
        raise Invalid(
            f"{case.subject.given_name} er gammel nok til å samtykke selv denne dagen, og må svare selv.", "giver"
        )
    if giver_id is None and givers:
        names = " og ".join(giver.name for giver in givers)
        raise Invalid(f"{case.subject.given_name} er for ung til å samtykke alene. {names} må svare.", "giver")
    if not givers:
        raise Invalid(
            "Ingen som kan samtykke for barnet, er registrert. Registrer foresatt eller verge først.", "giver"
        )
    raise Invalid("Denne personen kan ikke samtykke i saken.", "giver")


def _evidence_fits(
    actor: Actor,
    consent: Consent,
    giver: Giver,
    evidence: Evidence,
    paper: Paper | None,
    witness: str,
    note: str,
    *,
    yes: bool,
) -> None:
    if evidence is Evidence.SIGNED_IN:
        _answers_for_self(actor, consent.case, giver)
        return
    if actor.capacity in (Capacity.SELF, Capacity.ON_BEHALF):
        raise Refused("Du kan svare for deg selv her. Papir registreres av koordinatoren.")
    if evidence is Evidence.PAPER:
        if paper is None:
            raise Invalid("Legg ved det underskrevne skjemaet.", "file")
        if paper.case_id != consent.case_id:
            raise Invalid("Skjemaet hører til en annen sak.", "file")
        return
    if consent.step == Step.WRITTEN and yes:
        raise Invalid("Et ja til dette må være skriftlig.", "evidence")
    filled(witness, field="witness", sentence="Skriv hvem som var til stede.")
    filled(note, field="note", sentence="Skriv hva som ble sagt, og hvordan.")


def _answers_for_self(actor: Actor, case: Case, giver: Giver) -> None:
    if actor.capacity is Capacity.SYSTEM:
        return
    if giver.representation_id is None:
        if actor.capacity is not Capacity.SELF or actor.person_id != case.subject_id:
            raise Refused("Du kan bare svare for deg selv.")
        return
    own = Representation.objects.filter(pk=giver.representation_id, related_person_id=actor.related_id).exists()
    if actor.capacity is not Capacity.ON_BEHALF or not own:
        raise Refused("Du kan bare svare for deg selv.")


def _give(consent: Consent, on: date) -> None:
    at = now()
    consent.given_at = at
    consent.given_on = on
    consent.save()
    units = list(consent.grants.values_list("unit_id", flat=True))
    older = grants_in_force(at, Step(consent.step)).filter(case=consent.case, unit__in=units)
    Grant.objects.filter(pk__in=older.exclude(consent=consent).values("pk")).update(replaced_at=at)


@operation(affects="consent", allow=allow(*LEADING, *PERSONAL, closed=True))
def withdraw_consent(*, actor: Actor, consent: Consent, by: str = "", at: datetime | None = None) -> Consent:
    """Withdraws the whole consent; it bites at once (L-CO-12). Who may give it may take it back.

    The coordinator may write in who said so, and the instant `at` it was said when that is past.
    """
    if consent.withdrawn_at is not None:
        raise Invalid("Samtykket er allerede trukket.")
    _may_withdraw(actor, consent)
    consent.withdrawn_at = at or now()
    consent.withdrawn_by = by.strip() or actor.name
    consent.save()
    return consent


def _may_withdraw(actor: Actor, consent: Consent) -> None:
    if actor.is_personal and own_giver(actor, consent.case, required_givers(consent.case, today())) is None:
        raise Refused("Du kan ikke trekke dette samtykket. Snakk med koordinatoren.")


@operation(affects="grant", allow=allow(*LEADING, *PERSONAL, closed=True))
def withdraw_grant(*, actor: Actor, grant: Grant, by: str = "", at: datetime | None = None) -> Grant:
    """Takes one unit's access away, at once; the rest of the consent stands (S3-112)."""
    if grant.withdrawn_at is not None:
        raise Invalid("Tilgangen er allerede trukket.")
    _may_withdraw(actor, grant.consent)
    grant.withdrawn_at = at or now()
    grant.withdrawn_by = by.strip() or actor.name
    grant.save()
    return grant
