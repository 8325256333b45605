"""Taking in a list of groups that a municipality has from before, some at a time."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from procrastinate.contrib.django import app

from samrad.accounts.access import office_only
from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor
from samrad.agencies.models import Unit
from samrad.agencies.queries import open_units
from samrad.cases.models import Case
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.kernel.tenant import current
from samrad.oversight.models import GroupImport
from samrad.oversight.operations.taking_over import Member, Past, take_over
from samrad.oversight.queries import persons_going_on
from samrad.teams.rules import SeatKind

TAKE_IN = "oversight.take_in_groups"
DAYS = ("born_on", "started_on", "last_meeting", "last_review", "plan_since")


@dataclass(frozen=True)
class Group:
    """One group of a list: `coordinator` is the key of an employment, `units` are names of units."""

    line: int
    given_name: str
    family_name: str
    born_on: date
    coordinator: int
    started_on: date
    last_meeting: date | None
    last_review: date | None
    plan_since: date | None
    units: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """The units and employees that a list may name."""

    units: dict[str, Unit]
    employed: dict[int, Employment]


def known() -> Known:
    """The units and employees of today."""
    return Known({one.name: one for one in open_units(today())}, {one.pk: one for one in current_employments(today())})


def take_over_group(actor: Actor, group: Group, there: Known) -> Case:
    """Makes a case of one group, which Samråd follows from today. Raises `Invalid`."""
    coordinator = there.employed.get(group.coordinator)
    if coordinator is None or any(name not in there.units for name in group.units):
        raise Invalid("Koordinatoren eller en av enhetene finnes ikke lenger.")
    members = [Member(there.units[name], "Deltaker", SeatKind.PERMANENT) for name in group.units]
    return take_over(
        actor=actor,
        given_name=group.given_name,
        family_name=group.family_name,
        born_on=group.born_on,
        identity_number="",
        opened_on=group.started_on,
        followed_from=today(),
        coordinator=coordinator,
        coordinator_since=max(group.started_on, coordinator.started_on),
        past=Past(group.started_on, members, group.last_meeting, group.last_review, group.plan_since),
    )


@operation(affects="result", allow=office_only)
def ask_for_import(*, actor: Actor, groups: Sequence[Group]) -> GroupImport:
    """Has a long list taken in by a job. One at a time in a municipality."""
    if GroupImport.objects.filter(ended_at__isnull=True).exists():
        raise Invalid("En liste blir tatt inn nå. Vent til den er ferdig.")
    lines = [{key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(one).items()}
             for one in groups]  # fmt: skip
    asked = GroupImport.objects.create(lines=lines, total=len(lines), asked_by=actor.name, asked_at=now())
    app.configure_task(TAKE_IN).defer(municipality_id=current(), import_id=asked.pk)
    return asked


@operation(affects="result", allow=office_only)
def take_in_some(*, actor: Actor, asked: GroupImport, number: int) -> GroupImport:
    """Takes in the next so many groups of the list; who has a case already is passed over. Raises `Invalid`."""
    there, going_on = known(), persons_going_on()
    for one in (_group(line) for line in asked.lines[asked.taken : asked.taken + number]):
        if (f"{one.given_name} {one.family_name}".casefold(), one.born_on) in going_on:
            continue
        try:
            take_over_group(actor, one, there)
        except Invalid as error:
            raise Invalid(f"Linje {one.line}: {error.sentence}") from error
    asked.taken = min(asked.taken + number, asked.total)
    if asked.taken == asked.total:
        asked.lines, asked.ended_at = [], now()
    asked.save()
    return asked


@operation(affects="result", allow=office_only)
def stop_import(*, actor: Actor, asked: GroupImport, problem: str) -> GroupImport:
    """A line was refused: what was taken in before it stays, and the list can be uploaded again."""
    asked.lines, asked.ended_at, asked.problem = [], now(), problem
    asked.save()
    return asked


def _group(line: dict[str, Any]) -> Group:
    days = {name: date.fromisoformat(line[name]) if line[name] else None for name in DAYS}
    rest = {one.name: line[one.name] for one in fields(Group) if one.name not in DAYS}
    return Group(**{**rest, **days, "units": tuple(line["units"])})
