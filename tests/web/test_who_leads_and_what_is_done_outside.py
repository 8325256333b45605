"""Who leads a meeting and who must come, letters, what the person sees ahead, and duties above the cases."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from samrad.board.models import OfficeNote
from samrad.board.queries.duties import mine
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.closure.models import Report
from samrad.kernel.clock import today
from samrad.meetings.models import Meeting, Participant
from samrad.transitions.operations import record_transition
from samrad.transitions.rules import TransitionKind
from tests.personas import Persona
from tests.routines.following import following
from tests.stories import child, teamed
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import fills_in, typed_in, words
from tests.web.test_around_the_coordinator import page
from tests.web.test_odd_turns import day, new_meeting

People = dict[str, Persona]
requirement = pytest.mark.requirement
USUALLY = "Vanligvis leder koordinatoren eller"


@requirement("S2-005")
def test_the_person_or_the_coordinator_leads_and_another_is_told_of(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901") as town:
        other = town.staff["per"].pk

    def made(away: int, **who: str) -> tuple[str, str]:
        answer = new_meeting(kari, case_id, away, **who)
        assert answer.status_code == 302
        return answer["Location"], page(kari, answer["Location"])

    assert USUALLY not in made(20)[1]
    address, shown = made(21, subject_chairs="on")
    assert "Leder møtet Ola Nordmann" in shown
    assert USUALLY not in shown
    assert f"{USUALLY} Ola møtet. Denne gangen er Per" in made(22, chair=str(other))[1]
    with open_town("9901"):
        meeting = Meeting.objects.get(pk=int(address.rstrip("/").rpartition("/")[2]))
        assert (meeting.led_by, meeting.chair) == ("Ola Nordmann", None)
    changed = fills_in(kari, f"{address}endre/", {"subject_chairs": "", "chair": str(other)})
    assert changed.status_code == 302
    assert f"{USUALLY} Ola" in page(kari, address)


@requirement("S4-034")
def test_it_is_marked_who_must_come_when_the_meeting_is_called(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901"):
        following("ansvarsgruppe-utvidet")
    typed = typed_in(kari.opens(f"/sak/{case_id}/moter/nytt/"))
    address = new_meeting(kari, case_id, 40, seats=typed["seats"])["Location"]
    told = page(kari, f"{address}send/")
    asked = typed_in(kari.opens(f"{address}send/"))["must_attend"]
    assert len(asked) > 1
    common = {"consulted_with": "Ola", "consulted_on": day(0), "child_attends": "yes", "on": day(0)}
    answer = fills_in(kari, f"{address}send/", {**common, "must_attend": asked[:1]})
    assert answer.status_code == 302
    with open_town("9901"):
        seated = Participant.objects.filter(
            meeting__in=[int(address.rstrip("/").rpartition("/")[2])], seat__isnull=False
        )
        assert {str(one.pk): one.must_attend for one in seated} == {key: key == asked[0] for key in asked}
    assert "færrest mulig faste medlemmer" in told
    shown = page(kari, address)
    assert (shown.count("må møte"), shown.count("kan komme")) == (1, len(asked) - 1)


@requirement("S3-028")
@pytest.mark.parametrize("with_plan", [True, False])
def test_each_who_is_called_has_a_letter_with_the_day_it_was_posted(
    undone: Things, people: People, with_plan: bool
) -> None:
    kari, who, case_id = people["coordinator"].signed_in(), "Ola", undone.cases["Ola"]
    if not with_plan:
        with open_town("9901") as town:
            story = teamed(town)
            story.consented(5, "skole", "ergo", "fritid")
            who, case_id = "Ada", story.case.pk
    typed = typed_in(kari.opens(f"/sak/{case_id}/moter/nytt/"))
    seats: dict[str, Any] = {"seats": typed["seats"]} if "seats" in typed else {}
    address = new_meeting(kari, case_id, 40, **seats)["Location"]
    fields = {"consulted_with": who, "consulted_on": day(0), "child_attends": "yes", "on": day(0)}
    assert fills_in(kari, f"{address}send/", fields).status_code == 302
    number = int(address.rstrip("/").rpartition("/")[2])
    with open_town("9901"):
        listed = list(Participant.objects.filter(meeting=number, removed_on=None).values_list("pk", flat=True))
    assert "Innkallingen ble sendt" in page(kari, address)
    for one in listed:
        assert kari.opens(f"{address}deltaker/{one}/brev/")["Content-Type"] == "application/pdf"
        assert fills_in(kari, f"{address}deltaker/{one}/postet/", {"on": day(0)}).status_code == 302
    with open_town("9901"):
        assert set(Participant.objects.filter(pk__in=listed).values_list("posted_on", flat=True)) == {today()}
    assert page(kari, address).count("sendt ") >= len(listed)


def test_what_comes_stands_on_the_persons_own_page(undone: Things, people: People) -> None:
    shown = page(people["adult"], "/min/")
    assert "Dette kommer" not in shown
    with open_town("9901") as town:
        record_transition(
            actor=town.job, case=Case.objects.get(pk=undone.cases["Anders"]), kind=TransitionKind.HOSPITAL_HOME,
            on=date(today().year + 1, 5, 2), to="Hjemmet",
        )  # fmt: skip
    shown = page(people["adult"], "/min/")
    assert "Dette kommer" in shown
    assert "2. mai" in shown
    assert "Hjemmet" in shown
    silje = Persona("mother", "silje", "Leo").signed_in()
    assert "Fjordvik skole" in page(silje, "/min/")


def test_who_sees_other_areas_of_life_does_not_see_school(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        story = child(town, 9)
        story.consented(5, "skole", parts=(Part.TEAM, Part.GOALS), areas=(LifeArea.HEALTH,))
        story.consented(5, "ergo", parts=(Part.TEAM, Part.GOALS), areas=(LifeArea.SCHOOL,))
        own = f"/sak/{story.case.pk}/overganger/"
    assert "Skolegang" not in page(people["partial"], own)
    assert "Skolegang" in page(people["seat"], own)
    assert people["partial"].opens(own + "oppgave/primary.meet-school/").status_code == 403
    assert people["seat"].opens(own + "oppgave/primary.meet-school/").status_code == 200


@pytest.mark.parametrize(("routine", "answer"), [("selbu", 403), ("overordnet-team", 302)])
def test_systemansvarlig_marks_reports_where_the_routine_sends_them_there(
    undone: Things, people: People, routine: str, answer: int
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    with open_town("9901"):
        following(routine)
    assert fills_in(kari, f"/sak/{case_id}/meld-fra/", {"kind": "start", "note": "I gang"}).status_code == 302
    with open_town("9901"):
        told = Report.objects.filter(case=case_id, kind="start").latest("pk")
    path = f"/oversikt/melding/{told.pk}/sett/"
    assert people["system"].signed_in().sends(path).status_code == answer
    assert (path in people["system"].opens("/avvik/").content.decode()) is False
    with open_town("9901"):
        told.refresh_from_db()
        assert (told.seen_on is not None) == (answer == 302)


def test_a_duty_above_the_cases_is_confirmed_by_hand_with_day_and_note(undone: Things, people: People) -> None:
    board = people["board"].signed_in()
    with open_town("9901") as town:
        key = mine(town.actor("styrer"), today())[0].duty.key
    shown = board.opens("/i-dag/over-sakene/").content.decode()
    assert "Gjort utenfor Samråd" in shown
    path = f"/i-dag/over-sakene/?plikt={key}"
    assert fills_in(board, path, {"on": day(1), "note": "På et møte."}).status_code == 422
    assert fills_in(board, path, {"on": day(0), "note": "På et møte."}).status_code == 302
    with open_town("9901") as town:
        assert key not in {one.duty.key for one in mine(town.actor("styrer"), today())}
        word = OfficeNote.objects.get(key=key)
    assert "På et møte." in words(board.opens("/i-dag/over-sakene/"))
    assert board.opens(path).status_code == 404
    assert people["former"].signed_in().sends(f"/i-dag/over-sakene/{word.pk}/angre/").status_code == 403
    assert board.sends(f"/i-dag/over-sakene/{word.pk}/angre/").status_code == 302
    with open_town("9901") as town:
        assert key in {one.duty.key for one in mine(town.actor("styrer"), today())}


@requirement("S3-058")
def test_the_plan_goes_along_when_somebody_moves_after_a_yes_and_it_is_logged(undone: Things, people: People) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    own = f"/sak/{case_id}/overganger/{undone.in_case(case_id)['transition_id']}/"
    step = "Overfør det som står i planen"
    assert step in page(kari, own)
    assert kari.opens(own + "pakke/").status_code == 403
    assert "Last ned pakken" not in page(kari, own)
    consent = f"/sak/{case_id}/overganger/svar/move_consent/?gjelder=transition-{own.rstrip('/').rpartition('/')[2]}"
    given_by = next(one for one in ("Ingrid Nordmann", "Leif Nordmann") if one in kari.opens(consent).content.decode())
    assert fills_in(kari, consent, {"yes": "yes", "given_by": given_by, "on": day(0)}).status_code == 302
    assert "Last ned pakken" in page(kari, own)
    answer = kari.opens(own + "pakke/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        told = json.loads(package.read("plan.json"))
        assert package.read("plan.pdf").startswith(b"%PDF")
    goal = next(one for one in told["goals"] if one["title"] == "Jeg vil ta bussen til skolen alene")
    assert "tre av fire ganger" in goal["evaluations"][0]["text"]
    assert {"title", "who", "due_on", "status"} <= set(goal["activities"][0])
    assert goal["activities"][0]["who"]
    assert set(told) == {"format", "texts", "period", "revise_on", "goals", "loose"}
    assert "tok ut planen til den nye kommunen" in page(people["parentA"], "/min/hvem-ser-hva/")
    with open_town("9901") as town:
        story = child(town, 10)
        move = record_transition(actor=story.lead, case=story.case, kind=TransitionKind.MOVING, on=today())
    without = f"/sak/{story.case.pk}/overganger/{move.pk}/"
    assert step not in page(kari, without)
    assert kari.opens(without + "pakke/").status_code == 404
