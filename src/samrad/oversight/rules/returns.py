"""A list to look up in while the municipality reports to KPR and KOSTRA from its other systems.

Codes stand here only where the receiver's own file description was read: KOSTRA 11F (social assistance)
FAAT_INDIVIDUELL_PLAN 1 = yes, 2 = no, and KOSTRA 15F (child welfare) measures 6.3 and 6.4. The codes of
KPR (IPLOS) were not, so that list says yes or no, and the other system has the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samrad.oversight.rules.report import Frame, Row

PLAN_YES, PLAN_NO = 1, 2
PLAN_MEASURE, TEAM_MEASURE = "6.3", "6.4"
HEAD = (
    "Sak",
    "Person",
    "Født",
    "Individuell plan i året",
    "Koordinator i året",
    "KOSTRA 11F FAAT_INDIVIDUELL_PLAN",
    "KOSTRA 15F tiltak",
)


@dataclass(frozen=True)
class Return:
    """What is reported of one person."""

    case_id: int
    number: str
    name: str
    born_on: date | None
    plan: bool
    coordinator: bool
    team: bool

    @property
    def measures(self) -> str:
        """The measures of KOSTRA 15F: individual plan, and taking part in a team."""
        return ", ".join([PLAN_MEASURE] * self.plan + [TEAM_MEASURE] * self.team)

    @property
    def cells(self) -> list[str | int | bool | date | None]:
        """The line under `HEAD`."""
        code = PLAN_YES if self.plan else PLAN_NO
        return [self.number, self.name, self.born_on, self.plan, self.coordinator, code, self.measures]


def returns(rows: Iterable[Row], frame: Frame) -> list[Return]:
    """Everybody whose case went on at some time in the year."""
    return [
        Return(
            row.case_id, row.number, row.name, row.born_on, row.plan_in_year, row.coordinator_in_year, row.team_in_year
        )
        for row in rows
        if row.ended_on is None or row.ended_on >= frame.first_day
    ]  # fmt: skip
