"""Laws of the code that no linter knows."""

import ast
import copy
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.forms import Field
from django.urls import NoReverseMatch

from samrad.cases.access import grounds
from samrad.duties.schema import read_routine, shipped, shipped_names
from samrad.duties.schema.pages import PLACES as ADVICE_PLACES
from samrad.duties.vocabulary import KINDS
from samrad.kernel.operation import Operation
from samrad.kernel.operation import operations as registered
from samrad.web.layout.duties import PLACES
from samrad.web.layout.offices import WHERE
from samrad.web.layout.words import DONE
from samrad.worklist.models import DutyRow

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samrad"
WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}

# Where rows are written outside an operation, each for its reason.
WRITING_ELSEWHERE = {
    "kernel/erasing.py": "what an operation erases is emptied in one place",
    "kernel/submissions.py": "the record of a form already sent",
    "audit/operations.py": "the logs are what operations leave behind",
    "accounts/operations/sign_in.py": "at sign-in there is neither tenant nor actor",
    "accounts/operations/identities.py": "at sign-in there is neither tenant nor actor",
    "accounts/operations/limits.py": "what is counted stands outside the tenants, and tells neither who nor what",
    "accounts/operations/sessions.py": "a session is its owner's own",
    "accounts/operations/codes.py": "a code is its owner's own",
    "accounts/operations/drafts.py": "a draft is its author's own",
    "oversight/operations/setup.py": "the municipality's own row stands outside the tenants",
    "worklist/operations.py": "the projection",
    "notices/operations.py": "the projection and the sending",
    "web/layout/middleware.py": "where a form's first sending led",
}


def operations() -> dict[str, Operation]:
    """Every operation there is, whatever has been imported so far."""
    for path in SOURCE.rglob("operations*"):
        for one in [path] if path.is_file() and path.suffix == ".py" else sorted(path.glob("*.py")):
            importlib.import_module("samrad." + short(one)[:-3].replace("/", ".").removesuffix(".__init__"))
    return registered()


def files(*folders: str) -> Iterator[Path]:
    for folder in folders or (".",):
        yield from sorted(path for path in (SOURCE / folder).rglob("*.py") if "migrations" not in path.parts)


def short(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def test_the_clock_is_read_in_one_place() -> None:
    pattern = re.compile(r"\b(datetime\.now|date\.today|datetime\.utcnow|timezone\.now|time\.time)\(")
    found = [
        short(path) for path in files() if short(path) != "kernel/clock.py" and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_rows_are_written_in_operations_only() -> None:
    found = []
    for path in files():
        name = short(path)
        if "/operations" in name or name.startswith("commands/demo/") or name in WRITING_ELSEWHERE:
            continue
        for node, attr in calls(ast.parse(path.read_text("utf-8"))):
            source = ast.unparse(node.func)
            if attr in WRITES and (".objects" in source or re.search(r"\b(filter|all|exclude)\(", source)):
                found.append(f"{name}:{node.lineno} {source}")
    assert found == []


def test_every_function_that_writes_in_an_operations_room_is_reached_through_an_operation() -> None:
    """A public function there is an operation, or says that it is part of one."""
    allowed = set(WRITING_ELSEWHERE)
    loose = []
    for path in files():
        name = short(path)
        if "/operations" not in name or name in allowed:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            writes = any(attr in WRITES for _, attr in calls(node))
            decorated = any("operation" in ast.unparse(one) for one in node.decorator_list)
            if writes and not decorated and "Part of an operation" not in (ast.get_docstring(node) or ""):
                loose.append(f"{name}:{node.name}")
    assert loose == []


def test_every_operation_is_told_in_words_or_is_none_of_a_case() -> None:
    setup = {"accounts", "routines", "board"}
    missing = sorted(name for name in operations() if name not in DONE and name.split(".")[0] not in setup)
    assert missing == []
    assert sorted(set(DONE) - set(operations())) == []


def test_every_operation_says_what_it_does() -> None:
    assert [name for name, one in operations().items() if not inspect.getdoc(one.run)] == []


def test_the_grounds_are_those_of_the_design() -> None:
    assert set(grounds()) == {
        "subject", "representative", "coordinator", "stand_in", "asked_leader", "seat", "called_in", "registry", "handling",
        "lifted_leader", "raised_deviation", "emergency", "shared_by_law",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name in shipped_names() if name != "base"])
def test_every_duty_leads_to_a_place(name: str) -> None:
    row = DutyRow(pk=1, case_id=1, anchor_fact="meeting-1", rule="a-rule")
    for rule in read_routine(shipped(name)).rules.values():
        if not rule.by_hand and rule.act not in WHERE:
            assert rule.act in PLACES, f"{rule.id}: {rule.act}"
            try:
                assert PLACES[rule.act][1](row)
            except NoReverseMatch as error:
                pytest.fail(f"{rule.id}: {error}")


def test_advice_is_shown_at_every_place_a_routine_may_name() -> None:
    shown = re.findall(
        r'advice_at\("(\w+)"\)', "".join(path.read_text("utf-8") for path in (SOURCE / "web").rglob("*.py"))
    )
    assert set(shown) == set(ADVICE_PLACES)


# Kinds whose packages come with later issues: the list shrinks as they come.
NOT_YET = {"unit", "service"}


def test_every_kind_of_fact_is_emitted_or_named_as_not_yet() -> None:
    text = "".join(path.read_text("utf-8") for path in files() if path.parts[-2] != "duties")
    acts_by_table = {"booklet_given", "coordinator_right_told", "plan_right_told"}
    emitted = {kind for kind in KINDS if f'"{kind}"' in text} | acts_by_table
    assert set(KINDS) - emitted == NOT_YET - emitted
    assert not {kind for kind in NOT_YET if f'Fact("{kind}"' in text}


def test_every_model_stands_in_the_glossary() -> None:
    text = (ROOT / "docs" / "begreper.md").read_text("utf-8")
    own = [model.__name__ for model in apps.get_models() if model.__module__.startswith("samrad.")]
    missing = [name for name in own if not name.endswith("Event") and f"`{name}`" not in text]
    assert missing == []


def test_packages_begin_with_a_paragraph() -> None:
    bare = [short(path) for path in files() if path.name == "__init__.py" and path.parent.name not in ("operations", "templatetags", "views")
            and path.parent.parent in (SOURCE, SOURCE / "web") and not ast.get_docstring(ast.parse(path.read_text("utf-8")))]  # fmt: skip
    assert bare == []


def test_the_page_of_facts_is_the_code() -> None:
    from tools.reference import PAGE, page

    assert PAGE.read_text("utf-8") == page()


def fields_of_our_own() -> list[type[Field]]:
    """Every kind of form field that is written here."""
    for path in files("web"):
        importlib.import_module("samrad." + short(path)[:-3].replace("/", ".").removesuffix(".__init__"))
    waiting, found = [Field], []
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found += [kind] if kind.__module__.startswith("samrad.") else []
    return found


def test_no_form_shares_what_a_field_offers_with_another_form() -> None:
    """A field is made once and copied for each form: what it holds must be copied too, or one page's people are
    offered on the next."""
    shared = {}
    for kind in fields_of_our_own():
        one = kind()
        copied = copy.deepcopy(one)
        both = {name for name, value in vars(one).items() if isinstance(value, list | dict | set)} - {"empty_value"}
        shared[kind.__name__] = sorted(name for name in both if vars(one)[name] is vars(copied)[name])
    assert {name: held for name, held in shared.items() if held} == {}
    assert "ResponsibleField" in shared
