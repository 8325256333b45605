"""What the municipality offers in the demo, and in a case: needs, services told of, and contact."""

from samrad.cases.rules import LifeArea
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town
from samrad.contact.operations import record_contact
from samrad.contact.rules import Way
from samrad.emergency.operations import end_emergency, open_emergency, review_emergency
from samrad.emergency.rules import Cause, Sought
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


def opened_in_an_emergency(story: Story) -> None:
    """The home care opened the case when the person was missing, and the coordinator has looked at it."""
    person = story.case.subject
    access = open_emergency(
        actor=story.town.actor("hjemme"),
        sought=Sought(person.given_name, person.family_name, person.born_on),
        cause=Cause.MISSING,
        reason="Kom ikke hjem med bussen, og svarer ikke. Vi leter, og må vite hvor han pleier å være.",
    )
    assert access is not None
    end_emergency(actor=story.town.actor("hjemme"), access=access)
    review_emergency(
        actor=story.lead,
        access=access,
        justified=True,
        note="Han ble funnet på biblioteket etter en time. Det var rett.",
    )
