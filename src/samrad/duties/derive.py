"""From routine versions and facts to duties.

`derive` never sees today. A duty follows the version in force on the day it is counted from, so
that a new version makes nothing late backwards. `until` bounds how far ahead duties are made:
those that open after it are left out, so a later `until` only adds.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from samrad.duties.calendar import NO_DATE, Span, whole_periods
from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.matching import anchors, finder, holds, relation
from samrad.duties.routine import Fulfilment, Rule, Version

ONE_DAY = timedelta(days=1)


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
            for duty in make(reigns, life, until):
                if duty.opens <= until:
                    found.setdefault(duty.key, duty)
        return sorted(found.values(), key=lambda duty: (duty.due, duty.key))


# ── what a case's own life does to its duties ────────────────────────────────


class _Life:
    """The dates of the subject that bear on every duty: taken over, closed, dead, paused."""

    __slots__ = ("bag", "closed", "dead", "followed_from", "pauses", "subject")

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

    def lapse(self, rule: Rule, opens: date) -> date | None:
        days = []
        if self.dead is not None:
            days.append(self.dead)
        if self.closed is not None and "closing" not in rule.survives:
            days.append(self.closed)
        if self.pauses and "pause" not in rule.survives:
            days.extend(max(start, opens) for start, stop in self.pauses if opens <= stop)
        return min(days, default=None)


class _Ready:
    """A rule with its selectors and conditions turned into functions."""

    __slots__ = ("act", "finders", "form", "hold_finder", "id", "lapse_finders", "rule", "select", "tests")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id = rule.id
        self.form = rule.form
        self.act = rule.act
        self.select = anchors(rule.anchor)
        self.tests = [holds(one) for one in rule.when]
        self.finders = [finder(one, rule.anchor) for one in rule.done]
        self.lapse_finders = [finder(one, rule.anchor) for one in rule.lapses_on]
        self.hold_finder = finder(Fulfilment(rule.holds.fact, rule.holds.where), rule.anchor) if rule.holds else None

    def applies(self, bag: Bag, anchor: Fact, day: date) -> bool:
        return all(test(bag, anchor, day) for test in self.tests)

    def fulfilments(self, bag: Bag, anchor: Fact) -> list[Fact]:
        """The live facts that could do this duty, in the order of their dates."""
        if len(self.finders) == 1:
            return self.finders[0](bag, anchor)
        found = [fact for finder in self.finders for fact in finder(bag, anchor)]
        return sorted(found, key=lambda fact: (fact.on or date.min, fact.id))


# ── the three forms ──────────────────────────────────────────────────────────


def _once(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    for reign in reigns:
        ready = reign.rule
        rule = ready.rule
        for anchor, day, known in ready.select(life.bag):
            hard = rule.opens.from_(day) if rule.opens else None
            ahead = rule.due is not None and rule.due.before
            due = rule.due.from_(day) if rule.due is not None else NO_DATE
            opens = hard if hard is not None else (due if ahead else day)
            counted_from = opens if anchor.kind == "person" else day
            if not reign.start <= counted_from < reign.stop or counted_from < life.followed_from:
                continue
            if not ready.applies(life.bag, anchor, day):
                continue
            if known is not None and ahead:
                opens = max(hard, known) if hard is not None else known
            opens = max(opens, life.followed_from)
            lower = hard
            if lower is None and rule.anchor.pick == "each" and not ahead and _is_wide(rule):
                lower = day
            done = next(
                (one for one in ready.fulfilments(life.bag, anchor) if lower is None or (one.on or day) >= lower), None
            )
            yield _finish(
                reign, life, anchor=anchor, key=anchor.id, day=day, opens=opens, due=due, done=done,
                lapsed=_lapse(reign.rule, life, anchor, opens),
            )  # fmt: skip


def _is_wide(rule: Rule) -> bool:
    return all(relation(one.fact, rule.anchor.fact) == "wide" for one in rule.done)


def _lapse(ready: "_Ready", life: _Life, anchor: Fact, opens: date) -> date | None:
    rule = ready.rule
    days = [life.lapse(rule, opens)]
    link: Fact | None = anchor
    own_date = rule.anchor.at
    while link is not None and link.id != life.subject.id:
        days.append(link.day("cancelled"))
        if not (link is anchor and own_date == "ended"):
            days.append(link.day("ended"))
        link = life.bag.by_id.get(link.parent)
    for find in ready.lapse_finders:
        days.append(next((one.on for one in find(life.bag, anchor)), None))
    return min((day for day in days if day is not None), default=None)


def _every(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    first = reigns[0].rule
    make = _rolling if first.rule.span is not None else _per_period
    for anchor, day, _ in first.select(life.bag):
        yield from make(reigns, life, anchor, day, until)


def _reign_on(reigns: list[_Reign], day: date) -> _Reign | None:
    return next((reign for reign in reigns if reign.start <= day < reign.stop), None)


def _introduced(reigns: list[_Reign], day: date) -> date:
    """`day`, or the day the rule came into force when that is later."""
    return max(day, reigns[0].start)


def _rolling(reigns: list[_Reign], life: _Life, anchor: Fact, day: date, until: date) -> Iterator[Duty]:
    events = _rolling_events(reigns[0].rule, life, anchor, day)
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


def _rolling_events(ready: "_Ready", life: _Life, anchor: Fact, day: date) -> list[tuple[date, str, Fact | None]]:
    """What a rolling rule counts anew from: each fulfilment, and the end of each pause (no fact)."""
    earliest = day if life.followed_from == date.min else date.min
    events: list[tuple[date, str, Fact | None]] = [
        (one.on, one.id, one) for one in ready.fulfilments(life.bag, anchor) if one.on and one.on >= earliest
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
    return _finish(
        reign, life, anchor=anchor, key=key, day=counted, opens=opens, due=due, done=done,
        lapsed=_lapse(reign.rule, life, anchor, opens),
    )  # fmt: skip


def _per_period(reigns: list[_Reign], life: _Life, anchor: Fact, day: date, until: date) -> Iterator[Duty]:
    start = max(_introduced(reigns, day), life.followed_from)
    done = reigns[0].rule.fulfilments(life.bag, anchor)
    for first, last in whole_periods(reigns[0].rule.rule.per, start, until):
        reign = _reign_on(reigns, first)
        if reign is None or not reign.rule.applies(life.bag, anchor, first):
            continue
        rule = reign.rule.rule
        within = [one for one in done if one.on and first <= one.on <= last]
        opens = rule.lead.before(last) if rule.lead else first
        yield _finish(
            reign, life, anchor=anchor, key=first.isoformat(), day=first, opens=max(opens, first), due=last,
            done=within[rule.at_least - 1] if len(within) >= rule.at_least else None,
            lapsed=_lapse(reign.rule, life, anchor, opens),
        )  # fmt: skip


def _always(reigns: list[_Reign], life: _Life, until: date) -> Iterator[Duty]:
    find = reigns[0].rule.hold_finder
    assert find is not None
    for anchor, day, _ in reigns[0].rule.select(life.bag):
        start = max(_introduced(reigns, day), life.followed_from)
        ended = anchor.ended
        for gap, covered in _gaps(find(life.bag, anchor), start, ended):
            reign = _reign_on(reigns, gap)
            if reign is None or not reign.rule.applies(life.bag, anchor, gap):
                continue
            rule = reign.rule.rule
            yield _finish(
                reign, life, anchor=anchor, key=gap.isoformat(), day=gap, opens=gap, due=rule.grace.after(gap),
                done=covered, lapsed=_lapse(reign.rule, life, anchor, gap),
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
    by_parent = life.bag.by_parent
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
