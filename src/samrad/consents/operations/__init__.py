"""Asking, answering, hearing, narrowing, withdrawing; who cannot answer; what is shared by law."""

from samrad.consents.operations.answering import answer_consent, hear_person
from samrad.consents.operations.asking import Wanted, ask_consent
from samrad.consents.operations.closing import narrow_consent, withdraw_consent, withdraw_grant
from samrad.consents.operations.sharing import object_to_sharing, share_by_law, stop_sharing
from samrad.consents.operations.standing import end_inability, record_inability, show_mandate

__all__ = [
    "Wanted",
    "answer_consent",
    "ask_consent",
    "end_inability",
    "hear_person",
    "narrow_consent",
    "object_to_sharing",
    "record_inability",
    "share_by_law",
    "show_mandate",
    "stop_sharing",
    "withdraw_consent",
    "withdraw_grant",
]
