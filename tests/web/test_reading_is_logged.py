"""A page that was shown leaves its line in the reading log, however it was asked for."""

from typing import Any

import pytest

from samrad.audit.models import Reading
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things

People = dict[str, Persona]

ASKED = {
    "as a browser does": ("coordinator", "/sak/{}/", "get", {}),
    "as htmx does": ("coordinator", "/sak/{}/", "get", {"HX-Request": "true"}),
    "as a form that is sent": ("coordinator", "/sak/{}/", "post", {}),
    "as a form that is sent by htmx": ("coordinator", "/sak/{}/", "post", {"HX-Request": "true"}),
    "one's own page as htmx does": ("parentA", "/min/logg/", "get", {"HX-Request": "true"}),
}


@pytest.mark.parametrize("how", ASKED)
@pytest.mark.usefixtures("undone")
def test_a_page_that_is_shown_is_logged(site: Things, people: People, how: str) -> None:
    who, path, method, headers = ASKED[how]
    one = people[who].signed_in()
    before = readings()
    answer: Any = getattr(one.client, method)(path.format(site.cases["Ola"]), headers=headers)
    assert answer.status_code == 200
    assert b"Ola" in answer.content
    assert readings() == before + 1


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_not_answered(site: Things, people: People, method: str) -> None:
    answer = getattr(people["coordinator"].signed_in().client, method)(f"/sak/{site.cases['Ola']}/")
    assert answer.status_code == 405
    assert b"Ola" not in answer.content


def test_an_address_with_what_the_database_cannot_hold_is_not_there(site: Things, people: People) -> None:
    assert people["coordinator"].signed_in().opens("/sok/?q=a%00b").status_code == 404
    assert people["anonymous"].opens("/meld/?kommune=%00").status_code == 404


def readings() -> int:
    """How many lines the reading log has."""
    with open_town("9901"):
        return Reading.objects.count()
