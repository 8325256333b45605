"""What speaks against a choice of coordinator, told after it is saved and never blocking."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages

from samrad.coordinators.rules import Chosen
from samrad.duties.routine import Routine

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.coordinators.models import CoordinatorAppointment

KNOWS_SERVICES = "knows-services"


def asks_of_services(routine: Routine) -> bool:
    """Whether the routine wants a coordinator who knows the municipality's services (S4-024)."""
    return any(one.id == KNOWS_SERVICES for one in routine.advice)


def tell_departures(request: Any, made: "CoordinatorAppointment", routine: Routine) -> None:
    """Says on the next page what speaks against the choice that was made (S3-083, S0-022)."""
    chosen = Chosen(
        made.employment.name,
        made.employment.unit.is_municipal,
        made.employment.permanent,
        made.most_involved,
        made.knows_person,
        made.knows_services if asks_of_services(routine) else True,
    )
    for sentence in chosen.departures():
        messages.warning(request, f"{sentence} Det går an likevel.")


def lacks_at_once(employment: "Employment") -> list[str]:
    """What speaks against somebody before anything is asked: not municipal, not permanent."""
    chosen = Chosen(employment.name, employment.unit.is_municipal, employment.permanent, True, True)
    return chosen.departures()
