"""The head of a case, the same on all its pages: who, tags, coordinator, next meeting, and its tabs."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import now, today
from samrad.meetings.queries import next_meeting
from samrad.plans.queries import Has, has
from samrad.web.layout.context import Entry
from samrad.web.layout.minors import minor_words


@dataclass(frozen=True)
class Head:
    """What the head of a case shows."""

    case: Any
    person: Any
    coordinator: Any
    next_meeting: Any
    has: Has
    tabs: list[Entry]
    here: str
    leading: bool
    closed: bool
    emergency: bool
    without_group: bool


def head(
    sight: Sight, here: str, *, meeting: Any = False, appointment: Any = False, standing: Has | None = None
) -> Head:
    """The head for the tab `here`.

    What the page already knows is not asked for again: the next `meeting`, the present `appointment`,
    and whether there is a team and a plan (`standing`).
    """
    case = sight.case
    seen = sight.may(Part.MINUTES) or sight.may(Part.TEAM)
    if meeting is False:
        meeting = next_meeting(case, now()) if seen else None
    return Head(
        case,
        case.subject,
        coordinator(case) if appointment is False else appointment,
        meeting,
        standing or has(case, today()),
        tabs(sight),
        here,
        sight.has("coordinator", "stand_in") and case.ended_on is None,
        case.ended_on is not None,
        sight.has("emergency"),
        sight.without_group,
    )


def at(name: str, sight: Sight, **more: Any) -> str:
    """The address of a page of this case."""
    return reverse(name, kwargs={"case_id": sight.case.pk, **more})


def form_frame(sight: Sight, tab: str, back: str) -> dict[str, Any]:
    """What `form_page` needs to stand in the case: its head, the page it came from and goes back to, and for a child
    who writes, who may read it."""
    minor = minor_words(sight, today())
    return {"base": "layout/case.html", "head": head(sight, tab), "to": back, "back": back, "minor": minor}


def tabs(sight: Sight) -> list[Entry]:
    """The pages of the case that may be opened with this sight."""
    case_id = sight.case.pk
    leading = sight.has("coordinator", "stand_in", "subject")
    office = sight.has("registry")
    wanted = [
        ("case:overview", "Oversikt", True),
        ("intake:case", "Henvendelse", office or leading or sight.may(Part.NOTICE)),
        ("plan:plan", "Plan", sight.may(Part.GOALS) or sight.may(Part.ABOUT_ME)),
        ("transition:transitions", "Overganger", sight.may(Part.GOALS)),
        ("meeting:meetings", "Møter", sight.may(Part.MINUTES) or sight.may(Part.TEAM) or sight.has("called_in")),
        ("team:team", "Team", sight.may(Part.TEAM) or leading),
        ("consent:consents", "Samtykke", leading or (sight.has("representative") and sight.whole)),
        ("deviation:all", "Avvik", sight.may(Part.DEVIATIONS) or sight.has("lifted_leader", "raised_deviation")),
        ("case:documents", "Dokumenter", sight.may(Part.DOCUMENTS)),
        ("case:events", "Hendelser", leading or (sight.has("representative") and not sight.without_group)),
    ]
    return [Entry(name, text, reverse(name, kwargs={"case_id": case_id})) for name, text, shown in wanted if shown]
