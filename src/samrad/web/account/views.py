"""Signing in (as a demo person, or with password and code), choosing capacity, own account."""

import base64
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pyotp
import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samrad.accounts.operations.codes import recovery_codes_left, use_one_time_code
from samrad.accounts.operations.sessions import end_this
from samrad.accounts.operations.sign_in import (
    begin_totp,
    begin_with_password,
    give_back_try,
    network_is_locked,
    note_network_failure,
    note_success,
    recognise,
    take_try,
    totp_secret,
    use_code,
)
from samrad.accounts.queries import capacities, demo_users, user_by_id, user_named
from samrad.accounts.rules import Capacity, CodePurpose, SessionEnd, SignInLevel
from samrad.agencies.queries import demo_municipalities, municipality
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid
from samrad.kernel.sealing import unseal
from samrad.web.account.by_provider import leave
from samrad.web.account.coming_in import BY, NEXT, act_as, enter, level_of, safe_address
from samrad.web.account.forms import CodeForm, FirstCodeForm, RecoveryForm, SignInForm
from samrad.web.layout.context import acting_as
from samrad.web.layout.gate import open_to_all, without_capacity
from samrad.web.layout.limits import address_of

AS_WHAT = {
    Capacity.SELF: "Deg selv",
    Capacity.ON_BEHALF: "På vegne av noen andre",
    Capacity.EMPLOYMENT: "I jobben",
}
WAITING = "waiting_for_code"
WAITING_SECONDS = 15 * 60
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_HOST")
WRONG = "Brukernavnet eller passordet er ikke riktig. Etter fem forsøk må du vente i ti minutter."
WRONG_RECOVERY = "Koden er ikke riktig, eller den er brukt før."
WRONG_FIRST = "Brukernavnet og koden hører ikke sammen, eller koden er brukt eller eldre enn 14 dager."
WRONG_CODE = "Koden er ikke riktig, eller den er brukt. Vent på en ny og prøv igjen."
TOO_MANY_HERE = "Det har vært for mange mislykkede forsøk fra dette nettet. Vent et kvarter og prøv igjen."
WHY_OUT = {
    "lenge": "Du har vært borte en stund, og er logget ut. Utkastene dine er tatt vare på.",
    "dag": "Du har vært logget inn i åtte timer, og må logge inn på nytt. Utkastene dine er tatt vare på.",
    "slutt": "Du har ikke lenger noen rolle her, og er logget ut. Kontakt koordinatoren eller systemansvarlig.",
    "ut": "Du er logget ut.",
}
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
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        locked = network_is_locked(address_of(request))
        user = recognise(**form.cleaned_data) if form.is_valid() and not locked else None
        if user is not None:
            if user.totp_sealed is None:
                begin_totp(user)
            request.session.cycle_key()
            request.session[WAITING] = [user.pk, int(now().timestamp()), address]
            return redirect("account:code")
        if locked:
            form.add_error(None, TOO_MANY_HERE)
        elif not form.errors:
            note_network_failure(address_of(request))
            form.add_error(None, WRONG)
        status = 422
    people = list(demo_users()) if _demo_allowed(request) else []
    context = {"form": form, "people": people, "heading": "Logg inn", "next": address,
               "why": next((said for key, said in WHY_OUT.items() if key in request.GET), ""),
               "providers": settings.OIDC}  # fmt: skip
    return render(request, "account/sign_in.html", context, status=status)


