"""What a case's own life, and what people have said of a duty, does to its duties."""

from collections.abc import Callable
from datetime import date
from functools import partial

from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.ready import Ready, Reign
from samrad.duties.rule import Rule

_duty: Callable[[tuple[object, ...]], Duty] = partial(tuple.__new__, Duty)


class Life:
    """The dates of the subject that bear on every duty: taken over, closed, dead, paused; and what is said of each."""

    __slots__ = ("bag", "closed", "dead", "ends", "followed_from", "pauses", "said", "subject_id")

    def __init__(self, bag: Bag, subject: Fact) -> None:
        self.bag = bag
        self.subject_id = subject.id
        self.followed_from = subject.day("followed_from") or date.min
        self.closed = subject.ended
        self.dead = next((died for person in bag.of("person") if (died := person.day("died"))), None)
        if subject.attrs.get("end_reason") == "dead":
            self.dead = _first(self.dead, self.closed)
        self.pauses = [(pause.on, pause.day("ended") or date.max) for pause in bag.of("paused") if pause.on]
        self.ends = bool(self.dead or self.closed or self.pauses)
        self.said: dict[str, list[Fact]] = {}
        for kind in ("confirmed", "exempted", "postponed"):
            for act in bag.of(kind):
                if not act.attrs.get("cancelled"):
                    self.said.setdefault(act.parent, []).append(act)

    def duty(
        self, reign: Reign, anchor: Fact, end: date | None, key: str, day: date, opens: date, due: date,
        done: Fact | None,
    ) -> Duty:  # fmt: skip
        """The duty, with what was done, what ended it, and what people have said of it."""
        ready, subject = reign.rule, self.subject_id
        full_key = f"{ready.id}:{subject}:{key}"
        lapsed = self._lapse(ready, anchor, end, opens) if self.ends or ready.lapsing else end
        opens = opens if opens > reign.start else reign.start
        short = due < opens
        if short:
            due = opens
        done_on, done_by = (done.on, done.id) if done is not None else (None, "")
        exempted_on, exempted_until, postponed = None, None, False
        if self.said and full_key in self.said:
            said = self.said[full_key]
            done_on, done_by = _confirmed(said, done_on, done_by)
            exempted_on, exempted_until = _exempted(said)
            postponed_to = _postponed(said, due)
            due, postponed = postponed_to, postponed_to > due
        if done_on is not None and lapsed is not None:
            if done_on <= lapsed:
                lapsed = None
            else:
                done_on, done_by = None, ""
        return _duty(
            (full_key, ready.id, reign.version, subject, key, anchor.id, ready.dated_by, day, ready.holder, ready.act,
             ready.force, opens, due, short, done_on, done_by, lapsed, exempted_on, exempted_until, postponed)
        )  # fmt: skip

    def _lapse(self, ready: Ready, anchor: Fact, end: date | None, opens: date) -> date | None:
        """The day a duty falls away: the case, the anchor or what it hangs on ends, or something makes it needless."""
        lapsed = _first(end, self._over_for(ready.rule, opens)) if self.ends else end
        for reason in ready.lapsing:
            for one in reason(self.bag)(anchor)[:1]:
                lapsed = _first(lapsed, one.on)
        return lapsed

    def _over_for(self, rule: Rule, opens: date) -> date | None:
        """The day the subject's own life ends a duty of the rule: death, closing, or a pause while it is open."""
        days = []
        if self.dead is not None:
            days.append(self.dead)
        if self.closed is not None and "closing" not in rule.survives:
            days.append(self.closed)
        if self.pauses and "pause" not in rule.survives:
            days.extend(max(start, opens) for start, stop in self.pauses if opens <= stop)
        return min(days, default=None)


def _first(one: date | None, other: date | None) -> date | None:
    """The earlier of two days, or the one that is known."""
    if one is None or other is None:
        return one or other
    return one if one < other else other


def _confirmed(said: list[Fact], done_on: date | None, done_by: str) -> tuple[date | None, str]:
    """The earliest of what did the duty and what confirms that it was done."""
    for act in said:
        if act.kind == "confirmed" and act.on and (done_on is None or act.on < done_on):
            done_on, done_by = act.on, act.id
    return done_on, done_by


def _exempted(said: list[Fact]) -> tuple[date | None, date | None]:
    """The first and the last day of the latest exemption."""
    found = [(act.on, act.day("until")) for act in said if act.kind == "exempted" and act.on]
    return found[-1] if found else (None, None)


def _postponed(said: list[Fact], due: date) -> date:
    """The latest day a postponement leads to, when it is later than the day it is due."""
    return max([due, *(to for act in said if act.kind == "postponed" and (to := act.day("to")))])
