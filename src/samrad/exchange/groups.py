"""A list of the groups a municipality has from before, out of a spreadsheet.

The head names the columns: navn, født, koordinator, enhet, startet, siste møte, siste gjennomgang, plan,
deltakere. The coordinator stands with name or e-mail address, the members as names of units.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrad.exchange.lists import Bad, Layout, Names, a_day, read_day, read_list
from samrad.kernel.clock import today

EXPLAINED = {
    "navn": "Fornavn og etternavn til personen. «Etternavn, Fornavn» går også.",
    "født": "Fødselsdato, dd.mm.åååå.",
    "koordinator": "Navnet eller e-postadressen til en som er registrert som ansatt i Samråd.",
    "enhet": "Koordinatorens enhet. Trengs bare når to ansatte har samme navn.",
    "startet": "Dagen gruppa startet, dd.mm.åååå.",
    "siste møte": "Dagen for det siste møtet. Kan stå tom.",
    "siste gjennomgang": "Dagen for den siste årlige gjennomgangen. Kan stå tom.",
    "plan": "ja, nei, eller dagen planen begynte. Tom betyr nei.",
    "deltakere": "Enhetene som er med i gruppa, med komma mellom. De må være registrert i Samråd.",
}
COLUMNS = tuple(EXPLAINED)
LAYOUT = Layout(
    COLUMNS,
    required=("navn", "født", "koordinator", "startet"),
    longest={"navn": 210, "koordinator": 254, "deltakere": 1500},
    most=5000,
    empty="Filen har ingen grupper. Skriv én gruppe på hver linje under overskriften.",
    too_many="Filen har {number} grupper. Del den opp, slik at ingen fil har flere enn {most}.",
    also_called={
        "fødselsdato": "født", "person": "navn", "oppstart": "startet", "start": "startet", "ip": "plan",
        "individuell plan": "plan", "medlemmer": "deltakere", "e-post": "koordinator",
    },
)  # fmt: skip
LONGEST_NAME = 100
BETWEEN = re.compile(r"[,;|\n]")


@dataclass(frozen=True)
class Employed:
    """Somebody who may be coordinator: the key, and what she is known by in a list."""

    key: int
    name: str
    email: str
    unit: str


@dataclass(frozen=True)
class GroupRow:
    """One group to take in. `coordinator` is the key of an employment, `units` are names of units that exist."""

    line: int
    given_name: str
    family_name: str
    born_on: date
    coordinator: int
    coordinator_name: str
    started_on: date
    last_meeting: date | None
    last_review: date | None
    plan_since: date | None
    units: tuple[str, ...]

    @property
    def name(self) -> str:
        """The person's whole name."""
        return f"{self.given_name} {self.family_name}"


def read_groups(content: str | bytes, staff: Sequence[Employed], unit_names: set[str]) -> list[GroupRow]:
    """The groups in a file. Raises `BadSheet` with every fault; then nothing is to be imported."""
    return read_list(content, LAYOUT, _Reader(staff, unit_names).row)


class _Reader:
    """Reads the lines, and remembers who stood there before."""

    def __init__(self, staff: Sequence[Employed], unit_names: set[str]) -> None:
        self.staff = staff
        self.people = Names(one.name for one in staff)
        self.units = Names(unit_names)
        self.seen: dict[tuple[str, date], int] = {}
        self.today = today()

    def row(self, line: int, cells: dict[str, str], bad: Bad) -> GroupRow:
        given, family = _name(cells.get("navn", ""), bad)
        born = self._day(cells, "født", bad, missing="Fødselsdatoen mangler.")
        started = self._day(cells, "startet", bad, missing="Skriv dagen gruppa startet.")
        if born and started and started < born:
            bad("startet", "Gruppa kan ikke ha startet før personen ble født.")
        start = started or self.today
        who = self._coordinator(cells.get("koordinator", ""), cells.get("enhet", ""), bad)
        row = GroupRow(
            line,
            given,
            family,
            born or self.today,
            who.key if who else 0,
            who.name if who else "",
            start,
            self._later(cells, "siste møte", started, bad),
            self._later(cells, "siste gjennomgang", started, bad),
            self._plan(cells.get("plan", ""), start, bad),
            self._members(cells.get("deltakere", ""), bad),
        )
        earlier = self.seen.setdefault((row.name.casefold(), born), line) if born and given else line
        if earlier != line:
            bad("navn", f"{row.name} står allerede på linje {earlier}.")
        return row

    def _day(self, cells: dict[str, str], column: str, bad: Bad, *, missing: str) -> date | None:
        """A day that must be there."""
        text = cells.get(column, "")
        if not text:
            bad(column, missing)
        found = a_day(text, column, bad)
        if found is not None and found > self.today:
            bad(column, "Datoen kan ikke være fram i tid.")
        return found

    def _later(self, cells: dict[str, str], column: str, started: date | None, bad: Bad) -> date | None:
        found = a_day(cells.get(column, ""), column, bad)
        if found is not None and found > self.today:
            bad(column, "Datoen kan ikke være fram i tid.")
        elif found is not None and started is not None and found < started:
            bad(column, "Datoen kan ikke være før gruppa startet.")
        return found

    def _plan(self, text: str, started: date, bad: Bad) -> date | None:
        if text.casefold() in ("", "nei", "n"):
            return None
        if text.casefold() in ("ja", "j", "x"):
            return started
        found = read_day(text)
        if found is None or not started <= found <= self.today:
            bad("plan", "Skriv ja, nei, eller dagen planen begynte. Den kan ikke være før gruppa startet.")
        return found

    def _coordinator(self, text: str, unit: str, bad: Bad) -> Employed | None:
        if not text:
            bad("koordinator", "Koordinatoren mangler.")
            return None
        wanted = text.casefold()
        found = [one for one in self.staff if wanted in (one.name.casefold(), one.email.casefold())]
        if len(found) > 1 and unit:
            found = [one for one in found if one.unit.casefold() == unit.casefold()]
        if len(found) > 1:
            bad("koordinator", f"Flere ansatte heter «{text}». Skriv e-postadressen, eller enheten i kolonnen «enhet».")
        elif not found:
            ask = self.people.meant(text, "Registrer den ansatte først, eller rett navnet.")
            bad("koordinator", f"Ingen ansatt heter «{text}»{f' i {unit}' if unit else ''}. {ask}")
        return found[0] if len(found) == 1 else None

    def _members(self, text: str, bad: Bad) -> tuple[str, ...]:
        whole = self.units.find(text)
        if whole is not None:
            return (whole,)
        found: dict[str, None] = {}
        for one in filter(None, (part.strip() for part in BETWEEN.split(text))):
            unit = self.units.find(one)
            if unit is None:
                ask = self.units.meant(one, "Registrer enheten først, eller rett navnet.")
                bad("deltakere", f"Det finnes ingen enhet som heter «{one}». {ask}")
            else:
                found[unit] = None
        return tuple(found)


def _name(text: str, bad: Bad) -> tuple[str, str]:
    """Given and family name: «Etternavn, Fornavn», or the last word is the family name."""
    family, comma, given = text.partition(",")
    if not comma:
        given, _, family = text.strip().rpartition(" ")
    given, family = " ".join(given.split()), " ".join(family.split())
    if not text.strip():
        bad("navn", "Navnet mangler.")
    elif not given or not family:
        bad("navn", "Skriv både fornavn og etternavn.")
    elif max(len(given), len(family)) > LONGEST_NAME:
        bad("navn", f"Navnet er for langt. Fornavn og etternavn kan være {LONGEST_NAME} tegn hver.")
    return given, family
