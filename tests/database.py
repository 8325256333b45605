"""The tests' database: one embedded cluster, templates made once, a copy for each worker.

Loaded as a pytest plugin before Django, so that the settings find their addresses. Tests run as the
app role, as the pages do; the owner migrates. Three templates: `town` (migrated, two invented
municipalities with units and staff), `demo` (that, with every case of the demo) and `large` (the
demo, with two thousand cases more). Each carries a hash of the code it was made by and, when it has
cases, of the day, since the demo's dates are relative to it; it is made again when they change.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samrad.commands import embedded
from samrad.kernel.clock import today

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SAMRAD_HOME", ROOT / ".samrad")).resolve()
RUN = os.environ.setdefault("SAMRAD_TEST_RUN", str(os.getpid()))
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
EXAMINED = f"test-examined-{RUN}"

os.environ["SAMRAD_HOME"] = str(HOME)
os.environ.setdefault("SAMRAD_ENV", "trial")
os.environ.setdefault("SAMRAD_LIMITS", "1000")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.config.settings")

CLUSTER = embedded.start(
    HOME / "test-pg", options={"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
)


MADE_BY = {
    "town": (
        "*/migrations/*.py",
        "kernel/*.py",
        "routines/data/*.toml",
        "commands/demo/town.py",
        "commands/running.py",
        "withholding/access.py",
        "withholding/rules.py",
        "audit/rules.py",
    ),
    "demo": ("[!w]*/**/*.py", "worklist/**/*.py", "routines/data/*.toml"),
}
GROWN_FROM = {"large": "demo"}


def code_hash(kind: str) -> str:
    """A hash of what a template is made by: the code, and the day."""
    digest = hashlib.sha256()
    package = ROOT / "src" / "samrad"
    made_by = MADE_BY[GROWN_FROM.get(kind, kind)]
    if kind != "town":
        digest.update(today().isoformat().encode())
    for path in sorted({path for pattern in made_by for path in package.glob(pattern)}):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone(what: str = "test-pg") -> Iterator[None]:
    """One process at a time with that, across workers."""
    with open(HOME / f"{what}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def point_at(name: str) -> dict[str, str]:
    """The environment in which settings find the database `name`."""
    return {"DATABASE_URL": CLUSTER.url(embedded.APP, name), "DATABASE_OWNER_URL": CLUSTER.url(embedded.OWNER, name)}


def template(kind: str) -> str:
    """The name of the template of that kind, made if it is not there."""
    name = f"tpl_{kind}_{code_hash(kind)}"
    with alone(f"test-{kind}"):
        if not embedded.exists(CLUSTER, name):
            _make(kind, name)
    return name


def _make(kind: str, name: str) -> None:
    making = f"making_{kind}"
    embedded.drop_database(CLUSTER, making)
    if kind in GROWN_FROM:
        copy(GROWN_FROM[kind], making)
    else:
        embedded.create_database(CLUSTER, making)
    environment = {**os.environ, **point_at(making)}
    subprocess.run([sys.executable, "-m", "tests.fill_template", kind], cwd=ROOT, env=environment, check=True)
    for old in embedded.names_like(CLUSTER, f"tpl_{kind}_%"):
        embedded.drop_database(CLUSTER, old)
    embedded.rename_database(CLUSTER, making, name)


def copy(kind: str, name: str) -> None:
    """A fresh copy of a template under the given name."""
    source = template(kind)
    with alone():
        embedded.drop_database(CLUSTER, name)
        embedded.create_database(CLUSTER, name, template=source)


def turn_to(name: str) -> str:
    """Lets Django speak with the database `name` from now on. Returns the name of the one before."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    wrapper = connections["default"]
    assert isinstance(wrapper, DatabaseWrapper)
    connections.close_all()
    wrapper.close_pool()
    before: str = wrapper.settings_dict["NAME"]
    wrapper.settings_dict["NAME"] = name
    return before


OWN = f"test_{RUN}_{WORKER}"
copy("town", OWN)
os.environ.update(point_at(OWN))


def pytest_unconfigure() -> None:
    """Leaves no database behind; the templates stay for the next run."""
    for name in embedded.names_like(CLUSTER, f"{OWN}%"):
        embedded.drop_database(CLUSTER, name)
    if WORKER == "main":
        for shared in HOME.glob(f"{EXAMINED}-*"):
            shared.unlink()
