"""What a browser fetches the first time: at most 200 kB, packed, and nothing from elsewhere."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from tests.personas import Persona
from tests.web.addresses import Things
from tests.web.filling import words
from tests.web.opening import PLAIN_FILES

MOST = 200_000
PACKED = {**PLAIN_FILES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
FACE = re.compile(r"@font-face\s*{([^}]*)}")
URL = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.I)


@pytest.fixture(scope="module")
def packed(site: Things, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The browser files as they are served: named by their content, and packed."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=PACKED, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def size(file: Path, packing: str) -> int:
    """The bytes of a file as they go over the line to a browser that can unpack `packing`."""
    ready = file.with_name(file.name + packing)
    return (ready if ready.exists() else file).stat().st_size


def fonts(style: Path, text: str) -> set[Path]:
    """The fonts of a style sheet that a browser fetches to show the text."""
    found = set()
    for face in FACE.findall(style.read_text()):
        spans = [(int(first, 16), int(last or first, 16)) for first, last in RANGE.findall(face)]
        if not spans or any(first <= ord(one) <= last for one in set(text) for first, last in spans):
            found.add((style.parent / URL.findall(face)[0]).resolve())
    return found


@pytest.mark.parametrize(("who", "path"), [("anonymous", "/inn/"), ("coordinator", "/sak/1/"), ("child11", "/min/")])
def test_a_first_visit_is_light(packed: Path, people: dict[str, Persona], who: str, path: str) -> None:
    page = people[who].opens(path)
    assert page.status_code == 200
    linked = {packed / one.removeprefix("/static/") for one in LINKED.findall(page.content.decode())}
    styles = [one for one in linked if one.suffix == ".css"]
    needed = {font for style in styles for font in fonts(style, words(page))}
    assert styles
    assert any(one.suffix == ".js" for one in linked)
    assert any(one.suffix == ".woff2" for one in needed)
    for packing, pack in ((".br", brotli.compress), (".gz", gzip.compress)):
        sizes = {one.name: size(one, packing) for one in linked | needed}
        assert len(pack(page.content)) + sum(sizes.values()) <= MOST, sizes


def test_nothing_is_fetched_from_elsewhere(site: Things, people: dict[str, Persona]) -> None:
    page = people["coordinator"].signed_in().opens("/sak/1/").content.decode()
    assert re.findall(r'<(?:link|script|img|iframe)[^>]+(?:href|src)="(?!/)(?!data:)[^"]+"', page) == []
    assert finders.find("ds/designsystemet.css")
