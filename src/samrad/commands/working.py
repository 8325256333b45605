"""The worker: takes jobs until it is told to stop, and is gone within five seconds of that."""

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app

log = logging.getLogger(__name__)

SECONDS_TO_LEAVE = 4.5


def run() -> None:
    """Works as the app role, over a connection of the worker's own: Django's pool cannot wait for notifications."""
    if settings.PRODUCTION and not settings.EMAIL_HOST:
        log.info("mail_is_off", extra={"why": "SAMRAD_SMTP_HOST is not set: messages wait in the outbox"})
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as worker_app:
        asyncio.run(_work(worker_app))


async def _work(worker_app: Any) -> None:
    async with worker_app.open_async():
        working = asyncio.create_task(worker_app.run_worker_async(install_signal_handlers=False))
        loop = asyncio.get_running_loop()

        def stop(*_: object) -> None:
            _leave_in_time()
            loop.call_soon_threadsafe(working.cancel)

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        with suppress(asyncio.CancelledError):
            await working


def _leave_in_time() -> None:
    """Ends the process if a job does not: what it had not committed is done again by the next worker."""
    timer = threading.Timer(SECONDS_TO_LEAVE, os._exit, (0,))
    timer.daemon = True
    timer.start()
