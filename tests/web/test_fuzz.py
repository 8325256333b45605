"""A slice of the fuzzing (`python -m tools.fuzz` does all of it): nothing that is sent makes a page break."""

import pytest

from tests.personas import Persona
from tests.web.addresses import Things
from tests.web.fuzzing import Fuzzer

pytestmark = pytest.mark.usefixtures("standing_still")


@pytest.mark.parametrize("seed", [7, 11])
def test_nothing_that_is_sent_makes_a_page_break(site: Things, people: dict[str, Persona], seed: int) -> None:
    fuzzer = Fuzzer(site, list(people.values()), seed)
    fuzzer.run(150)
    assert [str(one) for one in fuzzer.found.values()] == []
    assert sum(fuzzer.answers.values()) == 150
    assert {200, 302, 404} <= set(fuzzer.answers)
