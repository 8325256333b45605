"""Which facts a rule is about: its anchors and its conditions, made into functions.

What is found in a bag is kept there, so that rules which ask for the same facts share the answer: each function
below that is made twice of the same parts is the same function.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from samrad.duties.calendar import ONE_DAY, birthday
from samrad.duties.facts import Bag, Fact
from samrad.duties.rule import Age, Attribute, Condition, Exists, Not, Selector, Where

Wanted = tuple[tuple[str, tuple[Any, ...]], ...]
Found = TypeVar("Found")


def wanted(where: Where) -> Wanted:
    """Attributes and their values, as a key."""
    return tuple(sorted(where.items()))


def kept(find: Callable[[Bag], Found]) -> Callable[[Bag], Found]:
    """`find`, asked once of each bag."""

    def asked(bag: Bag) -> Found:
        try:
            found: Found = bag.kept[asked]
        except KeyError:
            found = bag.kept[asked] = find(bag)
        return found

    return asked


@cache
def narrowed(kind: str, where: Wanted) -> Callable[[Bag], list[Fact]]:
    """The facts of the kind that have the attributes, in the order of their dates."""
    if not where:
        return lambda bag: bag.of(kind)
    wider, (key, values) = narrowed(kind, where[:-1]), where[-1]
    return kept(lambda bag: [fact for fact in wider(bag) if fact.attrs.get(key) in values])


@cache
def living(kind: str, where: Wanted) -> Callable[[Bag], list[Fact]]:
    """The dated facts of the kind that have the attributes and are not cancelled, in the order of their dates."""
    facts = narrowed(kind, where)
    return kept(lambda bag: [one for one in facts(bag) if one.on is not None and not one.attrs.get("cancelled")])


# ── anchors ──────────────────────────────────────────────────────────────────


# What duties hang on, the day that counts, the day it became known, and the day it ended.
Anchor = tuple[Fact, date, date | None, date | None]
Anchors = Callable[[Bag], list[Anchor]]
Dating = Callable[[Bag, list[Fact]], list[Anchor]]


def anchors(selector: Selector) -> Anchors:
    """Finds the anchors of a rule, in the order of the facts."""
    where, next_where = wanted(selector.where), wanted(selector.next_where)
    return _anchors(selector.fact, where, selector.pick, selector.at, selector.next, next_where)


@cache
def _anchors(kind: str, where: Wanted, pick: str, at: str, following: str, next_where: Wanted) -> Anchors:
    facts = narrowed(kind, where)
    dated = _by_next(following, next_where) if following else _by_own_date if at == "on" else _by_attribute(at)

    def find(bag: Bag) -> list[Anchor]:
        if pick == "each":
            return dated(bag, facts(bag))
        found = dated(bag, [fact for fact in facts(bag) if not fact.attrs.get("cancelled")])
        return [(min if pick == "first" else max)(found, key=_by_day)] if found else []

    return kept(find)


def _by_day(anchor: Anchor) -> tuple[date, str]:
    return (anchor[1], anchor[0].id)


def _by_own_date(bag: Bag, facts: list[Fact]) -> list[Anchor]:
    return [(fact, fact.on, fact.day("planned"), bag.end_of(fact)) for fact in facts if fact.on]


def _by_attribute(at: str) -> Dating:
    own = at != "ended"
    return lambda bag, facts: [
        (fact, day, fact.on, bag.end_of(fact, own=own)) for fact in facts if (day := fact.day(at))
    ]


def _by_next(kind: str, where: Wanted) -> Dating:
    """Dates facts by the first of those of a kind that follow on or after their own date."""
    following = living(kind, where)

    def dated(bag: Bag, facts: list[Fact]) -> list[Anchor]:
        ahead, found = following(bag), list[Anchor]()
        days = [one.on or date.min for one in ahead]
        for fact in facts:
            if fact.on is not None and (at := bisect_left(days, fact.on)) < len(days):
                known = ahead[at].day("planned") or fact.on
                found.append((fact, days[at], known if known > fact.on else fact.on, bag.end_of(fact)))
        return found

    return dated


# ── conditions ───────────────────────────────────────────────────────────────

Holds = Callable[[Fact, date], bool]


def always(anchor: Fact, day: date) -> bool:
    """Holds for every anchor on every day."""
    return True


def never(anchor: Fact, day: date) -> bool:
    """Holds for no anchor on any day."""
    return False


def holds(condition: Condition) -> Callable[[Bag], Holds]:
    """Whether the condition held, in a bag, for the anchor on a day. What no day can change is settled at once."""
    if isinstance(condition, Exists):
        return _exists(condition.fact, wanted(condition.where))
    if isinstance(condition, Attribute):
        name, values, of = condition.name, condition.values, condition.of
        if of:
            return lambda bag: always if any(fact.attrs.get(name) in values for fact in bag.of(of)) else never
        return _constantly(lambda anchor, day: anchor.attrs.get(name) in values)
    if isinstance(condition, Age):
        return _of_age(condition)
    inner = [holds(one) for one in condition.conditions]
    if isinstance(condition, Not):
        return lambda bag: _negated(_any_of([bind(bag) for bind in inner]))
    return lambda bag: _any_of([bind(bag) for bind in inner])


def _constantly(test: Holds) -> Callable[[Bag], Holds]:
    return lambda bag: test


def all_of(tests: list[Holds]) -> Holds:
    """Whether every test holds."""
    left = [test for test in tests if test is not always]
    if never in left:
        return never
    if len(left) < 2:
        return left[0] if left else always
    return lambda anchor, day: all(test(anchor, day) for test in left)


def _any_of(tests: list[Holds]) -> Holds:
    left = [test for test in tests if test is not never]
    if always in left:
        return always
    if len(left) < 2:
        return left[0] if left else never
    return lambda anchor, day: any(test(anchor, day) for test in left)


def _negated(test: Holds) -> Holds:
    if test is always:
        return never
    return always if test is never else lambda anchor, day: not test(anchor, day)


Life = tuple[date, date]  # the first and the last day


@cache
def _exists(kind: str, where: Wanted) -> Callable[[Bag], Holds]:
    """Whether something of the kind lives on a day: begun, not past its last day, not cancelled."""
    facts = narrowed(kind, where)

    def bind(bag: Bag) -> Holds:
        lives = _joined(facts(bag))
        if not lives:
            return never
        if len(lives) == 1:
            ((first, last),) = lives
            return lambda _, day: first <= day <= last
        return lambda _, day: any(start <= day <= stop for start, stop in lives)

    return kept(bind)


def _joined(facts: Iterable[Fact]) -> list[Life]:
    """The stretches of days on which at least one of the facts, given in order, lives."""
    found: list[Life] = []
    for fact in facts:
        if fact.on is None:
            continue
        last = _last_day(fact)
        if found and fact.on <= found[-1][1]:
            if last > found[-1][1]:
                found[-1] = (found[-1][0], last)
        elif last >= fact.on:
            found.append((fact.on, last))
    return found


def _last_day(fact: Fact) -> date:
    last, cancelled = fact.day("ended") or date.max, fact.day("cancelled")
    return last if cancelled is None or cancelled > last else cancelled - ONE_DAY


def _of_age(condition: Age) -> Callable[[Bag], Holds]:
    low, high = condition.at_least, condition.below

    def bind(bag: Bag) -> Holds:
        people = bag.of("person")
        if not people or people[0].on is None:
            return never
        born = people[0].on
        since = date.min if low is None else birthday(born, low)
        before = None if high is None else birthday(born, high)
        return lambda _, day: since <= day and (before is None or day < before)

    return bind
