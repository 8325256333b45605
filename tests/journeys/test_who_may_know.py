"""Who may know what, through the screens: taking a consent back, an emergency, a complaint, and keeping to oneself."""

import io
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from samrad.kernel.clock import today
from tests.journeys.demo import opened_case, signed_in
from tests.journeys.person import Person
from tests.journeys.site import Site, open_site

pytestmark = pytest.mark.browser
WIDE, NARROW = 1280, 360
WRONG = "Du må rette noe før du går videre"
GOAL, OTHER_GOAL = "Jeg vil ha noen å snakke med", "Jeg vil fullføre skoleåret"


def test_the_family_decides_who_may_know_and_is_told_who_did(browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.run("tests.journeys.family")
        site.start()
        ingrid = signed_in(browser, site, "ingrid", NARROW, scripts=False)
        selma = signed_in(browser, site, "ergo", WIDE)
        case = _the_mother_takes_back_what_the_therapist_sees(ingrid, selma)
        _the_therapist_opens_it_in_an_emergency(browser, site, selma, case)
        _the_mother_complains(browser, site, ingrid, case)
        _a_young_person_keeps_a_goal_and_a_consent(browser, site)
        assert site.faults() == []


def _the_mother_takes_back_what_the_therapist_sees(ingrid: Person, selma: Person) -> str:
    """She does it without JavaScript, while the therapist has the plan open."""
    case = opened_case(selma, "Ola Nordmann")
    selma.opens_tab("Plan")
    ingrid.goes_to("/min/hvem-ser-hva/")
    ingrid.sees("Selma Øverby")
    ingrid.goes_to(f"{case}hvem-ser-hva/")
    ingrid.follows("samtykket som gjelder Fysio- og ergoterapitjenesten")
    ingrid.follows("Trekk for Fysio- og ergoterapitjenesten")
    ingrid.sees("Selma Øverby", "Ser ikke saken lenger.")
    ingrid.presses("Trekk")
    selma.opens_tab("Møter")
    selma.sees_heading("Vi finner ikke siden")
    selma.is_refused(f"{case}plan/pdf/")
    ingrid.goes_to(f"{case}hvem-ser-hva/")
    ingrid.does_not_see("Deltaker fra Fysio- og ergoterapitjenesten")
    return case


def _the_therapist_opens_it_in_an_emergency(browser: Browser, site: Site, selma: Person, case: str) -> None:
    """Two steps, and the boy reads who it was and why."""
    ola = signed_in(browser, site, "ola", NARROW)
    ola.goes_to(f"{case}personen/")
    born = ola.page.locator("dt", has_text="Født").first.locator("xpath=following-sibling::dd[1]").inner_text()
    selma.goes_to("/nodinnsyn/")
    selma.fills({"Fornavn": "Ola", "Hva er det som haster?": "Personen er savnet"})
    selma.fills({"Hva har skjedd": "Kom ikke hjem fra skolen, og svarer ikke."})
    selma.presses("Gå videre")
    selma.sees(WRONG)
    selma.has_written("Hva har skjedd", "Kom ikke hjem fra skolen, og svarer ikke.")
    selma.fills({"Etternavn": "Nordmann", "Fødselsdato": born})
    selma.presses("Gå videre")
    selma.sees("Personen får vite at du åpnet saken, når, og hvorfor.")
    selma.presses("Rett noe")
    selma.has_written("Etternavn", "Nordmann")
    selma.presses("Gå videre")
    selma.presses("Åpne saken nå")
    selma.follows("Nødinnsyn")
    selma.presses("Avslutt tilgangen nå")
    selma.is_refused(case)
    ola.goes_to(f"{case}nodinnsyn/")
    ola.sees("Selma Øverby", "Kom ikke hjem fra skolen, og svarer ikke.", "Avsluttet")


def _the_mother_complains(browser: Browser, site: Site, ingrid: Person, case: str) -> None:
    """She sends it without JavaScript, has the letter, and the coordinator meets it in the case."""
    ingrid.goes_to("/min/rettigheter/")
    ingrid.follows("Klage")
    ingrid.presses("Send klagen")
    ingrid.sees(WRONG)
    ingrid.fills({"Hva klager du på?": "Koordinator", "Hvilken dag fikk du vite": today()})
    ingrid.fills({"Hva er du uenig i": "Saken ble åpnet uten grunn."})
    ingrid.presses("Send klagen")
    ingrid.is_told("Det er sendt.")
    ingrid.follows("Klage")
    letter = PdfReader(io.BytesIO(ingrid.downloads("Brev til å underskrive (PDF)")))
    text = " ".join(page.extract_text() for page in letter.pages)
    assert "Saken ble åpnet uten grunn." in text
    assert "Statsforvalteren" in text
    kari = signed_in(browser, site, "kari", WIDE)
    kari.goes_to(f"{case}rettigheter/")
    kari.follows("Klage")
    kari.sees("Saken ble åpnet uten grunn.")


def _a_young_person_keeps_a_goal_and_a_consent(browser: Browser, site: Site) -> None:
    """He is 15: neither the goal, nor the consent, nor that he asked, stands on his mother's pages."""
    live, sander = signed_in(browser, site, "live", WIDE), signed_in(browser, site, "sander", NARROW)
    case = opened_case(live, "Sander Petrenko")
    live.opens_tab("Samtykke")
    live.follows("Be om samtykke til å kalle inn")
    live.unfolds("Andre enheter")
    live.fills({"Hvem skal kalles inn?": ["NAV"], "Samtykket gjelder til og med": today() + timedelta(days=100)})
    live.fills({"Hva slags sak gjelder det?": "Barnets eget", "Er det ikke en vanlig sak": "Han tar det opp selv."})
    live.presses("Lag samtykkeskjemaet")
    consent = re.sub(r"^.*?(/sak/)", r"\1", live.page.url)

    sander.goes_to(consent)
    sander.follows("Svar")
    sander.fills({"Sier du ja?": "Ja"})
    sander.presses("Send svaret")
    sander.goes_to("/min/rettigheter/")
    sander.follows("Holdt tilbake")
    sander.follows("Hold noe for deg selv")
    sander.fills({"Hva vil du ha for deg selv?": GOAL, "Hvorfor?": "Det er mitt."})
    sander.presses("Hold det for meg selv")
    sander.sees(GOAL, "Bare for deg og koordinatoren")

    olena = signed_in(browser, site, "olena", NARROW)
    for path in ("/min/", f"{case}plan/"):
        olena.goes_to(path)
        olena.sees(OTHER_GOAL)
        olena.does_not_see(GOAL)
    olena.opens_tab("Samtykke")
    olena.does_not_see("NAV", "Barnets eget")
    olena.is_refused(consent)
