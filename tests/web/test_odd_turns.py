"""What goes otherwise than planned, as it is met on the screens: nothing is lost, nothing done twice, all is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samrad.commands.demo.beginning import A_PDF
from samrad.commands.demo.people import synthetic_number
from samrad.duties.calendar import add_months
from samrad.kernel.clock import now, today
from tests.personas import Persona, everybody
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, page, summary, typed_in, words

People = dict[str, Persona]
SCRIPT = '<script>alert("hei")</script>'


def day(away: int) -> str:
    """A day from today, as it is typed."""
    return (today() + timedelta(days=away)).strftime("%d.%m.%Y")


def new_meeting(one: Persona, case_id: int, away: int, clock: str = "12.30", **more: Any) -> Any:
    """Plans a meeting; the answer."""
    typed = {"day": day(away), "clock": clock, "minutes": "60", "kind": "ordinary", "interpreter": "no", **more}
    return fills_in(one, f"/sak/{case_id}/moter/nytt/", typed)


def meetings(one: Persona, case_id: int) -> set[str]:
    """The addresses of the meetings on the page of meetings."""
    return set(re.findall(rf"/sak/{case_id}/moter/(\d+)/", one.opens(f"/sak/{case_id}/moter/").content.decode()))


def answer_of(one: Persona, path: str, name: str) -> str:
    """What stands after somebody's name in the list of those who are asked to a meeting."""
    return words(one.opens(path)).rpartition(name)[2][:80]


