"""Who must answer, what is in force, and the facts that consents give."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.models import Case
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, ConsentAnswer, Grant, Inability
from samrad.consents.rules import (
    Ages,
    Around,
    Circumstances,
    Ear,
    Giver,
    Reply,
    Said,
    Standing,
    Status,
    Step,
    View,
    hearing,
    settled,
)
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine
from samrad.kernel.clock import day_of, today
from samrad.people.models import Person, Representation
from samrad.people.rules import Mandate, Scope
from samrad.routines.queries import in_force, versions

DEFAULT_AGE = 16


def ages_of(routine: Routine, on: date) -> Ages:
    """The ages of consent and hearing that the routine and the law set on the day."""
    return Ages(
        int(routine.setting("own_consent_age")),
        routine.setting("beside_consent_age"),
        routine.legal["heard_age"].on(on),
        routine.legal["weight_age"].on(on),
    )


def consent_ages(on: date) -> Ages:
    """The ages of consent and hearing by the routine in force on the day."""
    version = in_force(versions(), on)
    return ages_of(version.routine, on) if version else Ages(DEFAULT_AGE)


def circumstances(case: Case, on: date, *, ages: Ages | None = None) -> Circumstances:
    """All that decides who answers in the case on the day: age, ability, care and mandates. One query.

    `ages` are the routine's on the day, when the caller has the routine at hand; else one query more.
    """
    ages = consent_ages(on) if ages is None else ages
    one = {"id": "pk", "mandate": "mandate", "scopes": "scopes", "related": "related_person_id",
           "given": "related_person__given_name", "family": "related_person__family_name"}  # fmt: skip
    current = Representation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on), subject=OuterRef("subject_id"), started_on__lte=on
    )
    listed = ArraySubquery(current.order_by("pk").values(row=JSONObject(**one)))
    cannot = Exists(_unable(on).filter(case=OuterRef("pk")))
    rows, is_unable = Case.objects.filter(pk=case.pk).values_list(listed, cannot).get()
    answering = [
        (row["mandate"], row["scopes"], Giver(row["id"], f"{row['given']} {row['family']}".strip(), row["related"]))
        for row in rows
    ]
    return _circumstances(case.subject, answering, on, ages, unable=is_unable)


def required_givers(case: Case, on: date, *, ages: Ages | None = None) -> tuple[Giver, ...]:
    """Who must answer an ordinary consent on the day."""
    return circumstances(case, on, ages=ages).required().givers


def unable(case: Case, on: date) -> Inability | None:
    """Health personnel's act in force on the day, that the person cannot consent herself."""
    return _unable(on).filter(case=case).first()


def _unable(on: date) -> QuerySet[Inability]:
    return Inability.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)


Answering = tuple[str, list[str], Giver]


def _circumstances(
    subject: Person, answering: Iterable[Answering], on: date, ages: Ages, *, unable: bool
) -> Circumstances:
    found: dict[str, list[Giver]] = {}
    for mandate, scopes, giver in answering:
        if mandate != Mandate.GUARDIAN or Scope.PERSONAL in scopes:
            found.setdefault(mandate, []).append(giver)
    around = Around(
        parents=tuple(found.get(Mandate.PARENTAL, ())),
        child_welfare=tuple(found.get(Mandate.CHILD_WELFARE, ())),
        foster=tuple(found.get(Mandate.FOSTER, ())),
        guardians=tuple(found.get(Mandate.GUARDIAN, ())),
        next_of_kin=tuple(found.get(Mandate.NEXT_OF_KIN, ())),
    )
    born = subject.born_on or subject.expected_on
    return Circumstances(Standing(Giver(None, subject.name), born, on, able=not unable), around, ages)


@dataclass(frozen=True)
class Unanswered:
    """A consent that waits for one giver's answer, with the giver's e-mail address; the person herself has no
    `representation_id`.
    """

    case_id: int
    consent_id: int
    representation_id: int | None
    email: str


def unanswered(case_ids: Iterable[int], since: date, on: date) -> list[Unanswered]:
    """The givers that consents of the cases, made on `since` or later, wait for on the day. A fixed number of queries.

    Not of cases that are closed, nor of the dead.
    """
    waiting = Consent.objects.filter(
        case__in=list(case_ids), case__ended_on__isnull=True, case__subject__died_on__isnull=True,
        given_at__isnull=True, withdrawn_at__isnull=True, made_on__gte=since, ended_on__gte=on,
    )  # fmt: skip
    found = list(waiting.select_related("case__subject").prefetch_related("answers").order_by("id"))
    if not found:
        return []
    by_subject: dict[int, list[Representation]] = {}
    for one in (
        Representation.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on), subject__cases__consents__in=found, started_on__lte=on
        )
        .select_related("related_person")
        .distinct()
    ):
        by_subject.setdefault(one.subject_id, []).append(one)
    ages = consent_ages(on)
    cannot = set(_unable(on).filter(case__in=[one.case_id for one in found]).values_list("case_id", flat=True))
    return [
        row for one in found
        for row in _waited_for(one, by_subject.get(one.case.subject_id, []), on, ages, unable=one.case_id in cannot)
    ]  # fmt: skip


