"""The three forms of rules, each from anchors to duties: once, every (rolling or per period), and always.

Each form adds its duties to `made`: a list costs less than to hand them over one by one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from samrad.duties.calendar import ONE_DAY, whole_periods
from samrad.duties.duty import Duty
from samrad.duties.facts import Fact
from samrad.duties.life import Life
from samrad.duties.matching import Anchor, Holds, always, never
from samrad.duties.ready import Ready, Reign

Event = tuple[date, str, Fact | None]


# ── once ─────────────────────────────────────────────────────────────────────


def _once(reigns: list[Reign], life: Life, until: date, made: list[Duty]) -> None:
    for reign in reigns:
        applies = reign.rule.applies_in(life.bag)
        if applies is not never:
            _once_under(reign, life, applies, made)


def _once_under(reign: Reign, life: Life, applies: Holds, made: list[Duty]) -> None:
    ready, followed_from = reign.rule, life.followed_from
    window, find = ready.window, ready.done_by(life.bag)
    begins, ends = max(reign.start, followed_from), reign.stop
    for anchor, day, known, end in ready.select(life.bag):
        hard, due, opens = window(day)
        if not begins <= (opens if ready.born else day) < ends:
            continue
        if applies is not always and not applies(anchor, day):
            continue
        if known is not None and ready.ahead:
            opens = known if hard is None or known > hard else hard
        opens = opens if opens > followed_from else followed_from
        lower = date.min if ready.early else hard or (day if ready.from_anchor else date.min)
        done = None
        for act in find(anchor):
            if act.on is not None and act.on >= lower:
                done = act
                break
        made.append(life.duty(reign, anchor, end, anchor.id, day, opens, due, done))


# ── every ────────────────────────────────────────────────────────────────────


def _every(reigns: list[Reign], life: Life, until: date, made: list[Duty]) -> None:
    first = reigns[0].rule
    form = _rolling if first.rule.span is not None else _per_period
    for anchor in first.select(life.bag):
        made.extend(form(reigns, life, anchor, until))


def _reign_on(reigns: list[Reign], day: date) -> Reign | None:
    for reign in reigns:
        if reign.start <= day < reign.stop:
            return reign
    return None


def _applies(ready: Ready, life: Life, anchor: Fact, day: date) -> bool:
    return ready.applies_in(life.bag)(anchor, day)


def _rolling(reigns: list[Reign], life: Life, anchor: Anchor, until: date) -> Iterator[Duty]:
    day, key = anchor[1], anchor[0].id
    events = _rolling_events(reigns, life, anchor)
    counted = max(day, reigns[0].start)
    if counted > day:
        key = f"{key}/{counted.isoformat()}"
    if life.followed_from > counted and not any(on <= life.followed_from for on, _, _ in events):
        counted = life.followed_from
    while True:
        on, event_id, fact = events.pop(0) if events else (None, "", None)
        reign = _reign_on(reigns, counted)
        if reign is not None and fact is not None and not _does(reign, life, anchor, fact):
            continue
        resumed = on is not None and fact is None
        duty = None
        if reign is not None and not resumed:
            duty = _occurrence(reign, life, anchor, key, counted, fact)
            if duty is not None and (on is None or on >= life.followed_from):
                yield duty
        if on is not None:
            counted, key = max(on, counted), event_id
        elif duty is not None and duty.done_on is not None:
            counted, key = duty.done_on, duty.done_by
        else:
            return


def _does(reign: Reign, life: Life, anchor: Anchor, fact: Fact) -> bool:
    """Whether the fact does the duty as the version of that time says."""
    return any(one is fact for one in reign.rule.done_by(life.bag)(anchor[0]))


def _rolling_events(reigns: list[Reign], life: Life, anchor: Anchor) -> list[Event]:
    """What a rolling rule counts anew from: each fulfilment, and the end of each pause (no fact).

    What was done before the anchor, or before the rule came, is not counted.
    """
    ready, day = reigns[0].rule, anchor[1]
    earliest = max(day, reigns[0].start) if life.followed_from == date.min else date.min
    doers = {one.id: one for reign in reigns for one in reign.rule.done_by(life.bag)(anchor[0])}
    events: list[Event] = [(one.on, one.id, one) for one in doers.values() if one.on and one.on >= earliest]
    if life.pauses and "pause" not in ready.rule.survives:
        events.extend((stop + ONE_DAY, stop.isoformat(), None) for _, stop in life.pauses if day <= stop < date.max)
    return sorted(events, key=itemgetter(0, 1))


def _occurrence(reign: Reign, life: Life, anchor: Anchor, key: str, counted: date, done: Fact | None) -> Duty | None:
    rule, (fact, _, _, end) = reign.rule.rule, anchor
    assert rule.span is not None
    if not _applies(reign.rule, life, fact, counted):
        return None
    due = rule.span.after(counted)
    opens = max(counted, rule.lead.before(due) if rule.lead else counted, life.followed_from)
    return life.duty(reign, fact, end, key, counted, opens, due, done)


def _per_period(reigns: list[Reign], life: Life, anchor: Anchor, until: date) -> Iterator[Duty]:
    fact, day, _, end = anchor
    start = max(day, reigns[0].start, life.followed_from)
    for first, last in whole_periods(reigns[0].rule.rule.per, start, until):
        reign = _reign_on(reigns, first)
        if reign is None or not _applies(reign.rule, life, fact, first):
            continue
        rule = reign.rule.rule
        doers = reign.rule.done_by(life.bag)(fact)
        within = [one for one in doers if one.on and first <= one.on <= last]
        opens = rule.lead.before(last) if rule.lead else first
        done = within[rule.at_least - 1] if len(within) >= rule.at_least else None
        yield life.duty(reign, fact, end, first.isoformat(), first, max(opens, first), last, done)


# ── always ───────────────────────────────────────────────────────────────────


class _Gap(NamedTuple):
    """A stretch in which a state does not hold: its anchors' last day and end, and the fact that closes it."""

    reign: Reign
    anchor: Fact
    first: date
    last: date | None
    end: date | None
    closed: Fact | None

    def runs_into(self, day: date) -> bool:
        """Whether it is still open at the end of its anchor, and the day follows at once."""
        return self.closed is None and self.last is not None and day <= self.last + ONE_DAY

    def through(self, last: date | None, end: date | None, closed: Fact | None) -> "_Gap":
        """The same gap through an anchor more, when that one lasts longer."""
        longer = last is None or (self.last is not None and last > self.last)
        return self._replace(last=last, end=end, closed=closed) if longer else self


