"""The minutes: as fields to write in while the meeting goes on, and as a document afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from samrad.cases.rules import Part
from samrad.duties.routine import Heading
from samrad.kernel.clock import day_of
from samrad.meetings.queries import Missing
from samrad.meetings.rules import TEAM_KINDS, ParticipantKind, ends_at
from samrad.plans.access import sees_activity
from samrad.plans.queries import responsible
from samrad.plans.rules import OPEN
from samrad.web.layout.case import at
from samrad.web.layout.words import word
from samrad.web.meeting.looking import Look
from samrad.web.meeting.present.before import in_brackets

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem, Meeting, MinutesField, MinutesNote, Participant

Written = Mapping[tuple[str, int | None], "MinutesField"]
WRITTEN = ("text", "voice", "decisions", "previous_minutes", "distribution")
KEEP = (
    ("both", "Behold begge tekstene", "secondary"),
    ("mine", "Bruk teksten min", "tertiary"),
    ("theirs", "Bruk den andre teksten", "tertiary"),
)
CHECK_PLACES = {
    "contact_card_shared": "team:contact_card",
    "consent": "consent:consents",
    "plan_right_told": "intake:inform",
    "expectations_clarified": "team:team",
}


@dataclass(frozen=True)
class Field:
    """A field of the minutes to write in, with the version that was read."""

    key: str
    heading: str
    item: "AgendaItem | None"
    label: str
    help: str
    text: str
    version: int
    saved: "MinutesField | None"
    sr_label: bool = False

    @property
    def filled(self) -> bool:
        """Whether something is written."""
        return bool(self.text.strip())


@dataclass(frozen=True)
class Block:
    """A heading of the minutes with what is under it."""

    heading: Heading
    fields: list[Field] = field(default_factory=list)

    @property
    def fill(self) -> str:
        """What fills it."""
        return self.heading.fill

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"del-{self.heading.id}"


@dataclass(frozen=True)
class Deed:
    """Something that was agreed: who does what, by when."""

    title: str
    who: str
    due_on: Any
    status: str
    item: str
    how: str
    settled: bool


@dataclass(frozen=True)
class Check:
    """A point of the check list for the first meeting."""

    title: str
    done: bool
    address: str


@dataclass(frozen=True)
class GoalLines:
    """A goal with what is being done for it, or (without a goal) what is done besides."""

    goal: Any
    deeds: list[Deed]


def field_key(heading: str, item_id: int | None) -> str:
    """The place of a field on the page."""
    return f"felt-{heading}" + (f"-{item_id}" if item_id else "")


def field_of(heading: Heading, item: "AgendaItem | None", written: Written) -> Field:
    """One field as it stands."""
    one = written.get((heading.id, item.pk if item else None))
    return Field(
        field_key(heading.id, item.pk if item else None),
        heading.id,
        item,
        item.title if item else str(heading.title),
        "" if item else str(heading.help),
        one.text if one else "",
        one.version if one else 0,
        one,
        item is None,
    )


def blocks(look: Look, points: "Iterable[AgendaItem]", written: Written) -> list[Block]:
    """The routine's headings in order, each with its fields."""
    listed = list(points)
    found = []
    for heading in look.routine.headings(look.meeting.kind):
        if heading.fill == "agenda":
            found.append(Block(heading, [field_of(heading, item, written) for item in listed]))
        elif heading.fill in WRITTEN:
            found.append(Block(heading, [field_of(heading, None, written)]))
        else:
            found.append(Block(heading))
    return found


@dataclass(frozen=True)
class Mark:
    """An entry of the list beside the minutes: where it leads, and whether something is written."""

    text: str
    anchor: str
    done: bool
    inner: bool = False


def marks(shown: Iterable[Block], lacking: Iterable[Missing]) -> list[Mark]:
    """The headings and agenda points, for finding the way."""
    lacks = {one.heading.id for one in lacking}
    found = []
    for block in shown:
        found.append(Mark(str(block.heading.title), block.anchor, block.heading.id not in lacks))
        if block.fill == "agenda":
            found.extend(Mark(one.label, one.key, one.filled, inner=True) for one in block.fields)
    return found


def deed(activity: Any) -> Deed:
    """An activity as a line: who, what, by when, where it stands."""
    decided = getattr(activity, "decided", None)
    item = decided.agenda_item if decided is not None and decided.agenda_item_id else None
    return Deed(
        activity.title,
        responsible(activity) or "Ingen ansvarlig",
        activity.due_on,
        word("activity_status", activity.status),
        item.title if item else "",
        activity.how,
        activity.status not in OPEN,
    )


