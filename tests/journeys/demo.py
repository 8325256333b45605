"""The demo's people in front of a browser."""

import re

from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.site import Site


def signed_in(browser: Browser, site: Site, username: str, width: int, *, scripts: bool = True) -> Person:
    """A demo person at her first page."""
    who = Person(browser, site.address, username, width=width, scripts=scripts)
    who.goes_to("/inn/")
    with who.page.expect_navigation():
        who.page.get_by_role("button", name=re.compile(f"^{re.escape(username)} ")).click()
    return who


def opened_case(who: Person, person: str) -> str:
    """The address of the case of that person, which she opens from her list."""
    who.goes_to("/saker/")
    who.follows(person)
    return who.path_of_case()
