"""The office's report on screen and taken along: the register with names, and what is shared with none."""

import io
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from samrad.kernel.clock import today
from tests.personas import Persona
from tests.web.addresses import Things

requirement = pytest.mark.requirement
COORDINATOR = "Kari Moen"


def book(answer: Any) -> Any:
    return load_workbook(io.BytesIO(answer.content))


@requirement("S0-009", "S4-008")
def test_the_register_of_groups_and_their_coordinators_goes_out_as_a_spreadsheet(
    site: Things, people: dict[str, Persona]
) -> None:
    office = people["office"].signed_in()
    sheets = book(office.opens("/rapport/regneark/"))
    lines = list(sheets["Ansvarsgrupper"].iter_rows(min_row=2, values_only=True))
    counted = dict(sheets["Tallene"].iter_rows(min_row=2, values_only=True))
    assert counted["Ansvarsgrupper"] == len(lines) > 0
    ola = next(line for line in lines if line[1].startswith("Ola "))
    assert ola[4] == COORDINATOR
    page = office.opens("/rapport/liste/grupper/").content.decode()
    assert all(line[1] in page for line in lines)


def test_what_is_shared_names_nobody_and_shows_no_small_number(site: Things, people: dict[str, Persona]) -> None:
    office = people["office"].signed_in()
    sheets = book(office.opens("/rapport/regneark/?utgave=deling"))
    cells = {str(cell) for sheet in sheets for line in sheet.iter_rows(min_row=2, values_only=True) for cell in line}
    assert not [cell for cell in cells if "Ola " in cell or COORDINATOR in cell]
    numbers = [cell.value for cell in sheets["Tallene"]["B"][1:]]
    assert numbers.count("skjult") > 0
    assert not [number for number in numbers if isinstance(number, int) and 0 < number < 5]
    page = office.opens("/rapport/til-deling/").content.decode()
    assert "Tall under 5 er skjult" in page
    assert COORDINATOR not in page
    assert office.opens("/rapport/pdf/").content.startswith(b"%PDF")


def test_the_report_of_another_year_is_asked_for_in_the_address(site: Things, people: dict[str, Persona]) -> None:
    office = people["office"].signed_in()
    year = (today() - timedelta(days=365)).year
    assert f"Rapport for {year}" in office.opens(f"/rapport/?aar={year}").content.decode()
    assert f"Rapport for {today().year}" in office.opens("/rapport/?aar=1700x").content.decode()
    assert office.opens("/rapport/liste/finnes-ikke/").status_code == 404
