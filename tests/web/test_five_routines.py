"""The routines as people meet them on the screens: purpose, explanations, links, forms, remarks and words."""

import re
from datetime import timedelta

import pytest

from samrad.cases.queries import all_case_ids
from samrad.kernel.clock import now, today
from samrad.meetings.models import Meeting
from samrad.meetings.rules import MeetingKind
from samrad.routines.models import RoutineVersion
from samrad.teams.operations import propose_seat
from samrad.teams.rules import SeatKind
from samrad.worklist.operations import rebuild
from tests.personas import Persona
from tests.routines.following import following, following_text
from tests.stories import teamed
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import fills_in, page, typed_in, words
from tests.web.visiting import visits

People = dict[str, Persona]
requirement = pytest.mark.requirement


def turn_to(name: str) -> None:
    """Fjordvik follows the routine from now on."""
    with open_town("9901"):
        following(name)
        rebuild(frozenset(all_case_ids()))


def source(one: Persona, path: str = "/rutine/") -> str:
    answer = one.signed_in().opens(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("selbu", ("helhetlig og koordinert totaltilbud", "gode og trygge overganger"),
                     marks=requirement("S3-116")),
        pytest.param("ansvarsgruppe", ("barn, ungdom og voksne", "totaltilbud", "tverrfaglig og tverretatlig", "ressurser"),
                     marks=requirement("S0-002")),
        pytest.param("ansvarsgruppe-utvidet", ("barn, ungdom og voksne", "totaltilbud", "tverrfaglig", "ressurser"),
                     marks=requirement("S4-002")),
        pytest.param("koordineringsgruppe", ("planlegge, følge opp, samordne og evaluere",), marks=requirement("S2-010")),
    ],
)  # fmt: skip
def test_the_purpose_stands_first(undone: Things, people: People, name: str, said: tuple[str, ...]) -> None:
    turn_to(name)
    shown = page(people["coordinator"], "/rutine/").split("Hvem gjør hva når")[0]
    assert [one for one in said if one not in shown] == []


@requirement("S3-143")
def test_the_plan_is_explained_with_its_three_purposes_one_step_from_the_plan(undone: Things, people: People) -> None:
    assert 'href="/rutine/#about_plan"' in source(people["child11"], f"/sak/{undone.cases['Ola']}/plan/")
    shown = page(people["child11"], "/rutine/")
    for purpose in ("helhetlig tilbud som er koordinert", "medvirker og har innflytelse", "samarbeider bedre"):
        assert purpose in shown


@requirement("S2-003", "S2-013", "S1-001")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("koordineringsgruppe", ["arbeidsform der de som er involvert, møtes sammen med personen"]),
        ("overordnet-team", ["arbeidsmetode", "medvirkning og koordinering i sin egen rehabiliteringsprosess"]),
        ("selbu", ["samarbeid på tvers av fag", "Personen, foresatte eller verge er med i møtene"]),
    ],
)
def test_the_group_is_explained_and_leads_on(undone: Things, people: People, name: str, said: list[str]) -> None:
    turn_to(name)
    assert 'href="/rutine/#about_team"' in source(people["coordinator"], f"/sak/{undone.cases['Ola']}/team/")
    shown = source(people["child11"])
    about = shown.partition('<div id="about_team">')[2].partition('<div id="about_plan">')[0]
    assert "ikke regulert i lov" in about
    assert [one for one in said if one not in about] == []
    for other in ("about_plan", "about_follow_up"):
        assert f'href="#{other}"' in about
        assert f'<div id="{other}">' in shown


@requirement("S3-144")
def test_links_are_data_and_a_dead_one_is_changed_without_code(undone: Things, people: People) -> None:
    shown = source(people["coordinator"])
    for title in ("Veileder om rehabilitering", "store og sammensatte behov", "Lovdata", "Å eie sin egen historie",
                  "helsenorge.no", "helsedirektoratet.no"):  # fmt: skip
        assert title in shown
    with open_town("9901"):
        version = RoutineVersion.objects.get()
        following_text(
            version.text.replace("https://www.helsenorge.no/rettigheter/individuell-plan", "https://ny.example/plan")
        )
    assert 'href="https://ny.example/plan"' in source(people["coordinator"])


@requirement("S4-052")
def test_the_references_of_the_other_routine_stand_there(undone: Things, people: People) -> None:
    turn_to("ansvarsgruppe-utvidet")
    shown = source(people["coordinator"])
    for address in ("https://www.helsedirektoratet.no", "https://frambu.no"):
        assert f'href="{address}"' in shown


