"""The first part of the story: from a need to a team that may know."""

from datetime import date

from tests.journeys.person import Person
from tests.journeys.story import Story

NEED = "Vilja strever med å komme seg på skolen, og mange hjelper uten å snakke sammen."
PASSWORD = "hest batteri stift"
UNITS = ("Fjordvik skole", "Fysio- og ergoterapitjenesten")


def mona_reports_a_need(story: Story) -> None:
    """A mother reports, without signing in. What she forgets is said, and what she wrote is kept."""
    mona = story.somebody("Mona")
    mona.goes_to("/meld/")
    mona.fills({"Hvilken kommune bor": "Fjordvik kommune", "Hvem melder du fra om?": "Barnet mitt"})
    mona.presses("Fortsett")
    mona.fills({"Fornavnet til personen": "Vilja", "Fødselsdato": "32.13.2016", "Hva trengs det hjelp til?": NEED})
    mona.fills({"Navnet ditt": "Mona Sandmo", "Hvem er du for personen?": "mor", "Hva er ønsket?": ["Koordinator"]})
    mona.presses("Send meldingen")
    mona.sees("Du må rette noe før du går videre", "Skriv datoen som dd.mm.åååå", "Skriv telefon eller e-post")
    mona.has_written("Hva trengs det hjelp til?", NEED)
    mona.fills({"Etternavnet til personen": "Sandmo", "Fødselsdato": date(2018, 5, 4), "Telefonen din": "911 22 333"})
    mona.fills({"E-posten din": "mona@familien.example", "Har du fortalt personen": "Ja"})
    mona.presses("Send meldingen")
    mona.sees_heading("Takk, meldingen er sendt")
    mona.sees("svarer deg innen 2 uker")


def the_office_answers_and_looks_into_it(story: Story) -> None:
    """Turid finds the notice in her queue, answers, gives the booklet and assesses the need."""
    turid = story.employee("Turid Haugdal")
    turid.goes_to("/henvendelser/")
    turid.sees("0 av 14 dager")
    turid.follows("Svar : Vilja Sandmo")
    turid.fills({"Hva var svaret?": "Takk for meldingen. Vi tar kontakt med dere denne uka."})
    turid.presses("Registrer svaret")
    turid.follows("Registrer informasjon til personen")
    turid.fills(
        {
            "Hva fikk personen?": ["Informasjonsheftet", "Retten til koordinator", "Retten til individuell plan"],
            "Hva svarte personen om koordinator?": "Ønsker det",
            "Hvem fikk det?": "Mona, moren til Vilja",
        }
    )
    assert turid.downloads("Skriv det ut (PDF)").startswith(b"%PDF")
    turid.presses("Registrer")
    turid.follows("Vurder")
    turid.fills({"Trenger personen flere tjenester": "Ja", "Hvilke tjenester": "Skole, PPT og ergoterapi."})
    turid.fills({"Hva bidrar andre": "Skolen tilrettelegger.", "Hvorfor?": "Hjelpen henger ikke sammen."})
    turid.presses("Lagre vurderingen")
    turid.sees_heading("Neste steg: Foreslå koordinator")
    for given, relation in (("Mona", "Mor"), ("Finn", "Far")):
        _adds_parent(turid, given, relation)


def _adds_parent(turid: Person, given: str, relation: str) -> None:
    turid.opens_tab("Henvendelse")
    turid.follows("Personen og de nærmeste")
    turid.follows("Legg til en pårørende")
    turid.fills({"Fornavn": given, "Etternavn": "Sandmo", "Hvem er det?": relation, "Ønsker personen": "Ja"})
    turid.fills({"E-post": f"{given.lower()}@familien.example", "Kan hun eller han handle": "Ja, har foreldreansvar"})
    turid.fills({"Gjelder fra": date(2018, 5, 4)})
    turid.presses("Legg til")


def a_coordinator_is_found(story: Story) -> None:
    """Kari is proposed with the family; her leader, who sees name and need only, answers; she is appointed."""
    turid = story.employee("Turid Haugdal")
    turid.goes_to("/henvendelser/")
    turid.follows("Foreslå : Vilja Sandmo")
    turid.fills({"Hvem ønsker personen seg?": "Kari, som de kjenner", "Hvem har du snakket med": "Mona og Finn"})
    turid.fills({"Hvem foreslår dere?": "Kari Moen"})
    turid.presses("Lagre forslaget")
    turid.follows("Spør")
    turid.presses("Spør")

    berit = story.employee("Berit Kvernmo")
    berit.follows("Svar →")
    berit.sees(NEED, "Resten av saken er lukket.")
    berit.fills({"Kan medarbeideren": "Ja", "Hvordan skal oppgaven løses?": "Tid settes av hver torsdag."})
    berit.presses("Send svaret")
    berit.sees("Skriv hvor mye tid eller andre ressurser det krever.")
    berit.fills({"Hvor mye tid": "To timer i uka", "Dagen du snakket med": story.day()})
    berit.presses("Send svaret")
    berit.is_told("Kontoret har fått svaret ditt.")

    turid.opens_tab("Henvendelse")
    turid.follows("Oppnevn")
    turid.fills({"Kjenner koordinatoren": "Ja", "Kommer koordinatoren fra": "Ja"})
    turid.presses("Oppnevn")
    turid.is_told("Kari Moen er koordinator.")

    kari = story.employee("Kari Moen")
    kari.follows("Ta imot oppgaven som koordinator")
    kari.presses("Jeg tar imot oppgaven")
    kari.is_told("Du er registrert som koordinator.")


