"""A rule, read and checked: what it is anchored on, what does it, when it is due, and its conditions.

Everything is frozen. `schema` builds rules, and `derive` follows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samrad.duties.calendar import NO_TIME, SAME_DAY, Offset, Span
from samrad.duties.language import Text

Where = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Selector:
    """Facts of a kind, narrowed by attributes; `pick` is each, first or last.

    `at` names the date that counts. `next` makes it the date of the first fact of that kind
    on or after the fact's own date instead ("the first meeting of this coordinator").
    """

    fact: str
    where: Where = field(default_factory=dict)
    pick: str = "each"
    at: str = "on"
    next: str = ""
    next_where: Where = field(default_factory=dict)

    @property
    def dated_by(self) -> str:
        """The kind of the fact whose date counts."""
        return self.next or self.fact


@dataclass(frozen=True)
class Fulfilment:
    """A fact that does a duty; `same` lists attributes in which it must equal the anchor.

    `anywhere`: also a fact on another meeting or seat of the case; `early`: also one from before the duty opened.
    """

    fact: str
    where: Where = field(default_factory=dict)
    same: tuple[str, ...] = ()
    anywhere: bool = False
    early: bool = False


@dataclass(frozen=True)
class Exists:
    """Holds when such a fact is alive on the anchor date."""

    fact: str
    where: Where = field(default_factory=dict)


@dataclass(frozen=True)
class Attribute:
    """Holds when the anchor (`of` = "") or the case's fact of kind `of` has one of the values."""

    name: str
    values: tuple[Any, ...]
    of: str = ""


@dataclass(frozen=True)
class Age:
    """Holds when the person is at least and/or below an age in whole years on the anchor date."""

    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True)
class Not:
    """Holds when none of the conditions does."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when at least one of the conditions does."""

    conditions: tuple["Condition", ...]


Condition = Exists | Attribute | Age | Not | AnyOf


@dataclass(frozen=True)
class Rule:
    """One rule: who shall do what, when, and why.

    `form` is once, every or always. *once*: `due` and `opens` are counted from the anchor; `due` is None
    when the routine sets no date: then the duty is never late. `attached` is the document that goes with it,
    `set_by` the setting that `due` or `span` has its length from.
    *every*: either `span` (rolling) or `per` with `at_least`; `lead` opens it ahead of its date.
    *always*: `holds` must be true; `grace` is how long a gap may last.
    """

    id: str
    form: str
    title: Text
    why: Text
    anchor: Selector
    holder: str
    force: str
    source: tuple[str, ...]
    done: tuple[Fulfilment, ...] = ()
    due: Offset | None = SAME_DAY
    opens: Offset | None = None
    when: tuple[Condition, ...] = ()
    lapses_on: tuple[Fulfilment, ...] = ()
    survives: frozenset[str] = frozenset()
    span: Span | None = None
    lead: Span | None = None
    per: str = ""
    at_least: int = 1
    holds: Selector | None = None
    grace: Span = NO_TIME
    anchor_words: Text | None = None
    phase: str = ""
    by_hand: bool = False
    attached: str = ""
    set_by: str = ""

    @property
    def act(self) -> str:
        """The fact that does this duty, as screens look up the place where it is done."""
        if self.by_hand:
            return "confirmed"
        if self.form == "always" and self.holds is not None:
            return self.holds.fact
        return self.done[0].fact if self.done else "confirmed"


@dataclass(frozen=True)
class Flow:
    """Steps in order; each is the rule of the same id, anchored on the step before."""

    id: str
    title: Text
    steps: tuple[str, ...]
