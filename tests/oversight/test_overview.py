"""The overview: the database's selection agrees with the rules, and the counts with what they filter."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from samrad.cases.models import Case, NeedAssessment
from samrad.cases.operations.life import decline_case, pause
from samrad.cases.queries import find_cases
from samrad.cases.rules import EndReason, Standing, Status, status
from samrad.coordinators.operations import end_appointment
from samrad.coordinators.queries import coordinator
from samrad.duties.calendar import Span
from samrad.kernel.clock import now, today
from samrad.oversight.queries import Line, Overview, awaiting, caseloads
from samrad.oversight.rules import BITS, STATUS_OF, Only, Sort, Wanted, numbers_of
from samrad.transitions.operations import name_contact
from tests.stories import a_case, coordinated, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement


def overview(town: Fjordvik) -> Overview:
    return Overview(town.actor("ke"), now(), warning=Span(6, "week"), reviews=["yearly-review"])


def of(lines: list[Line], case: Case) -> Line:
    return next(line for line in lines if line.case_id == case.pk)


def test_every_number_is_a_status_by_the_rule_and_belongs_to_one_only() -> None:
    numbers = [number for one in Status for number in numbers_of(one)]
    assert sorted(numbers) == sorted(STATUS_OF) == list(range(2 ** len(BITS)))
    for bits in product((False, True), repeat=len(BITS)):
        ended, declined, paused, coordinated_, assessed, lasting, had = bits
        number = sum(1 << place for place, bit in enumerate(bits) if bit)
        expected = status(
            Standing(
                today() if assessed else None, lasting if assessed else None, coordinated_, today() if ended else None,
                EndReason.DECLINED if declined else "", paused, had,
            )
        )  # fmt: skip
        assert STATUS_OF[number] is expected


def test_a_case_is_found_by_its_status_as_its_dates_make_it(town: Fjordvik) -> None:
    notified, assessed, led, resting, lost = (
        a_case(town),
        a_case(town),
        coordinated(town),
        coordinated(town),
        coordinated(town),
    )
    assessed.assessed(60, "PPT")
    pause(actor=resting.lead, case=resting.case, on=today(), until=None, reason="Ferie")
    appointment = coordinator(lost.case)
    assert appointment is not None
    end_appointment(actor=town.actor("ke"), appointment=appointment, on=today() - timedelta(days=1), reason="sluttet")
    declined = a_case(town)
    decline_case(actor=town.actor("ke"), case=declined.case, on=today(), note="Trengs ikke.")
    found = overview(town)
    expected = [
        (notified, Status.NOTIFIED), (assessed, Status.AWAITING_COORDINATOR), (led, Status.ACTIVE),
        (resting, Status.PAUSED), (lost, Status.AWAITING_COORDINATOR), (declined, Status.DECLINED),
    ]  # fmt: skip
    for story, wanted in expected:
        lines = found.lines(Wanted(status=wanted))
        assert of(lines, story.case).status is wanted
        assert {line.status for line in lines} == {wanted}
    assert declined.case.pk not in {line.case_id for line in found.lines(Wanted())}


def test_an_assessment_that_says_no_is_what_counts_when_it_is_the_newest(town: Fjordvik) -> None:
    story = a_case(town)
    story.assessed(60, "PPT")
    NeedAssessment.objects.create(
        case=story.case,
        assessed_on=today(),
        assessed_by="KE",
        lasting=False,
        services="x",
        other_sectors="x",
        reason="x",
    )
    assert of(overview(town).lines(Wanted()), story.case).status is Status.ASSESSED


@pytest.mark.parametrize("only", list(Only))
def test_each_count_is_the_number_of_lines_its_filter_leaves(town: Fjordvik, only: Only) -> None:
    a_case(town)
    teamed(town)
    found = overview(town)
    assert found.counts().by_only[only] == found.number(Wanted(only=only)) == len(found.lines(Wanted(only=only)))


def test_counts_and_a_page_of_lines_are_one_query_each(town: Fjordvik, django_assert_num_queries: Any) -> None:
    teamed(town)
    found = overview(town)
    with django_assert_num_queries(1):
        found.counts()
    with django_assert_num_queries(1):
        found.lines(Wanted(sort=Sort.LATE, down=True), 0, 50)


@pytest.mark.parametrize("sort", list(Sort))
def test_every_column_sorts_both_ways_with_the_empty_ones_last(town: Fjordvik, sort: Sort) -> None:
    a_case(town, years=None)
    coordinated(town)
    found = overview(town)
    up, down = found.lines(Wanted(sort=sort)), found.lines(Wanted(sort=sort, down=True))
    assert {line.case_id for line in up} == {line.case_id for line in down}
    values = {
        Sort.COORDINATOR: lambda line: line.coordinator, Sort.UNIT: lambda line: line.unit, Sort.LAST: lambda line: line.last_meeting,
        Sort.NEXT: lambda line: line.next_meeting, Sort.REVIEW: lambda line: line.review_due, Sort.AGE: lambda line: line.person.born_on,
    }  # fmt: skip
    if sort in values:
        for lines in (up, down):
            empty = [not values[sort](line) for line in lines]
            assert empty == sorted(empty)


def test_words_are_looked_for_in_person_number_coordinator_and_unit(town: Fjordvik) -> None:
    story = coordinated(town)
    found = overview(town)
    for text in ("ada", "prøve", story.case.number, "kari", "ppt", "Ada PPT"):
        assert story.case.pk in {line.case_id for line in found.lines(Wanted(text=text))}, text
    assert found.lines(Wanted(text="Ada finnesikke")) == []


def test_nobody_but_the_office_has_an_overview(town: Fjordvik) -> None:
    coordinated(town)
    found = Overview(town.actor("kari"), now(), warning=Span(6, "week"), reviews=[])
    assert found.lines(Wanted()) == []
    assert found.counts().going_on == 0


@requirement("S3-141", "S3-093")
def test_every_coordinator_stands_with_caseload_and_course(town: Fjordvik) -> None:
    coordinated(town)
    before = {one.employment.pk: one.cases for one in caseloads(now(), None)}
    coordinated(town)
    kari = town.staff["kari"].pk
    after = {one.employment.pk: one.cases for one in caseloads(now(), None)}
    assert after[kari] == before[kari] + 1


def test_a_case_that_lost_its_coordinator_awaits_one_and_needs_no_new_assessment(town: Fjordvik) -> None:
    story = coordinated(town)
    appointment = coordinator(story.case)
    assert appointment is not None
    assert story.case.pk not in {one.case.pk for one in awaiting(now())}
    end_appointment(actor=town.actor("ke"), appointment=appointment, on=today() - timedelta(days=1), reason="sluttet")
    found = next(one for one in awaiting(now()) if one.case.pk == story.case.pk)
    assert found.lasting is True
    assert found.proposal is None


def test_search_finds_by_the_beginning_of_a_name_among_what_one_sees(town: Fjordvik) -> None:
    story = a_case(town, name=("Ánte Máret", "Østby-Åsen"))
    office = town.actor("ke")
    for text in ("ante", "Máret", "østb", "åsen", "ÅSEN ante", story.case.number):
        assert story.case in find_cases(office, text, now()), text
    for text in ("nte", "stby", "ante finnesikke"):
        assert story.case not in find_cases(office, text, now()), text
    assert story.case not in find_cases(town.actor("kari"), "ante", now())


@requirement("S3-130")
def test_upper_secondary_without_coordinator_and_contact_person_stands_on_the_offices_list(town: Fjordvik) -> None:
    alone, led, young = a_case(town, 17), coordinated(town, 17), a_case(town, 10)

    def listed() -> set[int]:
        return {line.case_id for line in overview(town).lines(Wanted(only=Only.NO_CONTACT))}

    assert {alone.case.pk, led.case.pk, young.case.pk} & listed() == {alone.case.pk}
    name_contact(
        actor=town.actor("ke"), case=alone.case, name="Siv Ås", where="Helsestasjon for ungdom", phone="", on=today()
    )
    assert alone.case.pk not in listed()
