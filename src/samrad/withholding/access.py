"""Who may know who has a secret seat, and how the database keeps it from all others.

Those who must: who leads the case, the coordinating unit, the unit of the seat itself, the subject (whose case it is,
and who sees who may see it), and a representative who was asked for the consent to that unit. To all others, and on
every paper, the seat, who has it, its part in meetings, its consent, its duties and its lines in the log are not there.
Pages and papers count such seats: "en deltaker til".

A representative who is kept away by decision (without insight, or without the group) finds no seat and no meeting at
all: units, rooms and times say where somebody is. The day is told with who acts, so that the clock is read once.
"""

from collections.abc import Iterator, Mapping

from samrad.kernel.tenant import ACTING, SETTING
from samrad.withholding.rules import policy

_ACTS = f"""
    SELECT split_part(x, ':', 1) AS kind, NULLIF(split_part(x, ':', 2), '')::bigint AS id,
           NULLIF(split_part(x, ':', 3), '')::date AS day
    FROM coalesce(current_setting('{ACTING}', true), '') x
"""


def _in_force(alias: str) -> str:
    return f"({alias}.started_on <= a.day AND ({alias}.ended_on IS NULL OR {alias}.ended_on >= a.day))"


MUST_KNOW = f"""
    SELECT EXISTS (SELECT 1 FROM ({_ACTS}) a WHERE a.kind IN ('', 'self')
        OR (a.kind = 'employment' AND (
            EXISTS (SELECT 1 FROM coordinators_coordinatorappointment h
                    WHERE h.case_id = which_case AND h.employment_id = a.id AND {_in_force("h")})
            OR EXISTS (SELECT 1 FROM coordinators_standin h
                       WHERE h.case_id = which_case AND h.employment_id = a.id AND {_in_force("h")})
            OR EXISTS (SELECT 1 FROM accounts_employment e JOIN agencies_unit u ON u.id = e.unit_id
                       WHERE e.id = a.id AND u.kind = 'coordinating_unit')
            OR EXISTS (SELECT 1 FROM teams_seatholder h JOIN teams_seat s ON s.id = h.seat_id
                       WHERE h.case_id = which_case AND s.unit_id = which_unit AND h.employment_id = a.id
                       AND {_in_force("h")})))
        OR (a.kind = 'on_behalf' AND EXISTS (
            SELECT 1 FROM consents_consentanswer n JOIN consents_grant g ON g.consent_id = n.consent_id
            JOIN people_representation m ON m.id = n.representation_id
            JOIN accounts_personalaccess p ON p.related_person_id = m.related_person_id
            WHERE g.case_id = which_case AND g.unit_id = which_unit AND p.id = a.id)))
"""


def _function(name: str, takes: str, returns: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}({takes}) RETURNS {returns} "
        f"LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $${body}$$"
    )


FUNCTIONS = (
    _function("samrad_must_know", "which_case bigint, which_unit bigint", "boolean", MUST_KNOW),
    _function("samrad_kept_seats", "", "bigint[]", f"""
        SELECT coalesce(array_agg(s.id), '{{}}') FROM teams_seat s
        WHERE s.secret AND s.municipality_id = NULLIF(current_setting('{SETTING}', true), '')::bigint
        AND NOT samrad_must_know(s.case_id, s.unit_id)"""),
    _function("samrad_unit_kept", "which_case bigint, which_unit bigint", "boolean", """
        SELECT EXISTS (SELECT 1 FROM teams_seat s WHERE s.case_id = which_case AND s.unit_id = which_unit AND s.secret)
               AND NOT samrad_must_know(which_case, which_unit)"""),
    _function("samrad_consent_kept", "which bigint", "boolean", """
        SELECT coalesce(bool_and(samrad_unit_kept(g.case_id, g.unit_id)), false)
        FROM consents_grant g WHERE g.consent_id = which"""),
    _function("samrad_reader_kept", "which_case bigint, others bigint[], what text, who bigint", "boolean", """
        SELECT what = 'employment' AND EXISTS (
            SELECT 1 FROM teams_seat s JOIN accounts_employment e ON e.unit_id = s.unit_id AND e.id = who
            WHERE s.secret AND (s.case_id = which_case OR s.case_id = ANY(others))
            AND NOT samrad_must_know(s.case_id, s.unit_id))"""),
    _function("samrad_kept_away", "", "boolean", f"""
        SELECT EXISTS (
            SELECT 1 FROM ({_ACTS}) a JOIN accounts_personalaccess p ON a.kind = 'on_behalf' AND p.id = a.id
            JOIN people_representation m ON m.related_person_id = p.related_person_id AND {_in_force("m")}
            WHERE NOT m.insight OR (m.parts IS NOT NULL AND NOT 'team' = ANY(m.parts)))"""),
    _function("samrad_seats_kept", "which bigint", "bigint", """
        SELECT count(*) FROM teams_seat s WHERE s.case_id = which AND s.secret AND s.ended_on IS NULL
        AND NOT samrad_must_know(s.case_id, s.unit_id)"""),
)  # fmt: skip
# Worked out once a query, not once a row: most often there is none.
_SEATS = "(SELECT samrad_kept_seats())::bigint[]"
_NONE = f"cardinality({_SEATS}) = 0"
_AWAY = "(SELECT samrad_kept_away())"
_OF_A_SEAT = f"seat_id = ANY ({_SEATS})"
_DUTY_OF_A_SEAT = f"""
    {_OF_A_SEAT} OR (NOT {_NONE} AND substring(anchor_fact from '^seat-([0-9]{{1,18}})')::bigint = ANY ({_SEATS}))
"""
KEPT: Mapping[str, str] = {
    "teams_seat": f"id = ANY ({_SEATS}) OR {_AWAY}",
    "teams_seatholder": f"{_OF_A_SEAT} OR {_AWAY}",
    "meetings_meeting": _AWAY,
    "meetings_participant": f"{_OF_A_SEAT} OR {_AWAY}",
    "meetings_minutesrecipient": f"{_OF_A_SEAT} OR {_AWAY}",
    "transitions_transitiontask": _OF_A_SEAT,
    "worklist_dutyrow": _DUTY_OF_A_SEAT,
    "consents_grant": f"NOT {_NONE} AND samrad_unit_kept(case_id, unit_id)",
    "consents_consent": f"NOT {_NONE} AND samrad_consent_kept(id)",
    "audit_event": f"NOT {_NONE} AND samrad_reader_kept(case_id, NULL, capacity, capacity_id)",
    "audit_reading": f"NOT {_NONE} AND samrad_reader_kept(case_id, case_ids, capacity, capacity_id)",
}


def statements() -> Iterator[str]:
    """What the owner runs after migrating: the functions, and one policy a table, made anew when it has changed."""
    yield from FUNCTIONS
    for table, kept in KEPT.items():
        rule = f"coalesce(current_setting('{ACTING}', true), '') = '' OR ({kept}) IS NOT TRUE"
        yield policy(table, "secret", rule)
