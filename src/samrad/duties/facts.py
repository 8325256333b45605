"""Facts: what happened, and when; read from JSON, and indexed for one derivation.

A fact is `{kind, id, parent, on, recorded, attrs}`. `on` is the day it happened and is what the
engine counts from; `recorded` is when it was typed, which no rule sees. Ids are opaque strings.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, cast

from samrad.duties.problems import Problem, nearest
from samrad.duties.vocabulary import CHOICES, DUTY_ACTS, KINDS, ROOTS, Type

MAX_BYTES = 4_000_000
Value = str | bool | int | date | list[str] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact. `attrs` holds only attributes that the kind declares."""

    kind: str
    id: str
    on: date | None
    parent: str = ""
    recorded: date | None = None
    attrs: Mapping[str, Value] = field(default_factory=dict)

    def day(self, attr: str) -> date | None:
        """The date attribute `attr`, or None when it is not known."""
        value = self.attrs.get(attr)
        return value if isinstance(value, date) else None

    @property
    def ended(self) -> date | None:
        """The day the thing ended, was cancelled or the person died; None while it lives."""
        days = [day for day in (self.day("ended"), self.day("cancelled"), self.day("died")) if day]
        return min(days) if days else None


class Bag:
    """The facts of one subject, found by kind, by id and by what they hang on.

    `kept` holds what the engine has found so far (`matching`), so that rules which ask for the same share the
    answer. Facts without a subject of their own (employees, units, the municipality) may be shared by several
    bags. Order of the given facts does not matter.
    """

    __slots__ = ("_ends", "_in_order", "by_id", "by_kind", "kept", "subject")

    def __init__(self, facts: Iterable[Fact]) -> None:
        known = facts if isinstance(facts, list) else list(facts)
        self.by_kind: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in known:
            self.by_kind[fact.kind].append(fact)
        self.by_id = {fact.id: fact for fact in known}
        self._in_order: set[str] = set()
        self._ends: dict[str, date | None] = {}
        self.kept: dict[object, Any] = {}
        self.subject = next((self.of(root)[0] for root in ROOTS if root in self.by_kind), None)

    def of(self, kind: str) -> list[Fact]:
        """All facts of a kind, in the order of their dates."""
        if kind not in self.by_kind:
            return []
        found = self.by_kind[kind]
        if kind not in self._in_order:
            if len(found) > 1:
                _put_in_order(found)
            self._in_order.add(kind)
        return found

    def end_of(self, fact: Fact, *, own: bool = True) -> date | None:
        """The first day that a fact other than the subject, or what it hangs on, ended or was cancelled.

        Its own end does not count when `own` is false.
        """
        if fact is self.subject:
            return None
        first = self._end_above(fact.parent)
        attrs = fact.attrs
        if "cancelled" in attrs and (cancelled := fact.day("cancelled")) is not None:
            first = cancelled if first is None or cancelled < first else first
        if own and "ended" in attrs and (ended := fact.day("ended")) is not None:
            first = ended if first is None or ended < first else first
        return first

    def _end_above(self, parent: str) -> date | None:
        if parent not in self._ends:
            above = self.by_id.get(parent)
            self._ends[parent] = self.end_of(above) if above is not None else None
        return self._ends[parent]


_by_id, _by_day = attrgetter("id"), attrgetter("on")


def _put_in_order(facts: list[Fact]) -> None:
    """Sorts by day, those without one first, and by id within a day (two plain sorts are the quickest)."""
    facts.sort(key=_by_id)
    try:
        facts.sort(key=_by_day)
    except TypeError:
        facts.sort(key=lambda fact: (fact.on or date.min, fact.id))


