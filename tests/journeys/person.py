"""Somebody in front of a browser: opens, reads, fills in and presses, by the words that stand on the page.

Each page that comes up is examined: WCAG 2.2 AA by axe, nothing in the console, no scrolling sideways.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.examined import Examined

LAWS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WCAG = {"runOnly": LAWS}
SHAPE = {"runOnly": LAWS, "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN_AXE = "async which => (await axe.run(document, {...which, resultTypes: ['violations']})).violations"
MAKES = """() => {
    const told = ['class', 'role', 'type', 'data-color', 'data-variant', 'data-size']
    const make = one => [one.parentElement.tagName, one.tagName, ...[...one.attributes].map(
        its => told.includes(its.name) ? its.name + '=' + its.value : its.name)].join(' ')
    return [...new Set([...document.body.querySelectorAll('*')].map(make))]
}"""
WRITES_AT_ONCE = """text => new MutationObserver((_, watch) => {
    const field = document.querySelector('.letter--open textarea')
    if (!field) return
    watch.disconnect()
    field.value = text
    field.dispatchEvent(new Event('input', {bubbles: true}))
}).observe(document.body, {childList: true, subtree: true})"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
REFUSED_INPUT = re.compile(r"status of (422|404|403)")
Value = str | date | bool | Path | list[str]


