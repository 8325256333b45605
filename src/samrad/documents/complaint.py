"""A complaint as a letter to sign: to the state administrator, by way of the municipality (L-KL-01, L-KL-02)."""

from typing import TYPE_CHECKING

from samrad.agencies.queries import municipality
from samrad.documents.blocks import plain
from samrad.documents.letterhead import day_in_words, letterhead, reference
from samrad.documents.typeset import pdf
from samrad.documents.words import word
from samrad.rights.rules import complaint_deadline

if TYPE_CHECKING:
    from samrad.cases.models import Case
    from samrad.rights.models import Request


def complaint_pdf(case: "Case", complaint: "Request", *, weeks: int) -> bytes:
    """The letter: to whom, about what, since when known, the deadline, and a line to sign on."""
    sender = municipality(case.municipality_id)
    known = complaint.known_on
    assert known is not None
    data = {
        "letterhead": letterhead(sender),
        "recipient": [sender.name, sender.address, sender.postal],
        "reference": reference(case, complaint.received_on),
        "heading": "Klage",
        "facts": [
            ["Klagen gjelder", word("complaint_law", complaint.law)],
            ["Kjent med avgjørelsen", day_in_words(known)],
            ["Siste dag for å klage", day_in_words(complaint_deadline(known, weeks, complaint.received_on).until)],
            ["Avgjøres av", f"{sender.appeal_body}, når kommunen ikke endrer avgjørelsen"],
        ],
        "text": plain(complaint.text),
        "signed": complaint.written_by,
    }
    return pdf("complaint", data, title="Klage", on=complaint.received_on)
