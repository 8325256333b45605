"""The report from the database: what it counts and lists, and that asking takes as few queries for many cases."""

from typing import Any

import pytest

from samrad.cases.models import Case
from samrad.cases.operations.life import decline_case
from samrad.cases.rules import Answer
from samrad.duties.calendar import Span
from samrad.kernel.clock import today
from samrad.meetings.models import Meeting
from samrad.meetings.rules import MeetingKind
from samrad.oversight.queries.report import registry_rows, year_by_year
from samrad.oversight.rules.report import Frame, Row, What, frame_of, listed
from samrad.oversight.rules.returns import returns
from samrad.plans.operations import open_plan
from samrad.routines.queries import versions
from samrad.teams.models import CareTeam
from tests.routines.following import following
from tests.stories import a_case, coordinated, teamed, told_at_once
from tests.town import Fjordvik

requirement = pytest.mark.requirement


def frame() -> Frame:
    return frame_of(today().year, today(), versions()[-1].routine)


def rows(town: Fjordvik, who: str = "ke") -> list[Row]:
    return registry_rows(town.actor(who), frame(), Span(6, "week"))


def ids(found: list[Row], what: What) -> set[int]:
    return {row.case_id for row in listed(found, what, frame())}


@requirement("S1-016")
def test_groups_and_plans_are_counted_and_each_listed(town: Fjordvik) -> None:
    before = rows(town)
    groups, plans = ids(before, What.GROUPS), ids(before, What.PLANS)
    teams = [teamed(town) for _ in range(3)]
    alone = coordinated(town)
    for story in (*teams[:2], alone):
        open_plan(actor=story.lead, case=story.case, on=today(), consented_on=today(), consented_by="Ada")
    found = rows(town)
    assert ids(found, What.GROUPS) - groups == {story.case.pk for story in teams}
    assert ids(found, What.PLANS) - plans == {story.case.pk for story in (*teams[:2], alone)}
    assert ids(found, What.NO_PLAN) >= {teams[2].case.pk}


@requirement("S0-024")
def test_held_meetings_of_the_last_twelve_months_are_counted_for_a_group_older_than_a_year(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    assert (frame().fewest, frame().most) == (1, 4)
    none, two, five = (teamed(town) for _ in range(3))
    CareTeam.objects.filter(case__in=[one.case.pk for one in (none, two, five)]).update(started_on=town.ago(500))
    with told_at_once():
        for story, days in ((two, (40, 30, 10)), (five, (45, 35, 25, 15, 5))):
            for one in days:
                story.met(one, MeetingKind.ORDINARY, {}, published_after=None)
            story.meeting_ahead(20, called=False)
    Meeting.objects.filter(case=two.case, held_on=town.ago(40)).update(held_on=town.ago(400))
    found = rows(town)
    assert {row.case_id: row.meetings for row in found if row.case_id in (two.case.pk, five.case.pk)} == {
        two.case.pk: 2, five.case.pk: 5,
    }  # fmt: skip
    assert ids(found, What.FEW_MEETINGS) & {none.case.pk, two.case.pk, five.case.pk} == {none.case.pk}
    assert ids(found, What.MANY_MEETINGS) & {none.case.pk, two.case.pk, five.case.pk} == {five.case.pk}


def test_each_case_stands_as_the_database_has_it(town: Fjordvik) -> None:
    notified, led, team = a_case(town), coordinated(town), teamed(town)
    Case.objects.filter(pk=led.case.pk).update(plan_wish=Answer.DECLINES)
    declined = a_case(town)
    decline_case(actor=town.actor("ke"), case=declined.case, on=today(), note="Trengs ikke.")
    found = rows(town)
    assert ids(found, What.DECLINED) >= {led.case.pk}
    assert ids(found, What.GOING_ON) >= {notified.case.pk, led.case.pk, team.case.pk}
    assert declined.case.pk in ids(found, What.ENDED) - ids(found, What.GOING_ON)
    assert team.case.pk in ids(found, What.NO_MEETING)
    by_id = {row.case_id: row for row in found}
    assert by_id[led.case.pk].coordinator == town.staff["kari"].name
    assert by_id[led.case.pk].waited == 14
    assert by_id[notified.case.pk].waited is None
    assert by_id[team.case.pk].agencies >= 1


def test_the_report_of_last_year_is_as_it_was_then(town: Fjordvik) -> None:
    story = coordinated(town)
    last = frame_of(today().year - 1, today(), versions()[-1].routine)
    found = registry_rows(town.actor("ke"), last, Span(6, "week"))
    assert story.case.pk not in {row.case_id for row in found} or story.case.opened_on.year < today().year
    assert all(row.opened_on <= last.day for row in found)


def test_nobody_but_the_office_has_a_report(town: Fjordvik) -> None:
    coordinated(town)
    assert rows(town, "kari") == []


def test_years_are_counted_from_the_same_rows(town: Fjordvik, django_assert_num_queries: Any) -> None:
    teamed(town)
    this_year, office = frame(), town.actor("ke")
    with django_assert_num_queries(1):
        found = registry_rows(office, this_year, Span(6, "week"))
    with django_assert_num_queries(2):
        years = year_by_year(office, this_year, found)
    assert years.cases[-1] == len(ids(found, What.GOING_ON))
    assert years.groups[-1] >= len(ids(found, What.GROUPS))


def test_the_list_for_kpr_and_kostra_says_what_was_in_the_year(town: Fjordvik) -> None:
    team, notified = teamed(town), a_case(town)
    open_plan(actor=team.lead, case=team.case, on=today(), consented_on=today(), consented_by="Ada")
    found = {one.case_id: one for one in returns(rows(town), frame())}
    assert found[team.case.pk].cells[3:] == [True, True, 1, "6.3, 6.4"]
    assert found[notified.case.pk].cells[3:] == [False, False, 2, ""]
