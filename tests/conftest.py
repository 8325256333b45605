"""Fixtures every test may use."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from samrad.commands import embedded
from tests import database
from tests.town import Fjordvik, open_town

# No test is timed: a busy machine is not a fault.
settings.register_profile("samrad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("samrad")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The worker's database is a copy of a template, made by `tests.database` before Django started."""


@pytest.fixture
def town(db: None) -> Iterator[Fjordvik]:
    """Fjordvik, with its units and staff, as the tenant of the test."""
    with open_town("9901") as found:
        yield found


@pytest.fixture
def storlia(db: None) -> Iterator[Fjordvik]:
    """The other municipality, as the tenant of the test."""
    with open_town("9902") as found:
        yield found


@pytest.fixture
def committed(django_db_blocker: Any) -> Iterator[None]:
    """A database of the test's own, in which what is done is committed: for threads and failures."""
    name = f"{database.OWN}_committed"
    database.copy("town", name)
    with django_db_blocker.unblock():
        before = database.turn_to(name)
        yield
        database.turn_to(before)
    embedded.drop_database(database.CLUSTER, name)


@pytest.fixture
def on_day(time_machine: Any) -> Callable[[date], None]:
    """Moves the clock to noon of a day."""

    def move(day: date) -> None:
        time_machine.move_to(f"{day.isoformat()}T11:00:00+00:00", tick=False)

    return move
