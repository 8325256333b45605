"""Visits worth a look, counted from the reading log in one query; and those that were looked at."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from samrad.oversight.models import LogCheck
from samrad.oversight.rules.patterns import MANY_CASES, NIGHT_FROM, NIGHT_UNTIL, WINDOW_DAYS, Pattern, Visits
from samrad.ties.queries import weighed_among

ROWS = """
    WITH r AS (
        SELECT l.id, l.at, (l.at AT TIME ZONE 'Europe/Oslo')::date AS day,
               extract(hour FROM l.at AT TIME ZONE 'Europe/Oslo')::int AS hour,
               (l.at AT TIME ZONE 'Europe/Oslo' + make_interval(hours => 24 - %(night_from)s))::date AS morning,
               l.user_id, l.capacity_id, l.actor_name, l.actor_unit, l.case_id, l.ground, c.subject_id, c.number
        FROM audit_reading l JOIN cases_case c ON c.id = l.case_id
        WHERE l.capacity = 'employment' AND l.at >= %(since)s
    )
"""
ONE_DAY = "GROUP BY r.capacity_id, r.actor_name, r.actor_unit, r.case_id, r.number, r.day"
WHO = "r.capacity_id, r.actor_name, r.actor_unit"


def _in_a_case(pattern: Pattern, more: str) -> str:
    return (
        f"SELECT '{pattern}', '' AS slot, max(r.id), {WHO}, r.case_id, r.number, r.day, count(DISTINCT r.id), "
        f"max(r.at) FROM r {more} {ONE_DAY}"
    )


# The reader, with the own sign-in, is the person or stands near her, or it is said; or works with her; or has her name.
OWN_FAMILY = """
    JOIN (
        SELECT a.user_id, a.person_id AS subject_id, NULL::bigint AS case_id, NULL::bigint AS employment_id
        FROM accounts_personalaccess a WHERE a.person_id IS NOT NULL
        UNION SELECT a.user_id, p.subject_id, NULL, NULL
        FROM accounts_personalaccess a JOIN people_relatedperson p ON p.id = a.related_person_id
        UNION SELECT NULL, NULL, t.case_id, t.employment_id FROM ties_tie t
    ) n ON (n.user_id = r.user_id AND n.subject_id = r.subject_id)
        OR (n.case_id = r.case_id AND n.employment_id = r.capacity_id)
"""
COLLEAGUE = """
    JOIN accounts_employment own ON own.id = r.capacity_id
    JOIN accounts_personalaccess a ON a.person_id = r.subject_id
    JOIN accounts_employment e ON e.user_id = a.user_id AND e.unit_id = own.unit_id AND e.id <> own.id
    WHERE e.started_on <= r.day AND (e.ended_on IS NULL OR e.ended_on >= r.day)
"""
SAME_SURNAME = """
    JOIN people_person p ON p.id = r.subject_id
    WHERE lower(regexp_replace(r.actor_name, '^.* ', '')) = lower(regexp_replace(p.family_name, '^.* ', ''))
"""
NO_DUTY = """
    WHERE r.ground = 'registry' AND NOT EXISTS (
        SELECT 1 FROM worklist_dutyrow d WHERE d.case_id = r.case_id AND d.role = 'ke' AND d.opens <= r.day + 14
        AND (d.done_on IS NULL OR d.done_on >= r.day - 14) AND (d.lapsed_on IS NULL OR d.lapsed_on >= r.day - 14))
"""
MANY = f"""
    SELECT '{Pattern.MANY}', r.hour::text, max(r.id), {WHO}, NULL::bigint, '', r.day, count(DISTINCT r.case_id),
           max(r.at) FROM r GROUP BY {WHO}, r.day, r.hour HAVING count(DISTINCT r.case_id) >= %(many)s
"""
NIGHT = f"""
    SELECT '{Pattern.NIGHT}', '', max(r.id), {WHO}, CASE WHEN count(DISTINCT r.case_id) = 1 THEN min(r.case_id) END,
           CASE WHEN count(DISTINCT r.case_id) = 1 THEN min(r.number) ELSE '' END, r.morning,
           CASE WHEN count(DISTINCT r.case_id) = 1 THEN count(*) ELSE count(DISTINCT r.case_id) END, max(r.at)
    FROM r WHERE r.hour >= %(night_from)s OR r.hour < %(night_until)s GROUP BY {WHO}, r.morning
"""
SELECTED = (
    _in_a_case(Pattern.OWN_FAMILY, OWN_FAMILY),
    _in_a_case(Pattern.COLLEAGUE, COLLEAGUE),
    _in_a_case(Pattern.SAME_SURNAME, SAME_SURNAME),
    _in_a_case(Pattern.NO_DUTY, NO_DUTY),
    MANY,
    NIGHT,
    _in_a_case(Pattern.EMERGENCY, "WHERE r.ground = 'emergency'"),
)


def visits_worth_a_look(at: datetime) -> list[Visits]:
    """The visits of the last sixty days that fit a pattern and that nobody has looked at, newest first.

    Visits that go on after somebody looked are there again. Three queries.
    """
    found = visits_that_fit(at)
    checked = LogCheck.objects.filter(key__in=[one.key for one in found]).order_by("reading_id")
    looked_at = dict(checked.values_list("key", "reading_id"))
    return _with_what_was_weighed([one for one in found if one.reading_id > looked_at.get(one.key, 0)])


def visits_that_fit(at: datetime) -> list[Visits]:
    """The visits of the last sixty days that fit a pattern, looked at or not, newest first. One query."""
    values: dict[str, Any] = {
        "since": at - timedelta(days=WINDOW_DAYS),
        "many": MANY_CASES,
        "night_from": NIGHT_FROM,
        "night_until": NIGHT_UNTIL,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROWS + " UNION ALL ".join(SELECTED), values)
        found = [_visits(row) for row in cursor.fetchall()]
    return sorted(found, key=lambda one: one.last, reverse=True)


def _with_what_was_weighed(found: list[Visits]) -> list[Visits]:
    near = {(one.case_id or 0, one.employment_id) for one in found if one.pattern is Pattern.OWN_FAMILY}
    weighed = weighed_among(near) if near else {}
    return [
        replace(one, weighed_on=weighed[pair].on) if (pair := (one.case_id or 0, one.employment_id)) in weighed else one
        for one in found
    ]


def _visits(row: tuple[Any, ...]) -> Visits:
    name, slot, reading_id, employment_id, reader, unit, case_id, number, day, times, last = row
    pattern = Pattern(name)
    case = None if pattern is Pattern.NIGHT else case_id
    key = ":".join(map(str, filter(None, (name, employment_id, case, day.isoformat(), slot))))
    return Visits(pattern, key, reading_id, employment_id, reader, unit, case_id, number, day, times, last)


def checks() -> QuerySet[LogCheck]:
    """What was looked at, newest first."""
    return LogCheck.objects.order_by("-on", "-id")
