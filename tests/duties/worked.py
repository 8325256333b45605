"""Worked cases: what has happened, and which duties follow, as tables a caseworker can read and write.

Each file in `cases/` belongs to one routine. `python -m tests.duties.worked FILE` writes the duties that the
engine finds into the file, so that a person can read them through before they are kept.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samrad.duties.derive import Plan
from samrad.duties.duty import Duty, State, state
from samrad.duties.explain import explain, title
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine, Version
from tests.duties.selbu import routine

FOLDER = Path(__file__).parent / "cases"
STATES = {
    State.UPCOMING: "kommer",
    State.OPEN: "åpen",
    State.LATE: "forfalt",
    State.DONE: "gjort",
    State.DONE_LATE: "gjort for sent",
    State.EXEMPTED: "fritatt",
    State.LAPSED: "falt bort",
}
KEYS = ("regel", "plikt", "hvem", "fra", "frist", "tilstand", "hvorfor")
Row = dict[str, Any]


@dataclass(frozen=True)
class Worked:
    """One case of a table: what has happened by a day, and the duties that are expected."""

    routine: Routine
    title: str
    on: date
    facts: list[Fact]
    expected: list[Row]

    def found(self) -> list[Row]:
        """The duties the engine finds, as rows of the table."""
        plan = Plan([Version("1", date(2015, 1, 1), self.routine)])
        until = date(self.on.year + 1, self.on.month, min(self.on.day, 28))
        return [self._row(one) for one in plan.derive(self.facts, until)]

    def _row(self, duty: Duty) -> Row:
        return {
            "regel": duty.rule,
            "plikt": title(duty, self.routine).text,
            "hvem": self.routine.role_name(duty.holder),
            "fra": duty.opens,
            "frist": duty.due if duty.dated else "uten frist",
            "tilstand": STATES[state(duty, self.on)],
            "hvorfor": explain(duty, self.routine, on=self.on, codes=False).text,
        }


def tables() -> list[Path]:
    """The tables there are."""
    return sorted(FOLDER.glob("*.toml"))


def cases(path: Path) -> list[Worked]:
    """The cases of a table."""
    return list(_cases(tomllib.loads(path.read_text(encoding="utf-8"))))


def _cases(document: dict[str, Any]) -> Iterator[Worked]:
    for row in document["case"]:
        own = [_fact(number, one) for number, one in enumerate(row["facts"])]
        root = [] if any(one.kind in ("case", "board", "municipality") for one in own) else [_the_case()]
        yield Worked(routine(document["routine"]), row["title"], row["on"], [*root, *own], row.get("duties", []))


def _the_case() -> Fact:
    return Fact("case", "c", date(2020, 1, 1))


def _fact(number: int, row: Row) -> Fact:
    attrs = {key: value for key, value in row.items() if key not in ("on", "fact", "id", "of")}
    return Fact(row["fact"], row.get("id", f"f{number}"), row["on"], row.get("of", "c"), attrs=attrs)


def filled(text: str) -> str:
    """The text of a table with the duties that the engine finds."""
    rest = iter(_cases(tomllib.loads(text)))

    def block(_: re.Match[str]) -> str:
        lines = [f"  {{ {', '.join(f'{key} = {_written(row[key])}' for key in KEYS)} }}," for row in next(rest).found()]
        return "\n".join(["duties = [", *lines, "]"])

    return re.sub(r"^duties = \[(?:.*?^)?\]$", block, text, flags=re.S | re.M)


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else '"' + str(value).replace('"', '\\"') + '"'


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
