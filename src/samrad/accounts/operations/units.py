"""Agencies, units and the letterhead. They stand here since only systemansvarlig may change them."""

from datetime import date

from samrad.accounts.access import system_owner_only
from samrad.accounts.queries import administrators
from samrad.accounts.rules import Actor
from samrad.agencies.models import Agency, Municipality, Unit
from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.kernel.checks import filled, ordered
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@operation(affects="result", allow=system_owner_only)
def add_agency(*, actor: Actor, name: str, kind: AgencyKind) -> Agency:
    """Adds a sector or organisation. Raises `Invalid` when the name is taken."""
    name = filled(name, field="name", sentence="Skriv navnet.")
    if Agency.objects.filter(name__iexact=name).exists():
        raise Invalid("Det finnes allerede en virksomhet med dette navnet.", "name")
    return Agency.objects.create(name=name, kind=kind)


@operation(affects="result", allow=system_owner_only)
def add_unit(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    kind: UnitKind,
    started_on: date,
    phone: str = "",
    email: str = "",
    address: str = "",
) -> Unit:
    """Adds a unit. The municipality has one open coordinating unit. Raises `Invalid`."""
    unit = Unit(agency=agency, kind=kind, started_on=started_on)
    _write_unit(unit, name, phone, email, address)
    if kind is UnitKind.COORDINATING_UNIT and _other_office(unit):
        raise Invalid("Kommunen har allerede en koordinerende enhet.", "kind")
    unit.save()
    return unit


def _other_office(unit: Unit) -> bool:
    offices = Unit.objects.filter(kind=UnitKind.COORDINATING_UNIT, ended_on__isnull=True)
    return offices.exclude(pk=unit.pk).exists()


def _write_unit(unit: Unit, name: str, phone: str, email: str, address: str) -> None:
    unit.name = filled(name, field="name", sentence="Skriv navnet på enheten.")
    if Unit.objects.filter(name__iexact=unit.name).exclude(pk=unit.pk).exists():
        raise Invalid("Det finnes allerede en enhet med dette navnet.", "name")
    unit.phone, unit.email, unit.address = phone.strip(), email.strip(), address.strip()


@operation(affects="unit", allow=system_owner_only)
def change_unit(
    *, actor: Actor, unit: Unit, agency: Agency, name: str, kind: UnitKind, phone: str, email: str, address: str
) -> Unit:
    """Renames a unit or changes how it is reached; its seats and consents go on."""
    _write_unit(unit, name, phone, email, address)
    unit.agency, unit.kind = agency, kind
    if kind is UnitKind.COORDINATING_UNIT and _other_office(unit):
        raise Invalid("Kommunen har allerede en koordinerende enhet.", "kind")
    unit.save()
    return unit


@operation(affects="unit", allow=system_owner_only)
def close_unit(*, actor: Actor, unit: Unit, on: date, reason: str) -> Unit:
    """Closes a unit; `on` is its last day. Its seats stand vacant and see nothing from the day after."""
    ordered(unit.started_on, on, field="on")
    if administrators().filter(unit=unit).exists() and not administrators().exclude(unit=unit).exists():
        raise Invalid("Systemansvarlig arbeider i denne enheten. Gi noen i en annen enhet den oppgaven først.", "on")
    unit.ended_on = on
    unit.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor enheten avsluttes.")
    unit.save()
    return unit


@operation(affects="result", allow=system_owner_only)
def set_letterhead(
    *,
    actor: Actor,
    municipality: Municipality,
    address: str,
    postal: str,
    phone: str,
    email: str,
    website: str,
    accessibility_statement: str,
    office_phone: str,
    office_hours: str,
    office_address: str,
    appeal_body: str,
) -> Municipality:
    """Sets what stands at the head of letters, how the coordinating unit is reached (S3-146), and where the
    municipality's accessibility statement stands (L-UU-03).
    """
    if municipality.pk != actor.municipality_id:
        raise Invalid("Dette er en annen kommune.")
    municipality.address, municipality.postal = address.strip(), postal.strip()
    municipality.phone, municipality.email, municipality.website = phone.strip(), email.strip(), website.strip()
    municipality.accessibility_statement = accessibility_statement.strip()
    municipality.office_phone, municipality.office_hours = office_phone.strip(), office_hours.strip()
    municipality.office_address = office_address.strip()
    municipality.appeal_body = filled(
        appeal_body, field="appeal_body", sentence="Skriv hvem klager går til, som «Statsforvalteren i Trøndelag»."
    )
    municipality.save()
    return municipality
