"""Closing: assessed, stored, told, locked; nothing is deleted."""

from datetime import timedelta
from functools import partial

import pytest

from samrad.cases.access import sight
from samrad.cases.models import Case
from samrad.cases.operations.life import end_case, join_cases, pause, resume
from samrad.cases.operations.notices import map_interpreter
from samrad.cases.rules import EndReason
from samrad.closure.models import Report
from samrad.closure.operations import close_case, report, start_closing, store_plan
from samrad.closure.rules import ReportKind
from samrad.commands.demo import recipes
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.plans.queries import current_plan
from samrad.worklist.models import DutyRow
from tests.stories import a_case, coordinated, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


@requirement("S3-051", "S3-054", "S3-107", "S3-055", "S4-040")
def test_the_whole_closing(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(10, "skole")
    story.planned(20, {}, [])
    with pytest.raises(Invalid) as caught:
        start_closing(actor=story.lead, case=story.case, on=today(), agreed_with="Ada")
    assert caught.value.field == "no_meeting_reason"
    closing = start_closing(
        actor=story.lead, case=story.case, on=today(), agreed_with="Ada", no_meeting_reason="Ada ville ikke ha møte."
    )
    close = partial(close_case, actor=story.lead, closing=closing, on=today(), reason=EndReason.NEED_ENDED)
    with pytest.raises(Invalid) as caught:
        close(note="Ferdig")
    assert caught.value.field == "stored"
    store_plan(actor=story.lead, closing=closing, on=today(), where="Gerica")
    with pytest.raises(Invalid) as caught:
        close(note=" ")
    assert caught.value.field == "note"
    close(note="Ada klarer seg selv.")
    case = Case.objects.get(pk=story.case.pk)
    assert (case.ended_on, case.end_reason) == (today(), "need_ended")
    assert Report.objects.get(case=case, kind="closing").still_active is False
    assert sight(town.actor("per"), case.pk) is None
    with pytest.raises(Refused, match="avsluttet"):
        map_interpreter(actor=story.lead, case=case, on=today(), needed=False)
    assert DutyRow.objects.get(case=case, rule="closing-told").done_on == today()
    assert not DutyRow.objects.filter(case=case, done_on=None, lapsed_on=None, due__lt=today()).exists()


@requirement("S3-053")
def test_a_closing_without_a_plan_needs_no_storing(town: Fjordvik) -> None:
    story = teamed(town)
    closing = start_closing(actor=story.lead, case=story.case, on=today(), agreed_with="Ada", no_meeting_reason="x")
    assert (
        close_case(actor=story.lead, closing=closing, on=today(), reason=EndReason.MOVED, note="Flyttet").closed_on
        == today()
    )


@requirement("S3-106")
def test_a_closing_is_agreed_with_the_person_or_says_why_not(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        start_closing(actor=story.lead, case=story.case, on=today(), agreed_with=" ", no_meeting_reason="x")
    assert caught.value.field == "no_agreement_reason"


def test_the_demo_closes_the_same_way(town: Fjordvik) -> None:
    story = recipes.closed(town, ("Ada", "Slutt"), 77)
    assert current_plan(story.case, today()) is None
    assert Case.objects.get(pk=story.case.pk).end_reason == "need_ended"


@requirement("S3-048")
def test_a_report_after_the_review_says_whether_the_team_goes_on_and_who_coordinates(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=today())
    assert caught.value.field == "still_active"
    made = report(actor=story.lead, case=story.case, kind=ReportKind.REVIEW, on=today(), still_active=True)
    assert (made.still_active, made.coordinator_name) == (True, "Kari Moen")


def test_two_cases_of_one_person_are_joined(town: Fjordvik) -> None:
    first, second = coordinated(town), a_case(town)
    join_cases(actor=second.office, case=second.case, into=first.case, on=today())
    assert Case.objects.get(pk=second.case.pk).end_reason == "merged"
    assert first.case.notices.count() == 2
    with pytest.raises(Invalid) as caught:
        join_cases(actor=first.office, case=first.case, into=first.case, on=today())
    assert caught.value.field == "into"


def test_a_case_rests_once_at_a_time_and_is_taken_up_again(town: Fjordvik) -> None:
    story = coordinated(town)
    resting = pause(actor=story.lead, case=story.case, on=today() - 5 * DAY, until=None, reason="Reise")
    with pytest.raises(Invalid, match="allerede satt på pause"):
        pause(actor=story.lead, case=story.case, on=today(), until=None, reason="Igjen")
    with pytest.raises(Invalid, match="Siste dag"):
        resume(actor=story.lead, resting=resting, on=today() - 9 * DAY)
    assert resume(actor=story.lead, resting=resting, on=today()).ended_on == today()


def test_death_closes_every_duty(town: Fjordvik) -> None:
    from samrad.cases.operations.people import record_death

    story = teamed(town)
    story.meeting_ahead(20, called=False, planned_ago=1)
    record_death(actor=story.lead, case=story.case, on=today())
    end_case(actor=story.lead, case=story.case, on=today(), reason=EndReason.DEAD, note="Død")
    assert not DutyRow.objects.filter(case=story.case, done_on=None, lapsed_on=None).exists()
