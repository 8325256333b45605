"""Clients: people signed in as demo persons, and many requests timed."""

import http.client
import re
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Person:
    """One browser: a connection that is kept open, and its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.host = f"127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, data

    def get(self, address: str) -> bytes:
        """The page, which must be there."""
        status, data = self.ask("GET", address)
        if status != 200:
            raise SystemExit(f"{address} svarte {status}.")
        return data

    def sign_in(self, username: str) -> "Person":
        """Signs in as a demo person, through the page where one does so."""
        token = FORM_TOKEN.search(self.get("/inn/").decode())
        assert token is not None
        form = {"csrfmiddlewaretoken": token.group(1), "username": username}
        status, _ = self.ask("POST", "/inn/demo/", form)
        if status != 302:
            raise SystemExit(f"Kunne ikke logge inn som {username} ({status}).")
        return self


@dataclass(frozen=True)
class Measured:
    """What so many clients met: seconds of each request, and how long it all took."""

    times: list[float]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def ms(self, part: float) -> float:
        """The time within which that part of the requests was answered, in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


def load(people: list[Person], address: str, *, seconds: float) -> Measured:
    """Each of the people asks for the page again and again, for so long."""
    for person in people:
        person.get(address)
    times: list[list[float]] = [[] for _ in people]
    begun = time.perf_counter()

    def ask_on(person: Person, own: list[float]) -> None:
        while time.perf_counter() - begun < seconds:
            start = time.perf_counter()
            person.get(address)
            own.append(time.perf_counter() - start)

    threads = [threading.Thread(target=ask_on, args=(person, own)) for person, own in zip(people, times, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured([one for own in times for one in own], time.perf_counter() - begun)
