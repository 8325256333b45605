"""A slice of the crawl (`python -m tools.crawl` does all of it): nothing of another's is shown to anybody."""

import random

import pytest

from tests.personas import Persona, everybody
from tests.web.addresses import Things
from tests.web.crawling import Crawler
from tests.web.markers import Marks

GROUPS = [sorted(everybody())[start::4] for start in range(4)]


@pytest.fixture(scope="module")
def marks(site: Things) -> Marks:
    """A mark in every text of every case."""
    return site.mark()


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_nobody_is_shown_what_is_anothers(marks: Marks, people: dict[str, Persona], group: list[str]) -> None:
    crawler = Crawler(marks, [people[who] for who in group], most=12, seed=random.Random(group[0]).randrange(99))
    crawler.crawl()
    crawler.try_others(10)
    assert crawler.wrong == []
    assert crawler.answers[200] > 30


def test_a_mark_that_is_anothers_is_known(marks: Marks, site: Things, people: dict[str, Persona]) -> None:
    shown = people["coordinator"].signed_in().opens(f"/sak/{site.cases['Ola']}/").content.decode()
    assert marks.foreign(people["coordinator"], shown) == []
    assert marks.foreign(people["elsewhere"].signed_in(), shown)
    assert marks.foreign(people["anonymous"], shown)
