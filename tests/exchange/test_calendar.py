"""A meeting as a calendar entry: the right time every night of the year, and nothing that tells."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from icalendar import Calendar

from samrad.exchange.calendar import meeting_ics, uid
from samrad.kernel.clock import OSLO

TELLING = {
    "place": "Psykisk helse og rus, rom 2",
    "title": "Om Ola Nordmann",
    "kind": "review",
    "cancel_reason": "Ola er syk",
}


def meeting(starts_at: datetime, minutes: int = 90, **more: Any) -> Any:
    given = {"sequence": 2, "cancelled_on": None, **TELLING, **more}
    return SimpleNamespace(pk=17, starts_at=starts_at, minutes=minutes, **given)


def entry(data: bytes) -> Any:
    return next(iter(Calendar.from_ical(data).walk("VEVENT")))


@pytest.mark.parametrize(
    ("starts_at", "minutes"),
    [
        (datetime(2026, 3, 10, 11, 30, tzinfo=UTC), 90),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 60),  # over the hour that is skipped
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 30),  # in the first of the two equal hours
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 30),  # in the second
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 120),  # from before into the second
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 120),  # from the first to after
    ],
)
def test_the_entry_is_at_the_very_instant_and_as_long_as_the_meeting(starts_at: datetime, minutes: int) -> None:
    found = entry(meeting_ics(meeting(starts_at, minutes)))
    assert found.decoded("dtstart").astimezone(UTC) == starts_at
    assert found.decoded("dtend").astimezone(UTC) == starts_at + timedelta(minutes=minutes)


def test_times_are_norwegian_with_their_zone() -> None:
    data = meeting_ics(meeting(datetime(2026, 3, 10, 11, 30, tzinfo=UTC))).decode()
    assert "DTSTART;TZID=Europe/Oslo:20260310T123000" in data
    assert "BEGIN:VTIMEZONE" in data
    assert entry(data.encode()).decoded("dtstart").astimezone(OSLO).hour == 12


def test_a_cancelled_meeting_is_cancelled_in_the_calendar() -> None:
    data = meeting_ics(meeting(datetime(2026, 3, 10, 11, 30, tzinfo=UTC), cancelled_on=date(2026, 3, 1)))
    assert Calendar.from_ical(data)["method"] == "CANCEL"
    assert entry(data)["status"] == "CANCELLED"


def test_the_entry_keeps_its_key_and_counts_its_changes() -> None:
    first = entry(meeting_ics(meeting(datetime(2026, 3, 10, 11, 30, tzinfo=UTC))))
    moved = meeting(datetime(2026, 3, 12, 11, 30, tzinfo=UTC), sequence=3)
    second = entry(meeting_ics(moved))
    assert first["uid"] == second["uid"] == uid(17)
    assert (first["sequence"], second["sequence"]) == (2, 3)


def test_nothing_telling_stands_in_it() -> None:
    data = meeting_ics(meeting(datetime(2026, 3, 10, 11, 30, tzinfo=UTC)), to="kari@example.no").decode()
    plain = data.replace("\r\n ", "")
    for word in ("Ola", "Nordmann", "Psykisk", "rom 2", "review", "LOCATION", "syk"):
        assert word not in plain
    assert "SUMMARY:Møte\r\n" in data
    assert "mailto:kari@example.no" in plain


def test_lines_are_at_most_75_octets() -> None:
    data = meeting_ics(meeting(datetime(2026, 3, 10, 11, 30, tzinfo=UTC)), to=f"{'x' * 80}@example.no")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
