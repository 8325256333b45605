"""Starting is refused, in one sentence, when what is around Samråd would not keep its promises."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from samrad.commands import embedded
from samrad.commands.running import page_server
from samrad.commands.trouble import OtherVersion, check_tables
from tests import database

PROGRAM = (sys.executable, "-m", "samrad.commands.program")


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """`samrad start` on the test's own database, which must be refused; port 0 is never taken."""
    return subprocess.run(
        [*PROGRAM, "start", "--port", "0"],
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def address(role: str) -> str:
    return database.CLUSTER.url(role, database.OWN)


@pytest.fixture
def bypassing() -> Iterator[str]:
    """A role that looks past row-level security."""
    name = f"slipper_forbi_{secrets.token_hex(3)}"
    role = sql.Identifier(name)
    with psycopg.connect(database.CLUSTER.url("postgres", database.OWN), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER BYPASSRLS").format(role))
        yield name
        admin.execute(sql.SQL("DROP OWNED BY {}").format(role))
        admin.execute(sql.SQL("DROP ROLE {}").format(role))


def test_the_owner_does_not_run_the_pages() -> None:
    ended = start(DATABASE_URL=address(embedded.OWNER))
    assert (ended.returncode, "eier tabellene" in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr


def test_a_superuser_does_not_run_the_pages() -> None:
    ended = start(DATABASE_URL=address("postgres"))
    assert (ended.returncode, "er superbruker" in ended.stderr) == (1, True)


def test_a_role_that_bypasses_row_security_does_not_run_the_pages(bypassing: str) -> None:
    ended = start(DATABASE_URL=address(bypassing))
    assert (ended.returncode, "BYPASSRLS" in ended.stderr) == (1, True)


def test_a_database_with_demo_persons_is_served_on_this_machine_only() -> None:
    ended = start(SAMRAD_BIND="0.0.0.0")
    assert (ended.returncode, "bare startes på 127.0.0.1" in ended.stderr) == (1, True)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DATABASE_URL": "tull"}, "DATABASE_URL kan ikke leses"),
        ({"DATABASE_URL": "postgresql://a@127.0.0.1:1/b", "DATABASE_OWNER_URL": "postgresql://a@127.0.0.1:1/b"},
         "Får ikke brukt databasen"),
        ({"SAMRAD_ENV": "production"}, "SAMRAD_SECRET_KEY mangler"),
    ],
)  # fmt: skip
def test_a_wrong_environment_is_said_plainly(environment: dict[str, str], said: str) -> None:
    ended = start(**environment)
    assert (ended.returncode, said in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr


def test_another_address_without_its_owner_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL")
    ended = start()
    assert (ended.returncode, ended.stderr.startswith("DATABASE_OWNER_URL mangler")) == (1, True)


@pytest.mark.django_db
def test_tables_of_this_version_are_recognised() -> None:
    check_tables()


def test_tables_of_another_version_are_told_apart(committed: None) -> None:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database.CLUSTER.url(embedded.OWNER, name), autocommit=True) as owner:
        owner.execute("ALTER TABLE cases_case RENAME COLUMN stale_since TO foreldet")
    with pytest.raises(OtherVersion, match=r"en annen utgave.*Tabellen cases_case mangler stale_since"):
        check_tables()


def answers(address: str) -> str:
    """What is answered at the address, as soon as anything is."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError(f"nothing answers at {address}")


def test_a_page_process_that_dies_is_started_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(page_server("127.0.0.1", port, 1, "wsgiref.simple_server:demo_app"))
    try:
        assert "Hello world" in answers(f"http://127.0.0.1:{port}/")
        for child in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        assert "Hello world" in answers(f"http://127.0.0.1:{port}/")
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait()
