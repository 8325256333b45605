"""The invented town of the tests: the demo's own town and stories, opened in the test's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from samrad.accounts.queries import administrators, as_employee, staff
from samrad.accounts.rules import Actor, SignInLevel
from samrad.agencies.models import Municipality
from samrad.agencies.queries import all_units
from samrad.commands.demo.town import STAFF, UNITS, Town, build
from samrad.kernel.clock import today
from samrad.kernel.tenant import tenant

Fjordvik = Town


@contextmanager
def open_town(number: str) -> Iterator[Town]:
    """The municipality with that number, as the tenant."""
    municipality = Municipality.objects.get(number=number)
    with tenant(municipality.pk):
        found = Town(municipality, today())
        units = {unit.name: unit for unit in all_units()}
        found.units = {key: units[name] for key, (_, name, _) in UNITS.items()}
        office = next(unit for unit in units.values() if unit.kind == "coordinating_unit")
        found.units["ke"] = office
        people = {one.name: one for one in staff()}
        found.staff = {key: people[name] for key, (_, name, _, _) in STAFF.items()}
        yield found


@contextmanager
def following(routine: str) -> Iterator[Town]:
    """A municipality of the test's own that follows one of the shipped routines, as the tenant."""
    made = build("Prøvdal kommune", "9909", routine, "Koordinerende enhet")
    with tenant(made.id):
        yield made


def systemansvarlig(town: Town) -> Actor:
    """Who administers Samråd in the town, and handles what the groups cannot close."""
    return as_employee(town.id, administrators().get(), SignInLevel.PASSWORD)
