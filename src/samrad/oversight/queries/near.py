"""Who has a task in the case of somebody near, and whether it was weighed."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from samrad.cases.access import current
from samrad.cases.models import Case
from samrad.ties.models import Weighed
from samrad.ties.queries import NEAR, weighed_among
from samrad.ties.rules import Ground, Task, barred

TASKS = f"""
    SELECT h.case_id, h.employment_id, '{Task.COORDINATOR}' AS task
    FROM coordinators_coordinatorappointment h WHERE (h.ended_on IS NULL OR h.ended_on >= %(day)s)
    UNION SELECT h.case_id, h.employment_id, '{Task.STAND_IN}'
    FROM coordinators_standin h WHERE (h.ended_on IS NULL OR h.ended_on >= %(day)s)
    UNION SELECT h.case_id, h.employment_id, '{Task.SEAT}'
    FROM teams_seatholder h WHERE (h.ended_on IS NULL OR h.ended_on >= %(day)s)
"""
ROWS = f"""
    SELECT t.case_id, c.number, t.employment_id, e.name, u.name, t.task, array_agg(n.ground)
    FROM ({TASKS}) t
    JOIN ({NEAR}) n ON n.case_id = t.case_id AND n.employment_id = t.employment_id
    JOIN cases_case c ON c.id = t.case_id AND c.ended_on IS NULL
    JOIN accounts_employment e ON e.id = t.employment_id AND {current("e")}
    JOIN agencies_unit u ON u.id = e.unit_id
    WHERE (%(unit)s::bigint IS NULL OR e.unit_id = %(unit)s) AND (%(case)s::bigint IS NULL OR c.id = %(case)s)
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY e.name, c.number, t.task
"""


@dataclass(frozen=True)
class NearTask:
    """Somebody near the person has a task in the case now, or will have."""

    case_id: int
    number: str
    employment_id: int
    name: str
    unit: str
    task: Task
    grounds: frozenset[Ground]
    weighed: Weighed | None

    @property
    def barred(self) -> bool:
        """Whether no reason is enough: somebody else must have the task."""
        return barred(self.grounds, self.task)

    @property
    def settled(self) -> bool:
        """Whether a reason was written that knew of all of it."""
        return not self.barred and self.weighed is not None and self.grounds <= set(self.weighed.grounds)


def near_tasks(on: date, *, unit_id: int | None = None, case: Case | None = None) -> list[NearTask]:
    """Those near who have a task in a case that goes on, in one unit or one case or all, what is not settled first.

    Two queries.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"day": on, "unit": unit_id, "case": case.pk if case else None})
        rows = cursor.fetchall()
    weighed = weighed_among((row[0], row[2]) for row in rows) if rows else {}
    found = [
        NearTask(
            case_id, number, who, name, unit, Task(task), frozenset(map(Ground, known)), weighed.get((case_id, who))
        )
        for case_id, number, who, name, unit, task, known in rows
    ]
    return sorted(found, key=lambda one: one.settled)
