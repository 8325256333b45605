"""From routine versions and facts to duties, and from a duty and a day to its state.

`derive` never sees today. A duty follows the version in force on the day it is counted from, so
that a new version makes nothing late backwards. `until` bounds how far ahead duties are made:
those that open after it are left out, so a later `until` only adds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from samrad.duties.calendar import Span, age_on, whole_periods
from samrad.duties.facts import Bag, Fact
from samrad.duties.routine import (
    Age,
    AnyOf,
    Attribute,
    Condition,
    Exists,
    Fulfilment,
    Not,
    Rule,
    Selector,
    Version,
    Where,
)
from samrad.duties.vocabulary import KINDS

ONE_DAY = timedelta(days=1)


class State(StrEnum):
    """Where a duty stands on a day."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    EXEMPTED = "exempted"
    LAPSED = "lapsed"


class Duty(NamedTuple):
    """One thing somebody must do. All days are calendar days; `opens` and `due` are inclusive.

    `anchor` is the id of the fact it hangs on, or the first day of its period or gap;
    `anchor_on` the day it is counted from.
    """

    key: str
    rule: str
    version: str
    subject: str
    anchor: str
    anchor_fact: str
    anchor_kind: str
    anchor_on: date
    holder: str
    act: str
    force: str
    opens: date
    due: date
    short_notice: bool = False
    done_on: date | None = None
    done_by: str = ""
    lapsed_on: date | None = None
    exempted_on: date | None = None
    exempted_until: date | None = None
    postponed: bool = False


def state(duty: Duty, on: date) -> State:
    """The state of `duty` on the day `on`. Time alone moves it forward only (an expired exemption excepted)."""
    if duty.done_on is not None and duty.done_on <= on:
        return State.DONE if duty.done_on <= duty.due else State.DONE_LATE
    if duty.lapsed_on is not None and duty.lapsed_on <= on:
        return State.LAPSED
    if duty.exempted_on is not None and duty.exempted_on <= on:
        if duty.exempted_until is None or on <= duty.exempted_until:
            return State.EXEMPTED
    if on < duty.opens:
        return State.UPCOMING
    return State.OPEN if on <= duty.due else State.LATE


def derive(versions: Sequence[Version], facts: Iterable[Fact], until: date) -> list[Duty]:
    """The duties of one subject that open on or before `until`, in the order of their due dates.

    `versions` are the published routines; `facts` those of one case (or board, or municipality)
    with the employees and units they refer to. Facts without a subject give no duties.
    """
    return Plan(versions).derive(facts, until)


class _Reign(NamedTuple):
    """A rule in the version in force for anchors from `start` to before `stop`."""

    start: date
    stop: date
    version: str
    rule: "_Ready"


class Plan:
    """Versions made ready for deriving many cases."""

    def __init__(self, versions: Sequence[Version]) -> None:
        ordered = sorted(versions, key=lambda version: version.valid_from)
        self._reigns: dict[str, list[_Reign]] = {}
        for index, version in enumerate(ordered):
            start = version.valid_from if index else date.min
            stop = ordered[index + 1].valid_from if index + 1 < len(ordered) else date.max
            for rule in version.routine.rules.values():
                self._reigns.setdefault(rule.id, []).append(_Reign(start, stop, version.id, _Ready(rule)))

    def derive(self, facts: Iterable[Fact], until: date) -> list[Duty]:
        """As the function `derive`."""
        bag = Bag(facts)
        if bag.subject is None:
            return []
        life = _Life(bag)
        found: dict[str, Duty] = {}
        for reigns in self._reigns.values():
            make = _FORMS[reigns[0].rule.form]
            for duty in make(reigns, bag, life, until):
                if duty.opens <= until:
                    found.setdefault(duty.key, duty)
        return sorted(found.values(), key=lambda duty: (duty.due, duty.key))


# ── what a case's own life does to its duties ────────────────────────────────


