"""Setting up a municipality: the first rows, before anybody works there.

The municipality's own row stands outside the tenants and is written here only; all else is written
by the usual operations, by a job.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samrad.accounts.operations.staff import NewSignIn, employ, give_sign_in
from samrad.accounts.operations.units import add_agency, add_unit
from samrad.accounts.rules import Function, system_actor
from samrad.agencies.models import Municipality
from samrad.agencies.rules import AgencyKind, UnitKind
from samrad.kernel.checks import filled
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid
from samrad.kernel.tenant import tenant
from samrad.routines.operations import publish


@dataclass(frozen=True)
class NewMunicipality:
    """A municipality that is set up, and how its first administrator signs in."""

    municipality: Municipality
    administrator: NewSignIn


def set_up_municipality(
    *,
    name: str,
    number: str,
    routine: str,
    office_name: str,
    administrator_name: str,
    administrator_username: str,
    on: date,
    office_phone: str = "",
    is_demo: bool = False,
) -> NewMunicipality:
    """Makes a municipality with its routine (TOML), coordinating unit and first systemansvarlig, or nothing.

    Raises `Invalid` at the field of the wizard that is wrong.
    """
    number = number.strip()
    if len(number) != 4 or not number.isdigit():
        raise Invalid("Kommunenummeret har fire siffer.", "number")
    if Municipality.objects.filter(number=number).exists():
        raise Invalid("Denne kommunen er allerede satt opp.", "number")
    with transaction.atomic():
        municipality = Municipality.objects.create(
            name=filled(name, field="name", sentence="Skriv navnet på kommunen."),
            number=number,
            is_demo=is_demo,
            set_up_at=now(),
            office_phone=office_phone.strip(),
        )
        with tenant(municipality.pk):
            actor = system_actor(municipality.pk, "oppsett")
            publish(actor=actor, text=routine, valid_from=on)
            agency = add_agency(actor=actor, name=municipality.name, kind=AgencyKind.MUNICIPAL)
            office = filled(office_name, field="office_name", sentence="Skriv navnet på koordinerende enhet.")
            add_unit(
                actor=actor,
                agency=agency,
                name=office,
                kind=UnitKind.COORDINATING_UNIT,
                started_on=on,
                phone=office_phone,
            )
            administration = add_unit(
                actor=actor, agency=agency, name="Administrasjonen", kind=UnitKind.ADMINISTRATION, started_on=on
            )
            first = employ(
                actor=actor,
                unit=administration,
                name=administrator_name,
                title="Systemansvarlig",
                started_on=on,
                function=Function.SYSTEM_OWNER,
            )
            sign_in = give_sign_in(actor=actor, employment=first, username=administrator_username)
    return NewMunicipality(municipality, sign_in)
