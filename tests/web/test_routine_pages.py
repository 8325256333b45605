"""The routine as people handle it: compared, tried, written anew, and published."""

import re
from datetime import timedelta
from typing import Any

import pytest

from samrad.accounts.rules import system_actor
from samrad.cases.models import Case
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.tenant import tenant
from samrad.routines.models import RoutineDraft, RoutineVersion
from samrad.routines.operations import publish
from samrad.routines.queries import draft
from samrad.worklist.jobs import count_effect, refresh
from samrad.worklist.models import DutyRow
from tests.jobs import unhurried
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, typed_in, words

People = dict[str, Persona]


def written(number: str = "9901") -> str:
    """The text of the draft in that municipality."""
    with open_town(number):
        found = draft()
        assert found is not None
        return found.text


def test_a_setting_is_changed_in_a_form_and_the_rest_of_the_text_stays(undone: Things, people: People) -> None:
    system, before = people["system"].signed_in(), written()
    answer = fills_in(system, "/rutine/utkast/innstillinger/", {"agenda_lead": "10 dager", "meetings_min": ""})
    assert answer.status_code == 302
    expected = before.replace('agenda_lead = "1 week"', 'agenda_lead = "10 days"')
    assert sorted(filter(None, written().splitlines())) == sorted(filter(None, expected.splitlines()))
    shown = words(system.opens("/rutine/utkast/"))
    assert "Sakslisten sendes senest så lenge før møtet 1 uke 10 dager" in shown


def test_a_yes_can_be_changed_to_no_and_back(undone: Things, people: People) -> None:
    system, before = people["system"].signed_in(), written()
    for typed, told in (("no", "false"), ("yes", "true")):
        answer = fills_in(system, "/rutine/utkast/innstillinger/", {"goals_beside_education": typed})
        assert answer.status_code == 302
        expected = before.replace("goals_beside_education = true", f"goals_beside_education = {told}")
        assert sorted(filter(None, written().splitlines())) == sorted(filter(None, expected.splitlines()))


def test_a_span_that_is_none_is_told_beside_its_field(undone: Things, people: People) -> None:
    system, before = people["system"].signed_in(), written()
    answer = fills_in(system, "/rutine/utkast/innstillinger/", {"agenda_lead": "en stund"})
    assert answer.status_code == 422
    assert beside(answer, "agenda_lead") == "Skriv et tall og dager, uker, måneder eller år, for eksempel «2 uker»."
    assert typed_in(answer)["agenda_lead"] == ["en stund"]
    assert written() == before


def test_a_value_weaker_than_the_law_is_kept_in_the_draft_but_cannot_be_published(
    undone: Things, people: People
) -> None:
    system = people["system"].signed_in()
    assert fills_in(system, "/rutine/utkast/innstillinger/", {"own_consent_age": "15"}).status_code == 302
    page = words(system.opens("/rutine/utkast/"))
    assert "Dette må rettes før rutinen kan publiseres" in page
    assert "15" in page
    sent = fills_in(system, "/rutine/utkast/publiser/", {"news": "Ny alder", "sure": "on"})
    assert sent.status_code == 422
    with open_town("9901"):
        assert RoutineVersion.objects.count() == 1


def test_a_rule_is_changed_without_a_programmer(undone: Things, people: People) -> None:
    system = people["system"].signed_in()
    typed = {"span": "3 dager", "side": "before", "title": "Send ut sakslisten"}
    assert fills_in(system, "/rutine/utkast/regler/agenda-sent/", typed).status_code == 302
    assert "Send ut sakslisten" in written()
    shown = words(system.opens("/rutine/sammenlign/?a=utkast&b=" + _version_now()))
    assert "skal være gjort senest 3 dager før møtet" in shown


def _version_now() -> str:
    with open_town("9901"):
        return str(RoutineVersion.objects.get().pk)


