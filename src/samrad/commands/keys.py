"""`samrad keys rotate`: seals again, with the newest key, everything that is sealed, and indexes identity numbers anew.

Goes by as the owner, some rows at a time, each lot kept at once: what was broken off goes on where it was, since
what the newest key opens is passed by.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from samrad.kernel.sealing import blind_index, resealed, unseal

LOT = 500
INDEXED = ("people_person", "people_relatedperson")


@dataclass
class Rotated:
    """How many values were sealed again, were new already, or could not be opened; and how many were indexed anew."""

    sealed: int = 0
    passed: int = 0
    shut: int = 0
    indexed: int = 0


def rotate() -> Rotated:
    """Seals everything again with the newest key."""
    done = Rotated()
    with connections["owner"].cursor() as cursor:
        for table, key, column in list(_columns(cursor)):
            last: int | None = 0
            while last is not None:
                with transaction.atomic(using="owner"):
                    last = _lot(cursor, table, key, column, last, done)
    return done


def report() -> int:
    """Rotates, and tells how it went; 1 when something could not be opened with any key."""
    done = rotate()
    print(f"{done.sealed} verdier er forseglet med den nyeste nøkkelen, {done.passed} var det fra før.")
    print(f"{done.indexed} fødselsnumre er indeksert på nytt.")
    if done.shut:
        print(f"{done.shut} verdier åpnes ikke av noen nøkkel i SAMRAD_FIELD_KEYS. Ta inn den gamle.", file=sys.stderr)
        return 1
    print("De eldre nøklene kan tas ut av SAMRAD_FIELD_KEYS når sikkerhetskopier fra før i dag ikke trengs lenger.")
    return 0


def _columns(cursor: CursorWrapper) -> Iterator[tuple[str, str, str]]:
    """Every sealed column: its table, the table's key, and its name."""
    cursor.execute(
        "SELECT c.table_name, max(k.column_name), c.column_name FROM information_schema.columns c "
        "JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema "
        "AND t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' "
        "JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name "
        "AND k.table_schema = t.table_schema AND k.table_name = t.table_name "
        "WHERE c.table_schema = 'public' AND c.data_type = 'bytea' AND c.column_name LIKE '%\\_sealed' "
        "GROUP BY c.table_name, c.column_name ORDER BY 1, 3"
    )
    yield from cursor.fetchall()


def _lot(cursor: CursorWrapper, table: str, key: str, column: str, last: int, done: Rotated) -> int | None:
    """One lot of rows after `last`; the key of the last of them, or None when there were no more."""
    name = connections["owner"].ops.quote_name
    cursor.execute(
        f"SELECT {name(key)}, {name(column)} FROM {name(table)} WHERE {name(column)} IS NOT NULL AND {name(key)} > %s "
        f"ORDER BY 1 LIMIT {LOT} FOR UPDATE", [last],
    )  # fmt: skip
    rows = cursor.fetchall()
    for row, sealed in rows:
        try:
            new = resealed(sealed)
        except ValueError:
            done.shut += 1
            continue
        done.passed += new is None
        if new is not None:
            cursor.execute(f"UPDATE {name(table)} SET {name(column)} = %s WHERE {name(key)} = %s", [new, row])
            done.sealed += 1
        if table in INDEXED:
            index = blind_index(unseal(sealed))
            cursor.execute(
                f"UPDATE {name(table)} SET identity_index = %s WHERE id = %s AND identity_index IS DISTINCT FROM %s",
                [index, row, index],
            )
            done.indexed += cursor.rowcount
    return rows[-1][0] if rows else None