def _waited_for(
    consent: Consent, representing: list[Representation], on: date, ages: Ages, *, unable: bool
) -> Iterator[Unanswered]:
    subject = consent.case.subject
    addresses = {one.pk: one.related_person.email for one in representing}
    answered = {one.representation_id for one in consent.answers.all()}
    answering = [
        (one.mandate, one.scopes, Giver(one.pk, one.related_person.name, one.related_person_id)) for one in representing
    ]
    required = _circumstances(subject, answering, on, ages, unable=unable).required(consent.matter)
    for giver in required.givers:
        key = giver.representation_id
        email = subject.email if key is None else addresses[key]
        if key not in answered and email:
            yield Unanswered(consent.case_id, consent.pk, key, email)


def own_giver(actor: Actor, case: Case, givers: tuple[Giver, ...]) -> Giver | None:
    """Which of the givers the actor is, as the person or as a representative; None for anybody else."""
    if actor.capacity is Capacity.SELF and actor.person_id == case.subject_id:
        return next((giver for giver in givers if giver.representation_id is None), None)
    if actor.capacity is Capacity.ON_BEHALF and actor.related_id is not None:
        return next((giver for giver in givers if giver.related_id == actor.related_id), None)
    return None


def waiting_for(actor: Actor, case: Case, at: datetime) -> list[Consent]:
    """Consents that wait for the actor's own answer, newest first. One query, and some more only when any is open."""
    own = {"representation__related_person": actor.related_id} if actor.related_id else {"representation": None}
    answered = ConsentAnswer.objects.filter(consent=OuterRef("pk"), **own)
    waiting = list(
        Consent.objects.filter(
            ~Exists(answered), case=case, given_at__isnull=True, withdrawn_at__isnull=True, ended_on__gte=day_of(at)
        )
    )
    if not waiting:
        return []
    now = circumstances(case, day_of(at))
    return [one for one in waiting if own_giver(actor, case, now.required(one.matter).givers) is not None]


def consents(case: Case) -> QuerySet[Consent]:
    """All consents of the case with grants, answers and hearings, the newest first."""
    return Consent.objects.filter(case=case).prefetch_related(*_inside())


def fill(consent: Consent) -> None:
    """Reads the grants, answers and hearings of a consent, unless they are read already. Three queries."""
    prefetch_related_objects([consent], *_inside())


def _inside() -> tuple[Any, ...]:
    return (
        Prefetch("grants", Grant.objects.select_related("unit").order_by("unit__name", "id")),
        Prefetch("answers", ConsentAnswer.objects.select_related("representation__related_person", "paper")),
        "hearings",
    )


def consent_with_grants(case: Case, consent_id: int) -> Consent | None:
    """A consent of the case with its grants and their units only. Two queries."""
    grants = Prefetch("grants", Grant.objects.select_related("unit").order_by("unit__name", "id"))
    found = Consent.objects.filter(case=case, pk=consent_id).prefetch_related(grants).first()
    if found is not None:
        found.case = case
    return found


def consent_in(case: Case, consent_id: int, *, bare: bool = False) -> Consent | None:
    """A consent of the case, with grants, answers and hearings; `bare` without them, in one query."""
    found = Consent.objects.filter(case=case) if bare else consents(case)
    return found.filter(pk=consent_id).first()


def may_withdraw(actor: Actor, consent: Consent, now: Circumstances) -> bool:
    """Whether the person, or who acts for her, may take the consent back: who must answer may; but where one parent
    is enough, the other cannot take back what that one has said.
    """
    required = now.required(consent.matter)
    giver = own_giver(actor, consent.case, required.givers)
    if giver is None or giver not in required.one_of:
        return giver is not None
    said = [reply.yes for reply in replies(consent) if reply.representation_id == giver.representation_id]
    return bool(said) and said[-1]


