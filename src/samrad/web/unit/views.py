"""The unit as its leader follows it up."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.accounts.queries import colleagues
from samrad.coordinators.queries import coordinating_among
from samrad.kernel.clock import now, today
from samrad.notices.operations import ask_to_read_routine
from samrad.notices.queries import asked_to_read
from samrad.routines.queries import in_force, readers
from samrad.teams.queries import seated_among
from samrad.web.layout.acting import press
from samrad.web.layout.context import published
from samrad.web.layout.gate import leader
from samrad.worklist.queries import late_by_employee


@dataclass(frozen=True)
class Colleague:
    """Somebody in the unit who takes part in cases: as what, and whether the routine is read and asked for."""

    employment_id: int
    name: str
    title: str
    coordinates: int
    seats: int
    read_on: Any
    asked_on: Any
    email: str


@leader
def unit(request: Any) -> HttpResponse:
    """Those in the unit who coordinate or have a seat, and the deadlines they have passed."""
    people = _colleagues(request)
    names = {one.employment_id: one.name for one in people}
    titles = _rule_titles(request)
    late = [
        (names.get(employment_id or 0, "Leder"), titles.get(rule, rule), number)
        for employment_id, rule, number in late_by_employee(list(names), request.actor.unit_id, now())
    ]
    context = {
        "heading": "Enheten min",
        "unit_name": request.actor.unit_name,
        "people": people,
        "unread": [one for one in people if one.read_on is None],
        "askable": [one for one in people if one.read_on is None and one.email and one.asked_on != today()],
        "late": sorted(late, key=lambda one: (-one[2], one[0], one[1])),
        "total": sum(number for *_, number in late),
        "has_routine": in_force(published(request), today()) is not None,
    }
    return render(request, "unit/unit.html", context)


def _colleagues(request: Any) -> list[Colleague]:
    everybody = list(colleagues(request.actor.unit_id, today()))
    ids = [one.pk for one in everybody]
    coordinates, seats = coordinating_among(ids, now()), seated_among(ids, today())
    version = in_force(published(request), today())
    read = readers(int(version.id), ids) if version else {}
    asked = asked_to_read(int(version.id), ids) if version else {}
    return [
        Colleague(
            one.pk, one.name, one.title, coordinates.get(one.pk, 0), seats.get(one.pk, 0), read.get(one.pk),
            asked.get(one.pk), one.email,
        )
        for one in everybody
        if one.pk in coordinates or one.pk in seats
    ]  # fmt: skip


def _rule_titles(request: Any) -> dict[str, str]:
    return {rule.id: str(rule.title) for version in published(request) for rule in version.routine.rules.values()}


@require_POST
@leader
def send_routine(request: Any) -> HttpResponse:
    """Asks those who have not read the routine to do so, by e-mail; each at most once a day."""
    version = in_force(published(request), today())
    unread = [one.employment_id for one in _colleagues(request) if one.read_on is None]

    def run() -> None:
        if version is not None:
            ask_to_read_routine(actor=request.actor, version_id=int(version.id), employment_ids=unread)

    return press(request, run, to=reverse("unit:unit"), done="De som ikke har lest rutinen, får en e-post om det.")
