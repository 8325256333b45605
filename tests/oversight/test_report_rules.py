"""What the report of a year counts, as a table of cases."""

from dataclasses import replace
from datetime import date

import pytest

from samrad.duties.calendar import Span
from samrad.oversight.rules.numbers import numbers, shareable
from samrad.oversight.rules.report import Frame, Row, What, by_coordinator, by_month, by_unit, counts, waiting

requirement = pytest.mark.requirement
FRAME = Frame(2026, date(2026, 12, 31), 1, 4, Span(12, "month"), (Span(2, "week"), Span(1, "week")))
CASE = Row(1, "2025/1", "Ada Prøvesen", None, date(2025, 2, 1))
LED = replace(CASE, coordinator_id=7, coordinator="Kari", unit="PPT", should_have_coordinator=True)
TEAM = replace(LED, team_since=date(2025, 3, 1), meetings=2)

COUNTED = {
    "a case of last year goes on": (CASE, {What.GOING_ON, What.NO_PLAN}),
    "one that ended in the year": (replace(CASE, ended_on=date(2026, 5, 1)), {What.ENDED}),
    "one that ended before": (replace(CASE, ended_on=date(2025, 5, 1)), set()),
    "one that began in the year": (
        replace(CASE, opened_on=date(2026, 3, 1)),
        {What.GOING_ON, What.STARTED, What.NO_PLAN},
    ),
    "one that should have a coordinator": (
        replace(CASE, should_have_coordinator=True),
        {What.GOING_ON, What.NO_PLAN, What.NO_COORDINATOR},
    ),
    "a plan, and no group": (replace(LED, plan_since=date(2026, 1, 1)), {What.GOING_ON, What.PLANS}),
    "said no to a plan, has a coordinator": (
        replace(LED, declined_plan=True),
        {What.GOING_ON, What.NO_PLAN, What.DECLINED},
    ),
    "said no to a plan, has none": (replace(CASE, declined_plan=True), {What.GOING_ON, What.NO_PLAN}),
    "a group never looked through": (TEAM, {What.GOING_ON, What.NO_PLAN, What.GROUPS, What.NO_REVIEW}),
    "a group looked through": (
        replace(TEAM, reviewed_on=date(2026, 2, 1)),
        {What.GOING_ON, What.NO_PLAN, What.GROUPS},
    ),
    "a young group without a meeting": (
        replace(TEAM, team_since=date(2026, 6, 1), meetings=0),
        {What.GOING_ON, What.NO_PLAN, What.GROUPS, What.NO_MEETING},
    ),
    "services of two agencies": (replace(CASE, agencies=2), {What.GOING_ON, What.NO_PLAN, What.SEVERAL}),
    "consent about to lapse": (replace(CASE, consent_ends=True), {What.GOING_ON, What.NO_PLAN, What.CONSENT_ENDS}),
    "waited three weeks": (
        replace(LED, noticed_on=date(2026, 2, 1), first_coordinator_on=date(2026, 2, 22)),
        {What.GOING_ON, What.NO_PLAN},
    ),
    "waited a day more": (
        replace(LED, noticed_on=date(2026, 2, 1), first_coordinator_on=date(2026, 2, 23)),
        {What.GOING_ON, What.NO_PLAN, What.WAITED_LONG},
    ),
    "still waits": (
        replace(CASE, noticed_on=date(2026, 11, 1)),
        {What.GOING_ON, What.NO_PLAN, What.WAITED_LONG},
    ),
    "waited long the year before": (
        replace(LED, noticed_on=date(2025, 2, 1), first_coordinator_on=date(2025, 9, 1)),
        {What.GOING_ON, What.NO_PLAN},
    ),
}


@pytest.mark.parametrize("name", COUNTED)
def test_each_case_is_counted_where_it_belongs(name: str) -> None:
    row, expected = COUNTED[name]
    assert {what for what in What if counts(row, what, FRAME)} == expected


@requirement("S0-024")
@pytest.mark.parametrize(
    ("meetings", "since", "listed"),
    [
        (0, date(2025, 12, 31), {What.FEW_MEETINGS}),
        (1, date(2025, 12, 31), set()),
        (4, date(2020, 1, 1), set()),
        (5, date(2020, 1, 1), {What.MANY_MEETINGS}),
        (0, date(2026, 1, 1), set()),
        (5, date(2026, 1, 1), set()),
    ],
)
def test_groups_older_than_a_year_with_few_or_many_meetings_are_listed(
    meetings: int, since: date, listed: set[What]
) -> None:
    row = replace(TEAM, meetings=meetings, team_since=since)
    assert {what for what in (What.FEW_MEETINGS, What.MANY_MEETINGS) if counts(row, what, FRAME)} == listed
    without = replace(FRAME, fewest=None, most=None)
    assert not any(counts(row, what, without) for what in (What.FEW_MEETINGS, What.MANY_MEETINGS))


def test_waiting_time_is_the_median_of_those_who_got_a_coordinator_in_the_year() -> None:
    waited = [
        replace(LED, noticed_on=date(2026, 3, 1), first_coordinator_on=date(2026, 3, 1 + days)) for days in (4, 10, 30)
    ]
    found = waiting([*waited, replace(CASE, noticed_on=date(2026, 12, 20))], FRAME)
    assert (found.number, found.median_days, found.too_long) == (3, 10, 1)
    assert waiting([CASE], FRAME).median_days is None


def test_caseload_by_coordinator_and_unit_and_days_by_month() -> None:
    rows = [LED, replace(LED, case_id=2), replace(LED, case_id=3, coordinator_id=8, coordinator="Per"),
            replace(LED, case_id=4, ended_on=date(2026, 1, 1))]  # fmt: skip
    assert [(one.name, one.cases) for one in by_coordinator(rows, FRAME)] == [("Kari", 2), ("Per", 1)]
    assert [(one.name, one.cases) for one in by_unit(rows, FRAME)] == [("PPT", 3)]
    assert by_month(
        [date(2026, 1, 3), date(2026, 3, 1), date(2025, 3, 1), None], replace(FRAME, day=date(2026, 4, 1))
    ) == [1, 0, 1, 0]


def test_what_is_shared_hides_the_small_numbers_and_every_way_to_them() -> None:
    rows = [replace(TEAM, case_id=one, plan_since=date(2025, 4, 1)) for one in range(20)]
    rows += [replace(LED, case_id=100 + one, unit="Skolen") for one in range(9)]
    rows += [replace(CASE, case_id=200, opened_on=date(2026, 2, 1), agencies=2)]
    standing = {"saker": [0, 0, 0, 29, 30], "grupper": [0, 0, 0, 20, 20], "planer": [0, 0, 0, 20, 20]}
    own = numbers(rows, FRAME, standing)
    assert (own.shown(What.STARTED), own.several_change) == (1, 1)
    found = shareable(own)
    assert found.shown(What.STARTED) is None
    assert found.shown("saker:2025") is None or found.shown(What.GOING_ON) is None
    assert found.several_change is None
    assert found.loads == ()
    assert found.shown("ledig") is None
    assert None in (found.shown("enhet:PPT"), found.shown("enhet:Skolen"), found.shown(What.GOING_ON))
