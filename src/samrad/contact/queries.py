"""Messages and contact of a case, and the facts they give."""

from samrad.cases.models import Case
from samrad.contact.models import Contact, Message
from samrad.duties.facts import Fact
from samrad.kernel.clock import day_of


def messages(case: Case) -> list[Message]:
    """The messages of the case, the newest first."""
    return list(Message.objects.filter(case=case))


def message_in(case: Case, message_id: int) -> Message | None:
    """One message of the case that is not answered."""
    return Message.objects.filter(case=case, pk=message_id, answered_at__isnull=True).first()


def contacts(case: Case) -> list[Contact]:
    """The log of contact, the newest first."""
    return list(Contact.objects.filter(case=case))


def facts(case_ids: list[int]) -> list[Fact]:
    """Messages, their answers, and contact that was made."""
    found: list[Fact] = []
    for one in Message.objects.filter(case__in=case_ids):
        own = f"message-{one.pk}"
        found.append(Fact("message", own, day_of(one.written_at), f"case-{one.case_id}"))
        if one.answered_at is not None:
            found.append(Fact("message_answered", f"{own}-answered", day_of(one.answered_at), own))
    for made in Contact.objects.filter(case__in=case_ids):
        found.append(Fact("contact_made", f"contact-{made.pk}", made.on, f"case-{made.case_id}"))
    return found
