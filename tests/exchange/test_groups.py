"""A list of groups from before: read out of CSV and XLSX alike, or refused with a sentence beside each line."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from samrad.exchange.groups import COLUMNS, Employed, GroupRow, read_groups
from samrad.exchange.lists import BadSheet, SheetProblem, opened
from samrad.exchange.sheets import Cell, table_xlsx
from samrad.kernel.clock import today

STAFF = [
    Employed(1, "Kari Moen", "kari@example.no", "PPT"),
    Employed(2, "Per Bakkemo", "per.skole@example.no", "Fjordvik skole"),
    Employed(3, "Per Bakkemo", "per.nav@example.no", "NAV"),
]
UNITS = {"PPT", "Fjordvik skole", "Helsestasjonen", "Hjelp, avlastning og støtte"}
HEAD = ";".join(COLUMNS) + "\n"
GOOD = HEAD + "Eva Marie Prøvesen;3.5.2014;kari moen;;1.8.2025;10.10.2025;1.9.2025;ja;fjordvik skole, Helsestasjonen\n"


def faults(content: str | bytes) -> list[SheetProblem]:
    with pytest.raises(BadSheet) as caught:
        read_groups(content, STAFF, UNITS)
    return caught.value.problems


def groups(content: str | bytes) -> list[GroupRow]:
    return read_groups(content, STAFF, UNITS)


def test_a_line_is_a_group() -> None:
    (row,) = groups(GOOD)
    assert (row.line, row.given_name, row.family_name, row.born_on) == (2, "Eva Marie", "Prøvesen", date(2014, 5, 3))
    assert (row.coordinator, row.started_on, row.plan_since) == (1, date(2025, 8, 1), date(2025, 8, 1))
    assert (row.last_meeting, row.last_review) == (date(2025, 10, 10), date(2025, 9, 1))
    assert row.units == ("Fjordvik skole", "Helsestasjonen")


def test_a_spreadsheet_is_read_as_its_text_would_be() -> None:
    cells: list[Cell] = ["Prøvesen, Eva Marie", date(2014, 5, 3), "kari@example.no", None, date(2025, 8, 1), date(2025, 10, 10),
             date(2025, 9, 1), True, "Fjordvik skole\nHelsestasjonen"]  # fmt: skip
    content = table_xlsx("Grupper", COLUMNS, [cells])
    assert groups(content) == groups(GOOD)
    text, lines = opened(content)
    assert groups(text) == groups(GOOD)
    assert [number for number, _ in lines] == [1, 2]


def test_a_line_keeps_its_number_below_an_empty_one_in_a_spreadsheet() -> None:
    book = Workbook()
    for line in (COLUMNS, [], ["Eva Prøvesen", "feil", "Kari Moen", None, date(2025, 8, 1)]):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    assert [(one.line, one.column) for one in faults(out.getvalue())] == [(3, "født")]


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        (";3.5.2014;Kari Moen;;1.8.2025;;;;", "navn", "mangler"),
        ("Eva;3.5.2014;Kari Moen;;1.8.2025;;;;", "navn", "etternavn"),
        (f"Eva {'Å' * 101};3.5.2014;Kari Moen;;1.8.2025;;;;", "navn", "for langt"),
        ("Eva Ås;;Kari Moen;;1.8.2025;;;;", "født", "mangler"),
        ("Eva Ås;31.2.2014;Kari Moen;;1.8.2025;;;;", "født", "dd.mm.åååå"),
        ("Eva Ås;3.5.2014;;;1.8.2025;;;;", "koordinator", "mangler"),
        ("Eva Ås;3.5.2014;Kari Moan;;1.8.2025;;;;", "koordinator", "Mente du «Kari Moen»?"),
        ("Eva Ås;3.5.2014;Per Bakkemo;;1.8.2025;;;;", "koordinator", "Flere ansatte"),
        ("Eva Ås;3.5.2014;Per Bakkemo;Barnehagen;1.8.2025;;;;", "koordinator", "i Barnehagen"),
        ("Eva Ås;3.5.2014;Kari Moen;;;;;;", "startet", "Skriv dagen"),
        ("Eva Ås;3.5.2014;Kari Moen;;1.8.2013;;;;", "startet", "før personen ble født"),
        ("Eva Ås;3.5.2014;Kari Moen;;1.8.2025;1.7.2025;;;", "siste møte", "før gruppa startet"),
        ("Eva Ås;3.5.2014;Kari Moen;;1.8.2025;;1.1.2090;;", "siste gjennomgang", "fram i tid"),
        ("Eva Ås;3.5.2014;Kari Moen;;1.8.2025;;;kanskje;", "plan", "ja, nei"),
        ("Eva Ås;3.5.2014;Kari Moen;;1.8.2025;;;;Helsestasjon", "deltakere", "Mente du «Helsestasjonen»?"),
    ],
)
def test_every_fault_is_told_with_its_line_and_column(line: str, column: str, word: str) -> None:
    found = [one for one in faults(GOOD + line + "\n") if one.column == column]
    assert [(one.line, word in one.sentence) for one in found] == [(3, True)]


def test_two_of_the_same_name_are_told_apart_by_unit_or_address() -> None:
    lines = "Eva Ås;3.5.2014;Per Bakkemo;nav;1.8.2025;;;;\nOla Ås;3.5.2014;per.skole@example.no;;1.8.2025;;;;\n"
    assert [row.coordinator for row in groups(HEAD + lines)] == [3, 2]


def test_a_unit_may_have_a_comma_in_its_name() -> None:
    (row,) = groups(HEAD + "Eva Ås;3.5.2014;Kari Moen;;1.8.2025;;;1.9.2025;Hjelp, avlastning og støtte\n")
    assert (row.units, row.plan_since) == (("Hjelp, avlastning og støtte",), date(2025, 9, 1))


def test_nobody_stands_twice() -> None:
    line = "Eva Ås;3.5.2014;Kari Moen;;1.8.2025;;;;\n"
    assert "linje 2" in str(faults(HEAD + line + line)[0])
    assert len(groups(HEAD + line + line.replace("2014", "2013"))) == 2


def test_a_day_ahead_is_no_day_a_group_started() -> None:
    ahead = today() + timedelta(days=1)
    (found,) = faults(HEAD + f"Eva Ås;3.5.2014;Kari Moen;;{ahead.day}.{ahead.month}.{ahead.year};;;;\n")
    assert (found.column, "fram i tid" in found.sentence) == ("startet", True)


def _packed(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "tom"),
        (HEAD, "ingen grupper"),
        (HEAD + "".join(f"Eva Ås;{1 + n % 28}.1.{1700 + n % 200};x;;;;;;\n" for n in range(5001)), "5001 grupper"),
        ("navn;fodt\nEva;x\n", "Mente du «født»?"),
        (b"PK\x03\x04rest", "kan ikke leses"),
        (_packed(1000), "kan ikke leses"),
        (_packed(41_000_000), "for stort"),
        (b"\x00\x01\x02", "CSV eller XLSX"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_plainly(content: str | bytes, word: str) -> None:
    assert word in " ".join(map(str, faults(content)))
