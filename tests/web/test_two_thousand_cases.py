"""A page asks the database as often in a municipality of two thousand cases as in one of sixteen."""

import pytest

from tests.personas import everybody
from tests.web.addresses import Things
from tests.web.test_page_laws import MOST_QUERIES, queries
from tests.web.visiting import visits

pytestmark = pytest.mark.usefixtures("standing_still")


@pytest.mark.parametrize(
    "who", ["coordinator", "partial", "office", "system", "child11", "leader", "director", "handler", "board"]
)
def test_no_page_asks_more_than_sixteen_times(large_site: Things, who: str) -> None:
    asked = {visit.name: queries(visit) for visit in visits(large_site, everybody()[who].signed_in())}
    assert {name: number for name, number in asked.items() if number > MOST_QUERIES} == {}


def test_the_municipality_is_large(large_site: Things) -> None:
    assert large_site.count("cases_case") > 2000
    assert large_site.count("worklist_dutyrow") > 40_000


@pytest.mark.parametrize(
    "table",
    [
        "deviations_deviation",
        "deviations_matter",
        "deviations_askedunit",
        "transitions_transition",
        "transitions_transitionanswer",
        "transitions_transitiontask",
        "transitions_schoolrecord",
        "transitions_contactperson",
        "coordinators_absence",
    ],
)
def test_there_is_much_of_what_duties_follow_from(large_site: Things, table: str) -> None:
    assert large_site.count(table) > 100
