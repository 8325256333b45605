"""Counting of days, dates in words, and explanations as people read them."""

import pytest

from samrad.duties.calendar import Span, add_months, age_on, birthday, period_of
from samrad.duties.explain import explain
from samrad.duties.language import Text, say_date, say_span
from tests.duties.selbu import Told, d, meeting, routine


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


def test_dates_in_words() -> None:
    assert say_date(d("10.3.2026"), near=d("1.1.2026"), weekday=True) == "tirsdag 10. mars"
    assert say_date(d("10.3.2027"), near=d("1.1.2026")) == "10. mars 2027"
    assert say_span(Span(1, "month"), "nn") == "1 månad"