def _always(reigns: list[Reign], life: Life, until: date, made: list[Duty]) -> None:
    for one in _open_stretches(reigns, life):
        due = one.reign.rule.rule.grace.after(one.first)
        key = one.first.isoformat()
        made.append(life.duty(one.reign, one.anchor, one.end, key, one.first, one.first, due, one.closed))


def _open_stretches(reigns: list[Reign], life: Life) -> list[_Gap]:
    """Each gap once: one that lasts from one anchor into the next (two school years) is one and the same."""
    ready, found = reigns[0].rule, list[_Gap]()
    assert ready.holds is not None
    find = ready.holds(life.bag)
    for anchor, day, _, end in ready.select(life.bag):
        start, last = max(day, reigns[0].start, life.followed_from), anchor.ended
        for gap, closed in _gaps(find(anchor), start, last):
            reign = _reign_on(reigns, gap)
            if found and ready.holds_wide and found[-1].runs_into(gap):
                found[-1] = found[-1].through(last, end, closed)
            elif reign is not None and _applies(reign.rule, life, anchor, gap):
                found.append(_Gap(reign, anchor, gap, last, end, closed))
    return found


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


Form = Callable[[list[Reign], Life, date, list[Duty]], None]
FORMS: dict[str, Form] = {"once": _once, "every": _every, "always": _always}
