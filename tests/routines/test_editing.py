"""A routine's text is changed key by key; what the author wrote besides stays as it stands."""

from difflib import ndiff
from typing import Any

import pytest

from samrad.duties.calendar import Offset, Span
from samrad.duties.schema import read_routine, shipped, shipped_names
from samrad.kernel.errors import Invalid
from samrad.routines.rules import beginning, with_head, with_rule, with_settings
from samrad.web.routine.forms import RuleForm

MIXED = '''# vår rutine
id = "egen"
extends = "base"
title = "Vår rutine"

[[rule]]
id = "first"
why = """
[[ikke en tabell]]
[settings]
"""

[[advice]]
id = "a1"

# om den andre
[[rule]]
id = "second"
due = "1 week after"

[settings]
agenda_lead = "1 week"   # vedtatt

[[flow]]
id = "line"
[[flow.steps]]
act = "leader_asked"
due = "1 week after"

[[advice]]
id = "a2"
'''


def changed(before: str, after: str) -> list[str]:
    """The lines that are not the same."""
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-" and line.strip("+- ")]


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (with_rule(MIXED, "second", {"due": "2 weeks after"}), ['- due = "1 week after"', '+ due = "2 weeks after"']),
        (with_rule(MIXED, "second", {"force": "may"}), ['+ force = "may"']),
        (with_rule(MIXED, "line.leader_asked", {"due": "2 weeks after"}),
         ['- due = "1 week after"', '+ due = "2 weeks after"']),
        (with_rule(MIXED, "new", {"off": "nei"}), ["+ [[rule]]", '+ id = "new"', '+ off = "nei"']),
        (with_settings(MIXED, {"agenda_lead": "10 days"}),
         ['- agenda_lead = "1 week"   # vedtatt', '+ agenda_lead = "10 days"   # vedtatt']),
        (with_head(MIXED, title="Ny", year=2027),
         ['- title = "Vår rutine"', '+ title = "Ny"', "+ year = 2027"]),
    ],
)  # fmt: skip
def test_only_what_is_changed_is_written_and_the_authors_order_stands(after: str, lines: list[str]) -> None:
    assert changed(MIXED, after) == lines


def test_a_text_that_is_no_toml_is_not_touched() -> None:
    with pytest.raises(Invalid):
        with_rule("[[rule]\n", "second", {"force": "may"})


@pytest.mark.parametrize("name", shipped_names())
def test_rules_steps_and_tasks_are_changed_in_a_routine_and_in_one_that_builds_on_it(name: str) -> None:
    rules = read_routine(shipped(name)).rules
    some = [one for one in rules if "." in one][::4] + [one for one in rules if "." not in one][::15]
    for before in (beginning(name, "Vår rutine", "egen", 2027), shipped(name)):
        text = before
        for rule_id in some:
            text = with_rule(text, rule_id, {"title": "Vårt"})
        found = read_routine(text).rules
        assert set(found) == set(rules)
        assert {str(found[one].title) for one in some} == {"Vårt"}


def test_a_step_and_a_task_of_the_base_can_be_left_out() -> None:
    text = beginning("selbu", "Vår rutine", "egen", 2027)
    for one in ("find-coordinator.leader_answered", "primary.pupil-voice"):
        text = with_rule(text, one, {"off": "Gjøres ikke her"})
    before, after = read_routine(shipped("selbu")), read_routine(text)
    assert set(before.rules) - set(after.rules) == {"find-coordinator.leader_answered", "primary.pupil-voice"}


AGENDA = {"title": "Send sakslisten", "why": "Saksliste skal sendes {due}.", "holder": "coordinator", "force": "must",
          "source": "S3-026", "side": "before"}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"span": "1 uke"}, {}),
        ({"span": "1 uke", "side": "after"}, {"due": "agenda_lead after"}),
        ({"span": "2 uker"}, {"due": "2 weeks before"}),
        ({"span": "0 dager"}, {"due": "same day"}),
        ({"span": "1 uke", "title": "Send ut sakslisten"}, {"title": "Send ut sakslisten"}),
    ],
)
def test_a_deadline_given_by_a_setting_follows_it_until_another_is_written(
    given: dict[str, str], expected: dict[str, Any]
) -> None:
    routine = read_routine(shipped("selbu"))
    form = RuleForm(routine, routine.rules["agenda-sent"], {**AGENDA, **given})
    assert form.is_valid(), form.errors
    assert form.changes(form.cleaned_data) == expected


def test_a_rolling_rule_given_by_a_setting_names_it() -> None:
    routine = read_routine(beginning("selbu", "Vår rutine", "egen", 2027) + '[settings]\nagenda_lead = "10 days"\n')
    rule = routine.rules["agenda-sent"]
    assert (rule.due, rule.set_by) == (Offset(Span(10, "day"), before=True), "agenda_lead")
    assert "Sakslisten sendes senest" in str(RuleForm(routine, rule).fields["span"].help_text)
