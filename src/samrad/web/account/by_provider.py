"""Signing in by ID-porten, HelseID or the employer's own account, and being signed out there."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from samrad.accounts.operations.identities import ask_to_be_known
from samrad.accounts.operations.sessions import end_by_provider, provider_mark
from samrad.accounts.operations.ties import follow_groups
from samrad.accounts.queries import capacities, identity_key, identity_of
from samrad.accounts.rules import SignInLevel
from samrad.cases.operations.sign_in import let_in_by_number
from samrad.duties.language import capital
from samrad.exchange.oidc.client import Pending, Recognised, begin, finish, signed_out, way_out
from samrad.exchange.oidc.providers import Kind, Provider, public_keys
from samrad.exchange.oidc.tokens import SignInFailed
from samrad.kernel.clock import now
from samrad.kernel.sealing import seal, unseal
from samrad.web.account.coming_in import ByProvider, enter, safe_address
from samrad.web.layout.gate import open_to_all

log = logging.getLogger(__name__)

UNDER_WAY = "by_provider"
MOST_UNDER_WAY = 5
UNDER_WAY_SECONDS = 15 * 60

# What is said, by the reason it failed: heading, sentence, status.
SAID = {
    "cancelled": ("Innloggingen ble avbrutt", "Du er ikke logget inn. Prøv igjen når du vil.", 200),
    "down": ("Vi får ikke kontakt med {title}", "Du er ikke logget inn. Vent litt og prøv igjen.", 503),
    "refused": ("{title} godtok ikke innloggingen", "Du er ikke logget inn. Prøv igjen. Skjer det flere ganger, kan du "
                "kontakte kommunen.", 403),
    "gone": ("Innloggingen tok for lang tid", "Den er avsluttet, eller ble startet i et annet vindu. Prøv igjen.", 403),
    "unsafe": ("Vi kunne ikke stole på svaret fra {title}", "Derfor er du ikke logget inn. Prøv igjen. Skjer det flere "
               "ganger, kan du kontakte kommunen.", 403),
    "low": ("Du må logge inn med høyere sikkerhet", "Opplysningene her krever det høyeste sikkerhetsnivået, for "
            "eksempel BankID. Prøv igjen, og velg en slik innlogging.", 403),
}  # fmt: skip


def _provider(name: str) -> Provider:
    found: Provider | None = next((one for one in settings.OIDC if one.name == name), None)
    if found is None:
        raise Http404
    return found


def back_address(provider: Provider) -> str:
    """Where the provider sends the browser back to, as it is registered there."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("account:returned", args=[provider.name])


def _failed(request: Any, provider: Provider, error: SignInFailed) -> HttpResponse:
    log.warning("sign_in_failed", extra={"provider": provider.name, "reason": error.reason, "detail": error.detail})
    heading, sentence, status = SAID[error.reason]
    context = {"heading": capital(heading.format(title=provider.title)), "sentence": sentence, "provider": provider}
    return render(request, "account/failed_sign_in.html", context, status=status)


@never_cache
@require_GET
@open_to_all
def start(request: Any, provider: str) -> HttpResponse:
    """Sends the browser to the provider, with what must come back kept in the session."""
    chosen = _provider(provider)
    try:
        address, pending = begin(chosen, back_address(chosen))
    except SignInFailed as error:
        return _failed(request, chosen, error)
    kept = dict(list(request.session.get(UNDER_WAY, {}).items())[1 - MOST_UNDER_WAY :])
    secret = seal(f"{pending.nonce} {pending.verifier}").decode()
    to = safe_address(request, request.GET.get("next", ""))
    request.session[UNDER_WAY] = {**kept, pending.state: [chosen.name, secret, to, int(now().timestamp())]}
    return redirect(address)


def _under_way(request: Any, provider: Provider) -> tuple[Pending, str]:
    """The sign-in this answer belongs to, taken out of the session: it is answered once. Raises `SignInFailed`."""
    kept = dict(request.session.get(UNDER_WAY, {}))
    state = request.GET.get("state", "")
    name, secret, to, since = kept.pop(state, ("", "", "", 0))
    request.session[UNDER_WAY] = kept
    if name != provider.name or now().timestamp() - since > UNDER_WAY_SECONDS:
        raise SignInFailed("gone", "no such state in this session")
    nonce, verifier = unseal(secret.encode()).split(" ")
    return Pending(state, nonce, verifier), to


