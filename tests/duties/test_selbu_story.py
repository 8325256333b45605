"""What Selbu's routine asks, and when: worked cases a caseworker can read."""

import pytest

from samrad.duties.duty import State
from tests.duties.selbu import Told, d, meeting, routine

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


# ── the first meeting ────────────────────────────────────────────────────────


@requirement("S3-023", "S3-090")
def test_interpreter_is_mapped_before_the_first_meeting_and_booked_when_needed() -> None:
    told = meeting("15.3.2026", planned="1.3.2026", interpreter=True)
    assert told.state("interpreter-mapped", "14.3.2026") is S.OPEN
    assert told.state("interpreter-mapped", "15.3.2026") is S.LATE
    assert told.state("interpreter-booked", "15.3.2026") is S.OPEN
    assert told.state("interpreter-booked", "16.3.2026") is S.LATE
    told("interpreter_mapped", "3.3.2026", "im")("interpreter_booked", "4.3.2026", "ib", "m")
    assert told.state("interpreter-mapped", "15.3.2026") is told.state("interpreter-booked", "15.3.2026") is S.DONE
    assert meeting("15.3.2026", planned="1.3.2026", interpreter=False).none("interpreter-booked")


@requirement("S3-033")
def test_written_consent_is_due_at_the_first_meeting_and_calling_in_before_it() -> None:
    told = meeting("15.3.2026", planned="1.2.2026", kind="start")
    assert told.duty("consent-to-call-in").due == d("8.3.2026")
    assert told.duty("written-consent").due == d("15.3.2026")
    told("consent", "5.3.2026", "g", step="call_in", unit="u", ended="5.3.2027", runs_out=True)
    assert told.state("consent-to-call-in", "9.3.2026") is S.DONE
    assert told.state("written-consent", "15.3.2026") is S.OPEN
    told("consent", "15.3.2026", "g2", step="written", unit="u", ended="5.3.2027", runs_out=True)
    assert told.state("written-consent", "16.3.2026") is S.DONE


@requirement("S3-034")
def test_the_coordinator_is_made_known_at_the_first_meeting() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")
    assert told.state("contact-card", "16.3.2026") is S.LATE
    assert told("contact_card_shared", "15.3.2026", "cc").state("contact-card", "16.3.2026") is S.DONE


@requirement("S3-036")
def test_the_right_to_a_plan_is_told_at_the_first_meeting() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")
    assert told.state("plan-right-told", "16.3.2026") is S.LATE
    assert told("plan_right_told", "1.2.2026", "pr").state("plan-right-told", "16.3.2026") is S.DONE


@requirement("S3-135", "S3-037")
def test_expectations_are_clarified_for_each_seat_also_one_added_later() -> None:
    told = meeting("15.3.2026", planned="1.3.2026")("team", "1.3.2026", "t")
    told("seat", "1.3.2026", "s1", "t", seat_kind="permanent", unit="u1")
    told("expectations_clarified", "15.3.2026", "e1", "s1")
    assert told.state("expectations", "16.3.2026", "s1") is S.DONE
    told("seat", "1.4.2026", "s2", "t", seat_kind="permanent", unit="u2")
    meeting("1.6.2026", planned="1.5.2026", id="m2", told=told)
    assert told.duty("expectations", "s2").due == d("1.6.2026")
    assert told.state("expectations", "2.6.2026", "s2") is S.LATE


# ── every meeting ────────────────────────────────────────────────────────────


@requirement("S3-026")
@pytest.mark.parametrize(
    ("sent", "on", "expected"),
    [
        ("8.3.2026", "15.3.2026", S.DONE),
        ("9.3.2026", "15.3.2026", S.DONE_LATE),
        (None, "8.3.2026", S.OPEN),
        (None, "9.3.2026", S.LATE),
    ],
)
def test_the_agenda_is_sent_a_week_before(sent: str | None, on: str, expected: State) -> None:
    told = meeting("15.3.2026", planned="1.2.2026")
    if sent:
        told("agenda_sent", sent, "as", "m")
    assert told.state("agenda-sent", on) is expected


@requirement("S3-027")
def test_the_person_is_asked_about_the_agenda_before_it_goes() -> None:
    told = meeting("15.3.2026", planned="1.2.2026")
    assert told.state("agenda-consulted", "9.3.2026") is S.LATE
    assert told("agenda_consulted", "2.3.2026", "ac", "m").state("agenda-consulted", "9.3.2026") is S.DONE


