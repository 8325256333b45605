"""What the person could choose between, goals beside education, the routine's steps and the coordinators' forum."""

import pytest

from samrad.cases.rules import LifeArea
from samrad.kernel.clock import today
from samrad.plans.models import Activity, Goal
from samrad.plans.operations import open_plan
from samrad.plans.rules import missing_beside_education
from tests.personas import Persona
from tests.routines.following import following
from tests.stories import coordinated
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import fills_in, typed_in
from tests.web.test_around_the_coordinator import page
from tests.web.test_odd_turns import day, new_meeting

People = dict[str, Persona]
requirement = pytest.mark.requirement
GAP = "Valgene er ikke skrevet ned"


@requirement("S2-012")
def test_what_the_person_chose_between_is_asked_and_blank_is_a_gap(undone: Things, people: People) -> None:
    kari, own = people["coordinator"].signed_in(), f"/sak/{undone.cases['Ola']}/plan/"
    assert GAP not in page(kari, own)
    assert "chosen" not in typed_in(kari.opens(own + "tiltak/"))
    with open_town("9901"):
        following("koordineringsgruppe")
    new = {"title": "Ridning", "responsible": "subject", "status": "planned", "on": day(0)}
    before = page(kari, own).count(GAP)
    assert before > 0
    assert fills_in(kari, own + "tiltak/", new).status_code == 302
    assert page(kari, own).count(GAP) == before + 1
    with open_town("9901"):
        made = Activity.objects.get(title="Ridning")
    told = {"alternatives": "Ridning eller svømming", "chosen": "Ridning, fordi hester er rolige"}
    assert fills_in(kari, f"{own}tiltak/{made.pk}/", told).status_code == 302
    shown = page(kari, own)
    assert shown.count(GAP) == before
    assert "Valgt: Ridning, fordi hester er rolige" in shown


@requirement("S3-076")
def test_in_upper_secondary_what_does_not_support_the_education_is_a_gap(undone: Things, people: People) -> None:
    gap = "Her mangler mål som støtter utdanningen"
    kari = people["coordinator"].signed_in()
    with open_town("9901") as town:
        pupil, younger = coordinated(town, 17), coordinated(town, 9)
        for story in (pupil, younger):
            open_plan(actor=town.job, case=story.case, on=today(), consented_on=today(), consented_by="Ada")
    own = f"/sak/{pupil.case.pk}/plan/"
    assert f"{gap}: Arbeid og aktivitet, Bolig, Økonomi" in page(kari, own)
    assert gap not in page(kari, f"/sak/{younger.case.pk}/plan/")

    def writes(title: str, area: LifeArea, **more: str) -> None:
        goal = {"title": title, "life_area": area.value, "on": day(0), **more}
        assert fills_in(kari, own + "mal/", goal).status_code == 302

    writes("Jeg vil bli kokk", LifeArea.SCHOOL)
    writes("Jeg vil jobbe i helgene", LifeArea.WORK)
    with open_town("9901"):
        education = str(Goal.objects.get(title="Jeg vil bli kokk").pk)
    assert f"{gap}: Arbeid og aktivitet, Bolig, Økonomi" in page(kari, own)
    writes("Jeg vil bo nær skolen", LifeArea.HOUSING, serves=education)
    writes("Jeg vil ha lærlinglønn", LifeArea.ECONOMY, serves=education)
    assert "Bolig" not in page(kari, own).partition(gap)[2].partition(".")[0]
    writes("Jeg vil ha praksis på kjøkken", LifeArea.WORK, serves=education)
    assert gap not in page(kari, own)


def test_a_goal_supports_education_only_when_it_is_linked_to_it() -> None:
    assert missing_beside_education([(1, "school", None), (2, "work", None), (3, "housing", 1), (4, "economy", 2)]) == [
        LifeArea.WORK, LifeArea.ECONOMY,
    ]  # fmt: skip


@requirement("S3-134")
@pytest.mark.parametrize(("kind", "step"), [
    ("start", "Gjør koordinatoren kjent"), ("ordinary", "Skriv referatet ferdig"),
    ("closing", "Skriv ut planen og lagre den i fagsystemet"),
])  # fmt: skip
def test_the_coordinator_leads_and_has_the_routines_steps_beside_the_meeting(
    undone: Things, people: People, kind: str, step: str
) -> None:
    kari, case_id = people["coordinator"].signed_in(), undone.cases["Ola"]
    answer = new_meeting(kari, case_id, 33, kind=kind)
    shown = page(kari, answer["Location"])
    assert "Leder møtet Kari Moen" in shown
    assert step in shown.partition("Stegene i rutinen")[2]
    assert "Overfør informasjon til den nye kommunen" in shown.partition("Stegene i rutinen")[2]
    assert "Stegene i rutinen" not in page(people["parentA"], answer["Location"])


@requirement("S3-095")
def test_the_offices_forum_is_seen_by_coordinators_and_nobody_else(undone: Things, people: People) -> None:
    link, news = "https://forum.fjordvik.example/koordinatorer", "Neste samling er 3. mai."
    assert (
        fills_in(people["office"].signed_in(), "/koordinatorer/forum/", {"link": link, "news": news}).status_code == 302
    )
    for who in ("coordinator", "seat"):
        shown = people[who].signed_in().opens("/saker/").content.decode()
        assert link in shown
        assert news in shown
    for who in ("office", "partial", "leader", "system"):
        assert link not in people[who].signed_in().opens("/saker/").content.decode()
    for who in ("coordinator", "system"):
        assert people[who].signed_in().sends("/koordinatorer/forum/", {"link": "https://x.example/"}).status_code == 403
