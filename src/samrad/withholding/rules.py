"""What can be withheld, on which ground, and how the database keeps it back. Pure."""

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum

YOUNGEST, GROWN = 12, 18


class Thing(StrEnum):
    """What can be withheld."""

    GOAL = "goal"
    ACTIVITY = "activity"
    POINT = "point"
    PAPER = "paper"
    MESSAGE = "message"
    CONTACT = "contact"


class Reason(StrEnum):
    """On which ground it is withheld, and with that from whom."""

    YOUTH = "youth"
    THIRD_PERSON = "third_person"
    REFUSED = "pbrl_5_1"


class Reader(StrEnum):
    """From whom the database may keep something back."""

    SUBJECT = "subject"
    REPRESENTATIVE = "representative"


def hidden_from(reason: Reason) -> frozenset[Reader]:
    """Who does not see it. What a young person keeps is kept from those who represent her."""
    return frozenset({Reader.REPRESENTATIVE}) if reason is Reason.YOUTH else frozenset(Reader)


# ── how the database keeps it back ───────────────────────────────────────────

# Each table with the columns that name something withheld. What hangs on a thing goes with it.
TABLES: Mapping[str, Mapping[str, Thing]] = {
    "plans_goal": {"id": Thing.GOAL},
    "plans_activity": {"id": Thing.ACTIVITY, "goal_id": Thing.GOAL},
    "plans_activitystep": {"activity_id": Thing.ACTIVITY},
    "plans_evaluation": {"activity_id": Thing.ACTIVITY, "goal_id": Thing.GOAL},
    "meetings_agendaitem": {"id": Thing.POINT, "activity_id": Thing.ACTIVITY, "goal_id": Thing.GOAL},
    "meetings_minutesfield": {"agenda_item_id": Thing.POINT},
    "meetings_meetingdecision": {"agenda_item_id": Thing.POINT, "activity_id": Thing.ACTIVITY},
    "deviations_matter": {"activity_id": Thing.ACTIVITY},
    "papers_paper": {"id": Thing.PAPER},
    "papers_papercontent": {"paper_id": Thing.PAPER},
    "contact_message": {"id": Thing.MESSAGE},
    "contact_contact": {"id": Thing.CONTACT},
}
LOGGED = {
    "plans.goal": Thing.GOAL, "plans.activity": Thing.ACTIVITY, "meetings.agendaitem": Thing.POINT,
    "papers.paper": Thing.PAPER, "contact.message": Thing.MESSAGE, "contact.contact": Thing.CONTACT,
}  # fmt: skip
MARK = "mark"

FUNCTION = f"""
CREATE OR REPLACE FUNCTION samrad_withheld(what text, which bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (
        SELECT 1 FROM withholding_withheld w
        WHERE w.lifted_on IS NULL
        AND ((w.thing = what AND w.thing_id = which)
             OR (what = '{MARK}' AND w.id = which AND w.reason <> '{Reason.REFUSED}'))
        AND (w.reason <> '{Reason.YOUTH}' OR current_setting('samrad.reader', true) = '{Reader.REPRESENTATIVE}'))
$$
"""


def _event() -> str:
    kinds = " ".join(f"WHEN '{label}' THEN '{thing}'" for label, thing in LOGGED.items())
    return f"samrad_withheld(CASE thing {kinds} WHEN 'withholding.withheld' THEN '{MARK}' END, thing_id)"


def _duty() -> str:
    kind, number = "split_part(anchor_fact, '-', 1)", "split_part(anchor_fact, '-', 2)"
    return f"CASE WHEN {number} ~ '^[0-9]{{1,18}}$' THEN samrad_withheld({kind}, {number}::bigint) ELSE false END"


def conditions() -> Mapping[str, str]:
    """By table, when a row is withheld from who reads: SQL."""
    found = {
        table: " OR ".join(f"samrad_withheld('{thing}', {column})" for column, thing in columns.items())
        for table, columns in TABLES.items()
    }
    return {
        **found,
        "audit_event": _event(),
        "worklist_dutyrow": _duty(),
        "withholding_withheld": f"samrad_withheld('{MARK}', id)",
    }


def statements() -> Iterator[str]:
    """What the owner runs after migrating: the function, and one policy a table, made anew when it has changed."""
    yield FUNCTION
    for table, condition in conditions().items():
        rule = f"coalesce(current_setting('samrad.reader', true), '') = '' OR NOT ({condition})"
        name = f"withheld_{hashlib.sha256(rule.encode()).hexdigest()[:8]}"
        yield f"""
        DO $do$ DECLARE old text; BEGIN
            IF EXISTS (SELECT 1 FROM pg_policies WHERE tablename = '{table}' AND policyname = '{name}') THEN
                RETURN;
            END IF;
            FOR old IN SELECT policyname FROM pg_policies
                       WHERE tablename = '{table}' AND policyname LIKE 'withheld\\_%' LOOP
                EXECUTE format('DROP POLICY %I ON {table}', old);
            END LOOP;
            CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR SELECT USING ({rule});
        END $do$
        """
