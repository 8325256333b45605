"""Services, needs, messages and contact, as people meet them on the screens."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samrad.cases.models import Case
from samrad.commands.demo.beginning import A_PDF
from samrad.papers.models import Paper
from samrad.services.models import Offer
from samrad.worklist.models import DutyRow
from tests.personas import Persona
from tests.routines.following import following
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in
from tests.web.test_around_the_coordinator import page
from tests.web.test_odd_turns import day

People = dict[str, Persona]
requirement = pytest.mark.requirement


@requirement("S0-023", "S1-006")
def test_a_service_is_put_in_the_list_told_of_and_stands_on_the_persons_page(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    system = people["system"].signed_in()
    new = {"title": "Svømmekurs", "what": "Hver torsdag.", "contact": "Kultur og fritid", "phone": "40 11 22 33"}
    assert fills_in(system, "/tilbud/nytt/", new).status_code == 302
    assert beside(fills_in(system, "/tilbud/nytt/", new), "title")
    assert 'href="/tilbud/"' in kari.opens(own).content.decode()
    assert "Svømmekurs" in page(kari, "/tilbud/")
    with open_town("9901"):
        offer = Offer.objects.get(title="Svømmekurs")
    assert "Svømmekurs" not in page(people["child11"], "/min/papirer/")
    assert f"{own}tilbud/" in people["child11"].opens("/min/").content.decode()
    assert fills_in(kari, f"{own}tilbud/{offer.pk}/formidle/", {"on": day(0)}).status_code == 302
    for who in ("child11", "parentA"):
        shown = page(people[who], "/min/papirer/")
        assert "Formidlet" in shown
        assert "Svømmekurs" in shown
        assert "Kultur og fritid, tlf. 40 11 22 33" in shown


@requirement("S1-006")
def test_an_empty_list_of_services_is_told_to_systemansvarlig(undone: Things, people: People) -> None:
    gap = "Lista over kommunens tilbud er tom"
    assert gap not in page(people["system"], "/oppsett/enheter/")
    with open_town("9901"):
        Offer.objects.update(withdrawn_on="2026-01-01")
    assert gap in page(people["system"], "/oppsett/enheter/")


@requirement("S3-136")
def test_the_person_writes_to_the_coordinator_and_reads_the_answer(undone: Things, people: People) -> None:
    mother, kari, own = people["parentA"], people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/kontakt/"
    first = page(mother, "/min/")
    assert "Skriv til koordinatoren" in first
    assert "Ring" in first
    assert fills_in(mother, own + "skriv/", {"text": "Kan vi få et møte til?"}).status_code == 302
    assert "Svar på beskjeden" in page(kari, "/i-dag/?alle=ja")
    shown = kari.opens(own).content.decode()
    assert "Kan vi få et møte til?" in shown
    answer = next(part.split('"')[0] for part in shown.split('href="')[1:] if part.split('"')[0].endswith("/svar/"))
    assert fills_in(kari, answer, {"answer": "Ja, i neste uke."}).status_code == 302
    assert "Ja, i neste uke." in page(mother, own)


@requirement("S1-004")
def test_contact_is_kept_in_a_log(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/kontakt/"
    typed = {"on": day(-1), "with_whom": "Far", "way": "visit", "note": "Så på rommet."}
    assert fills_in(kari, own + "logg/", {**typed, "on": day(1)}).status_code == 422
    assert fills_in(kari, own + "logg/", typed).status_code == 302
    assert "Far, hjemmebesøk" in page(kari, own)


def test_a_need_is_seen_by_who_sees_that_area_of_life(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/"
    typed = {"life_area": "economy", "text": "Trenger hjelp med budsjett", "source": "Mor", "on": day(0)}
    assert fills_in(kari, own + "behov/", typed).status_code == 302
    assert "Trenger hjelp med budsjett" in page(people["child11"], own + "tilbud/")


@requirement("S4-050")
def test_a_paper_that_came_in_waits_for_the_archive_and_goes_along_in_its_package(
    undone: Things, people: People
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    own = f"/sak/{case_id}/dokumenter/"
    assert "Sentralarkivet" not in page(kari, own)
    with open_town("9901"):
        following("ansvarsgruppe-utvidet")
    typed = {"title": "Rapport", "part": "documents", "received_on": day(-3), "sender": "Habiliteringstjenesten",
             "file": SimpleUploadedFile("x.pdf", A_PDF)}  # fmt: skip
    assert fills_in(kari, own + "nytt/", typed).status_code == 302
    with open_town("9901"):
        paper = Paper.objects.get(title="Rapport")
        waiting = DutyRow.objects.filter(
            case=case_id, rule="paper-archived", anchor_fact=f"paper-{paper.pk}", done_on=None
        )
        assert waiting.get().role == "coordinator"
    assert fills_in(kari, f"{own}{paper.pk}/arkivert/", {"on": day(0)}).status_code == 302
    with open_town("9901"):
        assert not waiting.exists()
        number = Case.objects.get(pk=case_id).number
    with zipfile.ZipFile(io.BytesIO(kari.opens(own + "arkivpakke/").content)) as package:
        listed = package.read("innhold.csv").decode("utf-8-sig").splitlines()
        assert package.read(f"papir-{paper.pk}.pdf") == A_PDF
    came = paper.received_on.isoformat()
    assert f"{number};papir-{paper.pk}.pdf;Rapport;{came};Habiliteringstjenesten" in listed
