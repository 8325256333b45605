"""Answering a consent, and hearing the person others answer for."""

from datetime import date, datetime

from django.db.models import QuerySet

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.models import Case
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, ConsentAnswer, Grant, Hearing, MandatePaper
from samrad.consents.queries import circumstances, fingerprint, heard, replies
from samrad.consents.rules import (
    Basis,
    Circumstances,
    Ear,
    Evidence,
    Giver,
    Matter,
    Status,
    Step,
    View,
    last_day,
    settled,
)
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.papers.models import Paper
from samrad.people.models import Representation
from samrad.people.rules import Mandate


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
    told: str = "",
) -> ConsentAnswer:
    """Records one giver's answer; when all who must have said yes, and the person is heard, it is in force at once.

    `giver_id` is a representation, or None for the person. The person and representatives answer for themselves,
    signed in; the coordinator registers what was signed on paper, or (to call in only, a no, or a matter of the
    child's own) said before a witness. Who must answer is told by the age on the day `on`. With a no stands what was
    `told` of the consequences (L-CO-12, L-CO-19). A new answer stands beside the old ones, and counts.
    Raises `Invalid`.
    """
    if consent.withdrawn_at is not None:
        raise Invalid("Samtykket er trukket. Lag et nytt skjema.")
    if consent.given_at is not None:
        raise Invalid("Samtykket er allerede gitt.")
    happened(on, not_before=consent.made_on, before_words="Svaret kan ikke være eldre enn skjemaet.")
    if on > consent.ended_on:
        raise Invalid("Samtykket har gått ut. Lag et nytt skjema.", "on")
    then = circumstances(consent.case, on)
    giver = _giver(consent.case, then.required(consent.matter).givers, giver_id)
    _evidence_fits(actor, consent, giver, evidence, paper, witness, note, yes=yes)
    if not yes:
        told = filled(told, field="told", sentence="Skriv hva som ble sagt om hva et nei betyr.")
    _mandate_is_shown(giver)
    answer = ConsentAnswer.objects.create(
        consent=consent,
        case=consent.case,
        representation_id=giver_id,
        yes=yes,
        answered_on=on,
        recorded_at=now(),
        recorded_by=actor.name,
        evidence=evidence,
        paper=paper,
        witness=witness.strip(),
        note=note.strip(),
        told="" if yes else told,
        shown_sha256=fingerprint(consent),
    )
    _give_if_settled(consent, then, on)
    return answer


def _mandate_is_shown(giver: Giver) -> None:
    guardian = Representation.objects.filter(pk=giver.representation_id or 0, mandate=Mandate.GUARDIAN)
    if guardian.exists() and not MandatePaper.objects.filter(representation=giver.representation_id).exists():
        raise Invalid(
            f"Legg først inn papiret som viser hva vergemålet til {giver.name} gjelder. "
            "Det gjør koordinatoren under «Hvem svarer».",
            "giver",
        )


def _giver(case: Case, givers: tuple[Giver, ...], giver_id: int | None) -> Giver:
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
    own_matter = consent.matter == Matter.OWN
    if evidence is Evidence.PAPER:
        if own_matter:
            raise Invalid(
                "Foreldrene kan se papirene i saken. La barnet svare innlogget, eller muntlig med et vitne.", "evidence"
            )
        if paper is None:
            raise Invalid("Legg ved det underskrevne skjemaet.", "file")
        if paper.case_id != consent.case_id:
            raise Invalid("Skjemaet hører til en annen sak.", "file")
        return
    if consent.step == Step.WRITTEN and yes and not own_matter:
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


@operation(affects="consent", allow=allow(*LEADING, "subject"))
def hear_person(
    *, actor: Actor, consent: Consent, view: View, said: str, heard_by: str, on: date, weighed: str = ""
) -> Hearing:
    """Records what the person says of a consent that others answer for her (L-CO-05), by herself or the coordinator.

    `weighed` is why the others' yes stands although she is against. Raises `Invalid`.
    """
    if consent.given_at is not None or consent.withdrawn_at is not None or consent.ended_on < today():
        raise Invalid("Skjemaet kan ikke lenger svares på.")
    happened(on, not_before=consent.made_on, before_words="Dagen kan ikke være før skjemaet ble laget.")
    if weighed.strip() and (view is not View.AGAINST or actor.is_personal):
        raise Invalid("Dette skrives bare når personen er imot.", "weighed")
    hearing = Hearing.objects.create(
        consent=consent,
        case=consent.case,
        heard_on=on,
        heard_by=filled(heard_by, field="heard_by", sentence="Skriv hvem som snakket med personen."),
        view=view,
        said=filled(said, field="said", sentence="Skriv hva personen sa, eller hvorfor det ikke lot seg gjøre."),
        weighed=weighed.strip(),
        recorded_at=now(),
        recorded_by=actor.name,
    )
    _give_if_settled(consent, circumstances(consent.case, on), on)
    return hearing


def _give_if_settled(consent: Consent, then: Circumstances, on: date) -> None:
    required = then.required(consent.matter)
    followed = consent.case.followed_from
    before_samrad = followed is not None and on < followed
    fine = before_samrad or heard(consent, then) in (Ear.FINE, Ear.NOT_NEEDED)
    if settled(required, replies(consent)) is Status.GIVEN and fine:
        _give(consent, then, on)


def _give(consent: Consent, then: Circumstances, on: date) -> None:
    at = now()
    basis = then.required(consent.matter).basis
    consent.given_at = at
    consent.given_on = on
    consent.basis = basis
    consent.ended_on = last_day(consent.ended_on, basis, then.person.born, then.ages)
    consent.save()
    Grant.objects.filter(pk__in=_replaced(consent, at).values("pk")).update(replaced_at=at)


def _replaced(consent: Consent, at: datetime) -> QuerySet[Grant]:
    """What the same units had by older consents of the same step, and the new one stands in place of.

    What a child answers alone and what others answer for her stand beside each other: neither ends the other, and
    nobody can tell from one that there is another (L-CO-03). Somebody who answers for herself replaces both.
    """
    units = list(consent.grants.values_list("unit_id", flat=True))
    older = grants_in_force(at, Step(consent.step)).filter(case=consent.case, unit__in=units).exclude(consent=consent)
    if consent.matter == Matter.OWN:
        return older.filter(consent__matter=Matter.OWN)
    return older if consent.basis in (Basis.ADULT, Basis.YOUTH) else older.exclude(consent__matter=Matter.OWN)
