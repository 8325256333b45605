"""`samrad access matrix`: who may open which page and do which operation, in which state of a case.

Read off the program itself: each page says through which gate it is opened, each operation by which policy it is
allowed, each ground which parts it shows and whether it ends with the case. So a new page or operation stands here
without anybody writing it in.
"""

import csv
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, get_resolver

import samrad
from samrad.accounts.rules import Actor, Capacity, Function, public_actor
from samrad.cases.access import Ground, grounds
from samrad.cases.rules import Part
from samrad.kernel.errors import Refused
from samrad.kernel.operation import Operation, operations

YES, SOME, NO = "ja", "delvis", "nei"
STATES = ("i gang", "på pause", "død, ikke avsluttet", "avsluttet")
CLOSED = STATES[-1]

_STAFF = Actor(0, Capacity.EMPLOYMENT, 0)
ROLES: Mapping[str, Actor] = {
    "ansatt": _STAFF,
    "leder": Actor(0, Capacity.EMPLOYMENT, 0, function=Function.LEADER),
    "koordinerende enhet": Actor(0, Capacity.EMPLOYMENT, 0, coordinating=True),
    "systemansvarlig": Actor(0, Capacity.EMPLOYMENT, 0, function=Function.SYSTEM_OWNER),
    "kommunedirektør": Actor(0, Capacity.EMPLOYMENT, 0, function=Function.DIRECTOR),
    "personen": Actor(0, Capacity.SELF, 0),
    "representant": Actor(0, Capacity.ON_BEHALF, 0),
    "ikke innlogget": public_actor(0),
}


@dataclass(frozen=True)
class Rule:
    """What a page or an operation asks for. `who` is None where it is about a case."""

    kind: str
    name: str
    words: str = ""
    of_case: bool = False
    named: tuple[str, ...] = ()
    part: Part | None = None
    whole: bool = False
    going_on: bool = False
    who: Callable[[Actor], bool] | None = None
    also: tuple[str, ...] = field(default=())


def shows(ground: Ground) -> frozenset[Part] | None:
    """The parts a ground shows, by its relation; None when that follows from a consent, a mandate or an age."""
    if re.search(r"\b([a-z]\.parts|CASE)\b", ground.relation):
        return None
    listed = re.search(r"(NULL|'\{\}'|ARRAY\[[^\]]*\])\S* AS parts", ground.relation)
    if listed is None or listed.group(1) == "NULL":
        return frozenset(Part)
    return frozenset(Part(one) for one in re.findall(r"'(\w+)'", listed.group(1)))


def ends_with_the_case(ground: Ground) -> bool:
    """Whether the ground ends the day the case is closed."""
    return "c.ended_on IS NULL" in ground.relation


def by_ground(rule: Rule, ground: Ground, state: str) -> str:
    """Whether the ground is enough for it in the state."""
    if not rule.of_case or (rule.named and ground.name not in rule.named):
        return NO
    if state == CLOSED and (rule.going_on or ends_with_the_case(ground)):
        return NO
    seen = shows(ground)
    wanted = frozenset(Part) if rule.whole else frozenset({rule.part} if rule.part else ())
    if seen is None:
        return SOME if wanted or rule.also else YES
    if not wanted <= seen:
        return NO
    return SOME if rule.also else YES


def by_role(rule: Rule, role: str) -> str:
    """Whether the role alone is enough for it."""
    if rule.who is None:
        return NO
    return YES if rule.who(ROLES[role]) else NO


# ── pages ────────────────────────────────────────────────────────────────────


def pages() -> Iterator[Rule]:
    """Every address, with what its gates ask for."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(entries: Iterable[Any], prefix: str) -> Iterator[Rule]:
    for one in entries:
        if isinstance(one, URLPattern):
            yield _page(f"{prefix}{one.name}", one.callback)
        else:
            yield from _walk(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix)


def _page(name: str, view: Any) -> Rule:
    gates = getattr(view, "gates", {})
    if not getattr(view, "login_required", True):
        return Rule("side", name, "Åpen for alle.", who=lambda _: True)
    if "grounds" in gates:
        also = tuple(text for key, text in (("personal", "ikke bare økonomi"),) if key in gates)
        return Rule(
            "side", name, _first_line(view), True, gates["grounds"], gates["part"], "whole" in gates,
            "going_on" in gates, also=also,
        )  # fmt: skip
    who = gates.get("who", lambda actor: actor.capacity is not Capacity.PUBLIC)
    return Rule("side", name, gates.get("words", "For alle som er logget inn."), who=who)


def _first_line(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


# ── operations ───────────────────────────────────────────────────────────────


def every_operation() -> Mapping[str, Operation]:
    """Every operation there is, whatever has been imported so far."""
    for found in pkgutil.walk_packages(samrad.__path__, "samrad."):
        if re.fullmatch(r"samrad\.\w+\.operations(\.\w+)?", found.name):
            importlib.import_module(found.name)
    return operations()


def operation_rules() -> Iterator[Rule]:
    """Every operation, with what its policy asks for."""
    for name, one in sorted(every_operation().items()):
        yield _operation(name, one)


def _operation(name: str, one: Operation) -> Rule:
    policy: Any = one.allow
    if hasattr(policy, "grounds"):
        also = ("ikke bare økonomi",) if policy.personal else ()
        return Rule("operasjon", name, "", True, policy.grounds, policy.sees, going_on=not policy.closed, also=also)
    if policy.__module__ == "samrad.accounts.access":
        return Rule("operasjon", name, _first_line(policy), who=lambda actor: _allowed(policy, actor))
    return Rule("operasjon", name, _first_line(policy) or f"Egen regel: {policy.__qualname__}")


def _allowed(policy: Any, actor: Actor) -> bool:
    try:
        policy(actor=actor)
    except Refused:
        return False
    return True


# ── the table ────────────────────────────────────────────────────────────────


def columns() -> list[str]:
    """The head of the table."""
    return ["slag", "navn", "tilstand", *grounds(), *ROLES, "regel"]


def rows() -> Iterator[list[str]]:
    """One row for each page or operation in each state; one where no case is involved."""
    for rule in (*pages(), *operation_rules()):
        for state in STATES if rule.of_case else ("–",):
            seen = [by_ground(rule, one, state) for one in grounds().values()]
            yield [rule.kind, rule.name, state, *seen, *(by_role(rule, role) for role in ROLES), rule.words]


def report() -> int:
    """Prints the table as CSV."""
    writer = csv.writer(sys.stdout)
    writer.writerow(columns())
    writer.writerows(rows())
    return 0
