"""Filling in a form as a browser does: what the page has in its fields, with some of it typed over."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from tests.personas import Persona


class _Reader(HTMLParser):
    """Takes down the values of the fields of each form on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        name = found.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            self._keep(self._select, found.get("value", ""))
        elif tag == "input" and _stands(found):
            self._keep(name, found.get("value", "on" if found.get("type") == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._keep(self._text[0], "".join(self._text[1]).removeprefix("\n"))
            self._text = None

    def _keep(self, name: str, value: str) -> None:
        if self.forms and name:
            self.forms[-1].setdefault(name, []).append(value)


def _stands(field: dict[str, str]) -> bool:
    """Whether a browser would send what is in the field."""
    kind = field.get("type", "text")
    return kind not in ("file", "submit") and (kind not in ("radio", "checkbox") or "checked" in field)


def typed_in(answer: Any) -> dict[str, list[str]]:
    """What stands in the fields of the main form of a page."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    forms = [one for one in reader.forms if "_once" in one]
    return max(forms, key=len) if forms else {}


def fills_in(one: Persona, path: str, typed: dict[str, Any]) -> Any:
    """Opens the form, types, and sends it."""
    shown = one.opens(path)
    assert shown.status_code == 200, (path, shown.status_code)
    return one.sends(path, {**typed_in(shown), **typed})


def beside(answer: Any, field: str) -> str:
    """The sentence beside a field; "" when there is none."""
    found = re.search(rf'id="id_{field}_error">(.*?)</p>', answer.content.decode(), re.S)
    return unescape(found.group(1)) if found else ""


def summary(answer: Any) -> str:
    """What the page says must be put right."""
    found = re.search(r"<ds-error-summary.*?</ds-error-summary>", answer.content.decode(), re.S)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", found.group(0)).split())) if found else ""


def words(answer: Any) -> str:
    """The words of the page."""
    text = re.sub(r"<(script|style|head).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def page(one: Persona, path: str) -> str:
    """The words of a page that is shown to the persona."""
    answer = one.signed_in().opens(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return words(answer)
