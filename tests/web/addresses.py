"""Every address of the site, and the things of a case that stand in them."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from psycopg import sql

from samrad.kernel.sealing import unseal
from tests import database
from tests.web.markers import Marks, mark_all

OF_A_CASE = {
    "goal_id": "plans_goal",
    "activity_id": "plans_activity",
    "edition_id": "plans_planedition",
    "consent_id": "consents_consent",
    "grant_id": "consents_grant",
    "inability_id": "consents_inability",
    "sharing_id": "consents_sharedbylaw",
    "seat_id": "teams_seat",
    "paper_id": "papers_paper",
    "notice_id": "cases_neednotice",
    "application_id": "cases_application",
    "duty_id": "worklist_dutyrow",
    "note_id": "worklist_dutynote",
    "report_id": "closure_report",
    "meeting_id": "meetings_meeting",
    "deviation_id": "deviations_deviation",
    "matter_id": "deviations_matter",
    "record_id": "transitions_schoolrecord",
    "transition_id": "transitions_transition",
    "contact_id": "transitions_contactperson",
    "message_id": "contact_message",
    "need_id": "services_need",
    "absence_id": "coordinators_absence",
    "withheld_id": "withholding_withheld",
    "tie_id": "ties_tie",
    "emergency_id": "emergency_emergencyaccess",
    "reading_id": "audit_reading",
    "entry_id": "contact_message",
}
OF_RIGHTS = {"request_id": "correction", "question_id": "log", "complaint_id": "complaint"}
OF_A_BOARD = {
    "board_seat_id": "board_boardseat",
    "board_meeting_id": "board_boardmeeting",
    "issue_id": "board_issue",
    "measure_id": "board_qualitymeasure",
    "sector_plan_id": "board_sectorplan",
}
OF_A_MEETING = {"participant_id": "meetings_participant", "item_id": "meetings_agendaitem"}
OF_A_PERSON = {"representation_id": "people_representation", "related_id": "people_relatedperson"}
WORDS = {
    "provider": "idporten",
    "step": "written",
    "section": "important",
    "way": "opp",
    "rule_id": "agenda-sent",
    "task": "of_age.told",
    "piece": "person",
    "question": "move_consent",
    "aid": "basic_benefit",
    "stage": "planned",
    "what": "grupper",
    "kind": "opplaring",
    "asked_for": "retting",
    "entry": "contact.message",
}
QUESTIONS = {
    "intake:public": "?kommune=1&om=self",
    "intake:thanks": "?kommune=1",
    "intake:booklet": "?kommune=1",
    "intake:booklet_pdf": "?kommune=1",
    "search:search": "?q=an",
}
# Who answers for the whole municipality opens these whoever the case is about.
OF_ALL_CASES = {"emergency:control", "rights:answer_question"}
ROOM = {"attendance", "hold", "elsewhere", "agree", "next", "no_next", "publish", "approve", "write"}
AFTER = {"minutes", "minutes_pdf", "note", "distribute"}


def patterns() -> dict[str, list[str]]:
    """Every address by its name ("case:overview"), with the names of what varies in it."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(entries: list[Any], prefix: str) -> Iterator[tuple[str, list[str]]]:
    for one in entries:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix)
        else:
            assert isinstance(one, URLPattern)
            yield f"{prefix}{one.name}", list(one.pattern.converters)


