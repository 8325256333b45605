"""Everything CI runs, each step named: the checks in order, then the tests and the journeys beside each other.

python -m tools.test             all of it
python -m tools.test --checks    format, lint, types, contracts, migrations, known weaknesses in what we depend on
python -m tools.test --journeys  the browser journeys alone
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tools import browser

Step = tuple[str, list[Any]]

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

CHECKS: list[Step] = [
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "src", "tests", "tools"]),
    ("lint", [BIN / "ruff", "check", "--quiet", "src", "tests", "tools"]),
    ("types", [BIN / "mypy"]),
    ("contracts", [BIN / "lint-imports"]),
    ("templates", [BIN / "djlint", "--lint", "--quiet", "src/samrad/web"]),
    ("migrations", [sys.executable, "-m", "tools.migrations"]),
    ("routines", [sys.executable, "-m", "tools.routines"]),
]
AUDIT: Step = ("audit", [sys.executable, "-m", "tools.audit"])
PYTEST = [sys.executable, "-m", "pytest", "-q"]
TESTS: Step = ("tests", [*PYTEST, "-n", "2", "-m", "not browser", "--durations=25"])
JOURNEYS: Step = ("journeys", [*PYTEST, "-n", "3", "-m", "browser"])


def main() -> int:
    wanted: tuple[list[Step], list[Step]] = CHECKS, [TESTS, JOURNEYS, AUDIT]
    if "--checks" in sys.argv:
        wanted = CHECKS, [AUDIT]
    elif "--journeys" in sys.argv:
        wanted = [], [JOURNEYS]
    checks, tests = wanted
    if JOURNEYS in tests and not browser.fetch():
        return 1
    began = time.monotonic()
    right = all(run(name, command) for name, command in checks) and run_together(tests)
    if right:
        print(f"Alt er i orden ({time.monotonic() - began:.0f} s).")
    return 0 if right else 1


def run(name: str, command: list[Any]) -> bool:
    """Runs one step, and says how it went."""
    print(f"── {name}", flush=True)
    start = time.monotonic()
    code = subprocess.run(list(map(str, command)), cwd=ROOT, check=False).returncode
    return tell(name, code, start)


def run_together(steps: list[Step]) -> bool:
    """Runs steps beside each other, since the journeys wait much; the first is seen as it runs, the others after."""
    start, well = time.monotonic(), []
    with ExitStack() as files:
        running = []
        for number, (name, command) in enumerate(steps):
            print(f"── {name} …", flush=True)
            output = files.enter_context(tempfile.TemporaryFile()) if number else None
            environment = {**os.environ, "SAMRAD_TEST_RUN": f"{os.getpid()}_{number}"}
            process = subprocess.Popen(list(map(str, command)), cwd=ROOT, env=environment, stdout=output, stderr=output)
            running.append((name, process, output))
        for name, process, output in running:
            code = process.wait()
            if output is not None:
                output.seek(0)
                print(output.read().decode(errors="replace"), flush=True)
            well.append(tell(name, code, start))
    return all(well)


def tell(name: str, code: int, start: float) -> bool:
    """Says how a step went, and whether it went well."""
    if code:
        print(f"── {name} feilet", file=sys.stderr)
        return False
    print(f"── {name} ok ({time.monotonic() - start:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
