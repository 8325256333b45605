"""Spreadsheets: what stands in a cell is what was given, and never a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from samrad.exchange.archive import Kept, archive_package
from samrad.exchange.sheets import table_xlsx


def read(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data)).active


FORMULAS = ["=1+1", "+47 900 00 000", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "https://x.example", "007"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_stays_text(text: str) -> None:
    cell = read(table_xlsx("Saker", ["Navn"], [[text]]))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", [*FORMULAS[:5], "\t=1+1"])
def test_csv_holds_no_formula_either(text: str) -> None:
    packed = archive_package("2026/1", [Kept("1.pdf", text, date(2026, 3, 5), text, b"")])
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        rows = list(csv.reader(io.StringIO(package.read("innhold.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["2026/1", "1.pdf", f"'{text}", "2026-03-05", f"'{text}"]


def test_days_are_days_and_instants_are_norwegian() -> None:
    sheet = read(table_xlsx("Saker", ["Dag", "Tid"], [[date(2026, 3, 5), datetime(2026, 7, 1, 10, 30, tzinfo=UTC)]]))
    assert sheet["A2"].value.isoformat() == "2026-03-05T00:00:00"
    assert sheet["A2"].number_format == "dd.mm.yyyy"
    assert sheet["B2"].value.isoformat() == "2026-07-01T12:30:00"


def test_yes_no_and_nothing() -> None:
    sheet = read(table_xlsx("Saker", ["a", "b", "c", "d"], [[True, False, None, 3]]))
    assert [cell.value for cell in sheet[2]] == ["ja", "nei", None, 3]


def test_the_head_stays_and_is_wide_enough() -> None:
    sheet = read(table_xlsx("Saker", ["Navn", "Beskrivelse"], [["Ánte Guttorm", "x" * 500]]))
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width >= len("Ánte Guttorm")
    assert sheet.column_dimensions["B"].width < 70


@pytest.mark.parametrize("title", ["Saker: 2026/17", "[x]*?", "", "æøå " * 20, "'sitat'"])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert read(table_xlsx(title, ["a"], [])).title


def test_a_text_too_long_for_a_cell_is_shortened_and_says_so() -> None:
    value = read(table_xlsx("Saker", ["a"], [["x" * 40_000]]))["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_a_short_row_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1"):
        table_xlsx("Saker", ["a", "b"], [["x"]])
