"""From the text of a routine to a `Routine`, or to every fault found in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.problems import Problem, nearest
from samrad.duties.routine import Routine
from samrad.duties.rule import Flow, Rule
from samrad.duties.schema.boards import Boards
from samrad.duties.schema.files import (
    LIST_TABLES,
    MAP_TABLES,
    MAX_BYTES,
    TOP_KEYS,
    BadRoutine,
    Loader,
    merged_text,
    shipped,
    too_large,
)
from samrad.duties.schema.law import Law
from samrad.duties.schema.pages import Pages
from samrad.duties.schema.settings import Settings
from samrad.duties.schema.transitions import Transitions


def read_file(path: Path) -> Routine:
    """A routine from a file; `extends` is looked for beside it, then among the shipped ones."""
    if path.stat().st_size > MAX_BYTES:
        raise BadRoutine([too_large()])

    def beside(name: str) -> str:
        near = path.parent / f"{name}.toml"
        return near.read_text(encoding="utf-8") if near.exists() else shipped(name)

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadRoutine([Problem("", "Filen er ikke tekst i UTF-8.")]) from error
    return read_routine(text, beside)


def read_routine(text: str, load: Loader = shipped) -> Routine:
    """A routine out of TOML text. Raises `BadRoutine` with every problem found."""
    if len(text.encode()) > MAX_BYTES:
        raise BadRoutine([too_large()])
    merged = merged_text(text, load)
    reader = _Reader(merged, text)
    routine = reader.routine()
    if reader.problems:
        raise BadRoutine(reader.problems)
    assert routine is not None
    return routine


def lacking(routine: Routine) -> list[Problem]:
    """What a routine that does not build on the base lacks of the words and values every page relies on."""
    base = read_routine(shipped("base"))
    missing = [
        f"{table}.{name}"
        for table in ("terms", "roles", "settings", "legal")
        for name in getattr(base, table)
        if name not in getattr(routine, table)
    ]
    if not missing:
        return []
    few = ", ".join(missing[:4]) + (f" og {len(missing) - 4} til" if len(missing) > 4 else "")
    return [Problem("extends", f'Rutinen mangler {few}. Skriv «extends = "base"» øverst, så følger de med.')]


class _Reader(Settings, Law, Transitions, Pages, Boards):
    """Reads one merged document, collecting problems rather than stopping at the first."""

    def routine(self) -> Routine | None:
        doc = self.document
        self.keys("rutinen", doc, TOP_KEYS, ("id", "title"))
        for table in MAP_TABLES:
            if not isinstance(doc.get(table, {}), dict):
                self.bad(table, "Her skal det stå en tabell.")
                return None
        for table in LIST_TABLES:
            rows = doc.get(table, [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                self.bad(table, f"Skriv [[{table}]] med doble klammer.")
                return None
        self.terms = self._terms()
        self.legal = self._each("legal", self._legal)
        self.settings = self._settings()
        self._keep_the_law()
        holders = self._each("holders", self._holder)
        self.holder_names = (*words.ROLES, *holders)
        rules: dict[str, Rule] = {}
        for row in doc.get("rule", []):
            if row.get("off"):
                continue
            rule = self._rule(f"rule {row.get('id', '?')}", row)
            if rule is not None:
                rules[rule.id] = rule
        flows: dict[str, Flow] = {}
        for row in doc.get("flow", []):
            flow, steps = self._flow(f"flow {row.get('id', '?')}", row)
            if flow is not None:
                flows[flow.id] = flow
                rules.update({step.id: step for step in steps})
        aids = self._each("aid", self._aid)
        transitions, tasks = self._transitions(aids)
        rules.update(tasks)
        return Routine(
            id=str(doc.get("id", "")),
            title=self.text("title", doc.get("title")),
            year=doc.get("year"),
            terms=self.terms,
            roles={key: self.text(f"roles.{key}", value) for key, value in self._known("roles", words.ROLES)},
            holders=holders,
            settings=self.settings,
            legal=self.legal,
            rules=rules,
            flows=flows,
            advice=tuple(self._advice(f"advice {row.get('id', '?')}", row) for row in doc.get("advice", [])),
            agendas={
                kind: tuple(self._agenda_point(f"agenda.{kind}", one) for one in self._points("agenda", kind, rows))
                for kind, rows in self._known("agenda", words.MEETING_KINDS)
            },
            minutes={
                kind: tuple(self._heading(f"minutes.{kind}", one) for one in self._points("minutes", kind, rows))
                for kind, rows in self._known("minutes", words.MEETING_KINDS)
            },
            checklists={
                key: tuple(self._check(f"checklist.{key}", one) for one in self._points("checklist", key, rows))
                for key, rows in doc.get("checklist", {}).items()
            },
            documents=self._each("document", self._document),
            sources={key: self.text(f"sources.{key}", value) for key, value in doc.get("sources", {}).items()},
            links=tuple(self._each("link", self._link).values()),
            boards={
                one.id: one
                for row in doc.get("board", [])
                if (one := self._board(f"board {row.get('id', '?')}", row)) is not None
            },
            remarks=tuple(self._remark(f"remark {row.get('id', '?')}", row) for row in doc.get("remark", [])),
            notes=tuple(self._each("notes", self._note).values()),
            aids=aids,
            transitions=transitions,
        )

    def _each(self, table: str, read: Callable[[str, str, Any], Any]) -> dict[str, Any]:
        return {
            key: one
            for key, value in self.document.get(table, {}).items()
            if (one := read(f"{table}.{key}", key, value)) is not None
        }

    def _known(self, table: str, allowed: tuple[str, ...]) -> list[tuple[str, Any]]:
        found = []
        for key, value in self.document.get(table, {}).items():
            if key not in allowed:
                self.bad(f"{table}.{key}", "Ukjent nøkkel.", allowed, nearest(key, allowed))
            else:
                found.append((key, value))
        return found
