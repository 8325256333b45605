"""Which rows of the log, and which requests, somebody may see; and who answers what."""

from typing import Any

from django.db.models import Q, QuerySet

from samrad.accounts.rules import Actor
from samrad.audit.models import Reading
from samrad.audit.queries import log_of
from samrad.cases.access import LEADING, OFFICE, Sight
from samrad.kernel.errors import Refused
from samrad.rights.models import Request


def rows_seen(sight: Sight) -> QuerySet[Reading]:
    """The rows of the reading log that the person, or who represents her, may see, newest first.

    The person sees all. Who represents her sees the parts the mandate holds; the database keeps back what she looked
    at herself, and the visits of a unit that she keeps to herself (L-CO-03).
    """
    rows = log_of(sight.case.pk)
    return rows if sight.whole else rows.filter(part__in=[str(part) for part in sight.sees.parts])


def but_own(rows: QuerySet[Reading], actor: Actor) -> QuerySet[Reading]:
    """The rows without what the actor looked at in the same capacity."""
    return rows.exclude(capacity=actor.capacity, capacity_id=actor.capacity_id)


def requests_seen(actor: Actor, sight: Sight) -> QuerySet[Request]:
    """The requests of the case the actor may see: all to the person and who answers, else the actor's own."""
    found = Request.objects.filter(case=sight.case)
    if sight.has("subject", *LEADING, *OFFICE):
        return found
    return found.filter(Q(access_id=actor.capacity_id) & Q(access_id__isnull=False))


def answers_about_readings(*, actor: Actor, **_: Any) -> None:
    """A policy: the coordinating unit or systemansvarlig."""
    if not (actor.is_office or actor.is_system_owner):
        raise Refused("Spørsmål om oppslag besvares av koordinerende enhet eller systemansvarlig.")
