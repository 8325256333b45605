"""Reading the two logs."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from samrad.audit.models import Event, Reading


def events_in(case_ids: Iterable[int], *, since: datetime | None = None) -> QuerySet[Event]:
    """What was done in the cases, newest first; only after the instant `since` when given."""
    found = Event.objects.filter(case_id__in=list(case_ids)).order_by("-at", "-id")
    return found.filter(at__gt=since) if since else found


def readings_of(case_id: int) -> QuerySet[Reading]:
    """Who has read pages and files of the case, newest first."""
    return Reading.objects.filter(case_id=case_id).order_by("-at", "-id")


def last_read(user_id: int, address: str, *, before: datetime) -> datetime | None:
    """When the user last saw the page `address` before the given instant; None when never."""
    found = Reading.objects.filter(user_id=user_id, address=address, at__lt=before).aggregate(at=Max("at"))
    result: datetime | None = found["at"]
    return result
