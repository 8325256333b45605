"""The two lists that are taken in: staff, by systemansvarlig, and groups from before, by the coordinating unit."""

from dataclasses import fields
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.accounts.operations.staff import employ
from samrad.accounts.queries import known_employments
from samrad.agencies.queries import open_units
from samrad.exchange import groups, staff
from samrad.exchange.sheets import Sheet, workbook
from samrad.kernel.clock import today
from samrad.oversight.operations.importing import Group, ask_for_import, take_over_group
from samrad.oversight.operations.importing import known as known_here
from samrad.oversight.queries import latest_import, persons_going_on
from samrad.web.layout.files import sheet as spreadsheet
from samrad.web.layout.gate import office, system_owner
from samrad.web.setup.views.importing import Taking, take_in


@system_owner
def import_staff(request: Any) -> HttpResponse:
    """Staff out of a file."""
    units = {one.name: one for one in open_units(today())}

    def known(rows: list[staff.StaffRow]) -> list[bool]:
        """An employee is known who began the same day in the same unit, or who still works there."""
        employed = known_employments()
        starts = {(name, unit_id, start) for name, unit_id, start, _ in employed}
        going_on = {(name, unit_id) for name, unit_id, _, end in employed if end is None or end >= today()}
        return [
            (row.name.casefold(), units[row.unit].pk) in going_on
            or (row.name.casefold(), units[row.unit].pk, row.started_on) in starts
            for row in rows
        ]

    def add(row: staff.StaffRow) -> object:
        return employ(
            actor=request.actor, unit=units[row.unit], name=row.name, title=row.title, phone=row.phone,
            email=row.email, function=row.function, started_on=row.started_on,
        )  # fmt: skip

    return take_in(
        request,
        Taking(
            heading="Last opp en liste over ansatte",
            one="ansatt",
            many="ansatte",
            columns=staff.COLUMNS,
            ask="setup/import.html",
            preview="setup/preview.html",
            here="setup:import",
            back="setup:staff",
            read=lambda content: staff.read_staff(content, set(units)),
            known=known,
            add=add,
        ),
    )


@office
def import_groups(request: Any) -> HttpResponse:
    """Groups out of a file: each becomes a case that Samråd follows from today."""
    there = known_here()
    people = [groups.Employed(one.pk, one.name, one.email, one.unit.name) for one in there.employed.values()]

    def known(rows: list[groups.GroupRow]) -> list[bool]:
        """A person is known who has a case that goes on, by name and birth date."""
        going_on = persons_going_on()
        return [(row.name.casefold(), row.born_on) in going_on for row in rows]

    def add(row: groups.GroupRow) -> object:
        return take_over_group(request.actor, _group(row), there)

    def later(rows: list[groups.GroupRow]) -> object:
        return ask_for_import(actor=request.actor, groups=[_group(row) for row in rows])

    return take_in(
        request,
        Taking(
            heading="Ta inn grupper fra regneark",
            one="gruppe",
            many="grupper",
            columns=groups.COLUMNS,
            ask="setup/import_groups.html",
            preview="setup/preview_groups.html",
            here="setup:import_groups",
            back="intake:queue",
            read=lambda content: groups.read_groups(content, people, set(there.units)),
            known=known,
            add=add,
            later=later,
            progress="setup:import_progress",
        ),
    )


def _group(row: groups.GroupRow) -> Group:
    return Group(**{one.name: getattr(row, one.name) for one in fields(Group)})


@office
def import_progress(request: Any) -> HttpResponse:
    """How far the list that was last asked for has come."""
    context = {"heading": "Grupper som blir tatt inn", "run": latest_import()}
    return render(request, "setup/import_progress.html", context)


@office
def group_template(request: Any) -> HttpResponse:
    """An empty spreadsheet with the columns, and on its second sheet what each of them is for."""
    explained = Sheet("Slik fyller du ut", ("Kolonne", "Hva som skal stå"), list(groups.EXPLAINED.items()))
    return spreadsheet(workbook("Grupper", [Sheet("Grupper", groups.COLUMNS, []), explained]), "grupper-mal")
