"""A rule made ready: its anchors, conditions, dates and acts as functions, made once for every case."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from samrad.duties.calendar import NO_DATE, Offset
from samrad.duties.doing import Find, finder, nothing, relation
from samrad.duties.facts import Bag, Fact
from samrad.duties.matching import Holds, all_of, always, anchors, holds
from samrad.duties.rule import Fulfilment, Rule

Window = tuple[date | None, date, date]


class Reign(NamedTuple):
    """A rule in the version in force for anchors from `start` to before `stop`."""

    start: date
    stop: date
    version: str
    rule: "Ready"


class Ready:
    """A rule with its selectors, conditions and offsets turned into functions."""

    __slots__ = ("act", "ahead", "born", "dated_by", "doers", "early", "force", "from_anchor", "holder", "holds",
                 "holds_wide", "id", "lapsing", "rule", "select", "tests", "window")  # fmt: skip

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id, self.act, self.holder, self.force = rule.id, rule.act, rule.holder, rule.force
        self.dated_by = rule.anchor.dated_by
        self.born = rule.anchor.fact == "person"
        self.select = anchors(rule.anchor)
        self.tests = [holds(one) for one in rule.when]
        self.doers = [finder(one, rule.anchor) for one in rule.done]
        self.lapsing = [finder(one, rule.anchor) for one in rule.lapses_on]
        self.holds = finder(Fulfilment(rule.holds.fact, rule.holds.where), rule.anchor) if rule.holds else None
        self.holds_wide = rule.holds is not None and relation(rule.holds.fact, rule.anchor.fact) == "wide"
        self.window = window(rule.opens, rule.due)
        self.ahead = rule.due is not None and rule.due.before
        self.early = bool(rule.done) and all(one.early for one in rule.done)
        wide = all(relation(one.fact, rule.anchor.fact) == "wide" for one in rule.done)
        self.from_anchor = rule.anchor.pick == "each" and not self.ahead and wide

    def applies_in(self, bag: Bag) -> Holds:
        """Whether, in the bag, every condition held for an anchor on a day."""
        return all_of([bind(bag) for bind in self.tests]) if self.tests else always

    def done_by(self, bag: Bag) -> Find:
        """Finds the live facts that could do this duty, in the order of their dates."""
        if len(self.doers) == 1:
            return self.doers[0](bag)
        found = [find for one in self.doers if (find := one(bag)) is not nothing]
        if len(found) < 2:
            return found[0] if found else nothing
        return lambda anchor: sorted((fact for find in found for fact in find(anchor)), key=_in_order)


def _in_order(fact: Fact) -> tuple[date, str]:
    return (fact.on or date.min, fact.id)


@cache
def window(opens: Offset | None, due: Offset | None) -> Callable[[date], Window]:
    """From the day that counts to the opening the rule sets, if any, the day it is due, and the day it opens."""

    def count(day: date) -> Window:
        hard = opens.from_(day) if opens is not None else None
        end = due.from_(day) if due is not None else NO_DATE
        return hard, end, hard or (end if due is not None and due.before else day)

    return cache(count)
