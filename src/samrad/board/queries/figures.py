"""The numbers a board sees: counts over all cases, never a person, and none so small that one could be known."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from samrad.board.models import GroupEvaluation
from samrad.board.rules import About, Answer, change, shown
from samrad.deviations.queries import numbers as deviation_numbers
from samrad.teams.queries import seats_between
from samrad.teams.rules import SEVERAL


@dataclass(frozen=True)
class Counted:
    """A number of this year, and how it changed from last year; None where it is too small to show."""

    now: int | None
    change: int | None


@dataclass(frozen=True)
class Figures:
    """What a board reports of a year: needs that involve several agencies, by agency, and deviations."""

    year: int
    crossing: Counted
    by_agency: list[tuple[str, Counted]]
    deviations: dict[str, int | None]

    def as_sent(self) -> dict[str, Any]:
        """The figures as they are kept with the report."""
        return {
            "year": self.year,
            "crossing": [self.crossing.now, self.crossing.change],
            "by_agency": {name: [one.now, one.change] for name, one in self.by_agency},
            "deviations": self.deviations,
        }


def figures(year: int) -> Figures:
    """The numbers of a calendar year, and the change from the year before (S1-021)."""
    now, before = _crossing(year), _crossing(year - 1)
    names = sorted({*now, *before} - {""})
    return Figures(
        year,
        Counted(shown(now[""]), change(now[""], before[""])),
        [(name, Counted(shown(now[name]), change(now[name], before[name]))) for name in names],
        {name: shown(number) for name, number in deviation_numbers(year).items()},
    )


def _crossing(year: int) -> Counter[str]:
    """How many cases had seats of several agencies in the year: in all under "", and by agency. One query."""
    sat = seats_between(date(year, 1, 1), date(year, 12, 31))
    agencies: dict[int, set[str]] = {}
    for case_id, agency in sat.values_list("case_id", "unit__agency__name").distinct():
        agencies.setdefault(case_id, set()).add(agency)
    found: Counter[str] = Counter()
    for names in agencies.values():
        if len(names) >= SEVERAL:
            found.update({"": 1, **dict.fromkeys(names, 1)})
    return found


def quality() -> dict[str, dict[str, dict[str, int | None]]]:
    """For each thing evaluated and each question how many answered what, without persons; where few have, nothing.

    One query (S1-023).
    """
    counted: dict[str, dict[str, Counter[str]]] = {one: {} for one in About}
    for about, answers in GroupEvaluation.objects.values_list("about", "answers"):
        for question, answer in answers.items():
            counted[about].setdefault(question, Counter())[answer] += 1
    return {about: {key: _shown(counts) for key, counts in asked.items()} for about, asked in counted.items()}


def _shown(counts: Counter[str]) -> dict[str, int | None]:
    return {one: shown(counts[one]) for one in Answer} if shown(sum(counts.values())) is not None else {}
