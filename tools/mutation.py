"""Mutates each condition of the access files, one at a time, and tells which mutants no test notices.

    python -m tools.mutation [--only cases,teams] [--tests tests/access tests/emergency] [--most 60] [--again]

The tests are collected once; each mutant runs in a forked child, which changes the loaded code in place, runs the
tests until the first that fails, and ends. So a mutant costs the tests it takes to notice it, and no start. Tests that
noticed others of the package run first. What was noticed is kept in `.samrad/mutation`, a file a package, and is not
run again until the access file changes, or `--again`.
Ends with 1 when a mutant survives.
"""

import argparse
import ast
import gc
import importlib
import os
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import psycopg
import pytest

from tools.mutants import SOURCE, Mutant, mutants, unchanged

GROUNDED = ("accounts", "cases", "consents", "coordinators", "teams", "emergency", "deviations", "oversight")
INSIDE = ("board", "meetings", "plans", "rights", "ties", "worklist", "withholding")  # what of a case, once it is seen
TESTS = ("tests/access", "tests/emergency")
ROOT = Path(__file__).resolve().parent.parent
NEAREST = 60  # so many tests are run for every mutant first; all of them for those that none of these notices
KEPT = ROOT / ".samrad" / "mutation"

# Words in the names of the tests that are likely to notice, so that they are run first.
NEAR_TO = {
    "cases": ("policies", "subject", "representative", "handl", "three"),
    "consents": ("grants", "consent", "[seat", "[called_in"),
    "coordinators": ("appointments", "clarifications", "[coordinator", "[stand_in", "[asked", "leader_of"),
    "teams": ("[seat", "[called_in", "areas"),
    "emergency": ("emergency",),
    "deviations": ("[lifted", "[raised"),
    "oversight": ("[registry", "handl"),
    "accounts": ("policies",),
}


# ── changing what is loaded ──────────────────────────────────────────────────


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def apply(mutant: Mutant) -> None:
    """Puts the mutant in place of the loaded module: its functions, its texts, and the grounds built on them.

    The classes stay the loaded ones, or nothing made by the mutant would be equal to what a test expects; the code of
    their methods is changed with that of the functions.
    """
    module = importlib.import_module(f"samrad.{mutant.package}.access")
    path = str(module.__file__)
    changed = {(one.co_qualname, one.co_firstlineno): one for one in _codes(compile(mutant.tree, path, "exec"))}
    for function in [one for one in gc.get_objects() if isinstance(one, FunctionType)]:
        own = function.__code__
        other = changed.get((own.co_qualname, own.co_firstlineno)) if own.co_filename == path else None
        if other is not None and len(other.co_freevars) == len(own.co_freevars):
            function.__code__ = other
    fresh = ModuleType(module.__name__)
    fresh.__dict__.update({name: one for name, one in vars(module).items() if isinstance(one, type)})
    rest = [one for one in mutant.tree.body if not isinstance(one, ast.ClassDef)]
    exec(compile(ast.Module(rest, []), path, "exec"), fresh.__dict__)
    for name, value in vars(fresh).items():
        named = name.isupper() or (name.startswith("_") and isinstance(value, str))
        if named and not name.startswith("__") and value != getattr(module, name):
            setattr(module, name, value)
    _grounds_anew(mutant.package)
    if hasattr(fresh, "statements"):
        tell_database(fresh.statements())


def tell_database(statements: Iterable[str]) -> None:
    """Makes the functions and policies of the database anew, as its owner."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        for statement in statements:
            connection.execute(statement)


def put_back(package: str) -> None:
    """The database as it was before a mutant of the package: what a child loads is its own, the database is not."""
    access = importlib.import_module(f"samrad.{package}.access")
    if hasattr(access, "statements"):
        tell_database(access.statements())


def _grounds_anew(first: str) -> None:
    """Builds the grounds anew from the package upwards, since their SQL is put together when a module is loaded."""
    from samrad.cases.access import Ground, _grounds

    for package in GROUNDED[GROUNDED.index(first) :] if first in GROUNDED else ():
        module = importlib.import_module(f"samrad.{package}.access")
        space: dict[str, Any] = dict(vars(module))
        if package != first:
            exec(compile((SOURCE / package / "access.py").read_text("utf-8"), "<anew>", "exec"), space)
        for name, value in space.items():
            if name.isupper() and isinstance(value, Ground | str):
                setattr(module, name, value)
            if isinstance(value, Ground) and value.name in _grounds:
                own = _grounds[value.name]
                object.__setattr__(own, "relation", value.relation)
                object.__setattr__(own, "capacity", value.capacity)


# ── running ──────────────────────────────────────────────────────────────────


class Kept:
    """Which mutants were noticed and by which test, a file a package, so that a run can be taken up again."""

    def __init__(self, again: bool) -> None:
        KEPT.mkdir(parents=True, exist_ok=True)
        self.again = again
        self.noticed: dict[str, dict[str, str]] = {}

    def of(self, package: str) -> dict[str, str]:
        """The digests of the package's mutants that were noticed, each with the test that did."""
        if package not in self.noticed:
            file = KEPT / f"{package}.txt"
            if self.again:
                file.unlink(missing_ok=True)
            lines = file.read_text("utf-8").splitlines() if file.exists() else []
            self.noticed[package] = dict(line.split(" ", 1) for line in lines)
        return self.noticed[package]

    def add(self, mutant: Mutant, test: str) -> None:
        """Keeps that the test noticed the mutant."""
        self.of(mutant.package)[mutant.digest] = test
        with (KEPT / f"{mutant.package}.txt").open("a", encoding="utf-8") as file:
            file.write(f"{mutant.digest} {test}\n")


