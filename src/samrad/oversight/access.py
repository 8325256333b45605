"""The grounds of the coordinating unit: the registry of all cases, and what it is handling."""

from samrad.accounts.rules import Capacity
from samrad.cases.access import IN_HANDLING, Ground, current
from samrad.coordinators.access import NEVER_APPOINTED

_OFFICE = f"""
    FROM cases_case c
    CROSS JOIN accounts_employment e
    JOIN agencies_unit u ON u.id = e.unit_id AND u.kind = 'coordinating_unit'
    WHERE {current("e")}
"""

REGISTRY = Ground(
    "registry",
    "Koordinerende enhet: ser navn, status, koordinator og datoer.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT c.id AS case_id, e.id AS holder_id, '{{}}'::varchar[] AS parts, NULL::varchar[] AS areas,
           e.name, u.name AS unit
    {_OFFICE}
    """,
)

HANDLING = Ground(
    "handling",
    "Koordinerende enhet behandler en melding eller søknad.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT c.id AS case_id, e.id AS holder_id, ARRAY['notice', 'decision'] AS parts, NULL::varchar[] AS areas,
           e.name, u.name AS unit
    {_OFFICE} AND c.ended_on IS NULL AND ({IN_HANDLING} OR {NEVER_APPOINTED})
    """,
)
