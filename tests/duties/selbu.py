"""A small language for telling a case to the engine on Selbu's routine, and asking what follows."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from samrad.duties.derive import Plan
from samrad.duties.duty import Duty, State, state
from samrad.duties.explain import explain
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine, Version
from samrad.duties.schema import read_routine, shipped

UNTIL = date(2030, 12, 31)


@cache
def routine(name: str = "selbu") -> Routine:
    return read_routine(shipped(name))


@cache
def plan(name: str = "selbu") -> Plan:
    return Plan([Version("1", date(2022, 1, 1), routine(name))])


def d(text: str) -> date:
    """ "12.3.2026" as a day."""
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


@dataclass
class Told:
    """A case as it is told: facts in any order."""

    name: str = "selbu"
    facts: list[Fact] = field(default_factory=lambda: [Fact("case", "c", date(2025, 1, 1))])

    def __call__(self, kind: str, on: str, id: str = "", parent: str = "c", **attrs: Any) -> "Told":
        values = {
            key: d(value) if isinstance(value, str) and value.count(".") == 2 else value for key, value in attrs.items()
        }
        self.facts.append(Fact(kind, id or f"{kind}{len(self.facts)}", d(on), parent, attrs=values))
        return self

    def duties(self) -> list[Duty]:
        return plan(self.name).derive(self.facts, UNTIL)

    def duty(self, rule: str, anchor: str = "") -> Duty:
        found = [one for one in self.duties() if one.rule == rule and (not anchor or one.anchor == anchor)]
        assert len(found) == 1, f"{rule}: {[one.key for one in found]}"
        return found[0]

    def none(self, rule: str) -> bool:
        return not any(one.rule == rule for one in self.duties())

    def state(self, rule: str, on: str, anchor: str = "") -> State:
        return state(self.duty(rule, anchor), d(on))

    def why(self, rule: str, on: str, lang: str = "nb") -> str:
        return explain(self.duty(rule), routine(self.name), lang, on=d(on)).text


def meeting(
    on: str, *, planned: str, kind: str = "ordinary", id: str = "m", told: Told | None = None, **more: Any
) -> Told:
    """A case with one meeting."""
    return (told or Told())("meeting", on, id, planned=planned, meeting_kind=kind, **more)
