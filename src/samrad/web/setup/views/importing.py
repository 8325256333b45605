"""Taking in a list: a file is read, shown whole with its faults, and imported when it has none. Never half a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.exchange.lists import BadSheet, SheetProblem, opened
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import project, projections_later
from samrad.web.layout.acting import press
from samrad.web.setup.forms import ListFileForm

SHOWN = 300
AT_ONCE = 100


@dataclass(frozen=True)
class Listed:
    """One line of the list; `known` tells that the same is registered before, and is not added again."""

    row: Any
    known: bool


@dataclass(frozen=True)
class Line:
    """A line of a file with faults: what stands in it, and what is wrong."""

    number: int
    cells: list[str]
    problems: list[SheetProblem]


@dataclass(frozen=True)
class Taking:
    """What is taken in: its words and addresses, how a file is read, what is known before, and how a line is added.

    `read` raises `BadSheet`; `add` may raise `Invalid`, and then nothing is added. A list longer than `AT_ONCE`
    is taken in by a job (`later`, which may raise `Invalid`), and one is led to its `progress`.
    """

    heading: str
    one: str
    many: str
    columns: tuple[str, ...]
    ask: str
    preview: str
    here: str
    back: str
    read: Callable[[str | bytes], list[Any]]
    known: Callable[[list[Any]], list[bool]]
    add: Callable[[Any], object]
    later: Callable[[list[Any]], object] | None = None
    progress: str = ""

    def words(self, number: int) -> str:
        """So and so many."""
        return f"{number} {self.one if number == 1 else self.many}"


def take_in(request: Any, taking: Taking) -> HttpResponse:
    """Uploading, then a preview of every line, then «Importer» when nothing is wrong."""
    if request.method != "POST":
        return _ask(request, taking, ListFileForm())
    if "text" in request.POST:
        return _checked(request, taking, request.POST["text"], go=True)
    form = ListFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, taking, form, status=422)
    return _checked(request, taking, form.cleaned_data["file"].read(), go=False)


def _ask(request: Any, taking: Taking, form: ListFileForm, status: int = 200, **found: Any) -> HttpResponse:
    context = {
        "heading": taking.heading, "form": form, "columns": taking.columns, "back": reverse(taking.back), **found,
    }  # fmt: skip
    return render(request, taking.ask, context, status=status)


def _checked(request: Any, taking: Taking, content: str | bytes, *, go: bool) -> HttpResponse:
    try:
        text, _ = opened(content)
        rows = taking.read(text)
        listed = [Listed(row, known) for row, known in zip(rows, taking.known(rows), strict=True)]
        new = [one.row for one in listed if not one.known]
        if go:
            return _import(request, taking, new)
    except BadSheet as error:
        lines = _lines(content, error.problems)
        return _ask(request, taking, ListFileForm(), status=422, problems=error.problems, lines=lines)
    context = {
        "heading": "Se over listen", "text": text, "listed": listed[:SHOWN], "rest": len(listed) - SHOWN,
        "new": len(new), "new_words": taking.words(len(new)), "known": len(listed) - len(new),
        "here": reverse(taking.here), "back": reverse(taking.back),
    }  # fmt: skip
    return render(request, taking.preview, context)


def _import(request: Any, taking: Taking, rows: list[Any]) -> HttpResponse:
    if taking.later is not None and len(rows) > AT_ONCE:
        later = taking.later
        return press(request, lambda: later(rows), to=reverse(taking.progress), done="Listen blir tatt inn nå.")
    carry_out(taking, rows)
    messages.success(request, f"{taking.words(len(rows))} er lagt til.")
    return redirect(reverse(taking.back))


def carry_out(taking: Taking, rows: list[Any]) -> None:
    """Adds every line, or none: raises `BadSheet` with the line that was refused.

    Duties are derived for all of them at the end.
    """
    with transaction.atomic():
        with projections_later() as touched:
            for row in rows:
                try:
                    taking.add(row)
                except Invalid as error:
                    raise BadSheet([SheetProblem(row.line, "", error.sentence)]) from error
        project(frozenset(touched))


def _lines(content: str | bytes, problems: list[SheetProblem]) -> list[Line]:
    """The lines of the file with their faults beside them; none when the file cannot be read as lines."""
    try:
        _, lines = opened(content)
    except BadSheet:
        return []
    wrong: dict[int, list[SheetProblem]] = {}
    for one in problems:
        wrong.setdefault(one.line, []).append(one)
    found = [Line(number, cells, wrong.get(number, [])) for number, cells in lines]
    return found if len(found) <= SHOWN else [one for one in found if one.problems][:SHOWN]
