"""Reading a page as a browser does: its links, and its forms with what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


@dataclass
class Field:
    """One field of a form: its kind ("text", "radio", "file" …), what may be chosen, and what a browser would send."""

    kind: str
    offered: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form of a page. `action` is "" for the page itself."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, list[str]]:
        """What a browser would send when nothing is typed."""
        return {name: one.sent for name, one in self.fields.items() if one.sent}


@dataclass
class Page:
    """What can be pressed on a page."""

    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._form: Form | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        found = {name: value or "" for name, value in attributes}
        name = found.get("name", "")
        if tag == "a" and found.get("href"):
            self.page.links.append(found["href"])
        elif tag == "form":
            self._form = Form(found.get("action", ""), found.get("method", "get").lower())
            self.page.forms.append(self._form)
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
            self._field(name, "select")
        elif tag == "option":
            self._offer(self._select, "select", found.get("value", ""), chosen="selected" in found)
        elif tag == "input":
            self._input(name, found)
        elif tag == "button" and name and found.get("type", "submit") == "submit":
            self._offer(name, "button", found.get("value", ""), chosen=False)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._offer(self._text[0], "textarea", "".join(self._text[1]).removeprefix("\n"), chosen=True)
            self._text = None
        elif tag == "form":
            self._form = None

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("radio", "checkbox"):
            self._offer(name, kind, found.get("value", "on"), chosen="checked" in found)
        elif kind in ("file", "submit"):
            self._field(name, kind)
        else:
            self._offer(name, kind, found.get("value", ""), chosen=True)

    def _field(self, name: str, kind: str) -> Field | None:
        if self._form is None or not name:
            return None
        return self._form.fields.setdefault(name, Field(kind))

    def _offer(self, name: str, kind: str, value: str, *, chosen: bool) -> None:
        one = self._field(name, kind)
        if one is not None:
            one.offered.append(value)
            if chosen:
                one.sent.append(value)


def read_page(text: str) -> Page:
    """The links and forms of the page."""
    reader = _Reader()
    reader.feed(text)
    return reader.page
