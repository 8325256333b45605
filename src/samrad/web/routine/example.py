"""A made-up case on which a routine is tried: the days things happen, made into facts. Nothing is saved."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from samrad.duties.facts import Fact

DAYS = (
    ("born_on", "Født"),
    ("notice_on", "Behovet blir meldt"),
    ("assessed_on", "Behovet er vurdert"),
    ("coordinator_on", "Koordinator oppnevnes"),
    ("team_on", "Gruppa opprettes"),
    ("consent_on", "Skriftlig samtykke gis"),
    ("consent_until", "Samtykket varer til og med"),
    ("first_meeting_on", "Første møte"),
    ("plan_on", "Individuell plan begynner"),
    ("second_meeting_on", "Neste møte"),
    ("review_on", "Årlig gjennomgang"),
    ("closed_on", "Gruppa avsluttes"),
)
MEETINGS = (("first_meeting_on", "start"), ("second_meeting_on", "ordinary"), ("review_on", "review"))


def facts(days: Mapping[str, date | None], on: date) -> list[Fact]:
    """The facts of the case as they stand on the day `on`: meetings before it are held, later ones are planned."""
    return list(_facts({key: day for key, day in days.items() if day is not None}, on))


def _facts(days: Mapping[str, date], on: date) -> Iterator[Fact]:
    began = min((day for key, day in days.items() if key != "born_on"), default=on)
    yield Fact("case", "case-1", began, "municipality-1")
    if "born_on" in days:
        yield Fact("person", "person-1", days["born_on"], "case-1")
    if "notice_on" in days:
        yield Fact("notice", "notice-1", days["notice_on"], "case-1", attrs={"channel": "staff", "person_told": False})
    if "assessed_on" in days:
        yield Fact("need_assessed", "assessed-1", days["assessed_on"], "case-1", attrs={"lasting": True})
    if "coordinator_on" in days:
        yield from _coordinator(days["coordinator_on"])
    if "team_on" in days:
        yield Fact("team", "team-1", days["team_on"], "case-1", attrs=_ending(days))
        yield Fact("seat", "seat-1", days["team_on"], "team-1", attrs={"seat_kind": "permanent", "unit": "unit-1"})
    if "consent_on" in days:
        until = days.get("consent_until")
        attrs: dict[str, Any] = {"step": "written", "runs_out": until is not None, "unit": "unit-1"}
        yield Fact("consent", "consent-1", days["consent_on"], "case-1", attrs=attrs | _ended(until))
    if "plan_on" in days:
        yield Fact("plan", "plan-1", days["plan_on"], "case-1", attrs=_ending(days))
    for key, kind in MEETINGS:
        if key in days:
            yield from _meeting(key, kind, days[key], on)


def _coordinator(day: date) -> Iterator[Fact]:
    yield Fact("employee", "employee-1", day, "municipality-1")
    attrs: dict[str, Any] = {"role": "coordinator", "first_time": True, "employee": "employee-1"}
    yield Fact("coordinator", "coordinator-1", day, "case-1", attrs=attrs)


def _meeting(key: str, kind: str, day: date, on: date) -> Iterator[Fact]:
    yield Fact("meeting", key, day, "case-1", attrs={"meeting_kind": kind, "interpreter": False})
    if day < on:
        attrs: dict[str, Any] = {"review": kind == "review", "meeting_kind": kind}
        yield Fact("meeting_held", f"{key}-held", day, key, attrs=attrs)


def _ending(days: Mapping[str, date]) -> dict[str, Any]:
    return _ended(days.get("closed_on"))


def _ended(day: date | None) -> dict[str, Any]:
    return {} if day is None else {"ended": day}
