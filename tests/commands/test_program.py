"""The `samrad` program: help, and what is wrong with what was typed, in Norwegian."""

import socket
from pathlib import Path

import pytest

from samrad.commands.program import main

SHIPPED = Path(__file__).resolve().parents[2] / "src/samrad/routines/data"
COMMANDS = ("start", "worker", "migrate", "demo", "facts", "access", "routine", "duties")


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    return capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert all(f"\n    {command} " in shown for command in COMMANDS)
    assert not any(word in shown for word in ("usage", "options", "show this help"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help_text_in_norwegian(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"bruk: samrad {command} ")
    assert "vis denne hjelpen" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tull"], "Kommandoen 'tull' finnes ikke."),
        (["start", "--port", "åtte"], "--port: 'åtte' er ikke et tall."),
        (["start", "--port"], "--port: Her mangler noe."),
        (["start", "--tull"], "Dette kan ikke stå her: --tull."),
        (["facts"], "Dette mangler: SAK."),
        (["routine", "check"], "Dette mangler: FIL."),
        (["duties", "--routine", "a", "--facts", "b", "--on", "2026-01-01"], "Dette mangler: --until."),
        (["duties", "--until", "12.3.2026"], "--until: «12.3.2026» er ikke en dato. Skriv åååå-mm-dd."),
        (["duties", "--on", "2026-02-30"], "--on: «2026-02-30» er ikke en dato. Skriv åååå-mm-dd."),
        (["duties", "--format", "xml"], "--format: 'xml' finnes ikke. Velg mellom "),
    ],
)
def test_wrong_use_is_said_in_norwegian(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = refused(arguments, capsys)
    assert said in shown
    assert shown.startswith("bruk: samrad")
    assert "--help for hjelp." in shown


def test_a_port_in_the_environment_that_is_no_number_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "åtte tusen")
    assert "--port: 'åtte tusen' er ikke et tall." in refused(["start"], capsys)
    assert main(["routine", "check", str(SHIPPED / "selbu.toml")]) == 0, "the port concerns the start only"


def test_a_port_in_use_is_said_before_anything_is_started(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["start", "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert said.err == f"Port {port} er opptatt. Velg en annen: PORT={port + 1} make start\n"
    assert said.out == ""


@pytest.mark.parametrize("command", ["routine", "facts"])
def test_files_that_cannot_be_read_are_said_plainly(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "binær").write_bytes(b"\xff\xfe\x00")
    for name, said in (("finnes-ikke", "Filen finnes ikke."), (".", "en mappe"), ("binær", "ikke tekst i UTF-8")):
        path = str(tmp_path / name)
        run = ["routine", "check", path]
        if command == "facts":
            routine = str(SHIPPED / "selbu.toml")
            run = ["duties", "--routine", routine, "--facts", path, "--until", "2027-01-01", "--on", "2026-01-01"]
        assert main(run) == 1
        assert said in capsys.readouterr().err


def test_every_fault_of_a_routine_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rutine.toml"
    path.write_text(
        'id = "x"\ntitle = "X"\nextends = "base"\n\n[settings]\nagenda_leed = "1 week"\nminutes_out = "to uker"\n',
        encoding="utf-8",
    )
    assert main(["routine", "check", str(path)]) == 1
    said = capsys.readouterr().err
    assert "linje 6: settings.agenda_leed: Ukjent innstilling. Mente du «agenda_lead»?" in said
    assert "linje 7: settings.minutes_out" in said
