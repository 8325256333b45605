"""Taking in a list of staff: a file is read, shown whole with its faults, and imported when it has none."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.accounts.operations.staff import employ
from samrad.accounts.queries import known_employments
from samrad.agencies.queries import open_units
from samrad.exchange.staff import COLUMNS, BadSheet, SheetProblem, StaffRow, opened, read_staff
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.web.layout.gate import system_owner
from samrad.web.setup.forms import StaffFileForm

SHOWN = 300


@dataclass(frozen=True)
class Listed:
    """One employee of the list; `known` tells that the same is registered before, and is not added again."""

    row: StaffRow
    known: bool


@dataclass(frozen=True)
class Line:
    """A line of a file with faults: what stands in it, and what is wrong."""

    number: int
    cells: list[str]
    problems: list[SheetProblem]


@system_owner
def import_staff(request: Any) -> HttpResponse:
    """Uploading, then a preview of every line, then «Importer» when nothing is wrong. Never half a list."""
    if request.method != "POST":
        return _ask(request, StaffFileForm())
    if "text" in request.POST:
        return _checked(request, request.POST["text"], go=True)
    form = StaffFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, status=422)
    return _checked(request, form.cleaned_data["file"].read(), go=False)


def _ask(request: Any, form: StaffFileForm, status: int = 200, **found: Any) -> HttpResponse:
    context = {"heading": "Last opp en liste over ansatte", "form": form, "columns": COLUMNS, **found}
    return render(request, "setup/import.html", context, status=status)


def _checked(request: Any, content: str | bytes, *, go: bool) -> HttpResponse:
    units = {one.name: one for one in open_units(today())}
    try:
        text, _ = opened(content)
        listed = _against_known(read_staff(text, set(units)), units)
    except BadSheet as error:
        form = StaffFileForm()
        return _ask(request, form, status=422, problems=error.problems, lines=_lines(content, error.problems))
    new = [one.row for one in listed if not one.known]
    if go:
        return _import(request, new, units)
    context = {
        "heading": "Se over listen", "text": text, "listed": listed[:SHOWN], "rest": len(listed) - SHOWN,
        "new": len(new), "known": len(listed) - len(new),
    }  # fmt: skip
    return render(request, "setup/preview.html", context)


def _against_known(rows: list[StaffRow], units: dict[str, Any]) -> list[Listed]:
    """An employee is known who began the same day in the same unit, or who still works there."""
    known = known_employments()
    starts = {(name, unit_id, start) for name, unit_id, start, _ in known}
    going_on = {(name, unit_id) for name, unit_id, _, end in known if end is None or end >= today()}
    listed = []
    for row in rows:
        who = (row.name.casefold(), units[row.unit].pk)
        listed.append(Listed(row, who in going_on or (*who, row.started_on) in starts))
    return listed


def _import(request: Any, rows: list[StaffRow], units: dict[str, Any]) -> HttpResponse:
    try:
        with transaction.atomic():
            for row in rows:
                employ(
                    actor=request.actor, unit=units[row.unit], name=row.name, title=row.title, phone=row.phone,
                    email=row.email, function=row.function, started_on=row.started_on,
                )  # fmt: skip
    except Invalid as error:
        messages.error(request, f"Ingen ble lagt til. {error.sentence}")
        return redirect("setup:import")
    messages.success(request, "1 ansatt er lagt til." if len(rows) == 1 else f"{len(rows)} ansatte er lagt til.")
    return redirect(reverse("setup:staff"))


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