class _Life:
    """The dates of the subject that bear on every duty: taken over, closed, dead, paused."""

    __slots__ = ("closed", "dead", "followed_from", "pauses", "subject")

    def __init__(self, bag: Bag) -> None:
        subject = bag.subject
        assert subject is not None
        self.subject = subject
        self.followed_from = subject.day("followed_from") or date.min
        people = bag.of("person")
        self.dead = next((person.day("died") for person in people if person.day("died")), None)
        if subject.attrs.get("end_reason") == "dead":
            self.dead = min(filter(None, (self.dead, subject.ended)), default=None)
        self.closed = subject.ended
        self.pauses = [(pause.on, pause.day("ended") or date.max) for pause in bag.of("paused") if pause.on]

    def lapse(self, rule: Rule, opens: date) -> date | None:
        days = []
        if self.dead is not None:
            days.append(self.dead)
        if self.closed is not None and "closing" not in rule.survives:
            days.append(self.closed)
        if self.pauses and "pause" not in rule.survives:
            days.extend(max(start, opens) for start, stop in self.pauses if opens <= stop)
        return min(days, default=None)


# ── rules made ready ─────────────────────────────────────────────────────────

Test = Callable[[Fact], bool]


def _matcher(where: Where) -> Test | None:
    if not where:
        return None
    wanted = tuple(where.items())
    if len(wanted) == 1:
        (key, values) = wanted[0]
        return lambda fact: fact.attrs.get(key) in values
    return lambda fact: all(fact.attrs.get(key) in values for key, values in wanted)


class _Ready:
    """A rule with its selectors and conditions turned into functions."""

    __slots__ = ("act", "finders", "form", "hold_finder", "id", "lapse_finders", "rule", "select", "tests")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id = rule.id
        self.form = rule.form
        self.act = rule.act
        self.select = _selector(rule.anchor)
        self.tests = [_condition(one) for one in rule.when]
        self.finders = [_finder(one, rule.anchor) for one in rule.done]
        self.lapse_finders = [_finder(Fulfilment(kind), rule.anchor) for kind in rule.lapses_on]
        self.hold_finder = _finder(Fulfilment(rule.holds.fact, rule.holds.where), rule.anchor) if rule.holds else None

    def applies(self, bag: Bag, anchor: Fact, day: date) -> bool:
        return all(test(bag, anchor, day) for test in self.tests)

    def fulfilments(self, bag: Bag, anchor: Fact) -> list[Fact]:
        """The live facts that could do this duty, in the order of their dates."""
        if len(self.finders) == 1:
            return self.finders[0](bag, anchor)
        found = [fact for finder in self.finders for fact in finder(bag, anchor)]
        return sorted(found, key=lambda fact: (fact.on or date.min, fact.id))


Anchors = Callable[[Bag], Iterator[tuple[Fact, date, date | None]]]


def _selector(selector: Selector) -> Anchors:
    """Yields (fact, the day that counts, the day it became known or None)."""
    match = _matcher(selector.where)
    next_match = _matcher(selector.next_where)
    kind, pick, at, following = selector.fact, selector.pick, selector.at, selector.next

    def dated(bag: Bag, fact: Fact) -> tuple[Fact, date, date | None] | None:
        if following:
            if fact.on is None:
                return None
            for other in bag.of(following):
                if other.on and other.on >= fact.on and (not next_match or next_match(other)):
                    if other.day("cancelled") is None:
                        return fact, other.on, max(fact.on, other.day("planned") or fact.on)
            return None
        if at == "on":
            return (fact, fact.on, fact.day("planned")) if fact.on else None
        day = fact.day(at)
        return (fact, day, fact.on) if day else None

    def select(bag: Bag) -> Iterator[tuple[Fact, date, date | None]]:
        facts = bag.by_kind.get(kind)
        if not facts:
            return
        if match:
            facts = [fact for fact in facts if match(fact)]
        if pick == "each":
            for fact in facts:
                found = dated(bag, fact)
                if found:
                    yield found
            return
        living = [found for fact in facts if not fact.day("cancelled") and (found := dated(bag, fact))]
        if living:
            yield (min if pick == "first" else max)(living, key=lambda one: (one[1], one[0].id))

    return select


def alive(fact: Fact, day: date) -> bool:
    """Whether the thing lives on `day`: begun, not past its last day, not cancelled."""
    if fact.on is None or fact.on > day:
        return False
    cancelled = fact.day("cancelled")
    if cancelled is not None and cancelled <= day:
        return False
    ended = fact.day("ended")
    return ended is None or day <= ended


