"""Reading the two logs."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from samrad.audit.models import Event, Reading


def events_of(case_id: int) -> QuerySet[Event]:
    """What was done in the case, newest first."""
    return Event.objects.filter(case_id=case_id).order_by("-at", "-id")


def events_in(case_ids: Any, *, since: datetime, operations: Collection[str], but_user: int | None) -> QuerySet[Event]:
    """Which of the operations others did in the cases (a subquery or ids) after the instant, newest first."""
    found = Event.objects.filter(case_id__in=case_ids, at__gt=since, operation__in=operations).order_by("-at", "-id")
    return found.exclude(user_id=but_user) if but_user is not None else found


def readings_of(case_id: int) -> QuerySet[Reading]:
    """Who has read pages and files of the case, newest first."""
    return Reading.objects.filter(case_id=case_id).order_by("-at", "-id")


def last_read(user_id: int, address: str, *, before: datetime) -> datetime | None:
    """When the user last saw the page `address` before the given instant; None when never."""
    found = Reading.objects.filter(user_id=user_id, address=address, at__lt=before).aggregate(at=Max("at"))
    result: datetime | None = found["at"]
    return result
