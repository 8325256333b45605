"""Who must answer, what is in force, and the facts that consents give."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.models import Case
from samrad.cases.queries import current_representations
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, ConsentAnswer, Grant
from samrad.consents.rules import Ages, Giver, Reply, Status, Step, must_answer, settled
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine
from samrad.kernel.clock import day_of
from samrad.people.models import Person, Representation
from samrad.people.rules import Mandate, Scope
from samrad.routines.queries import in_force, versions

DEFAULT_AGE = 16


def ages_of(routine: Routine) -> Ages:
    """The ages of consent that the routine sets."""
    return Ages(int(routine.setting("own_consent_age")), routine.setting("beside_consent_age"))


def consent_ages(on: date) -> Ages:
    """The ages of consent by the routine in force on the day."""
    version = in_force(versions(), on)
    return ages_of(version.routine) if version else Ages(DEFAULT_AGE)


def required_givers(case: Case, on: date, *, ages: Ages | None = None) -> tuple[Giver, ...]:
    """Who must answer a consent on the day: the subject, or all with parental responsibility, or the guardian.

    `ages` are the routine's on the day, when the caller has the routine at hand.
    """
    ages = consent_ages(on) if ages is None else ages
    return _givers(case.subject, current_representations(case.subject, on), on, ages)


def _givers(subject: Person, representing: Iterable[Representation], on: date, ages: Ages) -> tuple[Giver, ...]:
    parents, guardians = [], []
    for one in representing:
        giver = Giver(one.pk, one.related_person.name, one.related_person_id)
        if one.mandate == Mandate.PARENTAL:
            parents.append(giver)
        elif one.mandate == Mandate.GUARDIAN and one.covers(Scope.PERSONAL):
            guardians.append(giver)
    born = subject.born_on or subject.expected_on
    return must_answer(born, on, ages, Giver(None, subject.name), parents, guardians)


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
    return [row for one in found for row in _waited_for(one, by_subject.get(one.case.subject_id, []), on, ages)]


def _waited_for(consent: Consent, representing: list[Representation], on: date, ages: Ages) -> Iterator[Unanswered]:
    subject = consent.case.subject
    addresses = {one.pk: one.related_person.email for one in representing}
    answered = {one.representation_id for one in consent.answers.all()}
    for giver in _givers(subject, representing, on, ages):
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
    """Consents that wait for the actor's own answer, newest first. One query, and two more only when any is open."""
    own = {"representation__related_person": actor.related_id} if actor.related_id else {"representation": None}
    answered = ConsentAnswer.objects.filter(consent=OuterRef("pk"), **own)
    waiting = list(
        Consent.objects.filter(
            ~Exists(answered), case=case, given_at__isnull=True, withdrawn_at__isnull=True, ended_on__gte=day_of(at)
        )
    )
    if not waiting or own_giver(actor, case, required_givers(case, day_of(at))) is None:
        return []
    return waiting


def consents(case: Case) -> QuerySet[Consent]:
    """All consents of the case with grants and answers, the newest first."""
    return Consent.objects.filter(case=case).prefetch_related(*_inside())


def fill(consent: Consent) -> None:
    """Reads the grants and answers of a consent, unless they are read already. Two queries."""
    prefetch_related_objects([consent], *_inside())


def _inside() -> tuple[Any, ...]:
    return (
        Prefetch("grants", Grant.objects.select_related("unit").order_by("unit__name")),
        Prefetch("answers", ConsentAnswer.objects.select_related("representation__related_person", "paper")),
    )


def consent_in(case: Case, consent_id: int, *, bare: bool = False) -> Consent | None:
    """A consent of the case, with grants and answers; `bare` without them, in one query."""
    found = Consent.objects.filter(case=case) if bare else consents(case)
    return found.filter(pk=consent_id).first()


def grant_in(case: Case, grant_id: int) -> Grant | None:
    """What a unit was granted in the case, with the unit and the consent."""
    return Grant.objects.filter(case=case, pk=grant_id).select_related("unit", "consent__case__subject").first()


def replies(consent: Consent) -> list[Reply]:
    """The answers to a consent (prefetched or not)."""
    return [Reply(one.representation_id, one.yes, one.answered_on, None) for one in consent.answers.all()]


def status(consent: Consent, givers: tuple[Giver, ...], at: datetime) -> Status:
    """Where a consent stands at the instant; grants must be prefetched for lists."""
    if consent.withdrawn_at is not None and consent.withdrawn_at <= at:
        return Status.WITHDRAWN
    if consent.given_at is not None:
        grants = list(consent.grants.all())
        if grants and all(grant.replaced_at or grant.withdrawn_at for grant in grants):
            return Status.WITHDRAWN if any(grant.withdrawn_at for grant in grants) else Status.REPLACED
        return Status.EXPIRED if consent.ended_on < day_of(at) else Status.GIVEN
    if consent.ended_on < day_of(at):
        return Status.EXPIRED
    return settled(givers, replies(consent))


def in_force_by_unit(case: Case, at: datetime, step: Step = Step.WRITTEN) -> dict[int, list[Grant]]:
    """What each unit may see now."""
    found: dict[int, list[Grant]] = {}
    for grant in grants_in_force(at, step).filter(case=case).select_related("unit", "consent"):
        found.setdefault(grant.unit_id, []).append(grant)
    return found


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
