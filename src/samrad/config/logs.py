"""Logs: one event a line, JSON in production; never a name, an identity number or a text of a case."""

import logging
import logging.config
import traceback
from typing import Any

import structlog


def _asked_for(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Method and path of a request, without what was searched for or where one came from."""
    request = event.get("request")
    if request is not None:
        event["request"] = f"{request.method} {request.path}"
    return event


def _what_broke(exc_info: Any) -> str:
    """Where and in which way something broke, without the errors' own words, which may be out of a row or a form.

    An error of the database keeps its code and the name of the constraint.
    """
    told, error = [], exc_info[1]
    while error is not None:
        place = "".join(traceback.format_tb(error.__traceback__))
        known = (getattr(error, "sqlstate", None), getattr(getattr(error, "diag", None), "constraint_name", None))
        told.append(place + " ".join([type(error).__name__, *filter(None, known)]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(told))


def configure_logs(*, json: bool) -> None:
    """Sends all logging to standard error, through structlog's renderer."""
    renderer = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    shared = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _asked_for,
        structlog.processors.ExceptionRenderer(_what_broke),
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                }
            },
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["out"], "level": "WARNING"},
            "loggers": {"samrad": {"level": "INFO"}, "django.security.csrf": {"level": "ERROR"}},
        }
    )
