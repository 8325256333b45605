"""Coming in: password and code, wrong tries, the demo on this machine only, resting, and as whom one acts."""

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client

from samrad.accounts.operations.sign_in import totp_secret
from samrad.accounts.operations.staff import employ, give_sign_in
from samrad.accounts.queries import user_named
from samrad.kernel.clock import now, today
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import words

PASSWORD = "en ganske lang setning om fjorden"


@pytest.fixture
def ellen(undone: Things) -> tuple[str, str]:
    """Somebody employed who has been given a way to sign in: user name and first password."""
    with open_town("9901") as town:
        one = employ(actor=town.job, unit=town.units["skole"], name="Ellen Prøve", title="lærer", started_on=today())
        made = give_sign_in(actor=town.job, employment=one, username="ellen.prove")
    assert made.password
    return "ellen.prove", made.password


def browser() -> Client:
    """A browser on this machine."""
    return Client(headers={"host": "127.0.0.1"})


def code_of(username: str) -> str:
    """What the code app shows now."""
    user = user_named(username)
    assert user is not None
    return pyotp.TOTP(totp_secret(user)).at(now())


def comes_in(client: Client, username: str, password: str) -> Any:
    """Gives password and code; the last answer."""
    first = client.post("/inn/", {"username": username, "password": password})
    assert first["Location"] == "/inn/kode/"
    return client.post("/inn/kode/", {"code": code_of(username)})


def test_password_and_code_lead_to_an_own_password_and_then_in(ellen: tuple[str, str]) -> None:
    client = browser()
    assert comes_in(client, *ellen)["Location"] == "/konto/passord/"
    assert client.get("/i-dag/")["Location"] == "/konto/passord/"
    short = client.post("/konto/passord/", {"password": "kort", "again": "kort"})
    assert short.status_code == 422
    assert client.post("/konto/passord/", {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get("/i-dag/").status_code == 200
    assert client.post("/ut/").status_code == 302
    assert client.get("/i-dag/")["Location"].startswith("/inn/")


def test_the_password_alone_lets_nobody_in(ellen: tuple[str, str]) -> None:
    client = browser()
    client.post("/inn/", {"username": ellen[0], "password": ellen[1]})
    assert client.get("/i-dag/")["Location"].startswith("/inn/")
    wrong = client.post("/inn/kode/", {"code": "000000" if code_of(ellen[0]) != "000000" else "111111"})
    assert wrong.status_code == 422
    assert "Koden er ikke riktig" in words(wrong)


@pytest.mark.usefixtures("standing_still")
def test_a_code_is_used_once(ellen: tuple[str, str]) -> None:
    assert comes_in(browser(), *ellen).status_code == 302
    again = comes_in(browser(), *ellen)
    assert again.status_code == 422
    assert "er brukt" in words(again)


def test_wrong_names_and_passwords_are_told_in_one_way_and_five_tries_close_for_ten_minutes(
    ellen: tuple[str, str], time_machine: Any
) -> None:
    client, (username, password) = browser(), ellen
    nobody = client.post("/inn/", {"username": "finnes.ikke", "password": "feil"})
    tries = [client.post("/inn/", {"username": username, "password": "feil"}) for _ in range(5)]
    said = {re.sub(r".*(Brukernavnet eller passordet.*?minutter\.).*", r"\1", words(one)) for one in [nobody, *tries]}
    assert {one.status_code for one in [nobody, *tries]} == {422}
    assert len(said) == 1
    assert client.post("/inn/", {"username": username, "password": password}).status_code == 422
    time_machine.move_to(now() + timedelta(minutes=11))
    assert client.post("/inn/", {"username": username, "password": password}).status_code == 302


def test_a_demo_person_has_no_password(undone: Things) -> None:
    assert browser().post("/inn/", {"username": "kari", "password": ""}).status_code == 422
    assert browser().post("/inn/", {"username": "kari", "password": "kari"}).status_code == 422


@pytest.mark.parametrize(
    "from_where",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_HOST": "samrad.example"},
    ],
)
def test_demo_persons_are_signed_in_on_this_machine_only(
    undone: Things, settings: Any, from_where: dict[str, Any]
) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "samrad.example"]
    kari = {"username": "kari"}
    assert Client(headers={"host": "127.0.0.1"}).post("/inn/demo/", kari).status_code == 302
    far = Client(**{"HTTP_HOST": "127.0.0.1", **from_where})
    assert far.post("/inn/demo/", kari).status_code == 404
    assert "Kari" not in words(far.get("/inn/"))
    assert "Koordinator (Fjordvik)" in words(browser().get("/inn/"))


