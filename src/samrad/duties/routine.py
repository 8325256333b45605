"""A routine, read and checked: what `schema` builds, and what `derive` and the screens use.

Everything is frozen. A municipality changes its routine by publishing a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samrad.duties.calendar import Span
from samrad.duties.language import EMPTY, Term, Text
from samrad.duties.rule import Flow, Rule
from samrad.duties.transitions import Aid, Transition


@dataclass(frozen=True)
class HolderRole:
    """A role the routine adds: a seat of a unit kind, else a leader of that kind, else `otherwise`."""

    id: str
    name: Text
    unit_kind: str
    find: str = "seat"
    otherwise: str = "ke"


@dataclass(frozen=True)
class Advice:
    """A `bør` with neither date nor act: shown at `place`, never blocking, never late."""

    id: str
    place: str
    text: Text
    source: tuple[str, ...]


@dataclass(frozen=True)
class AgendaPoint:
    """A standing point; `only` names when it is there (first, interpreter, word_first, plan, if_time).

    `each` is how many minutes every participant has.
    """

    id: str
    title: Text
    minutes: int = 0
    each: int = 0
    only: str = ""
    help: Text = EMPTY


@dataclass(frozen=True)
class Heading:
    """A heading of the minutes; `fill` tells where its contents come from (text or a structured part).

    Under the agenda, `every` asks for something on each point, save those that are only for when there is time.
    """

    id: str
    title: Text
    required: bool = True
    fill: str = "text"
    help: Text = EMPTY
    every: bool = False


@dataclass(frozen=True)
class CheckPoint:
    """A point on a check list, done by an act or ticked by hand."""

    id: str
    title: Text
    act: str = ""
    only: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a guidance text comes from: who published it, when, and when it was last brought up to date."""

    publisher: str = ""
    year: int | None = None
    updated: date | None = None

    @property
    def known_on(self) -> date | None:
        """The day it was last known to be right; None when nothing is said of it."""
        return self.updated or (date(self.year, 12, 31) if self.year else None)


@dataclass(frozen=True)
class Document:
    """A standing text (booklet, consent text, letter, explanation) with its version."""

    id: str
    title: Text
    body: Text
    version: str
    source: tuple[str, ...] = ()
    origin: Origin = Origin()


@dataclass(frozen=True)
class Link:
    """A resource outside: its address is data, so that a dead one is changed without code."""

    id: str
    title: Text
    url: str
    source: tuple[str, ...]
    origin: Origin = Origin()


@dataclass(frozen=True)
class Remark:
    """A supplementary remark on a section of the routine. It changes no duty."""

    id: str
    section: str
    text: Text
    source: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What the municipality's text says where the law goes before it: both stand, the law is followed."""

    id: str
    text: Text
    source: tuple[str, ...] = ()
    law: str = ""
    law_text: Text = EMPTY


@dataclass(frozen=True)
class BoardSeat:
    """A seat of a board, for an area; `leads` tells that whoever leads the board sits there."""

    id: str
    title: Text
    leads: bool = False


@dataclass(frozen=True)
class BoardPlan:
    """A body above the cases: its seats, who leads it, how long a term is, how many seats change each year."""

    id: str
    name: Text
    seats: tuple[BoardSeat, ...]
    leader: str
    deputies: bool
    term: Span
    rotates: int
    about: Text
    source: tuple[str, ...]


@dataclass(frozen=True)
class LegalValue:
    """A value the law sets, dated; a routine may only be stricter."""

    id: str
    values: tuple[tuple[date, int], ...]
    stricter: str
    source: str
    text: Text

    def on(self, day: date) -> int:
        """The value in force on `day` (the first one for earlier days)."""
        value = self.values[0][1]
        for since, one in self.values:
            if since <= day:
                value = one
        return value


@dataclass(frozen=True)
class Setting:
    """A parameter of the municipality: its type, what it is for, and where it comes from."""

    id: str
    type: str
    title: Text
    value: Any
    source: tuple[str, ...]
    choices: tuple[str, ...] = ()
    law: str = ""


@dataclass(frozen=True)
class Routine:
    """A whole routine as it stands after `extends` has been followed."""

    id: str
    title: Text
    terms: Mapping[str, Mapping[str, Term]]
    roles: Mapping[str, Text]
    holders: Mapping[str, HolderRole]
    settings: Mapping[str, Setting]
    legal: Mapping[str, LegalValue]
    rules: Mapping[str, Rule]
    flows: Mapping[str, Flow]
    advice: tuple[Advice, ...]
    agendas: Mapping[str, tuple[AgendaPoint, ...]]
    minutes: Mapping[str, tuple[Heading, ...]]
    checklists: Mapping[str, tuple[CheckPoint, ...]]
    documents: Mapping[str, Document]
    sources: Mapping[str, Text]
    links: tuple[Link, ...] = ()
    remarks: tuple[Remark, ...] = ()
    boards: Mapping[str, BoardPlan] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    aids: Mapping[str, Aid] = field(default_factory=dict)
    transitions: Mapping[str, Transition] = field(default_factory=dict)
    year: int | None = None

    def setting(self, name: str) -> Any:
        """The value of a setting; None when the municipality has left it open."""
        return self.settings[name].value

    def term(self, name: str, lang: str = "nb") -> Term:
        """The municipality's word for `name`."""
        by_lang = self.terms[name]
        return by_lang.get(lang) or by_lang["nb"]

    def agenda(self, meeting_kind: str) -> tuple[AgendaPoint, ...]:
        """The standing agenda of a kind of meeting, else that of an ordinary one."""
        return self.agendas.get(meeting_kind) or self.agendas.get("ordinary", ())

    def headings(self, meeting_kind: str) -> tuple[Heading, ...]:
        """The minutes headings of a kind of meeting, else those of an ordinary one."""
        return self.minutes.get(meeting_kind) or self.minutes.get("ordinary", ())

    def advice_at(self, place: str, lang: str = "nb") -> list[str]:
        """What the routine advises where something is done: a place such as "agenda" or "plan"."""
        return [one.text.said(lang).text for one in self.advice if one.place == place]

    def outdated(self, on: date) -> tuple["Document | Link", ...]:
        """Guidance last brought up to date longer ago than the routine's limit (`guidance_limit`)."""
        limit = self.setting("guidance_limit")
        texts: tuple[Document | Link, ...] = (*self.documents.values(), *self.links) if limit else ()
        return tuple(one for one in texts if one.origin.known_on and one.origin.known_on < limit.before(on))

    def role_name(self, role: str, lang: str = "nb") -> str:
        """The municipality's name for a role, base or added."""
        if role in self.holders:
            return self.holders[role].name.said(lang).text
        return self.roles[role].said(lang).text

    def cite(self, source: str, lang: str = "nb") -> str:
        """A source id in words: the title of the longest source it begins with, and the id."""
        title = self.sources.get(source)
        if title is not None:
            return title.said(lang).text
        stem = source.rsplit("-", 1)[0]
        title = self.sources.get(stem)
        return f"{title.said(lang).text} ({source})" if title else source


@dataclass(frozen=True)
class Version:
    """A routine as published: in force for anchors from `valid_from` until the next version."""

    id: str
    valid_from: date
    routine: Routine
