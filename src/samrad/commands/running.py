"""Commands that need the database: starting, working, migrating, the demo, the facts of a case."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from samrad.commands import embedded

LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
    """Migrates when there is something to migrate, and then grants the app what it needs."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from samrad.kernel.roles import grant_app

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Oppdaterer tabellene …")
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        grant_app(_app_role())


def migrate(chosen: argparse.Namespace) -> int:
    """`samrad migrate`: brings the tables up to date as the owner, and grants the app what it needs."""
    connect()
    from samrad.kernel.roles import grant_app

    bring_up_to_date()
    grant_app(_app_role())
    _say("Tabellene er oppdatert.")
    return 0


def demo(chosen: argparse.Namespace) -> int:
    """`samrad demo`: invented municipalities, people and cases; with `--cases N` a large one."""
    connect()
    bring_up_to_date()
    from samrad.commands.demo.loading import load

    load(cases=chosen.cases, say=_say)
    return 0


def facts(chosen: argparse.Namespace) -> int:
    """`samrad facts SAK`: the facts of a case as JSON, without names. 1 when there is no such case."""
    connect()
    from samrad.commands.case_facts import write

    return write(chosen.case, chosen.municipality)


def work(chosen: argparse.Namespace) -> int:
    """`samrad worker`: runs jobs until it is told to stop."""
    connect()
    from samrad.commands.working import run

    run()
    return 0


def start(chosen: argparse.Namespace) -> int:
    """`samrad start`: database, tables, demo when empty, pages and worker; Ctrl-C stops all of it."""
    own = connect()
    bring_up_to_date()
    from django.conf import settings

    from samrad.commands.demo import loading as demonstration
    from samrad.kernel.roles import BadRole, check_app_role

    try:
        check_app_role()
    except BadRole as error:
        print(error, file=sys.stderr)
        return 1
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
        "--no-ws", "--log-level", "warning", application,
    ]  # fmt: skip


def _serve(chosen: argparse.Namespace, host: str) -> int:
    address = f"http://{host}:{chosen.port}"
    environment = {"SAMRAD_ADDRESS": address, "MALLOC_ARENA_MAX": "2", **os.environ}
    if _taken(host, chosen.port):
        print(f"Port {chosen.port} er opptatt. Velg en annen: PORT={chosen.port + 1} make start", file=sys.stderr)
        return 1
    from django.db import connections

    connections.close_all()
    processes = [
        subprocess.Popen(
            page_server(host, chosen.port, chosen.workers, "samrad.config.wsgi:application"),
            env=environment,
            start_new_session=True,
        ),
        subprocess.Popen(
            [sys.executable, "-m", "samrad.commands.program", "worker"], env=environment, start_new_session=True
        ),
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
    from samrad.commands.demo import loading as demonstration
    from samrad.kernel.ids import setup_code

    _say(f"\nSamråd er i gang på {address}\n")
    for line in demonstration.who_to_be():
        _say(line)
    if code := setup_code():
        _say(f"\nSett opp en egen kommune: {address}/oppsett/ny/?kode={code}")
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
