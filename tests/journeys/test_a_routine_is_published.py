"""A new version of the routine, from draft to new deadlines, through the screens."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from samrad.duties.language import say_date
from samrad.kernel.clock import today
from tests.journeys.demo import signed_in
from tests.journeys.site import open_site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_new_version_is_written_tried_and_published(width: int, browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        ella = signed_in(browser, site, "system.selbu", width)
        ella.goes_to("/rutine/")
        ella.follows("Skriv en ny utgave")
        ella.fills({"Hva vil du begynne med?": "Rutinen som gjelder nå", "Hva skal rutinen hete?": "Ny rutine"})
        ella.presses("Begynn på utkastet")

        ella.follows("Frister og valg")
        ella.fills({"Sakslisten sendes senest så lenge før møtet": "snart"})
        ella.presses("Lagre i utkastet")
        ella.sees("Skriv et tall og dager, uker, måneder eller år")
        ella.fills({"Sakslisten sendes senest så lenge før møtet": "10 dager"})
        ella.presses("Lagre i utkastet")
        ella.sees("1 uke", "10 dager")

        ella.presses("Regn ut")
        ella.reloads_until("berøres")
        ella.follows("Prøv utkastet")
        ella.fills({"Første møte": today() + timedelta(days=60)})
        ella.presses("Vis hva som skal gjøres")
        ella.sees(say_date(today() + timedelta(days=50)))

        ella.goes_to("/rutine/utkast/")
        ella.follows("Publiser")
        ella.fills({"Hva er nytt?": "Sakslisten sendes ti dager før.", "Jeg har lest gjennom utkastet": True})
        ella.presses("Publiser")
        ella.is_told("Rutinen er publisert.")
        ella.sees("Ny rutine", "Sakslisten sendes ti dager før.")
        ella.follows("Utgaver")
        ella.reloads_until("Gjelder nå")

        kari = signed_in(browser, site, "kari", width)
        kari.goes_to("/rutine/")
        kari.sees("Sakslisten sendes ti dager før.")
        kari.cannot("Skriv en ny utgave")
        assert site.faults() == []
