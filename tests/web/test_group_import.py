"""Taking in groups from a spreadsheet: nothing until all is right, then all of it, and once only."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from samrad.accounts.operations.staff import employ
from samrad.accounts.queries import staff
from samrad.accounts.rules import Function, system_actor
from samrad.exchange.groups import COLUMNS
from samrad.exchange.lists import BadSheet
from samrad.exchange.sheets import table_xlsx
from samrad.exchange.staff import StaffRow
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.oversight.jobs import take_in_groups
from samrad.oversight.models import GroupImport
from samrad.oversight.operations.importing import Group, ask_for_import
from samrad.oversight.queries import persons_going_on
from samrad.web.setup.views.importing import Taking, carry_out
from tests.jobs import stopped_after
from tests.personas import Persona
from tests.town import Fjordvik, open_town
from tests.web.addresses import Things
from tests.web.filling import typed_in, words

DAY = timedelta(days=1)


HERE = "/oppsett/grupper/fil/"
LINES = [
    ["Tuva Regneark", "3.5.2014", "Kari Moen", "", "1.8.2025", "10.10.2025", "1.9.2025", "ja", ""],
    ["Nils Regneark", "4.6.1980", "Kari Moen", "", "1.2.2024", "", "", "nei", ""],
]


def uploads(office: Persona, lines: list[list[str]], name: str = "grupper.xlsx") -> Any:
    content = table_xlsx("Grupper", COLUMNS, lines)
    return office.sends(HERE, {**typed_in(office.opens(HERE)), "file": SimpleUploadedFile(name, content)})


def presses(office: Persona, preview: Any) -> Any:
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', preview.content.decode(), re.S)
    assert text is not None
    return office.sends(HERE, {**typed_in(preview), "text": unescape(text.group(1))})


def of_them(site: Things, family: str = "Regneark") -> list[tuple[Any, ...]]:
    return site._rows(
        "SELECT p.given_name, (SELECT count(*) FROM teams_careteam t WHERE t.case_id = c.id), "
        "(SELECT count(*) FROM plans_careplan l WHERE l.case_id = c.id), "
        "(SELECT count(*) FROM meetings_meeting m WHERE m.case_id = c.id AND m.held_on IS NOT NULL) "
        "FROM cases_case c JOIN people_person p ON p.id = c.subject_id WHERE p.family_name = %s ORDER BY 1",
        family,
    )


def test_nothing_is_taken_in_while_a_line_is_wrong(site: Things, people: dict[str, Persona]) -> None:
    office = people["office"].signed_in()
    answer = uploads(
        office, [["Tuva Feil", *LINES[0][1:]], ["Nils Feil", "", "Kari Moan", "", "1.2.2024", "", "", "", ""]]
    )
    assert answer.status_code == 422
    said = words(answer)
    assert "Mente du «Kari Moen»?" in said
    assert "Fødselsdatoen mangler" in said
    assert of_them(site, "Feil") == []


def test_a_list_is_seen_then_taken_in_whole_and_a_second_time_nobody_is_added(
    site: Things, people: dict[str, Persona]
) -> None:
    office = people["office"].signed_in()
    preview = uploads(office, LINES)
    assert "2 grupper blir tatt inn" in words(preview)
    assert of_them(site) == []
    assert presses(office, preview).status_code == 302
    assert of_them(site) == [("Nils", 1, 0, 0), ("Tuva", 1, 1, 2)]
    again = uploads(office, LINES)
    assert "Alle i filen har en sak fra før" in words(again)
    assert presses(office, again).status_code == 302
    assert len(of_them(site)) == 2


def test_what_an_operation_refuses_stands_beside_its_line_and_nothing_is_kept(town: Fjordvik) -> None:
    def add(row: StaffRow) -> None:
        if row.line == 3:
            raise Invalid("Dette går ikke.")
        employ(actor=system_actor(town.id, "test"), unit=town.units["ppt"], name=row.name, title="", started_on=today())

    rows = [StaffRow(line, f"Ny {line}", "", "", "", "", Function.STAFF, today()) for line in (2, 3)]
    taking = Taking("", "", "", (), "", "", "", "", lambda _: rows, lambda _: [False, False], add)
    with pytest.raises(BadSheet, match=r"Linje 3: Dette går ikke\."):
        carry_out(taking, rows)
    assert not staff("Ny 2").exists()


def test_the_template_is_one_that_can_be_filled_in(site: Things, people: dict[str, Persona]) -> None:
    answer = people["office"].signed_in().opens("/oppsett/grupper/mal/")
    book = load_workbook(io.BytesIO(answer.content))
    assert tuple(cell.value for cell in book.worksheets[0][1]) == COLUMNS
    assert [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)] == list(COLUMNS)


def test_a_long_list_is_taken_in_by_a_job_that_tells_how_far_it_is(site: Things, people: dict[str, Persona]) -> None:
    office = people["office"].signed_in()
    lines = [[f"Nr{number:03} Langliste", *LINES[1][1:]] for number in range(130)]
    preview = uploads(office, lines)
    sent = presses(office, preview)
    assert sent["Location"] == "/oppsett/grupper/fremdrift/"
    assert "0 av 130" in words(office.opens(sent["Location"]))
    assert "blir tatt inn nå. Vent" in words(office.opens(presses(office, uploads(office, lines))["Location"]))
    with open_town("9901") as town:
        municipality, asked = town.municipality.pk, GroupImport.objects.get()
    take_in_groups.func(stopped_after(3), municipality, asked.pk)
    assert "75 av 130" in words(office.opens("/oppsett/grupper/fremdrift/"))
    assert len(of_them(site, "Langliste")) == 75
    take_in_groups.func(stopped_after(9), municipality, asked.pk)
    assert "Ferdig. 130 grupper er tatt inn" in words(office.opens("/oppsett/grupper/fremdrift/"))
    assert len(of_them(site, "Langliste")) == 130
    with open_town("9901"):
        asked.refresh_from_db()
        assert asked.lines == []


def test_a_line_that_is_refused_stops_the_list_and_tells_which(town: Fjordvik) -> None:
    office, kari = town.actor("ke"), town.staff["kari"]
    group = Group(2, "Ada", "Stopp", today() - 3000 * DAY, kari.pk, today() - 9 * DAY, None, None, None, ())
    asked = ask_for_import(actor=office, groups=[group, replace(group, line=3, given_name="Bo", units=("Borte",))])
    with pytest.raises(Invalid, match="Vent til"):
        ask_for_import(actor=office, groups=[group])
    take_in_groups.func(stopped_after(9), town.municipality.pk, asked.pk)
    asked.refresh_from_db()
    assert (asked.taken, asked.lines) == (0, [])
    assert asked.problem.startswith("Linje 3: ")
    assert not any(name == "ada stopp" for name, _ in persons_going_on())
