"""Forgetting the people of a case when all of it is erased."""

from datetime import date

from samrad.accounts.operations.leaving import forget_ways_in
from samrad.cases.models import Case
from samrad.kernel.erasing import ERASED, Words
from samrad.people.models import Person, RelatedPerson, Representation

REACHED_AT = ("address", "postal", "phone", "email", "protection")


def names_in(case: Case) -> Words:
    """The names of the person and of those near her, and how they are reached: what goes with the case."""
    found: list[Person | RelatedPerson] = [case.subject, *case.subject.related.all()]
    told = [text for one in found for text in (one.name, one.address, one.phone, one.email)]
    return frozenset(filter(None, told))


def forget_people(case_id: int) -> None:
    """Part of an operation: of the person there is left the year of birth, and of those near her what they were.

    Nothing happens while the person has another case that stands.
    """
    case = Case.objects.select_related("subject").get(pk=case_id)
    if Case.objects.filter(subject=case.subject, erased_on__isnull=True).exclude(pk=case_id).exists():
        return
    forget_ways_in(case.subject)
    _forget(case.subject)
    for one in case.subject.related.all():
        _forget(one)
    texts = ("insight_reason", "mandate_text", "end_reason")
    for representation in Representation.objects.filter(subject=case.subject):
        for name in texts:
            setattr(representation, name, ERASED if getattr(representation, name) else "")
        representation.save()


def _forget(one: Person | RelatedPerson) -> None:
    one.given_name, one.family_name = ERASED, ""
    one.identity_sealed = one.identity_index = None
    for name in REACHED_AT:
        setattr(one, name, "")
    if isinstance(one, Person):
        one.sort_key, one.died_on, one.language = ERASED, None, "nb"
        one.born_on, one.expected_on = _year_of(one.born_on), _year_of(one.expected_on)
    one.save()


def _year_of(day: date | None) -> date | None:
    return day.replace(month=1, day=1) if day is not None else None
