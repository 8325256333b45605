"""Who cannot consent herself, and the papers that show a mandate."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.consents.access import grants_in_force
from samrad.consents.models import Consent, Inability, MandatePaper
from samrad.consents.queries import consent_ages, unable
from samrad.consents.rules import CHILD_BASES, UNABLE_BASES, YOUTH_BASES, Basis, Step, last_day
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.papers.models import Paper
from samrad.people.models import Representation


@operation(affects="case", allow=allow(*LEADING))
def record_inability(
    *,
    actor: Actor,
    case: Case,
    on: date,
    decided_by: str,
    profession: str,
    about: str,
    reason: str,
    shown_on: date,
    paper: Paper,
    kin_shown_on: date | None = None,
    kin_note: str = "",
) -> Inability:
    """Keeps health personnel's written and reasoned act that the person cannot consent herself (L-CO-08).

    It is shown to the person, and to next of kin or `kin_note` says why not. From `on` others answer. Raises `Invalid`.
    """
    happened(on)
    happened(shown_on, field="shown_on", not_before=on, before_words="Den kan ikke være vist før den ble skrevet.")
    if unable(case, on) is not None:
        raise Invalid("Det står allerede en vurdering. Avslutt den først.")
    if paper.case_id != case.pk:
        raise Invalid("Papiret hører til en annen sak.", "file")
    if kin_shown_on is not None:
        happened(kin_shown_on, field="kin_shown_on", not_before=on)
    else:
        filled(
            kin_note, field="kin_note", sentence="Skriv dagen de nærmeste så den, eller hvorfor de ikke har gjort det."
        )
    return Inability.objects.create(
        case=case,
        started_on=on,
        decided_by=filled(decided_by, field="decided_by", sentence="Skriv hvem som har vurdert det."),
        profession=filled(profession, field="profession", sentence="Skriv hva slags helsepersonell det er."),
        about=filled(about, field="about", sentence="Skriv hva personen ikke kan ta stilling til."),
        reason=filled(reason, field="reason", sentence="Skriv begrunnelsen, slik den står i vurderingen."),
        shown_on=shown_on,
        kin_shown_on=kin_shown_on,
        kin_note=kin_note.strip(),
        paper=paper,
        recorded_by=actor.name,
    )


@operation(affects="inability", allow=allow(*LEADING))
def end_inability(*, actor: Actor, inability: Inability, on: date, reason: str) -> Inability:
    """The person can answer herself again; `on` is the last day others could. What they said yes to ends with it."""
    if inability.ended_on is not None:
        raise Invalid("Vurderingen er allerede avsluttet.")
    happened(on)
    ordered(inability.started_on, on, field="on")
    inability.ended_on = on
    inability.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")[:200]
    inability.save()
    _end_what_others_said(inability.case, on)
    return inability


def _end_what_others_said(case: Case, on: date) -> None:
    for consent in _said_by_others(case, UNABLE_BASES):
        _shorten(consent, min(consent.ended_on, on), f"Samråd, siden {case.subject.given_name} kan svare selv")


def follow_birth_date(case: Case) -> None:
    """Part of an operation: what others said for a child ends by the birth date as it was corrected, never later."""
    born, ages = case.subject.born_on, consent_ages(today())
    for consent in _said_by_others(case, CHILD_BASES | YOUTH_BASES):
        last = last_day(consent.ended_on, Basis(consent.basis), born, ages)
        if last < consent.ended_on:
            _shorten(consent, last, "Samråd, siden fødselsdatoen ble rettet")


def _said_by_others(case: Case, bases: Iterable[Basis]) -> QuerySet[Consent]:
    at = now()
    standing = grants_in_force(at, Step.WRITTEN) | grants_in_force(at, Step.CALL_IN)
    return Consent.objects.filter(
        pk__in=standing.filter(case=case, consent__basis__in=[str(one) for one in bases]).values("consent")
    )


def _shorten(consent: Consent, last: date, who: str) -> None:
    """`last` is its last day; when that is over already, it is withdrawn at once."""
    if last < today():
        consent.withdrawn_at, consent.withdrawn_by = now(), who[:150]
    else:
        consent.ended_on, consent.shortened_by = last, who[:150]
    consent.save()


@operation(affects="case", allow=allow(*LEADING))
def show_mandate(*, actor: Actor, case: Case, representation: Representation, paper: Paper, on: date) -> MandatePaper:
    """Keeps the paper that shows what a guardian's mandate covers (L-CO-11, L-CO-22). Raises `Invalid`."""
    happened(on)
    if representation.subject_id != case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.")
    if paper.case_id != case.pk:
        raise Invalid("Papiret hører til en annen sak.", "file")
    return MandatePaper.objects.create(
        case=case, representation=representation, paper=paper, seen_on=on, seen_by=actor.name
    )
