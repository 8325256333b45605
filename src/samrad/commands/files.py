"""Commands on files alone: checking a routine, deriving duties."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from samrad.duties.derive import derive
from samrad.duties.duty import Duty, state
from samrad.duties.explain import explain, title
from samrad.duties.facts import BadFacts, Fact, read_facts
from samrad.duties.language import say_date
from samrad.duties.problems import Problem
from samrad.duties.routine import Routine, Version
from samrad.duties.schema import BadRoutine, read_file
from samrad.duties.vocabulary import ROOTS

STATE_WORDS = {
    "upcoming": "kommer",
    "open": "åpen",
    "late": "forfalt",
    "done": "gjort",
    "done_late": "gjort, etter fristen",
    "exempted": "fritatt",
    "lapsed": "falt bort",
}


def check_routine(path: Path) -> int:
    """Prints every fault in a routine file, or what it holds. 0 when it can be used."""
    routine = _read(path)
    if routine is None:
        return 1
    print(f"{path}: {routine.title}")
    print(f"  {len(routine.rules)} regler, {len(routine.flows)} forløp, {len(routine.advice)} råd, "
          f"{len(routine.settings)} innstillinger")  # fmt: skip
    return 0


def _read(path: Path) -> Routine | None:
    try:
        return read_file(path)
    except OSError as error:
        _complain([Problem(str(path), _why(error))])
    except BadRoutine as error:
        _complain(error.problems)
    return None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Filen finnes ikke."
    if isinstance(error, IsADirectoryError):
        return "Dette er en mappe, ikke en fil."
    return "Filen kan ikke leses."


def _complain(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def show_duties(chosen: argparse.Namespace) -> int:
    """Derives the duties of every subject in a file of facts and prints them. 0 when both files could be read."""
    versions = _versions(chosen.routine)
    facts = _facts(chosen.facts)
    if versions is None or facts is None:
        return 1
    routines = {version.id: version.routine for version in versions}
    duties = [duty for group in subjects(facts) for duty in derive(versions, group, chosen.until)]
    if chosen.format == "json":
        print(json.dumps([_plain(duty, routines, chosen) for duty in duties], ensure_ascii=False, indent=1))
    else:
        for duty in duties:
            print(_line(duty, routines[duty.version], chosen))
        if not duties:
            print("Ingen plikter.")
    return 0


def _versions(names: list[str]) -> list[Version] | None:
    versions = []
    for number, name in enumerate(names):
        path, _, since = name.partition("@")
        routine = _read(Path(path))
        try:
            valid_from = date.fromisoformat(since) if since else date(1900 + number, 1, 1)
        except ValueError:
            _complain([Problem(name, f"«{since}» er ikke en dato. Skriv FIL@åååå-mm-dd.")])
            return None
        if routine is None:
            return None
        versions.append(Version(str(number + 1), valid_from, routine))
    return versions


def _facts(name: str) -> list[Fact] | None:
    try:
        return read_facts(sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        _complain([Problem(name, _why(error))])
    except UnicodeDecodeError:
        _complain([Problem(name, "Filen er ikke tekst i UTF-8.")])
    except BadFacts as error:
        _complain(error.problems)
    return None


def subjects(facts: list[Fact]) -> list[list[Fact]]:
    """The facts of each case (or board, or municipality), each with those that belong to none of them."""
    by_id = {fact.id: fact for fact in facts}
    roots = [fact for fact in facts if fact.kind == _narrowest(facts)]
    if len(roots) <= 1:
        return [facts]

    def root_of(fact: Fact) -> str:
        seen: set[str] = set()
        link: Fact | None = fact
        while link is not None and link.id not in seen:
            if link.kind == roots[0].kind:
                return link.id
            seen.add(link.id)
            link = by_id.get(link.parent) or by_id.get(link.parent.split(":")[1] if ":" in link.parent else "")
        return ""

    homes = {fact.id: root_of(fact) for fact in facts}
    return [[fact for fact in facts if homes[fact.id] in (root.id, "")] for root in roots]


def _narrowest(facts: list[Fact]) -> str:
    kinds = {fact.kind for fact in facts}
    return next((root for root in ROOTS if root in kinds), "case")


def _line(duty: Duty, routine: Routine, chosen: argparse.Namespace) -> str:
    word = STATE_WORDS[state(duty, chosen.on)]
    due = say_date(duty.due, chosen.lang, near=chosen.on)
    return (
        f"{word:<22}{due:<20}{title(duty, routine, chosen.lang).text} ({routine.role_name(duty.holder, chosen.lang)})\n"
        f"{'':<22}{explain(duty, routine, chosen.lang, on=chosen.on).text}"
    )


def _plain(duty: Duty, routines: dict[str, Routine], chosen: argparse.Namespace) -> dict[str, object]:
    row = {key: value.isoformat() if isinstance(value, date) else value for key, value in duty._asdict().items()}
    said = explain(duty, routines[duty.version], chosen.lang, on=chosen.on)
    return {
        **row,
        "state": str(state(duty, chosen.on)),
        "title": title(duty, routines[duty.version], chosen.lang).text,
        "why": said.text,
        "lang": said.lang,
    }
