"""Consent as the people of a case meet it: told so that a caseworker can read it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from samrad.consents.models import Consent
from samrad.kernel.clock import today
from samrad.kernel.tenant import tenant
from tests.personas import Persona
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, page, words

pytestmark = pytest.mark.usefixtures("standing_still")
People = dict[str, Persona]


def a_day(days: int) -> str:
    return f"{today() + timedelta(days=days):%d.%m.%Y}"


@pytest.fixture
def reading(undone: Things) -> int:
    """Ola's case, in which Per reads by the parents' consent."""
    return undone.cases["Ola"]


def own_consent(case_id: int, unit: str) -> Consent:
    with tenant(1):
        return Consent.objects.filter(
            case=case_id, grants__unit__kind=unit, given_at__isnull=False, withdrawn_at__isnull=True, step="written"
        ).latest("id")


def test_withdrawn_while_its_reader_has_the_page_open(people: People, reading: int) -> None:
    per, mother = people["partial"].signed_in(), people["parentA"].signed_in()
    assert per.opens(f"/sak/{reading}/plan/").status_code == 200
    consent = own_consent(reading, "school")
    path = f"/sak/{reading}/samtykke/{consent.pk}/trekk/"
    told = words(mother.opens(path))
    assert "Per " in told
    assert "Ser ikke saken lenger." in told
    assert fills_in(mother, path, {}).status_code == 302
    assert per.opens(f"/sak/{reading}/plan/").status_code == 404
    assert per.opens(f"/sak/{reading}/plan/pdf/").status_code == 404


GRANTED = """UPDATE consents_grant g SET withdrawn_at = {}, withdrawn_by = {} FROM agencies_unit u
             WHERE u.id = g.unit_id AND u.kind = 'school' AND g.case_id = %s"""
STANDING = """UPDATE people_representation m SET insight = {}, insight_reason = {}
              FROM people_relatedperson r, cases_case c
              WHERE r.id = m.related_person_id AND r.given_name = 'Ingrid' AND m.subject_id = c.subject_id AND c.id = %s"""


@pytest.mark.parametrize(
    ("who", "method", "path", "taking", "taken", "back"),
    [
        ("partial", "get", "/sak/{}/plan/pdf/", GRANTED, ("now() - interval '1 hour'", "'Mor'"), ("NULL", "''")),
        ("parentA", "post", "/min/ta-med/", STANDING, ("FALSE", "'Vedtak'"), ("TRUE", "''")),
    ],
    ids=["consent withdrawn", "insight stopped"],
)
def test_nothing_leaves_when_it_is_taken_while_a_file_is_being_made(
    people: People, site: Things, who: str, method: str, path: str, taking: str, taken: Any, back: Any
) -> None:
    case_id = site.cases["Ola"]
    one = people[who].signed_in()
    address = path.format(case_id)
    assert getattr(one.client, method)(address).status_code == 200
    done: list[Any] = []

    def in_the_middle(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not done and "plans_careplan" in sql:
            done.append(site._owner.execute(taking.format(*taken), (case_id,)))
        return execute(sql, params, many, context)

    before = site.count("audit_reading")
    try:
        with connection.execute_wrapper(in_the_middle):
            answer = getattr(one.client, method)(address)
    finally:
        site._owner.execute(taking.format(*back), (case_id,))
    assert done
    assert answer.status_code == 404
    assert not answer.content.startswith((b"%PDF", b"PK"))
    assert site.count("audit_reading") == before
    assert getattr(one.client, method)(address).status_code == 200


def test_parents_who_disagree_are_told_apart_and_a_new_answer_ends_it(people: People, reading: int) -> None:
    kari, mother = people["coordinator"].signed_in(), people["parentA"].signed_in()
    before = {one.pk for one in _all(reading)}
    asked = {"units": [str(_unit("school"))], "until": a_day(100)}
    assert fills_in(kari, f"/sak/{reading}/samtykke/ny/call_in/", asked)["Location"]
    number = next(one.pk for one in _all(reading) if one.pk not in before)
    own = f"/sak/{reading}/samtykke/{number}/"
    spoken = {"evidence": "spoken", "witness": "Jonas", "note": "På telefon", "on": a_day(0)}
    father = _representation("Leif")
    answer = fills_in(kari, f"{own}svar/", {"giver": father, "yes": "no", **spoken})
    assert beside(answer, "told") == "Skriv hva som ble sagt om hva et nei betyr."
    refused = {"giver": father, "yes": "no", "told": "Ingen får vite noe.", **spoken}
    assert fills_in(kari, f"{own}svar/", refused).status_code == 302
    assert fills_in(mother, f"{own}svar/", {"yes": "yes"}).status_code == 302
    shown = page(kari, own)
    assert "Uenighet" in shown
    assert "Ingen får vite noe nå." in shown
    assert fills_in(kari, f"{own}svar/", {"giver": father, "yes": "yes", **spoken}).status_code == 302
    assert "skal også spørres før noe blir delt" in page(kari, own)
    view = {"view": "agrees", "said": "Det er greit.", "heard_by": "Kari", "on": a_day(0)}
    assert fills_in(kari, f"{own}mening/", view).status_code == 302
    shown = page(kari, own)
    assert "Du kan kalle inn dem som står under." in shown
    assert shown.count("Leif") >= 2
    assert "svarte senere noe annet" in shown


def _all(case_id: int) -> list[Consent]:
    with tenant(1):
        return list(Consent.objects.filter(case=case_id))


def _unit(kind: str) -> int:
    from samrad.agencies.models import Unit

    with tenant(1):
        return Unit.objects.filter(kind=kind).earliest("id").pk


def _representation(name: str) -> str:
    from samrad.people.models import Representation

    with tenant(1):
        return str(Representation.objects.filter(related_person__given_name=name).earliest("id").pk)


def test_the_person_says_no_to_what_is_shared_by_law(people: People, reading: int) -> None:
    ola, kari = people["child11"].signed_in(), people["coordinator"].signed_in()
    shown = page(ola, f"/sak/{reading}/samtykke/hvem-svarer/")
    assert "Vaksinen må avklares." in shown
    found = re.search(rf"/sak/{reading}/samtykke/deling/(\d+)/nei/", ola.opens(
        f"/sak/{reading}/samtykke/hvem-svarer/").content.decode())  # fmt: skip
    assert found
    assert "Jonas" in page(kari, f"/sak/{reading}/hvem-ser-hva/")
    assert fills_in(ola, found.group(0), {}).status_code == 302
    shared = "Delt uten samtykke, etter loven"
    assert shared not in page(kari, f"/sak/{reading}/hvem-ser-hva/")


def test_a_part_is_taken_away_by_the_mother(people: People, reading: int) -> None:
    mother, per = people["parentA"].signed_in(), people["partial"].signed_in()
    consent = own_consent(reading, "school")
    path = f"/sak/{reading}/samtykke/{consent.pk}/ta-bort/"
    with tenant(1):
        grant = consent.grants.get(unit__kind="school", replaced_at__isnull=True)
    assert beside(fills_in(mother, path, {"until": a_day(-1)}), "until")
    assert fills_in(mother, path, {f"parts_{grant.pk}": ["team"]}).status_code == 302
    assert per.opens(f"/sak/{reading}/team/").status_code == 200
    assert "Gjelder, begrenset" in page(mother, f"/sak/{reading}/samtykke/{consent.pk}/")
    with tenant(1):
        assert list(consent.grants.get(unit__kind="school", replaced_at__isnull=True).parts) == ["team"]


def test_the_text_is_asked_and_kept_in_the_language_that_was_shown(people: People, reading: int) -> None:
    kari = people["coordinator"].signed_in()
    path = f"/sak/{reading}/samtykke/ny/call_in/?sprak=en"
    assert "I agree that the coordinator contacts those listed below" in page(kari, path)
    before = {one.pk for one in _all(reading)}
    assert fills_in(kari, path, {"units": [str(_unit("school"))], "until": a_day(100)}).status_code == 302
    kept = next(one for one in _all(reading) if one.pk not in before)
    assert kept.lang == "en"
    assert kept.text.strip().startswith("I agree that the coordinator")


def test_a_verge_for_economy_neither_answers_nor_sees_who_does(people: People, undone: Things) -> None:
    economy, personal = people["guardianE"].signed_in(), people["guardianP"].signed_in()
    case_id = undone.cases["Bjørg"]
    assert economy.opens(f"/sak/{case_id}/samtykke/hvem-svarer/").status_code == 403
    shown = page(personal, f"/sak/{case_id}/samtykke/hvem-svarer/")
    assert "Fra 18 år svarer personen selv" in shown
    assert "Verge, økonomi" in shown
