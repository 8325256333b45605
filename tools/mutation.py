"""Mutates each condition of the access files, one at a time, and tells which mutants no test notices.

    python -m tools.mutation [--only cases,teams] [--tests tests/access tests/emergency] [--most 60] [--again]

The tests are collected once; each mutant runs in a forked child, which changes the loaded code in place, runs the
tests until the first that fails, and ends. So a mutant costs the tests it takes to notice it, and no start. Tests that
noticed others of the package run first. What was noticed is kept in `.samrad/mutation`, a file a package, and is not
run again until the access file changes, or `--again`.
Ends with 1 when a mutant survives that is not explained in `EXPLAINED`.
"""

import argparse
import ast
import copy
import gc
import hashlib
import importlib
import os
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

GROUNDED = ("accounts", "cases", "consents", "coordinators", "teams", "emergency", "deviations", "oversight")
INSIDE = ("board", "meetings", "plans", "rights", "worklist")  # what of a case, once it is seen
TESTS = ("tests/access", "tests/emergency")
ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samrad"
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

# Mutants that change nothing anybody could notice, each with the reason.
EXPLAINED: dict[str, str] = {}


@dataclass(frozen=True)
class Mutant:
    """One changed condition: of which package, where, from what to what, and the changed module."""

    package: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """How it is told: "teams: s.kind <> 'guest' -> true"."""
        return f"{self.package}: {' '.join(self.before.split())[:90]} -> {' '.join(self.after.split())[:60]}"

    @property
    def digest(self) -> str:
        """What it is known by from run to run: another when anything in the file is another."""
        return hashlib.sha256(ast.unparse(self.tree).encode()).hexdigest()[:24]


