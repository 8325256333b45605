"""The main line on a routine that no code knows: Storlia's words, deadlines, agenda and headings come up on the screens."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from samrad.duties.language import say_date
from samrad.kernel.clock import today
from tests.journeys.demo import opened_case, signed_in
from tests.journeys.person import Person
from tests.journeys.site import open_site

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)
AHEAD, WIDTH = 30, 360


def test_a_meeting_goes_as_storlia_has_decided(browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        kari = signed_in(browser, site, "storlia.kari", WIDTH)
        case = opened_case(kari, "Mikkel Sara")
        kari.opens_tab("Team")
        kari.sees_heading("Oppfølgingsteamet rundt Mikkel")
        kari.follows("Legg til en plass")
        kari.fills({"Enhet": "Hjemmetjenesten", "Hvem fyller plassen?": "Randi Tangvoll", "Rolle": "sykepleier"})
        kari.presses("Legg til plassen")
        kari.opens_tab("Oversikt")
        kari.sees("Innhent samtykke for den nye tjenesten")

        _plans(kari)
        kari.sees("Hva er viktigst for meg nå?", "Hvem gjør hva til neste gang?")
        kari.follows("Se over og send innkalling")
        kari.fills({"Hvem har du laget sakslisten sammen med?": "Mikkel", "Skal Mikkel være med": "Ja"})
        kari.presses("Send innkallingen")

        site.go_to_day(AHEAD + 1)
        kari = signed_in(browser, site, "storlia.kari", WIDTH)
        kari.opens_tab("Møter", of=case)
        kari.follows(say_date(site.clock.day(-1), near=site.clock.day(), weekday=True))
        kari.fills({"Kryss av dem som er her": ["Mikkel Sara", "Per Bakkemo"]})
        kari.presses("Lagre oppmøtet")
        kari.writes("Det viktigste for meg", "Mikkel vil sykle til skolen.")
        kari.writes("Konklusjon", "Vi prøver sykkel i mai.")
        kari.writes("Hva er viktigst for meg nå?", "Å få sykle.")
        kari.fills({"Hvem": "Per Bakkemo", "Gjør hva": "Sjekke sykkelen", "Innen": site.clock.day(30)})
        kari.presses("Legg til")
        kari.follows("Skriv hvorfor det ikke er avtalt")
        kari.fills({"Hvorfor er ikke neste møte avtalt?": "Vi avtaler når våren kommer."})
        kari.presses("Lagre")
        kari.presses("Avslutt møtet")
        here = kari.page.url
        kari.goes_to(case)
        kari.sees("Skriv referatet ferdig", say_date(site.clock.day(2), near=site.clock.day()))
        kari.page.goto(here)
        kari.follows("Se over og gjør ferdig")
        kari.sees("Oppfølgingsteammøte, ")
        kari.presses("Gjør referatet ferdig")
        kari.follows("Send ut")
        kari.presses("Send ut")
        kari.is_told("Referatet er sendt ut.")
        assert site.faults() == []


def _plans(kari: Person) -> None:
    kari.opens_tab("Møter")
    kari.follows("Planlegg et møte")
    kari.fills({"Dag": today() + AHEAD * DAY, "Klokkeslett": "14.15", "Sted": "Rådhuset", "Skal det være tolk?": "Nei"})
    kari.presses("Planlegg møtet")
    kari.opens_tab("Oversikt")
    kari.sees("Send sakslisten", say_date(today() + (AHEAD - 10) * DAY, near=today()))
    kari.opens_tab("Møter")
    kari.follows("14.15")
