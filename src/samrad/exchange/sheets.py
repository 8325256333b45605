"""Tables as spreadsheets. What stands in a cell is text, number or date, never a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samrad.kernel.clock import local

Cell = str | int | float | bool | date | datetime | None

WIDEST = 60
NARROWEST = 8
LONGEST_CELL = 32_767
LONGEST_NAME = 31
FORBIDDEN_IN_NAME = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its head and its rows."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def table_xlsx(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet. Raises `ValueError` when a row is not as long as the head."""
    return workbook(title, [Sheet(title, columns, rows)])


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """A workbook: on each sheet a head that stays while scrolling, and one row for each of `rows`.

    Days and instants become dates of the spreadsheet, in Norwegian time; yes and no become "ja" and
    "nei". Raises `ValueError` when a row is not as long as the head.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": title, "author": "", "company": ""})
    for one in sheets:
        sheet = book.add_worksheet(_sheet_name(one.title))
        _Table(book, sheet, one.columns).write(one.rows)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&R&P / &N")
    book.close()
    return out.getvalue()


def _sheet_name(title: str) -> str:
    return title.translate(FORBIDDEN_IN_NAME).strip()[:LONGEST_NAME].strip() or "Ark"


class _Table:
    """One table being written, with the width each column needs so far."""

    def __init__(self, book: Any, sheet: Any, columns: Sequence[str]) -> None:
        self.sheet = sheet
        self.columns = list(columns)
        self.widths = [len(name) + 2 for name in self.columns]
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.day = book.add_format({"valign": "top", "num_format": "dd.mm.yyyy", "align": "left"})
        self.moment = book.add_format({"valign": "top", "num_format": "dd.mm.yyyy hh:mm", "align": "left"})

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        for column, name in enumerate(self.columns):
            self.sheet.write_string(0, column, name, self.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {last} has {len(row)} cells, the head {len(self.columns)}")
            for column, value in enumerate(row):
                self._cell(last, column, value)
        self.sheet.freeze_panes(1, 0)
        if self.columns:
            self.sheet.autofilter(0, 0, last, len(self.columns) - 1)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))

    def _cell(self, row: int, column: int, value: Cell) -> None:
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.text)
            return
        if isinstance(value, bool):
            value = "ja" if value else "nei"
        if isinstance(value, datetime):
            self._grow(column, 17)
            self.sheet.write_datetime(row, column, local(value).replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            self._grow(column, 12)
            self.sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
        elif isinstance(value, int | float):
            self._grow(column, len(str(value)) + 2)
            self.sheet.write_number(row, column, value, self.text)
        else:
            self._grow(column, max(map(len, str(value).splitlines() or [""])) + 2)
            self.sheet.write_string(row, column, _shortened(str(value)), self.text)

    def _grow(self, column: int, width: int) -> None:
        self.widths[column] = max(self.widths[column], width)


def as_text(text: str) -> str:
    """A cell of CSV, which knows no types: with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
