"""The certified provider as the tests' own ID-porten, HelseID and Entra ID, and a visitor who goes between."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.test import Client, override_settings
from joserfc import jwk

from samrad.commands.demo.people import synthetic_number
from samrad.exchange.oidc.client import forget_metadata
from samrad.exchange.oidc.providers import Provider, read_providers
from samrad.kernel.clock import today
from samrad.kernel.sealing import blind_index
from samrad.people.models import Person, RelatedPerson
from tests.town import open_town

HERE = Path(__file__).resolve().parent.parent / "provider"
ADDRESS = "http://127.0.0.1"
CLIENT = "samrad"
KINDS = {"idporten": "inhabitant", "helseid": "health", "entra": "employee"}
HIGH = {"idporten": "idporten-loa-high", "helseid": "Level4", "entra": ""}


def client_key(kid: str) -> dict[str, Any]:
    """A private key of ours."""
    made = jwk.RSAKey.generate_key(2048, {"kid": kid, "alg": "RS256", "use": "sig"})
    return dict(made.as_dict(private=True))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Town:
    """The three providers, running, each at its own issuer; `keys` are our two private keys."""

    ports: dict[str, int]
    keys: list[dict[str, Any]]

    def issuer(self, name: str) -> str:
        """The issuer of the provider with that name."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def environment(self, **more: str) -> dict[str, str]:
        """What the environment of an installation that uses all three would hold."""
        found = {"SAMRAD_OIDC": ",".join(self.ports)}
        for name, kind in KINDS.items():
            own = {"KIND": kind, "ISSUER": self.issuer(name), "CLIENT_ID": CLIENT}
            found |= {f"SAMRAD_OIDC_{name.upper()}_{key}": value for key, value in own.items()}
            found[f"SAMRAD_OIDC_{name.upper()}_KEY"] = json.dumps({"keys": self.keys})
        found["SAMRAD_OIDC_ENTRA_SUBJECT"] = "oid"
        found["SAMRAD_OIDC_HELSEID_SCOPE"] = "openid profile"
        found["SAMRAD_OIDC_HELSEID_ACR_CLAIM"] = "acr"
        found["SAMRAD_OIDC_HELSEID_ACR_VALUE"] = "Level4"
        return found | more

    def tell(self, name: str, **wrong: Any) -> None:
        """Sets what the provider does wrong from now on."""
        httpx.post(f"{self.issuer(name)}/switch", json=wrong).raise_for_status()

    def signed(self, name: str, claims: dict[str, Any], **header: Any) -> str:
        """A token signed with the provider's own key."""
        answer = httpx.post(f"{self.issuer(name)}/sign", json={"claims": claims, "header": header})
        return str(answer.json()["token"])


@contextmanager
def running() -> Iterator[Town]:
    """The providers, in a process of their own."""
    node = shutil.which("node") or str(Path(sys.executable).parent / "node")
    town = Town({name: _free_port() for name in KINDS}, [client_key("ours-1"), client_key("ours-2")])
    given = {
        "client_id": CLIENT,
        "back": ADDRESS,
        "client_keys": [jwk.import_key(one).as_dict(private=False) for one in town.keys],
        "issuers": [{"kind": name, "port": port} for name, port in town.ports.items()],
    }
    process = subprocess.Popen(
        [node, "provider.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, env={**os.environ, "NODE_ENV": "test"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(given))
        process.stdin.close()
        said = process.stdout.readline().strip()
        while said and said != "listening":
            said = process.stdout.readline().strip()
        assert said == "listening", "The test provider did not start. Run make ready-dev."
        yield town
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.stdout.close()


@contextmanager
def used(town: Town, **more: str) -> Iterator[tuple[Provider, ...]]:
    """Samråd, set up with the three providers, with all of them in order to begin with."""
    providers = read_providers(town.environment(**more), production=False)
    forget_metadata()
    for name in KINDS:
        town.tell(name)
    with override_settings(OIDC=providers, PUBLIC_ADDRESS=ADDRESS):
        yield providers
    forget_metadata()
    while _open:
        _open.pop().close()


_open: list[httpx.Client] = []


def _kept(client: httpx.Client) -> httpx.Client:
    _open.append(client)
    return client


@dataclass
class Visitor:
    """Somebody with a browser: `client` is what she has open at Samråd, `there` at the providers."""

    client: Client = field(default_factory=lambda: Client(headers={"host": "127.0.0.1"}))
    there: httpx.Client = field(default_factory=lambda: _kept(httpx.Client()))

    def sets_out(self, name: str, to: str = "") -> str:
        """Presses the button; where the browser is sent."""
        answer = self.client.get(f"/inn/med/{name}/" + (f"?next={to}" if to else ""))
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def is_at(self, address: str, claims: dict[str, Any], acr: str, **more: Any) -> str:
        """Says at the provider who she is; the address she is sent back to."""
        answer = self.there.get(address)
        while answer.is_redirect:
            to = httpx.URL(address).join(answer.headers["location"])
            if str(to).startswith(f"{ADDRESS}/"):
                return str(to)
            address = str(to)
            if to.path.startswith("/who/"):
                answer = self.there.post(to, json={"claims": claims, "acr": acr, **more})
            else:
                answer = self.there.get(to)
        raise AssertionError(f"{answer.status_code} {answer.text[:500]}")

    def comes_back(self, address: str) -> Any:
        """Opens the address she was sent back to."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def signs_in(self, provider: str, to: str = "", acr: str | None = None, **claims: Any) -> Any:
        """The whole way: the last answer of Samråd."""
        there = self.sets_out(provider, to)
        return self.comes_back(self.is_at(there, claims, HIGH[provider] if acr is None else acr))


def number(born: str, serial: int = 1) -> str:
    """An identity number of the synthetic series."""
    return synthetic_number(today().fromisoformat(born), serial)


ANDERS = number("1980-03-04")
INGRID = number("1985-06-07")
LEIF = number("1984-01-02")
STRANGER = number("1990-10-11")


def known_by_number(name: str, pid: str) -> int:
    """Registers the number on the person, or those near, of that given name in the first municipality."""
    with open_town("9901"):
        changed = Person.objects.filter(given_name=name).update(identity_index=blind_index(pid))
        changed += RelatedPerson.objects.filter(given_name=name).update(identity_index=blind_index(pid))
    assert changed
    return changed
