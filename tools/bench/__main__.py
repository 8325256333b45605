"""`make bench`: prints what pages, papers, the engine and the server take, in a municipality of 2000 cases.

The database is kept in .samrad/bench between runs, and made again when the tables or the demo change.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from samrad.commands import embedded
from samrad.commands.running import page_server
from tools.bench import typical
from tools.bench.client import Measured, Person, load
from tools.bench.engine import Pace, pace
from tools.bench.server import (
    PROGRAM,
    answers,
    cpu_seconds,
    database_processes,
    environment,
    page_workers,
    pss,
    running,
    start,
)

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("SAMRAD_BENCH_HOME", ROOT / ".samrad" / "bench")).resolve()
LOG = HOME / "server.log"
PORT = int(os.environ.get("SAMRAD_BENCH_PORT", "8765"))
CASES = 2000
SECONDS = float(os.environ.get("SAMRAD_BENCH_SECONDS", "5"))
MADE_BY = ("*/migrations/*.py", "commands/demo/*.py", "routines/data/*.toml")
PLAN = re.compile(rb'href="/sak/(\d+)/"')


def main() -> int:
    prepare()
    print(f"Maskinen: {os.cpu_count()} kjerner, last {os.getloadavg()[0]:.1f}", flush=True)
    begun = time.perf_counter()
    with running(start(PORT), environment(HOME), LOG) as process:
        answers(PORT, process)
        started = time.perf_counter() - begun
        plan = a_plan(Person(PORT).sign_in("kari"))
        table = pages(plan, process.pid)
        paper = load([Person(PORT).sign_in("kari")], f"{plan}pdf/", seconds=SECONDS)
        memory = [pss(one) for one in page_workers(process.pid)]
        cluster = embedded.start(HOME / "pg")
        os.environ |= {
            "SAMRAD_HOME": str(HOME),
            "DATABASE_URL": cluster.url(embedded.APP),
            "DATABASE_OWNER_URL": cluster.url(embedded.OWNER),
        }
        floor = empty_page()
        engine = derive()
    tell([floor, *table])
    print(f"\nPlan som PDF           {paper.ms(0.5):8.1f} ms p50 {paper.ms(0.95):8.1f} ms p95")
    print(f"Minne per sideprosess  {', '.join(f'{one:.0f}' for one in memory):>8} MiB (PSS)")
    print(f"Oppstart nr. 2         {started:8.1f} s til første svar")
    print(
        f"Regelmotoren           {engine.duties:8.0f} plikter/s, {engine.cases:.0f} saker/s; "
        f"bygd på nytt med lesing: {engine.rebuilt:.0f} saker/s"
    )
    typical.tell()
    print(f"Last på maskinen etterpå: {os.getloadavg()[0]:.1f}")
    return 0


def prepare() -> None:
    """The bench's own home: the browser's files, and a database with the cases."""
    HOME.mkdir(parents=True, exist_ok=True)
    for folder in ("browser", "fonts"):
        if not (HOME / folder).exists():
            (HOME / folder).symlink_to(ROOT / ".samrad" / folder)
    mark, made_by = HOME / "loaded", code_hash()
    if mark.exists() and mark.read_text() == made_by:
        return
    mark.unlink(missing_ok=True)
    shutil.rmtree(HOME / "pg", ignore_errors=True)
    print(f"Lager en kommune med {CASES} saker (én gang) …", flush=True)
    begun = time.perf_counter()
    subprocess.run([*PROGRAM, "demo", "--cases", str(CASES)], env=environment(HOME), check=True)
    print(f"Lastet på {time.perf_counter() - begun:.0f} s.")
    with running(start(PORT), environment(HOME), LOG) as process:
        answers(PORT, process)
    mark.write_text(made_by)


def code_hash() -> str:
    digest = hashlib.sha256()
    package = ROOT / "src" / "samrad"
    for path in sorted({path for pattern in MADE_BY for path in package.glob(pattern)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def a_plan(person: Person) -> str:
    """The address of the first plan among the person's cases."""
    for number in dict.fromkeys(PLAN.findall(person.get("/saker/"))):
        address = f"/sak/{number.decode()}/plan/"
        if person.ask("GET", f"{address}pdf/")[0] == 200:
            return address
    raise SystemExit("Kari har ingen sak med plan.")


class Row(NamedTuple):
    """What one page took: of one and of eight clients, and of the processor in the server and in the database."""

    name: str
    one: Measured
    eight: Measured
    server_ms: float
    database_ms: float


def pages(plan: str, server: int) -> list[Row]:
    """The four pages, by one and by eight signed in."""
    wanted = [("I dag", "kari", "/i-dag/"), ("Saksliste", "kari", "/saker/"), ("Plan", "kari", plan),
              ("Oversikt, koordinerende enhet", "ke", "/oversikt/")]  # fmt: skip
    return [by_one_and_eight(name, who, address, server) for name, who, address in wanted]


def by_one_and_eight(name: str, who: str, address: str, server: int, port: int = PORT) -> Row:
    people = [Person(port).sign_in(who) if who else Person(port) for _ in range(8)]
    load(people, address, seconds=1)
    one = load(people[:1], address, seconds=SECONDS)
    workers, database = page_workers(server), database_processes(HOME)
    before = cpu_seconds(workers), cpu_seconds(database)
    eight = load(people, address, seconds=SECONDS)
    after = cpu_seconds(workers), cpu_seconds(database)
    server_ms, database_ms = ((now - then) * 1000 / len(eight.times) for now, then in zip(after, before, strict=True))
    return Row(name, one, eight, server_ms, database_ms)


def empty_page() -> Row:
    port = PORT + 1
    command = page_server("127.0.0.1", port, 2, "tools.bench.floor:application")
    with running(command, {**os.environ, "SAMRAD_FLOOR": "1"}, LOG) as process:
        answers(port, process, "/")
        return by_one_and_eight("Tom side, én spørring", "", "/", process.pid, port)


def derive() -> Pace:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.config.settings")
    import django

    django.setup()
    return pace()


def tell(rows: list[Row]) -> None:
    print(f"\n{'':<30}{'1 klient':>26}{'8 klienter':>30}{'prosessor, ms':>20}")
    print(f"{'':<30}{('per s' + 'p50 ms'.rjust(9) + 'p95 ms'.rjust(9)):>26}"
          f"{('per s' + 'p50 ms'.rjust(9) + 'p95 ms'.rjust(9)):>30}{'side':>10}{'database':>10}")  # fmt: skip
    for row in rows:
        print(f"{row.name:<30}{told(row.one):>26}{told(row.eight):>30}{row.server_ms:>10.1f}{row.database_ms:>10.1f}")


def told(measured: Measured) -> str:
    return f"{measured.per_second:.0f}{measured.ms(0.5):>9.1f}{measured.ms(0.95):>9.1f}"


if __name__ == "__main__":
    sys.exit(main())
