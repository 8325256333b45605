"""What people write, as blocks of data: marking is understood, everything else is text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrad.documents.blocks import blocks, plain


def words(found: object) -> str:
    """All text in the blocks, in order."""
    if isinstance(found, dict):
        return str(found.get("text", "")) + "".join(words(value) for value in found.values() if isinstance(value, list))
    return "".join(map(words, found)) if isinstance(found, list) else ""


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '#read("/etc/passwd")', "$x$", "@ref", "#let x = 1", "![bilde](x.png)", "a//b"],
)
def test_what_looks_like_code_is_text(text: str) -> None:
    (block,) = blocks(text)
    assert block["is"] == "paragraph"
    assert words(block) == text.replace("![bilde](x.png)", "!bilde (x.png)")


def test_marking_is_understood() -> None:
    found = blocks("# Om meg\n\nJeg **liker** å *sykle*.\n\n- ett\n- to\n\n3. tre\n\n> sitat")
    assert [block["is"] for block in found] == ["heading", "paragraph", "list", "list", "quote"]
    assert [run["is"] for run in found[1]["runs"]] == ["text", "strong", "text", "em", "text"]
    assert (found[2]["start"], found[3]["start"]) == (None, 3)


def test_headings_keep_their_order_and_leave_no_level_out() -> None:
    found = blocks("### a\n\n###### b\n\n### c\n\n# d", under=3)
    assert [block["level"] for block in found] == [4, 5, 6, 4]


def test_levels_never_skip_whatever_is_written() -> None:
    levels = [block["level"] for block in blocks("###### a\n\n# b\n\n##### c\n\n## d", under=2)]
    assert all(after <= before + 1 for before, after in zip([2, *levels], levels, strict=False))
    assert max(levels) <= 6


def test_where_a_link_leads_is_written_out() -> None:
    assert words(blocks("[NAV](https://nav.example)")) == "NAV (https://nav.example)"
    assert words(blocks("<https://nav.example>")) == "https://nav.example"


def test_plain_text_keeps_its_lines() -> None:
    assert [run["is"] for run in plain("a\n*b*")[0]["runs"]] == ["text", "break", "text"]
    assert plain("  ") == []


@given(st.text())
def test_any_text_becomes_data(text: str) -> None:
    assert json.dumps(blocks(text))


@pytest.mark.parametrize("depth", [5, 12, 40, 80, 300])
@pytest.mark.parametrize("mark", ["  ", "> "])
def test_nothing_is_lost_however_deep_it_is_marked(mark: str, depth: int) -> None:
    deep = "\n\n".join(mark * level + "- x" for level in range(depth))
    assert words(blocks(deep)).count("x") == depth