class BadFacts(ValueError):
    """The file of facts cannot be used; `problems` say where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_facts(text: str) -> list[Fact]:
    """Facts out of JSON, as `docs/oppslag/faktafil.md` describes. Raises `BadFacts`."""
    if len(text) > MAX_BYTES:
        raise BadFacts([Problem("", f"Filen er for stor. Den kan være {MAX_BYTES // 1_000_000} MB.")])
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFacts([Problem(f"linje {error.lineno}", "Dette er ikke gyldig JSON: " + error.msg)]) from error
    rows = document.get("facts") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise BadFacts([Problem("facts", "Her skal det stå en liste av fakta.")])
    problems: list[Problem] = []
    facts = [fact for index, row in enumerate(rows) if (fact := _read_row(index, row, problems))]
    seen: set[str] = set()
    for fact in facts:
        if fact.id in seen:
            problems.append(Problem(f"facts: {fact.id}", "To fakta har samme id."))
        seen.add(fact.id)
    if problems:
        raise BadFacts(problems)
    return facts


def _read_row(index: int, row: object, problems: list[Problem]) -> Fact | None:
    place = f"facts[{index}]"
    if not isinstance(row, dict):
        problems.append(Problem(place, "Her skal det stå et faktum: {kind, id, on, …}."))
        return None
    unknown = set(row) - {"kind", "id", "parent", "on", "recorded", "attrs"}
    for key in sorted(unknown):
        problems.append(
            Problem(
                f"{place}.{key}",
                "Ukjent felt.",
                suggestion=nearest(key, ("kind", "id", "parent", "on", "recorded", "attrs")),
            )
        )
    kind = row.get("kind")
    if kind not in KINDS:
        problems.append(
            Problem(f"{place}.kind", f"Ukjent slag faktum: «{kind}».", suggestion=nearest(str(kind), KINDS))
        )
        return None
    if not isinstance(row.get("id"), str) or not row["id"]:
        problems.append(Problem(f"{place}.id", "Faktumet mangler en id (tekst)."))
        return None
    if kind in DUTY_ACTS and not row.get("parent"):
        problems.append(Problem(f"{place}.parent", "Her skal nøkkelen til plikten stå."))
    on = _read_date(row.get("on"), f"{place}.on", problems)
    if on is None and kind not in ("person", "municipality") and "on" not in row:
        problems.append(Problem(f"{place}.on", "Faktumet mangler dato (åååå-mm-dd)."))
    attrs = {
        key: _read_attr(kind, key, value, f"{place}.attrs.{key}", problems)
        for key, value in (row.get("attrs") or {}).items()
    }
    return Fact(
        kind,
        row["id"],
        on,
        str(row.get("parent") or ""),
        _read_date(row.get("recorded"), f"{place}.recorded", problems),
        attrs,
    )


def _read_date(value: object, place: str, problems: list[Problem]) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        problems.append(Problem(place, f"«{value}» er ikke en dato. Skriv åååå-mm-dd."))
        return None


def _read_attr(kind: str, key: str, value: Any, place: str, problems: list[Problem]) -> Value:
    declared = KINDS[kind].attrs
    if key not in declared:
        problems.append(Problem(place, f"«{kind}» har ikke egenskapen «{key}».", suggestion=nearest(key, declared)))
        return None
    if value is None:
        return None
    wanted = declared[key]
    if wanted is Type.DATE:
        return _read_date(value, place, problems)
    right = {
        Type.TEXT: str,
        Type.REF: str,
        Type.FLAG: bool,
        Type.COUNT: int,
        Type.LIST: list,
    }[wanted]
    if not isinstance(value, right):
        problems.append(Problem(place, f"Her skal det stå {wanted.value}, ikke «{value}»."))
        return None
    allowed = CHOICES.get((kind, key))
    if allowed and value not in allowed:
        problems.append(
            Problem(place, f"«{value}» er ikke lov her.", allowed=allowed, suggestion=nearest(str(value), allowed))
        )
    return cast(Value, value)


def write_facts(facts: Iterable[Fact]) -> str:
    """JSON that `read_facts` reads back to the same facts."""
    return json.dumps({"facts": [_row(fact) for fact in facts]}, ensure_ascii=False, indent=1) + "\n"


def _row(fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": fact.kind, "id": fact.id}
    if fact.parent:
        row["parent"] = fact.parent
    row["on"] = fact.on.isoformat() if fact.on else None
    if fact.recorded:
        row["recorded"] = fact.recorded.isoformat()
    attrs = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in fact.attrs.items()
        if value is not None
    }
    if attrs:
        row["attrs"] = attrs
    return row
