"""Which numbers are left out of what is shared, so that none under five is shown or can be counted out.

A number that is too small is hidden. So is another one beside it, when the small one would follow from
sums and differences of what is still shown (secondary suppression). The sums may go across tables.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

SMALLEST = 5

Cells = Mapping[str, int]
Sum = Mapping[str, int]  # the numbers, each times its factor, make nought together


def total(whole: str, *parts: str) -> Sum:
    """That the parts together are the whole."""
    return {whole: -1, **dict.fromkeys(parts, 1)}


def small(number: int) -> bool:
    """Whether people could be known by the number."""
    return 0 < number < SMALLEST


def hidden(cells: Cells, sums: Iterable[Sum], unseen: Collection[str] = ()) -> set[str]:
    """The names of the numbers that are not to be shown. `unseen` are shown nowhere, but must not be counted out."""
    sums = list(sums)
    secret = {name for name, number in cells.items() if small(number)}
    gone = secret | set(unseen)
    while True:
        told = _told(cells, sums, gone, secret)
        if told is None:
            return gone
        gone.add(told)


def _told(cells: Cells, sums: Sequence[Sum], gone: set[str], secret: set[str]) -> str | None:
    """The next number to hide; None when nothing secret can be counted out."""
    out = determined(sums, gone) & secret
    for one in sums:
        if out & set(one) or _too_little(cells, one, gone, secret):
            beside = [name for name in one if name not in gone and cells[name]]
            if beside:
                return min(beside, key=lambda name: (cells[name], name))
    left = sorted(name for one in sums for name in one if out and name not in gone and cells[name])
    return left[0] if left else None


def _too_little(cells: Cells, one: Sum, gone: set[str], secret: set[str]) -> bool:
    """Whether the hidden numbers of a sum are together so few that each of them is known to be small."""
    missing = [name for name in one if name in gone]
    same_side = len({one[name] > 0 for name in missing}) == 1
    return same_side and bool(secret & set(missing)) and sum(cells[name] for name in missing) < SMALLEST


def determined(sums: Iterable[Sum], gone: Collection[str]) -> set[str]:
    """The hidden numbers that follow from the sums and the numbers that are shown."""
    names = sorted(gone)
    rows = [[Fraction(one.get(name, 0)) for name in names] for one in sums]
    known = set()
    for row in _reduced(rows, len(names)):
        left = [name for name, factor in zip(names, row, strict=True) if factor]
        if len(left) == 1:
            known.add(left[0])
    return known


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """The rows in reduced echelon form."""
    done = 0
    for column in range(width):
        found = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        first = rows[done][column]
        rows[done] = [factor / first for factor in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                times = row[column]
                rows[place] = [a - times * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]
