"""What can be withheld, on which ground, and how the database keeps it back. Pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from samrad.accounts.rules import Capacity
from samrad.consents.rules import Matter, Step

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


class Own(StrEnum):
    """What belongs to a consent that the child answers alone, and that whoever acts for her is not told of."""

    CONSENT = "consent"
    GRANT = "grant"
    ANSWER = "answer"
    HEARING = "hearing"


def reader_setting(reader: Reader, access_id: int) -> str:
    """What the database is told of who reads: from whom rows are kept, and by which personal access."""
    return f"{reader}:{access_id}"


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
CONSENTS = {"consents_consent": "id", "consents_grant": "consent_id", "consents_consentanswer": "consent_id",
            "consents_hearing": "consent_id"}  # fmt: skip
LOGGED: Mapping[str, Thing | Own] = {
    "plans.goal": Thing.GOAL, "plans.activity": Thing.ACTIVITY, "meetings.agendaitem": Thing.POINT,
    "papers.paper": Thing.PAPER, "contact.message": Thing.MESSAGE, "contact.contact": Thing.CONTACT,
    "consents.consent": Own.CONSENT, "consents.grant": Own.GRANT, "consents.consentanswer": Own.ANSWER,
    "consents.hearing": Own.HEARING,
}  # fmt: skip
MARK = "mark"
READER = "split_part(current_setting('samrad.reader', true), ':', 1)"
ACCESS = "NULLIF(split_part(current_setting('samrad.reader', true), ':', 2), '')::bigint"
OWN_CASES = f"""
    SELECT c.id FROM cases_case c JOIN people_relatedperson r ON r.subject_id = c.subject_id
    JOIN accounts_personalaccess a ON a.related_person_id = r.id WHERE a.id = {ACCESS}
"""
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS"

WITHHELD = f"""
CREATE OR REPLACE FUNCTION samrad_withheld(what text, which bigint) RETURNS boolean {DEFINER} $$
    SELECT EXISTS (
        SELECT 1 FROM withholding_withheld w
        WHERE w.lifted_on IS NULL
        AND ((w.thing = what AND w.thing_id = which)
             OR (what = '{MARK}' AND w.id = which AND w.reason <> '{Reason.REFUSED}'))
        AND (w.reason <> '{Reason.YOUTH}' OR {READER} = '{Reader.REPRESENTATIVE}'))
    OR (what IN ({", ".join(f"'{one}'" for one in Own)}) AND {READER} = '{Reader.REPRESENTATIVE}' AND EXISTS (
        SELECT 1 FROM consents_consent k WHERE k.matter = '{Matter.OWN}' AND k.id = CASE what
            WHEN '{Own.CONSENT}' THEN which
            WHEN '{Own.GRANT}' THEN (SELECT g.consent_id FROM consents_grant g WHERE g.id = which)
            WHEN '{Own.ANSWER}' THEN (SELECT a.consent_id FROM consents_consentanswer a WHERE a.id = which)
            ELSE (SELECT h.consent_id FROM consents_hearing h WHERE h.id = which) END))
$$
"""

# A consent to a matter of the child's own is kept from every representative, at every age: what she answered alone
# at 14 does not come to light because she turns 16. Two sets, which a query reads once, and not once a row: the
# consents, and those who fill a seat that one of them opens for.
OWN_MATTERS = f"""
CREATE OR REPLACE FUNCTION samrad_own_matters() RETURNS SETOF bigint {DEFINER} $$
    SELECT id FROM consents_consent WHERE matter = '{Matter.OWN}' AND {READER} = '{Reader.REPRESENTATIVE}'
$$
"""
OWN_SEATED = f"""
CREATE OR REPLACE FUNCTION samrad_own_seated() RETURNS SETOF bigint {DEFINER} $$
    SELECT h.employment_id FROM consents_consent k
    JOIN consents_grant g ON g.consent_id = k.id
    JOIN teams_seat s ON s.case_id = g.case_id AND s.unit_id = g.unit_id
    JOIN teams_seatholder h ON h.seat_id = s.id
    WHERE k.matter = '{Matter.OWN}' AND {READER} = '{Reader.REPRESENTATIVE}'
    AND ({ACCESS} IS NULL OR k.case_id IN ({OWN_CASES}))
