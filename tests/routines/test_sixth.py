"""A routine nobody here has seen needs no Python: Storlia's says all that is its own, and its story runs on it."""

from datetime import timedelta
from pathlib import Path

import pytest

from samrad.duties.calendar import Span
from samrad.duties.schema import read_routine, shipped
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.rules import MeetingKind
from samrad.worklist.models import DutyRow
from tests.stories import teamed
from tests.town import Fjordvik

DAY = timedelta(days=1)
SOURCE = Path(__file__).resolve().parents[2] / "src" / "samrad"
ITS_OWN = {
    "meetings_min": 2, "meetings_max": 4, "max_permanent": 6, "own_consent_age": 16,
    "agenda_lead": Span(10, "day"), "minutes_within": Span(3, "day"), "routine_revision": Span(2, "year"),
}  # fmt: skip


def test_it_says_its_own_words_numbers_and_deadlines() -> None:
    routine = read_routine(shipped("storlia"))
    assert {name: routine.setting(name) for name in ITS_OWN} == ITS_OWN
    assert routine.term("team").sg_def == "oppfølgingsteamet"
    assert "tre til seks" in " ".join(routine.advice_at("team"))


def test_no_python_outside_the_demo_knows_any_routine_by_name() -> None:
    names = ("storlia", "selbu", "ansvarsgruppe-utvidet", "koordineringsgruppe", "overordnet-team")
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "commands/demo" not in path.as_posix() and any(f'"{name}"' in path.read_text("utf-8") for name in names)
    ]
    assert found == []


@pytest.fixture
def dates(storlia: Fjordvik) -> dict[str, int]:
    """The due dates of a story in Storlia, in days from today."""
    story = teamed(storlia)
    for days, kind in ((-3, MeetingKind.START), (30, MeetingKind.ORDINARY)):
        plan_meeting(
            actor=story.lead, case=story.case, kind=kind, starts_at=instant(today() + days * DAY, 12), minutes=60,
            on=today() - 20 * DAY, invited=Invited(seats=[story.seats["skole"]]), already_held=days < 0,
        )  # fmt: skip
    story.consented(10, "skole")
    rows = DutyRow.objects.filter(case=story.case).order_by("due")
    return {f"{row.rule}:{row.anchor_on - today()}".partition(" day")[0]: (row.due - today()).days for row in rows}


def test_the_story_runs_on_it(dates: dict[str, int]) -> None:
    assert dates["agenda-sent:30"] == 20
    assert dates["written-consent:-3"] == -4
    assert {rule.partition(":")[0] for rule in dates} >= {"review", "meetings-a-year", "course"}
