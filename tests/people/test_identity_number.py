"""Identity numbers: what passes, what does not, and that an independent implementation agrees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from samrad.commands.demo.people import synthetic_number
from samrad.people.rules import BadIdentityNumber, check_identity_number, first_day_aged, latest_birth, sort_key


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("123", "11 siffer"),
        ("1234567890a", "11 siffer"),
        ("01010112345", "ikke gyldig"),
        ("00000000000", "dato som ikke finnes"),
    ],
)
def test_impossible_numbers_are_refused_in_words(number: str, words: str) -> None:
    with pytest.raises(BadIdentityNumber, match=words):
        check_identity_number(number)


@given(born=st.dates(date(1941, 1, 1), date(2029, 12, 31)), serial=st.integers(1, 380))
def test_synthetic_numbers_hold_their_birth_date(born: date, serial: int) -> None:
    number = synthetic_number(born, serial)
    assert 81 <= int(number[2:4]) <= 92
    assert check_identity_number(number) == born


@given(born=st.dates(date(1941, 1, 1), date(1999, 12, 31)), serial=st.integers(1, 380))
def test_the_check_digits_agree_with_an_independent_implementation(born: date, serial: int) -> None:
    number = synthetic_number(born, serial)
    assert fodselsnummer.calc_check_digit1(number) == number[9]
    assert fodselsnummer.calc_check_digit2(number) == number[10]


@given(born=st.dates(date(1920, 1, 1), date(2026, 1, 1)), day=st.dates(date(1940, 1, 1), date(2040, 1, 1)))
def test_latest_birth_is_the_other_side_of_the_birthday(born: date, day: date) -> None:
    assert (first_day_aged(born, 16) <= day) == (born <= latest_birth(16, day))


def test_names_sort_as_norwegians_sort() -> None:
    names = ["Åsheim", "Aasland", "Zakarias", "Ødegård", "Ærlig", "Andersen", "Čappa"]
    assert sorted(names, key=lambda name: sort_key(name, "")) == [
        "Andersen",
        "Čappa",
        "Zakarias",
        "Ærlig",
        "Ødegård",
        "Åsheim",
        "Aasland",
    ]


def test_a_name_is_found_however_its_letters_are_put_together() -> None:
    assert sort_key("A\u030asheim", "Ante\u0301") == sort_key("Åsheim", "Anté")
