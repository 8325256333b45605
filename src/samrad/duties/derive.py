"""From routine versions and facts to duties.

`derive` never sees today. A duty follows the version in force on the day it is counted from, so
that a new version makes nothing late backwards. `until` bounds how far ahead duties are made:
those that open after it are left out, so a later `until` only adds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from samrad.duties.calendar import NO_DATE, Span, whole_periods
from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.matching import Find, anchors, finder, holds, relation
from samrad.duties.routine import Fulfilment, Rule, Version

ONE_DAY = timedelta(days=1)
_duty: Callable[[tuple[object, ...]], Duty] = partial(tuple.__new__, Duty)
_by_due = attrgetter("due", "key")


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
        self._plans = [
            (frozenset(one.rule.rule.anchor.fact for one in reigns), _FORMS[reigns[0].rule.rule.form], reigns)
            for reigns in self._reigns.values()
        ]

    def derive(self, facts: Iterable[Fact] | Bag, until: date) -> list[Duty]:
        """As the function `derive`."""
        bag = facts if isinstance(facts, Bag) else Bag(facts)
        if bag.subject is None:
            return []
        life, kinds = _Life(bag), bag.by_kind.keys()
        found: dict[str, Duty] = {}
        for anchored_on, make, reigns in self._plans:
            if anchored_on.isdisjoint(kinds):
                continue
            for duty in make(reigns, life, until):
                if duty.opens <= until:
                    found.setdefault(duty.key, duty)
        return sorted(found.values(), key=_by_due)


# ── what a case's own life does to its duties ────────────────────────────────


class _Life:
    """The dates of the subject that bear on every duty: taken over, closed, dead, paused; and what is said of each."""

    __slots__ = ("_known_ends", "bag", "closed", "dead", "ends", "followed_from", "pauses", "said", "subject")

    def __init__(self, bag: Bag) -> None:
        subject = bag.subject
        assert subject is not None
        self.bag = bag
        self.subject = subject
        self.followed_from = subject.day("followed_from") or date.min
        people = bag.of("person")
        self.dead = next((person.day("died") for person in people if person.day("died")), None)
        if subject.attrs.get("end_reason") == "dead":
            self.dead = min(filter(None, (self.dead, subject.ended)), default=None)
        self.closed = subject.ended
        self.pauses = [(pause.on, pause.day("ended") or date.max) for pause in bag.of("paused") if pause.on]
        self.ends = bool(self.dead or self.closed or self.pauses)
        self.said: dict[str, list[Fact]] = {}
        for kind in ("confirmed", "exempted", "postponed"):
            for act in bag.of(kind):
                if not act.attrs.get("cancelled"):
                    self.said.setdefault(act.parent, []).append(act)
        self._known_ends: tuple[dict[str, date | None], dict[str, date | None]] = ({}, {})

    def over_for(self, rule: Rule, opens: date) -> date | None:
        """The day the subject's own life ends a duty of the rule: death, closing, or a pause while it is open."""
        days = []
        if self.dead is not None:
            days.append(self.dead)
        if self.closed is not None and "closing" not in rule.survives:
            days.append(self.closed)
        if self.pauses and "pause" not in rule.survives:
            days.extend(max(start, opens) for start, stop in self.pauses if opens <= stop)
        return min(days, default=None)

    def end_of(self, anchor: Fact, *, own: bool) -> date | None:
        """The first day that the anchor, or what it hangs on, ended or was cancelled.

        The anchor's own end does not count when `own` is false: it is what the duty is counted from.
        """
        known = self._known_ends[own]
        if anchor.id not in known:
            known[anchor.id] = self._first_end(anchor, own)
        return known[anchor.id]

    def _first_end(self, anchor: Fact, own: bool) -> date | None:
        if anchor.id == self.subject.id:
            return None
        first = anchor.day("cancelled")
        ended = anchor.day("ended") if own else None
        if ended is not None and (first is None or ended < first):
            first = ended
        if anchor.parent == self.subject.id:
            return first
        above = self.bag.by_id.get(anchor.parent)
        ended = self.end_of(above, own=True) if above is not None else None
        return ended if ended is not None and (first is None or ended < first) else first


