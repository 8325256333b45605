"""Keeping the outbox in step with the cases, and sending what is due.

The first is a projection, run after each write; the second is what the post job does: neither is
something that a person does. What a person sends herself is an operation.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from procrastinate.contrib.django import app

from samrad.accounts.access import leader_only
from samrad.accounts.queries import colleagues
from samrad.accounts.rules import Actor
from samrad.agencies.queries import municipality
from samrad.duties.language import say_date
from samrad.exchange.calendar import meeting_ics
from samrad.kernel.clock import day_of, local, now
from samrad.kernel.operation import operation
from samrad.kernel.sealing import blind_index
from samrad.kernel.tenant import current, tenant
from samrad.meetings.queries.telling import meeting_to_tell
from samrad.notices.models import OutboxMessage
from samrad.notices.queries import WAITING, of_cases, wanted
from samrad.notices.rules import OF_MEETING, WORDING, Kind, Wanted, try_again_at

log = logging.getLogger(__name__)

POST = "notices.post"  # the job that sends what one municipality has due
WRITTEN = ["case_id", "template", "to", "data", "send_after", "attempts", "taken_back_at", "failed_at", "failure"]


# ── the projection ───────────────────────────────────────────────────────────


def bring_up_to_date(case_ids: frozenset[int]) -> None:
    """Makes the outbox of the cases what it should be: the only place where messages are added or taken back.

    What is missing is added and waits, so that a press can be undone; what has not gone and no longer
    holds is taken back; what was taken back or failed and is wanted anew waits again.
    """
    ids, at = sorted(case_ids), now()
    kept = {one.key: one for one in of_cases(ids)}
    send_after = at + timedelta(seconds=settings.UNDO_SECONDS)
    new, changed = [], []
    for one in wanted(ids, kept.values(), at, day_of(at)):
        old = kept.pop(one.key, None)
        if old is None:
            new.append(_message(one, at, send_after))
        elif _waits_anew(old, one, send_after):
            changed.append(old)
    gone = [one.pk for one in kept.values() if one.sent_at is None and one.taken_back_at is None]
    if gone:
        OutboxMessage.objects.filter(pk__in=gone, sent_at__isnull=True).update(taken_back_at=at)
    OutboxMessage.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    OutboxMessage.objects.bulk_update(changed, WRITTEN, batch_size=200)
    if new or changed:
        _wake_post(send_after)


def _wake_post(at: datetime) -> None:
    """Has the tenant's post taken when the messages may go; the job each minute would be up to a minute later."""
    app.configure_task(POST, schedule_at=at).defer(municipality_id=current())


def _message(one: Wanted, at: datetime, send_after: datetime) -> OutboxMessage:
    return OutboxMessage(
        key=one.key, case_id=one.case_id, template=one.kind, to=one.to, data=one.data, made_at=at, send_after=send_after
    )


def _waits_anew(old: OutboxMessage, one: Wanted, send_after: datetime) -> bool:
    """Whether a message that is known is to wait again: taken back and wanted anew, or to another address."""
    if old.sent_at is not None:
        return False
    same = (old.case_id, old.to, old.template) == (one.case_id, one.to, str(one.kind))
    if same and old.taken_back_at is None:
        return False
    old.case_id, old.template, old.to, old.data, old.send_after = one.case_id, one.kind, one.to, one.data, send_after
    old.attempts, old.taken_back_at, old.failed_at, old.failure = 0, None, None, ""
    return True


