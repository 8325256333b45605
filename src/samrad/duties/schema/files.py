"""The text of a routine: where it is found, what it builds on, and how the two become one document."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from samrad.duties.problems import Problem, nearest

MAX_BYTES = 1_000_000
LIST_TABLES = ("rule", "flow", "advice", "remark", "board")
MAP_TABLES = ("terms", "roles", "holders", "settings", "setting", "legal", "sources", "agenda", "minutes",
              "checklist", "document", "link", "notes", "aid", "transition")  # fmt: skip
TOP_KEYS = ("id", "title", "year", "extends", *LIST_TABLES, *MAP_TABLES)


class BadRoutine(ValueError):
    """The routine cannot be used; `problems` say where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


Loader = Callable[[str], str]


def shipped(name: str) -> str:
    """The text of a routine that comes with Samråd. Raises `FileNotFoundError`."""
    if name not in shipped_names():
        raise FileNotFoundError(name)
    return (resources.files("samrad.routines") / "data" / f"{name}.toml").read_text(encoding="utf-8")


def shipped_names() -> list[str]:
    """The names of the routines that come with Samråd."""
    folder = resources.files("samrad.routines") / "data"
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))


@cache
def the_law() -> dict[str, Any]:
    """What the law says, as it comes with Samråd."""
    return tomllib.loads(shipped("base"))


def bases_of(text: str, load: Loader = shipped) -> dict[str, str]:
    """The texts a routine builds on, by name: what must be kept for it to stay as it is."""
    found: dict[str, str] = {}
    parent = _parse(text, "filen").get("extends")
    while parent and parent not in found:
        found[parent] = load(parent)
        parent = _parse(found[parent], parent).get("extends")
    return found


def too_large() -> Problem:
    """The fault of a file that is too large to be a routine."""
    return Problem("", f"Filen er for stor. En rutine kan være {MAX_BYTES // 1_000_000} MB.")


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 0
        raise BadRoutine([Problem(name, "Dette er ikke gyldig TOML: " + _plain(str(error)), line=line)]) from error
    if twice := _twice(document):
        raise BadRoutine(twice)
    return document


def _twice(document: dict[str, Any]) -> list[Problem]:
    """Entries of one file with the same id: only one of them would count."""
    found: list[Problem] = []
    for table in LIST_TABLES:
        rows = document.get(table, [])
        ids = (
            [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row] if isinstance(rows, list) else []
        )
        found.extend(
            Problem(f"{table} {one}", "Denne id-en er brukt to ganger.") for one in set(ids) if ids.count(one) > 1
        )
    return found


def _plain(message: str) -> str:
    return message.split(" (at ", maxsplit=1)[0]


def merged_text(text: str, load: Loader) -> dict[str, Any]:
    """The document with everything it builds on beneath it. Raises `BadRoutine`."""
    document = _parse(text, "filen")
    seen = [str(document.get("id", ""))]
    merged = document
    parent = document.get("extends")
    while parent:
        if parent in seen:
            raise BadRoutine(
                [Problem("extends", "Rutinene bygger på hverandre i ring: " + " → ".join([*seen, parent]))]
            )
        seen.append(parent)
        try:
            base = _parse(load(parent), parent)
        except FileNotFoundError as error:
            raise BadRoutine(
                [
                    Problem(
                        "extends",
                        f"Finner ikke rutinen «{parent}».",
                        allowed=tuple(shipped_names()),
                        suggestion=nearest(str(parent), shipped_names()),
                        line=_line_of_extends(text, parent),
                    )
                ]
            ) from error
        merged = _merge(base, merged)
        parent = base.get("extends")
    return _laid_over(merged)


def inner_rules(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The steps of the flows and the tasks of the transitions: the id of the rule each is, and its table."""
    for flow in _rows(document.get("flow")):
        for step in _rows(flow.get("steps")):
            act = step.get("act")
            yield f"{flow.get('id')}.{step.get('id') or (act.get('fact') if isinstance(act, dict) else act)}", step
    transitions = document.get("transition")
    for key, transition in (transitions if isinstance(transitions, dict) else {}).items():
        for task in _rows(transition.get("tasks")) if isinstance(transition, dict) else ():
            yield f"{key}.{task.get('id')}", task


def _rows(value: Any) -> list[Any]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _laid_over(document: dict[str, Any]) -> dict[str, Any]:
    """The document with each [[rule]] of the same id as a step or a task laid over that one."""
    rules = {str(row.get("id")): row for row in _rows(document.get("rule"))}
    laid = [(known, row) for known, row in inner_rules(document) if known in rules]
    for known, row in laid:
        row.update({key: value for key, value in rules[known].items() if key != "id"})
    inner = {known for known, _ in laid}
    if inner:
        document["rule"] = [row for row in document["rule"] if row.get("id") not in inner]
    return document


def _line_of_extends(text: str, parent: Any) -> int:
    """The line where the municipality's own file names what it builds on; 0 when another file does."""
    pattern = re.compile(rf"""\s*extends\s*=\s*["']{re.escape(str(parent))}["']""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = {**base, **own}
    for table in MAP_TABLES:
        if isinstance(base.get(table), dict) and isinstance(own.get(table), dict):
            merged[table] = {**base[table], **own[table]}
    for table in LIST_TABLES:
        merged[table] = _merge_list(base.get(table, []), own.get(table, []))
    return merged


def _merge_list(base: Any, own: Any) -> Any:
    if not isinstance(base, list) or not isinstance(own, list):
        return own
    by_id: dict[Any, Any] = {}
    for index, entry in enumerate([*base, *own]):
        key = entry.get("id", index) if isinstance(entry, dict) else index
        by_id[key] = {**by_id.get(key, {}), **entry} if isinstance(entry, dict) else entry
    return list(by_id.values())
