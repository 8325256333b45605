"""The pages of the own information, as links in words, as far as they may be opened."""

from dataclasses import dataclass

from django.urls import reverse

from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.web.layout.case import at
from samrad.web.layout.words import word


@dataclass(frozen=True)
class Link:
    """One page: its name, what is there, and its address."""

    name: str
    what: str
    url: str


def links(sight: Sight) -> list[Link]:
    """The own pages that may be opened with this sight, in a fixed order."""
    personal = sight.has("subject") or not sight.economy_only
    goes_on = sight.case.ended_on is None
    wanted = [
        ("Saken", "Hva som skal gjøres, og året som kommer", at("case:overview", sight), True),
        ("Planen", "Målene, og hva som gjøres", at("plan:plan", sight), sight.may(Part.GOALS)),
        ("Gruppa", "Hvem som hjelper", at("team:team", sight), sight.may(Part.TEAM)),
        ("Samtykkene", "Hvem som kan se hva, og å trekke det", at("consent:consents", sight), sight.whole),
        ("Hvem har sett hva", "Alle besøk i saken, med grunn", reverse("rights:log"), True),
        ("Papirene", "Planen, referat, svar og brev", reverse("mine:papers"), True),
        ("Beskjedene", "Skriv til koordinatoren, og les svarene", at("contact:contact", sight),
         sight.may(Part.MESSAGES)),
        ("Møtene", "Svar på innkallinger, og foreslå saker", reverse("mine:meetings"), True),
        ("Opplysninger om deg" if sight.has("subject") else "Opplysninger om personen", "Telefon, e-post og adresse",
         at("case:person", sight), personal and goes_on),
        ("Det som er gjort", "Alle hendelser i saken", at("case:events", sight), personal),
    ]  # fmt: skip
    return [Link(name, what, url) for name, what, url, shown in wanted if shown]


def entry_words(thing: str) -> str:
    """The kind of text something is about, in words; "" when it is about none."""
    return word("entry", thing)
