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

from samrad.commands import embedded
from samrad.commands.running import page_server
from tools.bench.client import Measured, Person, load
from tools.bench.engine import pace
from tools.bench.server import PROGRAM, answers, environment, page_workers, pss, running, start

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
        table = pages(plan)
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
    tell([("Tom side, én spørring", *floor), *table])
    print(f"\nPlan som PDF           {paper.ms(0.5):8.1f} ms p50 {paper.ms(0.95):8.1f} ms p95")
    print(f"Minne per sideprosess  {', '.join(f'{one:.0f}' for one in memory):>8} MiB (PSS)")
    print(f"Oppstart nr. 2         {started:8.1f} s til første svar")
    print(
        f"Regelmotoren           {engine.duties:8.0f} plikter/s, {engine.cases:.0f} saker/s; "
        f"bygd på nytt med lesing: {engine.rebuilt:.0f} saker/s"
    )
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


Row = tuple[str, Measured, Measured]


def pages(plan: str) -> list[Row]:
    """The four pages, by one and by eight signed in."""
    wanted = [("I dag", "kari", "/i-dag/"), ("Saksliste", "kari", "/saker/"), ("Plan", "kari", plan),
              ("Oversikt, koordinerende enhet", "ke", "/oversikt/")]  # fmt: skip
    return [(name, *by_one_and_eight(who, address)) for name, who, address in wanted]


def by_one_and_eight(who: str, address: str, port: int = PORT) -> tuple[Measured, Measured]:
    people = [Person(port).sign_in(who) if who else Person(port) for _ in range(8)]
    load(people, address, seconds=1)
    return load(people[:1], address, seconds=SECONDS), load(people, address, seconds=SECONDS)


def empty_page() -> tuple[Measured, Measured]:
    port = PORT + 1
    command = page_server("127.0.0.1", port, 2, "tools.bench.floor:application")
    with running(command, {**os.environ, "SAMRAD_FLOOR": "1"}, LOG) as process:
        answers(port, process, "/")
        return by_one_and_eight("", "/", port)


def derive():  # type: ignore[no-untyped-def]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.config.settings")
    import django

    django.setup()
    return pace()


def tell(rows: list[Row]) -> None:
    print(f"\n{'':<32}{'1 klient':>24}{'8 klienter':>32}")
    print(f"{'':<32}{'per s':>8}{'p50 ms':>10}{'p95 ms':>10}{'per s':>12}{'p50 ms':>10}{'p95 ms':>10}")
    for name, one, eight in rows:
        print(
            f"{name:<32}{one.per_second:>8.0f}{one.ms(0.5):>10.1f}{one.ms(0.95):>10.1f}"
            f"{eight.per_second:>12.0f}{eight.ms(0.5):>10.1f}{eight.ms(0.95):>10.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
