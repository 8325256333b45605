"""A list of staff out of a spreadsheet.

The head names the columns: navn, tittel, enhet, telefon, e-post, funksjon, fra. Name and unit must
be there; the others may be left out.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samrad.accounts.rules import Function
from samrad.duties.problems import nearest
from samrad.exchange.lists import Bad, Layout, Names, a_day, read_list
from samrad.kernel.clock import today

COLUMNS = ("navn", "tittel", "enhet", "telefon", "e-post", "funksjon", "fra")
LAYOUT = Layout(
    COLUMNS,
    required=("navn", "enhet"),
    longest={"navn": 150, "tittel": 100, "telefon": 30, "e-post": 254},
    most=5_000,
    empty="Filen har ingen ansatte. Skriv én ansatt på hver linje under overskriften.",
    too_many="Filen har {number} ansatte. Del den opp, slik at ingen fil har flere enn {most}.",
    also_called={"epost": "e-post", "e-postadresse": "e-post", "mobil": "telefon", "stilling": "tittel"},
)
EARLIEST = 1950
FUNCTIONS = {
    "": Function.STAFF,
    "ansatt": Function.STAFF,
    "leder": Function.LEADER,
    "leder av enheten": Function.LEADER,
    "systemansvarlig": Function.SYSTEM_OWNER,
    "kommunedirektør": Function.DIRECTOR,
}
FUNCTION_WORDS = ("ansatt", "leder", "systemansvarlig", "kommunedirektør")
PHONE = re.compile(r"\+?[\d ]{3,}")


@dataclass(frozen=True)
class StaffRow:
    """One employee to be. `unit` is the name of a unit that exists; `line` where it stood."""

    line: int
    name: str
    title: str
    unit: str
    phone: str
    email: str
    function: Function
    started_on: date


def read_staff(content: str | bytes, unit_names: set[str]) -> list[StaffRow]:
    """The employees in a file. Raises `BadSheet` with every fault; then nothing is to be imported.

    `unit_names` are the units that exist; case and surrounding space do not count. No `fra` means today.
    """
    return read_list(content, LAYOUT, _Reader(unit_names).row)


class _Reader:
    """Reads the lines, and remembers who stood there before."""

    def __init__(self, unit_names: set[str]) -> None:
        self.units = Names(unit_names)
        self.seen: dict[tuple[str, str], int] = {}
        self.today = today()

    def row(self, line: int, cells: dict[str, str], bad: Bad) -> StaffRow:
        row = StaffRow(
            line,
            " ".join(cells.get("navn", "").split()),
            cells.get("tittel", ""),
            self._unit(cells.get("enhet", ""), bad),
            _phone(cells.get("telefon", ""), bad),
            _email(cells.get("e-post", ""), bad),
            _function(cells.get("funksjon", ""), bad),
            a_day(cells.get("fra", ""), "fra", bad, since=EARLIEST) or self.today,
        )
        if not row.name:
            bad("navn", "Navnet mangler.")
        self._once(row, bad)
        return row

    def _unit(self, text: str, bad: Bad) -> str:
        if not text:
            bad("enhet", "Enheten mangler.")
            return ""
        found = self.units.find(text)
        if found is None:
            ask = self.units.meant(text, "Registrer enheten først, eller rett navnet.")
            bad("enhet", f"Det finnes ingen enhet som heter «{text}». {ask}")
        return found or ""

    def _once(self, row: StaffRow, bad: Bad) -> None:
        if not row.name or not row.unit:
            return
        earlier = self.seen.setdefault((row.name.casefold(), row.unit), row.line)
        if earlier != row.line:
            bad("navn", f"{row.name} står allerede i samme enhet på linje {earlier}.")


def _phone(text: str, bad: Bad) -> str:
    if text and not PHONE.fullmatch(text):
        bad("telefon", "Skriv telefonnummeret med bare tall og mellomrom, for eksempel 900 00 000.")
    return text


def _email(text: str, bad: Bad) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            bad("e-post", "Skriv e-postadressen slik: navn@eksempel.no.")
    return text


def _function(text: str, bad: Bad) -> Function:
    found = FUNCTIONS.get(text.casefold())
    if found is None:
        meant = nearest(text.casefold(), FUNCTION_WORDS)
        ask = f"Mente du «{meant}»?" if meant else f"Skriv {', '.join(FUNCTION_WORDS[:-1])} eller {FUNCTION_WORDS[-1]}."
        bad("funksjon", f"«{text}» er ikke en funksjon. {ask}")
    return found or Function.STAFF
