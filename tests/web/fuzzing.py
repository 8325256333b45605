"""A fuzzer of our own: any address, as any persona, with anything in it; never a 500 and never an exception.

The same seed gives the same requests. Each is undone after it was answered, so that the site stays whole,
but the constraints that wait for the end of a transaction are asked first.
"""

import random
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection, transaction
from django.test import Client

import samrad
from tests.personas import Persona
from tests.web import hostile, matrix
from tests.web.addresses import Things, patterns
from tests.web.pages import Form, read_page

ALLOWED = {200, 204, 301, 302, 400, 403, 404, 405, 409, 413, 422, 429}
ASKED = re.compile(r"(?:GET|POST)(?:\.get(?:list)?\(|\[)\"(\w+)\"")


def asked_for() -> list[str]:
    """The names that pages look for in a question or in what is sent, read out of their code."""
    web = Path(samrad.__file__).parent / "web"
    return sorted({name for path in web.rglob("*.py") for name in ASKED.findall(path.read_text())})


@contextmanager
def undone(one: Persona) -> Iterator[None]:
    """What the persona does is undone afterwards, a sign-out too."""
    before = one.client.cookies.copy()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        one.client.cookies = SimpleCookie(before)


def broken_at(error: Exception) -> str:
    """What broke and where in our own code: "ValueError at web/search/views.py:20: …"."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/src/samrad/" in one.filename]
    place = f"{frames[-1].filename.rpartition('/samrad/')[2]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}: {str(error)[:200]}"


class Filler:
    """Fills in forms: as a person would, or with something that does not belong in one to three of the fields."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def well(self, form: Form) -> dict[str, Any]:
        """Something chosen, dates that are dates, and a file that is none."""
        data: dict[str, Any] = {}
        for name, one in form.fields.items():
            if one.kind == "file":
                data[name] = hostile.file(self.chance)
            elif one.kind in ("radio", "select", "checkbox"):
                if one.offered and self.chance.random() < 0.8:
                    data[name] = self.chance.choice(one.offered)
            elif one.kind == "button":
                if self.chance.random() < 0.3:
                    data[name] = self.chance.choice(one.offered or [""])
            else:
                data[name] = one.sent[0] if one.sent and one.sent[0] else self.chance.choice(SENSIBLE)
        return data

    def badly(self, form: Form) -> dict[str, Any]:
        """As `well`, with one to three fields broken."""
        return self.broken(self.well(form), self.chance.choice((1, 1, 2, 3)))

    def broken(self, data: dict[str, Any], fields: int) -> dict[str, Any]:
        """The data with so many fields broken."""
        for name in self.chance.sample(sorted(data), min(len(data), fields)):
            data[name] = _sendable(self._break(data[name]))
        return data

    def _break(self, value: Any) -> Any:
        if not isinstance(value, str):
            return self.chance.choice((value, "en tekst", hostile.file(self.chance)))
        texts = [hostile.text(self.chance) for _ in range(self.chance.choice((1, 1, 1, 3)))]
        return texts if len(texts) > 1 else self.chance.choice((texts[0], texts[0], hostile.file(self.chance)))


@dataclass
class Found:
    """One request that was answered as none should be, told so that it can be sent again."""

    number: int
    who: str
    request: str
    what: str

    def __str__(self) -> str:
        return f"{self.number} {self.who} {self.request[:400]}\n    {self.what}"


