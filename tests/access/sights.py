"""Sights put together by hand, for rules that ask of nothing else."""

from collections.abc import Iterable

from samrad.cases.access import Sees, Sight
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part


def of(
    *grounds: str, parts: Iterable[Part] = (), areas: Iterable[LifeArea] | None = None, case: Case | None = None
) -> Sight:
    """The sight of somebody with these grounds, who sees these parts, in these life areas (None: all)."""
    seen = None if areas is None else frozenset(areas)
    return Sight(case or Case(), grounds, Sees(dict.fromkeys(parts, seen)))
