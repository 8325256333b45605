"""What a sealed block says: a digest of every row in it, and of the block before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

FIRST = "0" * 64
WHO = ("id", "municipality_id", "at", "user_id", "capacity", "capacity_id", "actor_name", "actor_unit")
# The columns that are sealed, in this order. A digest covers just these for ever.
EVENT = (*WHO, "operation", "part", "case_id", "thing", "thing_id", "salt")
READING = (*WHO, "ground", "case_id", "case_ids", "part", "address", "salt")
DELETION = ("id", "municipality_id", "at", "case_id", "actor_name", "rows")
DELETING = "samrad.deleting"
# The only way a row of a log goes: for a deletion that names it and stands, and of that case. Run as the owner.
DELETE_ROWS = f"""
CREATE OR REPLACE FUNCTION audit_delete_rows(deletion bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    named audit_deletion%ROWTYPE;
    town bigint := NULLIF(current_setting('samrad.municipality', true), '')::bigint;
BEGIN
    SELECT * INTO STRICT named FROM audit_deletion WHERE id = deletion AND municipality_id = town;
    PERFORM set_config('{DELETING}', 'yes', true);
    DELETE FROM audit_event e USING jsonb_array_elements(named.rows) r
    WHERE r->>0 = 'event' AND e.id = (r->>1)::bigint AND e.case_id = named.case_id AND e.municipality_id = town;
    DELETE FROM audit_reading e USING jsonb_array_elements(named.rows) r
    WHERE r->>0 = 'reading' AND e.id = (r->>1)::bigint AND e.case_id = named.case_id AND e.municipality_id = town;
    UPDATE audit_reading e SET case_ids = array_remove(case_ids, named.case_id)
    FROM jsonb_array_elements(named.rows) r
    WHERE r->>0 = 'reading' AND e.id = (r->>1)::bigint AND e.municipality_id = town;
    PERFORM set_config('{DELETING}', '', true);
END $$
"""
NOT_FOR_ALL = "REVOKE ALL ON FUNCTION audit_delete_rows(bigint) FROM PUBLIC"


def row_digest(log: str, row: Iterable[object]) -> str:
    """SHA-256 in hexadecimal over the name of the log and the columns of a row, as above."""
    told = json.dumps([log, *map(_plain, row)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def digest(previous: str, number: int, rows: Iterable[str]) -> str:
    """SHA-256 in hexadecimal over the block before, the number, and the digests of the rows: each log by id."""
    return hashlib.sha256("\n".join((f"{previous}:{number}", *rows)).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, UUID) else value


def head_line(day: date, municipality: str, number: int, head: str) -> str:
    """A line of the file of heads: the day, the municipality's number, the block's number, its digest."""
    return f"{day.isoformat()}\t{municipality}\t{number}\t{head}\n"


def read_heads(text: str) -> Mapping[str, Mapping[int, str]]:
    """The digests of a file of heads, by municipality and block. Raises `ValueError` for a line that is none."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for line in text.splitlines():
        _, municipality, number, head = line.split("\t")
        found[municipality][int(number)] = head
    return found
