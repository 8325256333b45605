"""Every address, by every persona: own case, another's case, another municipality's case; opened and sent to.

That pages are shown to those they are for is held against the matrix in `test_page_laws`, where they are opened.
"""

import pytest

from tests.personas import Persona
from tests.web import matrix
from tests.web.addresses import Things, patterns
from tests.web.visiting import letter

pytestmark = pytest.mark.usefixtures("standing_still")
NOT_OWN = {"Ola": "Anders", "Anders": "Ola"}
ABROAD = {"elsewhere": "Ola", "office2": "Ola"}


def differing(expected: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    """What was answered otherwise than expected: "expected, found" by address."""
    return {name: f"{expected[name]} {one}" for name, one in found.items() if one not in expected[name]}


def of_cases() -> dict[str, list[str]]:
    """The addresses that are about one case."""
    return {name: wanted for name, wanted in patterns().items() if "case_id" in wanted}


def a_share(addresses: dict[str, list[str]], who: str, parts: int = 4) -> dict[str, list[str]]:
    """One of `parts` shares of the addresses, and the next share for the next persona.

    Who has no ground is turned away at the same gate whatever the page, so each address is tried by seven personas
    or more.
    """
    turn = matrix.PERSONAS.index(who)
    return {name: wanted for number, (name, wanted) in enumerate(addresses.items()) if (number + turn) % parts == 0}


def test_every_address_stands_in_the_matrix() -> None:
    assert set(matrix.opened) == set(patterns())
    assert set(matrix.sent) <= set(patterns())
    only_sent = {name for name, row in matrix.opened.items() if "P" in row.values()}
    assert only_sent <= set(matrix.sent)


@pytest.mark.parametrize("who", matrix.PERSONAS)
def test_who_is_refused_what_in_the_own_case(site: Things, people: dict[str, Persona], who: str) -> None:
    one = people[who].signed_in()
    found, expected = {}, {}
    for name, wanted in patterns().items():
        path, own = site.address(name, wanted, *site.own_and_other(one.case))
        expected[name] = matrix.opened[name][who] if own else "-.Pi"
        if expected[name] not in "s>":
            found[name] = letter(one.opens(path))
    assert differing(expected, found) == {}


@pytest.mark.parametrize("who", matrix.PERSONAS)
def test_who_may_not_open_may_not_send_either(site: Things, people: dict[str, Persona], who: str) -> None:
    one = people[who].signed_in()
    found, expected = {}, {}
    before, at_the_gate = site.state(), a_share(patterns(), who, parts=3)
    for name, wanted in patterns().items():
        may = matrix.sent.get(name, matrix.opened[name])[who]
        if may in "-.i" and (matrix.opened[name][who] not in "-.i" or name in at_the_gate):
            path, own = site.address(name, wanted, *site.own_and_other(one.case))
            found[name] = letter(one.sends(path))
            expected[name] = may if own else "-.i"
    assert differing(expected, found) == {}
    assert site.state() == before


@pytest.mark.parametrize("who", [one for one in matrix.PERSONAS if one not in ("office", *ABROAD)])
def test_a_case_of_somebody_else_is_not_there(site: Things, people: dict[str, Persona], who: str) -> None:
    one = people[who].signed_in()
    case_id, hidden = site.cases[NOT_OWN.get(one.case, "Anders")], "i" if who == "anonymous" else "."
    found = {
        name: letter(one.opens(site.address(name, wanted, case_id, site.cases["Ola"])[0]))
        for name, wanted in a_share(of_cases(), who).items()
    }
    assert {name: told for name, told in found.items() if told not in hidden + "P"} == {}


@pytest.mark.parametrize("who", matrix.PERSONAS)
def test_a_case_of_another_municipality_is_not_there(site: Things, people: dict[str, Persona], who: str) -> None:
    one = people[who].signed_in()
    case_id, hidden = site.cases[ABROAD.get(who, "Mikkel")], "i" if who == "anonymous" else "."
    before = site.state()
    found = {
        name: letter(one.sends(site.address(name, wanted, case_id, site.cases["Ola"])[0]))
        for name, wanted in a_share(of_cases(), who).items()
    }
    assert {name: told for name, told in found.items() if told != hidden} == {}
    assert site.state() == before


def test_the_print_of_the_tables_shows_a_change(site: Things, people: dict[str, Persona]) -> None:
    before = site.state()
    note = {"title": "Noe å snakke om", "life_area": "other"}
    path, _ = site.address("meeting:add_item", ["case_id", "meeting_id"], *site.own_and_other("Ola"))
    assert people["coordinator"].sends(path, note).status_code == 302
    changed = {table for table, printed in site.state().items() if printed != before[table]}
    assert {"meetings_agendaitem", "audit_event"} <= changed
