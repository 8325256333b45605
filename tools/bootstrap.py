"""Makes a clone ready, with nothing but Python: uv, the locked packages, the browser files.

uv comes by pip where there is one; a Debian Python with neither pip nor venv gets uv's wheel
straight from PyPI, unpacked. Nothing is written outside the clone. `python3 tools/bootstrap.py`
takes `--dev` for the tests' packages.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_UV = ROOT / ".uv"
PYTHON = ROOT / ".venv" / "bin" / "python"
NEWEST_KNOWN = (3, 11)


def main() -> int:
    try:
        return make_ready()
    except urllib.error.URLError as error:
        print(f"Fikk ikke hentet uv fra PyPI: {error.reason}. Sjekk nettet og prøv igjen.", file=sys.stderr)
    except PermissionError as error:
        print(f"Får ikke skrevet til {error.filename}. Mappen må være din egen.", file=sys.stderr)
    except subprocess.CalledProcessError:
        print("Pakkene kunne ikke installeres. Hvorfor står over. Prøv igjen.", file=sys.stderr)
    return 1


def make_ready() -> int:
    if sys.version_info < NEWEST_KNOWN:
        print(f"Samråd trenger Python 3.11 eller nyere. Dette er {platform.python_version()}.", file=sys.stderr)
        return 1
    dev = "--dev" in sys.argv
    mark = ROOT / ".venv" / ".locked"
    have = mark.read_text() if mark.exists() else ""
    uv = find_uv()
    if have != locked(dev=True) and (dev or have != locked(dev=False)):
        print("Installerer pakkene …", flush=True)
        groups = ["--group", "dev"] if dev else ["--no-dev"]
        subprocess.run(
            [uv, "sync", "--locked", "--quiet", "--python", sys.executable, *groups],
            cwd=ROOT, check=True, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"},
        )  # fmt: skip
        mark.write_text(locked(dev=dev))
    return subprocess.run(
        [PYTHON, ROOT / "tools" / "browser_files.py", *(["--dev"] if dev else [])],
        cwd=ROOT,
        env={**os.environ, "UV": uv},
        check=False,
    ).returncode


def locked(*, dev: bool) -> str:
    """What stands installed when the lock, the groups and the Python are these."""
    text = (ROOT / "uv.lock").read_bytes() + f"{dev} {sys.version}".encode()
    return hashlib.sha256(text).hexdigest()


def find_uv() -> str:
    found = shutil.which("uv") or shutil.which("uv", path=str(OWN_UV / "bin"))
    if found:
        return found
    print("Henter uv …", flush=True)
    by_pip = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--target", str(OWN_UV), "uv"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if by_pip.returncode != 0:
        from_pypi()
    own = OWN_UV / "bin" / "uv"
    own.chmod(0o755)
    return str(own)


def from_pypi() -> None:
    """uv's wheel for this machine, by PyPI's JSON, checked against its hash, unpacked."""
    with urllib.request.urlopen("https://pypi.org/pypi/uv/json", timeout=60) as answer:
        address, files = answer.url, json.load(answer)["urls"]
    machine = platform.machine().replace("arm64", "aarch64" if sys.platform.startswith("linux") else "arm64")
    kind = "musllinux" if "musl" in (sysconfig.get_config_var("SOABI") or "") else "manylinux"
    if sys.platform == "darwin":
        kind = "macosx"
    chosen = next((one for one in files if re.search(rf"{kind}.*{machine}", one["filename"])), None)
    if chosen is None:
        raise SystemExit(f"Finner ikke uv for denne maskinen ({sys.platform}, {machine}). Installer uv og prøv igjen.")
    OWN_UV.mkdir(exist_ok=True)
    wheel = OWN_UV / chosen["filename"]
    with urllib.request.urlopen(urllib.parse.urljoin(address, chosen["url"]), timeout=120) as answer:
        wheel.write_bytes(answer.read())
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != chosen["digests"]["sha256"]:
        wheel.unlink()
        raise SystemExit("uv ble ikke hentet riktig. Prøv igjen.")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(("/scripts/uv", "/scripts/uv.exe")):
                target = OWN_UV / "bin" / Path(name).name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(archive.read(name))
    wheel.unlink()


if __name__ == "__main__":
    sys.exit(main())
