"""A code on a sheet, for whoever has no eID: handed over, used once, and ended by the coordinator."""

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client

from samrad.accounts.models import OneTimeCode, PersonalAccess
from samrad.accounts.operations.sign_in import totp_secret
from samrad.accounts.operations.staff import employ
from samrad.accounts.queries import user_named
from samrad.kernel.clock import now, today
from samrad.people.models import RelatedPerson
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, page, summary, words

PASSWORD = "en ganske lang setning om fjorden"
NAME = "bjork.7"


def browser() -> Client:
    return Client(headers={"host": "127.0.0.1"})


def secrets_on(answer: Any) -> list[str]:
    return re.findall(r'class="secret">([^<]+)<', answer.content.decode())


@pytest.fixture
def kari(people: dict[str, Persona], undone: Things) -> Persona:
    """The coordinator of Ola's case."""
    return people["coordinator"].signed_in()


def handed(kari: Persona, site: Things, name: str = NAME) -> str:
    """The code on a sheet that is made for the person herself."""
    path = f"/sak/{site.cases['Ola']}/personen/innlogging/"
    assert kari.sends(path, {"username": name})["Location"] == path
    username, code = secrets_on(kari.opens(path))
    assert username == name
    return code


def begins(client: Client, code: str, name: str = NAME, password: str = PASSWORD) -> Any:
    return client.post("/inn/ark/", {"username": name, "code": code, "password": password, "again": password})


def comes_in(client: Client) -> Any:
    user = user_named(NAME)
    assert user is not None
    return client.post("/inn/kode/", {"code": pyotp.TOTP(totp_secret(user)).at(now())})