class Running:
    """A plugin of pytest: in place of running the tests once, runs them for each mutant in a child."""

    def __init__(self, packages: list[str], seconds: int, most: int, again: bool) -> None:
        self.packages, self.seconds, self.most = packages, seconds, most
        self.survivors: list[Mutant] = []
        self.count = 0
        self.kept = Kept(again)
        self.noticing: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The tests must pass with the files put in unchanged; then each mutant."""
        from django.db import connections

        started = time.monotonic()
        failing = self._child(session, None)
        if failing:
            sys.exit(f"The tests fail without any mutant: {failing}")
        connections.close_all()
        self.seconds = max(self.seconds, 3 * int(time.monotonic() - started))
        for package in self.packages:
            self._package(session, package)
        self._say(f"{self.count} mutants, {len(self.survivors)} survive, {int(time.monotonic() - started)} s")
        return True

    def _package(self, session: pytest.Session, package: str) -> None:
        """Each mutant of a package by the nearest tests; those that none of them notices by all the tests."""
        started = time.monotonic()
        found = list(mutants(package))[: self.most or None]
        waiting = []
        for number, mutant in enumerate(found, 1):
            self.count += 1
            if not self._noticed(session, mutant, NEAREST):
                waiting.append(mutant)
                self._say(f"waits: line {mutant.line}  {mutant.name}")
            if number % 25 == 0 or number == len(found):
                self._say(
                    f"{package}: {number} of {len(found)}, {len(waiting)} wait, {time.monotonic() - started:.0f} s"
                )
        for mutant in waiting:
            if not self._noticed(session, mutant, len(session.items)):
                self.survivors.append(mutant)
                self._say(f"SURVIVES line {mutant.line}  {mutant.name}")

    def _noticed(self, session: pytest.Session, mutant: Mutant, most: int) -> bool:
        """Whether one of the first `most` tests notices the mutant, or did before."""
        known = self.kept.of(mutant.package).get(mutant.digest)
        test = known or self._child(session, mutant, most)
        if test:
            self.noticing[mutant.package][test] += 1
        if test and not known:
            self.kept.add(mutant, test)
        return bool(test)

    def _child(self, session: pytest.Session, mutant: Mutant | None, most: int | None = None) -> str:
        """The first of the `most` tests that failed with the mutant, or in what way it ended; else empty."""
        from django.db import connections
        from django.db.backends.postgresql.base import DatabaseWrapper

        default = connections["default"]
        connections.close_all()
        assert isinstance(default, DatabaseWrapper)
        default.close_pool()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._run(session, mutant, most, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            test = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if mutant is not None:
            put_back(mutant.package)
        if code == -signal.SIGALRM:
            self._say(f"Took more than {self.seconds} s, so nobody knows: {mutant.name if mutant else ''}")
            return ""
        return test or (f"ended with {code}" if code else "")

    def _run(self, session: pytest.Session, mutant: Mutant | None, most: int | None, writing: int) -> None:
        """In the child: the tests until the first that fails, whose name is written. Does not return."""
        signal.alarm(self.seconds if mutant is not None else 0)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        if mutant is not None:
            os.dup2(silent, 1)
        try:
            for one in [unchanged(package) for package in self.packages] if mutant is None else [mutant]:
                apply(one)
            items = self._ordered(session.items, mutant)[:most]
            for item, following in zip(items, [*items[1:], None], strict=True):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    os.write(writing, item.nodeid.encode())
                    os._exit(1)
        except BaseException:
            if mutant is None:
                traceback.print_exc(file=sys.__stdout__)
            os._exit(1)
        os._exit(0)

    def _ordered(self, items: list[pytest.Item], mutant: Mutant | None) -> list[pytest.Item]:
        """Those that noticed most of the package's mutants first, then those near to it by name."""
        near = ("right_one", f"tests/{mutant.package}/", *NEAR_TO.get(mutant.package, ())) if mutant else ()
        noticed = self.noticing[mutant.package] if mutant else Counter[str]()
        return sorted(items, key=lambda item: (-noticed[item.nodeid], not any(word in item.nodeid for word in near)))

    @staticmethod
    def _say(text: str) -> None:
        print(text, file=sys.__stderr__, flush=True)


def _own_tests(package: str) -> Iterator[str]:
    """The tables of what a package's access file says, beside those of the grounds."""
    for name in ("test_access.py", "test_secret_seats.py"):
        if (ROOT / "tests" / package / name).exists():
            yield f"tests/{package}/{name}"


def main() -> int:
    """Runs the mutants the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default=",".join(GROUNDED + INSIDE))
    parser.add_argument(
        "--tests", nargs="*", help="instead of tests/access, tests/emergency and the packages' own tables"
    )
    parser.add_argument(
        "--seconds", type=int, default=300, help="the longest a mutant may take, if not thrice all the tests"
    )
    parser.add_argument("--most", type=int, default=0, help="no more than so many mutants of a package")
    parser.add_argument("--again", action="store_true", help="forget what was noticed before")
    given = parser.parse_args()
    packages = given.only.split(",")
    tests = given.tests or [*TESTS, *(one for package in packages for one in _own_tests(package))]
    running = Running(packages, given.seconds, given.most, given.again)
    quiet = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-s"]
    pytest.main([*quiet, "-k", "not agree", *tests], plugins=[running])
    return 1 if running.survivors or not running.count else 0


if __name__ == "__main__":
    sys.exit(main())
