"""How fast the engine derives: on the facts of many cases, read once; and a rebuild, reading included."""

import time
from dataclasses import dataclass

CASES = 500


@dataclass(frozen=True)
class Pace:
    """Cases and duties a second: derived from facts at hand, and rebuilt from the tables."""

    cases: float
    duties: float
    rebuilt: float


def pace() -> Pace:
    """Measures in the demo's first municipality. Django must be set up."""
    from samrad.agencies.queries import demo_municipalities
    from samrad.cases.queries import all_case_ids
    from samrad.kernel.clock import today
    from samrad.kernel.operation import project
    from samrad.kernel.tenant import tenant
    from samrad.routines.queries import plan
    from samrad.worklist.queries import facts_of
    from samrad.worklist.rules import horizon

    with tenant(demo_municipalities().order_by("id")[0].pk):
        ids = all_case_ids()[:CASES]
        ready, until = plan(), horizon(today())
        known = list(facts_of(ids).values())
        begun = time.perf_counter()
        duties = sum(len(ready.derive(facts, until)) for facts in known)
        derived = time.perf_counter() - begun
        begun = time.perf_counter()
        for start in range(0, len(ids), 100):
            project(frozenset(ids[start : start + 100]))
        rebuilt = time.perf_counter() - begun
    return Pace(len(known) / derived, duties / derived, len(ids) / rebuilt)
