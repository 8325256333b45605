"""Which facts do a duty: how an act hangs on what the duty hangs on, made into functions that look it up."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from samrad.duties.facts import Bag, Fact
from samrad.duties.matching import Wanted, kept, living, wanted
from samrad.duties.rule import Fulfilment, Selector
from samrad.duties.vocabulary import KINDS

NONE: list[Fact] = []
Find = Callable[[Fact], list[Fact]]
Ask = Callable[[Fact], Any]
_own_id: Ask = attrgetter("id")
_parent: Ask = attrgetter("parent")


def nothing(anchor: Fact) -> list[Fact]:
    """Finds nothing, whatever the duty hangs on."""
    return NONE


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


def finder(fulfilment: Fulfilment, anchor: Selector) -> Callable[[Bag], Find]:
    """Finds, in a bag, the live facts that do a duty hanging on such an anchor, in the order of their dates."""
    how, _, attr = ("wide" if fulfilment.anywhere else relation(fulfilment.fact, anchor.fact)).partition(":")
    among_its_own = fulfilment.fact == anchor.fact
    return _finder(fulfilment.fact, wanted(fulfilment.where), fulfilment.same, how, attr, among_its_own)


@cache
def _finder(
    kind: str, where: Wanted, same: tuple[str, ...], how: str, attr: str, among_its_own: bool
) -> Callable[[Bag], Find]:
    facts, told, asked = living(kind, where), _told(how, attr, same), _asked(how, attr, same)

    def find(bag: Bag) -> Find:
        live = facts(bag)
        if not live:
            return nothing
        look = _looking(_table(live, told), asked) if told and asked else lambda anchor: live
        return (lambda anchor: [one for one in look(anchor) if one.id != anchor.id]) if among_its_own else look

    return kept(find)


def _table(facts: list[Fact], told: Ask) -> dict[Any, list[Fact]]:
    table: dict[Any, list[Fact]] = {}
    for one in facts:
        key = told(one)
        if key in table:
            table[key].append(one)
        else:
            table[key] = [one]
    return table


def _looking(table: dict[Any, list[Fact]], asked: Ask) -> Find:
    if asked is _own_id:
        return lambda anchor: table.get(anchor.id, NONE)
    return lambda anchor: table.get(asked(anchor), NONE)


def _asked(how: str, attr: str, same: tuple[str, ...]) -> Ask | None:
    """What an anchor looks up by; None when it asks for all."""
    base: Ask | None = None
    if how in ("self", "own"):
        base = _own_id
    elif how == "ref":
        base = _text_of(attr)
    elif how == "sibling":
        base = _parent
    return _with(base, same)


def _told(how: str, attr: str, same: tuple[str, ...]) -> Ask | None:
    """What an act is looked up by; None when all are asked for."""
    base: Ask | None = None
    if how == "own":
        base = _value_of(attr)
    elif how in ("self", "ref", "sibling"):
        base = _parent
    return _with(base, same)


def _with(base: Ask | None, same: tuple[str, ...]) -> Ask | None:
    """What the base tells, and the attributes that must be the same."""
    if not same:
        return base
    if base is None and len(same) == 1:
        return _value_of(same[0])
    return lambda fact: (base(fact) if base else None, *(fact.attrs.get(key) for key in same))


def _value_of(attr: str) -> Ask:
    return lambda fact: fact.attrs.get(attr)


def _text_of(attr: str) -> Ask:
    return lambda fact: str(fact.attrs.get(attr) or "")
