"""The outbox: told once, taken back in time, sent once, and failing without a word of whom."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samrad.cases.operations.people import record_death
from samrad.commands.demo import recipes
from samrad.commands.demo.story import Story
from samrad.consents.operations import Wanted, ask_consent
from samrad.consents.rules import Step
from samrad.kernel.clock import now
from samrad.kernel.operation import projections_later
from samrad.meetings.operations.agenda import consult_agenda
from samrad.meetings.operations.asking import remove_participant
from samrad.meetings.operations.calling import (
    Invited,
    cancel_meeting,
    move_meeting,
    plan_meeting,
    send_invitation,
    undo_invitation,
)
from samrad.meetings.queries import participants
from samrad.meetings.rules import MeetingKind
from samrad.notices.models import OutboxMessage
from samrad.notices.operations import bring_up_to_date, send
from samrad.notices.queries import due, failures
from samrad.notices.rules import ATTEMPTS, Kind
from samrad.worklist.jobs import retry_stale
from tests.jobs import unhurried
from tests.town import open_town


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """A case with a team and a consent, told once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), open_town("9901") as town, projections_later():
        yield recipes.adult_without_plan(town, ("Anders", "Solbakk"), 911)
        transaction.set_rollback(True)


@pytest.fixture
def anders(told: Story, settings: Any) -> Iterator[Story]:
    """The case; what a test does with it is undone. Messages may go at once."""
    settings.UNDO_SECONDS = 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    with transaction.atomic():
        told.case.refresh_from_db()
        yield told
        transaction.set_rollback(True)


def call(story: Story, *, days: int = 40) -> Any:
    """A meeting that everybody in the team is called to."""
    meeting = plan_meeting(
        actor=story.lead, case=story.case, kind=MeetingKind.ORDINARY, starts_at=now() + timedelta(days=days),
        minutes=60, on=story.town.today, invited=Invited(seats=list(story.seats.values())),
    )  # fmt: skip
    consult_agenda(actor=story.lead, meeting=meeting, on=story.town.today, with_whom="Anders")
    return send_invitation(actor=story.lead, meeting=meeting)


def outbox(story: Story) -> list[OutboxMessage]:
    bring_up_to_date(frozenset({story.case.pk}))
    return list(OutboxMessage.objects.filter(case_id=story.case.pk).order_by("id"))


def post(story: Story) -> list[bool]:
    return [send(message_id=one, municipality_id=story.town.id) for one in due(now())]


def standing(messages: list[OutboxMessage]) -> list[str]:
    return [one.template for one in messages if one.taken_back_at is None]


def test_everybody_with_an_address_is_asked_once(anders: Story) -> None:
    meeting = call(anders)
    addresses = {one.email for one in participants(meeting) if one.email}
    first, again = outbox(anders), outbox(anders)
    assert {one.to for one in first} == addresses
    assert [one.pk for one in first] == [one.pk for one in again]


def test_messages_wait_so_that_a_press_can_be_undone(anders: Story, settings: Any) -> None:
    settings.UNDO_SECONDS = 60
    meeting = call(anders)
    assert all(59 < (one.send_after - one.made_at).total_seconds() < 61 for one in outbox(anders))
    assert post(anders) == []
    undo_invitation(actor=anders.lead, meeting=meeting)
    assert standing(outbox(anders)) == []
    send_invitation(actor=anders.lead, meeting=meeting)
    assert set(standing(outbox(anders))) == {Kind.INVITATION}


def test_a_meeting_moved_before_the_post_went_is_one_invitation(anders: Story) -> None:
    meeting = call(anders)
    outbox(anders)
    move_meeting(actor=anders.lead, meeting=meeting, starts_at=now() + timedelta(days=45), on=anders.town.today)
    asked = len([one for one in participants(meeting) if one.email])
    assert standing(outbox(anders)) == [Kind.INVITATION] * asked


def test_a_meeting_moved_after_is_told_once_and_so_is_its_cancelling(anders: Story) -> None:
    meeting = call(anders)
    asked = len(outbox(anders))
    assert post(anders) == [True] * asked
    move_meeting(actor=anders.lead, meeting=meeting, starts_at=now() + timedelta(days=45), on=anders.town.today)
    assert [one.template for one in outbox(anders)[asked:]] == [Kind.CHANGED] * asked
    post(anders)
    cancel_meeting(actor=anders.lead, meeting=meeting, on=anders.town.today, reason="Sykdom")
    assert [one.template for one in outbox(anders)[2 * asked :]] == [Kind.CANCELLED] * asked
    post(anders)
    assert "METHOD:CANCEL" in str(mail.outbox[-1].attachments[0])
    assert len(outbox(anders)) == 3 * asked


def test_one_who_is_no_longer_asked_is_told_so(anders: Story) -> None:
    meeting = call(anders)
    outbox(anders)
    post(anders)
    removed = next(one for one in participants(meeting) if one.seat_id)
    remove_participant(actor=anders.lead, participant=removed)
    last = outbox(anders)[-1]
    assert (last.template, last.to) == (Kind.CANCELLED, removed.email)


def test_nothing_goes_to_the_circle_of_the_dead(anders: Story) -> None:
    call(anders)
    assert outbox(anders)
    record_death(actor=anders.office, case=anders.case, on=anders.town.today)
    assert standing(outbox(anders)) == []


