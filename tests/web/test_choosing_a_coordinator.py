"""Choosing a coordinator on the screens: what speaks against it is told, and units name their own."""

from typing import Any

import pytest

from tests.personas import Persona
from tests.stories import a_case, coordinated
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, words
from tests.web.test_odd_turns import day

People = dict[str, Persona]
requirement = pytest.mark.requirement


def after(one: Persona, answer: Any) -> str:
    """The words of the page a form leads to."""
    assert answer.status_code == 302, words(answer)
    return words(one.opens(answer["Location"]))


@requirement("S3-083", "S0-022", "S4-023", "S1-007")
def test_an_appointment_is_saved_with_a_notice_for_each_criterion_that_is_not_met(
    undone: Things, people: People
) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
    office = people["office"].signed_in()
    path = f"/sak/{story.case.pk}/team/koordinator/"
    typed = {"on": day(0), "reason": "Ny jobb", "knows_person": "yes", "most_involved": "yes"}
    shown = after(office, fills_in(office, path, {**typed, "employment": str(undone.employment("Jonas Fossmark"))}))
    assert "Det går an likevel" not in shown
    with open_town("9901") as town:
        other = coordinated(town)
    path = f"/sak/{other.case.pk}/team/koordinator/"
    outside = {"on": day(0), "reason": "Ny jobb", "employment": str(undone.employment("Amira Warsame"))}
    shown = after(office, fills_in(office, path, {**outside, "departure_reason": "Kjenner familien"}))
    for sentence in (
        "Amira Warsame er ikke ansatt i kommunen.",
        "Amira Warsame er ikke fra tjenesten som er mest inne i saken.",
        "Amira Warsame kjenner ikke personen fra før.",
    ):
        assert sentence in shown


@requirement("S3-133")
@pytest.mark.parametrize(("who", "expected"), [("Berit Kvernmo", True), ("Jonas Fossmark", False)])
def test_two_who_share_the_role_should_come_from_different_services(
    undone: Things, people: People, who: str, expected: bool
) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
    kari = people["coordinator"].signed_in()
    typed = {"employment": str(undone.employment(who)), "kind": "shared", "started_on": day(0)}
    shown = after(kari, fills_in(kari, f"/sak/{story.case.pk}/team/vara/", typed))
    assert ("samme yrke eller kommer fra samme tjeneste" in shown) is expected


@requirement("S3-092")
def test_a_long_absence_is_told_to_ask_for_a_new_coordinator(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
    kari = people["coordinator"].signed_in()
    shown = after(kari, fills_in(kari, f"/sak/{story.case.pk}/team/fravar/", {"started_on": day(0)}))
    assert "Kontoret har fått i oppgave å oppnevne en ny koordinator" in shown
    assert "Oppnevn ny koordinator" in words(people["office"].signed_in().opens(f"/sak/{story.case.pk}/"))


@requirement("S0-012", "S4-010")
def test_a_coordinator_who_is_decided_is_named_in_the_application(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
    kari, path = people["coordinator"].signed_in(), f"/sak/{story.case.pk}/soknad/"
    typed = {"wish": "plan", "consented_on": day(0), "received_on": day(0)}
    lacking = fills_in(kari, path, {**typed, "decided": "yes"})
    assert lacking.status_code == 422
    assert beside(lacking, "coordinator_name") == "Skriv hvem som blir koordinator."
    made = fills_in(kari, path, {**typed, "decided": "yes", "coordinator_name": "Jonas Fossmark"})
    assert "Koordinator som er avgjort Jonas Fossmark" in after(kari, made)
    asked_not = fills_in(kari, path, {**typed, "wish": "coordinator", "decided": "no"})
    assert asked_not.status_code == 302


@requirement("S0-010", "S0-011")
def test_the_leader_of_the_chosen_unit_names_the_coordinator_on_a_page_of_her_own(
    undone: Things, people: People
) -> None:
    with open_town("9901") as town:
        story = a_case(town)
        story.received(50)
        story.assessed(40, "PPT")
        unit = town.staff["leder"].unit if "leder" in town.staff else town.units["helsestasjon"]
    office = people["office"].signed_in()
    chosen = fills_in(office, f"/sak/{story.case.pk}/koordinator/enhet/", {"unit": str(unit.pk), "on": day(0)})
    assert f"Vent på {unit.name}" in after(office, chosen)
    asked = people["asked"].signed_in()
    path = f"/sak/{story.case.pk}/koordinator/svar/"
    assert "Pek ut koordinatoren" in words(asked.opens(path))
    named = fills_in(asked, path, {"employment": str(undone.employment("Jonas Fossmark")), "on": day(0)})
    assert named.status_code == 302
    assert "Jonas Fossmark" in words(office.opens(f"/sak/{story.case.pk}/"))


@requirement("S4-017")
def test_the_coordinator_answers_that_no_group_is_needed_and_the_page_says_so(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
    kari = people["coordinator"].signed_in()
    typed = {"reason": "Møtene på skolen er nok", "on": day(0)}
    answered = fills_in(kari, f"/sak/{story.case.pk}/team/ikke-na/", typed)
    assert "Kari Moen svarte" in after(kari, answered)
    assert "Møtene på skolen er nok" in words(kari.opens(f"/sak/{story.case.pk}/team/"))
