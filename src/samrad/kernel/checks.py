"""Checks that operations share. Each raises `Invalid` with a sentence to show beside the field."""

from datetime import date

from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid

MAX_TEXT = 20_000


def happened(on: date, *, field: str = "on", not_before: date | None = None, before_words: str = "") -> date:
    """`on` is a day on which something can have happened: not ahead, and not before `not_before`."""
    if on > today():
        raise Invalid("Dagen kan ikke være fram i tid.", field)
    if not_before is not None and on < not_before:
        raise Invalid(before_words or "Dagen kan ikke være før dette begynte.", field)
    if on.year < 1900:
        raise Invalid("Sjekk årstallet.", field)
    return on


def ordered(first: date, last: date | None, *, field: str = "until") -> None:
    """The last day of a period is not before its first."""
    if last is not None and last < first:
        raise Invalid("Siste dag kan ikke være før første dag.", field)


def filled(text: str, *, field: str, sentence: str) -> str:
    """`text` without surrounding space, which must hold something and fit."""
    text = text.strip()
    if not text:
        raise Invalid(sentence, field)
    if len(text) > MAX_TEXT:
        raise Invalid(f"Teksten er for lang. Den kan være {MAX_TEXT} tegn.", field)
    return text
