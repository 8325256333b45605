"""What a sealed block says: a digest of every row in it, and of the block before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

FIRST = "0" * 64
WHO = ("id", "municipality_id", "at", "user_id", "capacity", "capacity_id", "actor_name", "actor_unit")
# The columns that are sealed, in this order. A digest covers just these for ever.
EVENT = (*WHO, "operation", "part", "case_id", "thing", "thing_id")
READING = (*WHO, "ground", "case_id", "case_ids", "part", "address")


def digest(previous: str, number: int, events: Iterable[Sequence[object]], readings: Iterable[Sequence[object]]) -> str:
    """SHA-256 in hexadecimal over the block before, the number, and the rows (columns as above, ordered by id)."""
    sealed = hashlib.sha256(f"{previous}:{number}".encode())
    for log, rows in (("event", events), ("reading", readings)):
        for row in rows:
            told = json.dumps([log, *map(_plain, row)], ensure_ascii=False, separators=(",", ":"))
            sealed.update(b"\n" + told.encode())
    return sealed.hexdigest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


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
