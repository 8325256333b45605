"""An invented municipality: its units, its people, and the personas one may sign in as."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samrad.accounts.operations.staff import employ
from samrad.accounts.operations.units import add_agency, add_unit, set_letterhead
from samrad.accounts.queries import as_employee
from samrad.accounts.rules import Actor, Function, SignInLevel, system_actor
from samrad.agencies.queries import coordinating_unit
from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.duties.schema import shipped
from samrad.kernel.clock import today
from samrad.kernel.tenant import tenant
from samrad.oversight.operations.setup import set_up_municipality

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.agencies.models import Municipality, Unit

UNITS: Mapping[str, tuple[str, str, UnitKind]] = {
    "helsestasjon": ("Helse og mestring", "Helsestasjonen", UnitKind.HEALTH_STATION),
    "ergo": ("Helse og mestring", "Fysio- og ergoterapitjenesten", UnitKind.REHABILITATION),
    "psykisk": ("Helse og mestring", "Psykisk helse og rus", UnitKind.MENTAL_HEALTH),
    "hjemme": ("Helse og mestring", "Hjemmetjenesten", UnitKind.HOME_CARE),
    "avlastning": ("Helse og mestring", "Avlastningen Solsida", UnitKind.RESPITE),
    "bolig": ("Helse og mestring", "Boligkontoret", UnitKind.HOUSING),
    "barnehage": ("Oppvekst", "Elvebakken barnehage", UnitKind.KINDERGARTEN),
    "skole": ("Oppvekst", "Fjordvik skole", UnitKind.SCHOOL),
    "ungdomsskole": ("Oppvekst", "Nesset ungdomsskole", UnitKind.SCHOOL),
    "ppt": ("Oppvekst", "PPT", UnitKind.PPT),
    "barnevern": ("Oppvekst", "Barneverntjenesten", UnitKind.CHILD_WELFARE),
    "fritid": ("Oppvekst", "Kultur og fritid", UnitKind.CULTURE),
    "nav": ("NAV", "NAV-kontoret", UnitKind.NAV),
    "vgs": ("Fylkeskommunen", "Strinda videregående skole", UnitKind.UPPER_SECONDARY),
    "lege": ("Legesenteret", "Legesenteret Torget", UnitKind.GP),
    "hab": ("Helseforetaket", "Habiliteringstjenesten", UnitKind.SPECIALIST_HEALTH),
}
AGENCIES = {
    "Helse og mestring": AgencyKind.MUNICIPAL,
    "Oppvekst": AgencyKind.MUNICIPAL,
    "NAV": AgencyKind.STATE,
    "Fylkeskommunen": AgencyKind.COUNTY,
    "Legesenteret": AgencyKind.PRIVATE,
    "Helseforetaket": AgencyKind.HEALTH_TRUST,
}
STAFF: Mapping[str, tuple[str, str, str, Function]] = {
    "ke": ("ke", "Turid Haugdal", "rådgiver", Function.STAFF),
    "ke2": ("ke", "Arne Lidal", "saksbehandler", Function.STAFF),
    "kari": ("ppt", "Kari Moen", "pedagogisk-psykologisk rådgiver", Function.STAFF),
    "leder_ppt": ("ppt", "Berit Kvernmo", "leder", Function.LEADER),
    "jonas": ("helsestasjon", "Jonas Fossmark", "helsesykepleier", Function.STAFF),
    "leder_helse": ("helsestasjon", "Ragnhild Storvik", "leder", Function.LEADER),
    "per": ("skole", "Per Bakkemo", "kontaktlærer", Function.STAFF),
    "lise": ("skole", "Lise Granmo", "spesialpedagog", Function.STAFF),
    "rektor": ("skole", "Sigurd Nylund", "rektor", Function.LEADER),
    "ungdomslaerer": ("ungdomsskole", "Tuva Solbakk", "kontaktlærer", Function.STAFF),
    "ergo": ("ergo", "Selma Øverby", "ergoterapeut", Function.STAFF),
    "fysio": ("ergo", "Eirik Hovdal", "fysioterapeut", Function.STAFF),
    "psykisk": ("psykisk", "Live Åsheim", "ruskonsulent", Function.STAFF),
    "leder_psykisk": ("psykisk", "Odd Brekkan", "leder", Function.LEADER),
    "hjemme": ("hjemme", "Randi Tangvoll", "sykepleier", Function.STAFF),
    "avlastning": ("avlastning", "Aksel Myhrene", "miljøterapeut", Function.STAFF),
    "styrer": ("barnehage", "Solveig Elvestrand", "styrer", Function.LEADER),
    "ped": ("barnehage", "Hedda Vangsnes", "pedagogisk leder", Function.STAFF),
    "nav": ("nav", "Omar Haddad", "veileder", Function.STAFF),
    "barnevern": ("barnevern", "Oda Bjørkeng", "kontaktperson", Function.STAFF),
    "lege": ("lege", "Leif Sætervik", "fastlege", Function.STAFF),
    "hab": ("hab", "Amira Warsame", "vernepleier", Function.STAFF),
    "bolig": ("bolig", "Kjell Lundmark", "konsulent", Function.STAFF),
    "fritid": ("fritid", "Maja Rønningsen", "støttekontaktleder", Function.STAFF),
    "vgs": ("vgs", "Magnus Torsvoll", "rådgiver", Function.STAFF),
    "direktor": ("administrasjon", "Astrid Hjelmås", "kommunedirektør", Function.DIRECTOR),
}


@dataclass
class Town:
    """The municipality while it is being filled: units and staff by short name."""

    municipality: "Municipality"
    today: date
    units: dict[str, "Unit"] = field(default_factory=dict)
    staff: dict[str, "Employment"] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The tenant."""
        return self.municipality.pk

    @property
    def job(self) -> Actor:
        """A job of Samråd, for what nobody in particular did."""
        return system_actor(self.id, "demo")

    def actor(self, name: str) -> Actor:
        """One of the staff as an actor."""
        return as_employee(self.id, self.staff[name], SignInLevel.DEMO)

    def ago(self, days: int) -> date:
        """The day that many days before today; negative for days ahead."""
        return self.today - timedelta(days=days)


