"""The numbers a board sees: counts over all cases, never a person, and none so small that one could be known."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from samrad.board.models import GroupEvaluation
from samrad.board.rules import Answer, change, shown
from samrad.deviations.queries import numbers as deviation_numbers
from samrad.teams.models import Seat

SEVERAL = 2


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


def _seats(year: int) -> QuerySet[Any]:
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=date(year, 1, 1))
    return Seat.objects.filter(going_on, proposed_on__lte=date(year, 12, 31))


def _crossing(year: int) -> Counter[str]:
    """How many cases had seats of several agencies in the year: in all under "", and by agency."""
    several = _seats(year).values("case").annotate(agencies=Count("unit__agency", distinct=True))
    cases = several.filter(agencies__gte=SEVERAL).values("case")
    rows = _seats(year).filter(case__in=cases).values(agency=F("unit__agency__name"))
    found: Counter[str] = Counter({row["agency"]: row["n"] for row in rows.annotate(n=Count("case", distinct=True))})
    found[""] = cases.count()
    return found


def quality(about: str) -> dict[str, dict[str, int | None]]:
    """For each question id how many answered what, without persons (S1-023); where few have answered, nothing."""
    counted: dict[str, Counter[str]] = {}
    for answers in GroupEvaluation.objects.filter(about=about).values_list("answers", flat=True):
        for question, answer in answers.items():
            counted.setdefault(question, Counter())[answer] += 1
    return {
        question: {one: shown(counts[one]) for one in Answer} if shown(sum(counts.values())) is not None else {}
        for question, counts in counted.items()
    }
