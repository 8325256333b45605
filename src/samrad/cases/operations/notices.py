"""Taking in notices, opening cases, assessing the need and telling the person."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from samrad.accounts.access import anyone, office_only
from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case, InformationGiven, NeedAssessment, NeedNotice
from samrad.cases.queries import current_case, earlier_case_on, next_number
from samrad.cases.rules import Answer, Channel, Part, Told, Wish
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.ids import CASE_LOCK
from samrad.kernel.operation import operation
from samrad.people.models import Person


def _number_lock() -> None:
    """One case number is given at a time in a municipality, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, -(current_setting('samrad.municipality')::bigint %% 2000000000)::int)",
            [CASE_LOCK],
        )


def _open(person: Person, opened_on: date, followed_from: date | None = None, *, field: str = "received_on") -> Case:
    _number_lock()
    if earlier_case_on(person, opened_on):
        raise Invalid("Personen hadde en annen sak denne dagen. Velg en senere dag.", field)
    return Case.objects.create(
        number=next_number(opened_on), subject=person, opened_on=opened_on, followed_from=followed_from
    )


@operation(affects="result", allow=anyone, part=Part.NOTICE)
def report_need(
    *,
    actor: Actor,
    person: Person,
    channel: Channel,
    received_on: date,
    by_name: str,
    need: str,
    by_role: str = "",
    by_phone: str = "",
    by_email: str = "",
    by_employment: Employment | None = None,
    from_hospital: bool = False,
    wishes: Sequence[Wish] = (),
    proposed_coordinator: str = "",
    person_told_on: date | None = None,
) -> NeedNotice:
    """Takes in a notice that `person` may need coordinated services; opens a case or joins the current one.

    From the open form only (`PUBLIC`), from staff, by telephone or on paper, or by the person.
    Source: helsepersonelloven § 38 a; S3-020, S3-118, S3-153. Raises `Invalid`.
    """
    if actor.capacity is Capacity.PUBLIC and channel is not Channel.PUBLIC:
        raise Refused
    happened(received_on, field="received_on")
    if person_told_on is not None:
        happened(person_told_on, field="person_told_on")
    case = None if actor.capacity is Capacity.PUBLIC else current_case(person)
    if case is None:
        case = _open(person, received_on)
    return NeedNotice.objects.create(
        case=case,
        channel=channel,
        received_on=received_on,
        by_name=filled(by_name, field="by_name", sentence="Skriv hvem som melder."),
        by_role=by_role.strip(),
        by_phone=by_phone.strip(),
        by_email=by_email.strip(),
        by_employment=by_employment,
        from_hospital=from_hospital,
        need=filled(need, field="need", sentence="Skriv kort hva det trengs hjelp til."),
        wishes=[str(wish) for wish in wishes],
        proposed_coordinator=proposed_coordinator.strip(),
        person_told_on=person_told_on,
    )


@operation(affects="result", allow=office_only)
def open_followed_case(*, actor: Actor, person: Person, opened_on: date, followed_from: date) -> Case:
    """Opens a case that has lived in another tool: rules anchored before `followed_from` give no duty."""
    happened(opened_on, field="opened_on")
    ordered(opened_on, followed_from, field="followed_from")
    if current_case(person) is not None:
        raise Invalid("Personen har allerede en sak som pågår.", "person")
    return _open(person, opened_on, followed_from, field="opened_on")


@operation(affects="notice", allow=allow(*OFFICE), part=Part.NOTICE)
def answer_notice(*, actor: Actor, notice: NeedNotice, on: date, answer: str) -> NeedNotice:
    """Records the answer given to the one who reported (L-ME-01). Raises `Invalid`."""
    if notice.answered_on is not None:
        raise Invalid("Meldingen er allerede besvart.")
    notice.answered_on = happened(
        on, not_before=notice.received_on, before_words="Svaret kan ikke være gitt før meldingen kom."
    )
    notice.answer = filled(answer, field="answer", sentence="Skriv hva svaret var.")
    notice.save()
    return notice


@operation(affects="notice", allow=allow(*OFFICE, *LEADING), part=Part.NOTICE)
def tell_person_of_notice(*, actor: Actor, notice: NeedNotice, on: date) -> NeedNotice:
    """Records the day the person, or whoever represents her, was told that a notice came."""
    if notice.person_told_on is not None:
        raise Invalid("Det er allerede registrert at personen har fått vite det.")
    notice.person_told_on = happened(on, not_before=notice.received_on)
    notice.save()
    return notice


@operation(affects="case", allow=allow(*OFFICE, *LEADING), part=Part.NOTICE)
def assess_need(
    *, actor: Actor, case: Case, on: date, lasting: bool, services: str, other_sectors: str, reason: str
) -> NeedAssessment:
    """Answers whether the need is long-term and coordinated (S0-001), with other sectors in view (S3-111)."""
    return NeedAssessment.objects.create(
        case=case,
        assessed_on=happened(on, not_before=case.opened_on),
        assessed_by=actor.name,
        lasting=lasting,
        services=filled(services, field="services", sentence="Skriv hvilke tjenester personen trenger eller har."),
        other_sectors=filled(
            other_sectors,
            field="other_sectors",
            sentence="Skriv hva andre sektorer bidrar med, som skole eller barnevern. Skriv «ingen» når det er ingen.",
        ),
        reason=filled(reason, field="reason", sentence="Skriv hvorfor."),
    )


@operation(affects="case", allow=allow(*OFFICE, *LEADING, "seat"))
def give_information(
    *,
    actor: Actor,
    case: Case,
    what: Told,
    on: date,
    given_to: str,
    document_version: str = "",
    answer: Answer | None = None,
) -> InformationGiven:
    """Records that the person got the booklet or was told of a right, and what she answered (S3-019, S3-113)."""
    if what is Told.PLAN_RIGHT and answer is not None:
        case.plan_wish = answer
        case.save(update_fields=["plan_wish"])
    return InformationGiven.objects.create(
        case=case,
        what=what,
        given_on=happened(on),
        given_by=actor.name,
        given_to=filled(given_to, field="given_to", sentence="Skriv hvem som fikk det."),
        document_version=document_version,
        answer=answer or "",
    )


@operation(affects="case", allow=allow(*OFFICE, *LEADING, *PERSONAL, personal=True))
def map_interpreter(*, actor: Actor, case: Case, on: date, needed: bool, language: str = "") -> Case:
    """Answers whether an interpreter is needed, and for which language (S3-023); the person may say so herself."""
    case.interpreter_mapped_on = happened(on)
    case.interpreter_needed = needed
    case.interpreter_language = (
        filled(language, field="language", sentence="Skriv hvilket språk tolken skal kunne.") if needed else ""
    )
    case.save()
    return case