def _condition(condition: Condition) -> Callable[[Bag, Fact, date], bool]:
    if isinstance(condition, Exists):
        match, kind = _matcher(condition.where), condition.fact
        return lambda bag, _, day: any(alive(fact, day) and (not match or match(fact)) for fact in bag.of(kind))
    if isinstance(condition, Attribute):
        name, values, of = condition.name, condition.values, condition.of
        if not of:
            return lambda bag, anchor, day: anchor.attrs.get(name) in values
        return lambda bag, anchor, day: any(fact.attrs.get(name) in values for fact in bag.of(of))
    if isinstance(condition, Age):
        low, high = condition.at_least, condition.below
        return lambda bag, _, day: _age_between(bag, day, low, high)
    inner = [_condition(one) for one in condition.conditions]
    if isinstance(condition, Not):
        return lambda bag, anchor, day: not any(test(bag, anchor, day) for test in inner)
    assert isinstance(condition, AnyOf)
    return lambda bag, anchor, day: any(test(bag, anchor, day) for test in inner)


def _age_between(bag: Bag, day: date, low: int | None, high: int | None) -> bool:
    people = bag.of("person")
    if not people or people[0].on is None:
        return False
    age = age_on(people[0].on, day)
    return (low is None or age >= low) and (high is None or age < high)


# ── which facts can do a duty that hangs on an anchor ────────────────────────

Find = Callable[[Bag, Fact], list[Fact]]


def relation(fulfilment_kind: str, anchor_kind: str) -> str:
    """How a fulfilment hangs on an anchor: self, same, ref:x, own:x, up, wide — or "" when it does not."""
    act, anchor = KINDS[fulfilment_kind], KINDS[anchor_kind]
    if fulfilment_kind == anchor_kind and not act.act:
        return "wide"
    if anchor_kind in act.parents:
        return "self"
    for attr, kind in anchor.refs.items():
        if kind in act.parents and kind != "case":
            return f"ref:{attr}"
    for attr, kind in act.refs.items():
        if kind == anchor_kind:
            return f"own:{attr}"
    if anchor.act and set(anchor.parents) & set(act.parents) - {"case"}:
        return "sibling"
    if _belongs_to_case(fulfilment_kind):
        return "wide"
    return ""


def _belongs_to_case(kind: str) -> bool:
    parents = KINDS[kind].parents
    return "case" in parents or any(parent in KINDS and _belongs_to_case(parent) for parent in parents)


def _finder(fulfilment: Fulfilment, anchor: Selector) -> Find:
    match = _matcher(fulfilment.where)
    kind, same = fulfilment.fact, fulfilment.same
    how, _, attr = relation(kind, anchor.fact).partition(":")

    def candidates(bag: Bag, fact: Fact) -> list[Fact]:
        if how == "self":
            return bag.children(kind, fact.id)
        if how == "ref":
            return bag.children(kind, str(fact.attrs.get(attr) or ""))
        if how == "sibling":
            return bag.children(kind, fact.parent)
        facts = bag.of(kind)
        return [one for one in facts if one.attrs.get(attr) == fact.id] if how == "own" else facts

    def find(bag: Bag, fact: Fact) -> list[Fact]:
        return [
            one
            for one in candidates(bag, fact)
            if one.on is not None
            and one.id != fact.id
            and one.attrs.get("cancelled") is None
            and (not match or match(one))
            and all(one.attrs.get(key) == fact.attrs.get(key) for key in same)
        ]

    return find


# ── the three forms ──────────────────────────────────────────────────────────


def _once(reigns: list[_Reign], bag: Bag, life: _Life, until: date) -> Iterator[Duty]:
    for reign in reigns:
        ready = reign.rule
        rule = ready.rule
        for anchor, day, known in ready.select(bag):
            hard = rule.opens.from_(day) if rule.opens else None
            due = rule.due.from_(day)
            opens = hard if hard is not None else (due if rule.due.before else day)
            counted_from = opens if anchor.kind == "person" else day
            if not reign.start <= counted_from < reign.stop or counted_from < life.followed_from:
                continue
            if not ready.applies(bag, anchor, day):
                continue
            if known is not None and rule.due.before:
                opens = max(hard, known) if hard is not None else known
            opens = max(opens, life.followed_from)
            lower = hard
            if lower is None and rule.anchor.pick == "each" and not rule.due.before and _is_wide(rule):
                lower = day
            done = next(
                (one for one in ready.fulfilments(bag, anchor) if lower is None or (one.on or day) >= lower), None
            )
            yield _finish(
                reign, bag, life, anchor=anchor, key=anchor.id, day=day, opens=opens, due=due, done=done,
                lapsed=_lapse(reign.rule, bag, life, anchor, opens),
            )  # fmt: skip


