"""What must hold for any facts, on every shipped routine."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrad.duties.derive import derive
from samrad.duties.duty import State, state
from samrad.duties.facts import Fact, read_facts, write_facts
from samrad.duties.routine import Version
from samrad.duties.schema import shipped_names
from samrad.duties.vocabulary import CHOICES, KINDS, Type
from tests.duties.selbu import routine

ROUTINES = [name for name in shipped_names() if name != "base"]
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 1500).map(lambda days: FIRST + timedelta(days=days))
UNTIL = date(2028, 12, 31)
IDS = ("m1", "m2", "m3", "t1", "s1", "s2", "k1", "k2", "n1", "p1", "a1", "a2", "g1", "g2", "ap1", "e1", "e2")
ORDER = {
    State.UPCOMING: 0,
    State.OPEN: 1,
    State.LATE: 2,
    State.EXEMPTED: 2,
    State.DONE: 3,
    State.DONE_LATE: 3,
    State.LAPSED: 3,
}

THINGS = {
    "meeting": ("m1", "m2", "m3"),
    "team": ("t1",),
    "seat": ("s1", "s2"),
    "coordinator": ("k1", "k2"),
    "notice": ("n1",),
    "plan": ("p1",),
    "activity": ("a1", "a2"),
    "consent": ("g1", "g2"),
    "application": ("ap1",),
    "school_year": ("y1", "y2"),
    "birthday": ("b1",),
    "transition": ("o1",),
    "deviation": ("v1",),
    "escalation_step": ("l1", "l2"),
}
PARENTS = {"seat": "t1"}
ACTS = [kind for kind in KINDS.values() if kind.act and kind.parents[0] != "duty"]


def _values(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, type_ in KINDS[kind].attrs.items():
        if (kind, name) in CHOICES:
            fields[name] = st.sampled_from(CHOICES[kind, name])
        elif type_ is Type.DATE:
            fields[name] = st.one_of(st.none(), DAYS)
        elif type_ is Type.FLAG:
            fields[name] = st.booleans()
        elif type_ is Type.COUNT:
            fields[name] = st.sampled_from((1, 7, 8, 11, 13, 16, 18))
        elif type_ is Type.REF:
            fields[name] = st.sampled_from(("e1", "e2", "u1", "s1", ""))
        else:
            fields[name] = st.none()
    return st.fixed_dictionaries(fields)


@st.composite
def cases(draw: Any) -> list[Fact]:
    facts = [Fact("case", "c", FIRST, attrs={"followed_from": draw(st.none() | DAYS), "ended": draw(st.none() | DAYS)})]
    facts.append(Fact("person", "person", date(2012, 5, 1), "c"))
    facts.extend(Fact("employee", one, FIRST) for one in ("e1", "e2"))
    for kind, ids in THINGS.items():
        for one in ids:
            if draw(st.booleans()):
                facts.append(Fact(kind, one, draw(DAYS), PARENTS.get(kind, "c"), attrs=draw(_values(kind))))
    known = {fact.id: fact.kind for fact in facts}
    homes = {"case": ["c"], "employee": ["e1", "e2"]}
    for one, kind in known.items():
        homes.setdefault(kind, []).append(one)
    for number in range(draw(st.integers(0, 12))):
        act = draw(st.sampled_from(ACTS))
        places = homes.get(act.parents[0])
        if places:
            facts.append(
                Fact(act.name, f"act{number}", draw(DAYS), draw(st.sampled_from(places)), attrs=draw(_values(act.name)))
            )
    return facts


def versions(name: str) -> list[Version]:
    return [Version("1", date(2022, 1, 1), routine(name))]


@given(facts=cases(), seed=st.randoms())
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_order_of_facts_does_not_matter(name: str, facts: list[Fact], seed: Any) -> None:
    shuffled = list(facts)
    seed.shuffle(shuffled)
    assert derive(versions(name), shuffled, UNTIL) == derive(versions(name), facts, UNTIL)


@given(facts=cases())
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_due_is_never_before_it_opens_and_keys_are_unique(name: str, facts: list[Fact]) -> None:
    duties = derive(versions(name), facts, UNTIL)
    assert all(one.opens <= one.due for one in duties)
    assert len({one.key for one in duties}) == len(duties)


@given(facts=cases(), first=DAYS, later=st.integers(0, 900))
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_time_alone_only_moves_states_forward(name: str, facts: list[Fact], first: date, later: int) -> None:
    second = first + timedelta(days=later)
    for one in derive(versions(name), facts, UNTIL):
        before, after = state(one, first), state(one, second)
        assert ORDER[before] <= ORDER[after]
        if ORDER[before] == 3:
            assert before is after


@given(facts=cases(), days=st.integers(0, 800))
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_a_later_until_only_adds(name: str, facts: list[Fact], days: int) -> None:
    near = set(derive(versions(name), facts, UNTIL))
    far = set(derive(versions(name), facts, UNTIL + timedelta(days=days)))
    assert near <= far


@given(facts=cases(), more=cases(), on=DAYS)
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_a_duty_once_done_stays_done_as_time_goes(name: str, facts: list[Fact], more: list[Fact], on: date) -> None:
    done = [one for one in derive(versions(name), facts, UNTIL) if state(one, on) in (State.DONE, State.DONE_LATE)]
    for one in done:
        for days in (1, 30, 400, 4000):
            assert state(one, on + timedelta(days=days)) is state(one, on)


@given(facts=cases(), since=DAYS)
@settings(max_examples=30)
@pytest.mark.parametrize("name", ROUTINES)
def test_a_new_version_makes_nothing_late_backwards(name: str, facts: list[Fact], since: date) -> None:
    """Whatever a second version asks, on the day before it came nothing is late that was not late by the first alone."""
    first = Version("1", date(2022, 1, 1), routine("storlia"))
    both = [first, Version("2", since, routine(name))]
    eve = since - timedelta(days=1)
    late_alone = {one.key for one in derive([first], facts, UNTIL) if state(one, eve) is State.LATE}
    late_both = {one.key for one in derive(both, facts, UNTIL) if state(one, eve) is State.LATE}
    assert late_both <= late_alone


@given(facts=cases())
@settings(max_examples=30)
def test_facts_survive_being_written_and_read(facts: list[Fact]) -> None:
    again = read_facts(write_facts(facts))
    assert derive(versions("selbu"), again, UNTIL) == derive(versions("selbu"), facts, UNTIL)
