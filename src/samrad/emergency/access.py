"""The ground of who has opened a case in an emergency, and who looks at it afterwards."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, Ground, allow, current
from samrad.emergency.models import EmergencyAccess
from samrad.emergency.rules import PARTS
from samrad.kernel.errors import Refused

_PARTS = ", ".join(f"'{part}'" for part in PARTS)

EMERGENCY = Ground(
    "emergency",
    "Har åpnet saken i en nødsituasjon. Tilgangen går ut av seg selv etter noen timer.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT x.case_id, x.employment_id AS holder_id, ARRAY[{_PARTS}]::varchar[] AS parts,
           NULL::varchar[] AS areas, e.name, u.name AS unit
    FROM emergency_emergencyaccess x
    JOIN cases_case c ON c.id = x.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.id = x.employment_id AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id AND (u.ended_on IS NULL OR u.ended_on >= %(day)s)
    WHERE x.opened_at <= %(at)s AND x.ends_at > %(at)s AND (x.closed_at IS NULL OR x.closed_at > %(at)s)
    """,
)


def in_force(at: datetime) -> QuerySet[EmergencyAccess]:
    """Those that give access at the instant, as far as their own times go."""
    return EmergencyAccess.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=at), opened_at__lte=at, ends_at__gt=at
    )


def reviewers_only(*, actor: Actor, access: EmergencyAccess, **_: Any) -> None:
    """A policy: who leads the case, or systemansvarlig; never who opened it."""
    if actor.employment_id == access.employment_id:
        raise Refused("Du åpnet saken selv. En annen må se på det.")
    if not actor.is_system_owner:
        allow(*LEADING, closed=True)(actor=actor, access=access)


def enders_only(*, actor: Actor, access: EmergencyAccess, **_: Any) -> None:
    """A policy: who opened the case, or who leads it."""
    if actor.employment_id != access.employment_id:
        allow(*LEADING, closed=True)(actor=actor, access=access)
