"""A crawler: as each persona it follows every link and sends every form, well and badly filled in.

Then everybody tries the addresses all the others were given. What is shown is held against what the persona
may see, by a mark in every text; and every answer must be one of those a page may give. What is sent is undone
after its answer, and the page it led to, were read.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.personas import Persona
from tests.web import matrix
from tests.web.fuzzing import Filler, broken_at, undone
from tests.web.markers import Marks, text_of
from tests.web.pages import Form, read_page

ALLOWED = {200, 302, 403, 404, 409, 422}
LEAVING = ("account:sign_out", "account:demo", "account:choose")


@dataclass
class Crawler:
    """Goes through the site as each of `personas`.

    `breadth` is how many addresses of one kind each of them opens, `most` how many in all, drawn.
    """

    marks: Marks
    personas: list[Persona]
    breadth: int = 1
    most: int = sys.maxsize
    seed: int = 1
    wrong: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    tried: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    given: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.filler = Filler(self.chance)

    def crawl(self) -> None:
        """Everything each persona is given; found addresses are kept in `given`."""
        for one in self.personas:
            self._go_through(one.signed_in())

    def try_others(self, most: int | None = None) -> None:
        """Every address anybody was given, as everybody (or `most` of them, drawn)."""
        for one in self.personas:
            paths = sorted(set(self.given))
            for path in paths if most is None else self.chance.sample(paths, min(most, len(paths))):
                self.tried += 1
                self._look(one, "GET", path, one.opens(path))

    def _go_through(self, one: Persona) -> None:
        waiting, seen, kinds, forms = ["/"], {"/"}, Counter[str](), Counter[str]()
        while waiting and self.opened[str(one)] < self.most:
            path = waiting.pop(self.chance.randrange(len(waiting)))
            answer = one.opens(path)
            self.opened[str(one)] += 1
            self._look(one, "GET", path, answer)
            if answer.status_code == 302:
                new = [answer["Location"]]
            elif answer.status_code == 200 and _is_page(answer):
                self.given.setdefault(path, str(one))
                page = read_page(answer.content.decode())
                new = page.links
                self._send_all(one, path, page.forms, forms)
            else:
                continue
            for address in _own(path, new):
                kind = _kind(address)
                if address not in seen and kind and kinds[kind] < self.breadth:
                    seen.add(address)
                    kinds[kind] += 1
                    waiting.append(address)

    def _send_all(self, one: Persona, path: str, forms: list[Form], sent: Counter[str]) -> None:
        for form in forms:
            action = urljoin(path, form.action or path)
            kind = f"{form.method} {_kind(action)} {' '.join(sorted(form.fields))}"
            if not action.startswith("/") or _kind(action) in LEAVING or sent[kind] >= self.breadth:
                continue
            sent[kind] += 1
            for data in (self.filler.well(form), self.filler.badly(form)):
                self.sent[str(one)] += 1
                self._send(one, form.method, action, data)

    def _send(self, one: Persona, method: str, action: str, data: dict[str, Any]) -> None:
        with undone(one):
            send = one.client.get if method == "get" else one.client.post
            try:
                answer: Any = send(action, data)
            except Exception as error:
                self.wrong.append(f"{one} {method.upper()} {action} {data!r:.300}: {broken_at(error)}")
                return
            self._look(one, f"{method.upper()} {data!r:.300}", action, answer)
            for address in _own(action, [answer["Location"]] if answer.status_code == 302 else []):
                self._look(one, f"GET after {method.upper()} {action}", address, one.opens(address))

    def _look(self, one: Persona, how: str, path: str, answer: Any) -> None:
        status = answer.status_code
        self.answers[status] += 1
        kind = _kind(path)
        may = status in ALLOWED or (status == 405 and matrix.opened[kind][one.what] == "P") or (
            status == 204 and kind == "account:draft")  # fmt: skip
        if not may:
            self.wrong.append(f"{one} {how} {path}: {status}")
        if status in (200, 409, 422):
            foreign = self.marks.foreign(one, text_of(answer))
            if foreign:
                self.wrong.append(f"{one} {how} {path} shows {foreign[:4]}")


def _own(base: str, links: list[str]) -> Iterator[str]:
    """The links that lead to pages of the site, without what stands after #."""
    for link in links:
        found = urlsplit(urljoin(base, link))
        if not found.netloc and found.path.startswith("/") and not found.path.startswith("/static/"):
            yield f"{found.path}?{found.query}" if found.query else found.path


def _kind(path: str) -> str:
    """The name of the address; "" when there is no such page."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def _is_page(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html")
