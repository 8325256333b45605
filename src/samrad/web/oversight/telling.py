"""The report in words: its counts and its tables, the same for the page, the PDF and the spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samrad.duties.language import MONTHS, capital, say_span
from samrad.duties.routine import Routine
from samrad.oversight.rules.numbers import UNCOORDINATED, WAITED, Numbers, month_key, standing_key, unit_key
from samrad.oversight.rules.report import What, last_days
from samrad.oversight.rules.small_numbers import SMALLEST
from samrad.web.oversight.plots import Columns, columns, lengths

HIDDEN = "skjult"


@dataclass(frozen=True)
class Count:
    """One count of the report: what it counts, and how it is counted when that is not plain."""

    what: What
    text: str
    help: str
    number: int | None

    @property
    def said(self) -> str:
        """The number as it is written."""
        return said(self.number)


@dataclass(frozen=True)
class Table:
    """A table of the report: a name and numbers on each line, and perhaps a plot of the same."""

    slug: str
    title: str
    lead: str
    head: tuple[str, ...]
    lines: list[tuple[str, list[str]]]
    plot: Columns | None = None
    bars: list[float] | None = None
    what: What | None = None

    @property
    def with_bars(self) -> list[tuple[str, list[str], float]]:
        """Each line with the length of its bar."""
        bars = self.bars or [0.0] * len(self.lines)
        return [(name, cells, bar) for (name, cells), bar in zip(self.lines, bars, strict=True)]


def said(number: float | None) -> str:
    """A number as it is written: with a comma, and a word when it is hidden."""
    if number is None:
        return HIDDEN
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def what_words(routine: Routine) -> dict[What, tuple[str, str]]:
    """What each count is called, and how it is counted."""
    team, fewest, most = routine.term("team"), routine.setting("meetings_min"), routine.setting("meetings_max")
    review = routine.setting("review_every")
    return {
        What.GOING_ON: ("Saker som pågår", ""),
        What.STARTED: ("Startet i året", ""),
        What.ENDED: ("Avsluttet i året", ""),
        What.GROUPS: (capital(team.pl), f"Saker som pågår, og som har {team.article} {team.sg}."),
        What.PLANS: ("Individuelle planer", "Saker som pågår, og som har en plan."),
        What.NO_COORDINATOR: ("Uten koordinator", "Behovet er varig, eller det har vært en koordinator."),
        What.NO_PLAN: ("Uten individuell plan", ""),
        What.NO_MEETING: ("Uten møte siste 12 måneder", f"Av dem som har {team.article} {team.sg}."),
        What.NO_REVIEW: (
            f"Uten gjennomgang siste {say_span(review) if review else '12 måneder'}",
            f"Av dem som har hatt {team.article} {team.sg} så lenge.",
        ),
        What.WAITED_LONG: ("Ventet lenger enn rutinens frister", "Fra første melding til første koordinator."),
        What.CONSENT_ENDS: (f"Samtykke går ut innen {say_span(routine.setting('consent_warning'))}", ""),
        What.DECLINED: ("Takket nei til plan, har koordinator", ""),
        What.FEW_MEETINGS: (_under(fewest), "De siste 12 månedene. Dette er ikke en frist."),
        What.MANY_MEETINGS: (_over(most), "De siste 12 månedene. Dette er ikke en frist."),
        What.SEVERAL: ("Behov som gjelder flere virksomheter", "Minst to virksomheter har hatt plass i gruppa i året."),
    }


def _under(fewest: int | None) -> str:
    return f"Færre enn {fewest} {'møte' if fewest == 1 else 'møter'}" if fewest else "Få møter"


def _over(most: int | None) -> str:
    return f"Flere enn {most} {'møte' if most == 1 else 'møter'}" if most else "Mange møter"


TOP = (What.GOING_ON, What.STARTED, What.ENDED, What.GROUPS, What.PLANS)
LOOK_AT = (
    What.NO_COORDINATOR, What.NO_PLAN, What.NO_MEETING, What.NO_REVIEW, What.CONSENT_ENDS, What.DECLINED,
    What.FEW_MEETINGS, What.MANY_MEETINGS,
)  # fmt: skip


def figures(numbers: Numbers, routine: Routine, whats: Sequence[What]) -> list[Count]:
    """Some of the counts, in order; without those the routine says nothing of."""
    words, frame = what_words(routine), numbers.frame
    silent = {What.FEW_MEETINGS: frame.fewest is None, What.MANY_MEETINGS: frame.most is None}
    return [Count(what, *words[what], numbers.shown(what)) for what in whats if not silent.get(what)]


def tables(numbers: Numbers, routine: Routine) -> list[Table]:
    """The tables of the report, in order. What is shared has no table of coordinators by name."""
    found = [_years(numbers, routine), _months(numbers), _waiting(numbers, routine), _several(numbers)]
    if not numbers.shared:
        found.append(_coordinators(numbers))
    return [*found, _units(numbers)]


def _years(numbers: Numbers, routine: Routine) -> Table:
    frame = numbers.frame
    names = {"saker": "Saker", "grupper": capital(routine.term("team").pl), "planer": "Individuelle planer"}
    years = [day.year for day in last_days(frame)]
    found = {
        series: [numbers.shown(standing_key(year, series, frame)) for year in years] for series in names
    }  # fmt: skip
    return Table(
        "ar",
        "År for år",
        "Hvor mange det var ved utgangen av året. I det siste året: den dagen rapporten er laget.",
        ("År", *names.values()),
        [(str(year), [said(found[series][place]) for series in names]) for place, year in enumerate(years)],
        columns([str(year) for year in years], [(names[series], found[series]) for series in names]),
    )


def _months(numbers: Numbers) -> Table:
    months = range(1, numbers.frame.day.month + 1)
    began = [numbers.shown(month_key(What.STARTED, month)) for month in months]
    ended = [numbers.shown(month_key(What.ENDED, month)) for month in months]
    names = [capital(MONTHS["nb"][month - 1]) for month in months]
    return Table(
        "maneder",
        f"Måned for måned i {numbers.frame.year}",
        "Saker som startet, og saker som ble avsluttet.",
        ("Måned", "Startet", "Avsluttet"),
        [(name, [said(one), said(other)]) for name, one, other in zip(names, began, ended, strict=True)],
        columns([name[:3].lower() for name in names], [("Startet", began), ("Avsluttet", ended)]),
    )


def _waiting(numbers: Numbers, routine: Routine) -> Table:
    limits = [say_span(span) for span in numbers.frame.limits]
    lead = f"Rutinen gir {' og deretter '.join(limits)}." if limits else "Rutinen har ingen frist for dette."
    median = "–" if not numbers.wait.number else said(numbers.median_wait)
    return Table(
        "ventetid",
        "Ventetid fra melding til koordinator",
        f"Gjelder dem som fikk sin første koordinator i {numbers.frame.year}. {lead}",
        ("Ventetid", "Antall"),
        [
            ("Fikk koordinator", [said(numbers.shown(WAITED))]),
            ("Dager i midten (median)", [median]),
            (
                "Ventet lenger enn rutinens frister, også de som fortsatt venter",
                [said(numbers.shown(What.WAITED_LONG))],
            ),
        ],
        what=What.WAITED_LONG,
    )


def _several(numbers: Numbers) -> Table:
    change = numbers.several_change
    told = f"+{change}" if change is not None and change > 0 else said(change)
    return Table(
        "flere-virksomheter",
        "Behov som gjelder flere virksomheter",
        "Saker der minst to virksomheter har hatt plass i gruppa i løpet av året.",
        ("År", "Antall", "Endring fra året før"),
        [(str(numbers.frame.year), [said(numbers.shown(What.SEVERAL)), told])],
        what=What.SEVERAL,
    )


def _coordinators(numbers: Numbers) -> Table:
    return Table(
        "koordinatorer",
        "Saker hos hver koordinator",
        "",
        ("Koordinator", "Enhet", "Saker"),
        [(load.name, [load.unit, said(load.cases)]) for load in numbers.loads],
        bars=lengths([load.cases for load in numbers.loads]),
    )


def _units(numbers: Numbers) -> Table:
    found = [(unit, numbers.shown(unit_key(unit))) for unit in numbers.units]
    found.append(("Ingen koordinator", numbers.shown(UNCOORDINATED)))
    return Table(
        "enheter",
        "Saker etter koordinatorens enhet",
        "",
        ("Enhet", "Saker"),
        [(unit, [said(number)]) for unit, number in found],
        bars=lengths([number for _, number in found]),
    )


def small_print(shared: bool) -> str:
    """What is said of the numbers that are hidden; nothing in the office's own view."""
    if not shared:
        return ""
    return (
        f"Tall under {SMALLEST} er skjult, slik at ingen kan kjennes igjen. Noen større tall er også skjult, fordi de "
        "små ellers kunne regnes ut."
    )


def as_data(table: Table) -> dict[str, Any]:
    """The table as plain data, for the PDF."""
    return {
        "title": table.title,
        "lead": table.lead,
        "head": list(table.head),
        "lines": [[name, *cells] for name, cells in table.lines],
        "bars": table.bars or [],
    }
