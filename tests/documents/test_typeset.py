"""Templates with made data: what was written comes out as it was written, in a file that can be archived."""

import io
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from samrad.documents import typeset
from samrad.documents.blocks import blocks

DAY = date(2026, 3, 5)
LETTERHEAD = {"name": "Fjordvik kommune", "foot": ["Fjordvik kommune", "Rådhusgata 1"]}
WRITTEN = '<script>alert(1)</script> #read("/etc/passwd") $x$ @ref *ikke uthevet _eller skrå \\ // [x]'


def booklet(text: str, **more: Any) -> bytes:
    data = {
        "letterhead": LETTERHEAD,
        "text": {"title": "Et hefte", "lang": "nb", "blocks": blocks(text, under=1)},
        "version": "1",
        "contact": [["Telefon", "74 00 00 00"]],
        **more,
    }
    return typeset.pdf("booklet", data, title="Et hefte", on=DAY)


def minutes(text: str = "Vi snakket om bussen.") -> bytes:
    part = {"blocks": [], "list": [], "points": [], "silent": "", "decided": []}
    data = {
        "letterhead": LETTERHEAD,
        "heading": "Referat fra møte",
        "whose": "Ánte Guttorm",
        "draft": False,
        "facts": [["Dag", "Torsdag 5. mars 2026"]],
        "partly": False,
        "parts": [
            {**part, "heading": "Sakene", "points": [{"title": WRITTEN, "blocks": blocks(text, under=3)}]},
            {
                **part,
                "heading": "Tiltak",
                "decided": [{"title": WRITTEN, "how": blocks(text), "who": "Ola", "due": ""}],
            },
        ],
        "notes": [{"heading": "Tillegg", "blocks": blocks(text, under=3)}],
    }
    return typeset.pdf("minutes", data, title="Referat fra møte", on=DAY)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def test_letters_of_every_language_here_come_out() -> None:
    text = "Ærlig øl på åsen. Ánte Guttorm, čáhppes, đ, ŋ, š, ŧ, ž. Łukasz Żółć. Україна."
    assert text in words(booklet(text))


def test_what_people_write_is_never_code() -> None:
    found = words(minutes(WRITTEN))
    assert found.count('#read("/etc/passwd")') >= 3
    assert "<script>alert(1)</script>" in found
    assert "$x$" in found
    assert "root:" not in found


def test_the_file_says_what_it_is_and_about_nobody() -> None:
    file = read(minutes())
    assert file.metadata is not None
    assert file.metadata.title == "Referat fra møte"
    assert "Ánte" not in str(file.metadata) + str(file.xmp_metadata.stream.get_data() if file.xmp_metadata else "")
    assert str(file.root_object["/Lang"]).startswith("nb")
    marked = file.root_object["/MarkInfo"].get_object()
    assert isinstance(marked, DictionaryObject)
    assert marked["/Marked"]
    xmp = file.xmp_metadata.stream.get_data().decode() if file.xmp_metadata else ""
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_headings_lists_and_table_heads_are_tagged() -> None:
    kinds = _tags(read(minutes("- ett\n- to")).root_object["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH"} <= kinds


def _tags(node: Any) -> set[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return {tag for one in node for tag in _tags(one)}
    if not hasattr(node, "get"):
        return set()
    return {str(node.get("/S", ""))} | (_tags(node["/K"]) if "/K" in node else set())


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    first = minutes()
    time.sleep(1.1)
    assert minutes() == first


@pytest.mark.parametrize("text", ["Hei 🙂 漢字", "ትግርኛ", "\ue000", "👩‍👩‍👧"])
def test_a_character_no_font_has_is_shown_as_such(text: str) -> None:
    found = words(booklet(f"Før {text} etter."))
    assert "�" in found
    assert "Tegn som ikke kan trykkes her, står som �." in found
    assert "etter." in found


def test_control_characters_are_left_out() -> None:
    assert "ab" in words(booklet("a\x07\x1bb"))
    assert "\ufffd" not in words(booklet("a\x07b\ud800"))


def test_a_word_longer_than_the_line_is_broken() -> None:
    page = read(booklet("https://example.example/" + "a" * 300)).pages[0]
    assert page.extract_text().count("\n") > 5


def test_a_long_document_has_its_page_numbers() -> None:
    found = words(booklet("\n\n".join(["Setning som fyller siden. " * 20] * 40)))
    assert "Side 2 av" in found


def test_threads_do_not_stand_in_each_others_way() -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(minutes())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert len(made) == 6


def test_fonts_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    typeset._fonts.cache_clear()
    monkeypatch.setattr(typeset, "FONTS", tmp_path)
    with pytest.raises(typeset.FontsMissing, match="make ready"):
        typeset._fonts()
    typeset._fonts.cache_clear()


def test_a_template_reads_no_file_outside_its_folder() -> None:
    assert all("read(" not in one.read_text() for one in typeset.TEMPLATES.glob("*.typ"))
