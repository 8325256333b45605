"""The grounds of the coordinator, of who stands in, and of a leader who is asked."""

from datetime import datetime

from django.db.models import Q, QuerySet

from samrad.accounts.rules import Capacity
from samrad.cases.access import Ground, current
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal
from samrad.kernel.clock import day_of


def _holding(table: str) -> str:
    return f"""
    SELECT h.case_id, h.employment_id AS holder_id, NULL::varchar[] AS parts, NULL::varchar[] AS areas,
           e.name, u.name AS unit
    FROM {table} h
    JOIN accounts_employment e ON e.id = h.employment_id AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE {current("h")}
    """


COORDINATOR = Ground(
    "coordinator", "Koordinator i saken.", Capacity.EMPLOYMENT, _holding("coordinators_coordinatorappointment")
)
STAND_IN = Ground(
    "stand_in",
    "Vara eller stedfortreder for koordinatoren.",
    Capacity.EMPLOYMENT,
    _holding("coordinators_standin"),
)
ASKED_LEADER = Ground(
    "asked_leader",
    "Leder som er spurt om en koordinator.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT q.case_id, e.id AS holder_id, ARRAY['notice'] AS parts, NULL::varchar[] AS areas, e.name, u.name AS unit
    FROM coordinators_coordinatorproposal q
    JOIN cases_case c ON c.id = q.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.unit_id = q.leader_unit_id AND e.function = 'leader' AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE q.asked_on <= %(day)s AND q.answered_on IS NULL AND q.withdrawn_on IS NULL
    UNION ALL
    SELECT q.case_id, e.id, ARRAY['notice'], NULL::varchar[], e.name, u.name
    FROM coordinators_unitassignment q
    JOIN cases_case c ON c.id = q.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.unit_id = q.unit_id AND e.function = 'leader' AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE q.assigned_on <= %(day)s AND q.named_on IS NULL AND q.withdrawn_on IS NULL
    """,
)
NEVER_APPOINTED = """
    NOT EXISTS (SELECT 1 FROM coordinators_coordinatorappointment h WHERE h.case_id = c.id)
"""


def current_appointments(at: datetime) -> QuerySet[CoordinatorAppointment]:
    """Appointments in force at the instant, of people still employed."""
    day = day_of(at)
    return CoordinatorAppointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=day),
        started_on__lte=day,
        employment__started_on__lte=day,
    )


def open_clarifications(at: datetime) -> QuerySet[CoordinatorProposal]:
    """Questions to leaders that are asked, not answered and not withdrawn, in cases that go on."""
    return CoordinatorProposal.objects.filter(
        asked_on__lte=day_of(at), answered_on__isnull=True, withdrawn_on__isnull=True, case__ended_on__isnull=True
    )
