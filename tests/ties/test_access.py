"""Who is told that somebody is said to be near, who may say it of whom, and who may say that it is over."""

import pytest

from samrad.accounts.models import PersonalAccess, User
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import Sight, who_may_see
from samrad.cases.models import Case
from samrad.coordinators.models import CoordinatorAppointment
from samrad.kernel.clock import today
from samrad.people.models import RelatedPerson
from samrad.ties.access import is_told, may_be_named, may_end, said_as
from samrad.ties.models import Tie
from tests.access.sights import of
from tests.stories import child
from tests.town import Fjordvik

SISTER, OTHER, FAR = 7, 8, 9_999_999


def employee(number: int) -> Actor:
    return Actor(1, Capacity.EMPLOYMENT, number)


def personal(number: int, capacity: Capacity = Capacity.ON_BEHALF) -> Actor:
    return Actor(1, capacity, number)


MOTHER = personal(3)
TIE = Tie(employment_id=SISTER, said_as=said_as(MOTHER))


@pytest.mark.parametrize(("who", "sight", "told", "ends"), [
    (MOTHER, of("representative"), True, True),
    (personal(4), of("representative"), False, False),
    (personal(5, Capacity.SELF), of("subject"), True, False),
    (personal(3, Capacity.SELF), of("representative"), False, False),
    (employee(SISTER), of("seat"), True, False),
    (employee(OTHER), of("seat"), False, False),
    (employee(3), of("seat"), False, False),
    (employee(OTHER), of("coordinator"), True, False),
    (employee(OTHER), of("stand_in"), True, False),
    (employee(OTHER), of("registry"), True, True),
])  # fmt: skip
def test_what_is_said_is_for_who_said_it_whom_it_is_said_of_the_person_and_who_leads(
    who: Actor, sight: Sight, told: bool, ends: bool
) -> None:
    assert is_told(who, sight, TIE) == told
    assert may_end(who, sight, TIE) == ends


def test_nobody_without_an_employment_is_taken_for_the_one_it_is_said_of() -> None:
    assert not is_told(personal(SISTER), of("representative"), Tie(employment_id=SISTER, said_as="employment:1"))
    assert not is_told(personal(SISTER), of("representative"), Tie(said_as="employment:1"))


@pytest.mark.parametrize(("who", "sight", "named"), [
    (employee(OTHER), of("seat"), {OTHER}),
    (employee(OTHER), of("coordinator"), None),
    (employee(OTHER), of("registry"), None),
    (Actor(1, Capacity.PUBLIC), of("seat"), set()),
])  # fmt: skip
def test_an_employee_names_herself_and_the_office_and_who_leads_everybody(
    who: Actor, sight: Sight, named: set[int] | None
) -> None:
    assert may_be_named(who, Case(), sight) == named


def test_the_family_names_those_who_work_with_the_case(town: Fjordvik) -> None:
    story = child(town, 9)
    mother = RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona")
    user = User.objects.create(username="tie-far", municipality_ids=[])
    PersonalAccess.objects.create(pk=FAR, user=user, related_person=mother, started_on=today())
    assert FAR in {one.capacity_id for one in who_may_see(story.case)}
    named = may_be_named(MOTHER, story.case, of("representative"))
    assert named is not None
    assert CoordinatorAppointment.objects.get(case=story.case).employment_id in named
    assert not named & {town.staff["per"].pk, FAR}
