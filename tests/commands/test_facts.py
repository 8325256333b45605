"""`samrad facts SAK`: the facts of a case, without names, on which the engine alone says what the worklist says."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from samrad.commands.case_facts import write
from samrad.commands.demo.story import Story
from samrad.commands.program import main
from samrad.kernel.clock import today
from samrad.meetings.rules import MeetingKind
from samrad.worklist.models import DutyRow
from samrad.worklist.rules import horizon
from tests import stories
from tests.town import Fjordvik

SELBU = Path(__file__).resolve().parents[2] / "src/samrad/routines/data/selbu.toml"
SAME = ("rule", "anchor", "holder", "act", "force", "opens", "due", "short_notice", "done_on", "lapsed_on", "postponed")


@pytest.fixture
def story(town: Fjordvik) -> Story:
    """A child's case with consent, a meeting that was held, and one ahead."""
    told = stories.child(town)
    told.consented(45, "skole", "ergo")
    told.met(40, MeetingKind.START, {}, [("Søke om støttekontakt", "skole", 20)])
    told.meeting_ahead(12, MeetingKind.ORDINARY, called=True, planned_ago=3, units=("skole",))
    return told


def written(story: Story, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert write(story.case.number, "9901") == 0
    return capsys.readouterr().out


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_the_engine_says_the_same_of_the_facts_as_the_worklist(
    story: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(written(story, capsys)))
    day = today()
    run = ["duties", "--routine", str(SELBU), "--facts", "-", "--until", horizon(day).isoformat()]
    assert main([*run, "--on", day.isoformat(), "--format", "json"]) == 0
    derived = {row["key"]: {name: row[name] for name in SAME} for row in json.loads(capsys.readouterr().out)}
    kept = {
        row.key: {name: plain(getattr(row, name)) for name in SAME} for row in DutyRow.objects.filter(case=story.case)
    }
    assert len(kept) > 20
    assert derived == kept


def test_the_facts_hold_no_name_number_or_written_word(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    text = written(story, capsys)
    subject = story.case.subject
    people = {subject.given_name, subject.family_name, "Mona", "Finn"}
    people |= {word for one in story.town.staff.values() for word in one.name.split()}
    assert subject.phone
    for secret in (*people, subject.phone, story.case.number, "Søke om støttekontakt", "Trenger hjelp", "@", "skole"):
        assert secret not in text, secret


def test_a_case_that_is_not_there_is_said(town: Fjordvik, capsys: pytest.CaptureFixture[str]) -> None:
    assert write("1999/1", None) == 1
    assert capsys.readouterr().err == "Finner ikke saken 1999/1.\n"
