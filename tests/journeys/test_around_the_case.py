"""What happens around a case, through the screens: absence, deviations, a child who begins at school, and old lists."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from samrad.exchange.groups import COLUMNS
from samrad.exchange.sheets import table_xlsx
from samrad.kernel.clock import today
from tests.journeys.demo import opened_case, signed_in
from tests.journeys.site import open_site

pytestmark = pytest.mark.browser
both_widths = pytest.mark.parametrize("width", [1280, 360])
DAY = timedelta(days=1)
WRONG = "Du må rette noe før du går videre"


@both_widths
def test_a_coordinator_is_away_and_the_case_passes_on(width: int, browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        kari = signed_in(browser, site, "kari", width)
        case = opened_case(kari, "Ola Nordmann")
        kari.opens_tab("Team")
        kari.follows("Koordinatoren er borte")
        kari.fills({"Første dag borte": today(), "Siste dag borte": today() - DAY})
        kari.presses("Registrer")
        kari.sees(WRONG)
        kari.fills({"Siste dag borte": today() + 10 * DAY})
        kari.presses("Registrer")
        kari.is_told("Fraværet er registrert.")

        kari.opens_tab("Team", of=case)
        kari.follows("Pek ut en vara")
        kari.fills({"Hvem?": "Selma Øverby", "Hva slags?": "Stedfortreder ved kort fravær", "Første dag": today()})
        kari.presses("Pek ut")
        kari.sees(WRONG)
        kari.fills({"Siste dag": today() + 10 * DAY})
        kari.presses("Pek ut")
        kari.sees("stedfortreder ved kort fravær")
        selma = signed_in(browser, site, "ergo", width)
        selma.sees("Bestill dobbelttime hos legekontoret · Ola Nordmann")

        kari.follows("Koordinatoren er borte")
        kari.fills({"Første dag borte": today() + 11 * DAY})
        kari.presses("Registrer")
        turid = signed_in(browser, site, "ke", width)
        turid.follows("Oppnevn : Oppnevn ny koordinator")
        turid.sees_heading("Bytt koordinator")
        turid.fills({"Ny koordinator": "Selma Øverby", "Hvorfor byttes det": "Kari er borte lenge."})
        turid.fills({"Første dag": today() - 9000 * DAY, "Overlevering": "Bussen om morgenen er det viktigste."})
        turid.presses("Bytt koordinator")
        turid.sees(WRONG)
        turid.has_written("Overlevering", "Bussen om morgenen er det viktigste.")
        turid.fills({"Første dag": today()})
        turid.presses("Bytt koordinator")
        turid.is_told("Koordinatoren er byttet.")

        selma.goes_to(case)
        selma.follows("Ta imot oppgaven som koordinator")
        selma.sees("Bussen om morgenen er det viktigste.", "Bestill dobbelttime hos legekontoret")
        selma.presses("Jeg tar over saken")
        selma.is_told("Du er registrert som koordinator.")
        kari.is_refused(case)
        assert site.faults() == []


@both_widths
def test_a_deviation_goes_from_the_group_to_the_board_and_back(width: int, browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        selma = signed_in(browser, site, "ergo", width)
        opened_case(selma, "Tor Bjørkeng")
        selma.opens_tab("Avvik")
        selma.follows("Meld avvik")
        selma.fills({"Hva er avviket?": "Referatet ble ikke sendt", "Dagen det skjedde": today() + 3 * DAY})
        selma.presses("Meld avviket")
        selma.sees(WRONG)
        selma.has_written("Hva er avviket?", "Referatet ble ikke sendt")
        selma.fills({"Hva skjedde": "Vikaren visste ikke om det.", "Dagen det skjedde": today() - 5 * DAY})
        selma.presses("Meld avviket")
        selma.follows("Referatet ble ikke sendt")
        selma.follows("Tiltak og frist")
        selma.fills({"Hva": "Referenten avtaler selv hvem som tar over.", "Frist": today() + 14 * DAY})
        selma.presses("Lagre")
        selma.follows("Kan ikke lukkes her")
        selma.fills({"Hva har dere forsøkt": "Vi avtalte vikar, men det skjer i andre grupper også."})
        selma.presses("Send til systemansvarlig")
        selma.is_told("Avviket er sendt til systemansvarlig.")
        selma.cannot("Lukk avviket", "Tiltak og frist")

        ella = signed_in(browser, site, "system.selbu", width)
        ella.goes_to("/avvik/")
        ella.follows("Referatet ble ikke sendt")
        ella.follows("Ta det opp i det overordnede teamet")
        ella.fills({"Hvilket team?": "Samordningsteam barn og unge", "Hva gjelder det?": "Referater uten vikar"})
        ella.presses("Ta det opp")
        ella.sees(WRONG)
        ella.fills({"Beskriv": "Flere grupper får ikke referat når referenten er borte."})
        ella.presses("Ta det opp")
        ella.is_told("uten navn og uten lenke til saken")

        sigurd = signed_in(browser, site, "rektor", width)
        sigurd.goes_to("/overordnet/")
        sigurd.follows("Samordningsteam barn og unge")
        sigurd.follows("Kall inn til møte")
        sigurd.fills({"Møtedag": today() + 20 * DAY, "Sted": "Rådhuset"})
        sigurd.presses("Kall inn")
        sigurd.follows("Referater uten vikar")
        sigurd.does_not_see("Bjørkeng", "Øverby", "Sak 20")
        sigurd.fills({"Hva kom teamet fram til?": "Alle enheter peker ut en vikar for referenten."})
        sigurd.presses("Lagre hva teamet kom fram til")

        ella.goes_to("/avvik/")
        ella.follows("Referatet ble ikke sendt")
        ella.follows("Registrer svaret fra teamet")
        ella.has_written("Hva kom teamet fram til?", "Alle enheter peker ut en vikar for referenten.")
        ella.presses("Lagre svaret")
        ella.follows("Avgjør avviket")
        ella.fills({"Hva er bestemt?": "Enheten peker ut en vikar.", "Er avviket lukket med dette?": "Ja"})
        ella.presses("Lagre avgjørelsen")
        selma.page.reload()
        selma.sees("Lukket", "Enheten peker ut en vikar.")
        assert site.faults() == []


def _school_start() -> date:
    """A first school day, between half a year and a year and a half ahead."""
    day = today() + 180 * DAY
    return date(day.year + (day.month > 8), 8, 17)


@both_widths
def test_a_child_goes_from_kindergarten_to_school(width: int, browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        hedda = signed_in(browser, site, "ped", width)
        case = opened_case(hedda, "Yusuf Warsame")
        hedda.opens_tab("Overganger")
        hedda.follows("Skolegangen er annerledes")
        hedda.fills({"Fra hvilken dag?": "32.13.2027", "Hva begynner da?": "1. trinn, første skoledag"})
        hedda.fills({"Hvorfor er det annerledes?": "Utsatt skolestart."})
        hedda.presses("Lagre")
        hedda.sees(WRONG)
        hedda.has_written("Hvorfor er det annerledes?", "Utsatt skolestart.")
        hedda.fills({"Fra hvilken dag?": _school_start()})
        hedda.presses("Lagre")
        hedda.sees(f"{_school_start().year}: 1. trinn, første skoledag. Utsatt skolestart.")

        hedda.follows("Registrer : Hold overføringsmøte med skolen")
        hedda.sees("Er det samtykke til å gi opplysninger til skolen?")
        hedda.follows("Svar")
        hedda.fills({"Er det samtykke": "Ja"})
        hedda.presses("Lagre svaret")
        hedda.sees("Velg et svar på «Hvem har svart")
        hedda.fills({"Hvem har svart?": "Fatima Warsame"})
        hedda.presses("Lagre svaret")
        hedda.opens_tab("Overganger", of=case)
        hedda.follows("Registrer : Hold overføringsmøte med skolen")
        hedda.follows("Registrer")
        hedda.presses("Registrer")
        hedda.sees("Gjort")
        hedda.opens_tab("Overganger", of=case)
        hedda.does_not_see("Hold overføringsmøte med skolen")
        hedda.sees("Gjør barnet og skolen kjent med hverandre")

        site.go_to_day((_school_start() - today()).days + 1)
        hedda = signed_in(browser, site, "ped", width)
        hedda.opens_tab("Overganger", of=case)
        hedda.sees("Nå: 1. trinn", "Planlegg neste møte i gruppa")
        hedda.follows("Spørsmål som må avklares")
        hedda.sees_heading("Barneskolealder")
        assert site.faults() == []


def _sheet(folder: Path, name: str, rows: list[list[str]]) -> Path:
    path = folder / name
    path.write_bytes(table_xlsx("Grupper", COLUMNS, rows))
    return path


@both_widths
def test_the_groups_from_before_come_out_of_a_spreadsheet(width: int, browser: Browser, tmp_path: Path) -> None:
    rows = [
        ["Lillian Brekkan", "12.03.2015", "Kari Moen", "", "15.08.2024", "03.02.2025", "", "ja", "Fjordvik skole, PPT"],
        ["Sørlien, Magne", "30.11.1961", "eirik.11@samrad.example", "", "01.01.2025", "", "", "", "Hjemmetjenesten"],
    ]
    wrong = [["Lillian Brekkan", "12.13.2015", "Kari Mo", "", "15.08.2024", "", "", "ja", "Skolen"], rows[1]]
    with open_site("demo") as (site, _):
        site.start()
        turid = signed_in(browser, site, "ke", width)
        turid.goes_to("/henvendelser/")
        turid.follows("Ta inn grupper")
        turid.fills({"Filen": _sheet(tmp_path, "feil.xlsx", wrong)})
        turid.presses("Se over listen")
        turid.sees("3 feil i filen", "Mente du «Kari Moen»?", "Det finnes ingen enhet som heter «Skolen».")
        sheet = _sheet(tmp_path, "grupper.xlsx", rows)
        turid.fills({"Filen": sheet})
        turid.presses("Se over listen")
        turid.sees("2 grupper blir tatt inn.")
        turid.presses("Importer 2 grupper")

        turid.goes_to("/oversikt/")
        turid.reloads_until("Magne Sørlien")
        turid.goes_to("/oppsett/grupper/fil/")
        turid.fills({"Filen": sheet})
        turid.presses("Se over listen")
        turid.sees("Alle i filen har en sak fra før.")
        turid.cannot("Importer")

        kari = signed_in(browser, site, "kari", width)
        opened_case(kari, "Lillian Brekkan")
        kari.opens_tab("Team")
        kari.sees("Fjordvik skole")
        assert site.faults() == []