def test_demo_persons_are_not_signed_in_where_others_can_reach(undone: Things, settings: Any) -> None:
    settings.BIND = "0.0.0.0"
    assert browser().post("/inn/demo/", {"username": "kari"}).status_code == 404


def test_a_demo_sign_in_is_for_demo_persons(ellen: tuple[str, str]) -> None:
    assert browser().post("/inn/demo/", {"username": ellen[0]}).status_code == 404


def test_a_session_that_rests_for_twenty_minutes_is_over_and_leads_back(
    people: dict[str, Persona], time_machine: Any
) -> None:
    kari = people["coordinator"].signed_in()
    assert kari.opens("/saker/").status_code == 200
    time_machine.move_to(now() + timedelta(minutes=19))
    assert kari.opens("/saker/").status_code == 200
    time_machine.move_to(now() + timedelta(minutes=21))
    answer = kari.opens("/saker/")
    assert answer["Location"] == "/inn/?lenge=1&next=%2Fsaker%2F"


def test_a_form_sent_too_late_from_an_address_that_is_none_leads_to_the_front_page(
    people: dict[str, Persona], time_machine: Any
) -> None:
    kari = people["coordinator"].signed_in()
    time_machine.move_to(now() + timedelta(minutes=21))
    answer = kari.sends("/saker/", {"need": "Hjelp"}, headers={"referer": "http://[::", "host": "127.0.0.1"})
    assert answer["Location"] == "/inn/?lenge=1&next=%2F"


def test_one_chooses_as_whom_one_acts(undone: Things, people: dict[str, Persona]) -> None:
    with open_town("9901") as town:
        user = user_named("per")
        assert user is not None
        one = employ(actor=town.job, unit=town.units["fritid"], name="Per Bakkemo", title="trener", started_on=today())
        give_sign_in(actor=town.job, employment=one, username="per")
    per = people["partial"]
    assert per.client.get("/i-dag/")["Location"] == "/rolle/"
    offered = re.findall(r'value="(\d+-employment-\d+)"', per.opens("/rolle/").content.decode())
    assert len(offered) == 2
    assert per.sends("/rolle/", {"capacity": offered[1]}).status_code == 302
    assert "Per Bakkemo, trener, Kultur og fritid" in words(per.opens("/i-dag/"))
    assert per.opens(f"/sak/{undone.cases['Ola']}/").status_code == 404
    assert per.sends("/rolle/", {"capacity": "1-employment-1"})["Location"] == "/rolle/"


@pytest.mark.parametrize("address", ["https://ond.example/", "//ond.example/", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_site(undone: Things, address: str) -> None:
    answer = browser().post("/inn/demo/", {"username": "kari", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("signs_out", [True, False])
def test_what_was_said_to_one_is_not_said_to_the_next_on_the_same_machine(undone: Things, signs_out: bool) -> None:
    client = browser()
    client.post("/inn/demo/", {"username": "kari"})
    client.post("/konto/innlogginger/avslutt/", {"session": "nil"})
    assert "messages" in client.cookies
    if signs_out:
        client.post("/ut/")
    before = client.cookies["samrad"].value
    client.post("/inn/demo/", {"username": "hab"})
    assert client.cookies["samrad"].value != before
    assert "innloggingen er allerede avsluttet" not in words(client.get("/i-dag/"))


def test_a_form_with_nothing_in_it_is_shown_again(site: Things, people: dict[str, Persona]) -> None:
    assert people["anonymous"].sends("/inn/").status_code == 422
