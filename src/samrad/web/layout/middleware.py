"""One request: who acts, which tenant's rows are seen, one transaction, and no write while reading."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samrad.accounts.queries import actor_in
from samrad.accounts.rules import Actor, Capacity, SignInLevel
from samrad.kernel.clock import now
from samrad.kernel.errors import Refused
from samrad.kernel.operation import reading_only
from samrad.kernel.tenant import tenant
from samrad.web.layout.errors import not_found, refused
from samrad.web.layout.once import once

ACTING = "acting"
SEEN = "seen"
BEGAN = "began"
IDLE_SECONDS = 2 * 3600
METHODS = ("GET", "HEAD", "POST")
NUL = "\0"
BEFORE_NEW_PASSWORD = ("account:password", "account:sign_out")
View = Callable[..., HttpResponse]


class CaseworkRequest(HttpRequest):
    """A request that the middleware has given an actor."""

    actor: Actor


class CaseworkMiddleware:
    """Runs each view as its actor, in the actor's municipality, inside one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets through what a browser can send: three methods, and no NUL, which the database cannot hold."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if NUL in unquote(request.META.get("QUERY_STRING", "")) or NUL in request.path_info:
            return not_found(request)
        return self.get_response(request)

    def process_view(
        self, request: Any, view: View, arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> HttpResponse | None:
        """Answers the request itself, so that the view runs inside the tenant's transaction."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return None
        if _idle_too_long(request):
            back = _where_from(request)
            logout(request)
            return redirect(f"{reverse('account:sign_in')}?{urlencode({'lenge': '1', 'next': back})}")
        if request.user.must_change_password and request.resolver_match.view_name not in BEFORE_NEW_PASSWORD:
            return redirect("account:password")
        acting = request.session.get(ACTING)
        if acting is None:
            return _choose(request, view, arguments, keywords)
        municipality_id, capacity, capacity_id, level = acting
        with tenant(municipality_id):
            actor = actor_in(municipality_id, request.user, Capacity(capacity), capacity_id, SignInLevel(level))
            if actor is None:
                del request.session[ACTING]
                return _choose(request, view, arguments, keywords)
            request.actor = actor
            return _run(request, view, arguments, keywords)


def _idle_too_long(request: Any) -> bool:
    seen = request.session.get(SEEN)
    moment = int(now().timestamp())
    if seen is None or moment - seen > 60:
        request.session[SEEN] = moment
    return seen is not None and moment - seen > IDLE_SECONDS


def _where_from(request: Any) -> str:
    """The page to come back to: this one, or for something sent, the page it was sent from."""
    if request.method == "GET":
        address: str = request.get_full_path()
        return address
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else "/"


def _choose(request: Any, view: View, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> HttpResponse:
    if getattr(view, "without_capacity", False):
        return view(request, *arguments, **keywords)
    return redirect("account:choose")


def _run(request: Any, view: View, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> HttpResponse:
    try:
        if request.method in ("GET", "HEAD"):
            with reading_only():
                return view(request, *arguments, **keywords)
        with transaction.atomic():
            return once(request, lambda: view(request, *arguments, **keywords))
    except Refused as error:
        return refused(request, error.sentence)
