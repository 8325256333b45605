"""Text with simple marking (Markdown) as plain blocks of data, which a template sets without reading it.

Only paragraphs, headings, lists, quotes and emphasis mean anything. Everything else, HTML and code
of any kind, is text as it was typed.
"""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Block = dict[str, Any]

MAX_LEVEL = 6
MAX_DEPTH = 8
MAX_NESTING = 100
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": MAX_NESTING}).disable(
    ["image", "html_block", "html_inline"]
)


def blocks(text: str, *, under: int = 2) -> list[Block]:
    """The blocks of `text`. Its headings begin one level below `under`, and no level is left out.

    Text marked so deep that the parser would drop some of it is taken as it was typed.
    """
    tokens = _markdown.parse(text or "")
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        return plain(text)
    tree = SyntaxTreeNode(tokens)
    return _Levels(tree, under).set(_children(tree, 0))


class _Levels:
    """Moves the headings of a text to their place in the document, one step deeper at a time."""

    def __init__(self, tree: SyntaxTreeNode, under: int) -> None:
        found = [int(node.tag[1]) for node in tree.walk() if node.type == "heading"]
        self.highest = min(found, default=1)
        self.under = under
        self.last = under

    def set(self, found: list[Block]) -> list[Block]:
        for block in found:
            if block["is"] == "heading":
                wanted = self.under + 1 + block["level"] - self.highest
                self.last = block["level"] = min(wanted, self.last + 1, MAX_LEVEL)
        return found


def _children(node: SyntaxTreeNode, depth: int) -> list[Block]:
    return [block for child in node.children for block in _block(child, depth)]


def _block(node: SyntaxTreeNode, depth: int) -> list[Block]:
    if node.type == "heading" and depth == 0:
        return [{"is": "heading", "level": int(node.tag[1]), "runs": _runs(node)}]
    if node.type in ("paragraph", "heading") or depth > MAX_DEPTH:
        return [{"is": "paragraph", "runs": _runs(node)}]
    if node.type in ("bullet_list", "ordered_list"):
        start = node.attrs.get("start", 1) if node.type == "ordered_list" else None
        items = [_children(item, depth + 1) for item in node.children]
        return [{"is": "list", "start": start, "items": items}]
    if node.type == "blockquote":
        return [{"is": "quote", "of": _children(node, depth + 1)}]
    if node.type in ("fence", "code_block"):
        return [{"is": "paragraph", "runs": _lines(node.content)}]
    return []


def _lines(text: str) -> list[Block]:
    found: list[Block] = []
    for line in text.rstrip("\n").split("\n"):
        found += [{"is": "break"}, {"is": "text", "text": line}]
    return found[1:]


def _runs(node: SyntaxTreeNode) -> list[Block]:
    return [run for child in node.children for run in _run(child)]


def _run(node: SyntaxTreeNode) -> list[Block]:
    if node.type in ("strong", "em"):
        return [{"is": node.type, "runs": _runs(node)}]
    if node.type == "softbreak":
        return [{"is": "text", "text": " "}]
    if node.type == "hardbreak":
        return [{"is": "break"}]
    if node.type == "link":
        return [*_runs(node), *_address(node)]
    if node.children:
        return _runs(node)
    return [{"is": "text", "text": node.content}]


def _address(node: SyntaxTreeNode) -> list[Block]:
    """Where a link leads, in words, since paper cannot be pressed."""
    address = str(node.attrs.get("href", ""))
    shown = "".join(child.content for child in node.walk() if child.type == "text")
    return [] if address in (shown, f"mailto:{shown}") else [{"is": "text", "text": f" ({address})"}]


def plain(text: str) -> list[Block]:
    """Text that is not Markdown, as one paragraph with its own line breaks."""
    return [{"is": "paragraph", "runs": _lines(text)}] if text.strip() else []
