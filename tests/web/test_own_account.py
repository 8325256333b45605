"""One's own account: codes for a lost telephone, where one is signed in, how long it lasts, and too many tries."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from django.test import Client

from samrad.accounts.models import Draft, Employment, OneTimeCode, Tally, UserSession
from samrad.accounts.operations.sign_in import totp_secret
from samrad.accounts.operations.staff import employ, end_employment, give_sign_in, reset_sign_in
from samrad.accounts.queries import user_named
from samrad.accounts.rules import LIMITS, Use, device_words, network_of
from samrad.kernel.clock import now, today
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, summary, words

PASSWORD = "en ganske lang setning om fjorden"
NAME = "ellen.prove"
NETWORK_TRIES = LIMITS[Use.WRONG_FROM_NETWORK].closes
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def ellen(undone: Things) -> Employment:
    """Somebody employed who has chosen a password and set up the code app."""
    with open_town("9901") as town:
        one = employ(actor=town.job, unit=town.units["skole"], name="Ellen Prøve", title="lærer", started_on=today())
        made = give_sign_in(actor=town.job, employment=one, username=NAME)
        made.user.set_password(PASSWORD)
        made.user.must_change_password = False
        made.user.save()
    return one


def browser(user_agent: str = FIREFOX, address: str = "127.0.0.1") -> Client:
    return Client(headers={"host": "127.0.0.1", "user-agent": user_agent}, REMOTE_ADDR=address)


def code_now() -> str:
    user = user_named(NAME)
    assert user is not None
    return pyotp.TOTP(totp_secret(user)).at(now())


def comes_in(client: Client, time_machine: Any) -> Client:
    """Signs in; a minute later than before, since a code of the app is used once."""
    time_machine.move_to(now() + timedelta(minutes=2), tick=False)
    assert client.post("/inn/", {"username": NAME, "password": PASSWORD})["Location"] == "/inn/kode/"
    assert client.post("/inn/kode/", {"code": code_now()})["Location"] == "/"
    return client


def is_out(client: Client) -> bool:
    answer = client.get("/i-dag/")
    return bool(answer.status_code == 302 and answer["Location"].startswith("/inn/"))


# ── recovery codes ───────────────────────────────────────────────────────────


def makes_codes(client: Client) -> list[str]:
    path = "/konto/gjenopprettingskoder/"
    assert client.post(path, {"present": PASSWORD})["Location"] == path
    return re.findall(r'class="secret">([a-z0-9-]+)<', client.get(path).content.decode())


def with_recovery(code: str) -> Any:
    client = browser()
    client.post("/inn/", {"username": NAME, "password": PASSWORD})
    return client.post("/inn/kode/gjenoppretting/", {"code": code})


def test_ten_codes_are_shown_once_each_lets_in_once_and_new_ones_put_the_old_out(
    ellen: Employment, time_machine: Any
) -> None:
    client = comes_in(browser(), time_machine)
    codes = makes_codes(client)
    assert len(set(codes)) == 10
    assert not OneTimeCode.objects.filter(digest__in=codes).exists()
    client.post("/konto/gjenopprettingskoder/", {"noted": "1"})
    assert codes[0] not in client.get("/konto/gjenopprettingskoder/").content.decode()
    assert with_recovery(codes[0].upper().replace("-", " "))["Location"] == "/"
    assert "brukt før" in beside(with_recovery(codes[0]), "code")
    assert "9 gjenopprettingskoder" in words(client.get("/konto/"))
    anew = makes_codes(client)
    assert with_recovery(codes[1]).status_code == 422
    assert with_recovery(anew[0]).status_code == 302


def test_codes_are_made_by_somebody_who_knows_the_password(ellen: Employment, time_machine: Any) -> None:
    client = comes_in(browser(), time_machine)
    answer = client.post("/konto/gjenopprettingskoder/", {"present": "feil"})
    assert (answer.status_code, "ikke passordet" in beside(answer, "present")) == (422, True)
    assert not OneTimeCode.objects.exists()


def test_a_recovery_code_is_of_no_use_without_the_password_or_for_another(ellen: Employment, time_machine: Any) -> None:
    codes = makes_codes(comes_in(browser(), time_machine))
    assert browser().post("/inn/kode/gjenoppretting/", {"code": codes[0]})["Location"] == "/inn/"
    assert OneTimeCode.objects.filter(used_at__isnull=False).count() == 0


def test_five_wrong_recovery_codes_lock_the_account(ellen: Employment, time_machine: Any) -> None:
    codes = makes_codes(comes_in(browser(), time_machine))
    client = browser()
    client.post("/inn/", {"username": NAME, "password": PASSWORD})
    for _ in range(5):
        assert client.post("/inn/kode/gjenoppretting/", {"code": "bcdf-bcdf-bcdf"}).status_code == 422
    answer = client.post("/inn/kode/gjenoppretting/", {"code": codes[0]})
    assert "for mange forsøk" in summary(answer)
    time_machine.move_to(now() + timedelta(minutes=11), tick=False)
    assert client.post("/inn/kode/gjenoppretting/", {"code": codes[0]}).status_code == 302


def test_a_new_telephone_takes_the_place_of_the_old_one(ellen: Employment, time_machine: Any) -> None:
    client, elsewhere = comes_in(browser(), time_machine), comes_in(browser(IPHONE), time_machine)
    page = client.get("/konto/kodeapp/").content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    new = pyotp.TOTP(found.group(1).replace(" ", ""))
    wrong = client.post("/konto/kodeapp/", {"present": PASSWORD, "code": "000000"})
    assert "Koden er ikke riktig" in beside(wrong, "code")
    assert client.post("/konto/kodeapp/", {"present": PASSWORD, "code": new.at(now())}).status_code == 302
    assert is_out(elsewhere)
    assert not is_out(client)
    user = user_named(NAME)
    assert user is not None
    assert totp_secret(user) == new.secret


@pytest.mark.parametrize("path", ["/konto/gjenopprettingskoder/", "/konto/kodeapp/", "/konto/passord/"])
def test_who_has_no_password_has_none_of_these_pages(people: dict[str, Persona], path: str) -> None:
    assert people["coordinator"].signed_in().opens(path).status_code == 404


# ── where one is signed in ───────────────────────────────────────────────────


def test_one_sees_where_one_is_signed_in_and_ends_it_there(ellen: Employment, time_machine: Any) -> None:
    here, there = comes_in(browser(), time_machine), comes_in(browser(IPHONE, "10.9.8.7"), time_machine)
    text = words(here.get("/konto/"))
    assert "Firefox på Windows Denne nettleseren" in text
    assert "Safari på iPhone" in text
    assert text.count("fra det nettet du er på nå") == 1
    assert text.count("fra et annet nett") == 1
    wanted = re.findall(r'name="session" value="(\d+)"', here.get("/konto/").content.decode())
    assert len(wanted) == 1
    assert here.post("/konto/innlogginger/avslutt/", {"session": wanted[0]}).status_code == 302
    assert is_out(there)
    assert not is_out(here)


def test_all_others_are_ended_at_once(ellen: Employment, time_machine: Any) -> None:
    here, *others = [comes_in(browser(), time_machine) for _ in range(3)]
    here.post("/konto/innlogginger/avslutt/", {"session": "others"})
    assert [is_out(one) for one in (here, *others)] == [False, True, True]


def test_nobody_ends_the_session_of_another(ellen: Employment, people: dict[str, Persona], time_machine: Any) -> None:
    client = comes_in(browser(), time_machine)
    own = UserSession.objects.get(user__username=NAME)
    kari = people["coordinator"].signed_in()
    for wanted in (str(own.pk), "-1", "x", "", "9" * 30):
        assert kari.sends("/konto/innlogginger/avslutt/", {"session": wanted}).status_code == 302
    assert not is_out(client)


def test_no_address_is_kept(ellen: Employment, time_machine: Any) -> None:
    comes_in(browser(FIREFOX, "203.0.113.77"), time_machine)
    browser(FIREFOX, "203.0.113.77").post("/inn/", {"username": NAME, "password": "feil"})
    kept = [str(list(one)) for model in (UserSession, Tally) for one in model.objects.values_list()]
    assert kept
    assert not any("203.0.113" in one for one in kept)


def test_a_changed_password_ends_the_sessions_elsewhere(ellen: Employment, time_machine: Any) -> None:
    here, there = comes_in(browser(), time_machine), comes_in(browser(IPHONE), time_machine)
    new = {"present": PASSWORD, "password": "en annen setning om fjellet", "again": "en annen setning om fjellet"}
    assert here.post("/konto/passord/", new).status_code == 302
    assert [is_out(here), is_out(there)] == [False, True]
    assert words(here.get("/konto/")).count("Firefox på Windows") == 1


def test_a_reset_by_systemansvarlig_ends_every_session(ellen: Employment, time_machine: Any) -> None:
    client = comes_in(browser(), time_machine)
    with open_town("9901") as town:
        reset_sign_in(actor=town.job, employment=ellen)
    assert is_out(client)


def test_when_the_employment_ends_the_session_ends_and_it_is_said_why(ellen: Employment, time_machine: Any) -> None:
    client = comes_in(browser(), time_machine)
    with open_town("9901") as town:
        end_employment(actor=town.job, employment=ellen, on=today(), reason="sluttet")
    assert client.get("/i-dag/").status_code == 200
    client = comes_in(browser(), time_machine)
    with open_town("9901"):
        Employment.objects.filter(pk=ellen.pk).update(
            started_on=today() - timedelta(days=5), ended_on=today() - timedelta(days=1)
        )
    answer = client.get("/i-dag/")
    assert answer["Location"].startswith("/inn/?slutt=1")
    assert "Du har ikke lenger noen rolle her" in words(client.get(answer["Location"]))
    assert is_out(client)


# ── how long it lasts ────────────────────────────────────────────────────────


def test_after_eight_hours_one_signs_in_again_however_busy(people: dict[str, Persona], time_machine: Any) -> None:
    kari = people["coordinator"].signed_in()
    begun = now()
    for minutes in range(15, 8 * 60, 15):
        time_machine.move_to(begun + timedelta(minutes=minutes), tick=False)
        assert kari.opens("/rolle/").status_code == 200
    time_machine.move_to(begun + timedelta(hours=8, minutes=1), tick=False)
    answer = kari.opens("/rolle/")
    assert answer["Location"].startswith("/inn/?dag=1")
    assert "åtte timer" in words(kari.opens(answer["Location"]))


@pytest.mark.parametrize(
    ("where", "field", "saves_itself"),
    [("plan/mal/", "title", True), ("pause/", "reason", False), ("tolk/", "language", False)],
)
def test_what_was_sent_too_late_is_kept_and_stands_there_after_signing_in_again(
    people: dict[str, Persona], undone: Things, time_machine: Any, where: str, field: str, saves_itself: bool
) -> None:
    kari, path = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/{where}"
    place = re.search(r'name="_draft" value="([^"]+)"', kari.opens(path).content.decode())
    assert (place is not None) is saves_itself
    time_machine.move_to(now() + timedelta(minutes=25), tick=False)
    late = {field: "Noe som er skrevet", "identity_number": "12345678901", "_draft": place.group(1) if place else ""}
    answer = kari.sends(path, late, headers={"referer": f"http://127.0.0.1{path}", "host": "127.0.0.1"})
    assert "lenge=1" in answer["Location"]
    assert "12345678901" not in str(list(_drafts()))
    to = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert kari.client.post("/inn/demo/", {"username": "kari", "next": to})["Location"] == to
    page = kari.opens(to)
    assert "Noe som er skrevet" in page.content.decode()
    assert "hentet fram utkastet" in words(page)


def _drafts() -> list[Any]:
    with open_town("9901"):
        return list(Draft.objects.values_list("place", "fields"))


def test_a_password_sent_too_late_is_kept_nowhere(ellen: Employment, time_machine: Any) -> None:
    client = comes_in(browser(), time_machine)
    time_machine.move_to(now() + timedelta(minutes=25), tick=False)
    late = {"present": PASSWORD, "password": "noe nytt og hemmelig", "again": "noe nytt og hemmelig"}
    path = "/konto/passord/"
    answer = client.post(path, late, headers={"referer": f"http://127.0.0.1{path}", "host": "127.0.0.1"})
    assert "lenge=1" in answer["Location"]
    assert _drafts() == []


@pytest.mark.parametrize("minutes", [5, 60])
def test_how_long_it_may_rest_is_the_installation_s_choice(
    people: dict[str, Persona], settings: Any, time_machine: Any, minutes: int
) -> None:
    settings.IDLE_SECONDS = minutes * 60
    kari = people["coordinator"].signed_in()
    time_machine.move_to(now() + timedelta(minutes=minutes - 1), tick=False)
    assert kari.opens("/rolle/").status_code == 200
    time_machine.move_to(now() + timedelta(minutes=minutes + 1), tick=False)
    assert kari.opens("/rolle/").status_code == 302


# ── too many tries ───────────────────────────────────────────────────────────


def wrong(client: Client, name: str) -> Any:
    return client.post("/inn/", {"username": name, "password": "feil"})


def test_thirty_tries_from_one_network_lock_it_for_all_names_and_for_a_quarter_of_an_hour(
    ellen: Employment, time_machine: Any
) -> None:
    time_machine.move_to(now(), tick=False)
    for number in range(NETWORK_TRIES):
        wrong(browser(FIREFOX, f"2001:db8:1:2::{number + 1:x}"), f"navn{number}")
    right = {"username": NAME, "password": PASSWORD}
    locked = browser(FIREFOX, "2001:db8:1:2:ffff::1").post("/inn/", right)
    assert "fra dette nettet" in summary(locked)
    assert browser(FIREFOX, "2001:db8:1:3::1").post("/inn/", right).status_code == 302
    time_machine.move_to(now() + timedelta(minutes=16), tick=False)
    assert browser(FIREFOX, "2001:db8:1:2::1").post("/inn/", right).status_code == 302


def test_tries_spread_over_hours_lock_nothing(ellen: Employment, time_machine: Any) -> None:
    for number in range(NETWORK_TRIES + 5):
        time_machine.move_to(now() + timedelta(minutes=1), tick=False)
        wrong(browser(), f"navn{number}")
    assert browser().post("/inn/", {"username": NAME, "password": PASSWORD}).status_code == 302


def test_behind_proxies_the_address_is_what_the_outermost_of_ours_saw(ellen: Employment, settings: Any) -> None:
    settings.PROXIES = 1
    for number in range(NETWORK_TRIES):
        client = Client(headers={"host": "127.0.0.1", "x-forwarded-for": f"10.0.0.{number}, 198.51.100.4"})
        wrong(client, f"navn{number}")
    right = {"username": NAME, "password": PASSWORD}
    same = Client(headers={"host": "127.0.0.1", "x-forwarded-for": "192.0.2.1, 198.51.100.4"})
    other = Client(headers={"host": "127.0.0.1", "x-forwarded-for": "198.51.100.4, 192.0.2.1"})
    assert "fra dette nettet" in summary(same.post("/inn/", right))
    assert other.post("/inn/", right).status_code == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_network_is_an_address_or_the_half_of_a_longer_one(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (FIREFOX, "Firefox på Windows"),
        (IPHONE, "Safari på iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome på Android"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Mac"),
        ("curl/8.0", "Ukjent nettleser"),
        ("", "Ukjent nettleser"),
        ("<b>x</b> Linux", "Ukjent nettleser på Linux"),
    ],
)
def test_a_device_is_said_as_its_owner_would(user_agent: str, said: str) -> None:
    assert device_words(user_agent) == said


def test_as_whom_one_acts_names_the_child_and_by_what_right(people: dict[str, Persona]) -> None:
    for who, said in (("parentA", "forelder for Ola"), ("guardianP", "verge for Bjørg")):
        text = words(people[who].signed_in().opens("/rolle/"))
        assert said in text
        assert "På vegne av noen andre" in text
    assert "Deg selv" in words(people["adult"].signed_in().opens("/rolle/"))
    assert "I jobben" in words(people["coordinator"].signed_in().opens("/rolle/"))


def test_the_answer_of_the_form_is_the_same_for_a_name_that_is_and_one_that_is_not(ellen: Employment) -> None:
    one = browser().post("/inn/ark/", {"username": NAME, "code": "x", "password": PASSWORD, "again": PASSWORD})
    other = browser().post(
        "/inn/ark/", {"username": "finnes.ikke", "code": "x", "password": PASSWORD, "again": PASSWORD}
    )
    assert summary(one) == summary(other) != ""
    assert one.status_code == other.status_code == 422


def test_the_forms_are_filled_in_as_a_browser_does(people: dict[str, Persona], undone: Things) -> None:
    """The name of the draft's place is no field of a form: what is sent in time is saved as before."""
    kari, path = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/plan/mal/"
    sent = fills_in(kari, path, {"title": "Ta bussen alene", "life_area": "leisure"})
    assert sent.status_code == 302
