"""The personas of the demo, each signed in as a browser would be: through the demo sign-in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client

OLA, ANDERS, SANDER, NORA, GUNNAR, BJORG, EMMA, TOR, ARVID = (
    "Ola", "Anders", "Sander", "Nora", "Gunnar", "Bjørg", "Emma", "Tor", "Arvid",
)  # fmt: skip


@dataclass(frozen=True)
class Persona:
    """Somebody of the demo: what the persona is, the user name, and whose case is the own one."""

    what: str
    username: str
    case: str

    @cached_property
    def client(self) -> Client:
        """A browser of the persona's own, signed in; an empty one for anonymous."""
        client = Client(headers={"host": "127.0.0.1"})
        if self.username:
            answer = client.post("/inn/demo/", {"username": self.username})
            assert answer.status_code == 302, f"{self.username} could not sign in"
        return client

    def signed_in(self) -> "Persona":
        """The persona, with the sign-in done."""
        assert self.client is not None
        return self

    def opens(self, path: str, **more: Any) -> Any:
        """The answer to opening the page."""
        return self.client.get(path, **more)

    def sends(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """The answer to sending a form to the page."""
        return self.client.post(path, data or {}, **more)

    def __str__(self) -> str:
        return self.what


def everybody() -> dict[str, Persona]:
    """All personas by what they are, each with a new browser that is not signed in yet."""
    listed = (
        Persona("adult", "anders", ANDERS),
        Persona("child11", "ola", OLA),
        Persona("child13", "emma", EMMA),
        Persona("youth15", "sander", SANDER),
        Persona("youth17", "nora", NORA),
        Persona("parentA", "ingrid", OLA),
        Persona("parentB", "leif", OLA),
        Persona("guardianE", "verge.okonomi", BJORG),
        Persona("guardianP", "verge.personlig", BJORG),
        Persona("coordinator", "kari", OLA),
        Persona("deputy", "ergo", GUNNAR),
        Persona("former", "barnevern", EMMA),
        Persona("seat", "ergo", OLA),
        Persona("partial", "per", OLA),
        Persona("withdrawn", "hab", OLA),
        Persona("gp", "lege", OLA),
        Persona("colleague", "lise", OLA),
        Persona("asked", "leder", ARVID),
        Persona("leader", "leder", OLA),
        Persona("office", "ke", OLA),
        Persona("system", "system.selbu", OLA),
        Persona("director", "direktor", OLA),
        Persona("elsewhere", "storlia.kari", OLA),
        Persona("office2", "storlia.ke", OLA),
        Persona("anonymous", "", OLA),
        Persona("board", "styrer", OLA),
        Persona("lifted", "rektor", OLA),
        Persona("acute", "ped", OLA),
        Persona("handler", "system.selbu", GUNNAR),
    )
    return {one.what: one for one in listed}
