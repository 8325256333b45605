"""Worked cases a caseworker can check: a child born so, school so, and the days on which things are to be done."""

from datetime import date

import pytest

from samrad.duties.duty import State
from samrad.duties.transitions import phases
from samrad.transitions.rules import Recorded, grown_up_on, school_years
from tests.duties.selbu import d, routine
from tests.transitions.pupil import Pupil

requirement = pytest.mark.requirement

# born, what is recorded of school, the task, when it opens and is due.
POSTPONED = (("1.8.2030", 1),)
EARLY = (("1.8.2028", 1),)
OWN_DAY = (("20.8.2029", 1),)
SCHOOL_STARTS = [
    ("as the age tells", (), "1.8.2026 – 1.8.2027", "1.2.2028 – 1.8.2028", "1.8.2028 – 1.8.2029"),
    ("a year late", POSTPONED, "1.8.2027 – 1.8.2028", "1.2.2029 – 1.8.2029", "1.8.2029 – 1.8.2030"),
    ("a year early", EARLY, "1.8.2025 – 1.8.2026", "1.2.2027 – 1.8.2027", "1.8.2027 – 1.8.2028"),
    ("on a day of its own", OWN_DAY, "20.8.2026 – 20.8.2027", "20.2.2028 – 20.8.2028", "20.8.2028 – 20.8.2029"),
]


@requirement("S3-122", "S3-060", "S3-061", "S3-062")
@pytest.mark.parametrize(("school", "recorded", "tell", "transfer", "meet"), SCHOOL_STARTS)
def test_a_child_born_in_may_2023(school: str, recorded: tuple[tuple[str, int], ...], tell: str, transfer: str,
                                  meet: str) -> None:  # fmt: skip
    child = Pupil("10.5.2023", "1.3.2025", *recorded).answered("large_cost", True, "1.4.2025")
    assert child.window("kindergarten.tell-school") == tell
    assert child.window("kindergarten.transfer-meeting") == transfer
    assert child.window("kindergarten.meet-school") == meet


@requirement("S3-060", "S3-064", "S3-068", "S3-069", "S3-056", "S3-129")
@pytest.mark.parametrize(
    ("question", "task", "born"),
    [
        ("large_cost", "kindergarten.tell-school", "10.5.2023"),
        ("special_education", "kindergarten.expert-report", "10.5.2023"),
        ("extensive_adaptation", "primary.report-lower", "10.5.2015"),
        ("expert_need", "primary.expert-report", "10.5.2015"),
        ("economic_support", "adult.contact-nav", "10.5.2009"),
        ("help_wanted", "moving.contact", "10.5.2015"),
    ],
)
def test_yes_gives_the_duty_and_no_gives_none(question: str, task: str, born: str) -> None:
    for yes in (True, False):
        child = Pupil(born, "1.3.2025")
        child.tell("transition", "1.9.2026", id="transition-1", transition_kind="moving", planned="1.3.2026")
        child.answered(question, yes, "1.4.2025", "transition-1" if task.startswith("moving") else "case-1")
        assert child.none(task) is not yes


@requirement("S3-060")
def test_a_school_not_told_two_years_before_is_late_for_the_kindergarten() -> None:
    child = Pupil("10.5.2023", "1.3.2025").answered("large_cost", True, "1.4.2025")
    told = "kindergarten.tell-school"
    assert (child.duty(told).holder, child.state(told, "1.8.2027"), child.state(told, "2.8.2027")) == (
        "styrer", State.OPEN, State.LATE,
    )  # fmt: skip
    assert child.did(told, "1.6.2027").state(told, "2.8.2027") is State.DONE


@requirement("S3-061")
def test_a_transfer_meeting_not_held_a_year_before_is_late() -> None:
    child, meeting = Pupil("10.5.2023", "1.3.2025"), "kindergarten.transfer-meeting"
    assert child.state(meeting, "2.8.2028") is State.LATE
    assert child.did(meeting, "1.6.2028").state(meeting, "2.8.2028") is State.DONE


