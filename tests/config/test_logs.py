"""The logs tell that something broke and where, and nothing of what somebody wrote, searched for or is called."""

import logging
import sys
from typing import Any

import pytest
import structlog
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory


def line(**more: Any) -> str:
    """What is written when a page breaks."""
    own = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s", ("/sok/",), None
    )
    vars(record).update(more)
    return own[0].format(record)


def test_what_was_searched_for_is_not_kept() -> None:
    told = line(request=RequestFactory().get("/sok/?q=Nordmann"))
    assert "GET /sok/" in told
    assert "Nordmann" not in told


def test_what_an_error_says_is_not_kept() -> None:
    try:
        try:
            int("Nordmann")
        except ValueError as error:
            raise LookupError("Nordmann") from error
    except LookupError:
        told = line(exc_info=sys.exc_info())
    assert "test_logs.py" in told
    assert told.index("ValueError") < told.index("LookupError")
    assert "invalid literal" not in told


@pytest.mark.usefixtures("db")
def test_a_row_that_the_database_refuses_is_not_kept() -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_user (username) VALUES (%s)", ["Nordmann"])
    told = line(exc_info=(refused.type, refused.value, refused.tb))
    assert "IntegrityError" in told
    assert "23502" in told
    assert ", Nordmann" in str(refused.value)
    assert ", Nordmann" not in told
