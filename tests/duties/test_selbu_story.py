"""What Selbu's routine asks of a case, and when, from the first notice to the closing: worked cases to read."""

import pytest

from samrad.duties.duty import State
from tests.duties.selbu import Told, d, meeting

S = State
requirement = pytest.mark.requirement


# ── before there is a coordinator ────────────────────────────────────────────


@requirement("S3-022")
@requirement("S3-087")
def test_leader_is_asked_and_answers_before_the_appointment() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=True)
    assert told.duty("find-coordinator.coordinator_proposed").due == d("15.3.2026")
    assert told.none("find-coordinator.leader_asked")
    told("coordinator_proposed", "5.3.2026", "p")
    assert told.duty("find-coordinator.leader_asked").holder == "ke"
    told("leader_asked", "8.3.2026", "q", unit="unit-1")
    answer = told.duty("find-coordinator.leader_answered")
    assert (answer.holder, answer.due) == ("unit_leader", d("15.3.2026"))
    assert told.none("find-coordinator.coordinator")
    told("leader_answered", "10.3.2026", "a", answer="can")
    assert told.state("find-coordinator.coordinator", "18.3.2026") is S.LATE
    told("coordinator", "12.3.2026", "k", employee="e")
    assert told.state("find-coordinator.coordinator", "18.3.2026") is S.DONE


def test_a_coordinator_found_another_way_lets_the_steps_lapse() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=True)("coordinator", "4.3.2026", "k", employee="e")
    assert told.state("find-coordinator.coordinator_proposed", "20.3.2026") is S.LAPSED


def test_who_reports_is_answered_and_the_person_is_told() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=False)
    assert told.state("notice-answered", "15.3.2026") is S.OPEN
    assert told.state("notice-answered", "16.3.2026") is S.LATE
    told("notice_answered", "10.3.2026", "na", "n")("person_told", "17.3.2026", "pt", "n")
    assert told.state("notice-answered", "20.3.2026") is S.DONE
    assert told.state("person-told-of-notice", "20.3.2026") is S.DONE_LATE
    assert Told()("notice", "1.3.2026", "n", person_told=True).none("person-told-of-notice")


# ── the coordinator ──────────────────────────────────────────────────────────


@requirement("S3-094")
def test_a_new_coordinator_takes_the_course_before_the_first_meeting() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")("employee", "1.1.2020", "e", "")
    told("coordinator", "20.2.2026", "k", employee="e", first_time=True)
    course = told.duty("course-before-first-meeting")
    assert course.due == d("14.3.2026")
    assert told.state("course-before-first-meeting", "15.3.2026") is S.LATE
    told("course_taken", "1.6.2024", "ct", "e")
    assert told.state("course-before-first-meeting", "15.3.2026") is S.DONE


@requirement("S3-094")
def test_an_experienced_coordinator_has_no_deadline_for_the_course() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")("employee", "1.1.2020", "e", "")
    assert told("coordinator", "20.2.2026", "k", employee="e", first_time=False).none("course-before-first-meeting")


@requirement("S3-094")
def test_somebody_elses_course_does_not_count() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")("employee", "1.1.2020", "e", "")("employee", "1.1.2020", "x", "")
    told("coordinator", "20.2.2026", "k", employee="e", first_time=True)("course_taken", "1.3.2026", "ct", "x")
    assert told.state("course-before-first-meeting", "15.3.2026") is S.LATE


@requirement("S3-097")
def test_a_new_coordinator_reads_the_routine() -> None:
    told = Told()("employee", "1.1.2020", "e", "")("coordinator", "1.3.2026", "k", employee="e", first_time=True)
    assert told.duty("routine-read").due == d("15.3.2026")
    assert told("routine_read", "3.3.2026", "r", "e").state("routine-read", "20.3.2026") is S.DONE


@requirement("S3-089")
def test_other_roles_are_explained_to_the_person() -> None:
    assert Told()("coordinator", "1.3.2026", "k", employee="e", other_role=False).none("roles-explained")
    told = Told()("coordinator", "1.3.2026", "k", employee="e", other_role=True)
    assert told.duty("roles-explained").force == "should"
    assert told("roles_explained", "2.3.2026", "re", "k").state("roles-explained", "30.4.2026") is S.DONE


@requirement("S3-074", "S3-082", "S0-021")
def test_a_day_without_coordinator_is_a_gap_from_the_day_after() -> None:
    told = Told()("team", "1.2.2025", "t")("coordinator", "1.2.2025", "k", employee="e", ended="10.3.2026")
    gap = told.duty("always-coordinator")
    assert (gap.opens, gap.anchor) == (d("11.3.2026"), "2026-03-11")
    assert told.state("always-coordinator", "10.3.2026") is S.UPCOMING
    assert told.state("always-coordinator", "12.3.2026") is S.LATE
    told("coordinator", "20.3.2026", "k2", employee="f")
    assert told.state("always-coordinator", "21.3.2026") is S.DONE_LATE


@requirement("S3-074")
def test_a_new_coordinator_from_the_next_day_leaves_no_gap() -> None:
    told = Told()("team", "1.2.2025", "t")("coordinator", "1.2.2025", "k", employee="e", ended="10.3.2026")
    assert told("coordinator", "11.3.2026", "k2", employee="f").none("always-coordinator")


# ── the plan ─────────────────────────────────────────────────────────────────


@requirement("S3-099", "S3-038")
def test_members_are_shown_the_plan_at_the_first_meeting_after_it() -> None:
    told = Told()("plan", "1.2.2026", "p")
    assert told.none("plan-training")
    meeting("15.3.2026", planned="1.3.2026", told=told)
    assert told.state("plan-training", "16.3.2026") is S.LATE
    assert told("plan_training_given", "15.3.2026", "pt", "p").state("plan-training", "16.3.2026") is S.DONE


