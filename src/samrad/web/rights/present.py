"""The pages of the own information, as links in words, as far as they may be opened."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.rights.rules import ComplaintLaw, RequestKind
from samrad.web.layout.case import at
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.duties.routine import Routine


@dataclass(frozen=True)
class Link:
    """One page: its name, what is there, and its address."""

    name: str
    what: str
    url: str


def links(sight: Sight) -> list[Link]:
    """The own pages that may be opened with this sight, in a fixed order."""
    personal = sight.has("subject") or not sight.without_group
    goes_on = sight.case.ended_on is None
    wanted = [
        ("Saken", "Hva som skal gjøres, og året som kommer", at("case:overview", sight), True),
        ("Planen", "Målene, og hva som gjøres", at("plan:plan", sight), sight.may(Part.GOALS)),
        ("Gruppa", "Hvem som hjelper", at("team:team", sight), sight.may(Part.TEAM)),
        ("Samtykkene", "Hvem som kan se hva, og å trekke det", at("consent:consents", sight), sight.whole),
        ("Hvem har sett hva", "Alle besøk i saken, med grunn", reverse("rights:log"), True),
        ("Papirene", "Planen, referat, svar og brev", reverse("mine:papers"), True),
        ("Ta alt med deg", "Alt om deg i én fil, som du kan lese og gi videre", reverse("rights:take_along"), True),
        ("Beskjedene", "Skriv til koordinatoren, og les svarene", at("contact:contact", sight),
         sight.may(Part.MESSAGES)),
        ("Møtene", "Svar på innkallinger, og foreslå saker", reverse("mine:meetings"), True),
        ("Opplysninger om deg" if sight.has("subject") else "Opplysninger om personen", "Telefon, e-post og adresse",
         at("case:person", sight), personal and goes_on),
        ("Holdt tilbake", "Det du vil ha for deg selv, og det du ikke får se", at("withholding:all", sight),
         sight.has("subject")),
        ("Nær tilknytning", "Si fra når en som arbeider med saken, er i familie med deg", at("tie:case", sight),
         personal),
        ("Det som er gjort", "Alle hendelser i saken", at("case:events", sight), personal),
    ]  # fmt: skip
    return [Link(name, what, url) for name, what, url, shown in wanted if shown]


def entry_words(thing: str) -> str:
    """The kind of text something is about, in words; "" when it is about none."""
    return word("entry", thing)


@dataclass(frozen=True)
class Wanted:
    """Something one may ask for, in words."""

    kind: RequestKind
    name: str
    what: str
    heading: str
    submit: str
    lead: str


ASKED_FOR = {
    "retting": Wanted(
        RequestKind.CORRECTION, "Be om retting", "Noe som står, er feil eller mangler", "Be om retting",
        "Send", "Er vi enige i at noe er feil, skriver vi det riktige ved siden av teksten, med dato. "
        "Det som sto der, blir stående. Sier vi nei, får du vite hvorfor, og kan klage til statsforvalteren.",
    ),
    "sletting": Wanted(
        RequestKind.DELETION, "Be om sletting", "Noe skal ikke stå i saken", "Be om sletting", "Send",
        "Noe som er skrevet på feil person, skal slettes. Ellers kan noe slettes når det er feil eller en belastning, "
        "eller åpenbart ikke trengs, og loven ikke sier at det skal tas vare på. Du får alltid et svar med grunn, "
        "og kan klage til statsforvalteren.",
    ),
    "protest": Wanted(
        RequestKind.OBJECTION, "Si nei til deling", "Noen får se noe du ikke vil at de skal se", "Si nei til deling",
        "Send",
        "Du kan si nei til at opplysninger gjøres tilgjengelige for andre. Et samtykke du har gitt, trekker du selv, "
        "og det gjelder med én gang.",
    ),
    "kopi": Wanted(
        RequestKind.COPY, "Be om kopi eller forklaring", "Noe du ikke finner her, eller ikke forstår",
        "Be om kopi eller forklaring", "Send", "Det meste kan du lese og ta med deg selv. Mangler noe, får du det.",
    ),
    "klage": Wanted(
        RequestKind.COMPLAINT, "Klage", "På en avgjørelse, eller på at du ikke får det du har rett til", "Klage",
        "Send klagen", "Du kan klage når du ikke får koordinator, plan eller andre rettigheter du mener du har.",
    ),
}  # fmt: skip

# The kinds of text the person chooses among; the rest is told in own words.
LISTED_KINDS = (
    "plans.plantext", "plans.goal", "plans.activity", "plans.evaluation", "meetings.minutesfield", "cases.neednotice",
    "cases.needassessment", "services.need", "contact.message",
)  # fmt: skip
LEGAL = {ComplaintLaw.HEALTH: "complaint_weeks", ComplaintLaw.ADMINISTRATION: "administration_complaint_weeks"}


def law_weeks(routine: "Routine", law: ComplaintLaw, day: date) -> int:
    """How many weeks one has to complain by the law, as it was on the day."""
    return int(routine.legal[LEGAL[law]].on(day))
