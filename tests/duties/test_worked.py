"""Every routine that comes with Samråd does what its table of worked cases says, and every rule is in a table."""

import re

import pytest

from samrad.duties.schema import shipped_names
from tests.duties.selbu import routine
from tests.duties.worked import Worked, cases, tables

ORDINALS = re.compile(r"\d\. (?=[a-zæøå])")
LOOSE = re.compile(r"[{}]|  |\.\.|, ,|\. [a-zæøå]")
ALL = [(path.stem, case) for path in tables() for case in cases(path)]


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[f"{name}: {case.title}" for name, case in ALL])
def test_what_has_happened_gives_these_duties(case: Worked) -> None:
    assert case.found() == case.expected


@pytest.mark.parametrize("name", shipped_names())
def test_explanations_have_no_loose_ends(name: str) -> None:
    for row in (row for _, case in ALL if case.routine.id == name for row in case.expected):
        why = row["hvorfor"]
        assert " Kilde: " in why
        assert why.endswith(".")
        assert not LOOSE.search(ORDINALS.sub("N ", why)), why


def test_every_routine_has_a_table() -> None:
    assert {case.routine.id for _, case in ALL} == set(shipped_names())


@pytest.mark.parametrize("name", shipped_names())
def test_every_rule_explains_itself_in_some_table(name: str) -> None:
    told = {row["regel"] for _, case in ALL if case.routine.id == name for row in case.expected}
    law = routine("base").rules if name != "base" else {}
    own = {rule.id for rule in routine(name).rules.values() if law.get(rule.id) != rule}
    assert sorted(own - told) == []