@requirement("S3-064")
def test_the_expert_report_falls_on_ppt_and_is_late_when_school_begins() -> None:
    child = Pupil("10.5.2023", "1.3.2025").answered("special_education", True, "1.4.2025")
    report = child.duty("kindergarten.expert-report")
    assert (report.holder, report.due) == ("ppt", d("1.8.2029"))
    assert child.state("kindergarten.expert-report", "2.8.2029") is State.LATE


# The child born in May 2015 begins year 6 in 2026, year 7 in 2027, lower secondary in 2028, upper in 2031.
SCHOOL_YEARS = [
    ("primary.report-lower", "rektor", "1.8.2026 – 1.8.2027"),
    ("primary.expert-report", "ppt", "1.12.2027 – 1.3.2028"),
    ("primary.meet-school", "coordinator", "1.1.2028 – 1.8.2028"),
    ("lower_secondary.life-after-school", "coordinator", "1.8.2028 – 1.8.2031"),
    ("lower_secondary.nav", "coordinator", "1.8.2028 – ingen frist"),
    ("lower_secondary.choose-school", "coordinator", "1.8.2029 – 1.8.2030"),
    ("lower_secondary.meet-school", "coordinator", "1.8.2030 – 1.8.2031"),
    ("lower_secondary.career", "coordinator", "1.8.2030 – 1.8.2031"),
    ("upper_secondary.more-time", "coordinator", "1.8.2033 – 1.11.2033"),
    ("upper_secondary.career", "coordinator", "1.8.2031 – 1.6.2034"),
    ("upper_secondary.work-training", "coordinator", "1.8.2031 – 1.6.2034"),
    ("upper_secondary.statements", "coordinator", "10.5.2031 – ingen frist"),
    ("upper_secondary.nav", "coordinator", "10.11.2032 – 10.5.2033"),
    ("adult.housing", "coordinator", "10.5.2032 – 9.5.2033"),
]


@requirement("S3-068", "S3-069", "S3-070", "S3-071", "S3-072", "S3-073", "S3-075", "S3-077", "S3-078", "S3-080",
             "S3-123", "S3-128", "S3-131")  # fmt: skip
@pytest.mark.parametrize(("task", "holder", "window"), SCHOOL_YEARS)
def test_a_child_born_in_may_2015(task: str, holder: str, window: str) -> None:
    child = Pupil("10.5.2015", "1.3.2025")
    child.answered("extensive_adaptation", True, "1.4.2025").answered("expert_need", True, "1.4.2025")
    assert (child.duty(task).holder, child.window(task)) == (holder, window)
    moved = Pupil("10.5.2015", "1.3.2025", ("1.8.2026", 5))
    moved.answered("extensive_adaptation", True, "1.4.2025").answered("expert_need", True, "1.4.2025")
    a_year_later = d("1.8.2026") < child.duty(task).opens and task.split(".")[1] not in ("statements", "nav", "housing")
    if a_year_later and child.duty(task).dated:
        assert moved.duty(task).due.year == child.duty(task).due.year + 1


@requirement("S3-071", "S3-078", "S3-079")
@pytest.mark.parametrize("task", ["lower_secondary.nav", "upper_secondary.statements"])
def test_what_is_only_a_notice_is_never_late(task: str) -> None:
    child = Pupil("10.5.2015", "1.3.2025")
    assert child.duty(task).force == "may"
    assert child.state(task, "1.7.2031") is State.OPEN


@requirement("S3-078")
def test_yes_to_statements_begins_the_process_and_no_leaves_it() -> None:
    begin = "upper_secondary.begin-statements"
    assert Pupil("10.5.2009", "1.3.2025").answered("statements", True, "1.6.2025").window(begin) == (
        "1.6.2025 – 1.9.2025"
    )
    left = Pupil("10.5.2009", "1.3.2025").answered("statements", False, "1.6.2025")
    assert left.none(begin)
    assert left.state("upper_secondary.statements", "1.7.2025") is State.DONE


