"""The threat model names tests that are there, and every door."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([a-z -]+) \| ([STRIDE]) \| .+? \| .+? \| `(tests/[\w/]+\.py)::(test_\w+)` \|$", re.M)
DOORS = {"web pages", "sign-in", "emergency access", "public form", "uploads", "mail", "calendar", "command line", "jobs", "database",
         "backups", "logs", "exports"}  # fmt: skip


def rows() -> list[tuple[str, str, str, str]]:
    """Door, letter, file and test of each line of the threat model."""
    found: list[tuple[str, str, str, str]] = ROW.findall((ROOT / "SECURITY.md").read_text())
    return found


def test_every_line_of_the_threat_model_is_read() -> None:
    table = (ROOT / "SECURITY.md").read_text().partition("## The threats")[2].partition("## Open")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    assert len(rows()) == len(lines) - 2
    assert {door for door, *_ in rows()} == DOORS
    assert {letter for _, letter, *_ in rows()} == set("STRIDE")


@pytest.mark.parametrize(("file", "test"), sorted({(file, test) for _, _, file, test in rows()}))
def test_the_test_that_a_line_names_is_there(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