def deeds_seen(look: Look, activities: Iterable[Any]) -> list[Deed]:
    """What was agreed, as far as the actor may see it: by its agenda point, or as an activity."""
    return [
        deed(one)
        for one in activities
        if look.eyes.under(one.decided.agenda_item) or sees_activity(look.sight, one, look.seats)
    ]


def plan_lines(look: Look, goals: Iterable[Any], going_on: Iterable[Any]) -> list[GoalLines]:
    """The goals and what is being done, as far as the actor may see it."""
    seen = [one for one in going_on if sees_activity(look.sight, one, look.seats)]
    shown = [goal for goal in goals if look.sight.may(Part.GOALS, goal.life_area)]
    lines = [GoalLines(goal, [deed(one) for one in seen if one.goal_id == goal.pk]) for goal in shown]
    known = {goal.pk for goal in shown}
    besides = [deed(one) for one in seen if one.goal_id not in known]
    return [*lines, *([GoalLines(None, besides)] if besides else [])]


def responsible_choices(participants: "Iterable[Participant]", subject: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who can take on what is agreed, of those who are asked."""
    listed = list(participants)
    near = [("subject", subject.given_name)]
    near.extend((f"related-{one.related_person_id}", one.name) for one in listed if one.related_person_id)
    seats = [(f"seat-{one.seat_id}", f"{one.seat.unit.name} ({one.name})") for one in listed if one.seat is not None]
    return [("De nærmeste", near), ("Gruppa", seats)] if seats else [("De nærmeste", near)]


def first_meeting_checks(look: Look, duties: Iterable[Any]) -> list[Check]:
    """The routine's check list for the first meeting, each with its place and whether its duties by then are done."""
    rows = [row for row in duties if row.lapsed_on is None and row.opens <= day_of(look.meeting.starts_at)]
    found = []
    for point in look.routine.checklists.get("first_meeting", ()):
        own = [row for row in rows if row.act == point.act]
        address = at(CHECK_PLACES[point.act], look.sight) if point.act in CHECK_PLACES else ""
        found.append(Check(str(point.title), bool(own) and all(row.done_on for row in own), address))
    return found


# ── the document ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Paragraph:
    """A text of the minutes, under an agenda point or under the heading itself."""

    title: str
    text: str
    field: "MinutesField"


@dataclass(frozen=True)
class Section:
    """A heading of the finished minutes, with what the actor may see under it."""

    heading: Heading
    paragraphs: list[Paragraph]

    @property
    def fill(self) -> str:
        """What fills it."""
        return self.heading.fill


def document(look: Look, written: Written) -> list[Section]:
    """The headings with the texts that the actor's eyes allow; headings without any are left out."""
    seen = [one for one in written.values() if one.text.strip() and look.eyes.minutes(one)]
    seen.sort(key=lambda one: (one.agenda_item.position, one.agenda_item.pk) if one.agenda_item else (0, 0))
    sections = []
    for heading in look.routine.headings(look.meeting.kind):
        texts = [
            Paragraph(one.agenda_item.title if one.agenda_item else "", one.text, one)
            for one in seen
            if one.heading == heading.id
        ]
        if texts or heading.fill in ("attendance", "absence", "decisions", "next_meeting", "time"):
            sections.append(Section(heading, texts))
    return sections


@dataclass(frozen=True)
class Attendance:
    """Who was there and who was not."""

    present: list[str]
    absent: list[str]
    reason: str


def attendance(look: Look) -> Attendance | None:
    """Who was there, for who may know it; None before it is written down."""
    if not look.sees_group or all(one.attended is None for one in look.participants):
        return None

    def names(there: bool) -> list[str]:
        return [_named(one) for one in look.participants if one.attended is there]

    return Attendance(names(True), names(False), look.meeting.no_subject_reason)


def _named(one: "Participant") -> str:
    return one.name if one.kind == ParticipantKind.SUBJECT else in_brackets(one)


def notes_seen(look: Look, notes: "Iterable[MinutesNote]") -> "list[MinutesNote]":
    """What was added afterwards, for who sees the minutes whole."""
    return list(notes) if look.eyes.under(None) else []


def to_approve(look: Look) -> "Meeting | None":
    """The meeting before, whose minutes no meeting has approved yet."""
    if look.meeting.kind not in TEAM_KINDS:
        return None
    before: Any = look.course.published_before(look.meeting)
    return None if before is None or before.approved else before


def next_one(look: Look) -> "Meeting | None":
    """The meeting that was agreed as the next."""
    return look.course.find(look.meeting.next_meeting_id) if look.meeting.next_meeting_id else None


def ends(look: Look) -> Any:
    """When the meeting ends."""
    return ends_at(look.meeting.starts_at, look.meeting.minutes)
