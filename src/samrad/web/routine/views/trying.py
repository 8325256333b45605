"""Trying a routine on a made-up case: what would have to be done, by whom, and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.duties.derive import derive
from samrad.duties.duty import Duty, State, state
from samrad.duties.explain import explain, title
from samrad.duties.language import capital
from samrad.duties.routine import Routine, Version
from samrad.kernel.clock import today
from samrad.web.layout.gate import employed
from samrad.web.routine.choosing import choices, chosen
from samrad.web.routine.example import DAYS, facts
from samrad.web.routine.forms import example_form
from samrad.worklist.rules import horizon

STATES = {
    State.UPCOMING: ("Senere", "neutral"),
    State.OPEN: ("Kan gjøres nå", "info"),
    State.LATE: ("Forfalt", "danger"),
    State.DONE: ("Gjort", "success"),
    State.DONE_LATE: ("Gjort etter fristen", "warning"),
    State.EXEMPTED: ("Fritatt", "neutral"),
    State.LAPSED: ("Bortfalt", "neutral"),
}


@dataclass(frozen=True)
class Line:
    """A duty of the made-up case in words."""

    due: date | None
    title: str
    who: str
    state: str
    color: str
    why: str


@employed
def try_it(request: Any) -> HttpResponse:
    """The days are asked for in the address, so that an example can be sent to somebody. Nothing is saved."""
    among = choices(request.actor)
    asked = any(request.GET.get(key) for key, _ in DAYS)
    form = example_form([(one.key, one.words) for one in among], request.GET if request.GET else None)
    lines: list[Line] = []
    valid = not request.GET or form.is_valid()
    if asked and valid:
        routine = chosen(among, form.cleaned_data["rutine"], among[0]).routine
        lines = tried(routine, form.cleaned_data, form.cleaned_data.get("on") or today())
    context = {"heading": "Prøv rutinen", "form": form, "asked": asked and valid, "lines": lines}
    return render(request, "routine/try.html", context, status=200 if valid else 422)


def tried(routine: Routine, days: dict[str, Any], on: date) -> list[Line]:
    """The duties of the made-up case as they stand on the day `on`, by due date; those without one last."""
    known = {key: days.get(key) for key, _ in DAYS}
    found = derive([Version("1", date.min, routine)], facts(known, on), horizon(on))
    return [_line(one, routine, on) for one in sorted(found, key=lambda one: (one.due, one.rule))]


def _line(duty: Duty, routine: Routine, on: date) -> Line:
    return Line(
        duty.due if duty.dated else None,
        str(title(duty, routine).text),
        capital(routine.role_name(duty.holder)),
        *STATES[state(duty, on)],
        explain(duty, routine, on=on, codes=False).text,
    )
