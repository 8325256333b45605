"""Writing to the coordinator, answering, and keeping the log of contact."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.contact.models import Contact, Message
from samrad.contact.rules import Way
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@operation(affects="case", allow=allow(*PERSONAL, sees=Part.MESSAGES), part=Part.MESSAGES)
def write_message(*, actor: Actor, case: Case, text: str) -> Message:
    """The person, or who represents her, writes to the coordinator (S3-136)."""
    text = filled(text, field="text", sentence="Skriv det du vil si.")
    return Message.objects.create(case=case, text=text, written_at=now(), written_by=actor.name)


@operation(affects="message", allow=allow(*LEADING), part=Part.MESSAGES)
def answer_message(*, actor: Actor, message: Message, answer: str) -> Message:
    """The coordinator answers; the person reads it on the own pages."""
    if message.answered_at is not None:
        raise Invalid("Beskjeden er allerede besvart.")
    message.answer = filled(answer, field="answer", sentence="Skriv svaret.")
    message.answered_at, message.answered_by = now(), actor.name
    message.save()
    return message


@operation(affects="case", allow=allow(*LEADING), part=Part.MESSAGES)
def record_contact(*, actor: Actor, case: Case, on: date, with_whom: str, way: Way, note: str = "") -> Contact:
    """The coordinator was in contact with the person or somebody near (S1-004)."""
    return Contact.objects.create(
        case=case,
        on=happened(on, not_before=case.opened_on),
        with_whom=filled(with_whom, field="with_whom", sentence="Skriv hvem du var i kontakt med.")[:150],
        way=way,
        note=note.strip(),
        by=actor.name,
    )
