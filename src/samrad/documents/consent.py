"""A consent on paper: the very text that is kept, who may see what, and a place for each giver to answer."""

from typing import TYPE_CHECKING, Any

from samrad.agencies.queries import municipality
from samrad.cases.access import Sight
from samrad.cases.rules import BY_LIFE_AREA, LifeArea, Part
from samrad.consents.queries import ages_of, circumstances, fill, status
from samrad.consents.rules import Circumstances, Giver, Status, Step
from samrad.documents.blocks import blocks
from samrad.documents.letterhead import contact, day_in_words, letterhead, routine_on
from samrad.documents.typeset import pdf
from samrad.documents.words import word
from samrad.documents.words.work import LIFE_AREA, PART
from samrad.duties.routine import Routine
from samrad.kernel.clock import day_of, now

if TYPE_CHECKING:
    from samrad.consents.models import Consent, ConsentAnswer, Grant
    from samrad.people.models import Person

Data = dict[str, Any]
STANDING = {Step.CALL_IN: "consent_call_in", Step.WRITTEN: "consent_written"}


def consent_pdf(sight: Sight, consent: "Consent") -> bytes:
    """The form: to be printed and signed, or, once answered, the answers that were given (L-CO-19).

    The text and its checksum are those the answers were given to.
    """
    case = sight.case
    sender = municipality(case.municipality_id)
    routine = routine_on(consent.made_on)
    then = circumstances(case, consent.made_on, ages=ages_of(routine, consent.made_on) if routine else None)
    fill(consent)
    data = {
        "letterhead": letterhead(sender),
        "heading": _heading(consent, routine),
        "whose": case.subject.name,
        "stopped": _stopped(consent, then),
        "text": {"lang": consent.lang, "blocks": blocks(consent.text)},
        "purpose": consent.purpose,
        "grants": [_row(one) for one in consent.grants.all() if one.narrowed_at is None],
        "until": day_in_words(consent.asked_until),
        "givers": _givers(consent, case.subject, then.required(consent.matter).givers),
        "contact": contact(sight, sender),
        "version": consent.text_version,
        "checksum": consent.text_sha256[:16],
    }
    return pdf("consent", data, title="Samtykke", on=consent.made_on)


def _heading(consent: "Consent", routine: Routine | None) -> str:
    found = routine.documents.get(STANDING[Step(consent.step)]) if routine else None
    return str(found.title) if found else word("step", consent.step)


def _stopped(consent: "Consent", then: Circumstances) -> str:
    """What the form begins with when it no longer counts."""
    if consent.withdrawn_at is not None:
        return f"Samtykket er trukket {day_in_words(day_of(consent.withdrawn_at))}."
    found = status(consent, then, now())
    return {
        Status.EXPIRED: f"Samtykket gikk ut {day_in_words(consent.ended_on)}.",
        Status.REPLACED: "Samtykket er erstattet av et nyere.",
    }.get(found, "")


def _row(grant: "Grant") -> list[str]:
    parts = [PART[part] for part in Part if part in grant.parts]
    areas = [LIFE_AREA[area] for area in LifeArea if area in grant.life_areas]
    if not areas and any(part in BY_LIFE_AREA for part in grant.parts):
        areas = ["Alle livsområder"]
    ended = f" (trukket {day_in_words(day_of(grant.withdrawn_at))})" if grant.withdrawn_at else ""
    return [grant.unit.name + ended, _listed(parts), _listed(areas)]


def _listed(words: list[str]) -> str:
    return ", ".join([*words[:1], *(one[:1].lower() + one[1:] for one in words[1:])])


def _givers(consent: "Consent", subject: "Person", givers: tuple[Giver, ...]) -> list[Data]:
    """Those who must answer, and those who did: the age may have been reached in between."""
    answers = {one.representation_id: one for one in consent.answers.all()}
    names = {giver.representation_id: giver.name for giver in givers}
    for key, one in answers.items():
        names.setdefault(key, one.representation.related_person.name if one.representation else subject.name)
    for_whom = f"for {subject.given_name}"
    return [
        {"name": name, "as_what": "" if key is None else for_whom, "answer": _answer(answers.get(key))}
        for key, name in names.items()
    ]


def _answer(one: "ConsentAnswer | None") -> str:
    if one is None:
        return ""
    said = "Sa ja" if one.yes else "Sa nei"
    witness = f" (vitne: {one.witness})" if one.witness else ""
    return f"{said} {day_in_words(one.answered_on)}. {word('evidence', one.evidence)}{witness}."
