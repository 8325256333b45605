"""Commands that need the database: starting, working, migrating, the demo, the facts of a case."""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from samrad.commands import embedded
from samrad.commands.deployment import refuse_unsafe, refuse_unsafe_inside
from samrad.commands.trouble import check_tables, told_plainly

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TELL_ME_WHEN_MY_PARENT_DIES = 1  # PR_SET_PDEATHSIG


def _say(text: str) -> None:
    print(text, flush=True)


def connect() -> bool:
    """Makes the database reachable, the embedded one when no address is given, and sets Django up.

    Whether the database is the embedded one.
    """
    home = Path(os.environ.get("SAMRAD_HOME", ".samrad")).resolve()
    os.environ["SAMRAD_HOME"] = str(home)
    own = "DATABASE_URL" not in os.environ
    if own:
        print("Starter den innebygde databasen …", file=sys.stderr, flush=True)
        cluster = embedded.start(home / "pg")
        embedded.create_database(cluster)
        os.environ["DATABASE_URL"] = cluster.url(embedded.APP)
        os.environ["DATABASE_OWNER_URL"] = cluster.url(embedded.OWNER)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.config.settings")
    import django

    django.setup()
    return own


def _app_role() -> str:
    from django.conf import settings

    role: str = settings.DATABASES["default"]["USER"]
    return role


def bring_up_to_date() -> None:
    """Migrates when there is something to migrate, and grants the app what it needs.

    The grants are given at every start, so that it does not matter where an earlier one was broken off.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from samrad.kernel.errors import BadEnvironment
    from samrad.kernel.roles import grant_app

    if "DATABASE_OWNER_URL" not in os.environ:
        raise BadEnvironment(
            "DATABASE_OWNER_URL mangler: adressen til rollen som eier tabellene. Se docs/veiledning/database.md."
        )
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Oppdaterer tabellene …")
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    grant_app(_app_role())
    check_tables()


@told_plainly
def migrate(chosen: argparse.Namespace) -> int:
    """`samrad migrate`: brings the tables up to date as the owner, and grants the app what it needs."""
    connect()
    bring_up_to_date()
    _say("Tabellene er oppdatert.")
    return 0


@told_plainly
def demo(chosen: argparse.Namespace) -> int:
    """`samrad demo`: invented municipalities, people and cases; with `--cases N` a large one."""
    connect()
    bring_up_to_date()
    from samrad.commands.demo.loading import load

    load(cases=chosen.cases, say=_say)
    return 0


@told_plainly
def facts(chosen: argparse.Namespace) -> int:
    """`samrad facts SAK`: the facts of a case as JSON, without names. 1 when there is no such case."""
    connect()
    check_tables()
    from samrad.commands.case_facts import write

    return write(chosen.case, chosen.municipality)


@told_plainly
def verify_audit(chosen: argparse.Namespace) -> int:
    """`samrad audit verify`: 0 when every block of the log is as it was sealed, else 1."""
    connect()
    check_tables()
    from samrad.commands.audit_log import report

    return report(chosen.heads)


@told_plainly
def access_matrix(chosen: argparse.Namespace) -> int:
    """`samrad access matrix`: who may open which page and do which operation, in which state of a case, as CSV."""
    connect()
    from samrad.commands.access_matrix import report

    return report()


@told_plainly
def check(chosen: argparse.Namespace) -> int:
    """`samrad check --deploy`: 0 when it is safe to run in production, else 1 with what to do."""
    from samrad.commands.deployment import report

    return report()


@told_plainly
def rotate_keys(chosen: argparse.Namespace) -> int:
    """`samrad keys rotate`: seals everything again with the newest key."""
    connect()
    check_tables()
    from samrad.commands.keys import report

    return report()


@told_plainly
def backup(chosen: argparse.Namespace) -> int:
    """`samrad backup`: writes the whole database to an encrypted file, and says which."""
    from samrad.commands.backups import backup_key, write

    key = backup_key()
    connect()
    folder = Path(os.environ.get("SAMRAD_BACKUPS") or Path(os.environ["SAMRAD_HOME"]) / "backups")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _say(f"Sikkerhetskopien er skrevet: {write(folder, key, os.environ['DATABASE_OWNER_URL'])}")
    return 0


@told_plainly
def restore(chosen: argparse.Namespace) -> int:
    """`samrad restore FIL`: reads a backup into an empty database, brings it up to date and verifies it."""
    from samrad.commands.backups import BadBackup, backup_key, read_back

    key = backup_key()
    connect()
    try:
        read_back(chosen.file, key, os.environ["DATABASE_OWNER_URL"])
    except OSError as error:
        raise BadBackup(f"Kan ikke lese {chosen.file}.") from error
    bring_up_to_date()
    _say("Sikkerhetskopien er lest inn. Kjør «samrad audit verify» før noen slipper til.")
    return 0


@told_plainly
def work(chosen: argparse.Namespace) -> int:
    """`samrad worker`: runs jobs until it is told to stop."""
    refuse_unsafe()
    connect()
    check_tables()
    refuse_unsafe_inside()
    from samrad.commands.working import run

    run()
    return 0


@told_plainly
def start(chosen: argparse.Namespace) -> int:
    """`samrad start`: database, tables, demo when empty, pages and worker; Ctrl-C stops all of it."""
    if _taken(os.environ.get("SAMRAD_BIND", "127.0.0.1"), chosen.port):
        print(f"Port {chosen.port} er opptatt. Velg en annen: PORT={chosen.port + 1} make start", file=sys.stderr)
        return 1
    refuse_unsafe()
    own = connect()
    bring_up_to_date()
    refuse_unsafe_inside()
    from django.conf import settings

    from samrad.commands.demo import loading as demonstration
    from samrad.kernel.roles import check_app_role

    check_app_role()
    if chosen.demo or (own and demonstration.is_empty()):
        demonstration.load(cases=0, say=_say)
    if demonstration.is_loaded() and settings.BIND not in LOOPBACK:
        print(
            "Databasen har demopersoner som hvem som helst kan logge inn som. Da kan Samråd bare startes på "
            "127.0.0.1. Fjern SAMRAD_BIND, eller bruk en database uten demo.",
            file=sys.stderr,
        )
        return 1
    _collect()
    return _serve(chosen, settings.BIND)


def _collect() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from samrad.kernel.errors import BadEnvironment

    if not (settings.HOME / "browser").exists():
        raise BadEnvironment(f"Nettleserfilene mangler i {settings.HOME}. Hent dem med «make ready».")
    mark = Path(settings.STATIC_ROOT) / ".newest"
    newest = str(
        max(
            (
                path.stat().st_mtime
                for folder in settings.STATICFILES_DIRS
                for path in Path(folder).rglob("*")
                if path.is_file()
            ),
            default=0,
        )
    )
    if not mark.exists() or mark.read_text() != newest:
        _say("Gjør nettleserfilene klare …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(newest)


def page_server(host: str, port: int, workers: int, application: str) -> list[str]:
    """The command that answers pages on an address, with so many processes."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--workers-kill-timeout", "5",
        "--no-ws", "--log-level", "warning", "--respawn-failed-workers", "--respawn-interval", "0.5", application,
    ]  # fmt: skip