class _Ready:
    """A rule with its selectors, conditions and offsets turned into functions."""

    __slots__ = ("act", "ahead", "doers", "due", "early", "from_anchor", "holds", "id", "lapsing", "opens", "own_end",
                 "rule", "select", "tests")  # fmt: skip

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id = rule.id
        self.act = rule.act
        self.select = anchors(rule.anchor)
        self.tests = [holds(one) for one in rule.when]
        self.doers = [finder(one, rule.anchor) for one in rule.done]
        self.lapsing = [finder(one, rule.anchor) for one in rule.lapses_on]
        self.holds = finder(Fulfilment(rule.holds.fact, rule.holds.where), rule.anchor) if rule.holds else None
        self.due = rule.due.counting() if rule.due is not None else None
        self.opens = rule.opens.counting() if rule.opens is not None else None
        self.ahead = rule.due is not None and rule.due.before
        self.own_end = rule.anchor.at != "ended"
        self.early = bool(rule.done) and all(one.early for one in rule.done)
        wide = all(relation(one.fact, rule.anchor.fact) == "wide" for one in rule.done)
        self.from_anchor = rule.anchor.pick == "each" and not self.ahead and wide

    def applies(self, bag: Bag, anchor: Fact, day: date) -> bool:
        """Whether every condition held for the anchor on the day."""
        return all(test(bag, anchor, day) for test in self.tests)

    def done_by(self, bag: Bag) -> Find:
        """Finds the live facts that could do this duty, in the order of their dates."""
        if len(self.doers) == 1:
            return self.doers[0].of(bag)
        found = [one.of(bag) for one in self.doers]
        return lambda anchor: sorted((fact for one in found for fact in one(anchor)), key=_in_order)


def _in_order(fact: Fact) -> tuple[date, str]:
    return (fact.on or date.min, fact.id)


# ── the three forms ──────────────────────────────────────────────────────────