$$
"""

# The visits of somebody in a seat that stands on such a consent alone: no other consent that was in force then let
# the unit see that part. In a list, which may hold the cases of many families, only the reader's own case counts.
KEPT_VISIT = f"""
CREATE OR REPLACE FUNCTION samrad_kept_visit(
    the_case bigint, listed bigint[], the_ground text, the_part text, who bigint, moment timestamptz
) RETURNS boolean {DEFINER} $$
    SELECT EXISTS (
        SELECT 1 FROM teams_seatholder h
        JOIN teams_seat s ON s.id = h.seat_id
        JOIN consents_grant g ON g.case_id = h.case_id AND g.unit_id = s.unit_id
        JOIN consents_consent k ON k.id = g.consent_id AND k.matter = '{Matter.OWN}' AND k.given_at <= moment
        WHERE h.employment_id = who
        AND (h.case_id = the_case OR (h.case_id = ANY(listed) AND ({ACCESS} IS NULL OR h.case_id IN ({OWN_CASES}))))
        AND NOT EXISTS (
            SELECT 1 FROM consents_grant o JOIN consents_consent c ON c.id = o.consent_id
            WHERE o.case_id = g.case_id AND o.unit_id = g.unit_id AND c.matter <> '{Matter.OWN}'
            AND c.given_at <= moment AND c.ended_on >= (moment AT TIME ZONE 'Europe/Oslo')::date
            AND (c.withdrawn_at IS NULL OR c.withdrawn_at > moment)
            AND (o.withdrawn_at IS NULL OR o.withdrawn_at > moment)
            AND (o.replaced_at IS NULL OR o.replaced_at > moment)
            AND (the_ground <> 'seat' OR (c.step = '{Step.WRITTEN}' AND (the_part = '' OR the_part = ANY(o.parts))))))
$$
"""


def _logged() -> str:
    kinds = {**LOGGED, "withholding.withheld": MARK}
    found = " ".join(f"WHEN '{label}' THEN samrad_withheld('{kind}', thing_id)" for label, kind in kinds.items())
    return f"CASE thing {found} ELSE false END"


def _fact(name: str, kinds: Iterable[str]) -> str:
    """Whether what a fact ("grant-12") is about is withheld; one of another kind is not asked about."""
    kind, number = f"split_part({name}, '-', 1)", f"split_part({name}, '-', 2)"
    listed = ", ".join(f"'{one}'" for one in kinds)
    return (
        f"CASE WHEN {kind} IN ({listed}) AND {number} ~ '^[0-9]{{1,18}}$' "
        f"THEN samrad_withheld({kind}, {number}::bigint) ELSE false END"
    )


def _of_key(column: str) -> str:
    """The fact a duty's key ends in: "rule:case-1:grant-12/2026-01-01"."""
    return f"split_part(split_part({column}, ':', 3), '/', 1)"


FACTS = (*Thing, Own.CONSENT, Own.GRANT)
# Whoever represents the person does not see what she looked at herself either.
VISIT = (
    f"{READER} = '{Reader.REPRESENTATIVE}' AND (capacity = '{Capacity.SELF}' "
    f"OR (capacity = '{Capacity.EMPLOYMENT}' AND ground IN ('seat', 'called_in', '') "
    "AND capacity_id IN (SELECT samrad_own_seated()) "
    "AND samrad_kept_visit(case_id, case_ids, ground, part, capacity_id, at)))"
)


def conditions() -> Mapping[str, str]:
    """By table, when a row is withheld from who reads: SQL."""
    found = {
        table: " OR ".join(f"samrad_withheld('{thing}', {column})" for column, thing in columns.items())
        for table, columns in TABLES.items()
    }
    duty = (_fact("anchor_fact", FACTS), _fact(_of_key("key"), FACTS), _fact("done_by", (Own.GRANT,)))
    return {
        **found,
        **{table: f"{column} IN (SELECT samrad_own_matters())" for table, column in CONSENTS.items()},
        "audit_event": _logged(),
        "audit_reading": VISIT,
        "rights_addition": _logged(),
        "rights_erasure": _logged(),
        "worklist_dutyrow": " OR ".join(duty),
        "worklist_dutynote": _fact(_of_key("key"), FACTS),
        "deviations_deviation": _fact(_of_key("duty_key"), FACTS),
        "withholding_withheld": f"samrad_withheld('{MARK}', id)",
    }


def policy(table: str, prefix: str, rule: str) -> str:
    """SQL: the table's one restrictive policy of this prefix shows rows by the rule; made anew when it has changed."""
    name = f"{prefix}_{hashlib.sha256(rule.encode()).hexdigest()[:8]}"
    return f"""
        DO $do$ DECLARE old text; BEGIN
            IF EXISTS (SELECT 1 FROM pg_policies WHERE tablename = '{table}' AND policyname = '{name}') THEN
                RETURN;
            END IF;
            FOR old IN SELECT policyname FROM pg_policies
                       WHERE tablename = '{table}' AND policyname LIKE '{prefix}\\_%' LOOP
                EXECUTE format('DROP POLICY %I ON {table}', old);
            END LOOP;
            CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR SELECT USING ({rule});
        END $do$
        """


def statements() -> Iterator[str]:
    """What the owner runs after migrating: the functions, and one policy a table, made anew when it has changed."""
    yield from (WITHHELD, OWN_MATTERS, OWN_SEATED, KEPT_VISIT)
    for table, condition in conditions().items():
        rule = f"coalesce(current_setting('samrad.reader', true), '') = '' OR NOT ({condition})"
        yield policy(table, "withheld", rule)
