"""Signed tokens: those we make (who the client is, who holds the key) and those we are given."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jwk, jwt
from joserfc.errors import JoseError

from samrad.exchange.oidc.providers import SIGNING, Provider
from samrad.kernel.clock import now

LEEWAY = 30
ASSERTION_LIVES = 50
OLDEST = 10 * 60
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
Keys = Callable[[bool], list[dict[str, Any]]]


class SignInFailed(Exception):
    """A sign-in by a provider did not hold. `reason` is one of `REASONS`; `detail` is for the log, never for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


REASONS = ("cancelled", "down", "refused", "gone", "unsafe", "low")


def unsafe(detail: str) -> SignInFailed:
    """The answer cannot be trusted."""
    return SignInFailed("unsafe", detail)


def _algorithm(key: Mapping[str, Any]) -> str:
    return str(key.get("alg") or {"RSA": "RS256", "EC": "ES256"}[key["kty"]])


def client_assertion(provider: Provider, token_endpoint: str) -> str:
    """Who we are, signed with our first key (RFC 7523); good for 50 seconds, once."""
    key, moment = dict(provider.keys[0]), int(now().timestamp())
    header = {"alg": _algorithm(key), "kid": key["kid"], "typ": "JWT"}
    if "x5t#S256" in key:
        header["x5t#S256"] = key["x5t#S256"]
    audience = token_endpoint if provider.assertion_audience == "token_endpoint" else provider.issuer
    claims = {
        "iss": provider.client_id, "sub": provider.client_id, "aud": audience, "jti": secrets.token_urlsafe(24),
        "iat": moment, "nbf": moment, "exp": moment + ASSERTION_LIVES,
    }  # fmt: skip
    return jwt.encode(header, claims, jwk.import_key(key), algorithms=list(SIGNING))


def dpop_proof(key: jwk.Key, address: str, nonce: str = "") -> str:
    """That we hold `key`, for one POST to `address` (RFC 9449)."""
    header = {"alg": "ES256", "typ": "dpop+jwt", "jwk": key.as_dict(private=False)}
    claims = {"jti": secrets.token_urlsafe(24), "htm": "POST", "htu": address, "iat": int(now().timestamp())}
    return jwt.encode(header, claims | ({"nonce": nonce} if nonce else {}), key, algorithms=["ES256"])


def read_token(token: str, provider: Provider, keys: Keys) -> dict[str, Any]:
    """The claims of a token signed by a key of the provider, for us. Raises `SignInFailed`.

    `keys(False)` are the provider's keys as we know them, `keys(True)` fetched anew: asked for when it has changed key.
    """
    header = _header(token)
    if header.get("alg") not in SIGNING:
        raise unsafe(f"alg {header.get('alg')!r}")
    key = _named(header, keys(False)) or _named(header, keys(True))
    if key is None:
        raise unsafe(f"unknown kid {header.get('kid')!r}")
    if key.get("alg", header["alg"]) != header["alg"]:
        raise unsafe("alg is not that of the key")
    try:
        claims = jwt.decode(token, jwk.import_key(key), algorithms=list(SIGNING)).claims
    except (JoseError, ValueError) as error:
        raise unsafe(f"signature: {type(error).__name__}") from error
    _for_us(claims, provider)
    return claims


def _header(token: str) -> dict[str, Any]:
    try:
        head = token.split(".", maxsplit=1)[0]
        found = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, AttributeError) as error:
        raise unsafe("not a token") from error
    if not isinstance(found, dict):
        raise unsafe("not a token")
    return found


def _named(header: Mapping[str, Any], keys: list[dict[str, Any]]) -> dict[str, Any] | None:
    fitting = [one for one in keys if one.get("kty") in ("RSA", "EC") and one.get("use", "sig") == "sig"]
    if "kid" not in header:
        return fitting[0] if len(fitting) == 1 else None
    return next((one for one in fitting if one.get("kid") == header["kid"]), None)


def _for_us(claims: Mapping[str, Any], provider: Provider) -> None:
    """Issuer, audience and time. Any other audience beside us is refused, so `azp` can only be us."""
    moment = now().timestamp()
    if claims.get("iss") != provider.issuer:
        raise unsafe("issuer")
    if claims.get("aud") not in (provider.client_id, [provider.client_id]):
        raise unsafe("audience")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise unsafe("azp")
    if _instant(claims, "exp") <= moment - LEEWAY:
        raise unsafe("expired")
    if not moment - OLDEST <= _instant(claims, "iat") <= moment + LEEWAY:
        raise unsafe("iat")
    if "nbf" in claims and _instant(claims, "nbf") > moment + LEEWAY:
        raise unsafe("nbf")


def _instant(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise unsafe(f"{name} is missing")
    return float(value)


def check_sign_in(claims: Mapping[str, Any], provider: Provider, nonce: str) -> None:
    """That the token answers this very request, at a level that is high enough. Raises `SignInFailed`."""
    if not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        raise unsafe("nonce")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise unsafe("sub")
    if not provider.reaches(claims.get(provider.level_claim)):
        raise SignInFailed("low", str(claims.get(provider.level_claim)))


def check_logout(claims: Mapping[str, Any]) -> tuple[str, str]:
    """The `sub` and `sid` a logout token is about, either may be "". Raises `SignInFailed`."""
    events = claims.get("events")
    if not isinstance(events, dict) or LOGOUT_EVENT not in events:
        raise unsafe("not a logout token")
    if "nonce" in claims:
        raise unsafe("a logout token has no nonce")
    subject, session = str(claims.get("sub", "")), str(claims.get("sid", ""))
    if not subject and not session:
        raise unsafe("a logout token names neither sub nor sid")
    return subject, session


def challenge(verifier: str) -> str:
    """The PKCE challenge of a verifier (S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
