"""Every page of the demo, looked at as each demo person: in the light and in the dark, on a telephone's width."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.site import Site, open_site

pytestmark = pytest.mark.browser

FILES = re.compile(
    r"/(pdf|kalender|brev|regneark|skjema|kpr-kostra|grupper/mal|arkivpakke|pakke)/$|/dokumenter/\d+/$|/ut/$"
)
ON_EACH = re.compile(r"^/[a-z-]+/$|^/sak/N/$|^/min/")
LINKS = """() => [...document.querySelectorAll('a[href]')].filter(one => one.origin === location.origin)
    .map(one => one.pathname)"""


@pytest.mark.parametrize("half", [0, 1])
def test_each_demo_person_finds_nothing_amiss(half: int, browser: Browser) -> None:
    with open_site("demo") as (site, _):
        site.start()
        looked_at: set[str] = set()
        for username in _demo_persons(browser, site)[half::2]:
            looked_at |= _looks_around(browser, site, username, looked_at)
        assert site.faults() == []
        assert len(looked_at) > 40


def _demo_persons(browser: Browser, site: Site) -> list[str]:
    """Whom one may sign in as."""
    somebody = Person(browser, site.address, "Noen")
    somebody.goes_to("/inn/")
    found = [str(one.get_attribute("value")) for one in somebody.page.get_by_role("button").all()]
    somebody.leaves()
    return [one for one in found if one != "None"]


def _looks_around(browser: Browser, site: Site, username: str, known: set[str]) -> set[str]:
    """Goes through all pages that links lead to: the main ones whoever one is, the others once. The kinds of page."""
    who = Person(browser, site.address, username, width=360, dark_too=True)
    who.goes_to("/inn/")
    with who.page.expect_navigation():
        who.page.get_by_role("button", name=re.compile(f"^{re.escape(username)} ")).click()
    seen: set[str] = set()
    ahead = deque([urlsplit(who.page.url).path])
    while ahead:
        path = ahead.popleft()
        kind = re.sub(r"\d+", "N", path)
        if kind in seen or FILES.search(path) or (kind in known and not ON_EACH.search(kind)):
            continue
        seen.add(kind)
        who.goes_to(path)
        ahead.extend(who.page.evaluate(LINKS))
    who.leaves()
    return seen