class Person:
    """One person with a browser of her own."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        name: str,
        *,
        width: int = 1280,
        dark_too: bool = False,
        scripts: bool = True,
    ) -> None:
        self.name, self._address, self._scripts, self._dark_too = name, address, scripts, dark_too
        self.width = width
        self.examined = Examined(f"{width}-dark" if dark_too else f"{width}")
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            accept_downloads=True,
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and not REFUSED_INPUT.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    # ── going about ──────────────────────────────────────────────────────────

    def goes_to(self, path: str) -> None:
        """Opens an address of the site."""
        self.page.goto(self._address + path)
        self.examines()

    def presses(self, words: str) -> None:
        """Presses a button that sends a form, and waits for the page that comes."""
        with self.page.expect_navigation():
            self._named("button", words).click()
        self.examines()

    def follows(self, words: str) -> None:
        """Follows a link to the page it leads to."""
        with self.page.expect_navigation():
            self._named("link", words).click()
        self.examines()

    def opens_tab(self, words: str, *, of: str = "") -> None:
        """Opens one of the pages of the case she is in, or of the case at the address `of`."""
        if of:
            self.goes_to(of)
        with self.page.expect_navigation():
            self.page.get_by_role("navigation", name="Sidene i saken").get_by_role("link", name=words).click()
        self.examines()

    def unfolds(self, words: str) -> None:
        """Opens what is folded, or turns a text into a field, without leaving the page."""
        folded = self.page.locator("summary").filter(has_text=words)
        (folded.first if folded.count() else self._named("link", words)).click()

    def folds(self, words: str) -> None:
        """Presses a button that ends the writing, without leaving the page."""
        self._named("button", words).click()

    def _named(self, role: Any, words: str) -> Locator:
        whole = self.page.get_by_role(role, name=words, exact=True)
        return whole.first if whole.count() else self.page.get_by_role(role, name=words).first

    # ── writing ──────────────────────────────────────────────────────────────

    def fills(self, values: Mapping[str, Value]) -> None:
        """Fills in fields by their labels: words, a day, yes or no (True/False for a box), a file, several boxes."""
        for label, value in values.items():
            self._fill(label, value)

    def _fill(self, label: str, value: Value) -> None:
        main = self.page.get_by_role("main")
        group = main.get_by_role("group", name=_beginning(label))
        if group.count() and not isinstance(value, bool):
            for one in value if isinstance(value, list) else [value]:
                group.first.get_by_label(_beginning(str(one))).first.check()
            return
        field = self.field(label)
        kind = field.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind == "select":
            field.select_option(self._option(field, str(value)))
        elif isinstance(value, bool):
            field.set_checked(value)
        elif isinstance(value, Path):
            field.set_input_files(value)
        else:
            field.fill(value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value))

    def _option(self, field: Locator, words: str) -> str:
        for option in field.get_by_role("option").or_(field.locator("option")).all():
            if words in (option.text_content() or ""):
                return option.get_attribute("value") or ""
        raise AssertionError(f"{words!r} is not among the options")

    def field(self, label: str) -> Locator:
        """The field with that label, or the first whose label begins so."""
        main = self.page.get_by_role("main")
        fields = main.locator("input, textarea, select")
        whole = main.get_by_label(re.compile("^" + re.escape(label) + r"( \(valgfritt\))?$")).and_(fields)
        return whole.last if whole.count() else main.get_by_label(_beginning(label)).and_(fields).first

    def writes(self, label: str, text: str) -> None:
        """Writes in a field that saves itself, and waits until it says that it is saved."""
        field = self.field(label)
        field.fill(text)
        field.blur()
        self._is_saved(field)

    def unfolds_and_writes(self, words: str, label: str, text: str) -> None:
        """Turns a text into a field, and writes in the very moment it is there: that too is saved."""
        self.page.evaluate(WRITES_AT_ONCE, text)
        self.unfolds(words)
        self._is_saved(self.field(label))

    def _is_saved(self, field: Locator) -> None:
        expect(field.locator("xpath=ancestor::form").get_by_role("status")).to_contain_text("Lagret")

    # ── reading ──────────────────────────────────────────────────────────────

    def sees(self, *words: str) -> None:
        """The words stand on the page."""
        for one in words:
            expect(self.page.get_by_role("main").get_by_text(one).first).to_be_visible()

    def reloads_until(self, words: str, times: int = 200) -> None:
        """Loads the page again until the words stand there: somebody else's work, a job's, shows."""
        for _ in range(times):
            if words in (self.page.get_by_role("main").text_content() or ""):
                return
            self.page.reload()
        raise AssertionError(f"{words!r} never came on {self.page.url}")

    def sees_heading(self, words: str) -> None:
        """The page is the one with that heading."""
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()

    def does_not_see(self, *words: str) -> None:
        """The words stand nowhere on the page."""
        for one in words:
            expect(self.page.get_by_role("main").get_by_text(one)).to_have_count(0)

    def has_written(self, label: str, text: str) -> None:
        """The field still holds what was written."""
        expect(self.field(label)).to_have_value(text)

    def path_of_case(self) -> str:
        """The address of the case she has open."""
        found = re.search(r"/sak/\d+/", self.page.url)
        assert found, self.page.url
        return found.group()

    def is_told(self, words: str) -> None:
        """A message at the top of the page says so."""
        expect(self.page.get_by_role("status").filter(has_text=words).first).to_be_visible()

    def cannot(self, *words: str) -> None:
        """There is neither link nor button with those words."""
        for one in words:
            expect(self._named("link", one)).to_have_count(0)
            expect(self._named("button", one)).to_have_count(0)

    def downloads(self, words: str) -> bytes:
        """The file that a link leads to."""
        answer = self.context.request.get(self._address + (self._named("link", words).get_attribute("href") or ""))
        assert answer.ok, answer.status
        return answer.body()

    def is_refused(self, path: str) -> None:
        """The address is, to this person, as if it were not there."""
        answer = self.context.request.get(self._address + path)
        assert answer.status == 404

    # ── each page ────────────────────────────────────────────────────────────

    def examines(self) -> None:
        """Examines the page that is up; axe looks where the address, or something on it, is new, and at colours where the latter is."""
        self.page.wait_for_load_state("load")
        assert not self.complaints, self.complaints
        sideways = self.page.evaluate(SIDEWAYS)
        assert sideways <= 0, f"{self.page.url} is {sideways} px too wide at {self.width} px"
        if not self._scripts:
            return
        kind, makes = re.sub(r"\d+", "N", urlsplit(self.page.url).path), set(self.page.evaluate(MAKES))
        if not self.examined.holds(makes):
            self.is_accessible(WCAG)
            if self._dark_too:
                self.page.emulate_media(color_scheme="dark")
                self.is_accessible(CONTRAST)
                self.page.emulate_media(color_scheme="light")
        elif not self.examined.holds({kind}):
            self.is_accessible(SHAPE)
        self.examined.add({kind, *makes})

    def is_accessible(self, rules: Mapping[str, Any]) -> None:
        """Axe finds nothing to complain of on the page that is up."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(RUN_AXE, rules)
        assert not found, f"{self.page.url}\n" + "\n".join(_tell(one) for one in found)

    def leaves(self) -> None:
        """Closes the browser."""
        self.context.close()


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(words))


def _tell(violation: Any) -> str:
    where = "\n".join(f"    {node['html'][:200]}  {node.get('failureSummary', '')}" for node in violation["nodes"][:4])
    return f"  {violation['id']}: {violation['help']}\n{where}"
