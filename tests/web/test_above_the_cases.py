"""Deviations, raised matters and the boards, as people meet them on the screens."""

import re

import pytest

from samrad.deviations.models import Deviation, Matter
from samrad.kernel.clock import today
from samrad.plans.models import Activity
from samrad.worklist.models import DutyRow
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, page, typed_in

People = dict[str, Persona]
requirement = pytest.mark.requirement


def board_of(site: Things) -> str:
    """The address of the first board."""
    return f"/overordnet/{site.in_case(site.cases['Ola'])['board_id']}/"


def test_a_late_duty_leads_to_a_deviation(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901"):
        late = DutyRow.objects.filter(case=case_id, done_on=None, lapsed_on=None, due__lt=today()).order_by("pk")[0]
    shown = kari.opens(f"/sak/{case_id}/plikt/{late.pk}/").content.decode()
    found = re.search(r'href="(/sak/\d+/avvik/nytt/\?plikt=\d+)"', shown)
    assert found is not None
    answer = fills_in(kari, found.group(1), {"description": "Vi rakk det ikke."})
    assert answer.status_code == 302
    with open_town("9901"):
        assert Deviation.objects.get(case=case_id, description="Vi rakk det ikke.").duty_key == late.key


@requirement("S4-047")
def test_what_is_outside_the_mandate_is_not_decided_but_lifted(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    meeting = undone.meeting(case_id, "agree")["meeting_id"]
    path = f"/sak/{case_id}/moter/{meeting}/enige/"
    with open_town("9901"):
        before = Activity.objects.filter(case=case_id).count()
    nobody = kari.sends(path, {"responsible": "subject", "title": "Egen assistent", "outside": "on"})
    assert nobody.status_code == 422
    assert "fullmakt" in beside(nobody, "responsible")
    seat = f"seat-{undone.in_case(case_id)['seat_id']}"
    assert kari.sends(path, {"responsible": seat, "title": "Egen assistent", "outside": "on"}).status_code == 302
    with open_town("9901"):
        matter = Matter.objects.get(case=case_id, title="Egen assistent")
        assert (matter.why, matter.meeting_id, f"seat-{matter.seat_id}") == ("outside_mandate", meeting, seat)
        assert Activity.objects.filter(case=case_id).count() == before
    assert kari.sends(path, {"responsible": seat, "title": "Egen assistent"}).status_code == 302
    with open_town("9901"):
        assert Activity.objects.filter(case=case_id).count() == before + 1


def test_a_matter_goes_from_the_leader_back_to_the_group(undone: Things, people: People) -> None:
    leader, case_id = people["lifted"].signed_in(), undone.cases["Ola"]
    listed = page(leader, "/avvik/")
    assert "Assistent på bussen" in listed
    path = f"/sak/{case_id}/loft/{undone.in_case(case_id)['matter_id']}/"
    assert page(people["coordinator"], path).count("Neste ledd: Lederen saken er løftet til") == 1
    empty = leader.sends(path + "neste/", typed_in(leader.opens(path + "neste/")))
    assert empty.status_code == 422
    typed = {"answer": "not_within", "note": "Vi har ikke timer."}
    assert fills_in(leader, path + "neste/", typed).status_code == 302
    assert leader.opens(path).status_code == 404
    assert "Assistent på bussen" not in page(leader, "/avvik/")
    group = page(people["coordinator"], path)
    assert "Vi har ikke timer." in group
    assert "Send til koordinerende enhet" in group
    assert fills_in(people["coordinator"], path + "neste/", {}).status_code == 302
    assert "Assistent på bussen" in page(people["office"], "/avvik/")
    assert fills_in(people["office"], path + "neste/", {"note": "Vi finner timer."}).status_code == 302
    assert "Vi finner timer." in page(people["coordinator"], path)


def test_a_deviation_goes_up_to_the_board_without_a_name_and_comes_back(undone: Things, people: People) -> None:
    owner, case_id = people["handler"].signed_in(), undone.cases["Gunnar"]
    deviation = undone.in_case(case_id)["deviation_id"]
    path = f"/sak/{case_id}/avvik/{deviation}/"
    listed = page(owner, "/avvik/")
    assert "Gjennomgangen ble ikke holdt" in listed
    assert "Gunnar" not in listed
    board = undone.in_case(case_id)["board_id"]
    issue = {"board": board, "title": "Gunnar venter", "text": "Gjennomganger blir ikke holdt når vikar mangler."}
    assert "uten navn" in beside(fills_in(owner, path + "til-teamet/", issue), "title")
    assert fills_in(owner, path + "til-teamet/", issue | {"title": "Vikar på dagtid"}).status_code == 302
    seen = page(people["board"], f"/overordnet/{board}/")
    assert "Vikar på dagtid" in seen
    assert fills_in(owner, path + "svar-fra-teamet/", {"note": "Vi deler på en vikar."}).status_code == 302
    assert fills_in(owner, path + "avgjor/", {"decision": "Bruk vikaren.", "closes": "yes"}).status_code == 302
    assert owner.opens(path).status_code == 404
    assert "Gjennomgangen ble ikke holdt" not in page(owner, "/avvik/")


def test_a_board_sees_no_name_of_anybody_with_a_case(site: Things, people: People) -> None:
    names = site.names()
    board = board_of(site)
    for path in (board, board + "arbeid/", board + "tall/", "/overordnet/"):
        text = page(people["board"], path)
        told = re.sub(r".*?Du er: .*?Bytt", "", text)
        subjects = {name for name in ("Ola", "Nordmann", "Gunnar", "Åsheim", "Bjørkeng", "Amira", "Anders")} & names
        assert subjects & set(re.findall(r"\w+", told)) == set(), path


@requirement("S1-022")
def test_who_took_part_finds_the_training_on_the_own_page(site: Things, people: People) -> None:
    theme = "Å lede et møte der barnet er med"
    assert theme in page(people["coordinator"], "/konto/")
    assert theme not in page(people["colleague"], "/konto/")


@requirement("S1-009")
def test_systemansvarlig_is_told_of_a_start_with_its_day(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    before = page(people["system"], "/avvik/").count("Oppstart")
    assert fills_in(kari, f"/sak/{case_id}/meld-fra/", {"kind": "start", "note": "I gang"}).status_code == 302
    assert page(people["system"], "/avvik/").count("Oppstart") == before + 1


@pytest.mark.parametrize(("who", "what"), [("lifted", "Evaluer rutinen"), ("board", "Evaluer rutinen")])
def test_the_boards_duties_stand_on_i_dag(site: Things, people: People, who: str, what: str) -> None:
    assert what in page(people[who], "/i-dag/")
    assert what not in page(people["former"], "/i-dag/")
