"""Mine sider: who has looked at what, what one may ask for, and what is answered."""

import re

from samrad.audit.operations import record_reading
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, page, words

People = dict[str, Persona]


def first(answer: str, pattern: str) -> str:
    """The first link on the page that fits."""
    found = re.search(rf'href="({pattern})"', answer)
    assert found, pattern
    return found.group(1)


def test_the_person_asks_about_a_visit_and_reads_the_answer(undone: Things, people: People) -> None:
    mother, kari = people["parentA"].signed_in(), people["coordinator"].signed_in()
    assert kari.opens(f"/sak/{undone.cases['Ola']}/plan/").status_code == 200
    shown = page(mother, "/min/logg/")
    assert "Kari Moen" in shown
    assert "leste planen" in shown
    assert "Grunn: " in shown
    assert "Ingen besøk passer" in page(mother, "/min/logg/?fra=1.1.2000&til=2.1.2000")
    assert mother.opens("/min/logg/?fra=hei").status_code == 422
    asking = first(mother.opens("/min/logg/").content.decode(), r"/min/logg/\d+/")
    assert beside(fills_in(mother, asking, {"text": ""}), "text")
    assert fills_in(mother, asking, {"text": "Hvorfor så du på planen?"}).status_code == 302
    assert "Det er spurt om dette" in page(mother, "/min/logg/")
    office = people["office"].signed_in()
    assert "Svar på spørsmålet om et oppslag" in page(office, "/i-dag/?alle=ja")
    waiting = office.opens("/oppslag/").content.decode()
    assert "Hvorfor så du på planen?" in waiting
    row = waiting[: waiting.index("Hvorfor så du på planen?")]
    answering = re.findall(r'href="(/oppslag/\d+/)"', row)[-1]
    assert fills_in(office, answering, {"answer": "Hun er koordinator."}).status_code == 302
    own = first(mother.opens("/min/rettigheter/").content.decode(), r"/min/rettigheter/\d+/")
    assert "Hun er koordinator." in page(mother, own)
    assert "Hun er koordinator." not in page(people["guardianP"], "/min/rettigheter/")


def test_systemansvarlig_looks_at_a_visit_and_writes_what_was_found(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        record_reading(town.actor("per"), address="plan:plan", case_id=undone.cases["Ola"], ground="emergency")
    system = people["system"].signed_in()
    shown = page(system, "/logg/")
    assert "Per " in shown
    assert "Ola" not in shown
    opening = first(system.opens("/logg/").content.decode(), r"\?merke=emergency[^\"]+").replace("&amp;", "&")
    typed = {"outcome": "in_order", "finding": "Det var en nødsituasjon."}
    assert beside(fills_in(system, f"/logg/{opening}", {**typed, "finding": ""}), "finding")
    assert fills_in(system, f"/logg/{opening}", typed).status_code == 302
    assert "Det var en nødsituasjon." in page(system, "/logg/")
    assert "emergency" not in system.opens("/logg/").content.decode()
    again = fills_in(system, f"/logg/{opening}", {**typed, "finding": "Jeg så på det også."})
    assert "Noen har allerede sett på dette" in words(again)
    assert "Jeg så på det også." in again.content.decode()
    with open_town("9901") as town:
        record_reading(town.actor("per"), address="plan:plan", case_id=undone.cases["Ola"], ground="emergency")
    assert "emergency" in system.opens("/logg/").content.decode()
    assert system.opens("/logg/?merke=emergency:1").status_code == 404
    assert people["office"].signed_in().opens("/logg/").status_code == 403


def test_the_mother_corrects_how_the_child_and_she_are_reached(undone: Things, people: People) -> None:
    ola = f"/sak/{undone.cases['Ola']}/personen/"
    mother, kari = people["parentA"].signed_in(), people["coordinator"].signed_in()
    assert f'href="{ola}"' in mother.opens("/min/").content.decode()
    assert beside(fills_in(mother, f"{ola}kontakt/", {"email": "ikke en adresse"}), "email")
    assert fills_in(mother, f"{ola}kontakt/", {"phone": "900 11 222", "language": "nn"}).status_code == 302
    assert fills_in(mother, f"{ola}meg/", {"phone": "900 33 444"}).status_code == 302
    assert (
        fills_in(mother, f"/sak/{undone.cases['Ola']}/tolk/", {"needed": "yes", "language": "dari"}).status_code == 302
    )
    for one in (mother, kari):
        shown = page(one, ola)
        assert all(word in shown for word in ("900 11 222", "900 33 444", "Nynorsk", "dari"))
    correcting = first(kari.opens(ola).content.decode(), rf"{ola}rett/\d+/")
    assert fills_in(kari, correcting, {"given_name": "Rettet"}).status_code == 302
    assert "Rettet " in page(kari, ola)