def kari_opens_a_team(story: Story) -> None:
    """The team has a purpose, a teacher and a therapist, and the coordinator is made known."""
    kari = story.employee("Kari Moen")
    kari.goes_to("/saker/")
    kari.follows("Vilja Sandmo")
    story.case = kari.path_of_case()
    kari.opens_tab("Team")
    kari.follows("Opprett ansvarsgruppe")
    kari.fills({"Hva er gruppa til for?": "At hverdagen henger sammen.", "Hvor mange tjenester": "3"})
    kari.presses("Opprett")
    for unit, who, role in zip(UNITS, ("Per Bakkemo", "Selma Øverby"), ("kontaktlærer", "ergoterapeut"), strict=True):
        kari.follows("Legg til en plass")
        kari.fills({"Enhet": unit, "Hvem fyller plassen?": who, "Rolle": role})
        kari.presses("Legg til plassen")
    kari.sees("Ser ingenting av saken nå.", "At hverdagen henger sammen.")
    kari.follows("Kontaktkortet")
    kari.presses("Registrer")

    per = story.employee("Per Bakkemo")
    per.is_refused(story.case)


def mona_gets_a_sign_in(story: Story) -> None:
    """Kari gives Mona a code on a sheet; Mona chooses her own password and comes in with a code app."""
    kari = story.somebody("Kari Moen")
    kari.goes_to(story.case)
    kari.follows("Personen og de nærmeste")
    kari.follows("Gi innlogging til Mona Sandmo")
    kari.sees_heading("Gi Mona Sandmo en innlogging")
    kari.fills({"Brukernavn": "mor.17"})
    kari.presses("Lag et ark")
    once_only = kari.page.get_by_role("code").nth(1).inner_text()

    mona = story.somebody("Mona")
    mona.goes_to("/inn/ark/")
    mona.fills({"Brukernavnet på arket": "mor.17", "Koden på arket": once_only})
    mona.fills({"Nytt passord": PASSWORD, "Nytt passord en gang til": PASSWORD})
    mona.presses("Gå videre")
    mona.unfolds("Kan du ikke skanne?")
    story.code_key = mona.page.get_by_role("code").inner_text()
    mona.fills({"Kode fra kodeappen": story.code()})
    mona.presses("Logg inn")
    mona.sees_heading("Planen til Vilja")


def mona_signs_in(story: Story) -> Person:
    """Mona comes back, with her password and a code."""
    mona = story.somebody("Mona")
    mona.goes_to("/inn/")
    mona.fills({"Brukernavn": "mor.17", "Passord": PASSWORD})
    mona.presses("Logg inn")
    mona.fills({"Kode fra kodeappen": story.code()})
    mona.presses("Logg inn")
    return mona


def the_parents_say_who_may_be_called_in(story: Story) -> None:
    """The first consent: Mona says yes signed in, Finn on the telephone with a witness."""
    kari, mona = story.somebody("Kari Moen"), story.somebody("Mona")
    kari.goes_to(story.case)
    kari.opens_tab("Samtykke")
    kari.follows("Be om samtykke til å kalle inn")
    kari.fills({"Hvem skal kalles inn?": list(UNITS)})
    kari.presses("Lag samtykkeskjemaet")
    _mona_says_yes(mona)
    kari.follows("Registrer et svar")
    kari.fills({"Hvem har svart?": "Finn Sandmo", "Hva var svaret?": "Ja", "Hvordan ble det svart?": "Sagt muntlig"})
    kari.fills({"Hvem var til stede?": "Turid Haugdal", "Hva ble sagt?": "Finn sa ja på telefon."})
    kari.presses("Registrer svaret")
    _vilja_is_heard(kari)
    kari.sees("Du kan kalle inn dem som står under.")


def the_parents_consent_in_writing(story: Story) -> None:
    """The written consent: what each may see. Mona answers signed in; Finn's signed paper is registered."""
    kari, mona = story.somebody("Kari Moen"), story.somebody("Mona")
    kari.follows("Lag skriftlig samtykke")
    for unit in UNITS:
        kari.fills({f"{unit}: {part}": True for part in ("Om meg", "Mål og tiltak", "Møter og referat")})
    kari.fills({"Samtykket gjelder til og med": story.day(500)})
    kari.presses("Lag samtykkeskjemaet")
    _mona_says_yes(mona)
    kari.follows("Registrer et svar")
    kari.fills({"Hvem har svart?": "Finn Sandmo", "Hva var svaret?": "Ja"})
    kari.presses("Registrer svaret")
    kari.sees("Legg ved det underskrevne skjemaet.")
    kari.fills({"Det underskrevne skjemaet": story.scan})
    kari.presses("Registrer svaret")
    kari.is_told("Svaret er registrert.")
    _vilja_is_heard(kari)

    mona.goes_to("/min/hvem-ser-hva/")
    mona.sees("Per Bakkemo", "Selma Øverby")


def _vilja_is_heard(kari: Person) -> None:
    kari.sees("Vilja skal også spørres før noe blir delt.")
    kari.follows("Skriv hva Vilja mener")
    kari.fills({"Hva mener personen?": "Vil det", "Hva ble sagt?": "Jeg vil at de skal hjelpe meg."})
    kari.fills({"Hvem snakket med personen?": "Kari Moen"})
    kari.presses("Lagre")
    kari.is_told("Det er skrevet ned.")


def _mona_says_yes(mona: Person) -> None:
    mona.goes_to("/min/")
    mona.follows("Les og svar")
    mona.follows("Svar")
    mona.fills({"Sier du ja?": "Ja"})
    mona.presses("Send svaret")
    mona.is_told("Svaret ditt er lagret.")
