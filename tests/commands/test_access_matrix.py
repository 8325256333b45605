"""`samrad access matrix` tells of every page and every operation, and what it tells is what the program does."""

import csv
import io

import pytest

from samrad.cases.access import grounds
from samrad.cases.rules import Part
from samrad.commands.access_matrix import NO, ROLES, SOME, STATES, YES, columns, every_operation, report, rows, shows
from tests.web.addresses import patterns
from tools.access_matrix import PAGE, page

Told = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def told() -> Told:
    head = columns()
    return {(row[1], row[2]): dict(zip(head, row, strict=True)) for row in rows()}


def test_every_page_and_operation_stands_there_in_every_state(told: Told) -> None:
    assert {name for name, _ in told} == set(patterns()) | set(every_operation())
    by_name: dict[str, set[str]] = {}
    for name, state in told:
        by_name.setdefault(name, set()).add(state)
    assert {frozenset(states) for states in by_name.values()} == {frozenset(STATES), frozenset({"–"})}
    assert {name for name, wanted in patterns().items() if "case_id" in wanted} <= {
        name for name, states in by_name.items() if states == set(STATES)
    }


def test_the_columns_are_the_grounds_and_the_roles() -> None:
    assert columns() == ["slag", "navn", "tilstand", *grounds(), *ROLES, "regel"]


@pytest.mark.parametrize(("ground", "parts"), [
    ("subject", set(Part)), ("coordinator", set(Part)), ("registry", set()), ("called_in", set()),
    ("handling", {Part.NOTICE, Part.DECISION}), ("asked_leader", {Part.NOTICE}), ("seat", None), ("shared_by_law", None), ("representative", None),
    ("emergency", {Part.ABOUT_ME, Part.TEAM, Part.SERVICES, Part.GOALS}), ("lifted_leader", set()),
])  # fmt: skip
def test_the_parts_of_a_ground_are_read_off_its_relation(ground: str, parts: set[Part] | None) -> None:
    assert shows(grounds()[ground]) == parts


@pytest.mark.parametrize(("name", "state", "column", "answer"), [
    ("plans.add_goal", "i gang", "coordinator", YES), ("plans.add_goal", "avsluttet", "coordinator", NO),
    ("plans.add_goal", "i gang", "registry", NO), ("closure.report", "avsluttet", "coordinator", YES),
    ("team:team", "i gang", "seat", SOME), ("team:team", "avsluttet", "seat", NO),
    ("team:team", "i gang", "emergency", YES), ("team:team", "avsluttet", "subject", YES),
    ("case:documents", "i gang", "emergency", NO), ("case:documents", "på pause", "coordinator", YES),
    ("setup:units", "–", "systemansvarlig", YES), ("setup:units", "–", "ansatt", NO),
    ("emergency:open", "–", "ansatt", YES), ("emergency:open", "–", "personen", NO),
    ("intake:public", "–", "ikke innlogget", YES), ("account:own", "–", "ikke innlogget", NO),
    ("emergency.open_emergency", "–", "ansatt", YES), ("emergency.open_emergency", "–", "representant", NO),
])  # fmt: skip
def test_some_answers(told: Told, name: str, state: str, column: str, answer: str) -> None:
    assert told[name, state][column] == answer


def test_it_is_printed_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert report() == 0
    printed = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert printed[0] == columns()
    assert len({len(row) for row in printed}) == 1
    assert len(printed) - 1 == len(list(rows()))


def test_the_page_of_the_documentation_says_the_same() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.access_matrix"