def _is_wide(rule: Rule) -> bool:
    return all(relation(one.fact, rule.anchor.fact) == "wide" for one in rule.done)


def _lapse(ready: "_Ready", bag: Bag, life: _Life, anchor: Fact, opens: date) -> date | None:
    rule = ready.rule
    days = [life.lapse(rule, opens)]
    link: Fact | None = anchor
    own_date = rule.anchor.at
    while link is not None and link.id != life.subject.id:
        days.append(link.day("cancelled"))
        if not (link is anchor and own_date == "ended"):
            days.append(link.day("ended"))
        link = bag.by_id.get(link.parent)
    for find in ready.lapse_finders:
        days.append(next((one.on for one in find(bag, anchor)), None))
    return min((day for day in days if day is not None), default=None)


def _every(reigns: list[_Reign], bag: Bag, life: _Life, until: date) -> Iterator[Duty]:
    first = reigns[0].rule
    make = _rolling if first.rule.span is not None else _per_period
    for anchor, day, _ in first.select(bag):
        yield from make(reigns, bag, life, anchor, day, until)


def _reign_on(reigns: list[_Reign], day: date) -> _Reign | None:
    return next((reign for reign in reigns if reign.start <= day < reign.stop), None)


def _introduced(reigns: list[_Reign], day: date) -> date:
    """`day`, or the day the rule came into force when that is later."""
    return max(day, reigns[0].start)


def _rolling(reigns: list[_Reign], bag: Bag, life: _Life, anchor: Fact, day: date, until: date) -> Iterator[Duty]:
    events = _rolling_events(reigns[0].rule, bag, life, anchor, day)
    counted, key = _introduced(reigns, day), anchor.id
    if life.followed_from > counted and not any(on <= life.followed_from for on, _, _ in events):
        counted = life.followed_from
    while True:
        on, event_id, fact = events.pop(0) if events else (None, "", None)
        reign = _reign_on(reigns, counted)
        resumed = on is not None and fact is None
        duty = None
        if reign is not None and not resumed:
            duty = _occurrence(reign, bag, life, anchor, key, counted, fact)
            if duty is not None and (on is None or on >= life.followed_from):
                yield duty
        if on is not None:
            counted, key = max(on, counted), event_id
        elif duty is not None and duty.done_on is not None:
            counted, key = duty.done_on, duty.done_by
        else:
            return


def _rolling_events(
    ready: "_Ready", bag: Bag, life: _Life, anchor: Fact, day: date
) -> list[tuple[date, str, Fact | None]]:
    """What a rolling rule counts anew from: each fulfilment, and the end of each pause (no fact)."""
    earliest = day if life.followed_from == date.min else date.min
    events: list[tuple[date, str, Fact | None]] = [
        (one.on, one.id, one) for one in ready.fulfilments(bag, anchor) if one.on and one.on >= earliest
    ]
    if "pause" not in ready.rule.survives:
        events.extend((stop + ONE_DAY, stop.isoformat(), None) for _, stop in life.pauses if day <= stop < date.max)
    return sorted(events, key=lambda one: one[:2])


def _occurrence(
    reign: _Reign, bag: Bag, life: _Life, anchor: Fact, key: str, counted: date, done: Fact | None
) -> Duty | None:
    rule = reign.rule.rule
    assert rule.span is not None
    due = rule.span.after(counted)
    opens = max(counted, (rule.lead or Span(0, "day")).before(due) if rule.lead else counted)
    if not reign.rule.applies(bag, anchor, counted):
        return None
    opens = max(opens, life.followed_from)
    return _finish(
        reign, bag, life, anchor=anchor, key=key, day=counted, opens=opens, due=due, done=done,
        lapsed=_lapse(reign.rule, bag, life, anchor, opens),
    )  # fmt: skip


