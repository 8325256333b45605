"""`samrad duties` and `samrad routine check`: the engine on files, without any database."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from samrad.commands.program import main

FACTS: dict[str, Any] = {
    "facts": [
        {"kind": "case", "id": "c", "on": "2026-01-05"},
        {
            "kind": "meeting",
            "id": "m",
            "parent": "c",
            "on": "2026-03-12",
            "attrs": {"planned": "2026-02-01", "meeting_kind": "ordinary"},
        },
    ]
}
SHIPPED = Path(__file__).resolve().parents[2] / "src/samrad/routines/data"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "fakta.json"
    path.write_text(json.dumps(FACTS))
    return path


def duties(*more: str) -> int:
    return main(["duties", "--until", "2027-01-01", "--on", "2026-03-06", *more])


def test_duties_are_written_in_words(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert duties("--routine", str(SHIPPED / "selbu.toml"), "--facts", str(facts)) == 0
    shown = capsys.readouterr().out
    assert "Saksliste skal sendes senest 1 uke før møtet 12. mars, altså 5. mars." in shown
    assert "forfalt" in shown


def test_duties_as_json_and_facts_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(FACTS)))
    assert duties("--routine", str(SHIPPED / "storlia.toml"), "--facts", "-", "--format", "json") == 0
    rows = {row["rule"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["agenda-sent"]["due"], rows["agenda-sent"]["state"]) == ("2026-03-02", "late")


def test_several_cases_in_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {**row, "id": row["id"] + n, **({"parent": "c" + n} if "parent" in row else {})}
        for n in "12"
        for row in FACTS["facts"]
    ]
    path = tmp_path / "to.json"
    path.write_text(json.dumps({"facts": rows}))
    assert duties("--routine", str(SHIPPED / "selbu.toml"), "--facts", str(path), "--format", "json") == 0
    assert {row["subject"] for row in json.loads(capsys.readouterr().out)} == {"c1", "c2"}


def test_two_versions_each_from_its_day(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [f"{SHIPPED / 'storlia.toml'}@2020-01-01", f"{SHIPPED / 'selbu.toml'}@2026-03-01"]
    assert duties("--routine", *files, "--facts", str(facts), "--format", "json") == 0
    assert {row["due"] for row in json.loads(capsys.readouterr().out) if row["rule"] == "agenda-sent"} == {"2026-03-05"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"facts": [{"kind": "meting", "id": "m", "on": "2026-01-01"}]}', "Mente du «meeting»"),
        ('{"facts": [{"kind": "meeting", "id": "m", "on": "12.3.2026"}]}', "ikke en dato"),
        (
            '{"facts": [{"kind": "meeting", "id": "m", "on": "2026-01-01", "attrs": {"planed": "2026-01-01"}}]}',
            "Mente du «planned»",
        ),
        ('{"facts": [{"kind": "meeting", "id": "m", "on": "2026-01-01", "attrs": {"meeting_kind": "x"}}]}', "Lov her"),
        (
            '{"facts": [{"kind": "case", "id": "a", "on": "2026-01-01"}, {"kind": "case", "id": "a", "on": "2026-01-01"}]}',
            "samme id",
        ),
        ("{", "ikke gyldig JSON"),
        ('{"fact": []}', "en liste"),
    ],
)
def test_bad_facts_say_where(text: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.json"
    path.write_text(text)
    assert duties("--routine", str(SHIPPED / "selbu.toml"), "--facts", str(path)) == 1
    assert expected in capsys.readouterr().err


def test_a_missing_file_is_said_plainly(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    assert duties("--routine", "finnes-ikke.toml", "--facts", str(facts)) == 1
    assert "finnes ikke" in capsys.readouterr().err
    assert main(["routine", "check", "finnes-ikke.toml"]) == 1


def test_routine_check_tells_what_a_right_file_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routine", "check", str(SHIPPED / "selbu.toml")]) == 0
    assert "regler" in capsys.readouterr().out


def test_routine_check_fails_on_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.toml"
    path.write_text('id = "x"\ntitle = "X"\nextends = "base"\n[settings]\nagenda_leed = "1 week"\n')
    assert main(["routine", "check", str(path)]) == 1
    assert "linje 5: settings.agenda_leed: Ukjent innstilling. Mente du «agenda_lead»?" in capsys.readouterr().err
