"""Speaking with a provider: where it is, the request, the answer, the way out."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwk

from samrad.exchange.oidc.providers import Provider
from samrad.exchange.oidc.tokens import (
    SignInFailed,
    challenge,
    check_logout,
    check_sign_in,
    client_assertion,
    dpop_proof,
    read_token,
    unsafe,
)
from samrad.kernel.clock import now

TIMEOUT = 10
KNOWN_FOR = 3600
ASK_AGAIN_AFTER = 30
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
CANCELLED = ("access_denied", "login_required", "interaction_required")


@dataclass(frozen=True)
class Pending:
    """A sign-in that is under way: what must come back, kept in the session."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Recognised:
    """Who the provider says this is. `subject` is the claim that stays the same, `sub` the provider's own name."""

    provider: Provider
    subject: str = field(repr=False)
    sub: str
    session: str
    name: str
    groups: tuple[str, ...]
    id_token: str = field(repr=False)


@dataclass
class _Known:
    """What we know of an issuer, and when we asked."""

    metadata: dict[str, Any]
    keys: list[dict[str, Any]]
    asked_at: float
    asked_again_at: float = 0.0


_known: dict[str, _Known] = {}


def _get(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=TIMEOUT, headers={"Accept": "application/json"})
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SignInFailed("down", f"{address}: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise SignInFailed("down", f"{address}: no object")
    return found


def _learn(provider: Provider) -> _Known:
    """The provider's metadata and keys, asked for at most once an hour."""
    moment, known = now().timestamp(), _known.get(provider.issuer)
    if known is not None and 0 <= moment - known.asked_at < KNOWN_FOR:
        return known
    try:
        metadata = _get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != provider.issuer:
            raise unsafe("the metadata are another issuer's")
        if not all(isinstance(metadata.get(one), str) for one in NEEDED):
            raise SignInFailed("down", "metadata without an endpoint")
        known = _Known(metadata, _keys(metadata), moment)
    except SignInFailed:
        if known is None:
            raise
        return known
    _known[provider.issuer] = known
    return known


def _keys(metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for one in _get(str(metadata["jwks_uri"])).get("keys", []) if isinstance(one, dict)]


def _keys_of(provider: Provider, anew: bool) -> list[dict[str, Any]]:
    """The provider's keys. Asked for anew when a token names one we do not know, at most twice a minute."""
    known, moment = _learn(provider), now().timestamp()
    if anew and abs(moment - known.asked_again_at) >= ASK_AGAIN_AFTER:
        known.asked_again_at = moment
        known.keys = _keys(known.metadata)
    return known.keys


def forget_metadata() -> None:
    """Forgets what is known of every provider."""
    _known.clear()


def _post(
    provider: Provider, endpoint: str, fields: Mapping[str, str], proof: jwk.Key | None = None, nonce: str = ""
) -> dict[str, Any]:
    """What the provider answers to us at an endpoint, where we are known by our assertion. Raises `SignInFailed`."""
    metadata = _learn(provider).metadata
    address = str(metadata[endpoint])
    own = {
        "client_id": provider.client_id,
        "client_assertion_type": ASSERTION,
        "client_assertion": client_assertion(provider, str(metadata["token_endpoint"])),
    }
    headers = {"Accept": "application/json"} | ({"DPoP": dpop_proof(proof, address, nonce)} if proof else {})
    try:
        answer = httpx.post(address, data={**fields, **own}, headers=headers, timeout=TIMEOUT)
        found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SignInFailed("down", f"{endpoint}: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise SignInFailed("down", f"{endpoint}: no object")
    wanted = answer.headers.get("DPoP-Nonce", "")
    if proof and not nonce and wanted and found.get("error") == "use_dpop_nonce":
        return _post(provider, endpoint, fields, proof, wanted)
    if not answer.is_success:
        raise SignInFailed("refused", f"{endpoint}: {answer.status_code} {found.get('error', '')}")
    return found


def begin(provider: Provider, back: str) -> tuple[str, Pending]:
    """Where to send the browser, and what to remember until it comes `back`. Raises `SignInFailed`."""
    metadata = _learn(provider).metadata
    pending = Pending(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    asked = {
        "response_type": "code", "client_id": provider.client_id, "redirect_uri": back, "scope": provider.scope,
        "state": pending.state, "nonce": pending.nonce, "code_challenge": challenge(pending.verifier),
        "code_challenge_method": "S256", "ui_locales": "nb",
    }  # fmt: skip
    if provider.acr:
        asked["acr_values"] = provider.acr
    pushing = provider.par or metadata.get("require_pushed_authorization_requests") is True
    if pushing or "pushed_authorization_request_endpoint" in metadata:
        pushed = _post(provider, "pushed_authorization_request_endpoint", asked)
        asked = {"client_id": provider.client_id, "request_uri": str(pushed["request_uri"])}
    return f"{metadata['authorization_endpoint']}?{urlencode(asked)}", pending


def finish(provider: Provider, pending: Pending, answer: Mapping[str, str], back: str) -> Recognised:
    """Who came back with `answer` (what stands in the address). Raises `SignInFailed`."""
    metadata = _learn(provider).metadata
    named = answer.get("iss")
    if named != provider.issuer and (named or metadata.get("authorization_response_iss_parameter_supported")):
        raise unsafe("the answer is another issuer's")
    if answer.get("error"):
        raise SignInFailed("cancelled" if answer["error"] in CANCELLED else "refused", answer["error"][:80])
    fields = {
        "grant_type": "authorization_code", "code": answer.get("code", ""), "redirect_uri": back,
        "code_verifier": pending.verifier,
    }  # fmt: skip
    proof = jwk.ECKey.generate_key("P-256") if provider.dpop else None
    tokens = _post(provider, "token_endpoint", fields, proof)
    if proof and str(tokens.get("token_type", "")).lower() != "dpop":
        raise unsafe("the token is not bound to our key")
    id_token = str(tokens.get("id_token", ""))
    claims = read_token(id_token, provider, lambda anew: _keys_of(provider, anew))
    check_sign_in(claims, provider, pending.nonce)
    subject = claims.get(provider.subject)
    if not isinstance(subject, str) or not subject:
        raise unsafe(f"{provider.subject} is missing")
    groups = claims.get(provider.groups_claim, [])
    return Recognised(
        provider, subject, claims["sub"], str(claims.get("sid", "")), str(claims.get("name", ""))[:150],
        tuple(str(one) for one in groups) if isinstance(groups, list) else (), id_token,
    )  # fmt: skip


def way_out(provider: Provider) -> str:
    """Where the browser is signed out of the provider too; "" when there is no such place, or it cannot be reached."""
    try:
        return str(_learn(provider).metadata.get("end_session_endpoint", ""))
    except SignInFailed:
        return ""


def signed_out(provider: Provider, token: str) -> tuple[str, str]:
    """Whom the provider has signed out, by its logout token: `sub` and `sid`. Raises `SignInFailed`."""
    return check_logout(read_token(token, provider, lambda anew: _keys_of(provider, anew)))
