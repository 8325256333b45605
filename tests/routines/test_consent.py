"""Who consents under a routine that asks the youth too before the law lets the youth decide alone."""

import pytest

from samrad.consents.queries import required_givers
from samrad.kernel.clock import today
from tests.routines.following import following
from tests.stories import child
from tests.town import Fjordvik


@pytest.mark.requirement("S0-034", "S0-037")
@pytest.mark.parametrize(
    ("years", "who"), [(14, ["Mona", "Finn"]), (15, ["Ada", "Mona", "Finn"]), (16, ["Ada"])], ids=["14", "15", "16"]
)
def test_the_youth_consents_beside_the_parents_from_15_and_alone_from_16(
    town: Fjordvik, years: int, who: list[str]
) -> None:
    following("ansvarsgruppe")
    givers = required_givers(child(town, years).case, today())
    assert [one.name.split()[0] for one in givers] == who


def test_where_the_routine_says_nothing_the_parents_answer_until_16(town: Fjordvik) -> None:
    assert [one.name.split()[0] for one in required_givers(child(town, 15).case, today())] == ["Mona", "Finn"]
