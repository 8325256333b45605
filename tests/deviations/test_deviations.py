"""Deviations: owned by the present coordinator, level by level, lowest first."""

from datetime import date, timedelta
from typing import Any

import pytest

from samrad.accounts.models import Employment
from samrad.accounts.queries import administrators, as_employee
from samrad.accounts.rules import Actor, SignInLevel
from samrad.cases.access import sight
from samrad.commands.demo.story import Story
from samrad.coordinators.operations import replace
from samrad.coordinators.queries import coordinator
from samrad.deviations.models import Deviation
from samrad.deviations.operations.reporting import (
    board_answered,
    cannot_close,
    close_deviation,
    decide_deviation,
    pass_to_board,
    plan_measures,
    report_deviation,
)
from samrad.deviations.queries import past_limit, steps_of, to_handle
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.worklist.access import mine
from samrad.worklist.models import DutyRow
from tests.stories import teamed
from tests.town import Fjordvik, systemansvarlig

requirement = pytest.mark.requirement


def reported(story: Story, days_ago: int = 9) -> Deviation:
    """A deviation in the story's case."""
    return report_deviation(
        actor=story.lead, case=story.case, title="Referatet kom sent", description="Tre uker over.",
        on=story.town.ago(days_ago),
    )  # fmt: skip


@requirement("S1-010")
def test_a_deviation_is_the_present_coordinators_until_it_is_closed(town: Fjordvik) -> None:
    story = teamed(town)
    deviation = plan_measures(
        actor=story.lead, deviation=reported(story), measures="Skrive i møtet", due_on=today() + timedelta(days=5)
    )
    duty = DutyRow.objects.get(case=story.case, rule="deviation-closed")
    assert (duty.role, duty.due, duty.done_on) == ("coordinator", today() + timedelta(days=5), None)
    replace(actor=town.actor("ke"), case=story.case, employment=town.staff["jonas"], on=today(), reason="Bytte",
            handover_note="")  # fmt: skip
    present = coordinator(story.case)
    assert present is not None
    assert present.employment == town.staff["jonas"]
    assert DutyRow.objects.filter(mine(town.actor("jonas"), now()), rule="deviation-closed").exists()
    with pytest.raises(Refused):
        close_deviation(actor=story.lead, deviation=deviation, on=today(), note="Ferdig")
    with pytest.raises(Invalid) as caught:
        close_deviation(actor=town.actor("jonas"), deviation=deviation, on=today(), note=" ")
    assert caught.value.field == "note"
    closed = close_deviation(actor=town.actor("jonas"), deviation=deviation, on=today(), note="Vi skriver i møtet nå.")
    assert (closed.closed_on, closed.closed_note) == (today(), "Vi skriver i møtet nå.")
    assert DutyRow.objects.get(pk=duty.pk).done_on == today()


@requirement("S1-017")
def test_what_the_team_cannot_close_waits_for_systemansvarlig_until_it_is_decided(town: Fjordvik) -> None:
    story, owner = teamed(town), systemansvarlig(town)
    here, raised = reported(story, 20), reported(story)
    close_deviation(actor=story.lead, deviation=here, on=today(), note="Ordnet")
    assert to_handle(now()) == []
    assert sight(owner, story.case.pk) is None
    cannot_close(actor=story.lead, deviation=raised, on=town.ago(3), note="Ingen vikar")
    assert [(one.deviation, one.number, one.raised_on) for one in to_handle(now())] == [
        (raised, story.case.number, town.ago(3))
    ]
    assert DutyRow.objects.get(mine(owner, now()), rule="deviation-handled").done_on is None
    with pytest.raises(Invalid, match="systemansvarlig"):
        close_deviation(actor=story.lead, deviation=raised, on=today(), note="Selv")
    with pytest.raises(Refused):
        decide_deviation(actor=story.lead, deviation=raised, on=today(), decision="x", closes=True)
    decide_deviation(actor=owner, deviation=raised, on=today(), decision="Vi leier inn vikar.", closes=True)
    assert to_handle(now()) == []
    assert Deviation.objects.get(pk=raised.pk).closed_level == "system_owner"
    assert DutyRow.objects.get(case=story.case, rule="deviation-handled").done_on == today()
    assert sight(owner, story.case.pk) is None


def test_levels_are_taken_one_by_one(town: Fjordvik) -> None:
    story, owner = teamed(town), systemansvarlig(town)
    deviation = reported(story)
    with pytest.raises(Refused):
        pass_to_board(actor=owner, deviation=deviation, on=today(), note="", issue_id=1)
    cannot_close(actor=story.lead, deviation=deviation, on=town.ago(5), note="Ikke her")
    with pytest.raises(Invalid, match="overordnede teamet"):
        board_answered(actor=owner, deviation=deviation, on=today(), note="For tidlig")
    pass_to_board(actor=owner, deviation=deviation, on=town.ago(4), note="", issue_id=1)
    with pytest.raises(Invalid, match="Registrer svaret"):
        decide_deviation(actor=owner, deviation=deviation, on=today(), decision="x", closes=True)
    board_answered(actor=owner, deviation=deviation, on=town.ago(2), note="Avtale er på plass")
    decide_deviation(actor=owner, deviation=deviation, on=today(), decision="Følg avtalen", closes=False)
    again = Deviation.objects.get(pk=deviation.pk)
    assert (again.level, again.closed_on) == ("team", None)
    assert [one.what for one in steps_of(again)] == ["raised", "to_board", "board_answered", "decided"]


def test_a_day_before_the_step_before_is_refused(town: Fjordvik) -> None:
    story = teamed(town)
    deviation = reported(story)
    with pytest.raises(Invalid) as caught:
        cannot_close(actor=story.lead, deviation=deviation, on=town.ago(10), note="Før")
    assert caught.value.field == "on"


def test_what_stood_open_too_long_is_told_without_being_raised(town: Fjordvik) -> None:
    deviation = reported(teamed(town), 40)
    assert [one.deviation for one in past_limit(town.ago(30), now())] == [deviation]
    assert past_limit(town.ago(50), now()) == []


@requirement("S1-026")
def test_the_list_stands_with_the_office_when_its_holder_leaves(town: Fjordvik) -> None:
    story, first = teamed(town), administrators().get()
    cannot_close(actor=story.lead, deviation=reported(story), on=today(), note="Ikke her")
    second = _second_owner(town, first)
    type(first).objects.filter(pk=first.pk).update(ended_on=town.ago(1), end_reason="Sluttet")
    assert len(to_handle(now())) == 1
    assert sight(as_employee(town.id, first, SignInLevel.PASSWORD), story.case.pk) is None
    assert sight(second, story.case.pk) is not None
    assert DutyRow.objects.filter(mine(second, now()), rule="deviation-handled").count() == 1


def _second_owner(town: Fjordvik, like: Employment) -> Actor:
    made: Any = Employment.objects.create(
        unit=like.unit, name="Ny Systemansvarlig", function="system_owner", started_on=date(2020, 1, 1)
    )
    return as_employee(town.id, made, SignInLevel.PASSWORD)
