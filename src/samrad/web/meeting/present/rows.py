"""Meetings as rows of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from samrad.duties.routine import Routine
from samrad.kernel.clock import now
from samrad.meetings.rules import Phase
from samrad.web.layout.words import word
from samrad.web.meeting.looking import kind_name, phase_of

if TYPE_CHECKING:
    from samrad.meetings.models import Meeting

COLORS = {
    Phase.PLANNED: "neutral",
    Phase.CALLED: "info",
    Phase.HELD: "warning",
    Phase.PUBLISHED: "success",
    Phase.CANCELLED: "neutral",
}


@dataclass(frozen=True)
class Row:
    """One meeting of a list."""

    meeting: "Meeting"
    name: str
    state: str
    color: str
    address: str
    todo: str = ""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.meeting.starts_at


def row(meeting: "Meeting", routine: Routine, at: datetime, *, reads: bool) -> Row:
    """A meeting with the word for where it stands, and the page that is of use then to who reads minutes, or not."""
    stands = phase_of(meeting)
    begun = meeting.starts_at <= at
    after = stands in (Phase.HELD, Phase.PUBLISHED) or (begun and stands is not Phase.CANCELLED)
    page = "meeting:minutes" if after and reads else "meeting:meeting"
    return Row(
        meeting,
        kind_name(routine, meeting.kind),
        "Referat ikke begynt" if begun and stands in (Phase.PLANNED, Phase.CALLED) else word("meeting_phase", stands),
        "warning" if begun and stands in (Phase.PLANNED, Phase.CALLED) else COLORS[stands],
        reverse(page, kwargs={"case_id": meeting.case_id, "meeting_id": meeting.pk}),
        _todo(meeting, stands),
    )


def _todo(meeting: "Meeting", stands: Phase) -> str:
    if stands is Phase.PUBLISHED:
        return "" if meeting.distributed_on else "Send ut referatet"
    return "Skriv referatet ferdig" if stands is Phase.HELD else "Skriv referatet"


def rows(meetings: "Iterable[Meeting]", routine: Routine, *, reads: bool = True) -> list[Row]:
    """Meetings as rows, in the same order."""
    at = now()
    return [row(one, routine, at, reads=reads) for one in meetings]
