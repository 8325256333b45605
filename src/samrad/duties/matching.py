"""Which facts a rule is about: its anchors, its conditions, and the acts that do it, made into functions."""

from collections.abc import Callable, Iterator
from datetime import date

from samrad.duties.calendar import age_on
from samrad.duties.facts import Bag, Fact
from samrad.duties.routine import Age, AnyOf, Attribute, Condition, Exists, Fulfilment, Not, Selector, Where
from samrad.duties.vocabulary import KINDS

Test = Callable[[Fact], bool]


def matcher(where: Where) -> Test | None:
    """Whether a fact has the attributes; None when every fact will do."""
    if not where:
        return None
    wanted = tuple(where.items())
    if len(wanted) == 1:
        (key, values) = wanted[0]
        return lambda fact: fact.attrs.get(key) in values
    return lambda fact: all(fact.attrs.get(key) in values for key, values in wanted)


Anchor = tuple[Fact, date, date | None]
Anchors = Callable[[Bag], Iterator[Anchor]]
Holds = Callable[[Bag, Fact, date], bool]


def anchors(selector: Selector) -> Anchors:
    """Yields (fact, the day that counts, the day it became known or None)."""
    match, dated = matcher(selector.where), _dating(selector)
    kind, pick = selector.fact, selector.pick

    def select(bag: Bag) -> Iterator[Anchor]:
        facts = bag.by_kind.get(kind, [])
        if match:
            facts = [fact for fact in facts if match(fact)]
        if pick == "each":
            yield from filter(None, (dated(bag, fact) for fact in facts))
            return
        living = [found for fact in facts if not fact.day("cancelled") and (found := dated(bag, fact))]
        if living:
            yield (min if pick == "first" else max)(living, key=lambda one: (one[1], one[0].id))

    return select


def _dating(selector: Selector) -> Callable[[Bag, Fact], Anchor | None]:
    at, following, next_match = selector.at, selector.next, matcher(selector.next_where)

    def by_own_date(_: Bag, fact: Fact) -> Anchor | None:
        return (fact, fact.on, fact.day("planned")) if fact.on else None

    def by_attribute(_: Bag, fact: Fact) -> Anchor | None:
        day = fact.day(at)
        return (fact, day, fact.on) if day else None

    def by_next(bag: Bag, fact: Fact) -> Anchor | None:
        for other in bag.of(following) if fact.on else ():
            fits = other.on and fact.on and other.on >= fact.on and not other.day("cancelled")
            if fits and (next_match is None or next_match(other)):
                assert fact.on is not None
                assert other.on is not None
                return fact, other.on, max(fact.on, other.day("planned") or fact.on)
        return None

    if following:
        return by_next
    return by_own_date if at == "on" else by_attribute


def alive(fact: Fact, day: date) -> bool:
    """Whether the thing lives on `day`: begun, not past its last day, not cancelled."""
    if fact.on is None or fact.on > day:
        return False
    cancelled = fact.day("cancelled")
    if cancelled is not None and cancelled <= day:
        return False
    ended = fact.day("ended")
    return ended is None or day <= ended


def holds(condition: Condition) -> Holds:
    """Whether the condition held for the anchor on a day."""
    if isinstance(condition, Exists):
        match, kind = matcher(condition.where), condition.fact
        return lambda bag, _, day: any(alive(fact, day) and (not match or match(fact)) for fact in bag.of(kind))
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


def _age_between(bag: Bag, day: date, low: int | None, high: int | None) -> bool:
    people = bag.of("person")
    if not people or people[0].on is None:
        return False
    age = age_on(people[0].on, day)
    return (low is None or age >= low) and (high is None or age < high)


Find = Callable[[Bag, Fact], list[Fact]]


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


def finder(fulfilment: Fulfilment, anchor: Selector) -> Find:
    """The live facts that do a duty hanging on such an anchor, in the order of their dates."""
    match = matcher(fulfilment.where)
    kind, same = fulfilment.fact, fulfilment.same
    how, _, attr = ("wide" if fulfilment.anywhere else relation(kind, anchor.fact)).partition(":")

    def candidates(bag: Bag, fact: Fact) -> list[Fact]:
        if how == "self":
            return bag.children(kind, fact.id)
        if how == "ref":
            return bag.children(kind, str(fact.attrs.get(attr) or ""))
        if how == "sibling":
            return bag.children(kind, fact.parent)
        facts = bag.of(kind)
        return [one for one in facts if one.attrs.get(attr) == fact.id] if how == "own" else facts

    def find(bag: Bag, fact: Fact) -> list[Fact]:
        return [
            one
            for one in candidates(bag, fact)
            if one.on is not None
            and one.id != fact.id
            and one.attrs.get("cancelled") is None
            and (not match or match(one))
            and all(one.attrs.get(key) == fact.attrs.get(key) for key in same)
        ]

    return find
