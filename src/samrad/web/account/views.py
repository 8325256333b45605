"""Signing in (as a demo person, or with password and code), choosing capacity, own account."""

import base64
import io
from typing import Any
from urllib.parse import urlsplit

import pyotp
import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samrad.accounts.operations.sessions import end_this
from samrad.accounts.operations.sign_in import (
    begin_totp,
    is_locked,
    note_failure,
    note_success,
    recognise,
    set_own_password,
    totp_secret,
    use_code,
)
from samrad.accounts.queries import capacities, demo_users, user_by_id, user_named
from samrad.accounts.rules import SessionEnd, SignInLevel
from samrad.agencies.queries import demo_municipalities, municipality
from samrad.board.queries.boards import trainings_of
from samrad.kernel.clock import now
from samrad.kernel.sealing import unseal
from samrad.web.account.by_provider import leave
from samrad.web.account.coming_in import BY, NEXT, act_as, enter, level_of, onward, safe_address
from samrad.web.account.forms import CodeForm, NewPasswordForm, PasswordForm, SignInForm
from samrad.web.layout.acting import form_page
from samrad.web.layout.context import acting_as
from samrad.web.layout.gate import open_to_all, without_capacity

WAITING = "waiting_for_code"
WAITING_SECONDS = 15 * 60
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_HOST")
WRONG = "Brukernavnet eller passordet er ikke riktig. Etter fem forsøk må du vente i ti minutter."
WRONG_CODE = "Koden er ikke riktig, eller den er brukt. Vent på en ny og prøv igjen."
TOO_MANY = "Det har vært for mange forsøk. Vent ti minutter og prøv igjen."


def _demo_allowed(request: Any) -> bool:
    """Whether demo persons may be signed in: from this very machine, in a trial, with a demo municipality, only."""
    return (
        not settings.PRODUCTION
        and settings.BIND in LOOPBACK
        and request.META.get("REMOTE_ADDR") in LOOPBACK
        and urlsplit(f"//{request.get_host()}").hostname in LOOPBACK
        and not any(header in request.META for header in FORWARDED)
        and demo_municipalities().exists()
    )


# ── coming in ────────────────────────────────────────────────────────────────


@never_cache
@open_to_all
def sign_in(request: Any) -> HttpResponse:
    """The first page: demo persons where there are any, else user name and password."""
    address = safe_address(request, request.GET.get("next", ""))
    if request.user.is_authenticated and request.method == "GET":
        return redirect(address)
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        user = recognise(**form.cleaned_data) if form.is_valid() else None
        if user is not None:
            if user.totp_sealed is None:
                begin_totp(user)
            request.session.cycle_key()
            request.session[WAITING] = [user.pk, int(now().timestamp()), address]
            return redirect("account:code")
        if form.is_bound and not form.errors:
            form.add_error(None, WRONG)
        status = 422
    people = list(demo_users()) if _demo_allowed(request) else []
    context = {"form": form, "people": people, "heading": "Logg inn", "idle": "lenge" in request.GET, "next": address,
               "providers": settings.OIDC}  # fmt: skip
    return render(request, "account/sign_in.html", context, status=status)