@requirement("S3-140")
def test_an_activity_past_its_date_stands_until_it_gets_status_or_a_new_date() -> None:
    told = Told()("activity", "1.2.2026", "a", due="15.3.2026", seat="s", status="planned")
    assert told.state("activity-settled", "16.3.2026") is S.LATE
    assert told("activity_settled", "20.3.2026", "st", "a").state("activity-settled", "21.3.2026") is S.DONE_LATE


def test_an_application_is_decided_within_a_month() -> None:
    told = Told()("application", "31.1.2026", "ap", wants="plan")
    assert told.duty("application-decided").due == d("28.2.2026")
    told("decision", "20.2.2026", "de", "ap", outcome="granted", about="plan", application="ap")
    assert told.state("application-decided", "1.3.2026") is S.DONE


# ── closing ──────────────────────────────────────────────────────────────────


@requirement("S3-055", "S4-040")
def test_the_office_is_told_when_the_team_is_closed() -> None:
    told = Told()("team", "1.2.2025", "t", ended="10.3.2026")
    assert told.duty("closing-told").due == d("17.3.2026")
    assert told("closing_reported", "12.3.2026", "cr").state("closing-told", "20.3.2026") is S.DONE


@requirement("S3-053", "S3-107")
def test_the_plan_is_stored_when_it_is_closed() -> None:
    told = Told()("plan", "1.2.2025", "p", ended="10.3.2026")
    assert told.state("plan-stored", "18.3.2026") is S.LATE
    assert told("plan_stored", "11.3.2026", "ps").state("plan-stored", "18.3.2026") is S.DONE


@requirement("S3-052")
def test_the_assessment_of_closing_stands_in_the_last_minutes() -> None:
    told = meeting("1.3.2026", planned="1.2.2026", kind="closing")("meeting_held", "1.3.2026", "h", "m", closing=True)
    assert told.state("closing-assessed", "16.3.2026") is S.LATE
    assert told("closing_assessed", "10.3.2026", "ca", "m").state("closing-assessed", "16.3.2026") is S.DONE


# ── the life of a case ───────────────────────────────────────────────────────


def test_death_ends_every_duty_at_once() -> None:
    told = meeting("15.3.2026", planned="1.2.2026")("person", "1.1.1950", "p", died="5.3.2026")
    told("team", "1.1.2026", "t", ended="5.3.2026")
    assert {one.rule for one in told.duties() if one.lapsed_on is None and one.done_on is None} == set()


def test_a_closed_case_keeps_only_what_closing_asks() -> None:
    told = Told()
    told.facts = [
        type(told.facts[0])("case", "c", d("1.1.2025"), attrs={"ended": d("10.3.2026"), "end_reason": "need_ended"})
    ]
    told("team", "1.2.2025", "t", ended="10.3.2026")("activity", "1.2.2026", "a", due="1.4.2026")
    assert told.state("activity-settled", "11.3.2026") is S.LAPSED
    assert told.state("closing-told", "11.3.2026") is S.OPEN


def test_a_paused_case_rests_save_for_review_and_consent() -> None:
    told = Told()("team", "1.2.2025", "t")("activity", "1.2.2026", "a", due="1.4.2026")
    told("paused", "1.3.2026", "pa", ended="1.6.2026")
    assert told.state("activity-settled", "2.4.2026") is S.LAPSED
    assert told.state("yearly-review", "2.3.2026") is S.LATE


def test_a_case_taken_over_owes_nothing_from_before() -> None:
    told = Told()
    told.facts = [type(told.facts[0])("case", "c", d("1.1.2020"), attrs={"followed_from": d("1.2.2026")})]
    told("team", "1.1.2020", "t")
    meeting("1.6.2025", planned="1.5.2025", id="old", told=told)
    meeting("1.9.2025", planned="1.8.2025", kind="review", id="rev", told=told)(
        "meeting_held", "1.9.2025", "h", "rev", review=True
    )
    rules = {one.rule for one in told.duties()}
    assert "agenda-sent" not in rules
    assert [one.due for one in told.duties() if one.rule == "yearly-review"] == [d("1.9.2026")]


def test_a_review_long_past_in_a_case_taken_over_is_short_notice_not_late() -> None:
    told = Told()
    told.facts = [type(told.facts[0])("case", "c", d("1.1.2020"), attrs={"followed_from": d("1.2.2026")})]
    told("team", "1.1.2020", "t")
    meeting("1.9.2023", planned="1.8.2023", kind="review", id="rev", told=told)(
        "meeting_held", "1.9.2023", "h", "rev", review=True
    )
    duty = next(one for one in told.duties() if one.rule == "yearly-review")
    assert (duty.due, duty.short_notice) == (d("1.2.2026"), True)


# ── what people say of a duty ────────────────────────────────────────────────


def test_done_outside_samrad_is_confirmed_on_the_key() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=True)
    key = told.duty("notice-answered").key
    assert told("confirmed", "5.3.2026", "x", key).state("notice-answered", "20.3.2026") is S.DONE


def test_an_exemption_may_expire() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=True)
    told("exempted", "5.3.2026", "x", told.duty("notice-answered").key, until="20.3.2026")
    assert told.state("notice-answered", "20.3.2026") is S.EXEMPTED
    assert told.state("notice-answered", "21.3.2026") is S.LATE


def test_a_postponed_duty_has_the_later_date() -> None:
    told = Told()("notice", "1.3.2026", "n", person_told=True)
    told("postponed", "5.3.2026", "x", told.duty("notice-answered").key, to="1.4.2026")
    assert told.state("notice-answered", "1.4.2026") is S.OPEN
    assert "utsatt til 1. april" in told.why("notice-answered", "20.3.2026")
