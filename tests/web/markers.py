"""A mark in every text of every case, and who may meet it: so that a page that shows another's text is known.

The marks are put in as the superuser, past triggers, since what they stand in may be published and closed.
"""

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import psycopg
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from samrad.accounts.queries import actor_in, user_named
from samrad.accounts.rules import Actor, Capacity, SignInLevel
from samrad.cases.access import Sight, sight
from samrad.cases.rules import Part
from samrad.kernel.tenant import tenant
from samrad.plans.rules import SECTION_PART, Section
from samrad.web.layout.middleware import ACTING
from tests import database
from tests.personas import Persona

MARK = re.compile(r"Zq(\d+)t(\d+)z")
ELEVEN = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")

# table.column: the part the text belongs to; None when whoever sees that the case is there may meet it.
TEXTS: dict[str, Part | None] = {
    "people_person.family_name": None,
    "cases_neednotice.need": Part.NOTICE,
    "cases_neednotice.answer": Part.NOTICE,
    "cases_needassessment.services": Part.NOTICE,
    "cases_application.reason": Part.NOTICE,
    "cases_decision.reason": Part.DECISION,
    "papers_paper.title": Part.DOCUMENTS,
    "consents_consent.purpose": None,
    "teams_seat.role": None,
    "teams_seat.contribution": Part.TEAM,
    "plans_plantext.text": Part.ABOUT_ME,
    "plans_goal.title": Part.GOALS,
    "plans_goal.why": Part.GOALS,
    "plans_activity.title": Part.GOALS,
    "plans_activity.how": Part.GOALS,
    "plans_evaluation.text": Part.GOALS,
    "services_need.text": Part.SERVICES,
    "contact_message.text": Part.MESSAGES,
    "contact_message.answer": Part.MESSAGES,
    "contact_contact.note": Part.MESSAGES,
    "meetings_agendaitem.title": None,
    "meetings_minutesfield.text": Part.MINUTES,
    "meetings_minutesnote.text": Part.MINUTES,
    "deviations_deviation.description": Part.DEVIATIONS,
    "deviations_matter.need": None,
}
ALSO_ON = {"deviations_deviation.description": "raised_deviation"}
# Texts of the plan belong to the part of their section; a seat meets its own activities whatever else it sees.
SECTION_OF = {"plans_plantext": "t.section"}
UNIT_OF = {"plans_activity": "(SELECT s.unit_id FROM teams_seat s WHERE s.id = t.seat_id)"}
CASE_OF = {
    "people_person": "(SELECT array_agg(c.id) FROM cases_case c WHERE c.subject_id = t.id)",
}
AREA_OF = {
    "plans_goal": "t.life_area",
    "plans_activity": "(SELECT g.life_area FROM plans_goal g WHERE g.id = t.goal_id)",
    "plans_evaluation": "(SELECT g.life_area FROM plans_goal g WHERE g.id = t.goal_id)",
}


@dataclass(frozen=True)
class Text:
    """One marked text: where it stands, in which cases, and what one must see to meet it."""

    where: str
    cases: tuple[int, ...]
    part: Part | None
    area: str | None
    unit: int | None = None


@dataclass
class Marks:
    """The marked texts by mark, and the identity numbers nobody is shown."""

    texts: dict[tuple[int, int], Text] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()

    def foreign(self, one: Persona, text: str) -> list[str]:
        """The marked texts on a page that the persona may not meet, and identity numbers."""
        met = {(int(table), int(row)) for table, row in MARK.findall(text)}
        wrong = [f"identity number {found}" for found in ELEVEN.findall(text) if found.replace(" ", "") in self.numbers]
        if not met:
            return wrong
        actor = actor_of(one)
        if actor is None:
            return wrong + [self.texts[mark].where for mark in sorted(met)]
        with tenant(actor.municipality_id):
            seen = cache(lambda case_id: sight(actor, case_id))
            return wrong + [
                f"{self.texts[mark].where} in {self.texts[mark].cases}"
                for mark in sorted(met)
                if not any(_may(actor, seen(case_id), self.texts[mark]) for case_id in self.texts[mark].cases)
            ]


def _may(actor: Actor, found: Sight | None, text: Text) -> bool:
    if found is None:
        return False
    own = text.unit is not None and text.unit == actor.unit_id
    also = text.where in ALSO_ON and found.has(ALSO_ON[text.where])
    return text.part is None or own or also or found.may(text.part, text.area)


def actor_of(one: Persona) -> Actor | None:
    """Who the persona acts as; None for somebody who is not signed in."""
    acting = one.client.session.get(ACTING)
    user = user_named(one.username) if one.username else None
    if acting is None or user is None:
        return None
    municipality_id, capacity, capacity_id, level = acting
    with tenant(municipality_id):
        return actor_in(municipality_id, user, Capacity(capacity), capacity_id, SignInLevel(level))


def mark_all(name: str, numbers: frozenset[str]) -> Marks:
    """Marks every text of every case in the database `name`."""
    marks = Marks(numbers=numbers)
    with psycopg.connect(database.CLUSTER.url("postgres", name), autocommit=True) as root:
        root.execute("SET session_replication_role = replica")
        for index, (where, part) in enumerate(TEXTS.items()):
            table, _, column = where.partition(".")
            longest = root.execute(
                "SELECT coalesce(character_maximum_length, 20000) FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name = %s AND column_name = %s", [table, column],
            ).fetchone()  # fmt: skip
            assert longest is not None, where
            root.execute(
                f"UPDATE {table} SET {column} = left({column}, {longest[0] - 20}) || ' Zq{index}t' || id || 'z' "
                f"WHERE {column} <> ''"
            )
            cases, area = CASE_OF.get(table, "ARRAY[t.case_id]"), AREA_OF.get(table, "NULL")
            section, unit = SECTION_OF.get(table, "NULL"), UNIT_OF.get(table, "NULL::int")
            rows = root.execute(f"SELECT t.id, {cases}, {area}, {section}, {unit} FROM {table} t").fetchall()
            for row, found, life_area, chapter, own in rows:
                belongs = SECTION_PART[Section(chapter)] if chapter else part
                marks.texts[index, row] = Text(where, tuple(found or ()), belongs, life_area, own)
    return marks


def text_of(answer: Any) -> str:
    """What can be read in an answer: a page, a PDF, a calendar, a spreadsheet or a package of files."""
    kind = str(answer.headers.get("Content-Type", "")).partition(";")[0]
    return _read(kind, b"" if answer.streaming else answer.content)


def _read(kind: str, data: bytes) -> str:
    if kind == "application/pdf":
        with suppress(PdfReadError):
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "\n".join(
                _read("application/pdf" if name.endswith(".pdf") else "", book.read(name)) for name in book.namelist()
            )
    return data.decode(errors="replace")
