"""The providers that people may sign in by, as the environment tells.

SAMRAD_OIDC names them ("idporten,entra"); for each, SAMRAD_OIDC_<NAME>_<KEY> sets what `Provider` holds.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import import_key

from samrad.kernel.errors import BadEnvironment

SIGNING = ("RS256", "PS256", "ES256")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
HELSEID_PID = "helseid://claims/identity/pid"
HELSEID_LEVEL = "helseid://claims/identity/security_level"


class Kind(StrEnum):
    """Whom a provider recognises, and so as what one may act after signing in by it."""

    INHABITANT = "inhabitant"
    HEALTH = "health"
    EMPLOYEE = "employee"


# What differs by kind where the environment says nothing.
USUAL: dict[Kind, dict[str, str]] = {
    Kind.INHABITANT: {
        "TITLE": "ID-porten", "SCOPE": "openid", "ACR": "idporten-loa-high", "SUBJECT": "pid",
    },
    Kind.HEALTH: {
        "TITLE": "HelseID", "SCOPE": f"openid profile {HELSEID_PID} {HELSEID_LEVEL}", "ACR": "Level4",
        "ACR_CLAIM": HELSEID_LEVEL, "ACR_VALUE": "4", "SUBJECT": HELSEID_PID, "DPOP": "1",
    },
    Kind.EMPLOYEE: {"TITLE": "jobbkontoen", "SCOPE": "openid profile", "SUBJECT": "sub", "GROUPS_CLAIM": "groups"},
}  # fmt: skip
LADDERS = (("idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high"), ("Level3", "Level4"), ("3", "4"))


@dataclass(frozen=True)
class Provider:
    """One provider.

    `name` stands in addresses, `title` on the button. `acr` is asked for; `level` is the least that `level_claim`
    of the token may say ("" = not looked at). `subject` names the claim that stays the same for one human being.
    `keys` are our private keys, the one we sign with first; the others are published while they are changed.
    `logout` is how its page for signing out is asked: "post", or "get" where that is not taken (then the ID token
    stands in the address). `groups` says which unit (municipality number, name of unit) the members of a group work in.
    """

    name: str
    title: str
    kind: Kind
    issuer: str
    client_id: str
    keys: tuple[Mapping[str, Any], ...] = field(repr=False)
    scope: str = "openid"
    acr: str = ""
    level_claim: str = "acr"
    level: str = ""
    subject: str = "sub"
    par: bool = False
    dpop: bool = False
    assertion_audience: str = ""
    logout: str = "post"
    groups_claim: str = ""
    groups: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def reaches(self, level: object) -> bool:
        """Whether the level of a token is at least what is asked for."""
        if not self.level:
            return True
        for ladder in LADDERS:
            if self.level in ladder:
                return level in ladder[ladder.index(self.level) :]
        return level == self.level


def read_providers(environment: Mapping[str, str], *, production: bool) -> tuple[Provider, ...]:
    """The providers named in SAMRAD_OIDC, in that order. Raises `BadEnvironment` when one cannot be used."""
    names = [name.strip().lower() for name in environment.get("SAMRAD_OIDC", "").split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise BadEnvironment("SAMRAD_OIDC nevner den samme to ganger.")
    found = tuple(_read(name, environment, production) for name in names)
    if len({one.issuer for one in found}) != len(found):
        raise BadEnvironment("To innlogginger i SAMRAD_OIDC har samme utsteder (ISSUER).")
    return found


def _read(name: str, environment: Mapping[str, str], production: bool) -> Provider:
    prefix = f"SAMRAD_OIDC_{name.upper()}_"
    if not re.fullmatch(r"[a-z][a-z0-9]{1,19}", name):
        raise BadEnvironment(f"«{name}» i SAMRAD_OIDC kan ikke brukes: små bokstaver og tall, 2–20 tegn.")
    given = {key.removeprefix(prefix): value.strip() for key, value in environment.items() if key.startswith(prefix)}
    try:
        kind = Kind(given.get("KIND", ""))
    except ValueError as error:
        raise BadEnvironment(f"{prefix}KIND må være inhabitant, health eller employee.") from error
    usual = {**USUAL[kind], **given}
    for key in ("ISSUER", "CLIENT_ID", "KEY"):
        if not given.get(key):
            raise BadEnvironment(f"{prefix}{key} mangler.")
    _safe_issuer(given["ISSUER"], f"{prefix}ISSUER", production)
    acr = usual.get("ACR", "")
    return Provider(
        name=name, title=usual["TITLE"], kind=kind, issuer=given["ISSUER"], client_id=given["CLIENT_ID"],
        keys=_keys(given["KEY"], f"{prefix}KEY"), scope=usual["SCOPE"], acr=acr,
        level_claim=usual.get("ACR_CLAIM", "acr"), level=usual.get("ACR_VALUE", acr), subject=usual["SUBJECT"],
        par=usual.get("PAR", "") == "1", dpop=usual.get("DPOP", "") == "1",
        assertion_audience=usual.get("AUDIENCE", ""), logout=_one_of(usual, "LOGOUT", ("post", "get"), prefix),
        groups_claim=usual.get("GROUPS_CLAIM", ""),
        groups=_groups(given.get("GROUPS", ""), f"{prefix}GROUPS"),
    )  # fmt: skip


def _one_of(given: Mapping[str, str], key: str, allowed: tuple[str, ...], prefix: str) -> str:
    value = given.get(key, allowed[0])
    if value not in allowed:
        raise BadEnvironment(f"{prefix}{key} må være {' eller '.join(allowed)}.")
    return value


def _safe_issuer(issuer: str, key: str, production: bool) -> None:
    parts = urlsplit(issuer)
    trial = not production and parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or (parts.scheme != "https" and not trial):
        raise BadEnvironment(f"{key} må begynne med https://.")


def _keys(value: str, key: str) -> tuple[Mapping[str, Any], ...]:
    """Private keys out of a JWK or a JWKS, written in the environment or in the file it names."""
    try:
        text = value if value.startswith("{") else Path(value).read_text("utf-8")
        read = json.loads(text)
        keys = tuple(read["keys"]) if "keys" in read else (read,)
        for one in keys:
            if not import_key(one).is_private or not one.get("kid"):
                raise BadEnvironment(f"{key}: hver nøkkel må være privat og ha kid.")
    except (OSError, ValueError, KeyError, TypeError, JoseError) as error:
        raise BadEnvironment(f"{key} er verken en privat JWK, et JWKS eller en fil med det.") from error
    if not keys:
        raise BadEnvironment(f"{key} har ingen nøkkel.")
    return keys


def _groups(value: str, key: str) -> dict[str, tuple[str, str]]:
    """ "id=5032:PPT; id2=5032:Skolen" as group → (municipality number, unit)."""
    found = {}
    for part in filter(None, (one.strip() for one in value.split(";"))):
        matched = re.fullmatch(r"([^=]+)=(\d{4}):(.+)", part)
        if matched is None:
            raise BadEnvironment(f"{key}: «{part}» skal være gruppe=kommunenummer:enhet.")
        found[matched[1].strip()] = (matched[2], matched[3].strip())
    return found


def public_keys(providers: tuple[Provider, ...]) -> dict[str, list[dict[str, Any]]]:
    """Our public keys, for providers that fetch them: all of them, so that one may be changed for another."""
    keys: dict[str, dict[str, Any]] = {}
    for key in (key for one in providers for key in one.keys):
        keys[str(key["kid"])] = {**import_key(dict(key)).as_dict(private=False), "use": "sig"}
    return {"keys": list(keys.values())}