@requirement("S3-131")
def test_nav_at_18_must_be_answered_and_yes_invites_it() -> None:
    youth = Pupil("10.5.2009", "1.3.2025")
    assert youth.state("upper_secondary.nav", "11.5.2027") is State.LATE
    youth.answered("connect_nav", True, "1.2.2027")
    assert youth.state("upper_secondary.nav", "11.5.2027") is State.DONE
    assert youth.state("upper_secondary.invite-nav", "1.2.2027") is State.OPEN
    youth.tell("team", "1.4.2025", id="team-1")
    youth.tell("seat", "10.2.2027", "team-1", unit_kind="nav", seat_kind="permanent")
    assert youth.state("upper_secondary.invite-nav", "11.2.2027") is State.DONE
    assert Pupil("10.5.2009", "1.3.2025").answered("connect_nav", False, "1.2.2027").none("upper_secondary.invite-nav")


@requirement("S3-077")
def test_more_time_is_open_from_the_third_year_until_it_is_answered() -> None:
    youth = Pupil("10.5.2008", "1.3.2025")
    task = "upper_secondary.more-time"
    assert (youth.state(task, "31.7.2026"), youth.state(task, "1.8.2026")) == (State.UPCOMING, State.OPEN)
    assert youth.answered("more_time", False, "10.8.2026").state(task, "10.8.2026") is State.DONE


@requirement("S3-080")
@pytest.mark.parametrize(
    ("recorded", "due"), [((), "9.5.2027"), ((("20.6.2026", None),), "19.6.2026")], ids=["eighteen", "leaves school"]
)
def test_housing_is_raised_before_the_earlier_of_18_and_the_end_of_school(
    recorded: tuple[tuple[str, None], ...], due: str
) -> None:
    youth = Pupil("10.5.2009", "1.3.2025", *recorded)
    assert youth.duty("adult.housing").due == d(due)
    assert youth.state("adult.housing", "1.8.2027") is State.LATE
    assert youth.did("adult.housing", "1.6.2026").duty("adult.housing").done_on == d("1.6.2026")


@requirement("S3-129")
def test_a_right_known_before_or_after_18_gives_contact_with_nav_until_it_is_done() -> None:
    before = Pupil("10.5.2009", "1.3.2025").answered("economic_support", True, "1.2.2027")
    assert before.window("adult.contact-nav") == "10.5.2027 – ingen frist"
    assert before.none("adult.contact-nav-later")
    after = Pupil("10.5.2009", "1.3.2025").answered("economic_support", True, "1.9.2027")
    assert after.none("adult.contact-nav")
    assert after.window("adult.contact-nav-later") == "1.9.2027 – ingen frist"
    assert after.did("adult.contact-nav-later", "1.10.2027").state("adult.contact-nav-later", "1.10.2027") is State.DONE


@requirement("S3-066", "S3-127")
@pytest.mark.parametrize(
    ("born", "task", "other"),
    [
        ("10.5.2015", "primary.next-meeting", "lower_secondary.next-meeting"),
        ("10.5.2012", "lower_secondary.next-meeting", "primary.next-meeting"),
    ],
)
def test_a_pupils_group_always_has_a_meeting_planned_ahead(born: str, task: str, other: str) -> None:
    pupil = Pupil(born, "1.9.2026").tell("team", "1.9.2026", id="team-1")
    assert pupil.state(task, "2.9.2026", "2026-09-01") is State.OPEN
    assert other not in pupil.open_on("2.9.2026")
    pupil.tell("meeting_ahead", "10.9.2026", id="ahead-1", ended="20.10.2026")
    found = [one for one in pupil.duties() if one.rule == task and one.anchor_on.year == 2026]
    assert [(one.opens, one.done_on) for one in found] == [(d("1.9.2026"), d("10.9.2026")), (d("21.10.2026"), None)]


