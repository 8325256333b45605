"""A backup is read back whole, or not at all; without its key it tells nothing."""

import io
import os
from pathlib import Path

import psycopg
import pytest

from samrad.commands import embedded
from samrad.commands.backups import PIECE, BadBackup, backup_key, decrypt, encrypt, read_back, write
from samrad.kernel.errors import BadEnvironment
from tests import database

KEY = "en-hemmelighet-til-sikkerhetskopier-0123456789"


def sealed(data: bytes) -> bytes:
    kept = io.BytesIO()
    encrypt(io.BytesIO(data), kept, KEY)
    return kept.getvalue()


def opened(data: bytes, key: str = KEY) -> bytes:
    return b"".join(decrypt(io.BytesIO(data), key))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_encrypted_comes_back(size: int) -> None:
    data = os.urandom(size)
    assert opened(sealed(data)) == data


def test_a_file_tells_nothing_and_two_are_never_alike() -> None:
    data = b"Ola Nordmann " * 100
    assert b"Nordmann" not in sealed(data)
    assert sealed(data) != sealed(data)


@pytest.mark.parametrize("what", ["a bit", "cut off", "cut at a piece", "more", "swapped", "another key", "no backup"])
def test_what_is_changed_is_found(what: str) -> None:
    whole, head, piece = sealed(os.urandom(2 * PIECE + 10)), 32, PIECE + 16 + 5
    first, second = whole[head : head + piece], whole[head + piece : head + 2 * piece]
    changed = {
        "a bit": whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
        "cut off": whole[:-3],
        "cut at a piece": whole[: head + piece],
        "more": whole + b"x",
        "swapped": whole[:head] + second + first + whole[head + 2 * piece :],
        "another key": whole,
        "no backup": b"PGDMP" + whole,
    }[what]
    with pytest.raises(BadBackup):
        opened(changed, "en annen hemmelighet" if what == "another key" else KEY)


def counts(name: str) -> dict[str, int]:
    """How many rows each table has."""
    with psycopg.connect(database.CLUSTER.url(embedded.OWNER, name)) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        found = [name for (name,) in tables.fetchall()]
        return {one: owner.execute(f"SELECT count(*) FROM {one}").fetchall()[0][0] for one in found}


def test_a_database_is_read_back_whole_into_an_empty_one(tmp_path: Path) -> None:
    empty = f"{database.OWN}_empty"
    source, target = (database.CLUSTER.url(embedded.OWNER, name) for name in (database.OWN, empty))
    path = write(tmp_path, KEY, source)
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    embedded.create_database(database.CLUSTER, empty)
    try:
        cut = tmp_path / "cut"
        cut.write_bytes(path.read_bytes()[:-20])
        with pytest.raises(BadBackup, match="avkortet"):
            read_back(cut, KEY, target)
        assert counts(empty) == {}
        read_back(path, KEY, target)
        assert counts(empty) == counts(database.OWN)
        assert counts(empty)["agencies_municipality"] == 2
        with psycopg.connect(target) as owner:
            policies = owner.execute("SELECT count(*) FROM pg_policies").fetchall()[0][0]
        assert policies > 30
        with pytest.raises(BadBackup, match="må være tom"):
            read_back(path, KEY, target)
    finally:
        embedded.drop_database(database.CLUSTER, empty)


def test_a_database_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="ikke laget"):
        write(tmp_path, KEY, database.CLUSTER.url(embedded.OWNER, "finnes_ikke"))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMRAD_BACKUP_KEY", raising=False)
    with pytest.raises(BadEnvironment, match="SAMRAD_BACKUP_KEY mangler"):
        backup_key()
