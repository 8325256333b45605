"""What is shared tells nobody's number: none under five is shown, and none can be counted out."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from samrad.oversight.rules.small_numbers import SMALLEST, determined, hidden, total

ROWS, COLUMNS = "abc", "xyz"


def square(numbers: list[int]) -> tuple[dict[str, int], list[Mapping[str, int]]]:
    """A table of three rows and columns with its sums, and a second table that counts the first row in two halves."""
    cells = {f"{row}{column}": numbers[place] for place, (row, column) in enumerate(product(ROWS, COLUMNS))}
    sums = []
    for row in ROWS:
        cells[row] = sum(cells[row + column] for column in COLUMNS)
        sums.append(total(row, *(row + column for column in COLUMNS)))
    for column in COLUMNS:
        cells[column] = sum(cells[row + column] for row in ROWS)
        sums.append(total(column, *(row + column for row in ROWS)))
    cells["all"] = sum(cells[row] for row in ROWS)
    cells["half"] = cells["a"] // 2
    cells["rest"] = cells["a"] - cells["half"]
    return cells, [*sums, total("all", *ROWS), total("all", *COLUMNS), total("a", "half", "rest")]


def follows(sums: list[Mapping[str, int]], gone: set[str]) -> set[str]:
    """What can be counted out by going round and round: a sum with one number missing gives that number."""
    found: set[str] = set()
    while True:
        missing = [[name for name in one if name in gone - found] for one in sums]
        new = {names[0] for names in missing if len(names) == 1}
        if not new:
            return found
        found |= new


@settings(max_examples=150)
@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_no_small_number_is_shown_or_follows_from_those_that_are(numbers: list[int]) -> None:
    cells, sums = square(numbers)
    gone = hidden(cells, sums)
    small = {name for name, number in cells.items() if 0 < number < SMALLEST}
    assert small <= gone
    assert not follows(sums, gone) & small
    assert not determined(sums, gone) & small
    for one in sums:
        missing = [name for name in one if name in gone]
        if small & set(missing) and len({one[name] > 0 for name in missing}) == 1:
            assert sum(cells[name] for name in missing) >= SMALLEST


@settings(max_examples=50)
@given(st.lists(st.integers(5, 30), min_size=9, max_size=9))
def test_nothing_is_hidden_when_no_number_is_small(numbers: list[int]) -> None:
    cells, sums = square([2 * number for number in numbers])
    assert hidden(cells, sums) == set()


def test_another_table_does_not_tell_it_either() -> None:
    cells = {"all": 40, "with": 37, "without": 3, "north": 20, "south": 17}
    in_one = total("all", "with", "without")
    assert hidden(cells, [in_one]) == {"without", "with"}
    gone = hidden(cells, [in_one, total("with", "north", "south")])
    assert gone > {"without", "with"}


def test_a_number_that_is_shown_nowhere_is_not_told_by_subtraction() -> None:
    cells = {"all": 40, "teams": 38, "no-team": 2}
    assert "teams" in hidden(cells, [total("all", "teams", "no-team")], unseen={"no-team"})


def test_nought_is_no_secret() -> None:
    assert hidden({"all": 12, "a": 12, "b": 0}, [total("all", "a", "b")]) == set()
