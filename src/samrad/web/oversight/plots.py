"""Two small plots, as positions for an SVG template: columns side by side over time, and bars of a length each.

A number that is hidden has no column. The same numbers stand in a table beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 680.0, 240.0
LEFT, TOP, BOTTOM = 34.0, 16.0, 28.0
STEPS = 4
LOOKS = ("a", "b", "c")
ROOM_FOR_NUMBERS = 11.0


@dataclass(frozen=True)
class Column:
    """One column: where, how high, how it looks, and its number when there is room for it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    number: str

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Columns:
    """Columns in groups, one group for each label, with a scale and a key."""

    columns: list[Column]
    labels: list[tuple[float, str]]
    scale: list[tuple[float, int]]
    key: list[tuple[str, str]]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT

    @property
    def ground(self) -> float:
        """Where the columns stand."""
        return self.height - BOTTOM

    @property
    def under(self) -> float:
        """Where the labels stand."""
        return self.height - 8


def nice(highest: int) -> int:
    """The step of a scale of at most four that reaches the number: 1, 2, 5, 10, 20 …"""
    step = 1
    while step * STEPS < highest:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def columns(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int | None]]]) -> Columns:
    """A group of columns for each label, with one column for each of the (at most three) series."""
    step = nice(max((number or 0 for _, numbers in series for number in numbers), default=0))
    room = HEIGHT - BOTTOM - TOP
    group = (WIDTH - LEFT) / max(len(labels), 1)
    width = group * 0.76 / max(len(series), 1)

    def height(number: int) -> float:
        return round(room * number / (step * STEPS), 1)

    found = []
    for place, _ in enumerate(labels):
        for turn, (_, numbers) in enumerate(series):
            number = numbers[place]
            if number is None:
                continue
            x = LEFT + place * group + group * 0.12 + turn * width
            tall = height(number)
            text = str(number) if width >= ROOM_FOR_NUMBERS else ""
            top = round(HEIGHT - BOTTOM - tall, 1)
            found.append(Column(round(x, 1), top, round(width - 2, 1), tall, LOOKS[turn], text))
    return Columns(
        found,
        [(round(LEFT + (place + 0.5) * group, 1), label) for place, label in enumerate(labels)],
        [(round(HEIGHT - BOTTOM - height(step * line), 1), step * line) for line in range(STEPS + 1)],
        [(LOOKS[turn], name) for turn, (name, _) in enumerate(series)],
    )


def lengths(numbers: Sequence[int | None]) -> list[float]:
    """How long the bar of each number is, of a hundred; none for a number that is hidden."""
    longest = max((number or 0 for number in numbers), default=0)
    return [round(100 * (number or 0) / longest, 1) if longest else 0.0 for number in numbers]