@never_cache
@open_to_all
def code(request: Any) -> HttpResponse:
    """The second step: the code app, which is set up here the first time."""
    user, address = _waiting(request)
    if user is None:
        return redirect("account:sign_in")
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and not is_locked(user) and use_code(user, form.cleaned_data["code"]):
            note_success(user)
            request.session.pop(WAITING, None)
            return enter(request, user, SignInLevel.TWO_FACTOR, address)
        if form.is_bound and is_locked(user):
            form.add_error(None, TOO_MANY)
        elif not form.errors:
            note_failure(user)
            form.add_error("code", WRONG_CODE)
        status = 422
    first = user.totp_confirmed_at is None
    context: dict[str, Any] = {
        "form": form,
        "heading": "Sett opp kodeappen" if first else "Skriv koden",
        "first": first,
    }
    if first:
        secret = totp_secret(user)
        context["picture"] = _picture(user.username, secret)
        context["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "account/code.html", context, status=status)


@require_POST
@open_to_all
def new_code_app(request: Any) -> HttpResponse:
    """Makes the picture for the code app again, when one asks for it and the app is not in use yet."""
    user, _ = _waiting(request)
    if user is not None and user.totp_confirmed_at is None:
        begin_totp(user)
        messages.success(request, "Her er et nytt bilde. Slett det du la inn i appen før, og skann på nytt.")
    return redirect("account:code")


def _waiting(request: Any) -> tuple[Any, str]:
    """Who has given the password and not the code yet, with the address asked for."""
    pk, since, address = request.session.get(WAITING) or (None, 0, "")
    if pk is None or now().timestamp() - since > WAITING_SECONDS:
        return None, ""
    user = user_by_id(pk)
    usable = user is not None and user.is_active and user.totp_sealed is not None
    return (user, address) if usable else (None, "")


def _picture(username: str, secret: str) -> str:
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Samråd")
    buffer = io.BytesIO()
    segno.make(address).save(buffer, kind="png", scale=5, border=4)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


@require_POST
@open_to_all
def demo_sign_in(request: Any) -> HttpResponse:
    """Signs in as a demo person: of demo municipalities only, and on this machine only."""
    user = user_named(request.POST.get("username", ""))
    if not _demo_allowed(request) or user is None or not user.demo_persona or not user.is_active:
        raise Http404
    invented = set(demo_municipalities().values_list("id", flat=True))
    if not user.municipality_ids or not set(user.municipality_ids) <= invented:
        raise Http404
    return enter(request, user, SignInLevel.DEMO, request.POST.get("next", ""))


@require_POST
@without_capacity
def sign_out(request: Any) -> HttpResponse:
    """Ends the session, and leads on to signing out of the provider one came in by."""
    name, sealed = request.session.get(BY) or ("", "")
    end_this(request.session.session_key or "", SessionEnd.OUT)
    logout(request)
    on = leave(request, name, unseal(sealed.encode())) if name else None
    if on is not None:
        return on
    messages.success(request, "Du er logget ut.")
    return redirect("account:sign_in")


# ── as whom, and one's own account ───────────────────────────────────────────


@without_capacity
def choose(request: Any) -> HttpResponse:
    """Choosing as what one acts; said aloud on every page from then on."""
    possible = capacities(request.user, level_of(request))
    found = {f"{one.municipality_id}-{one.capacity}-{one.capacity_id}": one for one in possible}
    if request.method == "POST":
        wanted = found.get(request.POST.get("capacity", ""))
        if wanted is not None:
            act_as(request, wanted)
            messages.success(request, f"Du er nå {acting_as(wanted)}.")
            return redirect(request.session.pop(NEXT, "/"))
        messages.error(request, "Du har ikke denne rollen nå. Velg en av dem under.")
        return redirect("account:choose")
    names = {pk: municipality(pk).name for pk in {one.municipality_id for one in found.values()}}
    options = [{"key": key, "text": acting_as(one), "where": names[one.municipality_id]} for key, one in found.items()]
    return render(request, "account/choose.html", {"heading": "Hvem er du nå?", "options": options})


@without_capacity
def own(request: Any) -> HttpResponse:
    """One's own account: password, and how one signs in."""
    actor = getattr(request, "actor", None)
    trained = trainings_of(actor.employment_id) if actor and actor.employment_id else []
    return render(request, "account/own.html", {"heading": "Min konto", "trainings": trained})


@never_cache
@without_capacity
def password(request: Any) -> HttpResponse:
    """Choosing a new password: the first time one signs in, or whenever one wants to."""
    user = request.user
    if user.demo_persona:
        raise Http404
    first = user.must_change_password
    form = NewPasswordForm(request.POST or None) if first else PasswordForm(request.POST or None, user=user)

    def run(given: dict[str, Any]) -> None:
        set_own_password(user, given["password"])
        update_session_auth_hash(request, user)

    if first:
        return form_page(
            request, form, run, heading="Velg ditt eget passord", submit="Lagre passordet", to=lambda: onward(request),
            back="", done="Passordet er lagret.",
            lead="Passordet du fikk, er bare til første gang. Velg et som bare du kjenner.",
        )  # fmt: skip
    return form_page(
        request, form, run, heading="Bytt passord", submit="Bytt passord", to="/konto/", back="/konto/",
        done="Passordet er byttet. Du er logget ut alle andre steder.",
    )  # fmt: skip