@dataclass
class Fuzzer:
    """Sends requests drawn with `seed` to the site, as the given personas (signed in)."""

    site: Things
    personas: list[Persona]
    seed: int = 1
    answers: Counter[int] = field(default_factory=Counter)
    found: dict[str, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.filler = Filler(self.chance)
        self.asked = asked_for()
        self.addresses = sorted(patterns().items())
        self.cases = sorted(self.site.cases.values())
        for one in self.personas:
            one.signed_in()

    def run(self, requests: int) -> None:
        """Sends so many requests; what was wrong stands in `found`, once for each place it broke."""
        for number in range(requests):
            who = self.chance.choice(self.personas)
            who.client.handler.enforce_csrf_checks = self.chance.random() < 0.05
            with undone(who):
                self._one(number, who)

    def _one(self, number: int, who: Persona) -> None:
        told = ""
        try:
            told, answer = self._request(who)
            if not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except Exception as error:
            what = broken_at(error)
            self._note(what.partition(": ")[0], Found(number, str(who), self.last, what))
            self.answers[500] += 1
            return
        self.answers[answer.status_code] += 1
        if answer.status_code not in ALLOWED:
            self._note(f"{answer.status_code} {told}", Found(number, str(who), self.last, str(answer.status_code)))

    def _note(self, key: str, found: Found) -> None:
        self.found.setdefault(key, found)

    def _request(self, who: Persona) -> tuple[str, Any]:
        client = who.client
        name, path = self._address(who)
        headers = dict(self.chance.sample(hostile.HEADERS, self.chance.choice((0, 0, 0, 0, 0, 1, 2))))
        kind = self.chance.random()
        if kind < 0.3:
            path += self._question()
            self.last = f"GET {path} {headers}"
            return name, client.get(path, headers=headers)
        if kind < 0.37:
            method = self.chance.choice(hostile.METHODS)
            self.last = f"{method} {path} {headers}"
            return name, client.generic(method, path, headers=headers)
        if kind < 0.43:
            content_type, body = self.chance.choice(hostile.BODIES)
            self.last = f"POST {path} {content_type} {body[:60]!r} {headers}"
            return name, client.generic("POST", path, body, content_type, headers=headers)
        return name, self._sends(client, path, headers)

    def _sends(self, client: Client, path: str, headers: dict[str, str]) -> Any:
        """A form of the page, filled in well but for a field or three; any names at all when it shows none."""
        shown = client.get(path)
        forms = read_page(shown.content.decode()).forms if shown.status_code == 200 and _is_page(shown) else []
        forms = [one for one in forms if one.method == "post" and "sign_out" not in one.action]
        data: dict[str, Any]
        if forms and self.chance.random() < 0.9:
            form = self.chance.choice(forms)
            data = self.filler.well(form)
            path = form.action or path
        else:
            data = dict.fromkeys(self.chance.sample(self.asked, 4), "1")
        if self.chance.random() < 0.1:
            data["_once"] = _sendable(hostile.text(self.chance))
        data = self.filler.broken(data, self.chance.choice((0, 1, 1, 2, 3)))
        self.last = f"POST {path} {data!r:.2000} {headers}"
        return client.post(path, data, headers=headers)

    def _address(self, who: Persona) -> tuple[str, str]:
        """An address that fits together, or with a thing of another case, or with anything in one place."""
        openable = [one for one in self.addresses if matrix.opened[one[0]][who.what] in "s>P"]
        name, wanted = self.chance.choice(openable if self.chance.random() < 0.7 else self.addresses)
        own = self.site.cases[who.case]
        case_id = own if self.chance.random() < 0.6 else self.chance.choice(self.cases)
        path, _ = self.site.address(name, wanted, case_id, self.site.cases["Ola"])
        path = path.partition("?")[0] if self.chance.random() < 0.5 else path
        if self.chance.random() < 0.15:
            parts = path.partition("?")[0].split("/")
            parts[self.chance.randrange(1, len(parts))] = self.chance.choice(hostile.SEGMENTS)
            path = "/".join(parts)
        return name, quote(path, safe="/?=&%'[]")

    def _question(self) -> str:
        if self.chance.random() < 0.3:
            return ""
        names = self.chance.sample(self.asked, self.chance.choice((1, 2, 3)))
        pairs = [(name, hostile.text(self.chance)) for name in names]
        if self.chance.random() < 0.1:
            return "?" + self.chance.choice(("%ff=%fe", "&&&", "=", "a=%00", "side=%C0%80", "%", "a[]=1&a[b]=2"))
        return "?" + urlencode(pairs, errors="surrogatepass")


SENSIBLE = ("Ola trenger hjelp", "1.12.2026", "12.30", "60", "navn@eksempel.no", "22222222", "Lærer", "2")


def _is_page(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html")


def _sendable(value: Any) -> Any:
    """Lone surrogates cannot be put in a body; half a letter in UTF-8 can."""
    if isinstance(value, list):
        return [_sendable(one) for one in value]
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) and "\ud800" in value else value