def test_a_form_sent_twice_is_one_act(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    path = f"/sak/{case_id}/moter/nytt/"
    typed = {**typed_in(kari.opens(path)), "day": day(50), "clock": "10.00", "minutes": "60", "interpreter": "no"}
    before = meetings(kari, case_id)
    first, second = kari.sends(path, typed), kari.sends(path, typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert len(meetings(kari, case_id) - before) == 1


def test_a_stale_save_of_the_plan_shows_both_texts(undone: Things, people: People) -> None:
    kari, mother, case_id = people["coordinator"].signed_in(), people["parentA"].signed_in(), undone.cases["Ola"]
    path = f"/sak/{case_id}/plan/tekst/important/"
    mine, hers = typed_in(kari.opens(path)), typed_in(mother.opens(path))
    assert mother.sends(path, {**hers, "text": "Jeg vil bade."}).status_code == 302
    answer = kari.sends(path, {**mine, "text": "Jeg vil sykle."})
    assert answer.status_code == 409
    assert "Noen andre har endret dette mens du skrev" in words(answer)
    assert "Jeg vil bade." in words(answer)
    assert typed_in(answer)["text"] == ["Jeg vil sykle."]


def test_a_stale_save_of_minutes_shows_both_texts(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    meeting_id = undone.meeting(case_id, "write")["meeting_id"]
    path = f"/sak/{case_id}/moter/{meeting_id}/referat/skriv/"
    field = {"heading": "voice", "version": "0"}
    assert kari.sends(path, {**field, "text": "Det går fint."}).status_code == 302
    answer = kari.sends(path, {**field, "text": "Det går dårlig."})
    assert answer.status_code == 409
    assert {"Det går fint.", "Det går dårlig."} <= set(re.findall(r"Det går \w+\.", words(answer)))


def test_two_meetings_in_a_day_are_asked_about_first(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    assert new_meeting(kari, case_id, 45).status_code == 302
    again = new_meeting(kari, case_id, 45, "15.00")
    assert again.status_code == 422
    assert "Det er allerede et møte denne dagen, klokka 12.30" in beside(again, "day")
    assert typed_in(again)["clock"] == ["15.00"]
    assert new_meeting(kari, case_id, 45, "15.00", same_day_too="on").status_code == 302


def test_a_meeting_with_two_days_notice_says_so_and_can_be_called(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    path = new_meeting(kari, case_id, 2)["Location"]
    assert "Møtet er om 2 dager. Rutinen sier 1 uke. Du kan sende den likevel." in words(kari.opens(f"{path}send/"))
    typed = {"consulted_with": "Ola", "consulted_on": day(0), "child_attends": "yes", "on": day(0)}
    assert fills_in(kari, f"{path}send/", typed).status_code == 302
    assert "Innkallingen ble sendt" in words(kari.opens(path))


def test_a_meeting_moved_after_it_was_called_tells_all_and_asks_anew(undone: Things, people: People) -> None:
    kari, mother, case_id = people["coordinator"].signed_in(), people["parentA"].signed_in(), undone.cases["Ola"]
    path = f"/sak/{case_id}/moter/{undone.meeting(case_id, 'meeting')['meeting_id']}/"
    assert "Alle som er innkalt, får beskjed, og må svare på nytt." in words(kari.opens(f"{path}flytt/"))
    coming = {name for name in ("Per Bakkemo", "Selma Øverby") if "Kommer" in answer_of(kari, path, name)}
    assert coming
    typed = {"day": day(40), "clock": "09.15", "on": day(0)}
    assert fills_in(kari, f"{path}flytt/", typed).status_code == 302
    assert "09.15" in words(mother.opens("/min/moter/"))
    assert [name for name in coming if "Kommer" in answer_of(kari, path, name)] == []


def test_a_meeting_whose_minutes_are_begun_is_not_cancelled(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    path = f"/sak/{case_id}/moter/{undone.meeting(case_id, 'write')['meeting_id']}/"
    kari.sends(f"{path}referat/skriv/", {"heading": "voice", "version": "0", "text": "Det går fint."})
    answer = fills_in(kari, f"{path}avlys/", {"on": day(0), "reason": "Sykdom"})
    assert answer.status_code == 422
    assert "eferat" in summary(answer)
    assert typed_in(answer)["reason"] == ["Sykdom"]


def test_a_person_without_email_gets_a_letter(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Bjørg"]
    path = new_meeting(kari, case_id, 30)["Location"]
    shown = words(kari.opens(f"{path}send/"))
    assert "Brev til Bjørg Skogmo" in shown
    assert "Disse har ikke e-post" in shown


def test_the_only_parent_withdraws_and_all_insight_ends_at_once(undone: Things, people: People) -> None:
    mother, per, case_id = people["parentA"].signed_in(), people["partial"].signed_in(), undone.cases["Ola"]
    assert per.opens(f"/sak/{case_id}/plan/").status_code == 200
    shown = mother.opens(f"/sak/{case_id}/samtykke/").content.decode()
    for consent_id in sorted(set(re.findall(rf"/sak/{case_id}/samtykke/(\d+)/", shown))):
        path = f"/sak/{case_id}/samtykke/{consent_id}/trekk/"
        if mother.opens(path).status_code == 200 and "mister" in words(mother.opens(path)):
            assert fills_in(mother, path, {}).status_code == 302
    assert per.opens(f"/sak/{case_id}/plan/").status_code in (403, 404)


def test_a_relative_is_made_coordinator_with_a_written_reason_only(undone: Things, people: People) -> None:
    office, case_id = people["office"].signed_in(), undone.cases["Ánte"]
    relative = {"given_name": "Lise", "family_name": "Granmo", "relation": "mother", "wanted": "yes",
                "mandate": "parental"}  # fmt: skip
    assert fills_in(office, f"/sak/{case_id}/personen/ny/", relative).status_code == 302
    typed = {"employment": str(undone.employment("Lise Granmo")), "person_wish": "Lise", "consulted": "Ánte",
             "on": day(0), "kind": "coordinator"}  # fmt: skip
    answer = fills_in(office, f"/sak/{case_id}/koordinator/foresla/", typed)
    assert answer.status_code == 422
    assert "Velg en annen, eller skriv hvorfor det likevel er riktig." in beside(answer, "near_reason")
    assert typed_in(answer)["consulted"] == ["Ánte"]
    typed["near_reason"] = "De heter bare det samme."
    assert fills_in(office, f"/sak/{case_id}/koordinator/foresla/", typed).status_code == 302
    shown = page(office, f"/sak/{case_id}/nar-tilknytning/")
    assert "Ingen som er koordinator" in shown


def test_a_unit_with_seats_is_closed_knowingly_and_sees_nothing_after(
    undone: Things, people: People, time_machine: Any
) -> None:
    system, case_id = people["system"].signed_in(), undone.cases["Ola"]
    path = f"/oppsett/enheter/{undone.in_case(case_id)['unit_id']}/avslutt/"
    shown = words(system.opens(path))
    assert re.search(r"\d+ deltakerplass(er)? i saker som går, står tomm?e?", shown)
    assert fills_in(system, path, {"on": day(0), "reason": "Slått sammen"}).status_code == 302
    assert people["partial"].signed_in().opens(f"/sak/{case_id}/").status_code == 200
    time_machine.move_to(now() + timedelta(days=1))
    after = everybody()
    assert after["seat"].signed_in().opens(f"/sak/{case_id}/").status_code == 200
    assert after["partial"].signed_in().opens(f"/sak/{case_id}/").status_code != 200


def test_the_wrong_persons_scan_is_taken_out_for_all(undone: Things, people: People) -> None:
    kari, mother, case_id = people["coordinator"].signed_in(), people["parentA"].signed_in(), undone.cases["Ola"]
    typed = {"title": "Epikrise", "part": "documents", "file": SimpleUploadedFile("skann.pdf", A_PDF)}
    assert fills_in(kari, f"/sak/{case_id}/dokumenter/nytt/", typed).status_code == 302
    path = max(set(re.findall(rf"/sak/{case_id}/dokumenter/\d+/", mother.opens(f"/sak/{case_id}/dokumenter/")
                              .content.decode())), key=lambda one: int(one.split("/")[-2]))  # fmt: skip
    assert mother.opens(path).content == A_PDF
    assert fills_in(kari, f"{path}fjern/", {"reason": "Gjelder en annen person"}).status_code == 302
    assert mother.opens(path).status_code == 404
    assert path not in mother.opens(f"/sak/{case_id}/dokumenter/").content.decode()


def test_a_child_who_turns_sixteen_between_form_and_signature_answers_alone(
    undone: Things, people: People, time_machine: Any
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    sixteen = add_months(today(), -16 * 12) + timedelta(days=1)
    born = {"born_on": sixteen.strftime("%d.%m.%Y"), "identity_number": synthetic_number(sixteen, 7)}
    assert fills_in(kari, f"/sak/{case_id}/personen/rett/", born).status_code == 302
    asked = {
        "purpose": "Samarbeid",
        "until": day(90),
        "made_on": day(0),
        "units": str(undone.in_case(case_id)["unit_id"]),
    }
    path = fills_in(kari, f"/sak/{case_id}/samtykke/ny/call_in/", asked)["Location"]
    time_machine.move_to(now() + timedelta(days=1))
    kari = everybody()["coordinator"].signed_in()
    mother = re.search(r'name="giver" value="(\d+)"', kari.opens(f"{path}svar/").content.decode())
    assert mother is not None
    signed = {
        "giver": mother.group(1),
        "yes": "yes",
        "on": day(0),
        "evidence": "spoken",
        "witness": "Per",
        "note": "Ja",
    }
    answer = fills_in(kari, f"{path}svar/", signed)
    assert answer.status_code == 422
    assert "gammel nok til å samtykke selv denne dagen" in beside(answer, "giver")
    assert typed_in(answer)["witness"] == ["Per"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[routine\ntitle = 1", "Linje"),
        (b"\xff\xfe\x00", "Filen er ikke tekst i UTF-8"),
        (b"x" * 1_100_000, "Filen er for stor"),
        (b'[routine]\nid = "x"\n', "mangler"),
    ],
)
def test_a_broken_routine_file_is_told_line_by_line(
    undone: Things, people: People, settings: Any, content: bytes, sentence: str
) -> None:
    settings.SETUP_CODE = "hemmelig"
    one = people["anonymous"]
    assert one.opens("/oppsett/ny/?kode=hemmelig").status_code == 302
    own = {"name": "Prøvestad", "number": "9903"}
    one.sends("/oppsett/ny/?steg=kommune", own)
    sent = {"routine": "own", "file": SimpleUploadedFile("rutine.toml", content)}
    answer = one.sends("/oppsett/ny/?steg=rutine", sent)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_script_in_text_is_shown_as_text_everywhere(undone: Things, people: People) -> None:
    kari, office, case_id = people["coordinator"].signed_in(), people["office"].signed_in(), undone.cases["Ola"]
    meeting = f"/sak/{case_id}/moter/{undone.meeting(case_id, 'meeting')['meeting_id']}/"
    written: list[tuple[str, dict[str, Any]]] = [
        (f"/sak/{case_id}/personen/rett/", {"given_name": SCRIPT, "address": SCRIPT}),
        (f"{meeting}endre/", {"place": SCRIPT}),
        (f"{meeting}sak/", {"title": SCRIPT, "detail": SCRIPT, "life_area": "other"}),
        (f"/sak/{case_id}/plan/tekst/important/", {"text": SCRIPT}),
        (f"/sak/{case_id}/plan/mal/", {"title": SCRIPT, "life_area": "school"}),
        (f"/sak/{case_id}/team/endre/", {"mandate": SCRIPT}),
        (f"/sak/{case_id}/pause/", {"on": day(0), "reason": SCRIPT}),
        (f"/sak/{case_id}/meld-fra/", {"on": day(0), "kind": "change", "note": SCRIPT}),
        (f"/sak/{case_id}/personen/ny/", {"given_name": SCRIPT, "family_name": SCRIPT, "relation": "mother",
                                          "wanted": "yes"}),
    ]  # fmt: skip
    for path, typed in written:
        answer = fills_in(kari, path, typed)
        assert answer.status_code == 302, (path, summary(answer))
    case = f"/sak/{case_id}/"
    shown = ["", "hendelser/", "personen/", "team/", "plan/", "moter/", "samtykke/", "hvem-ser-hva/"]
    pages = [kari.opens(case + one) for one in shown] + [kari.opens(meeting), kari.opens("/i-dag/")]
    pages += [office.opens("/henvendelser/"), office.opens("/oversikt/"), people["child11"].signed_in().opens("/min/")]
    texts = [page.content.decode() for page in pages]
    assert sum("&lt;script&gt;alert(&quot;hei&quot;)" in text for text in texts) >= 8
    assert [text for text in texts if "<script>alert" in text] == []
