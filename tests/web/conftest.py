"""The demo as a browser meets it, in a database of each module's own."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.personas import Persona, everybody
from tests.web.addresses import Things
from tests.web.opening import copy_of
from tests.web.providers import Town, running, used


@pytest.fixture(scope="module")
def site(django_db_blocker: Any) -> Iterator[Things]:
    """The demo; what is written stays until the module is over."""
    with copy_of("demo", django_db_blocker.unblock()) as things:
        yield things


@pytest.fixture(scope="module")
def large_site(django_db_blocker: Any) -> Iterator[Things]:
    """The demo with two thousand cases more."""
    with copy_of("large", django_db_blocker.unblock()) as things:
        yield things


@pytest.fixture
def people(site: Things) -> dict[str, Persona]:
    """The personas, each with a browser that nobody has used."""
    return everybody()


@pytest.fixture
def undone(site: Things) -> Iterator[Things]:
    """The demo, in a transaction that is rolled back after the test."""
    with transaction.atomic():
        yield site
        transaction.set_rollback(True)


@pytest.fixture
def standing_still() -> Iterator[None]:
    """No time passes, so that no session is touched in the middle; and refusals are not logged."""
    logging.disable(logging.WARNING)
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def providers() -> Iterator[Town]:
    """A certified provider as the tests' own ID-porten, HelseID and Entra ID."""
    with running() as town:
        yield town


@pytest.fixture
def out_there(providers: Town, undone: Things) -> Iterator[Town]:
    """Samråd set up with the three, nothing wrong yet."""
    with used(providers):
        yield providers
