"""Which facts a rule is about: its anchors, its conditions, and the acts that do it, made into functions.

What is found in a bag is kept there, so that rules which ask for the same facts share the answer: each function
below that is made twice of the same parts is the same function.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from typing import Any

from samrad.duties.calendar import age_on
from samrad.duties.facts import Bag, Fact
from samrad.duties.routine import Age, AnyOf, Attribute, Condition, Exists, Fulfilment, Not, Selector, Where
from samrad.duties.vocabulary import KINDS

Test = Callable[[Fact], bool]
Wanted = tuple[tuple[str, tuple[Any, ...]], ...]
NONE: list[Fact] = []


def _wanted(where: Where) -> Wanted:
    return tuple(sorted(where.items()))


def _matcher(wanted: Wanted) -> Test | None:
    """Whether a fact has the attributes; None when every fact will do."""
    if not wanted:
        return None
    if len(wanted) == 1:
        (key, values) = wanted[0]
        return lambda fact: fact.attrs.get(key) in values
    return lambda fact: all(fact.attrs.get(key) in values for key, values in wanted)


Anchor = tuple[Fact, date, date | None]
Anchors = Callable[[Bag], list[Anchor]]
Holds = Callable[[Bag, Fact, date], bool]


# ── anchors ──────────────────────────────────────────────────────────────────


def anchors(selector: Selector) -> Anchors:
    """Finds (fact, the day that counts, the day it became known or None), in the order of the facts."""
    return _anchors(
        selector.fact, _wanted(selector.where), selector.pick, selector.at, selector.next, _wanted(selector.next_where)
    )


@cache
def _anchors(kind: str, where: Wanted, pick: str, at: str, following: str, next_where: Wanted) -> Anchors:
    narrowed, dated = _narrowed(where), _dating(at, following, _matcher(next_where))

    def find(bag: Bag) -> list[Anchor]:
        facts = narrowed(bag.of(kind))
        if pick == "each":
            return dated(bag, facts)
        living = dated(bag, [fact for fact in facts if not fact.attrs.get("cancelled")])
        return [(min if pick == "first" else max)(living, key=lambda one: (one[1], one[0].id))] if living else []

    def select(bag: Bag) -> list[Anchor]:
        found: list[Anchor] | None = bag.kept.get(select)
        if found is None:
            found = bag.kept[select] = find(bag)
        return found

    return select


def _narrowed(where: Wanted) -> Callable[[list[Fact]], list[Fact]]:
    """Those of the facts that have the attributes."""
    match = _matcher(where)
    if match is None:
        return lambda facts: facts
    if len(where) == 1:
        (key, values) = where[0]
        return lambda facts: [fact for fact in facts if fact.attrs.get(key) in values]
    return lambda facts: list(filter(match, facts))


def _dating(at: str, following: str, next_match: Test | None) -> Callable[[Bag, list[Fact]], list[Anchor]]:
    def by_own_date(_: Bag, facts: list[Fact]) -> list[Anchor]:
        return [(fact, fact.on, fact.day("planned")) for fact in facts if fact.on]

    def by_attribute(_: Bag, facts: list[Fact]) -> list[Anchor]:
        return [(fact, day, fact.on) for fact in facts if (day := fact.day(at))]

    def by_next(bag: Bag, facts: list[Fact]) -> list[Anchor]:
        ahead = [one for one in bag.of(following) if not one.attrs.get("cancelled")]
        if next_match is not None:
            ahead = list(filter(next_match, ahead))
        found = ((fact, _first_from(ahead, fact.on)) for fact in facts if fact.on)
        return [(fact, other.on, max(fact.on, other.day("planned") or fact.on))
                for fact, other in found if other is not None and other.on and fact.on]  # fmt: skip

    if following:
        return by_next
    return by_own_date if at == "on" else by_attribute


def _first_from(facts: list[Fact], day: date) -> Fact | None:
    """The first of the facts, in the order of their dates, on or after the day."""
    for fact in facts:
        if fact.on and fact.on >= day:
            return fact
    return None


# ── conditions ───────────────────────────────────────────────────────────────


def holds(condition: Condition) -> Holds:
    """Whether the condition held for the anchor on a day."""
    if isinstance(condition, Exists):
        lives = _lives(condition.fact, _wanted(condition.where))
        return lambda bag, _, day: any(start <= day <= stop for start, stop in lives(bag))
    if isinstance(condition, Attribute):
        name, values, of = condition.name, condition.values, condition.of
        if not of:
            return lambda bag, anchor, day: anchor.attrs.get(name) in values
        return lambda bag, anchor, day: any(fact.attrs.get(name) in values for fact in bag.of(of))
    if isinstance(condition, Age):
        low, high = condition.at_least, condition.below
        return lambda bag, _, day: _age_between(bag, day, low, high)
    inner = [holds(one) for one in condition.conditions]
    if isinstance(condition, Not):
        return lambda bag, anchor, day: not any(test(bag, anchor, day) for test in inner)
    assert isinstance(condition, AnyOf)
    return lambda bag, anchor, day: any(test(bag, anchor, day) for test in inner)


Life = tuple[date, date]  # the first and the last day


@cache
def _lives(kind: str, where: Wanted) -> Callable[[Bag], list[Life]]:
    """The days on which something of the kind lives: begun, not past its last day, not cancelled."""
    match = _matcher(where)

    def lives(bag: Bag) -> list[Life]:
        found: list[Life] | None = bag.kept.get(lives)
        if found is None:
            found = bag.kept[lives] = _joined(fact for fact in bag.of(kind) if not match or match(fact))
        return found

    return lives


def _joined(facts: Iterable[Fact]) -> list[Life]:
    """The stretches of days on which at least one of the facts, given in order, lives."""
    found: list[Life] = []
    for fact in facts:
        if fact.on is None:
            continue
        last = _last_day(fact)
        if found and fact.on <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif last >= fact.on:
            found.append((fact.on, last))
    return found


def _last_day(fact: Fact) -> date:
    ended, cancelled = fact.day("ended"), fact.day("cancelled")
    last = ended or date.max
    return min(last, cancelled - timedelta(days=1)) if cancelled and cancelled > date.min else last


def _age_between(bag: Bag, day: date, low: int | None, high: int | None) -> bool:
    people = bag.of("person")
    if not people or people[0].on is None:
        return False
    age = age_on(people[0].on, day)
    return (low is None or age >= low) and (high is None or age < high)


# ── what does a duty ─────────────────────────────────────────────────────────

Find = Callable[[Fact], list[Fact]]


def relation(fulfilment_kind: str, anchor_kind: str) -> str:
    """How a fulfilment hangs on an anchor: self, same, ref:x, own:x, up, wide — or "" when it does not."""
    act, anchor = KINDS[fulfilment_kind], KINDS[anchor_kind]
    if fulfilment_kind == anchor_kind and not act.act:
        return "wide"
    if anchor_kind in act.parents:
        return "self"
    for attr, kind in anchor.refs.items():
        if kind in act.parents and kind != "case":
            return f"ref:{attr}"
    for attr, kind in act.refs.items():
        if kind == anchor_kind:
            return f"own:{attr}"
    if anchor.act and set(anchor.parents) & set(act.parents) - {"case"}:
        return "sibling"
    if _belongs_to_case(fulfilment_kind):
        return "wide"
    return ""


def _belongs_to_case(kind: str) -> bool:
    parents = KINDS[kind].parents
    return "case" in parents or any(parent in KINDS and _belongs_to_case(parent) for parent in parents)


def finder(fulfilment: Fulfilment, anchor: Selector) -> "Finder":
    """Finds the live facts that do a duty hanging on such an anchor, in the order of their dates."""
    how, _, attr = ("wide" if fulfilment.anywhere else relation(fulfilment.fact, anchor.fact)).partition(":")
    return Finder(
        _table(fulfilment.fact, _wanted(fulfilment.where), fulfilment.same, how, attr),
        _asked(how, attr, fulfilment.same),
        fulfilment.fact == anchor.fact,
    )


Table = dict[Any, list[Fact]]


@dataclass(frozen=True)
class Finder:
    """A table of the live facts, made once of each bag, and what an anchor looks up in it (None = all)."""

    table: Callable[[Bag], Table]
    ask: Callable[[Fact], Any] | None
    among_its_own: bool

    def of(self, bag: Bag) -> Find:
        """The facts of the bag that do a duty hanging on an anchor."""
        table, ask = self.table(bag), self.ask
        if self.among_its_own:
            return lambda anchor: [one for one in table.get(ask(anchor) if ask else None, NONE) if one.id != anchor.id]
        if ask is None:
            every = table.get(None, NONE)
            return lambda _: every
        return lambda anchor: table.get(ask(anchor), NONE)


@cache
def _table(kind: str, where: Wanted, same: tuple[str, ...], how: str, attr: str) -> Callable[[Bag], Table]:
    narrowed, told = _narrowed(where), _told(how, attr, same)

    def made(bag: Bag) -> Table:
        table: Table | None = bag.kept.get(made)
        if table is None:
            table = bag.kept[made] = {}
            for one in narrowed(bag.of(kind)):
                if one.on is not None and one.attrs.get("cancelled") is None:
                    table.setdefault(told(one), []).append(one)
        return table

    return made


def _asked(how: str, attr: str, same: tuple[str, ...]) -> Callable[[Fact], Any] | None:
    """What an anchor looks up by; None when it asks for all."""
    base: Callable[[Fact], Any] | None = None
    if how in ("self", "own"):
        base = attrgetter("id")
    elif how == "ref":

        def base(fact: Fact) -> Any:
            return str(fact.attrs.get(attr) or "")
    elif how == "sibling":
        base = attrgetter("parent")
    if not same:
        return base
    if base is None and len(same) == 1:
        return _told("own", same[0], ())
    return lambda fact: (base(fact) if base else None, *(fact.attrs.get(key) for key in same))


def _told(how: str, attr: str, same: tuple[str, ...]) -> Callable[[Fact], Any]:
    """What an act is looked up by."""
    if how == "wide" and len(same) == 1:
        return _told("own", same[0], ())
    if same:
        base = _told(how, attr, ())
        return lambda fact: (base(fact), *(fact.attrs.get(key) for key in same))
    if how == "own":
        return lambda fact: fact.attrs.get(attr)
    return attrgetter("parent") if how in ("self", "ref", "sibling") else lambda fact: None
