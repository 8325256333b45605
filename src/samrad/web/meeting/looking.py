"""The meeting a page is about, and with what eyes it is looked at."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.duties.language import capital
from samrad.duties.routine import Routine
from samrad.kernel.clock import day_of, now
from samrad.kernel.errors import Refused
from samrad.meetings.access import Eyes, eyes, own_participation, tells_place
from samrad.meetings.queries import Course, course, seen_participants
from samrad.meetings.rules import MeetingKind, Phase, phase
from samrad.people.rules import age
from samrad.web.layout.case import Head, at, head
from samrad.web.layout.context import routine_on
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.meetings.models import Meeting, Participant

HERE = "meeting:meetings"
ADULT = 18


@dataclass(frozen=True)
class Look:
    """One meeting as one actor looks at it, with the other meetings of the case around it."""

    request: Any
    sight: Sight
    course: Course
    meeting: "Meeting"
    participants: "list[Participant]"
    seats: frozenset[int]
    eyes: Eyes

    @property
    def mine(self) -> "Participant | None":
        """The actor's own place at the meeting."""
        return own_participation(self.request.actor, self.meeting, self.participants, self.seats)

    @property
    def tells_place(self) -> bool:
        """Whether the actor may know where the meeting is."""
        return tells_place(self.sight)

    @property
    def leads(self) -> bool:
        """Whether the actor plans and calls: the coordinator, or who stands in, while the case goes on."""
        return self.sight.has(*LEADING) and self.sight.case.ended_on is None

    @property
    def writes(self) -> bool:
        """Whether the actor may write in the minutes as they stand."""
        open_now = self.meeting.published_on is None and self.meeting.cancelled_on is None
        return open_now and self.sight.case.ended_on is None and (self.sight.has(*LEADING) or self.eyes.writes)

    @property
    def open(self) -> bool:
        """Whether the meeting can still be prepared: neither held nor cancelled, in a case that goes on."""
        ended = self.meeting.held_on or self.meeting.cancelled_on or self.sight.case.ended_on
        return ended is None

    @property
    def reads(self) -> bool:
        """Whether anything of the minutes may be seen: a draft only by the person and who leads or writes."""
        if self.eyes.whole or self.eyes.writes:
            return True
        return self.meeting.published_on is not None and (self.eyes.under(None) or self.sight.may(Part.MINUTES))

    @property
    def may_note(self) -> bool:
        """Whether the actor may add to the minutes once they are published (S3-137)."""
        published = self.meeting.published_on is not None and self.sight.case.ended_on is None
        return published and self.reads and self.sight.has(*LEADING, *PERSONAL, "seat")

    @property
    def may_propose(self) -> bool:
        """Whether the actor may put a point on the agenda."""
        return self.open and self.sight.has(*LEADING, *PERSONAL, "seat", "called_in")

    @property
    def may_bring(self) -> bool:
        """Whether the actor may add somebody who comes along with the person (S3-008)."""
        return self.open and self.sight.has(*LEADING, *PERSONAL)

    @property
    def sees_group(self) -> bool:
        """Whether the actor may know who else is asked: not before the written consent (L-CO-19)."""
        return self.eyes.whole or self.sight.may(Part.TEAM) or (self.eyes.invited and self.sight.has("seat"))

    @property
    def day(self) -> date:
        """The Norwegian day of the meeting."""
        return day_of(self.meeting.starts_at)

    @property
    def of_child(self) -> bool:
        """Whether the person is under 18 on the day of the meeting (S3-006)."""
        years = age(self.sight.case.subject.born_on, self.day)
        return years is not None and years < ADULT

    @property
    def routine(self) -> Routine:
        """The routine in force on the day of the meeting."""
        return routine_on(self.request, self.day)

    @property
    def phase(self) -> Phase:
        """Where the meeting stands."""
        return phase_of(self.meeting)

    @property
    def name(self) -> str:
        """What kind of meeting it is, in the municipality's words."""
        return kind_name(self.routine, self.meeting.kind)

    @property
    def head(self) -> Head:
        """The head of the case, its next meeting taken from what is already read."""
        return case_head(self.sight, self.course)

    def at(self, name: str, **more: Any) -> str:
        """The address of a page of this meeting."""
        return at(f"meeting:{name}", self.sight, meeting_id=self.meeting.pk, **more)


def look(request: Any, sight: Sight, meeting_id: int) -> Look:
    """The meeting of the case as the actor sees it. Raises `Http404` when it is not there, or not to be seen."""
    found = course(sight.case, request.actor)
    meeting = found.find(meeting_id)
    if meeting is None:
        raise Http404
    meeting.case = sight.case
    asked, seats = seen_participants(meeting, request.actor)
    seen = eyes(request.actor, sight, meeting, asked, seats)
    if not seen.meeting():
        raise Http404
    return Look(request, sight, found, meeting, asked, seats, seen)


def leading(request: Any, sight: Sight, meeting_id: int) -> Look:
    """The meeting, for the coordinator or who stands in. Raises `Http404` or `Refused`."""
    found = look(request, sight, meeting_id)
    if not found.leads:
        raise Refused("Bare koordinatoren gjør dette.")
    return found


def preparing(request: Any, sight: Sight, meeting_id: int) -> Look:
    """The meeting, for the coordinator to prepare, until it is held. Raises `Http404` or `Refused`."""
    found = leading(request, sight, meeting_id)
    if not found.open:
        raise Refused("Møtet er holdt eller avlyst. Da endres det ikke lenger.")
    return found


def writing(request: Any, sight: Sight, meeting_id: int) -> Look:
    """The meeting, for who writes its minutes. Raises `Http404` or `Refused`."""
    found = look(request, sight, meeting_id)
    if not found.writes:
        raise Refused("Bare koordinatoren og referenten skriver i referatet, til det er ferdig.")
    return found


def phase_of(meeting: "Meeting") -> Phase:
    """Where a meeting stands."""
    return phase(
        called=meeting.called_on is not None,
        held=meeting.held_on is not None,
        published=meeting.published_on is not None,
        cancelled=meeting.cancelled_on is not None,
    )


def kind_name(routine: Routine, kind: str) -> str:
    """The kind of meeting; the team's ordinary one is called after the municipality's word for the team."""
    if kind == MeetingKind.ORDINARY:
        return capital(f"{routine.term('team').join}møte")
    return word("meeting_kind", kind)


def case_head(sight: Sight, known: Course) -> Head:
    """The head of the case under the tab of meetings. Two queries."""
    ahead: Any = known.ahead(now())
    shown = ahead is not None and (sight.may(Part.MINUTES) or sight.may(Part.TEAM) or ahead.mine)
    return head(sight, HERE, meeting=ahead if shown else None)
