"""Searching the whole database for words, as the role that owns it: every table, every column, files too."""

import psycopg
from psycopg import sql

from samrad.commands import embedded
from tests import database


def tables_holding(name: str, *words: str) -> set[str]:
    """The tables of the database in which one of the words stands, in text, in JSON, or as bytes.

    In text with any letters large or small; in bytes with all of them small, all large, or the first one large.
    """
    with psycopg.connect(database.CLUSTER.url(embedded.OWNER, name)) as connection:
        listed = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {table for (table,) in listed if _holds(connection, table, words)}


def _holds(connection: psycopg.Connection, table: str, words: tuple[str, ...]) -> bool:
    query = sql.SQL("SELECT EXISTS (SELECT 1 FROM {} t WHERE t::text ILIKE ANY (%s))").format(sql.Identifier(table))
    spelled = {one for word in words for one in (word, word.lower(), word.upper(), word.capitalize())}
    patterns = [f"%{found}%" for one in spelled for found in (one, one.encode().hex())]
    row = connection.execute(query, [patterns]).fetchone()
    assert row is not None
    return bool(row[0])