@never_cache
@open_to_all
def code(request: Any) -> HttpResponse:
    """The second step: the code app, which is set up here the first time."""
    user, address = _waiting(request)
    if user is None:
        return redirect("account:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if tries(request, user, form, lambda: use_code(user, form.cleaned_data["code"]), WRONG_CODE):
            return enter(request, user, SignInLevel.TWO_FACTOR, address)
        status = 422
    first = user.totp_confirmed_at is None
    context: dict[str, Any] = {
        "form": form,
        "heading": "Sett opp kodeappen" if first else "Skriv koden",
        "first": first,
    }
    if first:
        secret = totp_secret(user)
        context |= code_app(user.username, secret)
    return render(request, "account/code.html", context, status=status)


def tries(request: Any, user: Any, form: Any, right: Callable[[], bool], wrong: str) -> bool:
    """Whether what was typed is right; counts a failure for the account and the network, which may be locked."""
    if network_is_locked(address_of(request)):
        form.add_error(None, TOO_MANY_HERE)
        return False
    if not form.is_valid():
        return False
    if not take_try(user):
        form.add_error(None, TOO_MANY)
        return False
    if right():
        note_success(user)
        request.session.pop(WAITING, None)
        return True
    note_network_failure(address_of(request))
    form.add_error("code", wrong)
    return False


@never_cache
@open_to_all
def recovery(request: Any) -> HttpResponse:
    """The second step without the telephone: one of the ten codes."""
    user, address = _waiting(request)
    if user is None or user.totp_confirmed_at is None:
        return redirect("account:sign_in")
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        purpose = CodePurpose.RECOVERY
        if tries(
            request, user, form, lambda: use_one_time_code(user, purpose, form.cleaned_data["code"]), WRONG_RECOVERY
        ):
            entered = enter(request, user, SignInLevel.TWO_FACTOR, address)
            left = recovery_codes_left(user)
            messages.warning(request, f"Du brukte en gjenopprettingskode og har {left} igjen. Har du fått ny telefon, "
                             "kan du sette opp kodeappen på nytt under Min konto.")  # fmt: skip
            return entered
        status = 422
    context = {"form": form, "heading": "Bruk en gjenopprettingskode"}
    return render(request, "account/recovery.html", context, status=status)


@never_cache
@open_to_all
def first_code(request: Any) -> HttpResponse:
    """Beginning with the code on the sheet one was handed: an own password, and then the code app."""
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        user = _begun(request, form)
        if user is not None:
            begin_totp(user)
            request.session.cycle_key()
            request.session[WAITING] = [user.pk, int(now().timestamp()), "/"]
            return redirect("account:code")
        status = 422
    context = {"form": form, "heading": "Kom i gang med koden du har fått"}
    return render(request, "account/first_code.html", context, status=status)


def _begun(request: Any, form: FirstCodeForm) -> Any:
    """Whoever the code was handed to, with the password chosen and the code used; None, with the form saying why."""
    if network_is_locked(address_of(request)):
        form.add_error(None, TOO_MANY_HERE)
        return None
    if not form.is_valid():
        return None
    given = form.cleaned_data
    user = user_named(given["username"])
    tried = user is not None and take_try(user)
    try:
        with transaction.atomic():
            if user is None or not user.is_active or not tried:
                raise Invalid(WRONG_FIRST, "code")
            if not use_one_time_code(user, CodePurpose.FIRST, given["code"]):
                raise Invalid(WRONG_FIRST, "code")
            begin_with_password(user, given["password"])
    except Invalid as error:
        if error.field == "code":
            note_network_failure(address_of(request))
        elif user is not None:
            give_back_try(user)
        form.add_sentence(error.sentence, error.field)
        return None
    return user


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


def code_app(username: str, secret: str) -> dict[str, Any]:
    """The picture and the key in words, for setting up a code app."""
    return {"picture": picture(username, secret), "secret": " ".join(re.findall(".{1,4}", secret))}


def picture(username: str, secret: str) -> str:
    """What the code app scans, as an address of data."""
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
    list(messages.get_messages(request))
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
    options = [
        {"key": key, "text": acting_as(one), "where": f"{AS_WHAT[one.capacity]} · {names[one.municipality_id]}",
         "now": one == getattr(request, "actor", None)}
        for key, one in found.items()
    ]  # fmt: skip
    return render(request, "account/choose.html", {"heading": "Hvem er du nå?", "options": options})
