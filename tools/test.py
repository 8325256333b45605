"""Everything CI runs, in order, each step named; stops at the first that fails.

python tools/test.py             all of it
python tools/test.py --checks    format, lint, types, contracts, migrations
python tools/test.py --journeys  the browser journeys alone
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

CHECKS = [
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "src", "tests", "tools"]),
    ("lint", [BIN / "ruff", "check", "--quiet", "src", "tests", "tools"]),
    ("types", [BIN / "mypy"]),
    ("contracts", [BIN / "lint-imports"]),
    ("templates", [BIN / "djlint", "--lint", "--quiet", "src/samrad/web"]),
    ("migrations", [sys.executable, "-m", "tools.migrations"]),
    ("routines", [sys.executable, "-m", "tools.routines"]),
]
TESTS = [("tests", [sys.executable, "-m", "pytest", "-n", "2", "-q", "-m", "not browser"])]
JOURNEYS = [("journeys", [sys.executable, "-m", "pytest", "-n", "4", "-q", "-m", "browser"])]


def main() -> int:
    steps = CHECKS + TESTS + JOURNEYS
    if "--checks" in sys.argv:
        steps = CHECKS
    elif "--journeys" in sys.argv:
        steps = JOURNEYS
    if steps is not CHECKS and not find_browser():
        return 1
    began = time.monotonic()
    for name, command in steps:
        start = time.monotonic()
        print(f"── {name}", flush=True)
        if subprocess.run(list(map(str, command)), cwd=ROOT, check=False).returncode != 0:
            print(f"── {name} feilet", file=sys.stderr)
            return 1
        print(f"── {name} ok ({time.monotonic() - start:.0f} s)", flush=True)
    print(f"Alt er i orden ({time.monotonic() - began:.0f} s).")
    return 0


def find_browser() -> bool:
    """Chromium for the journeys: the machine's, else Debian's when we are root, else Playwright's."""
    if os.environ.get("SAMRAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Henter Chromium fra Debian …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "chromium"]
        if _quiet(["apt-get", "update", "-qq"], environment) and _quiet(install, environment):
            return True
    print("Henter Chromium med Playwright …", flush=True)
    if _quiet([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ)):
        return True
    print(
        "Nettleseren til testene kunne ikke hentes. Installer Chromium (på Debian: apt-get install chromium), "
        "eller sett SAMRAD_CHROMIUM til programmet, og kjør make test igjen.",
        file=sys.stderr,
    )
    return False


def _quiet(command: list[str], environment: dict[str, str]) -> bool:
    """Whether the command went well; what it prints is not shown."""
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
