"""The real server in a home of the bench's own, its start, and the memory of its processes."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = [sys.executable, "-m", "samrad.commands.program"]


def answers(port: int, process: "subprocess.Popen[bytes]", address: str = "/inn/") -> float:
    """Waits until the page is answered, and says how many seconds that took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < 120:
        if process.poll() is not None:
            raise SystemExit("Serveren stoppet før den svarte.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5).read()
        except OSError:
            time.sleep(0.02)
        else:
            return time.perf_counter() - begun
    raise SystemExit("Serveren svarte ikke innen to minutter.")


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The process while it is used; it is told to stop as by Ctrl-C, and waited for. What it says goes to `log`."""
    with log.open("ab") as told:
        process = subprocess.Popen(command, env=environment, stdout=told, stderr=told, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(30)


def start(port: int) -> list[str]:
    """The command that starts Samråd as a newcomer does, with two workers."""
    return [*PROGRAM, "start", "--port", str(port), "--workers", "2"]


def below(pid: int) -> dict[int, str]:
    """The processes below one, with their command lines."""
    parents, found = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    kin, more = {pid}, True
    while more:
        new = {one for one, parent in parents.items() if parent in kin} - kin
        kin |= new
        more = bool(new)
    for one in kin - {pid}:
        try:
            found[one] = (Path("/proc") / str(one) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def page_workers(pid: int) -> list[int]:
    """The processes that answer pages: those that the page server has started."""
    servers = [one for one, command in below(pid).items() if " granian " in command]
    return [one for one in servers if not any(other in servers for other in below(one))]


def database_processes(home: Path) -> list[int]:
    """The embedded server's processes."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if command.split(b"\0")[:1][0].endswith(b"/postgres") and str(home / "pg").encode() in command:
            return [int(folder.name), *below(int(folder.name))]
    return []


def cpu_seconds(pids: list[int]) -> float:
    """The processor time the processes have had."""
    ticks = 0
    for pid in pids:
        try:
            fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def pss(pid: int) -> float:
    """The memory of a process in MiB, what it shares divided among those who share it."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a server at home there, with the embedded database unless `more` says another."""
    left_out = ("DATABASE_URL", "DATABASE_OWNER_URL")
    return {**{key: one for key, one in os.environ.items() if key not in left_out}, "SAMRAD_HOME": str(home), **more}
