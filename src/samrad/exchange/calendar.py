"""A meeting as a calendar entry (RFC 5545, 5546): when it is, and nothing of what it is about."""

from datetime import UTC, datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings

from samrad.kernel.clock import local, now
from samrad.kernel.sealing import blind_index
from samrad.meetings.rules import ends_at

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

    from samrad.meetings.models import Meeting

SUMMARY = "Møte"
NORWEGIAN_TIME = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def meeting_ics(meeting: "Meeting", *, to: str = "", cancelled: bool = False) -> bytes:
    """The meeting as an .ics file; `to` is the e-mail address it is sent to, when it is sent.

    `cancelled` takes the entry away from somebody who is no longer asked, though the meeting stands.

    The same meeting keeps its UID, and a change raises its SEQUENCE, so that a calendar moves or
    removes the entry it already has. Times are Norwegian wall-clock times with their zone; where the
    clock shows the same hour twice they are in UTC, which cannot be taken for the other hour.
    """
    from icalendar import Calendar, Component

    cancelled = cancelled or meeting.cancelled_on is not None
    calendar = Calendar()
    calendar.add("prodid", "-//Samråd//Møter//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(Component.from_ical(NORWEGIAN_TIME))
    calendar.add_component(_event(meeting, to, cancelled=cancelled))
    return calendar.to_ical()


def _event(meeting: "Meeting", to: str, *, cancelled: bool) -> "Event":
    from icalendar import Event, vCalAddress

    start, end = _times(meeting.starts_at, ends_at(meeting.starts_at, meeting.minutes))
    event = Event()
    event.add("uid", uid(meeting.pk))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now().replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", SUMMARY)
    event.add("description", f"Logg inn for å se mer: {settings.PUBLIC_ADDRESS}")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    if to:
        event.add("attendee", _attendee(to))
    return event


def _attendee(address: str) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def uid(meeting_id: int) -> str:
    """The entry's key: the same for a meeting as long as it exists, and no other installation's."""
    return f"mote-{meeting_id}-{blind_index('calendar')[:16]}@samrad"


def _times(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    wall = local(start), local(end)
    if any(one.fold for one in wall):
        return start.astimezone(UTC), end.astimezone(UTC)
    return wall
