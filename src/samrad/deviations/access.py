"""The grounds of a leader to whom a matter was lifted, and of systemansvarlig for a deviation raised to it."""

from samrad.accounts.rules import Capacity
from samrad.cases.access import Ground, current

LIFTED_LEADER = Ground(
    "lifted_leader",
    "Leder som er spurt om en sak gruppa ikke kunne løse. Ser navn og behov til det er svart.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT q.case_id, e.id AS holder_id, '{{}}'::varchar[] AS parts, NULL::varchar[] AS areas, e.name, u.name AS unit
    FROM deviations_askedunit q
    JOIN deviations_matter m ON m.id = q.matter_id AND m.answer = '' AND m.ended_on IS NULL
    JOIN cases_case c ON c.id = q.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.unit_id = q.unit_id AND e.function = 'leader' AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE q.asked_on <= %(day)s
    """,
)
RAISED_DEVIATION = Ground(
    "raised_deviation",
    "Systemansvarlig, som behandler et avvik gruppa ikke kunne lukke.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT d.case_id, e.id AS holder_id, '{{}}'::varchar[] AS parts, NULL::varchar[] AS areas, e.name, u.name AS unit
    FROM deviations_deviation d
    JOIN cases_case c ON c.id = d.case_id AND c.ended_on IS NULL
    CROSS JOIN accounts_employment e
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE d.level <> 'team' AND d.closed_on IS NULL AND e.function = 'system_owner' AND {current("e")}
    """,
)
