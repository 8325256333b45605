"""The last day to answer, as the routine has it: read from the duties that follow of the requests."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from samrad.worklist.queries import due_of_facts

if TYPE_CHECKING:
    from samrad.rights.models import Request


def due_days(requests: Iterable["Request"]) -> dict[int, date]:
    """The last day to answer each of the requests, by its key; one that gives no duty is left out. One query."""
    wanted = {f"rights-{one.pk}": one.pk for one in requests}
    return {wanted[fact]: due for fact, due in due_of_facts(wanted).items()}
