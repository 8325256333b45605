"""For the tools that open the site: Django on a database of their own, and nothing left behind."""

import logging
import sys
from collections.abc import Callable
from typing import NoReturn


def on_own_database(main: Callable[[], int]) -> NoReturn:
    """Runs `main` on a copy of the template with no cases, and ends the program with its answer."""
    from tests import database  # before Django: tells the settings where the database is

    import django  # isort: skip

    django.setup()
    logging.disable(logging.CRITICAL)
    try:
        code = main()
    finally:
        database.pytest_unconfigure()
    sys.exit(code)