@operation(affects="result", allow=leader_only)
def ask_to_read_routine(*, actor: Actor, version_id: int, employment_ids: list[int]) -> None:
    """Asks employees of the leader's own unit to read the version of the routine; each at most once a day.

    Source: S0-008.
    """
    at = now()
    for one in colleagues(actor.unit_id, day_of(at)).filter(pk__in=employment_ids).exclude(email=""):
        key = f"routine:{version_id}:{one.pk}:{day_of(at).isoformat()}"
        OutboxMessage.objects.get_or_create(
            key=key,
            defaults={
                "template": Kind.ROUTINE, "to": one.email, "data": {"version": version_id, "employment": one.pk},
                "made_at": at, "send_after": at + timedelta(seconds=settings.UNDO_SECONDS),
            },
        )  # fmt: skip
    _wake_post(at + timedelta(seconds=settings.UNDO_SECONDS))


# ── sending ──────────────────────────────────────────────────────────────────


def send(*, message_id: int, municipality_id: int, connection: Any = None) -> bool:
    """Sends one message that is due, and marks it sent in the same transaction. Whether it went.

    Whoever comes second to the same message finds it locked or sent, and does nothing. A failure is
    noted without a word of whom it concerns, and is tried again later; after the last attempt, or
    when the address is refused for good, the message has failed.
    """
    with tenant(municipality_id):
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(**WAITING, pk=message_id, send_after__lte=now())
            .first()
        )
        if message is None:
            return False
        mail = _mail(message, municipality_id, connection)
        if mail is None:
            message.taken_back_at = now()
        else:
            _deliver(message, mail)
        message.save()
        return message.sent_at is not None


def _deliver(message: OutboxMessage, mail: EmailMultiAlternatives) -> None:
    message.attempts += 1
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        message.failure = _failure(error)
        again = None if _for_good(error) else try_again_at(message.attempts, now())
        if again is None:
            message.failed_at = now()
        else:
            message.send_after = again
        log.warning(
            "mail_not_sent", extra={"outbox_id": message.pk, "attempts": message.attempts, "why": message.failure}
        )
    else:
        message.sent_at, message.failure = now(), ""


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _for_good(error: Exception) -> bool:
    """Whether the mail server will never take a message to this address."""
    refused = isinstance(error, smtplib.SMTPRecipientsRefused)
    return refused and all(code >= 500 for code in _codes(error))


def _failure(error: Exception) -> str:
    """The kind of fault and the server's code: never its text, which may hold the address."""
    return " ".join([type(error).__name__, *map(str, _codes(error))])[:300]


def _mail(message: OutboxMessage, municipality_id: int, connection: Any) -> EmailMultiAlternatives | None:
    kind = Kind(message.template)
    meeting = meeting_to_tell(message.data["meeting"]) if kind in OF_MEETING else None
    if kind in OF_MEETING and meeting is None:
        return None
    sender = municipality(municipality_id)
    wording = WORDING[kind]
    when = _moment(meeting.starts_at) if meeting else ""
    context = {
        "subject": wording.subject,
        "sentences": [sentence.format(when=when) for sentence in wording.sentences],
        "address": settings.PUBLIC_ADDRESS,
        "sender": sender.name,
        "phone": sender.phone,
    }
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    key = blind_index(f"message-{message.pk}-{message.key}")[:32]
    mail = EmailMultiAlternatives(
        subject=wording.subject,
        body=render_to_string("notices/message.txt", context),
        from_email=formataddr((sender.name, own)),
        to=[message.to],
        headers={"Message-ID": f"<{key}@{own.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    mail.attach_alternative(render_to_string("notices/message.html", context), "text/html")
    if meeting is not None:
        off = kind is Kind.CANCELLED
        entry = meeting_ics(meeting, to=message.to, cancelled=off)
        mail.attach_alternative(entry.decode(), f"text/calendar; method={'CANCEL' if off else 'REQUEST'}")
        mail.attach("mote.ics", entry, "application/ics")
    return mail


def _moment(instant: datetime) -> str:
    wall = local(instant)
    return f"{say_date(wall.date(), weekday=True)} klokka {wall:%H.%M}"


def forget_messages(case_id: int) -> None:
    """Part of an operation: throws away every message of a case that is erased."""
    OutboxMessage.objects.filter(case_id=case_id).delete()
