"""Filling in a form as a browser does: what the page has in its fields, with some of it typed over."""

import re
from html import unescape
from typing import Any

from tests.personas import Persona
from tests.web.pages import read_page


def typed_in(answer: Any) -> dict[str, list[str]]:
    """What stands in the fields of the main form of a page."""
    forms = [one.values for one in read_page(answer.content.decode()).forms if "_once" in one.fields]
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
