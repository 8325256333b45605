"""The own pages in words: the next meeting, goals with one next step each, what others do, and what was applied for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor
from samrad.cases.access import Sees, Sight
from samrad.cases.queries import Applied
from samrad.cases.rules import Outcome, Part
from samrad.plans.queries import Sheet, responsible
from samrad.plans.rules import OPEN
from samrad.teams.queries import Place
from samrad.web.layout.minors import minor_words
from samrad.web.layout.readers import Reader, ReaderGroup
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.meetings.models import Meeting
    from samrad.plans.models import Activity, Goal

READ_THE_PLAN = ("plan:plan", "plan:edition", "plan:edition_pdf", "plan:pdf", "mine:plan")
SHOWN_GOALS = 3
SHOWN_STEPS = 5


@dataclass(frozen=True)
class Greeting:
    """How the page is headed, and how it speaks of whom it is about."""

    title: str
    own: bool
    name: str
    minor: str


def greeting(actor: Actor, sight: Sight, day: date) -> Greeting:
    """ "Hei, Ola!" to the person; whose plan it is to who represents; what a child is told of parents' reading."""
    name, own = sight.case.subject.given_name, sight.has("subject")
    if own:
        return Greeting(f"Hei, {name}!", True, name, minor_words(sight, day))
    return Greeting(f"Planen til {name}" if sight.whole else f"Om {name}", False, name, "")


def sees_all_meetings(sight: Sight) -> bool:
    """Whether meetings are seen also when one is not asked to them."""
    return sight.may(Part.MINUTES) or sight.may(Part.TEAM)


def sees_meeting(sight: Sight, meeting: "Meeting") -> bool:
    """Whether the meeting may be shown: as asked to it, or by the part."""
    mine: bool = meeting.mine  # type: ignore[attr-defined]
    return mine or sees_all_meetings(sight)


@dataclass(frozen=True)
class Step:
    """Something that is to be done: what, by whom in words, and when."""

    activity: "Activity"
    who: str
    late: bool


@dataclass(frozen=True)
class Aim:
    """A goal and the one thing that comes next."""

    goal: "Goal"
    next: Step | None


class Steps:
    """Open activities in words, for one reader."""

    def __init__(self, activities: Iterable["Activity"], sitting: Iterable[Place], own: str, day: date) -> None:
        self.places = {place.seat.pk: place for place in sitting}
        self.own, self.day = own, day
        self.all = [self._step(one) for one in activities if one.status in OPEN]

    def _step(self, activity: "Activity") -> Step:
        late = activity.due_on is not None and activity.due_on < self.day
        return Step(activity, self._who(activity), late)

    def _who(self, activity: "Activity") -> str:
        if activity.by_subject:
            return self.own
        place = self.places.get(activity.seat_id or 0)
        if place is not None and place.holder is not None:
            return f"{place.holder.name}, {place.seat.unit.name}"
        return responsible(activity)

    def aims(self, sheet: Sheet | None) -> list[Aim]:
        """The first goals that go on, each with its next step."""
        goals = [goal for goal in sheet.goals if goal.ended_on is None] if sheet else []
        return [
            Aim(goal, next((one for one in self.all if one.activity.goal_id == goal.pk), None))
            for goal in goals[:SHOWN_GOALS]
        ]

    def of_others(self) -> list[Step]:
        """What others do, the nearest first."""
        return [one for one in self.all if not one.activity.by_subject][:SHOWN_STEPS]


@dataclass(frozen=True)
class Answer:
    """An application in words: what, where it stands, and the right to complain."""

    applied: Applied
    what: str
    standing: str
    declined: bool
    complain: bool


def answers(applied: Iterable[Applied], day: date) -> list[Answer]:
    """Applications that were not taken back."""
    return [_answer(one, day) for one in applied if one.withdrawn_on is None]


def _answer(one: Applied, day: date) -> Answer:
    what = word("wish", one.wish)
    if one.decided_on is None:
        return Answer(one, what, "Vi har ikke svart ennå.", False, False)
    declined = one.outcome == Outcome.DECLINED
    complain = one.complain_until is not None and one.complain_until >= day
    return Answer(one, what, word("outcome", one.outcome), declined, complain)


def narrowed(groups: Iterable[ReaderGroup], sight: Sight) -> list[ReaderGroup]:
    """Who may see what the reader herself may see, and no more of it than that."""
    if sight.whole:
        return list(groups)
    found = []
    for group in groups:
        readers = [_share(one, sight) for one in group.readers]
        shared = [one for one in readers if one.sees.parts]
        if shared:
            found.append(ReaderGroup(group.title, shared))
    return found


def _share(reader: Reader, sight: Sight) -> Reader:
    parts = {part: areas for part, areas in reader.sees.parts.items() if sight.may(part)}
    unit = "" if sight.without_group else reader.unit
    return Reader(reader.name, unit, reader.reasons, Sees(parts))


def by_unit(grants: dict[int, list[Any]]) -> dict[str, Any]:
    """The consent each unit reads by, by the unit's name."""
    return {found[0].unit.name: found[0].consent for found in grants.values() if found}
