"""What the municipality offers in the demo, and in a case: needs, services told of, and contact."""

from samrad.cases.rules import LifeArea
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town
from samrad.contact.operations import record_contact
from samrad.contact.rules import Way
from samrad.services.operations import add_offer, convey, record_need
from samrad.services.queries import offers

OFFERS = (
    ("Støttekontakt", "En å gjøre noe hyggelig sammen med i fritida.", "Kultur og fritid"),
    ("Avlastning", "Noen andre har omsorgen en helg eller noen timer, så familien får hvile.", "Avlastningen Solsida"),
    ("Transport til fritid", "Reise med drosje for den som ikke kan bruke buss.", "Tildelingskontoret"),
    ("Kurs for søsken", "En samling hver høst for søsken til barn med sykdom.", "Helsestasjonen"),
)


NEEDS = (
    (LifeArea.TRANSPORT, "Trenger en voksen ved sida de første gangene på bussen.", "Personen selv og mor"),
    (LifeArea.HEALTH, "Sover dårlig etter lange dager.", "Rapport fra habiliteringen"),
)


def catalogue(town: Town) -> None:
    """The municipality's services."""
    for title, what, contact in OFFERS:
        add_offer(actor=town.job, title=title, what=what, contact=contact, phone="40 00 00 10")


def told_and_known(story: Story) -> None:
    """Needs that are known, a service that was told of, and a talk with the mother."""
    lead, case, ago = story.lead, story.case, story.town.ago
    for area, text, source in NEEDS:
        record_need(actor=lead, case=case, life_area=area, text=text, source=source, on=ago(550))
    convey(actor=lead, case=case, offer=offers()[-1], on=ago(60), note="Kan være fint om bussen blir vanskelig.")
    record_contact(actor=lead, case=case, on=ago(9), with_whom="Mor", way=Way.PHONE, note="Snakket om sommerferien.")