def test_a_meeting_that_nobody_plans_is_one_duty_through_all_the_years_at_the_same_school() -> None:
    pupil = Pupil("10.5.2014", "1.9.2025").tell("team", "1.9.2025", id="team-1")
    assert [(one.opens, one.lapsed_on) for one in pupil.duties() if one.rule == "primary.next-meeting"] == [
        (d("1.9.2025"), d("31.7.2027"))
    ]
    assert pupil.state("primary.next-meeting", "1.11.2026") is State.LATE
    pupil.tell("meeting_ahead", "5.11.2026", id="ahead-1", ended="2.12.2026")
    found = [one for one in pupil.duties() if one.rule == "primary.next-meeting"]
    assert [(one.opens, one.done_on) for one in found] == [(d("1.9.2025"), d("5.11.2026")), (d("3.12.2026"), None)]


@requirement("S3-067")
def test_how_the_pupil_takes_part_is_asked_before_each_meeting_as_a_notice_only() -> None:
    pupil = Pupil("10.5.2015", "1.3.2025")
    pupil.tell("meeting", "15.10.2026", id="meeting-1", meeting_kind="ordinary", planned="1.9.2026")
    asked = pupil.duty("primary.pupil-voice")
    assert (asked.force, asked.due) == ("may", d("15.10.2026"))
    assert pupil.state("primary.pupil-voice", "16.10.2026") is State.LATE
    pupil.tell("meeting_held", "15.10.2026", "meeting-1")
    assert pupil.state("primary.pupil-voice", "16.10.2026") is State.LAPSED
    older = Pupil("10.5.2012", "1.3.2025")
    older.tell("meeting", "15.10.2026", id="meeting-1", meeting_kind="ordinary", planned="1.9.2026")
    assert older.none("primary.pupil-voice")


@requirement("S3-130")
def test_an_upper_secondary_pupil_has_a_coordinator_or_a_contact_person() -> None:
    youth = Pupil("10.5.2010", "1.9.2026")
    gap = youth.duty("upper_secondary.contact", "2026-09-01")
    assert (gap.holder, gap.due) == ("ke", d("1.9.2026"))
    youth.tell("municipal_contact", "1.9.2026")
    assert youth.none("upper_secondary.contact")


@requirement("S3-063", "S3-070", "S3-073")
@pytest.mark.parametrize(
    ("born", "asked"), [("10.5.2014", True), ("10.5.2011", True), ("10.5.2013", False)], ids=["year 7", "10", "8"]
)
def test_a_new_member_from_a_school_is_given_access_and_information(born: str, asked: bool) -> None:
    pupil = Pupil(born, "1.3.2026").tell("team", "1.4.2026", id="team-1")
    pupil.tell("seat", "1.2.2027", "team-1", id="seat-1", unit_kind="school", seat_kind="permanent")
    assert pupil.none("new_member.welcome") is not asked
    if asked:
        assert pupil.duty("new_member.welcome").due == d("1.3.2027")
        assert pupil.did("new_member.welcome", "10.2.2027", "seat-1").state("new_member.welcome", "1.4.2027") is (
            State.DONE
        )


@requirement("S4-038")
@pytest.mark.parametrize(
    ("rule", "step"),
    [("transition-planned", "planned"), ("transition-started", "started"), ("transition-carried-out", "carried_out")],
)
def test_a_transition_not_planned_begun_and_carried_out_by_its_day_is_late(rule: str, step: str) -> None:
    child = Pupil("10.5.2015", "1.3.2025", name="ansvarsgruppe-utvidet")
    child.tell("transition", "1.9.2026", id="transition-1", transition_kind="institution_home", planned="1.3.2026")
    assert (child.duty(rule).holder, child.state(rule, "1.9.2026"), child.state(rule, "2.9.2026")) == (
        "coordinator", State.OPEN, State.LATE,
    )  # fmt: skip
    child.tell("transition_step", "20.8.2026", "transition-1", step=step)
    assert child.state(rule, "2.9.2026") is State.DONE


