"""Asking for correction, deletion and more, complaining, and what is answered, from one's own pages to the case."""

import re
from typing import Any

from samrad.contact.models import Message
from samrad.rights.models import Request
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, page, typed_in
from tests.web.test_odd_turns import day

People = dict[str, Persona]


def asked(kind: str) -> Request:
    """The latest request of the kind."""
    with open_town("9901"):
        return Request.objects.filter(kind=kind).order_by("-pk")[0]


def entry(one: Persona, path: str, begins: str) -> str:
    """The value of the text that begins so, among those the form offers."""
    found = re.search(rf'<option value="([^"]+)"[^>]*>{begins}', one.opens(path).content.decode())
    assert found
    return found.group(1)


def test_a_correction_is_added_beside_the_text_and_the_text_stands(undone: Things, people: People) -> None:
    ola, kari, own = people["child11"].signed_in(), people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    path = "/min/rettigheter/retting/"
    typed = {"entry": entry(ola, path, "Kan vi flytte"), "text": "Jeg skrev onsdag."}
    assert beside(fills_in(ola, path, {**typed, "text": ""}), "text")
    assert fills_in(ola, path, typed).status_code == 302
    found = asked("correction")
    assert found.part == "messages"
    answer = f"{own}rettigheter/{found.pk}/"
    assert "Jeg skrev onsdag." in page(kari, answer)
    reply = {"outcome": "granted", "answer": "Vi skrev feil dag.", "addition": "Møtet skulle være onsdag."}
    assert beside(fills_in(kari, answer, {**reply, "addition": ""}), "addition")
    assert fills_in(kari, answer, reply).status_code == 302
    assert "Vi skrev feil dag." in page(ola, f"/min/rettigheter/{found.pk}/")
    shown = page(ola, f"{own}kontakt/")
    assert "Kan vi flytte møtet?" in shown
    assert "Møtet skulle være onsdag." in shown


def test_a_deletion_is_refused_with_a_reason_and_the_right_to_complain(undone: Things, people: People) -> None:
    mother, kari, own = people["parentA"].signed_in(), people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    assert fills_in(mother, "/min/rettigheter/sletting/", {"text": "Slett alt om skolen."}).status_code == 302
    found = asked("deletion")
    reply = {"outcome": "refused", "answer": "Arkivlova sier at det skal tas vare på."}
    assert beside(fills_in(kari, f"{own}rettigheter/{found.pk}/", {**reply, "answer": " "}), "answer")
    assert fills_in(kari, f"{own}rettigheter/{found.pk}/", reply).status_code == 302
    shown = page(mother, f"/min/rettigheter/{found.pk}/")
    assert "Arkivlova sier at det skal tas vare på." in shown
    assert "Statsforvalteren" in shown
    assert "klage" in shown


def test_a_deletion_that_is_granted_empties_the_text(undone: Things, people: People) -> None:
    ola, kari, own = people["child11"].signed_in(), people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    path = "/min/rettigheter/sletting/"
    typed = {"entry": entry(ola, path, "Kan vi flytte"), "text": "Det var ikke jeg som skrev det."}
    assert fills_in(ola, path, typed).status_code == 302
    found = asked("deletion")
    reply = {"outcome": "granted", "answer": "Skrevet av en annen.", "ground": ""}
    assert beside(fills_in(kari, f"{own}rettigheter/{found.pk}/", reply), "ground")
    assert fills_in(kari, f"{own}rettigheter/{found.pk}/", {**reply, "ground": "wrong_person"}).status_code == 302
    assert "Kan vi flytte møtet?" not in page(ola, f"{own}kontakt/")
    assert "Skrevet av en annen." in page(kari, f"{own}slett/")


def test_the_coordinator_erases_what_was_written_on_the_wrong_person(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    assert "Beskjed og svar" in page(kari, f"{own}slett/")
    assert "Kan vi flytte møtet?" in page(kari, f"{own}slett/contact.message/")
    with open_town("9901"):
        message = Message.objects.get(case=undone.cases["Ola"], text="Kan vi flytte møtet?")
    path = f"{own}slett/contact.message/{message.pk}/"
    assert beside(fills_in(kari, path, {"ground": "wrong_person", "reason": "Det sto Kan vi flytte møtet?"}), "reason")
    assert fills_in(kari, path, {"ground": "wrong_person", "reason": "Gjelder en annen."}).status_code == 302
    assert kari.opens(path).status_code == 404
    assert "slettet en tekst i saken" in page(people["child11"], f"{own}hendelser/")
    assert people["seat"].signed_in().opens(f"{own}slett/").status_code == 403


def test_a_complaint_goes_the_right_way_with_its_deadline_and_letter(undone: Things, people: People) -> None:
    mother, office, own = people["parentA"].signed_in(), people["office"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    path = "/min/rettigheter/klage/"
    assert "Fristen er 4 uker" in page(mother, path)
    typed = {"law": "health", "known_on": day(-40), "text": "Ola har ikke fått barnekoordinator."}
    assert beside(fills_in(mother, path, {**typed, "known_on": day(3)}), "known_on")
    assert fills_in(mother, path, typed).status_code == 302
    found = asked("complaint")
    assert "Fristen for å klage gikk ut" in page(mother, f"/min/rettigheter/{found.pk}/")
    letter: Any = mother.opens(f"/min/rettigheter/{found.pk}/brev/")
    assert letter.content.startswith(b"%PDF")
    assert "Svar på kravet om opplysningene" in page(office, "/i-dag/?alle=ja")
    reply = {"outcome": "forwarded", "answer": "Vi endrer ikke. Sendt til statsforvalteren."}
    assert fills_in(office, f"{own}rettigheter/{found.pk}/", reply).status_code == 302
    settled = {"settlement": "Dere får medhold."}
    assert fills_in(office, f"{own}rettigheter/{found.pk}/utfall/", settled).status_code == 302
    assert "Dere får medhold." in page(mother, f"/min/rettigheter/{found.pk}/")


def test_what_came_on_paper_is_registered_and_answered(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/rettigheter/"
    typed = {"kind": "copy", "asked_by": "Ingrid", "received_on": day(-3), "text": "Alle referatene."}
    assert beside(fills_in(kari, own + "nytt/", {**typed, "asked_by": ""}), "asked_by")
    assert beside(fills_in(kari, own + "nytt/", {**typed, "kind": "complaint"}), "known_on")
    assert fills_in(kari, own + "nytt/", typed).status_code == 302
    assert asked("copy").written_by == "Ingrid"
    assert "Alle referatene." not in page(people["parentA"], "/min/rettigheter/")


def test_a_child_is_told_who_reads_what_it_writes(undone: Things, people: People) -> None:
    ola, nora = people["child11"].signed_in(), people["youth17"].signed_in()
    own = f"/sak/{undone.cases['Ola']}/"
    assert "Foreldre som har innsyn, kan lese det du skriver her" in page(ola, f"{own}kontakt/skriv/")
    assert "Foreldrene dine ser ikke det du skriver her" in page(ola, "/min/rettigheter/retting/")
    for path in ("/min/rettigheter/retting/", f"{own}kontakt/skriv/"):
        assert "Foreldre" not in page(people["parentA"], path)
    assert "De leser ikke det du skriver her" in page(nora, f"/sak/{undone.cases['Nora']}/kontakt/skriv/")
    assert typed_in(ola.opens(f"{own}kontakt/skriv/"))
