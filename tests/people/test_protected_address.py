"""A protected address is forgotten: it stands in no table, and so on no page, in no paper, calendar or export."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from psycopg import sql

from samrad.accounts.models import PersonalAccess
from samrad.cases.access import sight
from samrad.cases.models import Case, NeedNotice
from samrad.cases.operations.people import change_person, end_protection, protect_address
from samrad.documents.letterhead import home_of
from samrad.kernel.errors import Invalid, Refused
from samrad.meetings.access import tells_place
from samrad.people.models import Person, RelatedPerson
from samrad.people.rules import Protection
from tests.personas import Persona
from tests.stories import child
from tests.town import Fjordvik, open_town
from tests.web.addresses import Things
from tests.web.conftest import people, site, standing_still, undone
from tests.web.visiting import visits

__all__ = ["people", "site", "standing_still", "undone"]
HOME: dict[str, Any] = {"address": "Løynveien 77", "postal": "9871 Løynestad", "phone": "48112233"}
WORDS = ("Løynveien", "Løynestad", "48112233")


def test_what_is_protected_is_forgotten_and_not_taken_in_again(town: Fjordvik) -> None:
    story = child(town)
    person, mother = story.case.subject, story.related["mor"]
    Person.objects.filter(pk=person.pk).update(**HOME)
    RelatedPerson.objects.filter(pk=mother.pk).update(**HOME)
    NeedNotice.objects.filter(case=story.case).update(
        by_name=person.name, by_phone=HOME["phone"], by_email="a@b.example"
    )
    protect_address(actor=story.lead, case=story.case, protection=Protection.STRICT)
    protect_address(actor=story.lead, case=story.case, protection=Protection.CONFIDENTIAL, related=mother)
    for one in (person, mother):
        one.refresh_from_db()
        assert (one.address, one.postal, one.phone) == ("", "", "")
        assert home_of(one) == [one.name, "Deles ut personlig"]
    assert not NeedNotice.objects.filter(case=story.case).exclude(by_phone="", by_email="").exists()
    story.case = Case.objects.get(pk=story.case.pk)
    named: dict[str, Any] = {"given_name": "Ada", "family_name": "Prøvesen", "born_on": person.born_on}
    for field, text in HOME.items():
        with pytest.raises(Invalid) as error:
            change_person(actor=story.lead, case=story.case, **named, **{field: text})
        assert error.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(address="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        RelatedPerson.objects.filter(pk=mother.pk).update(phone="x")
    end_protection(actor=story.lead, case=story.case)
    assert change_person(actor=story.lead, case=story.case, **named, **HOME).address == HOME["address"]


def test_who_protects_it(town: Fjordvik) -> None:
    story, other = child(town), child(town)
    for actor in (town.actor("per"), story.sign_in("mor.sperr", "mor")):
        with pytest.raises(Refused):
            protect_address(actor=actor, case=story.case, protection=Protection.STRICT)
    protect_address(actor=town.actor("ke"), case=story.case, protection=Protection.STRICT)
    with pytest.raises(Invalid):
        protect_address(actor=story.lead, case=story.case, protection=Protection.STRICT, related=other.related["mor"])


def test_the_place_of_a_meeting_is_for_those_who_see_the_group(town: Fjordvik) -> None:
    story = child(town)
    lead, office = sight(story.lead, story.case.pk), sight(town.actor("ke"), story.case.pk)
    assert lead is not None
    assert office is not None
    assert tells_place(lead)
    assert tells_place(office)
    lead.case.subject.protection = office.case.subject.protection = Protection.STRICT
    assert tells_place(lead)
    assert not tells_place(office)


# ── every table, and every page, paper, calendar and export ──────────────────


def _pages(site: Things, one: Persona) -> set[str]:
    return {visit.name for visit in visits(site, one.signed_in()) if any(word in visit.told for word in WORDS)}


def _tables() -> set[str]:
    """The tables in which the words stand, in any column of any row the municipality has."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = set()
        for (table,) in cursor.fetchall():
            query = sql.SQL("SELECT EXISTS (SELECT 1 FROM {} t WHERE t::text ~ %s)").format(sql.Identifier(table))
            cursor.execute(query, ["|".join(WORDS)])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def _live_there(case: Case) -> None:
    Person.objects.filter(pk=case.subject_id).update(**HOME)
    RelatedPerson.objects.filter(subject=case.subject_id).update(**HOME)
    NeedNotice.objects.filter(case=case).update(by_name=case.subject.name, by_phone=HOME["phone"])


READERS = ("coordinator", "office")  # no table has the words, so no reader more would tell more


def test_it_stands_nowhere(site: Things, people: dict[str, Persona], undone: Things, standing_still: None) -> None:
    with open_town("9901") as town:
        case = Case.objects.select_related("subject").get(pk=site.cases["Ola"])
        _live_there(case)
        assert _tables() == {"people_person", "people_relatedperson", "cases_neednotice"}
    shown = people["coordinator"].signed_in().opens(f"/sak/{case.pk}/personen/").content.decode()
    assert HOME["phone"] in shown
    with open_town("9901") as town:
        lead = town.actor("kari")
        protect_address(actor=lead, case=case, protection=Protection.STRICT)
        for one in RelatedPerson.objects.filter(subject=case.subject_id):
            protect_address(actor=lead, case=case, protection=Protection.STRICT, related=one)
        assert _tables() == set()
    assert {who: _pages(site, people[who]) for who in READERS} == {who: set() for who in READERS}


# ── and no form asks for it, and nobody who may sign in is offered a sign-in ──

FIELDS = tuple(f'name="{field}"' for field in ("phone", "address", "postal", "email"))
FORMS = {
    "personen/rett/": "coordinator",
    "personen/rett/{}/": "coordinator",
    "personen/kontakt/": "child11",
    "personen/meg/": "parentA",
}


@pytest.mark.parametrize("page", FORMS)
def test_a_form_asks_for_no_address_that_is_protected(undone: Things, people: dict[str, Persona], page: str) -> None:
    with open_town("9901") as town:
        case = Case.objects.select_related("subject").get(pk=undone.cases["Ola"])
        near = list(RelatedPerson.objects.filter(subject=case.subject_id))

    def asked() -> list[bool]:
        shown = people[FORMS[page]].signed_in().opens(f"/sak/{case.pk}/" + page.format(near[0].pk))
        return [field in shown.content.decode() for field in FIELDS]

    assert asked() == [True, True, True, True]
    with open_town("9901") as town:
        for one in (None, *near):
            protect_address(actor=town.actor("kari"), case=case, protection=Protection.STRICT, related=one)
    assert asked() == [False, False, False, True]


def test_a_sign_in_is_offered_to_who_has_none(undone: Things, people: dict[str, Persona]) -> None:
    with open_town("9901"):
        case = Case.objects.select_related("subject").get(pk=undone.cases["Ola"])
        near = list(RelatedPerson.objects.filter(subject=case.subject_id))
        PersonalAccess.objects.filter(related_person=near[0]).delete()
    shown = people["coordinator"].signed_in().opens(f"/sak/{case.pk}/personen/").content.decode()
    everybody = {one.name for one in near} | {case.subject.name}
    offered = {name for name in everybody if f'Gi innlogging<span class="ds-sr-only"> til {name}<' in shown}
    assert offered == {near[0].name} < everybody