# ── mutants of Python ────────────────────────────────────────────────────────

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt,
}  # fmt: skip
LOOKUPS = {"__lte": "__gt", "__gte": "__lt", "__gt": "__lte", "__lt": "__gte"}


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in place of the node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield ast.Compare(node.left, [COMPARED[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        for left_out in range(len(node.values)):
            rest = [one for index, one in enumerate(node.values) if index != left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.If | ast.IfExp | ast.comprehension):
        yield from _tested(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and "Q(" in ast.unparse(node):
        yield ast.BinOp(node.left, ast.BitAnd(), node.right)
        yield node.left
        yield node.right
    elif isinstance(node, ast.Call):
        yield from _called(node)


def _tested(node: ast.If | ast.IfExp | ast.comprehension) -> Iterator[ast.AST]:
    if isinstance(node, ast.comprehension):
        for left_out in range(len(node.ifs)):
            kept = [one for index, one in enumerate(node.ifs) if index != left_out]
            yield ast.comprehension(node.target, node.iter, kept, node.is_async)
        return
    for value in (True, False):
        changed = copy.copy(node)
        changed.test = ast.Constant(value)
        yield changed


def _called(node: ast.Call) -> Iterator[ast.AST]:
    """A filter without one of its conditions, or with one turned round."""
    if not ast.unparse(node.func).endswith(("filter", "exclude", "Q")):
        return
    for index, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:index], *node.keywords[index + 1 :]]
        if rest or node.args:
            yield ast.Call(node.func, node.args, rest)
        for ending, other in LOOKUPS.items():
            if keyword.arg and keyword.arg.endswith(ending):
                turned = ast.keyword(keyword.arg.removesuffix(ending) + other, keyword.value)
                yield ast.Call(node.func, node.args, [*node.keywords[:index], turned, *node.keywords[index + 1 :]])
        if keyword.arg and keyword.arg.endswith("__isnull") and isinstance(keyword.value, ast.Constant):
            turned = ast.keyword(keyword.arg, ast.Constant(not keyword.value.value))
            yield ast.Call(node.func, node.args, [*node.keywords[:index], turned, *node.keywords[index + 1 :]])
    if ast.unparse(node.func).endswith("filter"):
        for left_out in range(len(node.args)):
            args = [one for index, one in enumerate(node.args) if index != left_out]
            if args or node.keywords:
                yield ast.Call(node.func, args, node.keywords)


# ── mutants of SQL ───────────────────────────────────────────────────────────

SQL = re.compile(r"\b(SELECT|WHERE|JOIN|AND|IS NULL|withdrawn_at)\b")
OPERATORS = (
    (r"(?<![<>!=])<=(?!>)", ">", "<"), (r"(?<![<>!=])>=", "<", ">"), (r"<>", "="), (r"(?<![<>=:])<(?![>=])", ">="),
    (r"(?<![<>=:-])>(?![=])", "<="), (r"\bIS NOT NULL\b", "IS NULL"), (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bNOT EXISTS\b", "EXISTS"), (r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r"(?<![<>=!:])=(?![>=])", "<>"),
    (r"\bNOT (?=\()", ""), (r"- 14\b", "- 13"), (r"@>", "<@"),
)  # fmt: skip
CONDITION = re.compile(r"\bAND (NOT )?(?=[\w(])")


def _sql_changes(text: str) -> Iterator[tuple[str, str, str]]:
    """(before, after, the whole text) for each operator swapped and each `AND …` left out on its line."""
    for pattern, *others in OPERATORS:
        for found in re.finditer(pattern, text):
            for other in others:
                yield _near(text, found.start()), other, text[: found.start()] + other + text[found.end() :]
    for found in CONDITION.finditer(text):
        end = _end_of_condition(text, found.end())
        if end is not None:
            yield text[found.start() : end], "(left out)", text[: found.start()] + text[end:]


def _near(text: str, at: int) -> str:
    return text[max(0, at - 30) : at + 30]


def _end_of_condition(text: str, start: int) -> int | None:
    """Where the condition that begins at `start` ends: at the next AND, OR or closing bracket outside its own."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth < 0:
                return at
        elif depth == 0 and re.match(r"\s(AND|OR|JOIN|WHERE|UNION|THEN|CROSS|LEFT)\b", text[at:]):
            return at
    return len(text) if depth == 0 else None


def _in_text(node: ast.AST) -> Iterator[tuple[str, str, ast.AST]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
        for before, after, text in _sql_changes(node.value):
            yield before, after, ast.Constant(text)


# ── all mutants of a file ────────────────────────────────────────────────────


def _documented(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are documentation."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
    return found


def mutants(package: str) -> Iterator[Mutant]:
    """Every mutant of the package's `access.py`."""
    tree = ast.parse((SOURCE / package / "access.py").read_text("utf-8"))
    documented = _documented(tree)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            nodes = value if isinstance(value, list) else [value]
            for index, node in enumerate(nodes):
                if not isinstance(node, ast.AST) or id(node) in documented:
                    continue
                yield from _of(package, tree, (parent, field, index if isinstance(value, list) else None), node)


def unchanged(package: str) -> Mutant:
    """A mutant that changes nothing: what is noticed of it is the fault of this tool."""
    return Mutant(package, 0, "", "", ast.parse((SOURCE / package / "access.py").read_text("utf-8")))


def _of(package: str, tree: ast.Module, place: tuple[ast.AST, str, int | None], node: ast.AST) -> Iterator[Mutant]:
    told = [(ast.unparse(node), ast.unparse(one), one) for one in _changes(node)]
    for before, after, other in (*told, *_in_text(node)):
        parent, field, index = place
        _put(parent, field, index, other)
        changed = ast.fix_missing_locations(copy.deepcopy(tree))
        _put(parent, field, index, node)
        yield Mutant(package, getattr(node, "lineno", 0), before, after, changed)


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


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
        started = time.monotonic()
        found = [one for package in self.packages for one in mutants(package)]
        for mutant in found[: self.most] if self.most else found:
            self.count += 1
            self._try(session, mutant)
            if self.count % 25 == 0:
                self._say(f"{self.count} of {len(found)}, {int(time.monotonic() - started)} s")
        self._say(f"{self.count} mutants, {len(self.survivors)} survive, {int(time.monotonic() - started)} s")
        return True

    def _try(self, session: pytest.Session, mutant: Mutant) -> None:
        known = self.kept.of(mutant.package).get(mutant.digest)
        test = known or self._child(session, mutant)
        if not test:
            self.survivors.append(mutant)
            why = EXPLAINED.get(mutant.name, "")
            self._say(f"SURVIVES line {mutant.line}  {mutant.name}{'  = ' + why if why else ''}")
            return
        self.noticing[mutant.package][test] += 1
        if not known:
            self.kept.add(mutant, test)

    def _child(self, session: pytest.Session, mutant: Mutant | None) -> str:
        """The test that failed with the mutant, or in what way it ended; empty when all went well."""
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
            self._run(session, mutant, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            test = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == -signal.SIGALRM:
            self._say(f"Took more than {self.seconds} s, so nobody knows: {mutant.name if mutant else ''}")
            return ""
        return test or (f"ended with {code}" if code else "")

    def _run(self, session: pytest.Session, mutant: Mutant | None, writing: int) -> None:
        """In the child: the tests until the first that fails, whose name is written. Does not return."""
        signal.alarm(self.seconds if mutant is not None else 0)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        if mutant is not None:
            os.dup2(silent, 1)
        try:
            for one in [unchanged(package) for package in self.packages] if mutant is None else [mutant]:
                apply(one)
            items = self._ordered(session.items, mutant)
            for item, following in zip(items, [*items[1:], None], strict=True):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    os.write(writing, item.nodeid.encode())
                    os._exit(1)
        except BaseException:
            os._exit(1)
        os._exit(0)

    def _ordered(self, items: list[pytest.Item], mutant: Mutant | None) -> list[pytest.Item]:
        """Those that noticed most of the package's mutants first, then those near to it by name."""
        near = ("right_one", *NEAR_TO.get(mutant.package, ())) if mutant else ()
        noticed = self.noticing[mutant.package] if mutant else Counter[str]()
        return sorted(items, key=lambda item: (-noticed[item.nodeid], not any(word in item.nodeid for word in near)))

    @staticmethod
    def _say(text: str) -> None:
        print(text, file=sys.__stderr__, flush=True)


def main() -> int:
    """Runs the mutants the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default=",".join(GROUNDED + INSIDE))
    parser.add_argument("--tests", nargs="*", help="instead of tests/access, tests/emergency and the packages' own")
    parser.add_argument(
        "--seconds", type=int, default=300, help="the longest a mutant may take, if not thrice all the tests"
    )
    parser.add_argument("--most", type=int, default=0, help="stop after so many mutants")
    parser.add_argument("--again", action="store_true", help="forget what was noticed before")
    given = parser.parse_args()
    packages = given.only.split(",")
    tests = given.tests or [*TESTS, *(f"tests/{package}" for package in packages if package in INSIDE)]
    running = Running(packages, given.seconds, given.most, given.again)
    quiet = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-s"]
    pytest.main([*quiet, "-k", "not agree", *tests], plugins=[running])
    unexplained = [one for one in running.survivors if one.name not in EXPLAINED]
    return 1 if unexplained or not running.count else 0


if __name__ == "__main__":
    sys.exit(main())
