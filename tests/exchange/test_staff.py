"""A list of staff: read whole, or refused with a sentence for each fault."""

from datetime import date

import pytest

from samrad.accounts.rules import Function
from samrad.exchange.lists import BadSheet, SheetProblem
from samrad.exchange.staff import read_staff
from samrad.kernel.clock import today

UNITS = {"Helsestasjonen", "Fjordvik skole", "Fysio- og ergoterapitjenesten"}
HEAD = "navn;tittel;enhet;telefon;e-post;funksjon;fra\n"
GOOD = HEAD + "Åse Bråten;helsesykepleier;Helsestasjonen;900 00 000;ase@example.no;leder;1.8.2026\n"


def faults(text: str | bytes) -> list[SheetProblem]:
    with pytest.raises(BadSheet) as caught:
        read_staff(text, UNITS)
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("latin-1"),
        GOOD.replace(";", ","),
        GOOD.replace("\n", "\r\n"),
    ],
)
def test_every_common_way_of_saving_is_read(text: str | bytes) -> None:
    (row,) = read_staff(text, UNITS)
    assert (row.line, row.name, row.title, row.unit) == (2, "Åse Bråten", "helsesykepleier", "Helsestasjonen")
    assert (row.phone, row.email) == ("900 00 000", "ase@example.no")
    assert (row.function, row.started_on) == (Function.LEADER, date(2026, 8, 1))


def test_only_name_and_unit_are_needed_and_columns_stand_in_any_order() -> None:
    (row,) = read_staff("Enhet;Navn\nfjordvik SKOLE;Per  Bakkemo\n", UNITS)
    assert (row.unit, row.name) == ("Fjordvik skole", "Per Bakkemo")
    assert (row.function, row.started_on) == (Function.STAFF, today())


def test_a_field_in_quotes_may_hold_the_separator_and_go_over_lines() -> None:
    rows = read_staff('navn,enhet,tittel\nPer,Helsestasjonen,"lærer,\nkontaktlærer"\nKari,Helsestasjonen,\n', UNITS)
    assert [(row.line, row.name) for row in rows] == [(2, "Per"), (4, "Kari")]


def test_every_fault_is_told_with_line_and_column() -> None:
    text = HEAD + (
        ";;Helsestasjon;12a;ikke-epost;sjef;31.2.2026\nPer;;;;;;\n"
        "Kari Moen;;Helsestasjonen;;;;\nkari moen;;Helsestasjonen;;;;\n"
    )
    found = faults(text)
    second = {(2, column) for column in ("navn", "enhet", "telefon", "e-post", "funksjon", "fra")}
    assert {(one.line, one.column) for one in found} == second | {(3, "enhet"), (5, "navn")}
    assert "Mente du «Helsestasjonen»?" in next(str(one) for one in found if one.column == "enhet")
    assert str(found[-1]).startswith("Linje 5, navn: kari moen står allerede")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "tom"),
        (HEAD, "ingen ansatte"),
        ("navn;enhett\nPer;x\n", "Mente du «enhet»?"),
        ("navn;navn;enhet\nPer;Per;x\n", "mer enn én gang"),
        ("navn\nPer\n", "mangler"),
        (b"PK\x03\x04rest", "CSV"),
        (b"x" * 2_000_001, "2 MB"),
        (HEAD + '"Per;;Helsestasjonen\n', "anførselstegn"),
        (HEAD + "Per;;Helsestasjonen;;;;;;\n", "flere felter"),
        (HEAD + "P\x07er;;Helsestasjonen;;;;\n", "ikke kan leses"),
        (HEAD + "".join(f"Per {n};;Helsestasjonen;;;;\n" for n in range(5001)), "5001 ansatte"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_plainly(text: str | bytes, word: str) -> None:
    assert word in " ".join(map(str, faults(text)))
