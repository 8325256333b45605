"""The middle of the story: the first meeting, the application, and the plan."""

from tests.journeys.beginning import mona_signs_in
from tests.journeys.person import Person
from tests.journeys.story import Story

MEETING_IN, YEAR_LATER = 14, 355
INVITED = ("per.6@samrad.example", "selma.10@samrad.example", "mona@familien.example", "finn@familien.example")


def a_meeting_is_planned(story: Story) -> None:
    """Kari plans the first meeting; Mona and Per add what they want to talk about."""
    kari, mona, per = story.somebody("Kari Moen"), story.somebody("Mona"), story.employee("Per Bakkemo")
    kari.opens_tab("Møter")
    kari.follows("Planlegg et møte")
    kari.fills(
        {"Dag": story.day(-2), "Klokkeslett": "12.30", "Sted": "Rådhuset, møterom 2", "Skal det være tolk?": "Nei"}
    )
    kari.presses("Planlegg møtet")
    kari.sees("Møtet må være fram i tid.")
    kari.has_written("Sted", "Rådhuset, møterom 2")
    kari.fills({"Dag": story.day(MEETING_IN)})
    kari.presses("Planlegg møtet")
    kari.sees("Personen har ordet først")

    mona.goes_to("/min/")
    mona.follows("Legg til en sak")
    mona.fills({"Hva vil du snakke om?": "Vilja vil ta bussen selv", "Hvilken del av livet": "Transport"})
    mona.presses("Legg til saken")
    per.opens_tab("Møter", of=story.case)
    per.follows("klokka 12.30")
    per.sees("Vilja vil ta bussen selv")
    per.follows("Legg til en sak")
    per.fills({"Hva vil du snakke om?": "Lesestunden om morgenen"})
    per.presses("Legg til saken")


def everybody_is_invited(story: Story) -> None:
    """The invitation is sent, regretted within the minute, and sent again: each gets one mail, and answers."""
    kari, mona, per = story.somebody("Kari Moen"), story.somebody("Mona"), story.somebody("Per Bakkemo")
    kari.follows("Se over og send innkalling")
    kari.sees("E-posten sier verken hvem eller hva det gjelder.")
    kari.fills({"Hvem har du laget sakslisten sammen med?": "Vilja og Mona", "Skal Vilja være med": "Ja"})
    kari.presses("Send innkallingen")
    kari.presses("Angre innkallingen")
    kari.is_told("Innkallingen er tatt tilbake. Ingen har fått den.")
    kari.follows("Se over og send innkalling")
    kari.presses("Send innkallingen")

    mona.goes_to("/min/")
    mona.presses("Ja, jeg kommer")
    mona.is_told("Takk for svaret.")
    per.page.reload()
    per.fills({"Svar": "Kommer", "Noe koordinatoren bør vite": "Jeg må gå 13.15."})
    per.presses("Send svaret")
    selma_answers_without_javascript(story)
    story.post.awaits("Du er invitert til et møte", *INVITED)
    kari.page.reload()
    kari.sees("Jeg må gå 13.15.")


def selma_answers_without_javascript(story: Story) -> None:
    """Selma's browser runs no scripts; everything can be done all the same."""
    selma = story.employee("Selma Øverby", scripts=False)
    selma.goes_to("/moter/")
    selma.follows("12.30")
    selma.fills({"Svar": "Kommer"})
    selma.presses("Send svaret")
    selma.is_told("svar")


def the_meeting_is_held(story: Story) -> None:
    """In the room and after: who came, each field by itself, who does what, next meeting; then it is sent out."""
    story.days_pass(MEETING_IN + 1)
    kari = story.employee("Kari Moen")
    kari.opens_tab("Møter", of=story.case)
    kari.follows(story.spoken(-1))
    kari.fills({"Kryss av dem som er her": ["Vilja Sandmo", "Per Bakkemo", "Selma Øverby", "Mona Sandmo"]})
    kari.presses("Lagre oppmøtet")
    kari.writes("Personens stemme", "Vilja sa at hun vil ta bussen selv.")
    kari.writes("Vilja vil ta bussen selv", "Vi øver på bussturen.")
    kari.writes("Status", "Vilja trives, men er sliten.")
    kari.fills({"Hvem": "Mona Sandmo", "Gjør hva": "Øve på bussturen", "Innen": story.day(30)})
    kari.presses("Legg til")
    kari.follows("Avtal neste møte")
    kari.fills(
        {"Dag": story.day(YEAR_LATER - MEETING_IN - 1), "Klokkeslett": "13.00", "Hva slags møte?": "Årlig gjennomgang"}
    )
    kari.presses("Avtal møtet")
    kari.presses("Avslutt møtet")
    kari.follows("Se over og gjør ferdig")
    kari.sees("Ikke til stede: Finn Sandmo (far)")
    kari.presses("Gjør referatet ferdig")
    kari.follows("Send ut")
    kari.presses("Send ut")
    kari.is_told("Referatet er sendt ut.")
    assert kari.downloads("Skriv ut (PDF)").startswith(b"%PDF")