@never_cache
@require_GET
@open_to_all
def returned(request: Any, provider: str) -> HttpResponse:
    """The browser comes back: who is it, and is that somebody here?"""
    chosen = _provider(provider)
    try:
        pending, to = _under_way(request, chosen)
        found = finish(chosen, pending, request.GET.dict(), back_address(chosen))
    except SignInFailed as error:
        return _failed(request, chosen, error)
    if chosen.kind is Kind.INHABITANT:
        return _inhabitant(request, found, to)
    return _employee(request, found, to)


def _inhabitant(request: Any, found: Recognised, to: str) -> HttpResponse:
    user = let_in_by_number(found.subject, provider=found.provider.name)
    if user is None or not user.is_active:
        return _way_out(request, found.provider, found.id_token, "account/no_case.html", heading="Vi finner ingen sak")
    return enter(request, user, SignInLevel.EID, to, _kept(found))


def _employee(request: Any, found: Recognised, to: str) -> HttpResponse:
    issuer = "" if found.provider.kind is Kind.HEALTH else found.provider.issuer
    key = identity_key(found.provider.kind, issuer, found.subject)
    user = _known(found, key)
    if user is None:
        code = ask_to_be_known(key, found.provider.name, found.name)
        context = {"heading": "Vi kjenner deg ikke ennå", "code": f"{code[:4]}-{code[4:]}"}
        return _way_out(request, found.provider, found.id_token, "account/unknown.html", **context)
    if not user.is_active or not capacities(user, SignInLevel.WORK):
        return _way_out(
            request, found.provider, found.id_token, "account/no_role.html", heading="Du har ingen rolle her nå"
        )
    return enter(request, user, SignInLevel.WORK, to, _kept(found))


def _known(found: Recognised, key: str) -> Any:
    by_group = found.provider.groups
    if by_group:
        units = [by_group[one] for one in found.groups if one in by_group]
        return follow_groups(key, found.provider.name, found.name, units)
    identity = identity_of(key)
    return identity.user if identity else None


def _kept(found: Recognised) -> ByProvider:
    issuer = found.provider.issuer
    return ByProvider(
        found.provider.name, provider_mark(issuer, "sub", found.sub), provider_mark(issuer, "sid", found.session),
        found.id_token,
    )  # fmt: skip


def _way_out(request: Any, provider: Provider, id_token: str, template: str, **context: Any) -> HttpResponse:
    """A page from which one is signed out of the provider as well: by a form, so that the token is in no address."""
    address = way_out(provider)
    back = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("account:sign_in") + "?ut=1"
    known = {"provider": provider, "out": address, "id_token": id_token, "back": back}
    response = render(request, template, {**known, **context})
    if address:
        parts = urlsplit(address)
        response._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return response


def leave(request: Any, name: str, id_token: str) -> HttpResponse | None:
    """The page that signs one out of the provider one came in by; None when it is no longer there."""
    found = next((one for one in settings.OIDC if one.name == name), None)
    if found is None or not way_out(found):
        return None
    return _way_out(request, found, id_token, "account/signed_out.html", heading="Du er logget ut av Samråd", go=True)


@csrf_exempt
@never_cache
@require_POST
@open_to_all
def provider_signs_out(request: Any, provider: str) -> HttpResponse:
    """The provider says that somebody has signed out there (back-channel): then she is signed out here too."""
    chosen = _provider(provider)
    try:
        subject, session = signed_out(chosen, request.POST.get("logout_token", ""))
    except SignInFailed as error:
        log.warning("logout_refused", extra={"provider": chosen.name, "detail": error.detail})
        return JsonResponse({"error": "invalid_request"}, status=400)
    end_by_provider(
        chosen.name, provider_mark(chosen.issuer, "sub", subject), provider_mark(chosen.issuer, "sid", session)
    )
    return HttpResponse(status=200)


@require_GET
@open_to_all
def keys(request: Any) -> HttpResponse:
    """Our public keys."""
    return JsonResponse(public_keys(settings.OIDC))
