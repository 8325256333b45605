"""The last part of the story: a year later, a new coordinator, and the closing."""

from tests.journeys.beginning import mona_signs_in
from tests.journeys.middle import YEAR_LATER
from tests.journeys.person import Person
from tests.journeys.story import Story

REVIEW = {
    "Personens stemme": "Vilja vil gå på kino alene.",
    "Behov": "Mindre enn før.",
    "Tilbud": "Som før.",
    "Gruppas arbeid": "Det fungerer.",
    "Sammensetning": "De samme er med.",
    "Nye tiltak og ansvar": "Ingen nye.",
}
CLOSING = {
    "Personens stemme": "Jeg klarer meg selv nå.",
    "Hvorfor vi avslutter, og hva som skjer videre": "Målet er nådd.",
    "Vurdering av avslutningen": "Alle er enige.",
}


def the_year_is_reviewed(story: Story) -> None:
    """A year has passed. The review was called on paper; it is held, and the office is told."""
    story.days_pass(YEAR_LATER - 10)
    kari = story.employee("Kari Moen")
    kari.opens_tab("Møter", of=story.case)
    kari.follows("klokka 13.00")
    kari.follows("Se over og send innkalling")
    kari.fills({"Hvem har du laget sakslisten sammen med?": "Vilja", "Skal Vilja være med": "Ja"})
    kari.fills({"Dagen dere snakket": story.day(-3), "Dagen innkallingen sendes": story.day(-2)})
    kari.presses("Send innkallingen")
    kari.sees("Det går ingen e-post.")

    story.days_pass(YEAR_LATER + 1)
    kari = story.employee("Kari Moen")
    kari.opens_tab("Møter", of=story.case)
    kari.follows(story.spoken(-1))
    kari.fills({"Merknader": "Ingen merknader."})
    kari.presses("Referatet er godkjent")
    kari.is_told("Forrige referat er godkjent.")
    _minutes(kari, ["Vilja Sandmo", "Per Bakkemo", "Mona Sandmo"], REVIEW)
    kari.follows("Skriv hvorfor det ikke er avtalt")
    kari.fills({"Hvorfor er ikke neste møte avtalt?": "Vi avtaler når Jonas har tatt over."})
    kari.presses("Lagre")
    _published(kari)
    kari.opens_tab("Oversikt")
    kari.follows("Meld fra til kontoret")
    kari.presses("Meld fra")
    kari.sees("Svar på om gruppa fortsatt er aktiv.")
    kari.fills({"Er gruppa fortsatt aktiv?": "Ja", "Noe mer kontoret bør vite": "Jonas tar over etter meg."})
    kari.presses("Meld fra")


def _minutes(writer: Person, present: list[str], texts: dict[str, str]) -> None:
    writer.fills({"Kryss av dem": present})
    writer.presses("Lagre oppmøtet")
    for label, text in texts.items():
        writer.writes(label, text)


def _published(writer: Person) -> None:
    writer.presses("Avslutt møtet")
    writer.follows("Se over og gjør ferdig")
    writer.presses("Gjør referatet ferdig")
    writer.follows("Send ut")
    writer.presses("Send ut")
    writer.is_told("Referatet er sendt ut.")


def the_coordinator_is_replaced(story: Story) -> None:
    """The office reads the report and appoints Jonas; he reads what Kari hands over, and takes the case."""
    turid = story.employee("Turid Haugdal")
    turid.goes_to("/henvendelser/")
    turid.sees("Jonas tar over etter meg.")
    turid.presses("Sett : Vilja Sandmo")
    turid.goes_to("/oversikt/")
    turid.follows("Vilja Sandmo")
    turid.opens_tab("Henvendelse")
    turid.follows("Bytt koordinator")
    turid.fills({"Ny koordinator": "Jonas Fossmark", "Hvorfor byttes det": "Kari går ut i permisjon."})
    turid.fills({"Overlevering": "Morgenen er viktig. Avtal kino."})
    turid.presses("Bytt koordinator")
    turid.is_told("Koordinatoren er byttet.")

    jonas = story.employee("Jonas Fossmark")
    jonas.follows("Ta imot oppgaven som koordinator")
    jonas.sees("Morgenen er viktig. Avtal kino.")
    jonas.presses("Jeg tar over saken")
    jonas.is_told("Du er registrert som koordinator.")
    jonas.sees("Vis gruppa hvordan planen brukes")
    story.somebody("Kari Moen").is_refused(story.case)


def the_case_is_closed(story: Story) -> None:
    """A closing meeting, the plan stored, and the case is locked: read by who may, written by nobody."""
    story.days_pass(YEAR_LATER + 40)
    jonas = story.employee("Jonas Fossmark")
    jonas.opens_tab("Møter", of=story.case)
    jonas.follows("Planlegg et møte")
    jonas.unfolds("Møteleder, referent")
    jonas.fills({"Hva slags møte?": "Avsluttende møte", "Dag": story.day(-1), "Klokkeslett": "09.00"})
    jonas.fills(
        {"Skal det være tolk?": "Nei", "Møtet er allerede holdt": True, "Dagen møtet ble avtalt": story.day(-1)}
    )
    jonas.presses("Planlegg møtet")
    _minutes(jonas, ["Vilja Sandmo", "Mona Sandmo"], CLOSING)
    _published(jonas)
    jonas.opens_tab("Oversikt")
    jonas.follows("Avslutt saken")
    jonas.fills({"Hvem er det avklart med?": "Vilja og Mona", "Møtet der avslutningen": "Avsluttende møte"})
    jonas.presses("Begynn avslutningen")
    jonas.sees("Planen må være lagret i fagsystemet først.")
    assert "Jeg vil ta bussen til skolen" in story.text_of(jonas.downloads("Skriv ut planen (PDF)"))
    jonas.follows("Registrer at den er lagret")
    jonas.fills({"Hvilket fagsystem": "Oppad"})
    jonas.presses("Registrer")
    jonas.follows("Avslutt saken")
    jonas.fills({"Hvorfor avsluttes saken?": "Behovet er over", "Skriv kort": "Vilja klarer seg selv."})
    jonas.presses("Avslutt saken")
    jonas.is_told("Saken er avsluttet. Kontoret har fått beskjed.")

    jonas.opens_tab("Plan")
    jonas.sees("Jeg vil ta bussen til skolen")
    jonas.cannot("Nytt tiltak", "Nytt mål", "Endre datoene")
    mona = mona_signs_in(story)
    mona.sees("Avsluttet")
    turid = story.employee("Turid Haugdal")
    turid.goes_to("/henvendelser/")
    turid.sees("Vilja Sandmo")