def test_a_consent_that_waits_is_told_to_who_must_answer(anders: Story) -> None:
    anders.case.subject.email = "anders@example.no"
    anders.case.subject.save()
    unit = next(iter(anders.town.units.values()))
    ask_consent(
        actor=anders.lead, case=anders.case, step=Step.CALL_IN, purpose="Å kalle inn", text="Tekst", text_version="1",
        wanted=[Wanted(unit, ())], made_on=anders.town.today, until=anders.town.today + timedelta(days=30),
    )  # fmt: skip
    assert [(one.template, one.to) for one in outbox(anders)] == [(Kind.CONSENT, "anders@example.no")]


def test_what_is_sent_tells_nothing(anders: Story) -> None:
    meeting = call(anders)
    outbox(anders)
    post(anders)
    case = anders.case
    telling = [
        case.subject.given_name,
        case.subject.family_name,
        case.number,
        meeting.place or "Rådhuset",
        "ansvarsgruppe",
    ]
    telling += [seat.unit.name for seat in anders.seats.values()] + [str(meeting.pk) + "/"]
    for one in mail.outbox:
        assert isinstance(one, mail.EmailMultiAlternatives)
        whole = one.message().as_string() + one.body + str(one.alternatives)
        assert [word for word in telling if word in whole] == []
        assert one.subject == "Du er invitert til et møte"
        assert "text/calendar; method=REQUEST" in str(one.alternatives)


def test_what_was_sent_is_never_sent_again(anders: Story) -> None:
    call(anders)
    messages = outbox(anders)
    for _ in range(2):
        for one in messages:
            send(message_id=one.pk, municipality_id=anders.town.id)
    assert len(mail.outbox) == len(messages)


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.mark.parametrize(
    ("error", "attempts", "why"),
    [
        (smtplib.SMTPServerDisconnected("kari@example.no"), ATTEMPTS, "SMTPServerDisconnected"),
        (smtplib.SMTPDataError(451, b"kari@example.no later"), ATTEMPTS, "SMTPDataError 451"),
        (ConnectionRefusedError(), ATTEMPTS, "ConnectionRefusedError"),
        (smtplib.SMTPRecipientsRefused({"kari@example.no": (550, b"no")}), 1, "SMTPRecipientsRefused 550"),
        (smtplib.SMTPRecipientsRefused({"kari@example.no": (450, b"busy")}), ATTEMPTS, "SMTPRecipientsRefused 450"),
    ],
)
def test_a_failure_is_tried_again_and_then_shown_without_the_address(
    anders: Story, error: Exception, attempts: int, why: str
) -> None:
    call(anders)
    message = outbox(anders)[0]
    for _ in range(attempts):
        assert not failures(anders.case).exists()
        OutboxMessage.objects.filter(pk=message.pk).update(send_after=now())
        send(message_id=message.pk, municipality_id=anders.town.id, connection=Refusing(error))
    (failed,) = failures(anders.case)
    assert (failed.attempts, failed.failure) == (attempts, why)
    assert due(now()) != [] or len(outbox(anders)) == 1
    assert not send(message_id=message.pk, municipality_id=anders.town.id)


def test_a_failure_waits_before_it_is_tried_again(anders: Story) -> None:
    call(anders)
    message = outbox(anders)[0]
    send(message_id=message.pk, municipality_id=anders.town.id, connection=Refusing(ConnectionRefusedError()))
    assert message.pk not in due(now())
    assert message.pk in due(now() + timedelta(minutes=3))


def test_an_address_put_right_is_tried_anew(anders: Story) -> None:
    meeting = call(anders)
    message = outbox(anders)[0]
    OutboxMessage.objects.filter(pk=message.pk).update(failed_at=now(), attempts=5, failure="SMTPRecipientsRefused 550")
    one = next(one for one in participants(meeting) if one.email == message.to)
    one.email = "ny@example.no"
    one.save()
    outbox(anders)
    message.refresh_from_db()
    assert (message.to, message.failed_at, message.attempts) == ("ny@example.no", None, 0)


def test_bringing_up_to_date_takes_as_many_queries_for_many_cases_as_for_one(anders: Story) -> None:
    with projections_later():
        others = [recipes.adult_without_plan(anders.town, (f"Person{n}", "Solbakk"), 920 + n) for n in range(2)]
    for story in (anders, *others):
        call(story)
    counts = []
    for stories in ([anders], [anders, *others]):
        OutboxMessage.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            bring_up_to_date(frozenset(story.case.pk for story in stories))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    with CaptureQueriesContext(connection) as queries:
        bring_up_to_date(frozenset(story.case.pk for story in (anders, *others)))
    assert not [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE"))]


class Kept:
    """A real mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


def test_it_goes_through_a_real_mail_server(anders: Story, settings: Any) -> None:
    kept = Kept()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        call(anders)
        messages = outbox(anders)
        assert post(anders) == [True] * len(messages)
    finally:
        server.stop()
    assert len(kept.letters) == len(messages)
    kinds = [part.get_content_type() for part in kept.letters[0].walk()]
    assert {"text/plain", "text/html", "text/calendar"} <= set(kinds)
    assert kept.letters[0]["Auto-Submitted"] == "auto-generated"


def test_stale_cases_are_brought_up_to_date_by_a_job(anders: Story) -> None:
    case = anders.case
    case.stale_since = now()
    case.save()

    retry_stale.func(unhurried(), 0)
    case.refresh_from_db()
    assert case.stale_since is None
