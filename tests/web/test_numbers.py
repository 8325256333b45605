"""Whole numbers that somebody sent: a row's, or none."""

import pytest

from samrad.web.layout.numbers import whole_number


@pytest.mark.parametrize(("written", "number"), [
    ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None), ("²", None), ("٣", None),
    ("-1", None), ("1.0", None), (" 1", None), ("", None),
])  # fmt: skip
def test_a_number_that_no_row_can_have_is_none(written: str, number: int | None) -> None:
    assert whole_number(written) == number
