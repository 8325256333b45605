"""A rule that a new version changes (its form, or what does it) follows each version in its own time."""

from datetime import date

import pytest

from samrad.duties.derive import derive
from samrad.duties.facts import Fact
from samrad.duties.routine import Version
from samrad.duties.schema import read_routine

HEAD = (
    'id = "egen"\ntitle = "Vår"\nextends = "base"\n[sources]\nR = "Rutinen"\n[[rule]]\nid = "look"\ntitle = "Se over"\n'
)
REST = 'why = "Se over {due}."\nanchor = "team"\ndone = "group_evaluated"\nholder = "coordinator"\nsource = "R"\n'
FORMS = {
    "once": 'due = "1 month after"\n',
    "rolling": 'form = "every"\nrolling = "1 year"\n',
    "yearly": 'form = "every"\nper = "calendar_year"\n',
}
SINCE = date(2026, 1, 1)
EARLIER, LATER = Fact("team", "t1", date(2025, 3, 1), "c"), Fact("team", "t2", date(2026, 3, 1), "c")


def dues(first: str, second: str, team: Fact) -> list[tuple[str, date]]:
    """The version and the last day of each duty of the rule, when its form changes on 1 January 2026."""
    versions = [
        Version(name, since, read_routine(HEAD + REST + FORMS[form]))
        for name, since, form in (("1", date(2024, 1, 1), first), ("2", SINCE, second))
    ]
    found = derive(versions, [Fact("case", "c", date(2024, 1, 1)), team], date(2027, 6, 1))
    return [(one.version, one.due) for one in found if one.rule == "look"]


@pytest.mark.parametrize(
    ("first", "second", "team", "expected"),
    [
        ("once", "rolling", EARLIER, [("1", date(2025, 4, 1)), ("2", date(2027, 1, 1))]),
        ("once", "rolling", LATER, [("2", date(2027, 3, 1))]),
        ("rolling", "once", LATER, [("2", date(2026, 4, 1))]),
        ("rolling", "yearly", EARLIER, [("1", date(2026, 3, 1)), ("2", date(2026, 12, 31)), ("2", date(2027, 12, 31))]),
    ],
)
def test_each_version_keeps_its_form(first: str, second: str, team: Fact, expected: list[tuple[str, date]]) -> None:
    assert dues(first, second, team) == expected


def done(fact: str, form: str) -> str:
    return (HEAD + REST + FORMS[form]).replace("group_evaluated", fact)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("rolling", [("1", "e1"), ("1", "e2"), ("2", "r2"), ("2", "r3"), ("2", "")]),
        ("yearly", [("2", "r2"), ("2", "r3")]),
    ],
)
def test_what_does_a_duty_is_what_the_version_it_follows_says(form: str, expected: list[tuple[str, str]]) -> None:
    """From 2026 on the group is reported, and no longer evaluated: only that counts then."""
    versions = [
        Version(name, since, read_routine(done(fact, form)))
        for name, since, fact in (("1", date(2024, 1, 1), "group_evaluated"), ("2", SINCE, "team_reported"))
    ]
    acts = [
        Fact("group_evaluated", "e1", date(2025, 6, 1), "t1"),
        Fact("team_reported", "r1", date(2025, 7, 1), "c"),
        Fact("group_evaluated", "e2", date(2026, 2, 1), "t1"),
        Fact("team_reported", "r2", date(2026, 3, 1), "c"),
        Fact("team_reported", "r3", date(2027, 2, 1), "c"),
    ]
    found = derive(versions, [Fact("case", "c", date(2024, 1, 1)), EARLIER, *acts], date(2027, 6, 1))
    assert [(one.version, one.done_by) for one in found if one.rule == "look"] == expected
