"""The Chromium for journeys and pictures: the machine's, else Debian's when we are root, else Playwright's."""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """The Chromium named in SAMRAD_CHROMIUM, or the machine's: first the one without windows, which asks less of it."""
    return os.environ.get("SAMRAD_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def fetch() -> bool:
    """Sees to it that there is a Chromium. Whether there is one."""
    if program():
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Henter Chromium fra Debian …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq"]
        if _quiet(["apt-get", "update", "-qq"], environment) and any(
            _quiet([*install, package], environment) for package in PROGRAMS
        ):
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
