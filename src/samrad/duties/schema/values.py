"""The small things a routine is written with: words, texts, spans of time, deadlines and facts."""

import re
from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.calendar import UNITS, Offset, Span
from samrad.duties.language import EMPTY, Term, Text, capital
from samrad.duties.problems import Problem, nearest
from samrad.duties.routine import LegalValue, Setting
from samrad.duties.rule import Selector
from samrad.duties.schema.files import the_law

TERM_FORMS = ("sg", "sg_def", "pl", "pl_def", "join", "article")
TERM_IN_TEXT = re.compile(r"\{(\w+)\.(\w+)\}")
UNIT_NAMES = {
    "day": "day", "days": "day", "dag": "day", "dager": "day",
    "week": "week", "weeks": "week", "uke": "week", "uker": "week",
    "month": "month", "months": "month", "måned": "month", "måneder": "month",
    "year": "year", "years": "year", "år": "year",
}  # fmt: skip


class Values:
    """One merged document being read, and the problems found in it so far."""

    def __init__(self, document: dict[str, Any], text: str) -> None:
        self.document = document
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.settings: dict[str, Setting] = {}
        self.legal: dict[str, LegalValue] = {}
        self.terms: dict[str, dict[str, Term]] = {}
        self.holder_names: tuple[str, ...] = words.ROLES

    def _with_the_base(self, table: str) -> dict[str, Any]:
        """A table with what pages rely on and a routine published before it was thought of lacks."""
        own: dict[str, Any] = self.document.get(table, {})
        return {**the_law()[table], **own} if "extends" in self.document else own

    def bad(self, place: str, message: str, allowed: tuple[str, ...] = (), suggestion: str = "") -> None:
        """Notes a fault at a key, with what is allowed and the nearest right spelling."""
        self.problems.append(Problem(place, message, allowed, suggestion, self._line(place)))

    def _line(self, place: str) -> int:
        """The line of the key in the municipality's own file; 0 when the fault is inherited."""
        *entry, key = re.split(r"[ .]", place)
        start = 0
        if len(entry) >= 2:
            for number, line in enumerate(self.lines):
                if re.match(rf'\s*id\s*=\s*"{re.escape(entry[1])}"', line) or re.match(
                    rf"\s*\[{re.escape('.'.join(entry))}\]", line
                ):
                    start = number
                    break
            else:
                return 0
        for number in range(start, len(self.lines)):
            if re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', self.lines[number]):
                return number + 1
        return start + 1 if start else 0

    def one_of(self, place: str, value: Any, allowed: tuple[str, ...], default: str = "") -> str:
        """One of the allowed words; else a fault, and the default (or the first) in its place."""
        if value is None:
            return default
        if value not in allowed:
            few = allowed if len(allowed) <= 20 else ()
            self.bad(place, f"«{value}» er ikke lov her.", few, nearest(str(value), allowed))
            return default or allowed[0]
        return str(value)

    def keys(self, place: str, table: Any, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> bool:
        """Whether the table has no required key missing; unknown keys are faults too."""
        if not isinstance(table, dict):
            self.bad(place, "Her skal det stå en tabell med navn og verdier.")
            return False
        for key in table:
            if key not in allowed:
                self.bad(f"{place}.{key}", "Ukjent nøkkel.", allowed, nearest(key, allowed))
        missing = [key for key in required if key not in table]
        for key in missing:
            self.bad(place, f"«{key}» mangler.")
        return not missing

    def text(self, place: str, value: Any, default: Text = EMPTY) -> Text:
        """A text in one or more languages."""
        if value is None:
            return default
        if isinstance(value, str):
            return Text({"nb": self._in_own_words(place, value, "nb")})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.bad(place, "Her skal det stå en tekst, eller en tekst for hvert språk.")
            return default
        for lang in value:
            if lang not in words.LANGUAGES:
                self.bad(f"{place}.{lang}", "Ukjent språk.", words.LANGUAGES, nearest(lang, words.LANGUAGES))
        if "nb" not in value:
            self.bad(place, "Teksten mangler på bokmål (nb).")
            return default
        return Text({key: self._in_own_words(place, one, key) for key, one in value.items()})

    def _in_own_words(self, place: str, text: str, lang: str) -> str:
        """The text with {team.sg_def} and the like as the municipality says it; {Team.sg_def} with a capital."""

        def word(found: re.Match[str]) -> str:
            name, form = found.group(1), found.group(2)
            by_lang = self.terms.get(name.lower())
            if by_lang is None or form not in TERM_FORMS:
                known = tuple(self.terms) if by_lang is None else TERM_FORMS
                self.bad(place, f"Ukjent ord i teksten: {found.group(0)}.", TERM_FORMS if by_lang else (),
                         nearest(form if by_lang else name.lower(), known))  # fmt: skip
                return found.group(0)
            said: str = getattr(by_lang.get(lang) or by_lang["nb"], form)
            return capital(said) if name[0].isupper() else said

        return TERM_IN_TEXT.sub(word, text) if "." in text else text

    def sources(self, place: str, value: Any) -> tuple[str, ...]:
        """The ids of where something stands in the routine or the law; at least one."""
        found = (value,) if isinstance(value, str) else tuple(value or ())
        if not found or not all(isinstance(one, str) and one for one in found):
            self.bad(place, "Regelen mangler kilde: hvor i rutinen eller loven står dette?")
        return found

    def span(self, place: str, value: Any) -> Span:
        """A span of time, written out or as the name of a setting."""
        if isinstance(value, str):
            if value in self.settings and self.settings[value].type == "span":
                return self.settings[value].value or Span(0, "day")
            found = re.fullmatch(r"(\d+) (\w+)", value.strip())
            if found and found.group(2) in UNIT_NAMES:
                return Span(int(found.group(1)), UNIT_NAMES[found.group(2)])
        names = tuple(name for name, one in self.settings.items() if one.type == "span")
        self.bad(
            place,
            f"«{value}» er ikke et tidsrom. Skriv et tall og {', '.join(UNITS)}, eller navnet på en innstilling.",
            suggestion=nearest(str(value), names),
        )
        return Span(0, "day")

    def offset(self, place: str, value: Any) -> Offset:
        """A deadline counted from an anchor: «1 week before», «14 days after», «same day»."""
        text = str(value or "").strip()
        if text == "same day":
            return Offset(Span(0, "day"))
        head, _, side = text.rpartition(" ")
        if side not in ("before", "after"):
            self.bad(
                place,
                f"«{value}» er ikke en frist. Skriv for eksempel «1 week before», «14 days after» eller «same day».",
            )
            return Offset(Span(0, "day"))
        return Offset(self.span(place, head), before=side == "before")

    def set_by(self, value: Any) -> str:
        """The setting that a deadline or a span of time is given by, or ""."""
        text = str(value or "")
        head, _, side = text.rpartition(" ")
        name = head if side in ("before", "after") else text
        return name if name in self.settings else ""

    def unset(self, value: Any) -> bool:
        """Whether a deadline names a setting that the municipality has left open."""
        head = str(value or "").rpartition(" ")[0] or str(value or "")
        return head in self.settings and self.settings[head].value is None

    def kind(self, place: str, name: Any) -> str:
        """A kind of fact."""
        if name not in words.KINDS:
            self.bad(place, f"Ukjent slag faktum: «{name}».", suggestion=nearest(str(name), words.KINDS))
            return "case"
        return str(name)

    def selector(self, place: str, value: Any) -> Selector:
        """Which facts, and which of their dates."""
        table = {"fact": value} if isinstance(value, str) else value
        if not self.keys(place, table, ("fact", "where", "pick", "at", "next", "next_where"), ("fact",)):
            return Selector("case")
        kind = self.kind(f"{place}.fact", table["fact"])
        at = str(table.get("at", "on"))
        if at != "on" and words.KINDS[kind].attrs.get(at) is not words.Type.DATE:
            dates = tuple(key for key, one in words.KINDS[kind].attrs.items() if one is words.Type.DATE)
            self.bad(f"{place}.at", f"«{kind}» har ingen dato som heter «{at}».", ("on", *dates), nearest(at, dates))
        return Selector(
            kind,
            self.where(f"{place}.where", kind, table.get("where", {})),
            self.one_of(f"{place}.pick", table.get("pick"), ("each", "first", "last"), "each"),
            at,
            next_kind := self.kind(f"{place}.next", table["next"]) if "next" in table else "",
            self.where(f"{place}.next_where", next_kind, table["next_where"]) if "next_where" in table else {},
        )

    def where(self, place: str, kind: str, table: Any) -> dict[str, tuple[Any, ...]]:
        """Attributes of a kind of fact, each with the values that will do."""
        if not isinstance(table, dict):
            self.bad(place, 'Her skal det stå en tabell, som { meeting_kind = "review" }.')
            return {}
        declared = words.KINDS[kind].attrs
        found = {}
        for key, value in table.items():
            if key not in declared:
                self.bad(f"{place}.{key}", f"«{kind}» har ikke egenskapen «{key}».", tuple(declared),
                         nearest(key, declared))  # fmt: skip
                continue
            values = tuple(value) if isinstance(value, list) else (value,)
            choices = words.CHOICES.get((kind, key))
            for one in values if choices else ():
                self.one_of(f"{place}.{key}", one, choices or ())
            found[key] = values
        return found


def listed(value: Any) -> list[Any]:
    """The value as a list: nothing is empty, one thing is a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
