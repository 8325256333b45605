"""The only place that reads the clock.

Days are Norwegian calendar days (Europe/Oslo), instants are timezone-aware UTC. On the night
the clock changes a day has 23 or 25 hours; a calendar day is still one day.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The present calendar day in Norway."""
    return now().astimezone(OSLO).date()


def day_of(instant: datetime) -> date:
    """The Norwegian calendar day that holds `instant` (aware)."""
    return instant.astimezone(OSLO).date()


def local(instant: datetime) -> datetime:
    """`instant` (aware) as wall-clock time in Norway."""
    return instant.astimezone(OSLO)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant at which clocks in Norway show `hour`:`minute` on `day`.

    A time that the change to summer time skips is the instant an hour later on the clock;
    a time that occurs twice is the first of the two.
    """
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)
    return wall.astimezone(UTC)
