"""Who corrects what is known about the person and those near her."""

from typing import Any

import pytest

from samrad.cases.operations.notices import map_interpreter
from samrad.cases.operations.people import (
    change_contact,
    change_own_contact,
    change_person,
    change_related_person,
    protect_address,
)
from samrad.commands.demo.story import Story
from samrad.documents.words import TABLES
from samrad.duties.calendar import add_months
from samrad.duties.vocabulary import LANGUAGES
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.people.rules import Protection, Relation
from tests.stories import a_case, child
from tests.town import Fjordvik

REACHED: dict[str, Any] = {"phone": "900 00 001", "email": "a@b.example", "address": "Nyveien 2", "postal": "9999 Vik"}


def named(story: Story) -> dict[str, Any]:
    person = story.case.subject
    return {"given_name": person.given_name, "family_name": person.family_name, "born_on": person.born_on}


def test_the_person_says_how_to_reach_her_and_in_which_language(town: Fjordvik) -> None:
    story = child(town, years=14)
    me = story.sign_in("meg")
    person = change_contact(actor=me, case=story.case, **REACHED, language="se")
    assert {name: getattr(person, name) for name in REACHED} == REACHED
    assert person.language == "se"
    with pytest.raises(Invalid) as error:
        change_contact(actor=me, case=story.case, language="tlh")
    assert error.value.field == "language"
    assert map_interpreter(actor=me, case=story.case, on=today(), needed=True, language="tegnspråk").interpreter_needed


def test_neither_she_nor_her_mother_moves_the_birthday_by_which_rights_begin_and_end(town: Fjordvik) -> None:
    story = child(town, years=14)
    for actor in (story.sign_in("meg"), story.sign_in("mor", "mor")):
        with pytest.raises(Refused):
            change_person(actor=actor, case=story.case, **{**named(story), "born_on": add_months(today(), -17 * 12)})


def test_the_birth_date_is_that_of_the_number(town: Fjordvik) -> None:
    story = a_case(town)
    born = story.case.subject.born_on
    assert born is not None
    with pytest.raises(Invalid) as error:
        change_person(actor=town.actor("ke"), case=story.case, **{**named(story), "born_on": add_months(born, 12)})
    assert error.value.field == "born_on"
    assert change_person(actor=town.actor("ke"), case=story.case, **named(story)).born_on == born


@pytest.mark.parametrize(("years", "may"), [(9, True), (15, True), (16, False), (17, False)])
def test_a_mother_changes_how_a_child_is_reached_until_sixteen_and_always_how_she_is(
    town: Fjordvik, years: int, may: bool
) -> None:
    story = child(town, years=years)
    mother = story.sign_in("mor", "mor")
    if may:
        assert change_contact(actor=mother, case=story.case, **REACHED).phone == REACHED["phone"]
    else:
        with pytest.raises(Refused):
            change_contact(actor=mother, case=story.case, **REACHED)
    related = change_own_contact(actor=mother, case=story.case, **REACHED)
    assert (related.pk, related.phone) == (story.related["mor"].pk, REACHED["phone"])


def test_only_who_acts_for_her_has_own_details_beside_hers(town: Fjordvik) -> None:
    story = child(town)
    for actor in (story.sign_in("meg"), story.lead, town.actor("lise")):
        with pytest.raises(Refused):
            change_own_contact(actor=actor, case=story.case, **REACHED)


def test_the_coordinator_corrects_somebody_near_but_of_this_case_only(town: Fjordvik) -> None:
    story, other = child(town), child(town)
    corrected: dict[str, Any] = {
        "given_name": "Mona",
        "family_name": "Rett",
        "relation": Relation.PARENT,
        "wanted": False,
    }
    mother = change_related_person(
        actor=story.lead, case=story.case, related=story.related["mor"], **corrected, **REACHED
    )
    assert (mother.name, mother.relation, mother.wanted, mother.postal) == ("Mona Rett", "parent", False, "9999 Vik")
    with pytest.raises(Invalid):
        change_related_person(actor=story.lead, case=story.case, related=other.related["mor"], **corrected)
    protect_address(actor=story.lead, case=story.case, protection=Protection.STRICT, related=mother)
    for field in ("phone", "address", "postal"):
        with pytest.raises(Invalid) as error:
            change_related_person(
                actor=story.lead, case=story.case, related=mother, **corrected, **{field: REACHED[field]}
            )
        assert error.value.field == field


def test_every_language_has_a_word() -> None:
    assert set(TABLES["language"]) == set(LANGUAGES)
