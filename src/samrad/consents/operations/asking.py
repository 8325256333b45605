"""Making a consent ready to be answered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrad.accounts.rules import Actor
from samrad.agencies.models import Unit
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.consents.models import Consent, Grant
from samrad.consents.queries import circumstances
from samrad.consents.rules import CALL_IN_PARTS, OWN_MATTER_AGE, Basis, Matter, Step
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


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
    matter: Matter = Matter.ORDINARY,
    matter_reason: str = "",
) -> Consent:
    """Makes a consent ready to be answered: the text as it will be shown, and what each unit would see.

    Nothing is opened by this. A new one is made at every change of access (S3-103). A `matter` that lets one parent
    answer, or the child alone, is for children and needs a reason (L-CO-03, L-CO-04). Raises `Invalid`.
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
        matter=matter,
        matter_reason=_matter_reason(case, matter, matter_reason, made_on),
        made_on=made_on,
        asked_until=until,
        ended_on=until,
    )
    for one in wanted:
        _add_grant(consent, one)
    return consent


def _matter_reason(case: Case, matter: Matter, reason: str, on: date) -> str:
    if matter is Matter.ORDINARY:
        return ""
    required = circumstances(case, on).required(matter)
    name = case.subject.given_name
    if matter is Matter.OWN and required.basis is not Basis.OWN_MATTER:
        raise Invalid(f"Dette gjelder fra {OWN_MATTER_AGE} til 16 år. {name} er ikke i den alderen.", "matter")
    if required.basis in (Basis.ADULT, Basis.YOUTH):
        raise Invalid(f"Dette gjelder barn under 16 år. {name} svarer selv.", "matter")
    return filled(reason, field="matter_reason", sentence="Skriv hvorfor.")


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