@requirement("S3-029")
def test_the_invitation_says_that_an_interpreter_is_used() -> None:
    assert meeting("15.3.2026", planned="1.2.2026", interpreter=False).none("interpreter-stated")
    told = meeting("15.3.2026", planned="1.2.2026", interpreter=True)
    assert told.state("interpreter-stated", "9.3.2026") is S.LATE
    assert told("interpreter_stated", "7.3.2026", "is", "m").state("interpreter-stated", "9.3.2026") is S.DONE


@requirement("S3-025")
def test_double_time_is_booked_when_the_gp_is_asked() -> None:
    assert meeting("15.3.2026", planned="1.2.2026", gp_invited=False).none("surgery-booked")
    told = meeting("15.3.2026", planned="1.2.2026", gp_invited=True)
    assert told.state("surgery-booked", "15.3.2026") is S.LATE
    assert told("surgery_booked", "2.3.2026", "sb", "m").state("surgery-booked", "15.3.2026") is S.DONE


@requirement("S3-046")
@pytest.mark.parametrize(("published", "expected"), [("29.3.2026", S.DONE), ("30.3.2026", S.DONE_LATE)])
def test_minutes_within_fourteen_days(published: str, expected: State) -> None:
    told = meeting("15.3.2026", planned="1.2.2026")("meeting_held", "15.3.2026", "h", "m")
    told("minutes_published", published, "mp", "m")
    duty = told.duty("minutes")
    assert (duty.due, duty.force) == (d("29.3.2026"), "should")
    assert told.state("minutes", "1.4.2026") is expected


@requirement("S3-155", "S3-043")
def test_who_takes_minutes_has_the_duty_else_the_coordinator() -> None:
    from samrad.duties.facts import Bag
    from samrad.duties.holders import find_holder

    for taker, role, employee in ((None, "coordinator", ""), ("employment-7", "minute_taker", "employment-7")):
        told = meeting("15.3.2026", planned="1.2.2026", minute_taker=taker)("meeting_held", "15.3.2026", "h", "m")
        holder = find_holder(told.duty("minutes"), routine(), Bag(told.facts))
        assert (holder.role, holder.employee) == (role, employee)


@requirement("S3-045")
def test_minutes_are_sent_out() -> None:
    told = meeting("15.3.2026", planned="1.2.2026")("meeting_held", "15.3.2026", "h", "m")
    assert told.state("minutes-distributed", "30.3.2026") is S.LATE
    assert told("minutes_distributed", "20.3.2026", "md", "m").state("minutes-distributed", "30.3.2026") is S.DONE


@requirement("S3-050")
def test_the_next_date_should_be_agreed_before_the_end() -> None:
    told = meeting("15.3.2026", planned="1.2.2026")
    duty = told.duty("next-date")
    assert (duty.due, duty.force) == (d("15.3.2026"), "should")
    assert told("next_meeting_agreed", "15.3.2026", "nm", "m").state("next-date", "16.3.2026") is S.DONE


@requirement("S3-049")
def test_a_professional_meeting_has_no_agenda_duty_and_is_no_review() -> None:
    told = Told()("team", "1.2.2025", "t")
    meeting("15.1.2026", planned="1.1.2026", kind="professional", told=told)
    told("meeting_held", "15.1.2026", "h", "m", meeting_kind="professional", review=False)
    assert told.none("agenda-sent")
    assert told.state("yearly-review", "2.2.2026") is S.LATE


# ── the year ─────────────────────────────────────────────────────────────────


@requirement("S3-047", "S0-025", "S4-026")
def test_a_review_every_twelve_months_from_the_last() -> None:
    told = Told()("team", "1.2.2025", "t")
    assert told.duty("yearly-review").due == d("1.2.2026")
    assert told.state("yearly-review", "1.2.2026") is S.OPEN
    assert told.state("yearly-review", "2.2.2026") is S.LATE
    meeting("20.1.2026", planned="1.1.2026", kind="review", told=told)(
        "meeting_held", "20.1.2026", "h", "m", review=True
    )
    first, second = (one for one in told.duties() if one.rule == "yearly-review")
    assert (first.done_on, second.due) == (d("20.1.2026"), d("20.1.2027"))


