"""Counting of days, dates in words, and explanations as people read them."""

from datetime import date

import pytest

from samrad.duties.calendar import Span, add_months, age_on, birthday, period_of
from samrad.duties.explain import explain
from samrad.duties.language import Text, say_date, say_span
from samrad.duties.schema import shipped_names
from tests.duties.selbu import Told, d, meeting, plan, routine


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("31.1.2026", 1, "28.2.2026"),
        ("31.1.2024", 1, "29.2.2024"),
        ("31.3.2026", -1, "28.2.2026"),
        ("30.11.2025", 3, "28.2.2026"),
    ],
)
def test_months_clamp(day: str, months: int, expected: str) -> None:
    assert add_months(d(day), months) == d(expected)


def test_a_week_before_twelfth_of_march_is_the_fifth() -> None:
    assert Span(1, "week").before(d("12.3.2026")) == d("5.3.2026")


def test_age_begins_on_the_birthday_and_on_28_february_for_the_29th() -> None:
    assert age_on(d("10.3.2010"), d("9.3.2026")) == 15
    assert age_on(d("10.3.2010"), d("10.3.2026")) == 16
    assert birthday(d("29.2.2008"), 18) == d("28.2.2026")


def test_school_year() -> None:
    assert period_of("school_year", d("31.7.2026")) == (d("1.8.2025"), d("31.7.2026"))


def test_an_explanation_reads_like_a_sentence() -> None:
    told = meeting("12.3.2026", planned="1.2.2026")
    assert told.why("agenda-sent", "1.3.2026") == (
        "Saksliste skal sendes senest 1 uke før møtet 12. mars, altså 5. mars. Kilde: Selbu kommune: Rutine 2022 (S3-026)."
    )


def test_an_explanation_of_a_gap_and_of_a_review() -> None:
    told = Told()("team", "1.2.2026", "t")("coordinator", "1.2.2026", "k", employee="e", ended="10.3.2026")
    assert "til enhver tid, og det mangler fra 11. mars" in told.why("always-coordinator", "12.3.2026")
    assert "minst én gang i året" in told.why("yearly-review", "12.3.2026")


def test_an_explanation_falls_back_to_bokmal_and_says_so() -> None:
    told = meeting("12.3.2026", planned="1.2.2026")
    assert explain(told.duty("agenda-sent"), routine(), "se", on=d("1.3.2026")).lang == "nb"
    assert Text({"nb": "Hei", "nn": "Hei på deg"}).said("nn") == ("Hei på deg", "nn")


@pytest.mark.parametrize("name", [name for name in shipped_names() if name != "base"])
def test_every_rule_explains_itself_without_loose_ends(name: str) -> None:
    told = Told(name)("notice", "1.2.2026", "n", person_told=False)("application", "1.2.2026", "ap")
    told("employee", "1.1.2020", "e", "")(
        "coordinator", "1.2.2026", "k", employee="e", first_time=True, other_role=True, ended="1.12.2026"
    )
    told("team", "1.2.2026", "t", reassess="1.6.2026", ended="1.12.2027")(
        "seat", "2.2.2026", "s", "t", seat_kind="permanent", unit="u"
    )
    told("consent", "1.2.2026", "g", step="written", unit="v", ended="1.2.2027", runs_out=True)
    told("activity", "1.2.2026", "a", due="1.5.2026", seat="s")("plan", "1.2.2026", "p", ended="1.12.2027")
    for kind, on in (
        ("start", "12.3.2026"),
        ("ordinary", "12.6.2026"),
        ("review", "12.9.2026"),
        ("closing", "12.10.2027"),
    ):
        meeting(on, planned="1.2.2026", kind=kind, id=f"m{kind}", told=told, interpreter=True, gp_invited=True)
        told("meeting_held", on, f"h{kind}", f"m{kind}", review=kind == "review", closing=kind == "closing")
    told("coordinator_proposed", "2.2.2026", "cp")("leader_asked", "3.2.2026", "la")(
        "leader_answered", "4.2.2026", "lb", answer="can"
    )
    duties = plan(name).derive(told.facts, date(2028, 12, 31))
    assert {one.rule for one in duties} == set(routine(name).rules)
    for one in duties:
        text = explain(one, routine(name), on=d("1.3.2026")).text
        assert "{" not in text
        assert text.endswith(".")
        assert "Kilde:" in text
        assert "  " not in text


def test_dates_in_words() -> None:
    assert say_date(d("10.3.2026"), near=d("1.1.2026"), weekday=True) == "tirsdag 10. mars"
    assert say_date(d("10.3.2027"), near=d("1.1.2026")) == "10. mars 2027"
    assert say_span(Span(1, "month"), "nn") == "1 månad"