def _once(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    bag, followed_from = life.bag, life.followed_from
    for reign in reigns:
        ready = reign.rule
        chosen = ready.select(bag)
        if not chosen:
            continue
        hard_opening, count_due, ahead, tests = ready.opens, ready.due, ready.ahead, ready.tests
        find, begins, ends = ready.done_by(bag), reign.start, reign.stop
        born = ready.rule.anchor.fact == "person"
        for anchor, day, known in chosen:
            hard = hard_opening(day) if hard_opening else None
            due = count_due(day) if count_due else NO_DATE
            opens = hard or (due if ahead else day)
            counted_from = opens if born else day
            if not begins <= counted_from < ends or counted_from < followed_from:
                continue
            if tests and not ready.applies(bag, anchor, day):
                continue
            if ahead and known is not None:
                opens = known if hard is None or known > hard else hard
            opens = opens if opens > followed_from else followed_from
            lower = None if ready.early else day if hard is None and ready.from_anchor else hard
            done = None
            for one in find(anchor):
                if lower is None or (one.on or day) >= lower:
                    done = one
                    break
            yield _finish(reign, life, anchor, anchor.id, day, opens, due, done)


def _lapse(ready: _Ready, life: _Life, anchor: Fact, opens: date) -> date | None:
    """The day a duty falls away: the case, the anchor or what it hangs on ends, or something makes it needless."""
    lapsed = life.over_for(ready.rule, opens) if life.ends else None
    ended = life.end_of(anchor, own=ready.own_end)
    if ended is not None and (lapsed is None or ended < lapsed):
        lapsed = ended
    for reason in ready.lapsing:
        for one in reason.of(life.bag)(anchor)[:1]:
            if one.on is not None and (lapsed is None or one.on < lapsed):
                lapsed = one.on
    return lapsed


def _every(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    first = reigns[0].rule
    make = _rolling if first.rule.span is not None else _per_period
    find = first.done_by(life.bag)
    for anchor, day, _ in first.select(life.bag):
        yield from make(reigns, life, anchor, day, until, find(anchor))


def _reign_on(reigns: list[_Reign], day: date) -> _Reign | None:
    return next((reign for reign in reigns if reign.start <= day < reign.stop), None)


def _introduced(reigns: list[_Reign], day: date) -> date:
    """`day`, or the day the rule came into force when that is later."""
    return max(day, reigns[0].start)


def _rolling(
    reigns: list[_Reign], life: _Life, anchor: Fact, day: date, until: date, doers: list[Fact]
) -> Iterator[Duty]:
    events = _rolling_events(reigns[0].rule, life, day, doers)
    counted, key = _introduced(reigns, day), anchor.id
    if life.followed_from > counted and not any(on <= life.followed_from for on, _, _ in events):
        counted = life.followed_from
    while True:
        on, event_id, fact = events.pop(0) if events else (None, "", None)
        reign = _reign_on(reigns, counted)
        resumed = on is not None and fact is None
        duty = None
        if reign is not None and not resumed:
            duty = _occurrence(reign, life, anchor=anchor, key=key, counted=counted, done=fact)
            if duty is not None and (on is None or on >= life.followed_from):
                yield duty
        if on is not None:
            counted, key = max(on, counted), event_id
        elif duty is not None and duty.done_on is not None:
            counted, key = duty.done_on, duty.done_by
        else:
            return


def _rolling_events(ready: "_Ready", life: _Life, day: date, doers: list[Fact]) -> list[tuple[date, str, Fact | None]]:
    """What a rolling rule counts anew from: each fulfilment, and the end of each pause (no fact)."""
    earliest = day if life.followed_from == date.min else date.min
    events: list[tuple[date, str, Fact | None]] = [
        (one.on, one.id, one) for one in doers if one.on and one.on >= earliest
    ]
    if "pause" not in ready.rule.survives:
        events.extend((stop + ONE_DAY, stop.isoformat(), None) for _, stop in life.pauses if day <= stop < date.max)
    return sorted(events, key=lambda one: one[:2])


def _occurrence(reign: _Reign, life: _Life, *, anchor: Fact, key: str, counted: date, done: Fact | None) -> Duty | None:
    rule = reign.rule.rule
    assert rule.span is not None
    due = rule.span.after(counted)
    opens = max(counted, (rule.lead or Span(0, "day")).before(due) if rule.lead else counted)
    if not reign.rule.applies(life.bag, anchor, counted):
        return None
    opens = max(opens, life.followed_from)
    return _finish(reign, life, anchor, key, counted, opens, due, done)


def _per_period(
    reigns: list[_Reign], life: _Life, anchor: Fact, day: date, until: date, doers: list[Fact]
) -> Iterator[Duty]:
    start = max(_introduced(reigns, day), life.followed_from)
    for first, last in whole_periods(reigns[0].rule.rule.per, start, until):
        reign = _reign_on(reigns, first)
        if reign is None or not reign.rule.applies(life.bag, anchor, first):
            continue
        rule = reign.rule.rule
        within = [one for one in doers if one.on and first <= one.on <= last]
        opens = rule.lead.before(last) if rule.lead else first
        done = within[rule.at_least - 1] if len(within) >= rule.at_least else None
        yield _finish(reign, life, anchor, first.isoformat(), first, max(opens, first), last, done)


def _always(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    holding = reigns[0].rule.holds
    assert holding is not None
    find = holding.of(life.bag)
    for anchor, day, _ in reigns[0].rule.select(life.bag):
        start = max(_introduced(reigns, day), life.followed_from)
        ended = anchor.ended
        for gap, covered in _gaps(find(anchor), start, ended):
            reign = _reign_on(reigns, gap)
            if reign is None or not reign.rule.applies(life.bag, anchor, gap):
                continue
            rule = reign.rule.rule
            yield _finish(reign, life, anchor, gap.isoformat(), gap, gap, rule.grace.after(gap), covered)


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
    reign: _Reign, life: _Life, anchor: Fact, key: str, day: date, opens: date, due: date, done: Fact | None
) -> Duty:
    """The duty, with what was done, what ended it, and what people have said of it."""
    ready = reign.rule
    rule = ready.rule
    subject = life.subject.id
    full_key = f"{rule.id}:{subject}:{key}"
    lapsed = _lapse(ready, life, anchor, opens)
    opens = opens if opens > reign.start else reign.start
    short = due < opens
    if short:
        due = opens
    done_on, done_by = (done.on, done.id) if done is not None else (None, "")
    exempted_on = exempted_until = None
    postponed = False
    for act in life.said.get(full_key, ()):
        to = act.day("to")
        if act.kind == "confirmed":
            if act.on and (done_on is None or act.on < done_on):
                done_on, done_by = act.on, act.id
        elif act.kind == "exempted":
            if act.on:
                exempted_on, exempted_until = act.on, act.day("until")
        elif to is not None and to > due:
            due, postponed = to, True
    if done_on is not None and lapsed is not None:
        if done_on <= lapsed:
            lapsed = None
        else:
            done_on, done_by = None, ""
    return _duty(
        (full_key, rule.id, reign.version, subject, key, anchor.id, rule.anchor.dated_by, day, rule.holder, ready.act,
         rule.force, opens, due, short, done_on, done_by, lapsed, exempted_on, exempted_until, postponed)
    )  # fmt: skip
