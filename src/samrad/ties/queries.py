"""Who is near whom: one relation, of what people sign in as, what stands in the case, and what was said."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from samrad.accounts.models import Employment
from samrad.cases.access import current
from samrad.cases.models import Case
from samrad.ties.models import Tie, Weighed
from samrad.ties.rules import Ground

# case_id, employment_id, ground. %(day)s is the day it holds.
NEAR = f"""
    SELECT c.id AS case_id, e.id AS employment_id, '{Ground.SELF}' AS ground
    FROM cases_case c
    JOIN accounts_personalaccess a ON a.person_id = c.subject_id AND {current("a")}
    JOIN accounts_employment e ON e.user_id = a.user_id
    UNION
    SELECT c.id, e.id, CASE WHEN EXISTS (
               SELECT 1 FROM people_representation m WHERE m.related_person_id = r.id AND {current("m")}
           ) THEN '{Ground.ACTS}' ELSE '{Ground.NEAR}' END
    FROM cases_case c
    JOIN people_relatedperson r ON r.subject_id = c.subject_id
    JOIN accounts_personalaccess a ON a.related_person_id = r.id AND {current("a")}
    JOIN accounts_employment e ON e.user_id = a.user_id
    UNION
    SELECT c.id, e.id, '{Ground.ALIKE}'
    FROM cases_case c
    JOIN people_relatedperson r ON r.subject_id = c.subject_id
    JOIN accounts_employment e ON lower(e.name) = lower(r.given_name || ' ' || r.family_name)
    UNION
    SELECT c.id, e.id, '{Ground.HOUSEHOLD}'
    FROM cases_case c
    JOIN people_person p ON p.id = c.subject_id AND p.address <> '' AND p.postal <> ''
    JOIN accounts_employment e ON e.user_id IS NOT NULL
    JOIN accounts_personalaccess a ON a.user_id = e.user_id AND {current("a")} AND a.person_id IS DISTINCT FROM p.id
    LEFT JOIN people_person own ON own.id = a.person_id
    LEFT JOIN people_relatedperson near ON near.id = a.related_person_id
    WHERE lower(coalesce(own.address, near.address)) = lower(p.address)
    AND lower(coalesce(own.postal, near.postal)) = lower(p.postal)
    UNION
    SELECT t.case_id, t.employment_id, '{Ground.SAID}'
    FROM ties_tie t WHERE t.said_on <= %(day)s AND (t.over_on IS NULL OR t.over_on > %(day)s)
"""


def nearness(case: Case, employment_ids: Iterable[int], on: date) -> dict[int, frozenset[Ground]]:
    """How each of the employees is near the person on the day; those who are not are left out. One query."""
    found: dict[int, set[Ground]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n.employment_id, n.ground FROM ({NEAR}) n "
            "WHERE n.case_id = %(case)s AND n.employment_id = ANY(%(who)s)",
            {"day": on, "case": case.pk, "who": list(employment_ids)},
        )
        for employment_id, ground in cursor.fetchall():
            found.setdefault(employment_id, set()).add(Ground(ground))
    return {one: frozenset(grounds) for one, grounds in found.items()}


def ties_in(case: Case) -> list[Tie]:
    """What was said in the case and is not over, the newest first."""
    return list(Tie.objects.filter(case=case, over_on__isnull=True).select_related("employment__unit"))


def tie_in(case: Case, tie_id: int) -> Tie | None:
    """One of them."""
    return Tie.objects.filter(case=case, pk=tie_id, over_on__isnull=True).select_related("employment").first()


def weighed_in(case: Case) -> list[Weighed]:
    """The reasons that were written in the case, the newest first."""
    return list(Weighed.objects.filter(case=case).select_related("employment__unit"))


def weighed_among(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Weighed]:
    """The newest reason for each pair of a case and an employee. One query."""
    wanted = list(pairs)
    rows = Weighed.objects.filter(case__in={one[0] for one in wanted}, employment__in={one[1] for one in wanted})
    found: dict[tuple[int, int], Weighed] = {}
    for row in rows:
        found.setdefault((row.case_id, row.employment_id), row)
    return found


def is_weighed(case: Case, employment: Employment, grounds: frozenset[Ground]) -> bool:
    """Whether a reason was written that knew of all these grounds."""
    return any(grounds <= set(row.grounds) for row in Weighed.objects.filter(case=case, employment=employment))
