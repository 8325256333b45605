"""Two workers that take the same message at the same moment."""

import threading
from typing import Any

from django.core import mail
from django.db import connections

from samrad.kernel.clock import now
from samrad.kernel.tenant import tenant
from samrad.notices.models import OutboxMessage
from samrad.notices.operations import send
from samrad.notices.rules import Kind
from tests.town import open_town


def test_two_workers_at_once_send_one(committed: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    with open_town("9901") as town:
        message = OutboxMessage.objects.create(
            key="minutes:1",
            template=Kind.MINUTES,
            to="a@example.no",
            made_at=now(),
            send_after=now(),
            data={"recipient": 1},
        )
    ready = threading.Barrier(2)

    def work() -> None:
        ready.wait()
        send(message_id=message.pk, municipality_id=town.id)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1
    with tenant(town.id):
        assert OutboxMessage.objects.get(pk=message.pk).sent_at is not None