def _per_period(reigns: list[_Reign], bag: Bag, life: _Life, anchor: Fact, day: date, until: date) -> Iterator[Duty]:
    start = max(_introduced(reigns, day), life.followed_from)
    done = reigns[0].rule.fulfilments(bag, anchor)
    for first, last in whole_periods(reigns[0].rule.rule.per, start, until):
        reign = _reign_on(reigns, first)
        if reign is None or not reign.rule.applies(bag, anchor, first):
            continue
        rule = reign.rule.rule
        within = [one for one in done if one.on and first <= one.on <= last]
        opens = rule.lead.before(last) if rule.lead else first
        yield _finish(
            reign, bag, life, anchor=anchor, key=first.isoformat(), day=first, opens=max(opens, first), due=last,
            done=within[rule.at_least - 1] if len(within) >= rule.at_least else None,
            lapsed=_lapse(reign.rule, bag, life, anchor, opens),
        )  # fmt: skip


def _always(reigns: list[_Reign], bag: Bag, life: _Life, until: date) -> Iterator[Duty]:
    finder = reigns[0].rule.hold_finder
    assert finder is not None
    for anchor, day, _ in reigns[0].rule.select(bag):
        start = max(_introduced(reigns, day), life.followed_from)
        ended = anchor.ended
        for gap, covered in _gaps(finder(bag, anchor), start, ended):
            reign = _reign_on(reigns, gap)
            if reign is None or not reign.rule.applies(bag, anchor, gap):
                continue
            rule = reign.rule.rule
            yield _finish(
                reign, bag, life, anchor=anchor, key=gap.isoformat(), day=gap, opens=gap, due=rule.grace.after(gap),
                done=covered, lapsed=_lapse(reign.rule, bag, life, anchor, gap),
            )  # fmt: skip


def _gaps(covering: list[Fact], start: date, end: date | None) -> Iterator[tuple[date, Fact | None]]:
    """The first day of each stretch from `start` to `end` (inclusive) that no fact covers, and what closes it."""
    at: date | None = start
    for fact in covering:
        assert fact.on is not None
        if at is None or (end is not None and at > end):
            return
        last = fact.day("ended")
        if last is not None and last < at:
            continue
        if fact.on > at:
            if end is not None and fact.on > end:
                break
            yield at, fact
        at = last + ONE_DAY if last is not None and last < date.max else None
    if at is not None and (end is None or at <= end):
        yield at, None


_FORMS = {"once": _once, "every": _every, "always": _always}


# ── what hangs on the key ────────────────────────────────────────────────────


def _finish(
    reign: _Reign,
    bag: Bag,
    life: _Life,
    *,
    anchor: Fact,
    key: str,
    day: date,
    opens: date,
    due: date,
    done: Fact | None,
    lapsed: date | None,
) -> Duty:
    rule = reign.rule.rule
    full_key = f"{rule.id}:{life.subject.id}:{key}"
    opens = max(opens, reign.start)
    short = due < opens
    if short:
        due = opens
    done_on, done_by = (done.on, done.id) if done is not None else (None, "")
    exempted_on = exempted_until = None
    postponed = False
    by_parent = bag.by_parent
    for act in by_parent.get(("confirmed", full_key), ()):
        if act.on and not act.attrs.get("cancelled") and (done_on is None or act.on < done_on):
            done_on, done_by = act.on, act.id
    for act in by_parent.get(("exempted", full_key), ()):
        if act.on and not act.attrs.get("cancelled"):
            exempted_on, exempted_until = act.on, act.day("until")
    for act in by_parent.get(("postponed", full_key), ()):
        to = act.day("to")
        if to is not None and to > due and not act.attrs.get("cancelled"):
            due, postponed = to, True
    if done_on is not None and lapsed is not None:
        if done_on <= lapsed:
            lapsed = None
        else:
            done_on, done_by = None, ""
    return Duty(
        full_key, rule.id, reign.version, life.subject.id, key, anchor.id, rule.anchor.dated_by, day, rule.holder,
        reign.rule.act, rule.force, opens, due, short, done_on, done_by, lapsed, exempted_on, exempted_until,
        postponed,
    )  # fmt: skip