def mona_applies_for_a_plan(story: Story) -> None:
    """Mona applies; the office decides, and the letter tells of the right to complain."""
    mona = mona_signs_in(story)
    mona.follows("Søk om individuell plan")
    mona.sees("Du får ikke nødvendigvis flere tjenester, men de som hjelper deg, samarbeider.")
    mona.fills({"Hva søker du om?": "Individuell plan"})
    mona.presses("Send søknaden")
    mona.sees("Kryss av for at søknaden kan sendes.")
    mona.fills({"Ja, søknaden kan sendes": True})
    mona.presses("Send søknaden")

    turid = story.employee("Turid Haugdal")
    turid.follows("Avgjør søknaden")
    turid.fills({"Hva blir svaret?": "Innvilget", "Begrunnelse": "Du trenger tjenester som henger sammen."})
    turid.presses("Avgjør")
    assert "klage" in story.text_of(turid.downloads("Åpne brevet (PDF)"))


def the_plan_is_written(story: Story) -> None:
    """The plan is Vilja's: texts and a goal in her words, what others do, how it goes, and all of it on paper."""
    kari, mona = story.somebody("Kari Moen"), story.somebody("Mona")
    _opens_plan(kari)

    mona.goes_to("/min/")
    mona.follows("Hele planen")
    mona.unfolds("Skriv «Dette er viktig for meg»")
    mona.writes("Dette er viktig for meg", "Jeg vil ha rolige morgener.")
    mona.folds("Ferdig")
    mona.sees("Jeg vil ha rolige morgener.")
    mona.unfolds_and_writes(
        "Skriv «Slik har jeg vært med på å lage planen»", "Slik har jeg vært med på å lage planen",
        "Jeg og mamma har skrevet den sammen med Kari.",
    )  # fmt: skip
    mona.folds("Ferdig")
    mona.follows("Nytt mål")
    mona.fills({"Målet, med egne ord": "Jeg vil ta bussen til skolen", "Hvilken del av livet": "Transport"})
    mona.presses("Legg til målet")

    kari.page.reload()
    kari.follows("Nytt tiltak")
    kari.fills(
        {"Hva skal gjøres?": "Gå sammen til busstoppet", "Hvor mye?": "hver mandag", "Innen når?": story.day(60)}
    )
    kari.fills({"Hvilket mål": "Jeg vil ta bussen", "Hvem er ansvarlig?": "Per Bakkemo"})
    kari.presses("Legg til tiltaket")
    selma_reads_the_plan_without_javascript(story)
    per_tells_how_it_goes(story)


def _opens_plan(kari: Person) -> None:
    kari.opens_tab("Plan")
    kari.follows("Lag planen")
    kari.fills({"Er det sagt ja": "Ja", "Hvem sa ja?": "Mona Sandmo"})
    kari.presses("Lag planen")


def per_tells_how_it_goes(story: Story) -> None:
    """Per tells how his own activity goes, and prints the plan."""
    per = story.employee("Per Bakkemo")
    per.opens_tab("Plan", of=story.case)
    per.follows("Vurder : Gå sammen til busstoppet")
    per.fills({"Hvordan går det?": "Hun går foran meg nå."})
    per.presses("Lagre")
    per.sees("Hun går foran meg nå.")
    assert "Jeg vil ha rolige morgener." in story.text_of(per.downloads("Skriv ut planen (PDF)"))


def selma_reads_the_plan_without_javascript(story: Story) -> None:
    """Selma reads the plan and comments the minutes, still without scripts."""
    selma = story.employee("Selma Øverby", scripts=False)
    selma.opens_tab("Plan", of=story.case)
    selma.sees("Jeg vil ha rolige morgener.", "Jeg vil ta bussen til skolen")
    selma.opens_tab("Møter")
    selma.follows(story.spoken(-1))
    selma.follows("Skriv en kommentar")
    selma.presses("Legg til")
    selma.sees("Du må rette noe før du går videre")
    selma.fills({"Det du vil legge til": "Sykkel kan også prøves."})
    selma.presses("Legg til")
    selma.sees("Sykkel kan også prøves.")
