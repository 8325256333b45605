"""A typical case for the engine alone: 20 seats, 12 meetings, 15 activities, ten years of facts. No database.

`python -m tools.bench.typical` prints how many such cases and duties are derived a second, for each routine.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from samrad.duties.derive import Plan
from samrad.duties.facts import Fact, Value
from samrad.duties.routine import Version
from samrad.duties.schema import read_routine, shipped, shipped_names

START = date(2016, 1, 1)
UNTIL = date(2029, 12, 31)
ROUNDS, CASES = 7, 60


def _on(day: int) -> date:
    return START + timedelta(days=day)


def typical() -> list[Fact]:
    """The facts of the case."""
    return [*_beginning(), *_seats(), *_meetings(), *_activities()]


def _beginning() -> Iterator[Fact]:
    yield Fact("case", "c", _on(0))
    yield Fact("person", "p", date(2010, 5, 1), "c")
    yield Fact("notice", "n", _on(0), "c", attrs={"person_told": True})
    yield Fact("notice_answered", "n-answered", _on(5), "n")
    for number, (start, end) in enumerate(((20, 1800), (1801, None))):
        employee, own = f"e{number}", f"k{number}"
        attrs: dict[str, Value] = {"employee": employee, "first_time": not number, "ended": _on(end) if end else None}
        yield Fact("employee", employee, date(2010, 1, 1))
        yield Fact("coordinator", own, _on(start), "c", attrs=attrs)
        yield Fact("coordinator_accepted", f"{own}-accepted", _on(start + 1), own)
        yield Fact("course_taken", f"{own}-course", _on(start + 5), employee)
    yield Fact("team", "t", _on(30), "c")
    yield Fact("plan", "plan", _on(100), "c")
    for kind in ("contact_card_shared", "plan_right_told", "interpreter_mapped"):
        yield Fact(kind, kind, _on(60), "c")


def _seats() -> Iterator[Fact]:
    for number in range(20):
        day, own, unit = 35 + 150 * number, f"s{number}", f"u{number}"
        attrs: dict[str, Value] = {
            "seat_kind": "on_demand" if number % 3 == 0 else "permanent",
            "unit": unit,
            "unit_kind": "nav",
        }
        yield Fact("seat", own, _on(day), "t", attrs=attrs)
        consent: dict[str, Value] = {"step": "written", "unit": unit, "runs_out": True, "ended": _on(day + 370)}
        yield Fact("consent", f"g{number}", _on(day + 5), "c", attrs=consent)
        yield Fact("expectations_clarified", f"x{number}", _on(day + 25), own)


def _meetings() -> Iterator[Fact]:
    for number in range(12):
        day, own = 60 + 290 * number, f"m{number}"
        kind = "start" if number == 0 else "review" if number % 2 else "ordinary"
        attrs: dict[str, Value] = {"meeting_kind": kind, "planned": _on(day - 40), "gp_invited": number % 4 == 0}
        yield Fact("meeting", own, _on(day), "c", attrs=attrs)
        held: dict[str, Value] = {"review": kind == "review", "meeting_kind": kind}
        yield Fact("meeting_held", f"{own}-held", _on(day), own, attrs=held)
        after = {"agenda_consulted": -10, "agenda_sent": -8, "meeting_called": -8, "next_meeting_agreed": 0,
                 "minutes_published": 9, "minutes_distributed": 9}  # fmt: skip
        for act, days in after.items():
            yield Fact(act, f"{own}-{act}", _on(day + days), own)
        for point in range(5):
            yield Fact("agenda_point", f"{own}-{point}", _on(day - 12), own)


def _activities() -> Iterator[Fact]:
    for number in range(15):
        day, own = 70 + 200 * number, f"a{number}"
        attrs: dict[str, Value] = {"due": _on(day + 180), "status": "ongoing", "seat": f"s{number}"}
        yield Fact("activity", own, _on(day), "c", attrs=attrs)
        if number < 12:
            yield Fact("activity_settled", f"{own}-settled", _on(day + 170), own)


def measure(name: str) -> tuple[int, float]:
    """How many duties the case has on a routine, and the fewest seconds of the processor that deriving them takes."""
    plan, facts = Plan([Version("1", date(2015, 1, 1), read_routine(shipped(name)))]), typical()
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(CASES):
            duties = plan.derive(facts, UNTIL)
        best = min(best, (time.process_time() - begun) / CASES)
    return len(duties), best


def tell() -> None:
    """Prints a line for each routine."""
    print(f"En vanlig sak: {len(typical())} fakta over ti år (20 plasser, 12 møter, 15 tiltak), på én kjerne.")
    for name in shipped_names():
        duties, seconds = measure(name)
        print(f"  {name:<22}{duties:4} plikter  {1 / seconds:6.0f} saker/s  {duties / seconds:8.0f} plikter/s")


if __name__ == "__main__":
    tell()
