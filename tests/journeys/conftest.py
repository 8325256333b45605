"""Chromium for the journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tools.browser import QUIET, program

expect.set_options(timeout=20_000)


@pytest.fixture
def browser() -> Iterator[Browser]:
    """The machine's Chromium where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program(), args=list(QUIET))
        yield running
        running.close()
