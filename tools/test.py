"""Everything CI runs, each step named: the checks, the tests, the journeys, one after the other.

The journeys are not run beside the tests: two cores are filled by either, and both together took longer.

python -m tools.test             all of it
python -m tools.test --checks    format, lint, types, contracts, migrations, known weaknesses in what we depend on
python -m tools.test --journeys  the browser journeys alone
"""

import subprocess
import sys
import time
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
    ("audit", [sys.executable, "-m", "tools.audit"]),
]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
TESTS: Step = ("tests", [*PYTEST, "-n", "2", "-m", "not browser", "--durations=25"])
JOURNEYS: Step = ("journeys", [*PYTEST, "-n", "3", "-m", "browser"])


def main() -> int:
    checks, tests = CHECKS, [TESTS, JOURNEYS]
    if "--checks" in sys.argv:
        tests = []
    elif "--journeys" in sys.argv:
        checks, tests = [], [JOURNEYS]
    if JOURNEYS in tests and not browser.fetch():
        return 1
    began = time.monotonic()
    right = all(run(*step) for step in checks) and all([run(*step) for step in tests])
    if right:
        print(f"Alt er i orden ({time.monotonic() - began:.0f} s).")
    return 0 if right else 1


def run(name: str, command: list[Any]) -> bool:
    """Runs one step, and says how it went. Whether it went well."""
    print(f"── {name}", flush=True)
    start = time.monotonic()
    if subprocess.run(list(map(str, command)), cwd=ROOT, check=False).returncode:
        print(f"── {name} feilet", file=sys.stderr)
        return False
    print(f"── {name} ok ({time.monotonic() - start:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
