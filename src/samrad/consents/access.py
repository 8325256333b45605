"""Which grants are in force, what the seats' grounds are built on; and the ground of what is shared by law."""

from datetime import datetime

from django.db.models import Q, QuerySet

from samrad.accounts.rules import Capacity
from samrad.cases.access import Ground, current
from samrad.consents.models import Grant
from samrad.consents.rules import HEALTH_KINDS, Step
from samrad.kernel.clock import day_of

# The same as `grants_in_force`, for the relations of grounds: g is the grant, k its consent.
IN_FORCE = """
    k.given_at <= %(at)s AND k.ended_on >= %(day)s
    AND (k.withdrawn_at IS NULL OR k.withdrawn_at > %(at)s)
    AND (g.withdrawn_at IS NULL OR g.withdrawn_at > %(at)s)
    AND (g.replaced_at IS NULL OR g.replaced_at > %(at)s)
    AND g.id <> ALL(%(without)s::bigint[])
"""

_HEALTH = ", ".join(f"'{kind}'" for kind in sorted(HEALTH_KINDS))
SHARED_BY_LAW = Ground(
    "shared_by_law",
    "Helsepersonell som samarbeider om hjelpen, uten samtykke (helsepersonelloven § 25).",
    Capacity.EMPLOYMENT,
    f"""
    SELECT s.case_id, s.employment_id AS holder_id, s.parts, s.life_areas AS areas, e.name, u.name AS unit
    FROM consents_sharedbylaw s
    JOIN cases_case c ON c.id = s.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.id = s.employment_id AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id AND u.kind IN ({_HEALTH}) AND (u.ended_on IS NULL OR u.ended_on >= %(day)s)
    WHERE {current("s")} AND (s.stopped_at IS NULL OR s.stopped_at > %(at)s)
    """,
)


def grants_in_force(at: datetime, step: Step) -> QuerySet[Grant]:
    """What units may see at the instant by a consent of the given step."""
    return Grant.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=at),
        Q(consent__withdrawn_at__isnull=True) | Q(consent__withdrawn_at__gt=at),
        consent__step=step,
        consent__given_at__lte=at,
        consent__ended_on__gte=day_of(at),
    )
