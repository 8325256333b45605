"""Every mutant of an access file: one condition of its Python or its SQL changed, turned round or left out."""

import ast
import copy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "samrad"


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