@requirement("S3-145")
def test_the_forms_are_attached_and_open_from_the_step_that_names_them(undone: Things, people: People) -> None:
    shown = source(people["coordinator"])
    for step, form in (("Gi informasjonsheftet", "tekst-booklet"), ("Innhent skriftlig samtykke", "tekst-consent_written"),
                       ("Skriv referatet ferdig", "referatmal")):  # fmt: skip
        row = next(one for one in re.findall(r"<tr>.*?</tr>", shown, flags=re.S) if f'row">{step}' in one)
        assert f'href="#{form}"' in row
        assert f'id="{form}"' in shown


@requirement("S3-120")
def test_the_booklet_has_its_eight_parts_for_everybody(undone: Things, people: People) -> None:
    with open_town("9901") as town:
        municipality, telephone = town.id, town.municipality.office_phone
    answer = people["anonymous"].opens(f"/heftet/?kommune={municipality}")
    assert answer.status_code == 200
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", answer.content.decode())
    assert headings == [
        "Hva er en individuell plan?", "Hva er en koordinator?", "Hvem kan få det?", "Hva betyr det for deg?",
        "Hvordan får du det?", "Er du på sykehus?", "Får du nei?", "Ta kontakt",
    ]  # fmt: skip
    assert telephone in words(answer)
    with open_town("9901"):
        version = RoutineVersion.objects.get()
        following_text(version.text.replace("## Hva er en koordinator?", "## Hvem er koordinatoren?"))
    changed = people["anonymous"].opens(f"/heftet/?kommune={municipality}").content.decode()
    assert "Hvem er koordinatoren?" in changed
    assert "Hva er en koordinator?" not in changed


@requirement("S1-027")
def test_remarks_stand_under_their_section_with_their_source_and_change_no_duty(undone: Things, people: People) -> None:
    turn_to("overordnet-team")
    duties = page(people["coordinator"], "/rutine/").partition("Hvem gjør hva når")[2].partition("Råd")[2]
    remark = "Systemansvarlig er en enhet, ikke en person."
    assert f"{remark}" in duties
    assert "Utfyllende merknad. Ansvarsgrupper – individuell plan: utfyllende merknader" in duties
    with open_town("9901"):
        routine = following("overordnet-team")
        assert {one.section for one in routine.remarks} == {"duties", "agenda"}
        assert not {one.id for one in routine.remarks} & set(routine.rules)


@requirement("S2-011")
def test_guidance_stands_with_its_origin_and_what_is_old_is_listed_for_the_office(
    undone: Things, people: People
) -> None:
    turn_to("koordineringsgruppe")
    shown = page(people["office"], "/rutine/")
    assert "Helsedirektoratet: Veileder om rehabilitering, habilitering, individuell plan og koordinator, 2018" in shown
    assert "Sist oppdatert 14. mai 2020" in shown
    old = shown.partition("Dette kan være utdatert")[2]
    assert "Helsedirektoratet om koordineringsgrupper" in old
    assert "Hva er et oppfølgingsteam" not in old
    assert "Dette kan være utdatert" not in page(people["child11"], "/rutine/")


@requirement("S4-031")
@pytest.mark.parametrize("who", ["coordinator", "parentA"])
def test_what_does_not_belong_is_told_to_all_with_its_right_place(undone: Things, people: People, who: str) -> None:
    turn_to("ansvarsgruppe-utvidet")
    case_id = undone.cases["Ola"]
    with open_town("9901"):
        meeting = Meeting.objects.filter(case=case_id, starts_at__gt=now()).order_by("starts_at")[0]
    shown = page(people[who], f"/sak/{case_id}/moter/{meeting.pk}/sak/")
    for matter, place in (
        ("misnøye med personell", "ta det med den det gjelder, eventuelt med lederen"),
        ("klage på ressurser", "vanlig klageadgang"),
        ("opplæring og veiledning i tiltak", "eget samarbeidsmøte"),
        ("uklarhet eller uenighet mellom tjenester", "eget samarbeidsmøte"),
    ):
        assert shown.index(matter) < shown.index(place, shown.index(matter))
    assert "kan ikke gjøre enkeltvedtak" in shown