def test_a_faulty_text_is_saved_and_its_fault_told_with_its_line(undone: Things, people: People) -> None:
    system = people["system"].signed_in()
    text = written() + "\n[settingz]\nagenda_lead = 7\n"
    assert fills_in(system, "/rutine/utkast/tekst/", {"text": text}).status_code == 302
    assert written() == text
    page = words(system.opens("/rutine/utkast/"))
    assert "settingz" in page
    assert "settings" in page
    assert "Publiser" not in page


def test_two_who_write_at_once_do_not_lose_each_others_words(undone: Things, people: People) -> None:
    system = people["system"].signed_in()
    path = "/rutine/utkast/tekst/"
    mine, theirs = typed_in(system.opens(path)), typed_in(system.opens(path))
    assert system.sends(path, {**theirs, "text": written() + "\n# deres\n"}).status_code == 302
    answer = system.sends(path, {**mine, "text": written() + "\n# mitt\n"})
    assert answer.status_code == 422
    assert "endret av noen andre" in words(answer)
    assert "# mitt" in answer.content.decode()


@pytest.mark.requirement("S3-001")
def test_publishing_gives_every_case_its_new_deadlines_and_makes_nothing_late(undone: Things, people: People) -> None:
    system = people["system"].signed_in()
    with open_town("9901") as town:
        municipality = town.municipality.pk
        late_before = _late()
    fills_in(system, "/rutine/utkast/innstillinger/", {"minutes_within": "1 dag", "agenda_lead": "3 uker"})
    asked = fills_in(system, "/rutine/utkast/virkning/", {})
    assert asked.status_code == 302
    with tenant(municipality):
        count_effect.func(unhurried(), municipality, today().isoformat())
    page = words(system.opens("/rutine/utkast/"))
    touched = re.search(r"(\d+) saker? av (\d+) berøres", page)
    assert touched, page
    sent = fills_in(system, "/rutine/utkast/publiser/", {"news": "Sakslisten sendes tidligere.", "sure": "on"})
    assert sent.status_code == 302
    with tenant(municipality):
        waiting = Case.objects.filter(stale_since__isnull=False).count()
        assert waiting == Case.objects.count()
        refresh.func(unhurried(), municipality)
        assert Case.objects.filter(stale_since__isnull=False).count() == 0
        assert RoutineDraft.objects.count() == 0
        newest = RoutineVersion.objects.order_by("-number")[0]
        moved = DutyRow.objects.filter(version_id=newest.pk).values("case_id").distinct().count()
        assert moved >= 1
        assert _late() <= late_before
    assert "Sakslisten sendes tidligere." in words(people["coordinator"].signed_in().opens("/rutine/"))


def _late() -> int:
    return DutyRow.objects.filter(due__lt=today(), done_on__isnull=True, lapsed_on__isnull=True).count()


def test_a_new_version_cannot_apply_backwards(undone: Things) -> None:
    with open_town("9901") as town:
        text, actor = RoutineVersion.objects.get().text, system_actor(town.municipality.pk, "test")
        with pytest.raises(Invalid, match="tidligst gjelde fra i dag"):
            publish(actor=actor, text=text, valid_from=today() - timedelta(days=1))


def test_a_routine_is_tried_on_a_made_up_case(undone: Things, people: People) -> None:
    kari = people["coordinator"].signed_in()
    typed: dict[str, Any] = {"notice_on": "1.3.2027", "coordinator_on": "15.3.2027", "first_meeting_on": "15.4.2027",
                             "on": "1.3.2027", "team_on": "15.3.2027"}  # fmt: skip
    query = "&".join(f"{key}={value}" for key, value in typed.items())
    page = words(kari.opens(f"/rutine/prov/?{query}"))
    assert "8. april 2027 Send sakslisten" in page
    assert "Saksliste skal sendes senest 1 uke før møtet 15. april, altså 8. april." in page
    assert kari.opens("/rutine/prov/?notice_on=i+fjor").status_code == 422


def test_only_systemansvarlig_sees_the_draft_among_the_choices(undone: Things, people: People) -> None:
    assert 'value="utkast"' in people["system"].signed_in().opens("/rutine/sammenlign/").content.decode()
    assert 'value="utkast"' not in people["coordinator"].signed_in().opens("/rutine/sammenlign/").content.decode()