@requirement("S3-121")
@pytest.mark.parametrize(
    ("age", "here"),
    [
        (5, ["kindergarten", "primary"]),
        (8, ["primary"]),
        (12, ["primary", "lower_secondary"]),
        (18, ["upper_secondary", "adult"]),
    ],
)
def test_the_five_phases_and_who_stands_in_them(age: int, here: list[str]) -> None:
    listed = phases(routine().transitions.values())
    assert [one.ages for one in listed] == [(1, 6), (5, 13), (12, 16), (15, None), (18, None)]
    assert [one.id for one in listed if one.holds(age)] == here


CHILD = ["Grunnstønad", "Hjelpestønad", "Omsorgsstønad", "Avlastning"]


@requirement("S3-124", "S3-125", "S3-126")
@pytest.mark.parametrize(
    ("phase", "examples"),
    [
        ("kindergarten", CHILD),
        ("primary", CHILD),
        ("lower_secondary", CHILD),
        (
            "upper_secondary",
            ["Verge", "AAP (arbeidsavklaringspenger)", "Uføretrygd (fra 16 år)", "Andre stønader eller støtte"],
        ),
        (
            "adult",
            ["Bolig", "Tilskudd til bolig fra kommunen, Husbanken eller NAV", "Uføretrygd (fra 16 eller 18 år)"],
        ),
    ],
)
def test_the_examples_of_each_phase(phase: str, examples: list[str]) -> None:
    found = routine().transitions[phase]
    assert [str(routine().aids[key].title) for key in found.aids] == examples


def test_school_years_follow_the_age_and_what_is_recorded() -> None:
    born = d("10.5.2015")
    assert [(one.grade, one.start.year) for one in school_years(born)][:2] == [(0, 2020), (1, 2021)]
    assert school_years(born)[-1].end == d("31.7.2034")
    again = school_years(born, [Recorded(d("1.8.2026"), 5)])
    assert [(one.grade, one.start.year) for one in again if one.start.year in (2025, 2026, 2027)] == [
        (5, 2025), (5, 2026), (6, 2027),
    ]  # fmt: skip
    late = school_years(born, [Recorded(d("28.7.2022"), 1)])
    assert [(one.grade, one.start) for one in late][:2] == [(0, d("1.8.2021")), (1, d("1.8.2022"))]
    left = school_years(born, [Recorded(date(2032, 6, 20), None)])
    assert left[-1].end == date(2032, 6, 20)
    assert grown_up_on(born, left) == date(2032, 6, 20)


def test_who_came_after_school_began_is_not_asked_for_what_lay_before() -> None:
    late = Pupil("10.5.2020", "1.10.2026").answered("large_cost", True, "2.10.2026")
    assert [one.rule for one in late.duties() if one.rule.startswith("kindergarten")] == []
    assert all(one.due >= late.opened for one in late.duties())


@pytest.mark.parametrize(
    ("opened", "own_say", "statements"),
    [
        ("1.12.2023", "6.9.2024 – 1.11.2024", "1.11.2024 – ingen frist"),
        ("1.11.2024", "6.9.2024 – 1.11.2024", "1.11.2024 – ingen frist"),
        ("2.11.2024", "–", "1.11.2024 – ingen frist"),
        ("1.9.2026", "–", "1.11.2024 – ingen frist"),
    ],
)
def test_a_birthday_before_the_case_is_not_prepared_for_but_counted_from(
    opened: str, own_say: str, statements: str
) -> None:
    young = Pupil("1.11.2008", opened)
    assert young.window("own_say.sixteen") == own_say
    assert young.window("upper_secondary.statements") == statements
    assert young.window("of_age.told") == "1.5.2026 – 1.11.2026"
