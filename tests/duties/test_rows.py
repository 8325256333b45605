"""Single rows of the seeds that the tables do not say in so many words."""

from datetime import date, timedelta

import pytest

from samrad.duties.derive import Plan
from samrad.duties.duty import State, state
from samrad.duties.explain import explain
from samrad.duties.facts import Fact
from samrad.duties.routine import Version
from tests.duties.selbu import Told, d, meeting, routine

requirement = pytest.mark.requirement
S = State


@requirement("S3-001")
def test_two_coordinators_with_equal_facts_have_equal_duties_from_one_named_version() -> None:
    def told(employee: str) -> Told:
        case = Told()("coordinator", "1.2.2026", "k", employee=employee, first_time=True)("team", "2.2.2026", "t")
        return meeting("12.3.2026", planned="10.2.2026", told=case)

    kari, per = told("kari").duties(), told("per").duties()
    assert kari == per
    assert len(kari) > 5
    for duty in kari:
        own = any(one.startswith("S3") for one in routine().rules[duty.rule].source)
        assert not own or "Rutine 2022" in explain(duty, routine(), on=d("1.3.2026"), codes=False).text


@requirement("S4-044")
@pytest.mark.parametrize(("days", "expected"), [(28, S.DONE), (29, S.DONE_LATE)])
def test_minutes_within_four_weeks_are_in_time_and_the_day_after_over_it(days: int, expected: State) -> None:
    held = d("12.3.2026")
    ready = held + timedelta(days=days)
    told = meeting("12.3.2026", planned="1.2.2026", told=Told("ansvarsgruppe-utvidet"))
    told("meeting_held", "12.3.2026", "h", "m")
    told.facts.append(Fact("minutes_published", "p", ready, "m"))
    duty = told.duty("minutes")
    assert state(duty, ready) is expected
    assert duty.force == "should"


@requirement("S0-014", "S4-012", "S4-037")
@pytest.mark.parametrize("name", ["ansvarsgruppe", "ansvarsgruppe-utvidet"])
def test_a_wish_for_a_plan_is_started_and_then_coordinated(name: str) -> None:
    told = Told(name)("team", "1.1.2026", "t")("application", "1.2.2026", "a", wants="plan")
    assert (told.duty("start-plan").holder, told.state("start-plan", "1.6.2026")) == ("coordinator", S.OPEN)
    assert told.none("coordinate-plan")
    told("plan", "10.6.2026", "p", ended="1.6.2028")
    assert told.state("start-plan", "11.6.2026") is S.DONE
    assert told.state("coordinate-plan", "11.6.2027") is S.OPEN
    assert told.state("coordinate-plan", "1.6.2028") is S.LAPSED


@requirement("S1-003")
def test_the_plan_is_started_or_said_not_to_be_called_for() -> None:
    told = Told("overordnet-team")("team", "1.2.2026", "t")
    duty = told.duty("start-plan")
    assert (duty.holder, state(duty, d("1.2.2030"))) == ("coordinator", S.OPEN)
    told("exempted", "1.3.2026", "x", duty.key)
    assert told.state("start-plan", "2.3.2026") is S.EXEMPTED


@requirement("S1-008")
def test_the_group_evaluates_itself_and_at_latest_when_it_is_closed() -> None:
    told = Told("overordnet-team")("team", "1.2.2026", "t", ended="1.2.2028")
    assert told.state("group-evaluated", "1.1.2028") is S.OPEN
    assert told.state("group-evaluated-at-closing", "2.2.2028") is S.LATE
    told("group_evaluated", "1.12.2027", "g", "t")
    assert told.state("group-evaluated", "1.1.2028") is S.DONE
    assert told.state("group-evaluated-at-closing", "2.2.2028") is S.DONE


@requirement("S1-013")
def test_who_writes_the_plan_is_decided_in_the_group_and_kept_by_hand() -> None:
    told = Told("overordnet-team")("plan", "1.2.2026", "p")
    duty = told.duty("plan-writer")
    assert (duty.act, routine("overordnet-team").role_name("plan_writer")) == (
        "confirmed", "sekretær (den som skriver planen)",
    )  # fmt: skip
    told("confirmed", "3.2.2026", "x", duty.key)
    assert told.state("plan-writer", "4.2.2026") is S.DONE


@requirement("S1-020")
@pytest.mark.parametrize(("held", "expected"), [(1, S.LATE), (2, S.DONE)])
def test_the_board_meets_twice_a_year(held: int, expected: State) -> None:
    facts = [Fact("board", "b", date(2025, 3, 1))]
    facts += [Fact("board_meeting", f"m{n}", date(2026, 4 + n, 1), "b", attrs={"held": True}) for n in range(held)]
    plan = Plan([Version("1", date(2020, 1, 1), routine("overordnet-team"))])
    of_the_year = next(
        one for one in plan.derive(facts, date(2027, 1, 1)) if one.rule == "board-meets" and one.due.year == 2026
    )
    assert state(of_the_year, date(2027, 1, 1)) is expected


@requirement("S2-006")
def test_roles_are_open_until_every_seat_has_one() -> None:
    told = Told("koordineringsgruppe")("team", "1.2.2026", "t")
    for one in ("s1", "s2"):
        told("seat", "2.2.2026", one, "t", seat_kind="permanent", unit=one)
    told("expectations_clarified", "3.2.2026", "e", "s1")
    assert [told.state("roles-clarified", "1.1.2027", one) for one in ("s1", "s2")] == [S.DONE, S.OPEN]


@requirement("S4-046")
def test_a_member_clarifies_the_mandate_with_the_superior_before_the_first_meeting() -> None:
    told = Told("ansvarsgruppe-utvidet")("team", "1.2.2026", "t")
    told("seat", "2.2.2026", "s1", "t", seat_kind="permanent", unit="u1")
    told = meeting("12.3.2026", planned="10.2.2026", told=told)
    duty = told.duty("mandate-clarified")
    assert (duty.holder, duty.act) == ("seat", "confirmed")
    assert [told.state("mandate-clarified", on) for on in ("11.3.2026", "12.3.2026")] == [S.OPEN, S.LATE]
    told("confirmed", "1.3.2026", "x", duty.key)
    assert told.state("mandate-clarified", "12.3.2026") is S.DONE


@requirement("S4-025")
@pytest.mark.parametrize("held", [0, 1, 12])
def test_no_number_of_meetings_is_too_few_or_too_many_but_the_yearly_review_stands(held: int) -> None:
    told = Told("ansvarsgruppe-utvidet")("team", "2.2.2026", "t")
    for month in range(1, held + 1):
        meeting(f"{month}.3.2026", planned="10.2.2026", told=told, id=f"m{month}")
        told("meeting_held", f"{month}.3.2026", f"h{month}", f"m{month}", meeting_kind="ordinary", review=False)
    asked = {one.rule for one in told.duties() if one.act in ("meeting", "meeting_held", "meeting_ahead")}
    assert asked - {"pre-meeting"} == {"yearly-review"}
    assert told.state("yearly-review", "1.3.2027") is S.LATE
