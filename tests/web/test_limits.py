"""What may be done only so often: counted by account, else by network; told in plain words, with nothing lost."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client

from samrad.accounts import jobs
from samrad.accounts.models import Tally, User
from samrad.accounts.operations.limits import begin_anew, count, is_closed
from samrad.accounts.operations.sign_in import give_back_try, take_try
from samrad.accounts.rules import LIMITS, WRONG, Limit, Use
from samrad.kernel.clock import now
from samrad.web.layout.limits import OPENED, SENT, WHAT
from tests.at_once import at_once
from tests.jobs import unhurried
from tests.personas import Persona
from tests.town import Fjordvik
from tests.web.addresses import Things, patterns

SOON = Limit(3, timedelta(minutes=10), timedelta(minutes=5))
WHOM = "account 1"


@pytest.fixture
def narrow(undone: Things, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Everything may be done twice in ten minutes; the third time closes for five."""
    settings.LIMITS = 1
    for use in Use:
        monkeypatch.setitem(LIMITS, use, SOON)


def from_network(address: str) -> Client:
    return Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=address)


# ── the counting ─────────────────────────────────────────────────────────────


def test_the_third_time_closes_and_while_it_is_closed_nothing_is_counted(narrow: None, time_machine: Any) -> None:
    time_machine.move_to(start := now(), tick=False)
    until = start + timedelta(minutes=5)
    assert [count(Use.SEARCH, WHOM) for _ in range(5)] == [None, None, until, until, until]
    assert Tally.objects.get().number == 3
    time_machine.move_to(until - timedelta(seconds=1), tick=False)
    assert (count(Use.SEARCH, WHOM), is_closed(Use.SEARCH, WHOM)) == (until, True)
    time_machine.move_to(until, tick=False)
    assert (is_closed(Use.SEARCH, WHOM), count(Use.SEARCH, WHOM), Tally.objects.get().number) == (False, None, 1)


def test_what_was_done_ten_minutes_ago_is_not_counted(narrow: None, time_machine: Any) -> None:
    time_machine.move_to(start := now(), tick=False)
    assert [count(Use.FILE, WHOM) for _ in range(2)] == [None, None]
    time_machine.move_to(start + timedelta(minutes=10), tick=False)
    assert [count(Use.FILE, WHOM) for _ in range(2)] == [None, None]
    assert count(Use.FILE, WHOM) is not None


def test_each_thing_and_each_one_is_counted_apart_and_can_begin_anew(narrow: None) -> None:
    assert [count(Use.FILE, WHOM) for _ in range(3)][-1] is not None
    assert (count(Use.SEARCH, WHOM), count(Use.FILE, "account 2")) == (None, None)
    begin_anew(Use.FILE, WHOM)
    assert count(Use.FILE, WHOM) is None


def test_limits_can_be_wider_or_off_but_not_those_on_wrong_passwords(narrow: None, settings: Any) -> None:
    settings.LIMITS = 2
    assert [count(Use.FILE, WHOM) is None for _ in range(6)] == [True] * 5 + [False]
    settings.LIMITS = 0
    assert count(Use.FILE, WHOM) is None
    assert [count(Use.WRONG_FOR_ACCOUNT, WHOM) is None for _ in range(3)] == [True, True, False]


@pytest.mark.usefixtures("committed")
def test_twelve_tries_at_once_are_five() -> None:
    user = User.objects.create(username="ellen.prove", municipality_ids=[1])
    taken = at_once([partial(take_try, user)] * 12)
    assert (taken.count(True), taken.count(False)) == (5, 7)


def test_what_was_right_costs_no_try_and_forgives_none(town: Fjordvik) -> None:
    user = User.objects.create(username="ellen.prove", municipality_ids=[1])
    assert [take_try(user) for _ in range(4)] == [True] * 4
    for _ in range(3):
        assert take_try(user)
        give_back_try(user)
    assert [take_try(user), take_try(user)] == [True, False]
    give_back_try(user)
    assert not take_try(user)


def test_what_was_counted_is_forgotten_after_two_days(narrow: None, time_machine: Any) -> None:
    time_machine.move_to(start := now(), tick=False)
    count(Use.FILE, WHOM)
    for hours, left in ((48, 1), (49, 0)):
        time_machine.move_to(start + timedelta(hours=hours), tick=False)
        jobs.forget_tallies(unhurried(), 0)
        assert Tally.objects.count() == left


# ── the pages ────────────────────────────────────────────────────────────────


def test_every_limit_is_of_an_address_that_is_there_and_has_its_words() -> None:
    named = [name for table in (OPENED, SENT) for names in table.values() for name in names]
    assert set(named) <= set(patterns())
    assert len(named) == len(set(named))
    assert set(WHAT) == set(OPENED) | set(SENT)
    assert set(LIMITS) == set(Use) == set(WHAT) | set(WRONG)


def test_too_many_searches_are_told_with_the_time_and_only_to_the_one_who_searched(
    narrow: None, people: dict[str, Persona]
) -> None:
    kari = people["coordinator"].signed_in()
    assert [kari.opens("/sok/?q=o").status_code for _ in range(2)] == [200, 200]
    answer = kari.opens("/sok/?q=o")
    assert (answer.status_code, answer["HX-Retarget"]) == (429, "main")
    assert re.search(r"Du kan prøve igjen etter klokka \d\d\.\d\d\.", answer.content.decode())
    assert kari.opens("/i-dag/").status_code == 200
    assert people["office"].signed_in().opens("/sok/?q=o").status_code == 200


def test_the_open_form_keeps_what_was_typed_and_sends_it_when_the_time_is_gone(narrow: None, time_machine: Any) -> None:
    path = "/meld/?kommune=1&om=self"
    near, far = from_network("203.0.113.5"), from_network("203.0.113.6")
    typed = {"given_name": "Ola <b>", "needs": "En lang tekst\nom behovet", "csrfmiddlewaretoken": "x"}
    assert [near.post(path, {}).status_code == 429 for _ in range(2)] == [False, False]
    answer = near.post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert 'name="given_name" value="Ola &lt;b&gt;"' in page
    assert 'name="needs" value="En lang tekst\nom behovet"' in page
    assert 'action="/meld/?kommune=1&amp;om=self"' in page
    assert near.get(path).status_code == 200
    assert far.post(path, {}).status_code != 429
    time_machine.move_to(now() + timedelta(minutes=6), tick=False)
    assert near.post(path, {}).status_code != 429


def test_behind_a_proxy_those_who_ask_are_told_apart(narrow: None, settings: Any) -> None:
    settings.PROXIES = 1
    proxy = from_network("10.0.0.1")
    for _ in range(3):
        answer = proxy.get("/heftet/pdf/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.5"})
    assert answer.status_code == 429
    assert proxy.get("/heftet/pdf/", headers={"x-forwarded-for": "203.0.113.5, 203.0.113.6"}).status_code != 429
    settings.PROXIES = 0
    assert proxy.get("/heftet/pdf/", headers={"x-forwarded-for": "203.0.113.5"}).status_code != 429
