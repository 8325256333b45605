"""What can be erased of a case, told by the packages that own it, and the erasing itself.

Each package registers its texts (`Erasable`) as it registers grounds: which columns hold words, to which part of a
case they belong, and where copies of the words lie. Erasing empties the columns, the history rows and the copies; the
row stays, so that what hangs on it does. Nothing here asks who may: that is for the operation.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

ERASED = "[slettet]"
SHORT = 12
Words = frozenset[str]


def _nothing_more(row: Any) -> None:
    """Most rows have nothing but their columns."""


@dataclass(frozen=True)
class Erasable:
    """A kind of row with words in it. `part` is the part of the case it belongs to.

    `columns` are emptied to `ERASED` where they hold something; the first of them tells the row from others.
    `also` empties what is no text column (the bytes of a file). `when` narrows the rows that exist to readers.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    part: str
    also: Callable[[Any], None] = _nothing_more
    when: Mapping[str, object] | None = None

    @property
    def name(self) -> str:
        """The kind of row as it is named in logs ("plans.goal")."""
        return self.model._meta.label_lower

    def rows(self, case_id: int) -> models.QuerySet[Any]:
        """The rows of the case that hold something, newest first."""
        holds = models.Q()
        for column in self.columns:
            holds |= ~models.Q(**{f"{column}__in": ("", ERASED)})
        found = self.model._default_manager.filter(holds, case_id=case_id, **(self.when or {}))
        return found.order_by("-pk")


Copies = Callable[[int, Words], None]
Whole = Callable[[int], None]
_erasables: dict[str, Erasable] = {}
_copies: list[Copies] = []
_wholes: list[Whole] = []
FREE_TEXT = 100
NO_TEXT = ("key", "duty_key")


def register_erasable(*found: Erasable) -> None:
    """Tells which rows of a package hold words. Called in `apps.ready`."""
    for one in found:
        _erasables[one.name] = one


def register_copies(empty: Copies) -> None:
    """Tells where copies of a case's words lie: `empty` gets the case and the words that were erased."""
    if empty not in _copies:
        _copies.append(empty)


def register_whole(empty: Whole) -> None:
    """Tells what else goes when all of a case does: `empty` gets the case. Called in `apps.ready`."""
    if empty not in _wholes:
        _wholes.append(empty)


def erasables() -> Mapping[str, Erasable]:
    """Every registered kind of row, by name."""
    return _erasables


def row_of(case_id: int, thing: str, thing_id: int | None) -> tuple[Erasable, Any] | None:
    """The row of the case with this kind ("plans.goal") and key, with its kind; None when the reader has none."""
    kind = _erasables.get(thing)
    row = kind.model._default_manager.filter(pk=thing_id or 0, case_id=case_id).first() if kind else None
    return (kind, row) if kind is not None and row is not None else None


def erase_row(kind: Erasable, row: Any) -> None:
    """Part of an operation: empties the row, its history and every copy of its words."""
    words = _empty(kind, row)
    for empty in _copies:
        empty(row.case_id, words)


def erase_all(case_id: int, names: Words) -> None:
    """Part of an operation: empties every row of the case, its history, every copy of its words, and all beside it.

    `names` are of the people in the case, and go wherever copies of its words do.
    """
    words = names
    for kind in erasables().values():
        for row in kind.model._default_manager.filter(case_id=case_id):
            words |= _empty(kind, row)
    for model in sorted(filter(_is_of_a_case, apps.get_models()), key=lambda one: hasattr(one, "pgh_obj")):
        texts = {one.name: _unless_empty(one.name) for one in model._meta.concrete_fields if _is_free_text(one)}
        if texts:
            model._default_manager.filter(case_id=case_id).update(**texts)
    for empty in _copies:
        empty(case_id, words)
    for empty_beside in _wholes:
        empty_beside(case_id)


def _is_of_a_case(model: type[models.Model]) -> bool:
    return any(one.attname == "case_id" and one.is_relation for one in model._meta.concrete_fields)


def _is_free_text(field: "models.Field[Any, Any]") -> bool:
    """Whether people write in the column: what the program itself writes is short, or a key."""
    if not isinstance(field, models.CharField | models.TextField) or field.name in NO_TEXT:
        return False
    return field.max_length is None or field.max_length >= FREE_TEXT or "phone" in field.name


def _unless_empty(name: str) -> models.Case:
    return models.Case(models.When(**{name: ""}, then=models.Value("")), default=models.Value(ERASED))


def _empty(kind: Erasable, row: Any) -> Words:
    """Empties the row and its history; the words that stood there."""
    history = list(row.events.all()) if hasattr(row, "events") else []
    words = frozenset(
        text for one in (row, *history) for column in kind.columns if (text := getattr(one, column)) and text != ERASED
    )
    for column in kind.columns:
        if getattr(row, column):
            setattr(row, column, ERASED)
    if hasattr(row, "version"):
        row.version += 1
    kind.also(row)
    row.save()
    if history:
        for column in kind.columns:
            row.events.exclude(**{column: ""}).update(**{column: ERASED})
    return words


def scrubbed(value: Any, words: Words) -> Any:
    """`value` (of JSON, at any depth) with every one of the words in it erased; short ones when they stand alone."""
    if isinstance(value, str):
        return _scrub(value, words)
    if isinstance(value, Mapping):
        return {key: scrubbed(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [scrubbed(one, words) for one in value]
    return value


def _scrub(text: str, words: Words) -> str:
    if text in words:
        return ERASED
    for one in sorted(words, key=len, reverse=True):
        if len(one) >= SHORT:
            text = text.replace(one, ERASED)
    return text


def copied_in(model: type[models.Model], column: str) -> Copies:
    """Copies of a case's words that lie in a JSON column of the model's rows."""

    def empty(case_id: int, words: Words) -> None:
        for row in model._default_manager.filter(case_id=case_id):
            kept = getattr(row, column)
            clean = scrubbed(kept, words)
            if clean != kept:
                setattr(row, column, clean)
                row.save()

    return empty


def touches(texts: Iterable[str], words: Words) -> bool:
    """Whether one of the texts is, holds, or is a longer piece of, one of the words."""
    return any(text in words or any(_overlap(text, one) for one in words) for text in texts)


def _overlap(text: str, word: str) -> bool:
    return (len(word) >= SHORT and word in text) or (len(text) >= SHORT and text in word)
