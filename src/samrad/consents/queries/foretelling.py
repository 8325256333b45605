"""What would happen if grants were taken back: read out of the same relations as who sees what now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samrad.accounts.rules import Capacity
from samrad.cases.access import BY_AREA, NOTHING, Holder, Sees, now_and_then
from samrad.cases.models import Case
from samrad.cases.rules import ALL_PARTS, LifeArea
from samrad.consents.models import Consent, Grant
from samrad.kernel.clock import now

Key = tuple[Capacity, int]


@dataclass(frozen=True)
class Loss:
    """Somebody who would lose something: what, what is kept, and on which grounds. `out` tells that nothing is kept,
    not even that the case exists.
    """

    name: str
    unit: str
    lost: Sees
    kept: Sees
    grounds: tuple[str, ...]

    @property
    def out(self) -> bool:
        """Whether the case is closed to this one altogether."""
        return not self.grounds


def foretell(case: Case, grants: Iterable[int], at: datetime | None = None) -> list[Loss]:
    """Who would lose what if the grants were taken back at the instant, by unit and name. One query."""
    before, after = (_together(one) for one in now_and_then(case, grants, at or now()))
    losses = [
        Loss(
            holders[0].name, holders[0].unit, lost(_sum(holders), _sum(after.get(key, []))), _sum(after.get(key, [])),
            tuple(dict.fromkeys(one.sentence for one in after.get(key, []))),
        )
        for key, holders in before.items() if _sum(holders) != _sum(after.get(key, [])) or key not in after
    ]  # fmt: skip
    return sorted(losses, key=lambda one: (one.unit, one.name))


def standing_grants(consent: Consent) -> list[Grant]:
    """What the consent grants that is neither withdrawn nor replaced."""
    return [one for one in consent.grants.all() if one.withdrawn_at is None and one.replaced_at is None]


def lost(before: Sees, after: Sees) -> Sees:
    """What is seen before and not after, part by part and area by area."""
    found = {}
    for part in ALL_PARTS & set(before.parts):
        had, has = before.parts[part], after.parts.get(part, frozenset())
        if part not in after.parts:
            found[part] = had
        elif part in BY_AREA and had != has and has is not None:
            found[part] = (frozenset(LifeArea) if had is None else had) - has
    return Sees(found)


def _together(holders: Iterable[Holder]) -> dict[Key, list[Holder]]:
    found: dict[Key, list[Holder]] = {}
    for one in holders:
        found.setdefault((one.capacity, one.capacity_id), []).append(one)
    return found


def _sum(holders: Iterable[Holder]) -> Sees:
    total = NOTHING
    for one in holders:
        total = total.joined(one.sees)
    return total
