"""A rule that a new version gives another form follows each version in its own time."""

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