def _serve(chosen: argparse.Namespace, host: str) -> int:
    address = f"http://{host}:{chosen.port}"
    environment = {"SAMRAD_ADDRESS": address, "MALLOC_ARENA_MAX": "2", **os.environ}
    from django.db import connections

    connections.close_all()
    commands = [
        page_server(host, chosen.port, chosen.workers, "samrad.config.wsgi:application"),
        [sys.executable, "-m", "samrad.commands.program", "worker"],
    ]
    end_with_us = _ends_with_its_parent()
    processes = [
        subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=end_with_us)  # noqa: PLW1509
        for command in commands
    ]
    stopped: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, frame: stopped.append(received))
    try:
        if not _answers(address, processes[0], stopped):
            return 1
        _welcome(address)
        while not stopped and all(process.poll() is None for process in processes):
            time.sleep(0.2)
    finally:
        _say("Stopper …")
        _stop(processes)
    return 0 if stopped else 1


def _ends_with_its_parent() -> Callable[[], object] | None:
    """What a process does first so that it is told to stop when we are killed; None where the system cannot."""
    if sys.platform != "linux":
        return None
    tell = ctypes.CDLL(None).prctl
    return lambda: tell(TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGTERM)


def _taken(host: str, port: int) -> bool:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _answers(address: str, server: "subprocess.Popen[bytes]", stopped: list[int]) -> bool:
    for _ in range(300):
        if server.poll() is not None or stopped:
            return False
        try:
            urllib.request.urlopen(f"{address}/inn/", timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    print("Sidene svarte ikke innen 30 sekunder.", file=sys.stderr)
    return False


def _welcome(address: str) -> None:
    from django.conf import settings

    from samrad.commands.demo import loading as demonstration
    from samrad.kernel.ids import setup_code

    _say(f"\nSamråd er i gang på {address}\n")
    for line in demonstration.who_to_be():
        _say(line)
    if code := setup_code():
        _say(f"\nSett opp en egen kommune: {address}/oppsett/ny/?kode={code}")
    if not settings.EMAIL_HOST:
        _say("E-post er slått av: beskjeder blir liggende i utboksen til SAMRAD_SMTP_HOST er satt.")
    _say("Ctrl-C stopper alt.")


def _stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(8)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
