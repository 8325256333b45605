"""A move as the coordinator meets it on the screens: what is lacking stands out until it is filled in."""

from datetime import timedelta

import pytest

from samrad.cases.models import Case
from samrad.kernel.clock import today
from samrad.transitions.operations import record_transition
from samrad.transitions.rules import TransitionKind
from tests.duties.selbu import routine
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, words
from tests.web.test_odd_turns import day


@pytest.mark.requirement("S3-119")
def test_a_task_without_a_member_or_a_day_before_the_move_is_a_gap_on_the_check_list(
    undone: Things, people: dict[str, Persona]
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901") as town:
        move = record_transition(
            actor=town.actor("kari"), case=Case.objects.get(pk=case_id), kind=TransitionKind.MOVING,
            on=today() + timedelta(days=90), to="Storlia",
        )  # fmt: skip
    path = f"/sak/{case_id}/overganger/{move.pk}/"
    number = len(routine().transitions["moving"].tasks)

    def gaps() -> tuple[int, int]:
        shown = words(kari.opens(path))
        return shown.count("Ingen ennå"), shown.count("Ingen dato")

    assert gaps() == (number, number)
    assign = f"{path}fordel/moving.transfer/"
    too_late = fills_in(kari, assign, {"to": "Per Bakkemo", "do_by": day(90)})
    assert beside(too_late, "do_by")
    assert fills_in(kari, assign, {"to": "Per Bakkemo", "do_by": day(89)}).status_code == 302
    assert gaps() == (number - 1, number - 1)
