"""What a story is told with: the running site, its mail, and the people who come to it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyotp
from playwright.sync_api import Browser
from pypdf import PdfReader

from samrad.commands.demo.beginning import A_PDF
from samrad.duties.language import say_date
from tests.journeys.person import Person
from tests.journeys.site import Postbox, Site, open_site


@dataclass
class Story:
    """A story being told. Each person has a browser of her own."""

    browser: Browser
    site: Site
    post: Postbox
    width: int
    scan: Path
    people: dict[str, Person] = field(default_factory=dict)
    case: str = ""
    code_key: str = ""

    def somebody(self, name: str, *, scripts: bool = True) -> Person:
        """Somebody with a browser, the same one each time; nobody is signed in by that."""
        if name not in self.people:
            self.people[name] = Person(self.browser, self.site.address, name, width=self.width, scripts=scripts)
        return self.people[name]

    def employee(self, name: str, *, scripts: bool = True) -> Person:
        """One of the staff, at her own front page, signed in."""
        who = self.somebody(name, scripts=scripts)
        who.goes_to("/inn/")
        if who.page.get_by_role("button", name=name).count():
            who.presses(name)
        return who

    def day(self, ahead: int = 0) -> date:
        """The day the story has come to, or one some days ahead of it."""
        return self.site.clock.day(ahead)

    def spoken(self, ahead: int) -> str:
        """A day as it stands on the pages."""
        return say_date(self.day(ahead), near=self.day(), weekday=True)

    def days_pass(self, since_the_beginning: int) -> None:
        """It is that many days since the story began; everybody has gone home, and must sign in again."""
        for who in self.people.values():
            who.page.goto("about:blank")
        self.site.go_to_day(since_the_beginning)

    def text_of(self, document: bytes) -> str:
        """What stands in a PDF, its lines joined."""
        pages = PdfReader(io.BytesIO(document)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def code(self) -> str:
        """What the code app on the mother's telephone shows."""
        return pyotp.TOTP(self.code_key.replace(" ", "")).at(self.site.clock.now())


@contextmanager
def told(browser: Browser, width: int, folder: Path) -> Iterator[Story]:
    """A story in a town with units and staff who can sign in, and no case."""
    scan = folder / "samtykke.pdf"
    scan.write_bytes(A_PDF)
    with open_site("town") as (site, post):
        site.run("tests.journeys.staff")
        site.start()
        yield Story(browser, site, post, width, scan)
        assert site.faults() == []
