"""What would happen if consent were taken back, in words: who loses what, and what it touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from samrad.consents.queries.foretelling import Loss, foretell
from samrad.kernel.clock import now
from samrad.meetings.queries.telling import units_asked
from samrad.plans.queries import steps_ahead
from samrad.web.layout.readers import sees_in_words

if TYPE_CHECKING:
    from samrad.cases.models import Case
    from samrad.consents.models import Grant


@dataclass(frozen=True)
class LossView:
    """Somebody who would lose something, in words."""

    name: str
    unit: str
    lost: list[str]
    kept: list[str]
    reasons: str
    out: bool


@dataclass(frozen=True)
class Touched:
    """A meeting, or something to be done, that somebody who would lose something has a part in."""

    what: str
    whose: str
    on: Any = None


@dataclass(frozen=True)
class Foretold:
    """Who would lose what, and what of the work together they have a part in."""

    losses: list[LossView]
    touched: list[Touched]


def foretold(case: "Case", grants: "list[Grant]") -> Foretold:
    """What would happen if the grants were taken back now. Three queries."""
    at = now()
    losses = foretell(case, [one.pk for one in grants], at)
    return Foretold([_view(one) for one in losses], list(_touched(case, {one.unit_id for one in grants}, at)))


def _view(one: Loss) -> LossView:
    return LossView(
        one.name, one.unit, sees_in_words(one.lost), sees_in_words(one.kept), " ".join(one.grounds), one.out
    )


def _touched(case: "Case", units: set[int], at: datetime) -> Iterable[Touched]:
    if not units:
        return
    for asked in units_asked(case, units, at):
        assert asked.seat is not None
        yield Touched("Er spurt til møtet", asked.seat.unit.name, asked.meeting.starts_at)
    for step in steps_ahead(case):
        if step.seat is not None and step.seat.unit_id in units:
            yield Touched(f"Har tiltaket «{step.title}»", step.seat.unit.name, step.due_on)
