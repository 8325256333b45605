"""The rows: a rebuild says what step by step said, and each person sees her own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.commands.demo import recipes
from samrad.duties.facts import write_facts
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.worklist.access import mine
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import COLUMNS, confirm, exempt, postpone, rebuild, take_back
from samrad.worklist.queries import facts_of, my_duties
from tests.stories import coordinated, teamed, told_at_once
from tests.town import Fjordvik

DAY = timedelta(days=1)


def rows(case_ids: list[int]) -> dict[tuple[int, str], tuple[object, ...]]:
    return {
        (row.case_id, row.key): tuple(getattr(row, name) for name in COLUMNS)
        for row in DutyRow.objects.filter(case__in=case_ids)
    }


@pytest.mark.parametrize("number", range(len(recipes.STAGES)))
def test_a_rebuild_equals_what_step_by_step_made(town: Fjordvik, number: int) -> None:
    story = recipes.STAGES[number](town, ("Ada", "Prøvesen"), 300 + number)
    step_by_step = rows([story.case.pk])
    assert step_by_step
    DutyRow.objects.filter(case=story.case).delete()
    rebuild(frozenset({story.case.pk}))
    assert rows([story.case.pk]) == step_by_step


def test_a_rebuild_of_an_unchanged_case_writes_nothing(town: Fjordvik) -> None:
    story = teamed(town)
    before = set(DutyRow.objects.filter(case=story.case).values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        rebuild(frozenset({story.case.pk}))
    assert set(DutyRow.objects.filter(case=story.case).values_list("pk", flat=True)) == before
    assert not [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "DELETE"))]


def test_facts_are_gathered_in_a_constant_number_of_queries(town: Fjordvik) -> None:
    stories = [teamed(town) for _ in range(3)]

    def count(ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            facts_of(ids)
        return len(queries)

    assert count([stories[0].case.pk]) == count([one.case.pk for one in stories])


def test_facts_hold_no_name(town: Fjordvik) -> None:
    with told_at_once():
        story = recipes.team_with_plan(town, ("Sjeldenfornavn", "Sjeldenetternavn"), 555)
    text = write_facts(facts_of([story.case.pk])[story.case.pk])
    for word in ("Sjelden", "Kari", "Moen", "Bakkemo", "skole", "PPT", "buss"):
        assert word not in text


def test_duties_fall_on_coordinator_seat_referent_office_and_leader(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    story.doing(None, "Lese", "skole", due_in=5, agreed_ago=5)
    story.meeting_ahead(20, called=False, planned_ago=1)

    def acts(who: str) -> set[str]:
        found = my_duties(mine(town.actor(who), now()), today()).filter(case=story.case)
        return set(found.values_list("act", flat=True))

    assert "agenda_sent" in acts("kari")
    assert acts("per") == {"activity_settled"}
    assert acts("ergo") == set()
    assert "notice_answered" in acts("ke")
    waiting = coordinated(town)
    waiting_story = recipes.waiting_for_leader(town, ("Ada", "Venter"), 901)
    leader = my_duties(mine(town.actor("leder_helse"), now()), today()).filter(case=waiting_story.case)
    assert set(leader.values_list("act", flat=True)) == {"leader_answered"}
    assert (
        not my_duties(mine(town.actor("leder_ppt"), now()), today())
        .filter(case__in=[waiting.case, waiting_story.case])
        .exists()
    )


def test_what_is_said_of_a_duty_can_be_taken_back(town: Fjordvik) -> None:
    story = teamed(town)
    row = DutyRow.objects.get(case=story.case, rule="notice-answered")
    with pytest.raises(Invalid) as caught:
        confirm(actor=story.lead, case=story.case, key=row.key, on=today(), note=" ")
    assert caught.value.field == "note"
    word = confirm(actor=story.lead, case=story.case, key=row.key, on=today(), note="Svarte på telefon.")
    row.refresh_from_db()
    assert row.done_on == today()
    take_back(actor=story.lead, word=word)
    row.refresh_from_db()
    assert row.done_on is None


def test_exempting_and_postponing(town: Fjordvik) -> None:
    story = teamed(town)
    row = DutyRow.objects.get(case=story.case, rule="notice-answered")
    with pytest.raises(Invalid) as caught:
        postpone(actor=story.lead, case=story.case, key=row.key, on=today(), to=row.due, note="x")
    assert caught.value.field == "day"
    postpone(actor=story.lead, case=story.case, key=row.key, on=today(), to=today() + 9 * DAY, note="Avtalt")
    row.refresh_from_db()
    assert (row.due, row.postponed) == (today() + 9 * DAY, True)
    exempt(actor=story.lead, case=story.case, key=row.key, on=today(), until=today(), note="Ikke aktuelt")
    assert not my_duties(mine(town.actor("ke"), now()), today()).filter(pk=row.pk).exists()
    with pytest.raises(Invalid, match="finnes ikke"):
        confirm(actor=story.lead, case=story.case, key="x:y:z", on=today(), note="x")
