"""What happens between a sign-in that holds and the first page: the session, the capacity, the address asked for."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samrad.accounts.operations.sessions import end_this, note_session
from samrad.accounts.queries import capacities
from samrad.accounts.rules import Actor, SessionEnd, SignInLevel
from samrad.agencies.queries import municipality
from samrad.kernel.clock import now
from samrad.kernel.sealing import seal
from samrad.web.layout.limits import address_of
from samrad.web.layout.middleware import ACTING, BEGAN, SEEN

LEVEL = "level"
NEXT = "next"
BY = "by"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def safe_address(request: Any, address: str) -> str:
    """The address when it is a page of this installation, else the front page."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own and address.startswith("/") and not address.startswith("//") else "/"


@dataclass(frozen=True)
class ByProvider:
    """The provider somebody came in by, with what is needed to be signed out of it, and by it."""

    name: str
    subject: str
    session: str
    id_token: str


def enter(request: Any, user: Any, level: SignInLevel, address: str, by: ByProvider | None = None) -> HttpResponse:
    """Signs the user in with a new session, and goes on towards `address`.

    What was to be said to whoever used the browser before is not said to this user.
    """
    list(messages.get_messages(request))
    end_this(request.session.session_key or "", SessionEnd.OUT)
    login(request, user, backend=BACKEND)
    if request.session.session_key is None:  # somebody else was signed in, and nothing of that session is kept
        request.session.create()
    request.session.pop(ACTING, None)
    request.session.pop(BY, None)
    request.session[LEVEL] = str(level)
    request.session[SEEN] = request.session[BEGAN] = int(now().timestamp())
    request.session[NEXT] = safe_address(request, address)
    if by is not None:
        request.session[BY] = [by.name, seal(by.id_token).decode()]
    note_session(
        user, request.session.session_key, level=level, user_agent=request.headers.get("User-Agent", ""),
        address=address_of(request), provider=by.name if by else "", subject=by.subject if by else "",
        provider_session=by.session if by else "",
    )  # fmt: skip
    return redirect(onward(request))


def onward(request: Any) -> str:
    """Where to go next: to a new password, then to a capacity when there is a choice, then to the page asked for."""
    if request.user.must_change_password:
        return reverse("account:password")
    found = capacities(request.user, level_of(request))
    if len(found) != 1:
        return reverse("account:choose")
    act_as(request, found[0])
    address: str = request.session.pop(NEXT, "/")
    return address


def level_of(request: Any) -> SignInLevel:
    """How the person in this session was recognised."""
    return SignInLevel(request.session.get(LEVEL, SignInLevel.NONE))


def act_as(request: Any, actor: Actor) -> None:
    """Makes the actor the one who acts from now on in this session."""
    request.session["municipality_name"] = municipality(actor.municipality_id).name
    request.session[ACTING] = [actor.municipality_id, str(actor.capacity), actor.capacity_id, str(actor.level)]