def build(name: str, number: str, routine: str, office: str, *, since_days: int = 900) -> Town:
    """An invented municipality with all units and staff, following a shipped routine. The tenant must not be set."""
    day = today()
    made = set_up_municipality(
        name=name,
        number=number,
        routine=shipped(routine),
        office_name=office,
        administrator_name="Ella Nordvoll" if routine == "selbu" else "Håkon Lidal",
        administrator_username=f"system.{routine}",
        on=day - timedelta(days=since_days),
        office_phone="74 00 00 00",
        is_demo=True,
    )
    town = Town(made.municipality, day)
    with tenant(town.id):
        _fill(town, day - timedelta(days=since_days))
    return town


def _fill(town: Town, since: date) -> None:
    set_letterhead(
        actor=town.job,
        municipality=town.municipality,
        address="Rådhusgata 1",
        postal=f"9999 {town.municipality.name.split()[0]}",
        phone="74 00 00 01",
        email=f"post@{town.municipality.name.split()[0].lower()}.example",
        website=f"https://{town.municipality.name.split()[0].lower()}.example",
        accessibility_statement="",
        office_phone="74 00 00 00",
        office_hours="Alle dager 9–15, åpent kontor tirsdag og torsdag 9–12",
        office_address="Rådhusgata 1, inngang B",
        appeal_body="Statsforvalteren",
    )
    agencies = {name: add_agency(actor=town.job, name=name, kind=kind) for name, kind in AGENCIES.items()}
    for key, (agency, name, kind) in UNITS.items():
        town.units[key] = add_unit(
            actor=town.job, agency=agencies[agency], name=name, kind=kind, started_on=since,
            phone=f"74 00 01 {len(town.units):02d}", email=f"{key}@samrad.example",
        )  # fmt: skip
    office = coordinating_unit(town.today)
    assert office is not None
    town.units["ke"] = office
    town.units["administrasjon"] = add_unit(
        actor=town.job, agency=agencies["Helse og mestring"], name="Kommunedirektørens stab",
        kind=UnitKind.ADMINISTRATION, started_on=since,
    )  # fmt: skip
    for key, (unit, name, title, function) in STAFF.items():
        town.staff[key] = employ(
            actor=town.job,
            unit=town.units[unit],
            name=name,
            title=title,
            started_on=since,
            function=function,
            phone=f"900 00 {len(town.staff):03d}",
            email=f"{name.split()[0].lower().replace('ø', 'o').replace('å', 'a')}.{len(town.staff)}@samrad.example",
        )
