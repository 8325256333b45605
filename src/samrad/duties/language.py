"""Words in several languages: texts with fallback, terms with their inflections, and dates in words.

Every text is a table of languages in which `nb` is required. A text that falls back to bokmål
carries the language it really is in, so that a screen can mark it with `lang`. Where the engine
itself speaks (the date clause of an explanation) it speaks nb, nn and en.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from samrad.duties.calendar import Offset, Span


class Said(NamedTuple):
    """A text and the language it is written in."""

    text: str
    lang: str


@dataclass(frozen=True)
class Text:
    """One text in the languages it exists in; `nb` always."""

    by_lang: Mapping[str, str]

    def said(self, lang: str = "nb") -> Said:
        """The text in `lang`, else in bokmål, with the language it came in."""
        if lang in self.by_lang:
            return Said(self.by_lang[lang], lang)
        return Said(self.by_lang["nb"], "nb")

    def __str__(self) -> str:
        return self.by_lang["nb"]


EMPTY = Text({"nb": ""})


@dataclass(frozen=True)
class Term:
    """A noun of the municipality's own: gender (m, f, n) and its forms.

    `join` is the form that begins a compound: "ansvarsgruppe" + "møte".
    """

    gender: str
    sg: str
    sg_def: str
    pl: str
    pl_def: str
    join: str

    @property
    def article(self) -> str:
        """The indefinite article that goes with the noun."""
        return {"m": "en", "f": "ei", "n": "et"}[self.gender]


_MONTHS_NB = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = {"nb": _MONTHS_NB, "nn": _MONTHS_NB, "en": _MONTHS_EN}
WEEKDAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
UNIT_WORDS = {
    "nb": {"day": ("dag", "dager"), "week": ("uke", "uker"), "month": ("måned", "måneder"), "year": ("år", "år")},
    "nn": {"day": ("dag", "dagar"), "week": ("veke", "veker"), "month": ("månad", "månader"), "year": ("år", "år")},
    "en": {"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"), "year": ("year", "years")},
}
PHRASES = {
    "nb": {
        "before": "senest {span} før {anchor}",
        "day_before": "senest dagen før {anchor}",
        "after": "senest {span} etter {anchor}",
        "same_day": "senest samme dag som {anchor}",
        "that_is": "{clause}, altså {due}",
        "rolling": "minst {every}, regnet fra {anchor}, altså senest {due}",
        "rolling_year": "minst én gang i året, regnet fra {anchor}, altså senest {due}",
        "calendar_year": "minst {count} i kalenderåret {year}, altså senest {due}",
        "school_year": "minst {count} i skoleåret {year}, altså senest {due}",
        "no_date": "etter {anchor}. Rutinen setter ingen frist",
        "gap": "til enhver tid, og det mangler fra {due}",
        "short": " Det ble bestemt med kort varsel, derfor er fristen {due}.",
        "postponed": " Fristen er utsatt til {due}.",
        "source": "Kilde: {source}.",
        "once": "én gang",
        "times": "{n} ganger",
    },
    "nn": {
        "before": "seinast {span} før {anchor}",
        "day_before": "seinast dagen før {anchor}",
        "after": "seinast {span} etter {anchor}",
        "same_day": "seinast same dag som {anchor}",
        "that_is": "{clause}, altså {due}",
        "rolling": "minst {every}, rekna frå {anchor}, altså seinast {due}",
        "rolling_year": "minst éin gong i året, rekna frå {anchor}, altså seinast {due}",
        "calendar_year": "minst {count} i kalenderåret {year}, altså seinast {due}",
        "school_year": "minst {count} i skuleåret {year}, altså seinast {due}",
        "no_date": "etter {anchor}. Rutinen set ingen frist",
        "gap": "til kvar tid, og det manglar frå {due}",
        "short": " Det vart bestemt med kort varsel, difor er fristen {due}.",
        "postponed": " Fristen er utsett til {due}.",
        "source": "Kjelde: {source}.",
        "once": "éin gong",
        "times": "{n} gonger",
    },
    "en": {
        "before": "no later than {span} before {anchor}",
        "day_before": "no later than the day before {anchor}",
        "after": "no later than {span} after {anchor}",
        "same_day": "on the same day as {anchor} at the latest",
        "that_is": "{clause}, that is {due}",
        "rolling": "at least {every}, counted from {anchor}, that is by {due}",
        "rolling_year": "at least once a year, counted from {anchor}, that is by {due}",
        "calendar_year": "at least {count} in {year}, that is by {due}",
        "school_year": "at least {count} in the school year {year}, that is by {due}",
        "no_date": "after {anchor}. The routine sets no date",
        "gap": "at all times, and it has been missing from {due}",
        "short": " It was decided at short notice, so the date is {due}.",
        "postponed": " The date is put off to {due}.",
        "source": "Source: {source}.",
        "once": "once",
        "times": "{n} times",
    },
}


def spoken(lang: str) -> str:
    """The language the engine itself speaks when asked for `lang`."""
    return lang if lang in PHRASES else "nb"


def say_date(day: date, lang: str = "nb", *, near: date | None = None, weekday: bool = False) -> str:
    """A date in words ("5. mars"); the year is left out when it is the year of `near`."""
    lang = spoken(lang)
    month = MONTHS[lang][day.month - 1]
    words = f"{day.day} {month}" if lang == "en" else f"{day.day}. {month}"
    if near is None or near.year != day.year:
        words += f" {day.year}"
    if weekday:
        words = f"{WEEKDAYS[lang][day.weekday()]} {words}"
    return words


def say_span(span: Span, lang: str = "nb") -> str:
    """A span in words: "1 uke", "14 dager"."""
    one, many = UNIT_WORDS[spoken(lang)][span.unit]
    return f"{span.count} {one if span.count == 1 else many}"


def say_every(span: Span, lang: str = "nb") -> str:
    """How often, in words: "hver uke", "hver 6. måned", "hvert 2. år"."""
    lang = spoken(lang)
    if lang == "en":
        return f"every {UNIT_WORDS[lang][span.unit][0]}" if span.count == 1 else f"every {say_span(span, lang)}"
    each = {"nb": "hver", "nn": "kvar"}[lang] + ("t" if span.unit == "year" else "")
    return " ".join(filter(None, (each, f"{span.count}." if span.count > 1 else "", UNIT_WORDS[lang][span.unit][0])))


def say_offset(offset: Offset, anchor: str, lang: str = "nb") -> str:
    """An offset in words: "senest 1 uke før møtet 12. mars"."""
    phrases = PHRASES[spoken(lang)]
    if offset.span.count == 0:
        return phrases["same_day"].format(anchor=anchor)
    if offset.before and offset.span == Span(1, "day"):
        return phrases["day_before"].format(anchor=anchor)
    key = "before" if offset.before else "after"
    return phrases[key].format(span=say_span(offset.span, lang), anchor=anchor if offset.before else event(anchor))


HAPPENED = re.compile(r"(?<! som) (ble|vart|svarte|svara|kom) ")


def event(anchor: str) -> str:
    """The anchor as it stands after "etter": "møtet 12. mars", but "at gruppa ble opprettet 1. mars"."""
    return f"at {anchor}" if HAPPENED.search(f"{anchor} ") else anchor


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]
