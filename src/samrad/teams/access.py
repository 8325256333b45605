"""The grounds of a seat: called in (existence and invitation only), and seated (what consent gives).

Both hold while holder, seat, team, unit and employment are current, the case is open, and a consent
in force names the seat's unit. A guest is never seated: a guest sees the invitation it was given.

The conditions on single rows are scalar subqueries, not joins: eight joined tables under row-level
security take the planner 20 ms, three take it less than one.
"""

from samrad.accounts.rules import Capacity
from samrad.cases.access import Ground, current
from samrad.consents.access import IN_FORCE

_FILLED = f"""
    FROM teams_seatholder h
    JOIN teams_seat s ON s.id = h.seat_id AND (s.ended_on IS NULL OR s.ended_on >= %(day)s)
    JOIN consents_grant g ON g.case_id = h.case_id AND g.unit_id = s.unit_id
    WHERE {current("h")}
    AND (SELECT {current("e")} FROM accounts_employment e WHERE e.id = h.employment_id AND e.unit_id = s.unit_id)
    AND (SELECT t.ended_on IS NULL OR t.ended_on >= %(day)s FROM teams_careteam t WHERE t.id = s.team_id)
    AND (SELECT u.ended_on IS NULL OR u.ended_on >= %(day)s FROM agencies_unit u WHERE u.id = s.unit_id)
    AND (SELECT c.ended_on IS NULL FROM cases_case c WHERE c.id = h.case_id)
"""


def _consented(step: str) -> str:
    return f"(SELECT {IN_FORCE} AND {step} FROM consents_consent k WHERE k.id = g.consent_id)"


_WHO = """
    (SELECT e.name FROM accounts_employment e WHERE e.id = h.employment_id) AS name,
    (SELECT u.name FROM agencies_unit u WHERE u.id = s.unit_id) AS unit
"""

SEAT = Ground(
    "seat",
    "Deltaker som har fått samtykke til å se.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT h.case_id, h.employment_id AS holder_id, g.parts, g.life_areas AS areas, {_WHO}
    {_FILLED} AND s.kind <> 'guest' AND {_consented("k.step = 'written'")}
    """,
)

CALLED_IN = Ground(
    "called_in",
    "Kalt inn: ser kontaktkortet og innkallingen.",
    Capacity.EMPLOYMENT,
    f"""
    SELECT h.case_id, h.employment_id AS holder_id, '{{}}'::varchar[] AS parts, NULL::varchar[] AS areas, {_WHO}
    {_FILLED} AND {_consented("true")}
    """,
)
