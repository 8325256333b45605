"""A list of staff out of a CSV file: read whole, or refused with a sentence for each fault.

The head names the columns: navn, tittel, enhet, telefon, e-post, funksjon, fra. Name and unit must
be there; the others may be left out. Semicolon or comma, UTF-8 or what older spreadsheets save.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samrad.accounts.rules import Function
from samrad.duties.problems import nearest
from samrad.kernel.clock import today

MAX_BYTES = 2_000_000
MAX_ROWS = 5_000
MAX_PROPOSALS = 200
COLUMNS = ("navn", "tittel", "enhet", "telefon", "e-post", "funksjon", "fra")
REQUIRED = ("navn", "enhet")
ALSO_CALLED = {"epost": "e-post", "e-postadresse": "e-post", "mobil": "telefon", "stilling": "tittel"}
LONGEST = {"navn": 150, "tittel": 100, "telefon": 30, "e-post": 254}
FUNCTIONS = {
    "": Function.STAFF,
    "ansatt": Function.STAFF,
    "leder": Function.LEADER,
    "leder av enheten": Function.LEADER,
    "systemansvarlig": Function.SYSTEM_OWNER,
    "kommunedirektør": Function.DIRECTOR,
}
FUNCTION_WORDS = ("ansatt", "leder", "systemansvarlig", "kommunedirektør")
PHONE = re.compile(r"\+?[\d ]{3,}")
PRINTABLE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*")

Bad = Callable[[str, str], None]  # called for each fault: the column, and the sentence


@dataclass(frozen=True)
class StaffRow:
    """One employee to be. `unit` is the name of a unit that exists; `line` where it stood."""

    line: int
    name: str
    title: str
    unit: str
    phone: str
    email: str
    function: Function
    started_on: date


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


def read_staff(text: str | bytes, unit_names: set[str]) -> list[StaffRow]:
    """The employees in a CSV file. Raises `BadSheet` with every fault; then nothing is to be imported.

    `unit_names` are the units that exist; case and surrounding space do not count. No `fra` means today.
    """
    head, lines = _head_and_lines(_decoded(text))
    if not lines:
        sentence = "Filen har ingen ansatte. Skriv én ansatt på hver linje under overskriften."
        raise BadSheet([SheetProblem(0, "", sentence)])
    if len(lines) > MAX_ROWS:
        sentence = f"Filen har {len(lines)} ansatte. Del den opp, slik at ingen fil har flere enn {MAX_ROWS}."
        raise BadSheet([SheetProblem(0, "", sentence)])
    reader = _Reader(unit_names)
    rows = [reader.row(line, dict(zip(head, cells, strict=False)), len(cells) - len(head)) for line, cells in lines]
    if reader.problems:
        raise BadSheet(reader.problems)
    return rows


def opened(text: str | bytes) -> tuple[str, list[tuple[int, list[str]]]]:
    """The text of a file as it is read, and what stands on each line, faults or not: to show beside the faults.

    Raises `BadSheet` for a file that cannot be read as lines at all.
    """
    read = _decoded(text)
    return read, list(_lines(read))


def _decoded(text: str | bytes) -> str:
    if len(text) > MAX_BYTES:
        raise BadSheet([SheetProblem(0, "", "Filen er for stor. Den kan være 2 MB.")])
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    if text.startswith(b"PK") or b"\x00" in text:
        raise BadSheet([SheetProblem(0, "", "Filen er ikke en CSV-fil. Åpne den i regnearket, og lagre den som CSV.")])
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text.decode("cp1252", errors="replace")


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


def _head_and_lines(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = list(_lines(text))
    if not lines:
        raise BadSheet([SheetProblem(0, "", "Filen er tom. Velg en annen fil.")])
    return _head(*lines[0]), lines[1:]


def _head(line: int, cells: list[str]) -> list[str]:
    names = [ALSO_CALLED.get(cell.casefold(), cell.casefold()) for cell in cells]
    problems = []
    for cell, name in zip(cells, names, strict=True):
        if name and name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            ask = f" Mente du «{meant}»?" if meant else f" Kolonnene er: {', '.join(COLUMNS)}."
            problems.append(SheetProblem(line, cell, "Denne kolonnen finnes ikke." + ask))
        elif name and names.count(name) > 1:
            problems.append(SheetProblem(line, cell, "Kolonnen står mer enn én gang."))
    problems += [
        SheetProblem(line, name, "Kolonnen mangler. Den må stå i den første linjen.")
        for name in REQUIRED
        if name not in names
    ]
    if problems:
        raise BadSheet(problems)
    return names


class _Reader:
    """Reads the lines, collecting faults rather than stopping at the first."""

    def __init__(self, unit_names: set[str]) -> None:
        self.units = {name.casefold(): name for name in unit_names}
        self.problems: list[SheetProblem] = []
        self.meant: dict[str, str] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.today = today()

    def row(self, line: int, cells: dict[str, str], surplus: int) -> StaffRow:
        def bad(column: str, sentence: str) -> None:
            self.problems.append(SheetProblem(line, column, sentence))

        if surplus > 0:
            bad("", "Linjen har flere felter enn overskriften. Sett tekst med skilletegn i anførselstegn.")
        for column, longest in LONGEST.items():
            if len(cells.get(column, "")) > longest:
                bad(column, f"Teksten er for lang. Den kan være {longest} tegn.")
        for column, text in cells.items():
            if "\ufffd" in text or not PRINTABLE.fullmatch(text):
                bad(column, "Teksten har tegn som ikke kan leses. Lagre filen som CSV UTF-8.")
        row = StaffRow(
            line,
            " ".join(cells.get("navn", "").split()),
            cells.get("tittel", ""),
            self._unit(cells.get("enhet", ""), bad),
            _phone(cells.get("telefon", ""), bad),
            _email(cells.get("e-post", ""), bad),
            _function(cells.get("funksjon", ""), bad),
            _day(cells.get("fra", ""), self.today, bad),
        )
        if not row.name:
            bad("navn", "Navnet mangler.")
        self._once(row, bad)
        return row

    def _unit(self, text: str, bad: Bad) -> str:
        if not text:
            bad("enhet", "Enheten mangler.")
            return ""
        found = self.units.get(text.casefold())
        if found is None:
            meant = self._nearest(text)
            ask = f"Mente du «{meant}»?" if meant else "Registrer enheten først, eller rett navnet."
            bad("enhet", f"Det finnes ingen enhet som heter «{text}». {ask}")
        return found or ""

    def _nearest(self, text: str) -> str:
        """The unit that was probably meant; not looked for in a file that is wrong all through."""
        if text not in self.meant:
            self.meant[text] = nearest(text, self.units.values()) if len(self.meant) < MAX_PROPOSALS else ""
        return self.meant[text]

    def _once(self, row: StaffRow, bad: Bad) -> None:
        if not row.name or not row.unit:
            return
        earlier = self.seen.setdefault((row.name.casefold(), row.unit), row.line)
        if earlier != row.line:
            bad("navn", f"{row.name} står allerede i samme enhet på linje {earlier}.")


def _phone(text: str, bad: Bad) -> str:
    if text and not PHONE.fullmatch(text):
        bad("telefon", "Skriv telefonnummeret med bare tall og mellomrom, for eksempel 900 00 000.")
    return text


def _email(text: str, bad: Bad) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            bad("e-post", "Skriv e-postadressen slik: navn@eksempel.no.")
    return text


def _function(text: str, bad: Bad) -> Function:
    found = FUNCTIONS.get(text.casefold())
    if found is None:
        meant = nearest(text.casefold(), FUNCTION_WORDS)
        ask = f"Mente du «{meant}»?" if meant else f"Skriv {', '.join(FUNCTION_WORDS[:-1])} eller {FUNCTION_WORDS[-1]}."
        bad("funksjon", f"«{text}» er ikke en funksjon. {ask}")
    return found or Function.STAFF


def _day(text: str, without: date, bad: Bad) -> date:
    if not text:
        return without
    found = _read_day(text)
    if found is None:
        bad("fra", "Skriv datoen som dd.mm.åååå, for eksempel 1.8.2026.")
    return found or without


def _read_day(text: str) -> date | None:
    for pattern, order in ((r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (2, 1, 0)), (r"(\d{4})-(\d{2})-(\d{2})", (0, 1, 2))):
        if match := re.fullmatch(pattern, text):
            year, month, day = (int(match.groups()[place]) for place in order)
            try:
                return date(year, month, day) if year >= 1950 else None
            except ValueError:
                return None
    return None