def may_object(actor: Actor, case: Case, now: Circumstances | None = None) -> bool:
    """Whether the actor is the person, of any age, or somebody who answers for her (`now`, when it is at hand)."""
    if actor.capacity is Capacity.SELF:
        return actor.person_id == case.subject_id
    now = now or circumstances(case, today())
    return own_giver(actor, case, now.required().givers) is not None


def still_told(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """What an edition of the plan holds of consents, without the grants the reader may not know of. One query."""
    if not kept or not kept["grants"]:
        return kept
    told = set(Grant.objects.filter(pk__in=[one["id"] for one in kept["grants"]]).values_list("pk", flat=True))
    return {**kept, "grants": [one for one in kept["grants"] if one["id"] in told]}


def grant_in(case: Case, grant_id: int) -> Grant | None:
    """What a unit was granted in the case, with the unit and the consent."""
    return Grant.objects.filter(case=case, pk=grant_id).select_related("unit", "consent__case__subject").first()


def replies(consent: Consent) -> list[Reply]:
    """The answers to a consent (prefetched or not), the oldest first."""
    return [Reply(one.representation_id, one.yes, one.answered_on) for one in consent.answers.all()]


def heard(consent: Consent, then: Circumstances) -> Ear:
    """Where the hearing of the person stands for the consent."""
    latest = next(iter(reversed(list(consent.hearings.all()))), None)
    said = Said(View(latest.view), bool(latest.weighed)) if latest else None
    return hearing(then.person, then.required(consent.matter), then.ages, said)


def status(consent: Consent, then: Circumstances, at: datetime) -> Status:
    """Where a consent stands at the instant; grants, answers and hearings must be prefetched for lists."""
    if consent.withdrawn_at is not None and consent.withdrawn_at <= at:
        return Status.WITHDRAWN
    if consent.given_at is not None:
        grants = list(consent.grants.all())
        if grants and all(grant.replaced_at or grant.withdrawn_at for grant in grants):
            return Status.WITHDRAWN if any(grant.withdrawn_at for grant in grants) else Status.REPLACED
        return Status.EXPIRED if consent.ended_on < day_of(at) else Status.GIVEN
    if consent.ended_on < day_of(at):
        return Status.EXPIRED
    found = settled(then.required(consent.matter), replies(consent))
    if found is not Status.GIVEN:
        return found
    return Status.CONFLICTING if heard(consent, then) is Ear.AGAINST else Status.AWAITING


def fingerprint(consent: Consent) -> str:
    """The SHA-256 of all that is shown of a consent when it is answered: text, purpose, units and parts, last day."""
    shown = {
        "lang": consent.lang, "text": consent.text, "purpose": consent.purpose, "matter": consent.matter,
        "until": consent.asked_until.isoformat(),
        "units": sorted([one.unit_id, one.parts, one.life_areas] for one in consent.grants.all()),
    }  # fmt: skip
    return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def in_force_by_unit(case: Case, at: datetime, step: Step = Step.WRITTEN) -> dict[int, list[Grant]]:
    """What each unit may see now."""
    found: dict[int, list[Grant]] = {}
    for grant in grants_in_force(at, step).filter(case=case).select_related("unit", "consent"):
        found.setdefault(grant.unit_id, []).append(grant)
    return found


def standing_by_unit(case: Case, at: datetime) -> list[Grant]:
    """What every unit is granted now by either step, the written ones last, with unit and consent. One query."""
    both = grants_in_force(at, Step.CALL_IN) | grants_in_force(at, Step.WRITTEN)
    return list(both.filter(case=case).select_related("unit", "consent").order_by("consent__step", "id"))


def callable_units(case: Case, at: datetime) -> set[int]:
    """The ids of the units that a consent in force, of either step, lets be called in."""
    in_force_now = grants_in_force(at, Step.CALL_IN) | grants_in_force(at, Step.WRITTEN)
    return set(in_force_now.filter(case=case).values_list("unit_id", flat=True))


def facts(case_ids: list[int]) -> list[Fact]:
    """One fact for each unit a given consent names; `runs_out` when nothing but time will end it."""
    found = []
    for grant in Grant.objects.filter(case__in=case_ids, consent__given_on__isnull=False).select_related("consent"):
        consent = grant.consent
        assert consent.given_on is not None
        stopped = [day_of(at) for at in (grant.withdrawn_at, consent.withdrawn_at, grant.replaced_at) if at]
        found.append(
            Fact("consent", f"grant-{grant.pk}", consent.given_on, f"case-{grant.case_id}", attrs={
                "step": consent.step,
                "unit": f"unit-{grant.unit_id}",
                "ended": min([*stopped, consent.ended_on]),
                "runs_out": not stopped,
            })
        )  # fmt: skip
    return found
