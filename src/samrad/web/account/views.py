"""Signing in (as a demo person, or with password and code), choosing capacity, own account."""

import base64
import io
from typing import Any

import pyotp
import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samrad.accounts.operations.sign_in import (
    begin_totp,
    is_locked,
    note_failure,
    note_success,
    set_own_password,
    totp_secret,
    use_code,
)
from samrad.accounts.queries import capacities, demo_users, user_by_id, user_named
from samrad.accounts.rules import SignInLevel
from samrad.agencies.queries import demo_municipalities, municipality
from samrad.kernel.errors import Invalid
from samrad.web.account.forms import CodeForm, PasswordForm, SignInForm
from samrad.web.layout.context import acting_as
from samrad.web.layout.gate import open_to_all, without_capacity
from samrad.web.layout.middleware import ACTING

WAITING = "waiting_for_code"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
WRONG = "Brukernavnet eller passordet er ikke riktig. Etter fem forsøk må du vente i ti minutter."


def _demo_allowed(request: Any) -> bool:
    """Whether demo persons may be signed in: on a loopback address, with a demo municipality, only."""
    return (
        settings.BIND in LOOPBACK
        and request.META.get("REMOTE_ADDR") in LOOPBACK
        and demo_municipalities().exists()
    )


@open_to_all
def sign_in(request: Any) -> HttpResponse:
    """The first page: demo persons where there are any, else user name and password."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect("today:today")
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _password_holds(request, form):
            return redirect("account:code")
        status = 422
    people = list(demo_users()) if _demo_allowed(request) else []
    context = {"form": form, "people": people, "heading": "Logg inn", "idle": "lenge" in request.GET}
    return render(request, "account/sign_in.html", context, status=status)


def _password_holds(request: Any, form: SignInForm) -> bool:
    user = user_named(form.cleaned_data["username"])
    if user is not None and is_locked(user):
        form.add_error(None, "Det har vært for mange forsøk. Vent ti minutter og prøv igjen.")
        return False
    found = authenticate(request, username=form.cleaned_data["username"].casefold(), password=form.cleaned_data["password"])
    if found is None or found.demo_persona:
        if user is not None:
            note_failure(user)
        form.add_error(None, WRONG)
        return False
    request.session[WAITING] = found.pk
    return True


@open_to_all
def code(request: Any) -> HttpResponse:
    """The second step: the code app, which is set up here the first time."""
    user = _waiting(request)
    if user is None:
        return redirect("account:sign_in")
    form = CodeForm(request.POST or None)
    first = user.totp_confirmed_at is None
    status = 200
    if request.method == "POST":
        if form.is_valid() and not is_locked(user) and user.totp_sealed is not None and use_code(user, form.cleaned_data["code"]):
            note_success(user)
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            request.session.pop(WAITING, None)
            return _go_on(request, SignInLevel.TWO_FACTOR)
        note_failure(user)
        form.add_error("code", "Koden er ikke riktig, eller den er brukt. Vent på en ny og prøv igjen.")
        status = 422
    elif first:
        begin_totp(user)
    picture = _picture(user.username, totp_secret(user)) if first else ""
    context = {"form": form, "heading": "Kode", "first": first, "picture": picture,
               "secret": totp_secret(user) if first else ""}  # fmt: skip
    return render(request, "account/code.html", context, status=status)


def _waiting(request: Any) -> Any:
    pk = request.session.get(WAITING)
    return user_by_id(pk) if pk else None


def _picture(username: str, secret: str) -> str:
    address = pyotp.TOTP(secret).provisioning_uri(username, issuer_name="Samråd")
    buffer = io.BytesIO()
    segno.make(address).save(buffer, kind="png", scale=5)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


@open_to_all
@require_POST
def demo_sign_in(request: Any) -> HttpResponse:
    """Signs in as a demo person: of a demo municipality, on this machine only."""
    user = user_named(request.POST.get("username", ""))
    if not _demo_allowed(request) or user is None or not user.demo_persona:
        raise Http404
    demo_ids = set(demo_municipalities().values_list("id", flat=True))
    if not set(user.municipality_ids) <= demo_ids:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return _go_on(request, SignInLevel.DEMO)


def _go_on(request: Any, level: SignInLevel) -> HttpResponse:
    if request.user.must_change_password and level is SignInLevel.TWO_FACTOR:
        request.session["level"] = str(level)
        return redirect("account:password")
    found = capacities(request.user, level)
    if len(found) == 1:
        _act_as(request, found[0])
        return redirect(_next(request))
    request.session["level"] = str(level)
    return redirect("account:choose")


def _act_as(request: Any, actor: Any) -> None:
    request.session["municipality_name"] = municipality(actor.municipality_id).name
    request.session[ACTING] = [actor.municipality_id, str(actor.capacity), actor.capacity_id, str(actor.level)]


def _next(request: Any) -> str:
    address = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if safe and address else "/"


@without_capacity
def choose(request: Any) -> HttpResponse:
    """Choosing as what one acts; said aloud on every page from then on."""
    level = SignInLevel(request.session.get("level") or (request.session.get(ACTING) or [0, 0, 0, "none"])[3])
    found = capacities(request.user, level)
    if request.method == "POST":
        wanted = request.POST.get("capacity", "")
        for actor in found:
            if wanted == f"{actor.municipality_id}-{actor.capacity}-{actor.capacity_id}":
                _act_as(request, actor)
                messages.success(request, f"Du er nå {acting_as(actor)}.")
                return redirect("/")
    names = {pk: municipality(pk).name for pk in {actor.municipality_id for actor in found}}
    options = [
        {"key": f"{one.municipality_id}-{one.capacity}-{one.capacity_id}", "text": acting_as(one), "where": names[one.municipality_id]}
        for one in found
    ]
    return render(request, "account/choose.html", {"heading": "Hvem er du nå?", "options": options})


@without_capacity
def own(request: Any) -> HttpResponse:
    """One's own account: password, and how one signs in."""
    return render(request, "account/own.html", {"heading": "Min konto"})


@without_capacity
def password(request: Any) -> HttpResponse:
    """Choosing a new password."""
    form = PasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                set_own_password(request.user, form.cleaned_data["password"])
            except Invalid as error:
                form.add_sentence(error.sentence, error.field)
            else:
                login(request, request.user, backend="django.contrib.auth.backends.ModelBackend")
                messages.success(request, "Passordet er byttet.")
                return redirect("/")
        status = 422
    return render(request, "layout/form.html", {"form": form, "heading": "Velg et nytt passord", "submit": "Bytt passord", "back": "/konto/"}, status=status)


@require_POST
@without_capacity
def sign_out(request: Any) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("account:sign_in")
