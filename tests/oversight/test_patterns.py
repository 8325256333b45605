"""Visits that are worth a look: each pattern beside a visit that differs in one thing, and what was found."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samrad.accounts.models import Employment, PersonalAccess, User
from samrad.accounts.rules import Actor
from samrad.audit.operations import record_reading
from samrad.commands.demo.story import Story
from samrad.kernel.clock import at, now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.oversight.models import LogCheck
from samrad.oversight.operations.following_up import follow_up
from samrad.oversight.queries.patterns import visits_worth_a_look
from samrad.oversight.rules.patterns import MANY_CASES, WINDOW_DAYS, Finding, Pattern, Visits
from samrad.people.models import Person, RelatedPerson
from tests.stories import a_case, child, coordinated
from tests.town import Fjordvik, systemansvarlig

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(time_machine: Any) -> None:
    """Visits are at noon, when a test does not say otherwise."""
    time_machine.move_to(at(YESTERDAY, 12), tick=False)


def looks(actor: Actor, story: Story, ground: str = "coordinator") -> None:
    record_reading(actor, address="case:overview", case_id=story.case.pk, ground=ground)


def found() -> list[tuple[str, str]]:
    """The patterns that visits fit, with who looked."""
    return sorted((one.pattern.value, one.name) for one in visits_worth_a_look(now()))


def test_an_ordinary_visit_is_nothing_to_look_at(town: Fjordvik) -> None:
    looks(town.actor("kari"), coordinated(town))
    assert found() == []


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (5, True), (6, False)])
def test_the_hours_of_the_night(town: Fjordvik, time_machine: Any, hour: int, night: bool) -> None:
    story = coordinated(town)
    time_machine.move_to(at(YESTERDAY, hour, 30), tick=False)
    looks(town.actor("kari"), story)
    assert found() == ([("night", "Kari Moen")] if night else [])


def test_a_night_is_one_row_of_one_employee_and_ends_in_the_morning(town: Fjordvik, time_machine: Any) -> None:
    one, other = coordinated(town), coordinated(town)
    night = YESTERDAY - timedelta(days=1)

    def rows() -> list[tuple[str, date, int, str]]:
        return [(one.name, one.day, one.times, one.number) for one in visits_worth_a_look(now())]

    for day, hour in ((night, 23), (YESTERDAY, 2)):
        time_machine.move_to(at(day, hour), tick=False)
        looks(town.actor("kari"), one)
    assert rows() == [("Kari Moen", YESTERDAY, 2, one.case.number)]
    looks(town.actor("kari"), other)
    assert rows() == [("Kari Moen", YESTERDAY, 2, "")]
    looks(town.actor("per"), other)
    time_machine.move_to(at(YESTERDAY, 22), tick=False)
    looks(town.actor("kari"), other)
    assert sorted(rows()) == [
        ("Kari Moen", YESTERDAY, 2, ""), ("Kari Moen", today() + timedelta(days=1), 1, other.case.number),
        (town.actor("per").name, YESTERDAY, 1, other.case.number),
    ]  # fmt: skip


def test_visits_that_go_on_after_somebody_looked_are_there_again(town: Fjordvik) -> None:
    story, owner = coordinated(town), systemansvarlig(town)
    per = town.actor("per")

    def follows_up(visits: Visits) -> LogCheck:
        return follow_up(
            actor=owner, key=visits.key, until=visits.reading_id, outcome=Finding.IN_ORDER, finding="Vakten."
        )

    looks(per, story, "emergency")
    [seen] = visits_worth_a_look(now())
    looks(per, story, "emergency")
    follows_up(seen)
    [left] = visits_worth_a_look(now())
    assert left.key == seen.key
    assert left.reading_id > seen.reading_id
    with pytest.raises(Invalid, match="allerede"):
        follows_up(seen)
    follows_up(replace(left, reading_id=left.reading_id + 1000))
    assert found() == []
    looks(per, story, "emergency")
    assert found() == [("emergency", per.name)]


def test_an_emergency_is_always_looked_at(town: Fjordvik) -> None:
    story = coordinated(town)
    looks(town.actor("per"), story, "emergency")
    looks(town.actor("per"), story, "emergency")
    [one] = visits_worth_a_look(now())
    assert (one.pattern, one.times, one.number, one.case_id) == (
        Pattern.EMERGENCY, 2, story.case.number, story.case.pk,
    )  # fmt: skip


def test_the_office_in_a_case_where_nothing_waits_for_it(town: Fjordvik) -> None:
    waiting, done = a_case(town), coordinated(town)
    office = town.actor("ke")
    looks(office, waiting, "registry")
    assert found() == []
    done.case.duties.filter(role="ke").update(done_on=today() - timedelta(days=40))
    looks(office, done, "registry")
    assert found() == [("no_duty", office.name)]


def test_many_cases_in_one_hour(town: Fjordvik) -> None:
    office, story = town.actor("kari"), coordinated(town)
    cases = [story.case, *(coordinated(town).case for _ in range(2))]
    for one in cases * MANY_CASES:
        record_reading(office, address="case:overview", case_id=one.pk, ground="coordinator")
    assert found() == []
    many = [a_case(town).case for _ in range(MANY_CASES - len(cases))]
    for one in many[1:]:
        record_reading(office, address="case:overview", case_id=one.pk, ground="coordinator")
    assert found() == []
    record_reading(office, address="case:overview", case_id=many[0].pk, ground="coordinator")
    assert found() == [("many", "Kari Moen")]


def test_the_own_child_the_own_case_and_a_colleagues(town: Fjordvik) -> None:
    story = child(town)
    kari, per = town.actor("kari"), town.actor("per")
    user = User.objects.order_by("id")[0]
    mother = RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona")
    PersonalAccess.objects.create(user=user, related_person=mother, started_on=today() - timedelta(days=9))
    looks(kari, story)
    assert found() == []
    Employment.objects.filter(name=per.name).update(user=user)
    looks(town.actor("per"), story)
    record_reading(_with_user(per, user.pk), address="case:overview", case_id=story.case.pk, ground="seat")
    assert found() == [("own_family", per.name)]
    access = PersonalAccess.objects.get(user=user)
    access.related_person, access.person = None, story.case.subject
    access.save()
    unit = Employment.objects.get(name=kari.name).unit
    Employment.objects.filter(name=per.name).update(unit=unit)
    assert found() == [("colleague", "Kari Moen"), ("own_family", per.name)]


def _with_user(actor: Actor, user_id: int) -> Actor:
    return replace(actor, user_id=user_id)


def test_the_same_surname(town: Fjordvik) -> None:
    story = coordinated(town)
    looks(town.actor("kari"), story)
    Person.objects.filter(pk=story.case.subject_id).update(family_name="Berg moen")
    assert found() == [("same_surname", "Kari Moen")]


def test_what_is_older_than_the_window_is_not_looked_for(town: Fjordvik, time_machine: Any) -> None:
    looks(town.actor("per"), coordinated(town), "emergency")
    time_machine.move_to(at(YESTERDAY + timedelta(days=WINDOW_DAYS), 11), tick=False)
    assert found() != []
    time_machine.move_to(at(YESTERDAY + timedelta(days=WINDOW_DAYS), 13), tick=False)
    assert found() == []


def test_what_was_found_is_written_once_by_somebody_else(town: Fjordvik) -> None:
    looks(town.actor("per"), coordinated(town), "emergency")
    [one] = visits_worth_a_look(now())
    owner = systemansvarlig(town)
    for who in (town.actor("ke"), town.actor("kari"), town.actor("per")):
        with pytest.raises(Refused):
            follow_up(actor=who, key=one.key, until=one.reading_id, outcome=Finding.IN_ORDER, finding="Greit.")
    with pytest.raises(Invalid) as caught:
        follow_up(actor=owner, key=one.key, until=one.reading_id, outcome=Finding.IN_ORDER, finding=" ")
    assert caught.value.field == "finding"
    check = follow_up(
        actor=owner, key=one.key, until=one.reading_id, outcome=Finding.EXPLAINED, finding="Per fortalte om vakten."
    )
    assert (check.by, check.outcome, check.reader) == (owner.name, "explained", town.actor("per").name)
    assert found() == []
    with pytest.raises(Invalid, match="allerede"):
        follow_up(actor=owner, key=one.key, until=one.reading_id, outcome=Finding.IN_ORDER, finding="Igjen.")
    assert LogCheck.objects.count() == 1


def test_systemansvarlig_does_not_judge_the_own_visit(town: Fjordvik) -> None:
    owner = systemansvarlig(town)
    looks(owner, coordinated(town), "emergency")
    [one] = visits_worth_a_look(now())
    with pytest.raises(Refused, match="egne"):
        follow_up(actor=owner, key=one.key, until=one.reading_id, outcome=Finding.IN_ORDER, finding="Greit.")
