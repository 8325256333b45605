"""The plan as its page shows it: the letter's texts, the goals as cards, the activities as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import Part
from samrad.kernel.clock import now
from samrad.plans.access import own_seats
from samrad.plans.queries import GoalView, PlanView, Sheet, responsible
from samrad.plans.rules import (
    OPEN,
    SECTION_PART,
    ActivityFacts,
    ActivityStatus,
    Section,
    in_first_person,
    lacking,
)
from samrad.teams.queries import Place, places
from samrad.web.layout.readers import parts_in_words
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.plans.models import Activity, Evaluation, Goal, PlanText

SMALLER = frozenset({Section.MY_CONTRIBUTION, Section.KIN_CONTRIBUTION, Section.COOPERATION})
ABOUT_ME = (Section.IMPORTANT, Section.EVERYDAY, Section.RESOURCES, Section.NEEDS)


@dataclass(frozen=True)
class Pen:
    """What the reader of a plan may do in it."""

    leads: bool
    person: bool
    seats: frozenset[int]
    goes_on: bool

    @property
    def writes(self) -> bool:
        """Whether texts and goals may be written."""
        return self.goes_on and (self.leads or self.person)

    @property
    def adds(self) -> bool:
        """Whether something to be done may be added."""
        return self.goes_on and (self.leads or self.person or bool(self.seats))

    def does(self, activity: "Activity") -> bool:
        """Whether the activity may be changed: all of them, or as one's own."""
        return self.writes or (self.goes_on and activity.seat_id in self.seats)


def pen(sight: Sight, seats: frozenset[int], sheet: Sheet | None = None, on: date | None = None) -> Pen:
    """What somebody with this sight may do in the plan (or, without one, with the case's activities)."""
    going = sight.case.ended_on is None and (sheet is None or on is None or sheet.goes_on(on))
    person = sight.has("subject") or (sight.has("representative") and sight.may(Part.GOALS))
    return Pen(sight.has(*LEADING), person, seats, going)


def sees_team(sight: Sight) -> bool:
    """Whether it may be shown who sits in the team."""
    return sight.may(Part.TEAM) or sight.has(*LEADING)


def sitting(sight: Sight) -> list[Place]:
    """The seats of the case, for somebody who may see them. One query."""
    return places(sight.case, now()) if sees_team(sight) else []


def seats_of(actor: Actor, sight: Sight, shown: Iterable[Place]) -> frozenset[int]:
    """The seats the actor fills. A query only when the seats are not shown anyway."""
    if not sight.has("seat"):
        return frozenset()
    if not sees_team(sight):
        return own_seats(actor, sight.case.pk)
    return frozenset(one.seat.pk for one in shown if one.holder and one.holder.employment_id == actor.employment_id)


@dataclass(frozen=True)
class Letter:
    """One text of the plan under its heading."""

    slug: str
    title: str
    text: "PlanText | None"

    @property
    def smaller(self) -> bool:
        """Whether its heading stands under another one."""
        return self.slug in SMALLER

    @property
    def foreign(self) -> bool:
        """Whether there is a text that does not speak as "jeg"."""
        return self.text is not None and not in_first_person(self.text.text)


def letter(section: Section, text: "PlanText | None") -> Letter:
    """A section as the page shows it; a text that was emptied counts as none."""
    return Letter(str(section), word("section", section), text if text is not None and text.text.strip() else None)


def letters(sight: Sight, view: PlanView) -> dict[str, Letter]:
    """The texts whose part may be seen, written or not."""
    return {
        str(section): letter(section, view.texts.get(section))
        for section in Section
        if sight.may(SECTION_PART[section])
    }


@dataclass(frozen=True)
class Row:
    """An activity as a row: who does it in words, whether its day has passed, and what was written of it."""

    activity: "Activity"
    who: str
    late: bool
    may: bool
    thread: "list[Evaluation]"


@dataclass(frozen=True)
class Card:
    """A goal as a card: how far it has come, and what it lacks to be concrete."""

    goal: "Goal"
    rows: list[Row]
    thread: "list[Evaluation]"
    lacks: list[str]
    done: int
    total: int

    @property
    def lacks_words(self) -> str:
        """What is missing, in a row: "en ansvarlig og en dato"."""
        return in_row(self.lacks)


class Rows:
    """Makes rows of activities: knows who sits where, what may be done, and the day."""

    def __init__(self, pen: Pen, sitting: Iterable[Place], on: date) -> None:
        self.pen, self.on = pen, on
        self.places = {place.seat.pk: place for place in sitting}

    def row(self, activity: "Activity") -> Row:
        """One activity."""
        late = activity.status in OPEN and activity.due_on is not None and activity.due_on < self.on
        thread = list(activity.evaluations.all())
        return Row(activity, self._who(activity), late, self.pen.does(activity), thread)

    def _who(self, activity: "Activity") -> str:
        if activity.by_subject:
            return "Jeg"
        if activity.related_person is not None:
            near = activity.related_person
            return f"{near.name} ({word('relation', near.relation).lower()})"
        place = self.places.get(activity.seat_id or 0)
        if place is not None and place.holder is not None:
            return f"{place.holder.name}, {place.seat.unit.name}"
        return responsible(activity)

    def card(self, view: GoalView) -> Card:
        """One goal with its activities."""
        kept = [one for one in view.activities if one.status != ActivityStatus.STOPPED]
        return Card(
            view.goal,
            [self.row(one) for one in view.activities],
            view.evaluations,
            [word("concrete", one) for one in lacking([_facts(one) for one in kept])],
            sum(one.status == ActivityStatus.COMPLETED for one in kept),
            len(kept),
        )


def _facts(activity: "Activity") -> ActivityFacts:
    someone = activity.seat_id or activity.by_subject or activity.related_person_id
    return ActivityFacts(bool(someone), activity.due_on)


def in_row(words: list[str]) -> str:
    """Words in a row: "et tiltak", "en ansvarlig og en dato"."""
    return " og ".join(", ".join(words).rsplit(", ", 1))


@dataclass(frozen=True)
class Access:
    """A unit that may read parts of the plan by a consent, and until when."""

    place: Place
    what: str


def access(sitting: Iterable[Place]) -> list[Access]:
    """The units of the team whose consent holds something of the plan."""
    plan = {str(Part.GOALS), str(Part.ABOUT_ME)}
    return [
        Access(one, in_row([text.lower() for text in parts_in_words(plan & set(one.parts), one.areas)]))
        for one in sitting
        if plan & set(one.parts)
    ]


def edition_in_words(contents: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition holds, with days for its dates, in the order of the plan."""
    start, end = contents["period"]
    return {
        "letters": {name: text for name, text in contents["texts"].items() if text.strip()},
        "goals": [
            {**goal, "activities": [_dated(one) for one in goal["activities"]], "evaluations": [
                {**one, "on": day_from(one["on"])} for one in goal["evaluations"]
            ]}
            for goal in contents["goals"]
        ],
        "loose": [_dated(one) for one in contents["loose"]],
        "started_on": day_from(start),
        "period_until": day_from(end),
        "revise_on": day_from(contents["revise_on"]),
    }  # fmt: skip


def _dated(activity: Mapping[str, Any]) -> dict[str, Any]:
    return {**activity, "due_on": day_from(activity["due_on"])}


def day_from(text: str | None) -> date | None:
    """A day kept as text in an edition."""
    return date.fromisoformat(text) if text else None
