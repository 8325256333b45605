"""Lists out of a spreadsheet (CSV or XLSX): read whole, or refused with a sentence for each fault.

The first line names the columns. Semicolon, comma or tab; UTF-8 or what older spreadsheets save. Of an
XLSX file the first sheet is read, as the lines of text it would be as CSV; formulas count by their values.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from samrad.duties.problems import nearest

MAX_BYTES = 2_000_000
MAX_UNPACKED = 40_000_000
MAX_COLUMNS = 100
MAX_PROPOSALS = 200
PRINTABLE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*")
LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")

R = TypeVar("R")
Bad = Callable[[str, str], None]  # called for each fault: the column, and the sentence


@dataclass(frozen=True)
class SheetProblem:
    """One fault: the line in the file (0 = the whole file), the column ("" = the whole line), what is wrong."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        if not self.line:
            return self.sentence
        where = f"Linje {self.line}, {self.column}" if self.column else f"Linje {self.line}"
        return f"{where}: {self.sentence}"


class BadSheet(ValueError):
    """The file cannot be used as it is; `problems` say where and why, in the order of the file."""

    def __init__(self, problems: list[SheetProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Layout:
    """What a list may hold: its columns, which of them must be there, how long their texts may be, how many lines."""

    columns: tuple[str, ...]
    required: tuple[str, ...]
    longest: Mapping[str, int]
    most: int
    empty: str
    too_many: str
    also_called: Mapping[str, str] = field(default_factory=dict)


def opened(content: str | bytes) -> tuple[str, list[tuple[int, list[str]]]]:
    """The text of a file as it is read, and what stands on each line, faults or not: to show beside the faults.

    Raises `BadSheet` for a file that cannot be read as lines at all.
    """
    text = _decoded(content)
    return text, list(_lines(text))


def read_list(content: str | bytes, layout: Layout, row: Callable[[int, dict[str, str], Bad], R]) -> list[R]:
    """Every line as `row` makes it. Raises `BadSheet` with every fault; then nothing is to be imported."""
    head, lines = _head_and_lines(_decoded(content), layout)
    if not lines:
        raise BadSheet([SheetProblem(0, "", layout.empty)])
    if len(lines) > layout.most:
        raise BadSheet([SheetProblem(0, "", layout.too_many.format(number=len(lines), most=layout.most))])
    problems: list[SheetProblem] = []
    rows = [_row(line, head, cells, layout, row, problems) for line, cells in lines]
    if problems:
        raise BadSheet(problems)
    return rows


def _row(line: int, head: list[str], cells: list[str], layout: Layout, row: Callable[..., R], problems: Any) -> R:
    def bad(column: str, sentence: str) -> None:
        problems.append(SheetProblem(line, column, sentence))

    named = dict(zip(head, cells, strict=False))
    if len(cells) > len(head):
        bad("", "Linjen har flere felter enn overskriften. Sett tekst med skilletegn i anførselstegn.")
    for column, longest in layout.longest.items():
        if len(named.get(column, "")) > longest:
            bad(column, f"Teksten er for lang. Den kan være {longest} tegn.")
    for column, text in named.items():
        if "\ufffd" in text or not PRINTABLE.fullmatch(text):
            bad(column, "Teksten har tegn som ikke kan leses. Lagre filen som CSV UTF-8.")
    return row(line, named, bad)


# ── the file ─────────────────────────────────────────────────────────────────


def _decoded(content: str | bytes) -> str:
    if len(content) > MAX_BYTES:
        raise BadSheet([SheetProblem(0, "", "Filen er for stor. Den kan være 2 MB.")])
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if content.startswith(b"PK"):
        return _from_workbook(content)
    if b"\x00" in content:
        raise BadSheet(
            [SheetProblem(0, "", "Filen er verken CSV eller XLSX. Åpne den i regnearket, og lagre på nytt.")]
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _from_workbook(content: bytes) -> str:
    """The first sheet as CSV, each row on the line it has in the sheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    try:
        for cells in _cells(content):
            writer.writerow(_without_empty_end([_as_text(cell) for cell in cells]))
    except BadSheet:
        raise
    except Exception as error:  # a file from anywhere may break the reader in any way
        sentence = "Filen kan ikke leses som regneark. Åpne den, og lagre den på nytt som XLSX eller CSV."
        raise BadSheet([SheetProblem(0, "", sentence)]) from error
    if out.tell() > MAX_BYTES:
        raise BadSheet([SheetProblem(0, "", "Arket er for stort. Del det opp i flere filer.")])
    return out.getvalue()


def _cells(content: bytes) -> Iterator[tuple[Any, ...]]:
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
            raise BadSheet([SheetProblem(0, "", "Arket er for stort. Del det opp i flere filer.")])
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        yield from book.worksheets[0].iter_rows(values_only=True, max_col=MAX_COLUMNS)
    finally:
        book.close()


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, datetime | date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return LINE_BREAKS.sub(", ", str(cell).strip())


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that holds something, with its number; a field in quotes may go over several."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        sentence = "Linjen kan ikke leses. Sjekk at anførselstegnene kommer i par."
        raise BadSheet([SheetProblem(line, "", sentence)]) from error


def _head_and_lines(text: str, layout: Layout) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = list(_lines(text))
    if not lines:
        raise BadSheet([SheetProblem(0, "", "Filen er tom. Velg en annen fil.")])
    return _head(*lines[0], layout), lines[1:]


def _head(line: int, cells: list[str], layout: Layout) -> list[str]:
    names = [layout.also_called.get(cell.casefold(), cell.casefold()) for cell in cells]
    problems = []
    for cell, name in zip(cells, names, strict=True):
        if name and name not in layout.columns:
            meant = nearest(name, layout.columns)
            ask = f" Mente du «{meant}»?" if meant else f" Kolonnene er: {', '.join(layout.columns)}."
            problems.append(SheetProblem(line, cell, "Denne kolonnen finnes ikke." + ask))
        elif name and names.count(name) > 1:
            problems.append(SheetProblem(line, cell, "Kolonnen står mer enn én gang."))
    problems += [
        SheetProblem(line, name, "Kolonnen mangler. Den må stå i den første linjen.")
        for name in layout.required
        if name not in names
    ]
    if problems:
        raise BadSheet(problems)
    return names


# ── what stands in a cell ────────────────────────────────────────────────────


class Names:
    """The names that may stand in a column; what was probably meant is not looked for in a file wrong all through."""

    def __init__(self, names: Iterable[str]) -> None:
        self.known = {name.casefold(): name for name in names}
        self._meant: dict[str, str] = {}

    def find(self, text: str) -> str | None:
        """The name as it is written in Samråd; case does not count."""
        return self.known.get(text.casefold())

    def meant(self, text: str, otherwise: str) -> str:
        """A question that helps on: the nearest name, or the other sentence."""
        if text not in self._meant:
            self._meant[text] = nearest(text, self.known.values()) if len(self._meant) < MAX_PROPOSALS else ""
        return f"Mente du «{self._meant[text]}»?" if self._meant[text] else otherwise


def read_day(text: str) -> date | None:
    """A day as people and spreadsheets write it; None when it is none."""
    for pattern, order in ((r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (2, 1, 0)), (r"(\d{4})-(\d{2})-(\d{2})", (0, 1, 2))):
        if match := re.fullmatch(pattern, text):
            year, month, day = (int(match.groups()[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def a_day(text: str, column: str, bad: Bad, *, since: int = 1900) -> date | None:
    """The day in a cell; None, and a fault unless the cell is empty, when there is none."""
    if not text:
        return None
    found = read_day(text)
    if found is None or found.year < since:
        bad(column, "Skriv datoen som dd.mm.åååå, for eksempel 1.8.2026.")
        return None
    return found
