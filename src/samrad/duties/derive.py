"""From routine versions and facts to duties.

`derive` never sees today. A duty follows the version in force on the day it is counted from, so
that a new version makes nothing late backwards. `until` bounds how far ahead duties are made:
those that open after it are left out, so a later `until` only adds.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.forms import FORMS, Form
from samrad.duties.life import Life
from samrad.duties.ready import Ready, Reign
from samrad.duties.routine import Version
from samrad.duties.rule import Rule

_by_key, _by_due = (itemgetter(Duty._fields.index(name)) for name in ("key", "due"))


def derive(versions: Sequence[Version], facts: Iterable[Fact], until: date) -> list[Duty]:
    """The duties of one subject that open on or before `until`, in the order of their due dates.

    `versions` are the published routines; `facts` those of one case (or board, or municipality)
    with the employees and units they refer to. Facts without a subject give no duties.
    """
    return Plan(versions).derive(facts, until)


class Plan:
    """Versions made ready for deriving many cases."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self._rules: dict[str, list[tuple[Form, list[Reign]]]] = {}
        for reigns in _reigns(versions):
            form = FORMS[reigns[0].rule.rule.form]
            for kind in {one.rule.rule.anchor.fact for one in reigns}:
                self._rules.setdefault(kind, []).append((form, reigns))

    def derive(self, facts: Iterable[Fact] | Bag, until: date) -> list[Duty]:
        """As the function `derive`."""
        bag = facts if isinstance(facts, Bag) else Bag(facts)
        if bag.subject is None:
            return []
        life, made = Life(bag, bag.subject), list[Duty]()
        for kind in bag.by_kind:
            for form, reigns in self._rules.get(kind, ()):
                form(reigns, life, until, made)
        found = {duty.key: duty for duty in reversed(made) if duty.opens <= until}
        return sorted(sorted(found.values(), key=_by_key), key=_by_due)


def _reigns(versions: Sequence[Version]) -> Iterator[list[Reign]]:
    """Each rule in the versions in which it counts the same thing in the same form, oldest first."""
    ordered = sorted(versions, key=lambda version: version.valid_from)
    found: dict[str, list[list[Reign]]] = {}
    for index, version in enumerate(ordered):
        start = version.valid_from if index else date.min
        stop = ordered[index + 1].valid_from if index + 1 < len(ordered) else date.max
        for rule in version.routine.rules.values():
            alike = found.setdefault(rule.id, [])
            reigns = next((one for one in alike if _counts_alike(one[0].rule.rule, rule)), None)
            if reigns is None:
                reigns = []
                alike.append(reigns)
            reigns.append(Reign(start, stop, version.id, Ready(rule)))
    for alike in found.values():
        yield from alike


def _counts_alike(one: Rule, other: Rule) -> bool:
    return (one.form, one.per, one.anchor, one.holds) == (other.form, other.per, other.anchor, other.holds)
