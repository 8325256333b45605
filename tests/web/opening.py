"""Opening the demo: a copy of a template that Django speaks with, for tests and for the tools that attack it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import override_settings

from samrad.commands import embedded
from tests import database
from tests.web.addresses import Things
from tests.web.furnish import furnish

PLAIN_FILES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@contextmanager
def copy_of(template: str, unblocked: AbstractContextManager[Any] | None = None) -> Iterator[Things]:
    """A copy of the template, furnished, while it is used; `unblocked` lets a test speak with a database."""
    name = f"{database.OWN}_{template}_web"
    database.copy(template, name)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with unblocked or nullcontext(), override_settings(STORAGES=PLAIN_FILES):
        before = database.turn_to(name)
        furnish()
        things = Things(name)
        yield things
        things.close()
        database.turn_to(before)
    embedded.drop_database(database.CLUSTER, name)