@requirement("S3-048")
def test_the_office_is_told_after_the_review() -> None:
    told = Told()("team", "1.2.2025", "t")
    meeting("20.1.2026", planned="1.1.2026", kind="review", told=told)(
        "meeting_held", "20.1.2026", "h", "m", review=True
    )
    assert told.duty("report-after-review").due == d("3.2.2026")
    assert told.state("report-after-review", "4.2.2026") is S.LATE
    assert told("team_reported", "1.2.2026", "tr").state("report-after-review", "4.2.2026") is S.DONE


@requirement("S3-048")
def test_last_years_report_does_not_count_for_this_years_review() -> None:
    told = Told()("team", "1.2.2024", "t")("team_reported", "1.2.2025", "old")
    meeting("20.1.2026", planned="1.1.2026", kind="review", told=told)(
        "meeting_held", "20.1.2026", "h", "m", review=True
    )
    assert told.state("report-after-review", "4.2.2026") is S.LATE


@requirement("S3-003")
def test_the_need_for_the_team_is_looked_at_again() -> None:
    told = Told()("team", "1.2.2026", "t", reassess="1.6.2026")
    assert told.state("need-reassessed", "2.6.2026") is S.LATE
    assert Told()("team", "1.2.2026", "t").none("need-reassessed")


@requirement("S3-102", "S3-103")
def test_a_unit_added_after_the_consent_needs_a_new_one() -> None:
    told = Told()("team", "1.2.2026", "t")
    told("consent", "10.2.2026", "g", step="written", unit="u1", ended="10.2.2027", runs_out=True)
    told("seat", "1.2.2026", "s1", "t", seat_kind="permanent", unit="u1")
    told("seat", "1.3.2026", "s2", "t", seat_kind="permanent", unit="u2")
    assert told.duty("consent-on-change").due == d("29.3.2026")
    assert told.state("consent-on-change", "30.3.2026") is S.LATE
    told("consent", "20.3.2026", "g2", step="written", unit="u2", ended="10.2.2027", runs_out=True)
    assert told.state("consent-on-change", "30.3.2026") is S.DONE


@requirement("S3-103")
def test_a_consent_that_runs_out_is_renewed() -> None:
    told = Told()("consent", "10.2.2026", "g", step="written", unit="u1", ended="10.2.2027", runs_out=True)
    duty = told.duty("consent-renewed")
    assert (duty.opens, duty.due) == (d("30.12.2026"), d("10.2.2027"))
    told("consent", "1.2.2027", "g2", step="written", unit="u1", ended="1.2.2028", runs_out=True)
    assert told.state("consent-renewed", "11.2.2027", "g") is S.DONE
    assert Told()("consent", "10.2.2026", "g", step="written", unit="u1", ended="1.5.2026", runs_out=False).none(
        "consent-renewed"
    )


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


# ── moved, cancelled, called late ────────────────────────────────────────────


def test_a_meeting_called_with_two_days_notice_is_short_notice_and_not_born_late() -> None:
    told = meeting("15.3.2026", planned="13.3.2026")
    duty = told.duty("agenda-sent")
    assert (duty.opens, duty.due, duty.short_notice) == (d("13.3.2026"), d("13.3.2026"), True)
    assert told.state("agenda-sent", "13.3.2026") is S.OPEN
    assert "kort varsel" in told.why("agenda-sent", "13.3.2026")


def test_a_moved_meeting_keeps_its_key_and_the_agenda_that_went_counts_within_the_new_window() -> None:
    before = meeting("15.3.2026", planned="1.2.2026")("agenda_sent", "6.3.2026", "as", "m")
    near = meeting("22.3.2026", planned="10.3.2026")("agenda_sent", "6.3.2026", "as", "m")
    far = meeting("22.9.2026", planned="10.3.2026")("agenda_sent", "6.3.2026", "as", "m")
    assert before.duty("agenda-sent").key == near.duty("agenda-sent").key == far.duty("agenda-sent").key
    assert near.state("agenda-sent", "20.3.2026") is S.DONE
    assert far.duty("agenda-sent").done_on is None


def test_a_cancelled_meeting_lets_its_duties_lapse() -> None:
    told = meeting("15.3.2026", planned="1.2.2026", cancelled="5.3.2026")
    assert told.state("agenda-sent", "20.3.2026") is S.LAPSED
    assert told.none("contact-card")


def test_a_cancelled_act_fulfils_nothing() -> None:
    told = meeting("15.3.2026", planned="1.2.2026")("agenda_sent", "5.3.2026", "as", "m", cancelled="6.3.2026")
    assert told.state("agenda-sent", "9.3.2026") is S.LATE


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