@requirement("S2-001")
def test_every_page_says_the_municipalitys_word_and_no_other(undone: Things, people: People) -> None:
    turn_to("koordineringsgruppe")
    coordinator, title_of_source = people["coordinator"].signed_in(), "Ansvarsgruppe – koordineringsgruppe"
    said = {}
    for visit in visits(undone, coordinator):
        if visit.answer.status_code == 200 and visit.kind == "text/html" and not visit.name.startswith("routine"):
            said[visit.name] = words(visit.answer).replace(title_of_source, "").casefold()
            if visit.name == "plan:plan":
                assert 'data-color="info">Koordineringsgruppe<' in visit.text
    assert [name for name, text in said.items() if "ansvarsgruppe" in text] == []
    assert "koordineringsgruppe" in said["team:team"]


@requirement("S1-003")
def test_the_coordinator_is_called_planansvarlig_and_leads_the_meeting(undone: Things, people: People) -> None:
    turn_to("overordnet-team")
    assert "Planansvarlig (koordinator)" in page(people["coordinator"], "/rutine/")
    path = f"/sak/{undone.cases['Ola']}/moter/nytt/"
    shown = people["coordinator"].signed_in().opens(path)
    with open_town("9901") as town:
        kari = town.staff["kari"].pk
    assert typed_in(shown)["chair"] == [str(kari)]


@requirement("S1-011")
def test_the_referent_is_proposed_in_turn_and_can_be_changed(undone: Things, people: People) -> None:
    turn_to("overordnet-team")
    with open_town("9901") as town:
        story = teamed(town)
        assert story.team is not None
        third = propose_seat(
            actor=story.lead, team=story.team, unit=town.units["nav"], kind=SeatKind.PERMANENT, role="veileder",
            on=today(), employment=town.staff["nav"],
        )  # fmt: skip
        turns = [town.staff[one] for one in ("per", "ergo")]
        for place, one in enumerate(turns):
            meeting = story.met(30 - 10 * place, MeetingKind.ORDINARY, {}, published_after=None)
            Meeting.objects.filter(pk=meeting.pk).update(minute_taker=one)
    coordinator, path = people["coordinator"].signed_in(), f"/sak/{story.case.pk}/moter/nytt/"
    shown = typed_in(coordinator.opens(path))
    assert third.pk in {int(one) for one in shown["seats"]}
    assert shown["minute_taker"] == [str(town.staff["nav"].pk)]
    when = {"day": (today() + timedelta(days=40)).strftime("%d.%m.%Y"), "clock": "12:00", "interpreter": "no"}
    made = fills_in(coordinator, path, {**when, "minute_taker": str(turns[0].pk)})
    assert made.status_code == 302
    with open_town("9901"):
        assert Meeting.objects.get(case=story.case, held_on=None).minute_taker == turns[0]


@requirement("S1-012", "S1-028")
def test_who_leads_the_meeting_is_warned_of_taking_its_minutes(undone: Things, people: People) -> None:
    turn_to("overordnet-team")
    coordinator, path = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/moter/nytt/"
    with open_town("9901") as town:
        kari, per = town.staff["kari"].pk, town.staff["per"].pk
    warning = "Den som leder møtet, bør ikke være referent."

    def planned(chair: int, taker: int, days: int) -> str:
        when = {"day": (today() + timedelta(days=days)).strftime("%d.%m.%Y"), "clock": "12:00"}
        answer = fills_in(coordinator, path, {**when, "chair": str(chair), "minute_taker": str(taker)})
        assert answer.status_code == 302, words(answer)
        return words(coordinator.opens(answer["Location"]))

    assert warning in planned(kari, kari, 40)
    assert warning not in planned(per, kari, 41)
    assert warning not in planned(kari, per, 42)


@requirement("S4-004")
def test_every_duty_has_a_phase_and_the_case_shows_its_own(undone: Things, people: People) -> None:
    turn_to("ansvarsgruppe-utvidet")
    with open_town("9901"):
        routine = following("ansvarsgruppe-utvidet")
        of_the_seed = [one for one in routine.rules.values() if any(row.startswith("S4") for row in one.source)]
    assert {one.phase for one in of_the_seed} == {"establishing", "running", "closing"}
    running = page(people["coordinator"], f"/sak/{undone.cases['Ola']}/")
    assert "Fasen nå: Arbeidet i gruppa" in running
    assert "Hold årlig gjennomgang" in running.partition("Fasen nå: Arbeidet i gruppa")[2]
