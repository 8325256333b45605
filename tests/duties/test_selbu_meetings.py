"""What Selbu's routine asks of meetings and of the year, and when: worked cases a caseworker can read."""

import pytest

from samrad.duties.duty import State
from tests.duties.selbu import Told, d, meeting, routine

S = State
requirement = pytest.mark.requirement


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


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("selbu", marks=requirement("S3-047")),
        pytest.param("ansvarsgruppe", marks=requirement("S0-025")),
        pytest.param("ansvarsgruppe-utvidet", marks=requirement("S4-026")),
    ],
)
def test_a_review_every_twelve_months_from_the_last(name: str) -> None:
    told = Told(name)("team", "1.2.2025", "t")
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
