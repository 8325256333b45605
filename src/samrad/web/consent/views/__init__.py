"""The pages of consent: the list and one of them, asking, answering, withdrawing, and who sees what."""

from samrad.web.consent.views.answering import answer, hear
from samrad.web.consent.views.asking import ask
from samrad.web.consent.views.reading import consent, consents, form_pdf, who
from samrad.web.consent.views.standing import (
    end_inability,
    end_sharing,
    inability,
    mandate,
    object_to,
    share,
    standing,
)
from samrad.web.consent.views.withdrawing import narrow, withdraw, withdraw_grant

__all__ = [
    "answer",
    "ask",
    "consent",
    "consents",
    "end_inability",
    "end_sharing",
    "form_pdf",
    "hear",
    "inability",
    "mandate",
    "narrow",
    "object_to",
    "share",
    "standing",
    "who",
    "withdraw",
    "withdraw_grant",
]
