"""The municipality's answer to an application, as a letter with the right to complain (L-KL-01)."""

from typing import TYPE_CHECKING

from samrad.agencies.queries import municipality
from samrad.cases.access import Sight
from samrad.cases.rules import Outcome
from samrad.documents.blocks import blocks
from samrad.documents.letterhead import contact, day_in_words, home_of, letterhead, reference, routine_on
from samrad.documents.standing import standing
from samrad.documents.typeset import pdf
from samrad.documents.words import word

if TYPE_CHECKING:
    from samrad.cases.models import Decision

OUTCOME = {Outcome.GRANTED: "decision_granted", Outcome.DECLINED: "decision_declined"}


def decision_pdf(sight: Sight, decision: "Decision") -> bytes:
    """The letter to the applicant: outcome, reason, and how, when and to whom to complain."""
    case, application = sight.case, decision.application
    sender, routine = municipality(case.municipality_id), routine_on(decision.decided_on)
    lang = case.subject.language
    outcome = standing(routine, OUTCOME[Outcome(decision.outcome)], lang=lang)
    complaint = standing(routine, "complaint", lang=lang)
    wish = word("wish", application.wish).lower()
    applicant = application.by_related or case.subject
    about = "" if applicant == case.subject else f" for {case.subject.name}"
    data = {
        "letterhead": letterhead(sender),
        "recipient": home_of(applicant),
        "reference": reference(case, decision.decided_on),
        "heading": outcome["title"] if outcome else f"Svar på søknad: {word('outcome', decision.outcome).lower()}",
        "opening": f"Vi viser til søknaden om {wish}{about}, som vi fikk {day_in_words(application.received_on)}.",
        "outcome": outcome,
        "reason": blocks(decision.reason),
        "complaint": complaint or {"title": "Du kan klage", "lang": "nb", "blocks": []},
        "how": [
            ["Frist", f"{decision.complaint_weeks} uker fra du fikk dette brevet"],
            ["Klageinstans", sender.appeal_body],
            ["Send klagen til", ", ".join(filter(None, (sender.name, sender.address, sender.postal)))],
        ],
        "contact": contact(sight, sender),
        "signed": {"by": decision.decided_by, "for": sender.name},
    }
    return pdf("decision", data, title="Svar på søknad", on=decision.decided_on)
