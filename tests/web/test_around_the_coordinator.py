"""What pages show and say around the coordinator, the group and the meetings."""

import re

import pytest

from samrad.agencies.models import Municipality
from samrad.cases.models import Case
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import now
from samrad.meetings.models import Meeting
from samrad.teams.rules import SeatKind
from tests.personas import Persona
from tests.stories import coordinated, teamed
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import fills_in, page, typed_in
from tests.web.test_odd_turns import day, new_meeting

People = dict[str, Persona]
requirement = pytest.mark.requirement


@requirement("S0-003", "S4-003")
@pytest.mark.parametrize("who", ["adult", "parentA", "guardianP"])
def test_the_person_next_of_kin_and_guardian_see_who_coordinates(undone: Things, people: People, who: str) -> None:
    with open_town("9901"):
        case = Case.objects.get(pk=undone.cases[people[who].case])
        present = coordinator(case)
        assert present is not None
        name, unit = present.employment.name, present.employment.unit.name
    shown = page(people[who], "/min/")
    assert name in shown
    assert unit in shown


@requirement("S3-146")
def test_the_offices_telephone_hours_and_address_stand_on_the_persons_page_and_in_the_booklet(
    undone: Things, people: People
) -> None:
    told = {
        "office_phone": "40 03 15 79",
        "office_hours": "Alle dager, åpent kontor tirsdag og torsdag 9–12",
        "office_address": "Nestansringen 22",
    }
    Municipality.objects.filter(number="9901").update(**told)
    number = Municipality.objects.get(number="9901").pk
    for shown in (page(people["child11"], "/min/"), page(people["adult"], f"/heftet/?kommune={number}")):
        for one in told.values():
            assert one in shown


@requirement("S3-142")
def test_the_user_guide_is_on_the_page_of_the_plan(undone: Things, people: People) -> None:
    for who in ("coordinator", "child11", "parentA"):
        shown = page(people[who], f"/sak/{undone.cases['Ola']}/plan/")
        assert "Slik bruker du planen" in shown
        assert "Et tiltak har én ansvarlig og en dato" in shown


@requirement("S0-035")
def test_a_group_of_one_agency_is_told_of_until_a_second_one_has_a_seat(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
        story.teamed(50, ("skole", "per", "kontaktlærer", SeatKind.PERMANENT))
        both = teamed(town)
    notice = "Foreløpig hører alle plassene til Oppvekst"
    assert notice in page(people["coordinator"], f"/sak/{story.case.pk}/team/")
    assert "Foreløpig hører alle" not in page(people["coordinator"], f"/sak/{both.case.pk}/team/")


@requirement("S1-028")
@pytest.mark.parametrize(("chair", "expected"), [("Kari Moen", True), ("Per Bakkemo", False)])
def test_who_leads_the_meeting_is_not_to_take_its_minutes_as_well(
    undone: Things, people: People, chair: str, expected: bool
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    proposed = typed_in(kari.opens(f"/sak/{case_id}/moter/nytt/"))["chair"]
    assert proposed == [str(undone.employment("Kari Moen"))]
    chosen = {"chair": str(undone.employment(chair)), "minute_taker": str(undone.employment("Kari Moen"))}
    made = new_meeting(kari, case_id, 60, **chosen)
    assert made.status_code == 302
    assert ("Den som leder møtet, bør ikke også skrive referat" in page(kari, made["Location"])) is expected


@requirement("S3-004")
def test_to_the_first_meeting_all_active_services_and_the_gp_are_ticked_and_any_may_be_left_out(
    undone: Things, people: People
) -> None:
    with open_town("9901") as town:
        story = coordinated(town)
        story.teamed(
            50,
            ("skole", "per", "kontaktlærer", SeatKind.PERMANENT),
            ("nav", "nav", "veileder", SeatKind.ON_DEMAND),
            ("lege", "lege", "fastlege", SeatKind.ON_DEMAND),
        )
        story.consented(1, "skole", "nav", "lege")
        seats = {key: str(seat.pk) for key, seat in story.seats.items()}
    kari, path = people["coordinator"].signed_in(), f"/sak/{story.case.pk}/moter/nytt/"
    assert set(typed_in(kari.opens(path))["seats"]) == set(seats.values())
    typed = {"day": day(30), "clock": "12.00", "interpreter": "no", "seats": [seats["skole"], seats["lege"]]}
    made = fills_in(kari, path, typed)
    assert made.status_code == 302
    with open_town("9901"):
        meeting = Meeting.objects.get(case=story.case)
        asked = set(meeting.participants.filter(seat__isnull=False).values_list("seat_id", flat=True))
    assert asked == {int(seats["skole"]), int(seats["lege"])}


@requirement("S4-043")
def test_minutes_are_taken_out_as_a_file_for_the_record_system(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901"):
        meeting = Meeting.objects.filter(case=case_id, published_on__isnull=False, starts_at__lt=now()).first()
        assert meeting is not None
    room = kari.opens(f"/sak/{case_id}/moter/{meeting.pk}/referat/").content.decode()
    found = re.search(rf'href="(/sak/{case_id}/moter/{meeting.pk}/[^"]*pdf[^"]*)"', room)
    assert found
    answer = kari.opens(found.group(1))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_absences_stand_by_the_coordinator_and_one_is_ended_early(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/team/"
    away = undone.in_case(undone.cases["Ola"])["absence_id"]
    for who in ("coordinator", "parentA"):
        assert "Kari Moen er borte fra" in page(people[who], own)
    assert "Kari Moen er borte fra" in page(people["office"], own + "fravar/")
    ended = fills_in(kari, f"{own}fravar/{away}/slutt/", {"back_on": day(0)})
    assert ended.status_code == 302
    assert "er borte fra" not in page(kari, own)


def test_the_contact_person_ends_on_a_screen(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/overganger/"
    contact = undone.in_case(undone.cases["Ola"])["contact_id"]
    ending = f"{own}kontakt/{contact}/slutt/"
    for shown_on in (own + "livet/", own + "kontakt/"):
        assert ending in kari.opens(shown_on).content.decode()
    assert fills_in(kari, ending, {"on": day(0)}).status_code == 302
    assert "til og med" in page(kari, own + "livet/")
    assert kari.opens(ending).status_code == 404
