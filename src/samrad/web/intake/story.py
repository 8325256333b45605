"""What happened on the way to a coordinator, as a story in order, with only what may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.rules import Answer, EndReason, Part, Told
from samrad.coordinators.rules import LeaderAnswer
from samrad.web.layout.templatetags.words import day
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.cases.models import Application, Case, InformationGiven, NeedAssessment, NeedNotice
    from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Link:
    """Where a chapter leads."""

    text: str
    address: str


@dataclass(frozen=True)
class Chapter:
    """One thing that happened on a day: by whom, in whose words, what is known of it, and what may be done with it."""

    on: date
    title: str
    by: str = ""
    quote: str = ""
    facts: Facts = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def _known(*pairs: tuple[str, str]) -> Facts:
    return [pair for pair in pairs if pair[1]]


def _of_group(sight: Sight, text: str) -> str:
    """What tells where the person is known; nothing for who is without the group."""
    return "" if sight.without_group else text


def _at(name: str, sight: Sight, **more: int) -> str:
    return reverse(name, kwargs={"case_id": sight.case.pk, **more})


def told_of_notices(sight: Sight, notices: "Iterable[NeedNotice]", *, acts: bool) -> list[Chapter]:
    """The notices. Who reported, and why, only to those who see that part; `acts` adds the buttons.

    For who is without the group, no role and no services: they say where the person is known.
    """
    return [_notice(sight, one, acts=acts) for one in notices]


def _notice(sight: Sight, one: "NeedNotice", *, acts: bool) -> Chapter:
    sees = sight.may(Part.NOTICE)
    answered = f"Gitt {day(one.answered_on)}" if one.answered_on else "Ikke gitt ennå"
    told = f"Fikk vite om meldingen {day(one.person_told_on)}" if one.person_told_on else "Har ikke fått vite det ennå"
    said = _known(
        ("Meldt av", _joined(one.by_name, _of_group(sight, one.by_role))),
        ("Nås på", _joined(one.by_phone, one.by_email) if acts else ""),
        ("Ønsket", _joined(*(word("wish", wish) for wish in one.wishes))),
        ("Forslag til koordinator", _of_group(sight, one.proposed_coordinator)),
        ("Fra sykehus", "Ja" if one.from_hospital else ""),
    )
    facts = [
        *(said if sees else []),
        ("Svar", f"{answered}: {one.answer}" if sees and one.answer else answered),
        ("Personen", told),
    ]
    waits = one.answered_on is None or one.person_told_on is None
    links = [Link("Svar eller registrer", _at("intake:notice", sight, notice_id=one.pk))] if acts and waits else []
    title = f"Melding om behov ({word('channel', one.channel).lower()})"
    return Chapter(one.received_on, title, quote=one.need if sees else "", facts=facts, links=links)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def told_of_assessments(sight: Sight, assessments: "Iterable[NeedAssessment]") -> list[Chapter]:
    """The assessments; the reasons to those who see that part, the services to those who are not without the group."""
    sees = sight.may(Part.NOTICE)
    return [
        Chapter(
            one.assessed_on,
            "Behovet ble vurdert",
            by=one.assessed_by,
            facts=_known(
                (
                    "Vurdering",
                    "Trenger flere tjenester som arbeider sammen"
                    if one.lasting
                    else "Trenger ikke koordinerte tjenester nå",
                ),
                ("Tjenester", _of_group(sight, one.services) if sees else ""),
                ("Andre sektorer", _of_group(sight, one.other_sectors) if sees else ""),
                ("Begrunnelse", one.reason if sees else ""),
            ),
        )
        for one in assessments
    ]


TOLD_TITLE = {
    Told.BOOKLET: "Informasjonsheftet ble gitt",
    Told.COORDINATOR_RIGHT: "Retten til koordinator ble fortalt",
    Told.PLAN_RIGHT: "Retten til individuell plan ble fortalt",
}


def told_of_information(given: "Iterable[InformationGiven]") -> list[Chapter]:
    """What the person was given and told, and answered."""
    return [
        Chapter(
            one.given_on,
            TOLD_TITLE[Told(one.what)],
            by=one.given_by,
            facts=_known(
                ("Til", one.given_to),
                ("Svar", word("answer", Answer(one.answer)) if one.answer else ""),
                ("Utgave", one.document_version),
            ),
        )
        for one in given
    ]


def told_of_proposals(sight: Sight, proposals: "Iterable[CoordinatorProposal]") -> list[Chapter]:
    """Who was proposed, what the person wished, and what the leader answered; not for who is without the group."""
    return [] if sight.without_group else [_proposal(one) for one in proposals]


def _proposal(one: "CoordinatorProposal") -> Chapter:
    answer = ""
    if one.answered_on:
        answer = (
            f"{word('leader_answer', LeaderAnswer(one.answer))}. Svart av {one.answered_by}, {day(one.answered_on)}."
        )
    elif one.asked_on:
        answer = f"Spurt {day(one.asked_on)}. Har ikke svart ennå."
    return Chapter(
        one.proposed_on,
        f"{one.employment.name} ble foreslått som {word('coordinator_kind', one.kind).lower()}",
        facts=_known(
            ("Enhet", one.employment.unit.name),
            ("Personens ønske", one.person_wish),
            ("Avklart med", one.consulted),
            ("Hvorfor en annen", one.against_wish_reason),
            ("Lederen", answer),
            ("Spørsmålet", one.question),
            ("Tid og ressurser", one.resources),
            ("Samtale", day(one.talked_on)),
            ("Slik løses det", one.how_solved),
            ("Trukket", day(one.withdrawn_on)),
        ),
    )


def told_of_appointments(sight: Sight, appointments: "Iterable[CoordinatorAppointment]") -> list[Chapter]:
    """Who has been coordinator, from when to when; for who is without the group, no unit."""
    return [
        Chapter(
            one.started_on,
            f"{one.employment.name} ble {word('coordinator_kind', one.kind).lower()}",
            facts=_known(
                ("Enhet", _of_group(sight, one.employment.unit.name)),
                ("Tok imot oppgaven", day(one.accepted_on)),
                ("Oppnevnt av", one.appointed_by),
                ("Hvorfor likevel", one.departure_reason),
                ("Andre roller", _of_group(sight, one.other_role)),
                ("Sluttet", f"{day(one.ended_on)}: {one.end_reason}" if one.ended_on else ""),
            ),
        )
        for one in appointments
    ]


def told_of_applications(
    sight: Sight, applications: "Iterable[Application]", *, decides: bool, withdraws: bool
) -> list[Chapter]:
    """The applications and the answers. Only for those who see that part."""
    found = []
    for one in applications:
        decided = hasattr(one, "decision")
        waits = not decided and one.withdrawn_on is None and sight.case.ended_on is None
        links = []
        if waits and decides:
            links.append(Link("Avgjør", _at("intake:decide", sight, application_id=one.pk)))
        if waits and withdraws:
            links.append(Link("Trekk søknaden", _at("intake:withdraw", sight, application_id=one.pk)))
        who = one.by_related.name if one.by_related else "Personen selv"
        found.append(
            Chapter(
                one.received_on,
                f"Søknad om {word('wish', one.wish).lower()}",
                quote=one.reason,
                facts=_known(
                    ("Søker", who),
                    ("Fikk hjelp av", one.helped_by),
                    ("Koordinator som er avgjort", one.coordinator_name),
                    ("Samtykke til å søke", day(one.consented_on)),
                    ("Trukket", day(one.withdrawn_on)),
                ),
                links=links,
            )
        )
        if decided:
            letter = Link("Åpne brevet (PDF)", _at("intake:decision_letter", sight, application_id=one.pk))
            facts = _known(
                ("Svar", word("outcome", one.decision.outcome)),
                ("Klagefrist", f"{one.decision.complaint_weeks} uker fra brevet kom fram"),
            )
            found.append(
                Chapter(
                    one.decision.decided_on,
                    "Søknaden ble avgjort",
                    one.decision.decided_by,
                    one.decision.reason,
                    facts,
                    [letter],
                )
            )
    return found


def told_of_end(case: "Case", *, notes: bool) -> list[Chapter]:
    """That the case ended, and why."""
    if case.ended_on is None:
        return []
    facts = _known(
        ("Grunn", word("end_reason", EndReason(case.end_reason))), ("Merknad", case.end_note if notes else "")
    )
    return [Chapter(case.ended_on, "Saken ble avsluttet", facts=facts)]


def in_order(chapters: Iterable[Chapter]) -> list[Chapter]:
    """The chapters by day, those of one day as they are given."""
    return sorted(chapters, key=lambda one: one.on)
