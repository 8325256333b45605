"""Taking the post: what is due in each municipality is sent, each minute and when messages were added."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import get_connection
from procrastinate import JobContext
from procrastinate.contrib.django import app

from samrad.agencies.queries import municipalities
from samrad.kernel.clock import now
from samrad.kernel.tenant import tenant
from samrad.notices.operations import POST, send
from samrad.notices.queries import due

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="notices.every_minute", queue="post", pass_context=True)
def every_minute(context: JobContext, timestamp: int) -> None:
    """Sends what is due everywhere."""
    for municipality_id in municipalities().values_list("id", flat=True):
        _take(context, municipality_id)


@app.task(name=POST, queue="post", pass_context=True)
def post(context: JobContext, municipality_id: int) -> None:
    """Sends what is due in one municipality."""
    _take(context, municipality_id)


def _take(context: JobContext, municipality_id: int) -> None:
    """Sends over one connection to the mail server; stops between two messages when the worker is to stop.

    While the mail server cannot be reached everything waits, and no attempt is counted.
    """
    if not settings.EMAIL_HOST:
        return
    with tenant(municipality_id):
        waiting = due(now())
    if not waiting:
        return
    connection = get_connection()
    try:
        connection.open()
        for message_id in waiting:
            if context.should_abort():
                return
            if not send(message_id=message_id, municipality_id=municipality_id, connection=connection):
                connection.close()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("no_mail_server", extra={"why": type(error).__name__, "waiting": len(waiting)})
    finally:
        connection.close()
