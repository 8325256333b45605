"""Registering the person, those near, and who may act for whom.

These stand here and not in `people`, since who may write about a person follows from her case.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from samrad.accounts.access import anyone
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case, NeedNotice
from samrad.cases.operations.sign_in import end_access_by_number
from samrad.cases.rules import Part
from samrad.duties.vocabulary import LANGUAGES
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.kernel.sealing import blind_index, seal, unseal
from samrad.people.models import Person, RelatedPerson, Representation
from samrad.people.rules import (
    CARE,
    BadIdentityNumber,
    Mandate,
    Protection,
    Relation,
    Scope,
    check_identity_number,
    sort_key,
)

_born_anew: list[Callable[[Case], None]] = []


def register_born_anew(follow: Callable[[Case], None]) -> None:
    """Adds what follows in each case of a person whose birth date was corrected. Called in `apps.ready`."""
    _born_anew.append(follow)


@operation(affects="result", allow=anyone)
def register_person(
    *,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: date | None = None,
    expected_on: date | None = None,
    identity_number: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    postal: str = "",
) -> Person:
    """Registers somebody a case is to be about, or finds her by the identity number.

    No number is needed; an expected child has a due date in place of a birth date. Raises `Invalid`.
    """
    person = Person(phone=phone.strip(), email=email.strip(), address=address.strip(), postal=postal.strip())
    _name(person, given_name, family_name)
    if identity_number.strip():
        index, born = _identity(identity_number)
        known = Person.objects.filter(identity_index=index).first()
        if known is not None:
            return known
        if born_on is not None and born_on != born:
            raise Invalid("Fødselsdatoen stemmer ikke med fødselsnummeret.", "born_on")
        _seal_identity(person, identity_number, index)
        born_on = born
    _dates(person, born_on, expected_on)
    person.save()
    return person


def _name(one: Person | RelatedPerson, given_name: str, family_name: str) -> None:
    one.given_name = filled(given_name, field="given_name", sentence="Skriv fornavnet.")
    one.family_name = filled(family_name, field="family_name", sentence="Skriv etternavnet.")
    if isinstance(one, Person):
        one.sort_key = sort_key(one.family_name, one.given_name)


def _dates(person: Person, born_on: date | None, expected_on: date | None) -> None:
    if born_on is not None:
        if born_on > today():
            raise Invalid("Fødselsdatoen kan ikke være fram i tid. Bruk termin for et barn som ventes.", "born_on")
        happened(born_on, field="born_on")
    person.born_on = born_on
    person.expected_on = expected_on if born_on is None else None


def _identity(number: str) -> tuple[str, date]:
    try:
        born = check_identity_number(number)
    except BadIdentityNumber as error:
        raise Invalid(str(error), "identity_number") from error
    return blind_index(number.replace(" ", "")), born


def _seal_identity(person: Person, number: str, index: str) -> None:
    person.identity_sealed = seal(number.replace(" ", ""))
    person.identity_index = index


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def change_person(
    *,
    actor: Actor,
    case: Case,
    given_name: str,
    family_name: str,
    born_on: date | None,
    expected_on: date | None = None,
    identity_number: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    postal: str = "",
    language: str = "nb",
) -> Person:
    """Corrects name, birth date and how to reach the person; adds the identity number when it is known.

    A D-number may become a birth number. By the number she is let in with an eID, and by the birth date rights begin
    and end; so neither she nor who acts for her sets them, and who came in by the number before is out. Raises
    `Invalid` when another person already has the number, or the birth date is not that of the number.
    """
    person = case.subject
    before = person.born_on
    _name(person, given_name, family_name)
    if identity_number.strip():
        index, born = _identity(identity_number)
        if Person.objects.filter(identity_index=index).exclude(pk=person.pk).exists():
            raise Invalid(
                "En annen person er registrert med dette fødselsnummeret. Slå sammen sakene i stedet.",
                "identity_number",
            )
        if person.identity_index not in (None, index):
            end_access_by_number(person=person)
        _seal_identity(person, identity_number, index)
        born_on = born
    elif person.identity_sealed and check_identity_number(unseal(bytes(person.identity_sealed))) != born_on:
        raise Invalid("Fødselsdatoen stemmer ikke med fødselsnummeret som er registrert.", "born_on")
    _dates(person, born_on, expected_on)
    _reached(person, phone=phone, email=email, address=address, postal=postal)
    person.language = _language(language)
    person.save()
    if person.born_on != before:
        for own in Case.objects.filter(subject=person).select_related("subject"):
            for follow in _born_anew:
                follow(own)
    return person


@operation(affects="case", allow=allow(*PERSONAL, personal=True, sees=Part.ABOUT_ME))
def change_contact(
    *,
    actor: Actor,
    case: Case,
    phone: str = "",
    email: str = "",
    address: str = "",
    postal: str = "",
    language: str = "nb",
) -> Person:
    """The person, or who acts for her in all of it, corrects how to reach her and the language she is written to in.

    Raises `Invalid` when the address is protected and one is written in, or the language is not among ours.
    """
    person = case.subject
    _reached(person, phone=phone, email=email, address=address, postal=postal)
    person.language = _language(language)
    person.save()
    return person


def _reached(one: Person | RelatedPerson, **typed: str) -> None:
    for field, text in typed.items():
        if one.protection and field != "email" and text.strip():
            raise Invalid("Adressen er sperret, så dette skal ikke skrives inn. La feltet stå tomt.", field)
        setattr(one, field, text.strip())


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Invalid("Velg et av språkene.", "language")
    return language


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def protect_address(
    *, actor: Actor, case: Case, protection: Protection, related: RelatedPerson | None = None
) -> Person | RelatedPerson:
    """The person, or somebody near, has a protected address (kode 6 or 7): address, place and telephone are forgotten.

    They go out of the notices that give them, too. Letters are handed over in person. Raises `Invalid`.
    """
    one = _own_of(case, related)
    NeedNotice.objects.filter(case__subject=case.subject_id, by_name=one.name).update(by_phone="", by_email="")
    one.protection, one.address, one.postal, one.phone = protection, "", "", ""
    one.save()
    return one


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def end_protection(*, actor: Actor, case: Case, related: RelatedPerson | None = None) -> Person | RelatedPerson:
    """The address is no longer protected; it must be written in anew."""
    one = _own_of(case, related)
    one.protection = ""
    one.save()
    return one


def _own_of(case: Case, related: RelatedPerson | None) -> Person | RelatedPerson:
    if related is not None and related.subject_id != case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    return related or case.subject


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def record_death(*, actor: Actor, case: Case, on: date) -> Person:
    """Records that the person died. Every reminder and letter stops at once; the case is closed apart."""
    person = case.subject
    person.died_on = happened(on, not_before=person.born_on)
    person.save()
    return person


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def add_related_person(
    *,
    actor: Actor,
    case: Case,
    given_name: str,
    family_name: str,
    relation: Relation,
    phone: str = "",
    email: str = "",
    address: str = "",
    postal: str = "",
    wanted: bool = True,
    identity_number: str = "",
) -> RelatedPerson:
    """Adds somebody near the person. `wanted` tells whether the person wants them to take part.

    By the identity number, when it is known, they may sign in with an eID.
    """
    related = RelatedPerson(subject=case.subject, relation=relation, wanted=wanted)
    _name(related, given_name, family_name)
    _reached(related, phone=phone, email=email, address=address, postal=postal)
    if identity_number.strip():
        _number_of_related(related, identity_number)
    related.save()
    return related


@operation(affects=("case", "related"), allow=allow(*OFFICE, *LEADING))
def change_related_person(
    *,
    actor: Actor,
    case: Case,
    related: RelatedPerson,
    given_name: str,
    family_name: str,
    relation: Relation,
    wanted: bool,
    phone: str = "",
    email: str = "",
    address: str = "",
    postal: str = "",
) -> RelatedPerson:
    """Corrects who somebody near is, and how to reach them. Raises `Invalid`."""
    _own_of(case, related)
    related.relation, related.wanted = relation, wanted
    _name(related, given_name, family_name)
    _reached(related, phone=phone, email=email, address=address, postal=postal)
    related.save()
    return related


@operation(affects="case", allow=allow("representative"))
def change_own_contact(
    *, actor: Actor, case: Case, phone: str = "", email: str = "", address: str = "", postal: str = ""
) -> RelatedPerson:
    """Who acts for the person corrects how to be reached. Raises `Invalid` when the own address is protected.

    Raises `Refused` for who is not somebody near.
    """
    if actor.related_id is None:
        raise Refused
    related = RelatedPerson.objects.get(pk=actor.related_id, subject=case.subject_id)
    _reached(related, phone=phone, email=email, address=address, postal=postal)
    related.save()
    return related


def _number_of_related(related: RelatedPerson, number: str) -> None:
    index, _ = _identity(number)
    same = RelatedPerson.objects.filter(subject=related.subject_id, identity_index=index)
    if same.exclude(pk=related.pk).exists():
        raise Invalid("En annen av de nærmeste er registrert med dette fødselsnummeret.", "identity_number")
    if related.identity_index not in (None, index):
        end_access_by_number(related_person=related)
    related.identity_sealed, related.identity_index = seal(number.replace(" ", "")), index


@operation(affects=("case", "related"), allow=allow(*OFFICE, *LEADING))
def register_number(*, actor: Actor, case: Case, related: RelatedPerson, identity_number: str) -> RelatedPerson:
    """Registers the identity number of somebody near the person, so that she may sign in with an eID.

    Raises `Invalid` when it is no such number, or another of those near has it.
    """
    if related.subject_id != case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    filled(identity_number, field="identity_number", sentence="Skriv fødselsnummeret.")
    _number_of_related(related, identity_number)
    related.save()
    return related


@operation(affects=("case", "related"), allow=allow(*OFFICE, *LEADING))
def add_representation(
    *,
    actor: Actor,
    case: Case,
    related: RelatedPerson,
    mandate: Mandate,
    started_on: date,
    scopes: Sequence[Scope] = (),
    mandate_text: str = "",
    ended_on: date | None = None,
) -> Representation:
    """Records that a related person may act for the subject. A guardian's mandate is written out (L-CO-11)."""
    if related.subject_id != case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    ordered(started_on, ended_on, field="ended_on")
    if mandate not in CARE:
        filled(mandate_text, field="mandate_text", sentence="Skriv hva mandatet eller fullmakten går ut på.")
        if not scopes and mandate is not Mandate.NEXT_OF_KIN:
            raise Invalid("Velg hva mandatet gjelder.", "scopes")
    return Representation.objects.create(
        related_person=related,
        subject=case.subject,
        mandate=mandate,
        scopes=[str(scope) for scope in scopes],
        mandate_text=mandate_text.strip(),
        started_on=started_on,
        ended_on=ended_on,
        end_reason="avtalt sluttdato" if ended_on else "",
    )


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def end_representation(
    *, actor: Actor, case: Case, representation: Representation, on: date, reason: str
) -> Representation:
    """Ends a representation; `on` is its last day."""
    ordered(representation.started_on, on, field="on")
    representation.ended_on = on
    representation.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")
    representation.save()
    return representation


@operation(affects="case", allow=allow(*OFFICE, *LEADING))
def withhold_from(
    *, actor: Actor, case: Case, representation: Representation, reason: str, parts: Iterable[Part] = ()
) -> Representation:
    """Takes insight from a representative by a reasoned decision; what they could see is closed at once.

    With `parts`, these are what is left to see.
    """
    left = sorted(parts)
    representation.insight, representation.parts = bool(left), left or None
    representation.insight_reason = filled(reason, field="reason", sentence="Skriv begrunnelsen for avgjørelsen.")
    representation.save()
    return representation