def test_the_whole_way_from_the_sheet_to_the_own_plan(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    client = browser()
    assert begins(client, code.upper())["Location"] == "/inn/kode/"
    assert "Sett opp kodeappen" in words(client.get("/inn/kode/"))
    assert comes_in(client)["Location"] == "/"
    assert client.get("/min/").status_code == 200
    assert client.get(f"/sak/{undone.cases['Ola']}/").status_code == 200


def test_the_code_is_shown_until_it_is_said_to_be_handed_over_and_is_not_in_the_database(
    kari: Persona, undone: Things
) -> None:
    code = handed(kari, undone)
    path = f"/sak/{undone.cases['Ola']}/personen/innlogging/"
    assert code in secrets_on(kari.opens(path))
    kari.sends(path, {"noted": "1"})
    assert code not in kari.opens(path).content.decode()
    assert "Har fått et ark" in page(kari, f"/sak/{undone.cases['Ola']}/personen/")
    assert code not in str(list(OneTimeCode.objects.values_list()))


def test_a_code_is_used_once_and_a_weak_password_does_not_use_it_up(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    weak = begins(browser(), code, password="kort")
    assert "for kort" in beside(weak, "password")
    assert begins(browser(), code).status_code == 302
    again = begins(browser(), code, password="en helt annen setning her")
    assert "koden er brukt" in beside(again, "code")
    user = user_named(NAME)
    assert user is not None
    assert user.check_password(PASSWORD)


def test_after_fourteen_days_the_code_has_run_out(kari: Persona, undone: Things, time_machine: Any) -> None:
    code = handed(kari, undone)
    time_machine.move_to(now() + timedelta(days=14, minutes=1), tick=False)
    assert begins(browser(), code).status_code == 422


def test_to_the_last_day_it_is_good(kari: Persona, undone: Things, time_machine: Any) -> None:
    code = handed(kari, undone)
    time_machine.move_to(now() + timedelta(days=13, hours=23), tick=False)
    assert begins(browser(), code).status_code == 302


def test_the_code_of_one_is_of_no_use_for_another(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    handed_other = handed(kari, undone, "annen.2") if noted(kari, undone) else ""
    assert handed_other
    assert begins(browser(), code, name="annen.2").status_code == 422


def noted(kari: Persona, site: Things) -> bool:
    return bool(kari.sends(f"/sak/{site.cases['Ola']}/personen/innlogging/", {"noted": "1"}).status_code == 302)


def test_with_the_sheet_unused_nobody_signs_in_by_a_password(kari: Persona, undone: Things) -> None:
    handed(kari, undone)
    for password in ("", "!", "x", PASSWORD):
        assert browser().post("/inn/", {"username": NAME, "password": password}).status_code == 422


def own(site: Things) -> PersonalAccess:
    with open_town("9901"):
        return PersonalAccess.objects.get(user__username=NAME)


def test_the_coordinator_ends_it_at_once(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    client = browser()
    begins(client, code)
    comes_in(client)
    path = f"/sak/{undone.cases['Ola']}/personen/ark/{own(undone).pk}/avslutt/"
    assert kari.opens(path).status_code == 200
    assert client.get("/min/").status_code == 200
    assert kari.sends(path).status_code == 302
    assert client.get("/min/")["Location"].startswith("/inn/")
    assert kari.opens(path).status_code == 404


def test_ending_it_takes_a_sheet_that_is_not_used_back(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    kari.sends(f"/sak/{undone.cases['Ola']}/personen/ark/{own(undone).pk}/avslutt/")
    assert begins(browser(), code).status_code == 422


def test_a_new_sheet_puts_the_old_one_the_password_and_the_code_app_out(kari: Persona, undone: Things) -> None:
    first = handed(kari, undone)
    client = browser()
    begins(client, first)
    comes_in(client)
    path = f"/sak/{undone.cases['Ola']}/personen/ark/{own(undone).pk}/"
    assert kari.sends(path)["Location"] == path
    second = secrets_on(kari.opens(path))[1]
    assert client.get("/min/")["Location"].startswith("/inn/")
    assert browser().post("/inn/", {"username": NAME, "password": PASSWORD}).status_code == 422
    again = browser()
    assert begins(again, second, password="en helt ny setning om skogen").status_code == 302
    assert "Sett opp kodeappen" in words(again.get("/inn/kode/"))


def test_no_new_sheet_is_made_for_a_user_who_comes_in_for_something_else(kari: Persona, undone: Things) -> None:
    """Else a coordinator could make herself a way into another case, or into somebody's work."""
    handed(kari, undone)
    access = own(undone)
    with open_town("9901") as town:
        made = employ(actor=town.job, unit=town.units["skole"], name="Ola Lærer", title="", started_on=today())
        made.user = access.user
        made.save()
    path = f"/sak/{undone.cases['Ola']}/personen/ark/{access.pk}/"
    kari.sends(path)
    assert "logger inn for mer enn denne saken" in words(kari.opens(path))
    assert secrets_on(kari.opens(path)) == []


def test_a_way_in_of_another_case_is_not_there(kari: Persona, undone: Things) -> None:
    with open_town("9901"):
        other = PersonalAccess.objects.filter(person__given_name="Anders").first()
    assert other is not None
    for end in ("", "avslutt/"):
        assert kari.opens(f"/sak/{undone.cases['Ola']}/personen/ark/{other.pk}/{end}").status_code == 404
        assert kari.sends(f"/sak/{undone.cases['Ola']}/personen/ark/{other.pk}/{end}").status_code == 404


def test_the_number_of_somebody_near_is_registered_encrypted_and_once(kari: Persona, undone: Things) -> None:
    with open_town("9901"):
        ingrid = RelatedPerson.objects.get(given_name="Ingrid")
    path = f"/sak/{undone.cases['Ola']}/personen/nummer/{ingrid.pk}/"
    from tests.web.providers import INGRID

    assert "11 siffer" in beside(kari.sends(path, {"identity_number": "123"}), "identity_number")
    assert kari.sends(path, {"identity_number": INGRID}).status_code == 302
    with open_town("9901"):
        ingrid.refresh_from_db()
        assert INGRID.encode() not in bytes(ingrid.identity_sealed or b"")
        assert ingrid.identity_index
        leif = RelatedPerson.objects.get(given_name="Leif", subject=ingrid.subject)
    other = kari.sends(f"/sak/{undone.cases['Ola']}/personen/nummer/{leif.pk}/", {"identity_number": INGRID})
    assert "En annen av de nærmeste" in beside(other, "identity_number")


@pytest.mark.parametrize("who", ["parentA", "child11"])
def test_nobody_who_acts_for_the_person_sets_the_number_she_is_let_in_by(
    people: dict[str, Persona], undone: Things, who: str
) -> None:
    one, path = people[who].signed_in(), f"/sak/{undone.cases['Ola']}/personen/rett/"
    assert "identity_number" not in one.opens(path).content.decode()
    with open_town("9901"):
        before = RelatedPerson.objects.filter(given_name="Ingrid").values_list("subject__identity_index", flat=True)[0]
    one.sends(path, {"given_name": "Ola", "family_name": "X", "identity_number": "12345678901"})
    with open_town("9901"):
        after = RelatedPerson.objects.filter(given_name="Ingrid").values_list("subject__identity_index", flat=True)[0]
    assert before == after


def test_too_many_wrong_codes_lock_the_account(kari: Persona, undone: Things) -> None:
    code = handed(kari, undone)
    for _ in range(5):
        assert begins(browser(), "bcdf-bcdf-bcdf-bcdf").status_code == 422
    assert "hører ikke sammen" in summary(begins(browser(), code))
