"""Known weaknesses in what we depend on, by pip-audit and npm audit. Says plainly when they cannot be asked.

A weakness ends with 1. A service that cannot be reached does not: the checks are run without a net too.
"""

import json
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120
PYTHON, BROWSER = "Python-pakkene", "nettleserfilene"
ASKED = {
    PYTHON: ("https://pypi.org/pypi/pip/json", [sys.executable, "-m", "pip_audit", "--skip-editable",
                                                "--progress-spinner", "off", "--format", "json"]),
    BROWSER: ("https://registry.npmjs.org/htmx.org", ["npm", "audit", "--json", "--package-lock-only"]),
}  # fmt: skip


def main() -> int:
    """Asks about both; 1 when one has a known weakness."""
    weak = 0
    for what, (service, command) in ASKED.items():
        report = _ask(command) if _answers(service) else None
        found = None if report is None else weaknesses(what, report)
        if found is None:
            print(f"Fikk ikke spurt om {what} har kjente svakheter: tjenesten kan ikke nås herfra.")
        elif not found:
            print(f"Ingen kjente svakheter i {what}.")
        for one in found or []:
            print(one, file=sys.stderr)
        weak += len(found or [])
    return 1 if weak else 0


def weaknesses(what: str, report: Any) -> list[str] | None:
    """The known weaknesses in a report, a line each; None when the report is not one."""
    if what == PYTHON:
        if not isinstance(report, dict) or "dependencies" not in report:
            return None
        return [
            f"{one['name']} {one['version']}: {weak['id']}, rettet i {', '.join(weak['fix_versions']) or 'ingen ennå'}"
            for one in report["dependencies"]
            for weak in one.get("vulns", [])
        ]
    if not isinstance(report, dict) or "vulnerabilities" not in report:
        return None
    return [f"{name}: {one['severity']}" for name, one in report["vulnerabilities"].items()]


def _answers(service: str) -> bool:
    """Whether the service can be reached, and is what it should be."""
    try:
        with urllib.request.urlopen(service, timeout=5) as answer:
            return isinstance(json.load(answer), dict)
    except (OSError, ValueError):
        return False


def _ask(command: list[str]) -> Any:
    if shutil.which(command[0]) is None:
        return None
    try:
        ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=SECONDS)
        return json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None


if __name__ == "__main__":
    sys.exit(main())
