"""Who sends a document, whom it goes to, and whom to ask: what letters and forms have in common."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings

from samrad.cases.access import Sight
from samrad.coordinators.queries import coordinator
from samrad.duties.language import say_date
from samrad.duties.routine import Routine
from samrad.routines.queries import in_force, versions

if TYPE_CHECKING:
    from samrad.agencies.models import Municipality
    from samrad.cases.models import Case
    from samrad.people.models import Person, RelatedPerson


def letterhead(municipality: "Municipality") -> dict[str, Any]:
    """The municipality as sender: its name, and how to reach it. No unit, no office."""
    website = municipality.website.removeprefix("https://").removeprefix("http://").rstrip("/")
    reach = [municipality.address, municipality.postal, municipality.phone, municipality.email, website]
    return {"name": municipality.name, "foot": [municipality.name, *filter(None, reach)]}


def home_of(one: "Person | RelatedPerson") -> list[str]:
    """The lines of an address on a letter."""
    if one.protection:
        return [one.name, "Deles ut personlig"]
    return [line for line in (one.name, one.address, one.postal) if line]


def reference(case: "Case", on: date) -> list[list[str]]:
    """The day and the case, as they stand to the right of the address."""
    return [["Dato", day_in_words(on)], ["Vår referanse", case.number]]


def coordinator_words(sight: Sight, *, unit: bool = True) -> str:
    """The coordinator and how to reach her, on one line; "" when nobody is.

    The unit is left out without `unit`, and for whoever acts for the person without seeing her group.
    """
    found = coordinator(sight.case)
    if found is None:
        return ""
    one, told = found.employment, unit and not sight.without_group
    return ", ".join(filter(None, (one.name, one.unit.name if told else "", one.phone, one.email)))


def contact(sight: Sight, municipality: "Municipality") -> list[list[str]]:
    """Whom to ask: the coordinator, else the municipality, and where to sign in.

    A letter goes out of the house: where the address is protected, it does not say in which unit she is known.
    """
    who = coordinator_words(sight, unit=not sight.case.subject.protection)
    office = ", ".join(filter(None, (municipality.office_phone or municipality.phone, municipality.email)))
    return [
        ["Koordinator" if who else municipality.name, who or office],
        ["Logg inn", settings.PUBLIC_ADDRESS.removeprefix("https://").rstrip("/")],
    ]


def day_in_words(day: date) -> str:
    """The day as it stands on paper, where the year always stands: «5. mars 2026»."""
    return say_date(day)


def routine_on(day: date) -> Routine | None:
    """The routine in force on the day; None before any is published."""
    version = in_force(versions(), day)
    return version.routine if version else None