class Things:
    """What there is in the database of the tests, read as its owner: all municipalities."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._owner = psycopg.connect(database.CLUSTER.url("samrad_owner", name), autocommit=True)
        rows = self._rows(
            "SELECT p.given_name, min(c.id) FROM cases_case c JOIN people_person p ON p.id = c.subject_id GROUP BY 1"
        )
        self.cases: dict[str, int] = dict(rows)
        self._known: dict[int, dict[str, Any]] = {}

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._owner.execute(query, values).fetchall()

    def in_case(self, case_id: int) -> dict[str, Any]:
        """One thing of each kind of the case, by its name in addresses; kinds it has none of are left out."""
        if case_id not in self._known:
            self._known[case_id] = dict(self._find(case_id))
        return self._known[case_id]

    def _find(self, case_id: int) -> Iterator[tuple[str, Any]]:
        yield "case_id", case_id
        for name, table in OF_A_CASE.items():
            for row in self._rows(f"SELECT min(id) FROM {table} WHERE case_id = %s HAVING count(*) > 0", case_id):
                yield name, row[0]
        for name, kind in OF_RIGHTS.items():
            query = "SELECT min(id) FROM rights_request WHERE case_id = %s AND kind = %s HAVING count(*) > 0"
            for row in self._rows(query, case_id, kind):
                yield name, row[0]
        person = self._rows("SELECT subject_id FROM cases_case WHERE id = %s", case_id)[0][0]
        for name, table in OF_A_PERSON.items():
            for row in self._rows(f"SELECT min(id) FROM {table} WHERE subject_id = %s HAVING count(*) > 0", person):
                yield name, row[0]
        for row in self._rows(
            "SELECT min(a.id) FROM accounts_personalaccess a LEFT JOIN people_relatedperson r ON r.id = "
            "a.related_person_id WHERE %s IN (a.person_id, r.subject_id) HAVING count(*) > 0", person
        ):  # fmt: skip
            yield "access_id", row[0]
        yield from WORDS.items()
        yield from self._above(case_id)
        for row in self._rows("SELECT min(o.id) FROM services_offer o JOIN cases_case c USING (municipality_id) "
                              "WHERE c.id = %s HAVING count(*) > 0", case_id):  # fmt: skip
            yield "offer_id", row[0]
        for row in self._rows("SELECT min(n.id) FROM board_officenote n JOIN cases_case c USING (municipality_id) "
                              "WHERE c.id = %s HAVING count(*) > 0", case_id):  # fmt: skip
            yield "office_note_id", row[0]
        yield from {"employment_id": self._rows("SELECT min(employment_id) FROM coordinators_coordinatorappointment "
                    "WHERE municipality_id = (SELECT municipality_id FROM cases_case WHERE id = %s)", case_id)[0][0],
                    "version_id": self._rows("SELECT min(id) FROM routines_routineversion WHERE municipality_id = "
                    "(SELECT municipality_id FROM cases_case WHERE id = %s)", case_id)[0][0],
                    "unit_id": self._rows("SELECT min(id) FROM agencies_unit WHERE kind = 'school' AND municipality_id "
                    "= (SELECT municipality_id FROM cases_case WHERE id = %s)", case_id)[0][0]}.items()  # fmt: skip

    def _above(self, case_id: int) -> Iterator[tuple[str, Any]]:
        """A board of the municipality of the case, and one thing of each kind in it."""
        here = self._rows("SELECT municipality_id FROM cases_case WHERE id = %s", case_id)[0][0]
        boards = self._rows("SELECT min(id) FROM board_board WHERE municipality_id = %s HAVING count(*) > 0", here)
        for (board,) in boards:
            yield "board_id", board
            for name, table in OF_A_BOARD.items():
                for row in self._rows(f"SELECT min(id) FROM {table} WHERE board_id = %s HAVING count(*) > 0", board):
                    yield name, row[0]
            members = "SELECT min(m.id) FROM board_boardmember m JOIN board_boardseat s ON s.id = m.seat_id"
            for row in self._rows(f"{members} WHERE s.board_id = %s HAVING count(*) > 0", board):
                yield "member_id", row[0]

    def meeting(self, case_id: int, action: str) -> dict[str, Any]:
        """The meeting an action is done at (ahead, in the room, or with published minutes), and what is in it."""
        order = {
            "room": "held_on IS NULL DESC, published_on IS NULL DESC, starts_at",
            "after": "published_on IS NULL, starts_at DESC",
            "ahead": "starts_at DESC",
        }["room" if action in ROOM else "after" if action in AFTER else "ahead"]
        rows = self._rows(f"SELECT id FROM meetings_meeting WHERE case_id = %s ORDER BY {order} LIMIT 1", case_id)
        if not rows:
            return {}
        found = {"meeting_id": rows[0][0]}
        for name, table in OF_A_MEETING.items():
            for row in self._rows(f"SELECT min(id) FROM {table} WHERE meeting_id = %s HAVING count(*) > 0", rows[0][0]):
                found[name] = row[0]
        return found

    def own_and_other(self, name: str) -> tuple[int, int]:
        """The case of the person with that given name, and a whole case of somebody else."""
        return self.cases[name], self.cases["Ola" if name != "Ola" else "Mikkel"]

    def address(self, name: str, wanted: list[str], case_id: int, other: int) -> tuple[str, bool]:
        """The page for the case, and whether all it names is in the case; what the case has none of is the other's."""
        there = self.in_case(case_id)
        lent = self.in_case(other)
        if "meeting_id" in wanted:
            action = name.partition(":")[2]
            there, lent = there | self.meeting(case_id, action), lent | self.meeting(other, action)
        own = name in OF_ALL_CASES or all(one in there for one in wanted)
        path = reverse(name, kwargs={one: there.get(one, lent.get(one)) for one in wanted})
        return path + QUESTIONS.get(name, ""), own

    def employment(self, name: str) -> int:
        """The employment of somebody with that name in the first municipality."""
        return int(self._rows("SELECT min(id) FROM accounts_employment WHERE name = %s", name)[0][0])

    def names(self) -> set[str]:
        """The given and family names of everybody a case is about, and of those near them, word by word."""
        rows = self._rows(
            "SELECT given_name || ' ' || family_name FROM people_person UNION "
            "SELECT given_name || ' ' || family_name FROM people_relatedperson"
        )
        return {word for (name,) in rows for word in re.findall(r"\w+", name)} - {"Barn"}

    def count(self, table: str) -> int:
        """How many rows the table has."""
        return int(self._rows(f"SELECT count(*) FROM {table}")[0][0])

    def state(self) -> dict[str, str]:
        """A print of every table but sessions, the reading log and how often somebody tried: else it stays the same."""
        tables = self._rows(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "AND relname NOT IN ('django_session', 'audit_reading', 'accounts_tally') ORDER BY relname"
        )
        return {table: self._print(table) for (table,) in tables}

    def _print(self, table: str) -> str:
        query = sql.SQL("SELECT count(*) || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM {} t")
        return str(self._owner.execute(query.format(sql.Identifier(table))).fetchall()[0][0])

    def numbers(self) -> frozenset[str]:
        """The identity numbers of everybody a case is about."""
        rows = self._rows("SELECT identity_sealed FROM people_person WHERE identity_sealed IS NOT NULL")
        return frozenset(unseal(sealed) for (sealed,) in rows)

    def mark(self) -> Marks:
        """Puts a mark in every text of every case."""
        return mark_all(self.name, self.numbers())

    def close(self) -> None:
        """Lets go of the database."""
        self._owner.close()
