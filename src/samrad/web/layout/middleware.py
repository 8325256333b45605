"""One request: who acts, which tenant's rows are seen, one transaction, and no write while reading."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samrad.accounts.operations.drafts import save_draft
from samrad.accounts.operations.sessions import end_this, note_seen
from samrad.accounts.queries import actor_in, capacities
from samrad.accounts.rules import Actor, Capacity, SessionEnd, SignInLevel
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import reading_only
from samrad.kernel.tenant import tenant
from samrad.web.layout.drafts import DRAFT_PLACE, LATE, typed
from samrad.web.layout.errors import not_found, refused
from samrad.web.layout.limits import too_often
from samrad.web.layout.once import once
from samrad.withholding.rules import Reader, reader_setting

ACTING = "acting"
SEEN = "seen"
BEGAN = "began"
LONGEST_SECONDS = 8 * 3600
READERS = {Capacity.SELF: Reader.SUBJECT, Capacity.ON_BEHALF: Reader.REPRESENTATIVE}
METHODS = ("GET", "HEAD", "POST")
NUL = "\0"
BEFORE_NEW_PASSWORD = ("account:password", "account:sign_out")
WHY = {SessionEnd.IDLE: "lenge", SessionEnd.LONG: "dag", SessionEnd.NO_ROLE: "slutt"}
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
        held_back = too_often(request)
        if held_back is not None or not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return held_back
        over = _over(request)
        if over is not None:
            back = _where_from(request)
            return leave(request, over, back=_keep_what_was_typed(request, back))
        if request.user.must_change_password and request.resolver_match.view_name not in BEFORE_NEW_PASSWORD:
            return redirect("account:password")
        acting = request.session.get(ACTING)
        if acting is None:
            return _choose(request, view, arguments, keywords)
        municipality_id, capacity, capacity_id, level = acting
        with tenant(municipality_id, _reader(Capacity(capacity), capacity_id), f"{capacity}:{capacity_id}:{today()}"):
            actor = actor_in(municipality_id, request.user, Capacity(capacity), capacity_id, SignInLevel(level))
            if actor is not None:
                request.actor = actor
                return _run(request, view, arguments, keywords)
        del request.session[ACTING]
        if not capacities(request.user, SignInLevel(level)):
            return leave(request, SessionEnd.NO_ROLE)
        return _choose(request, view, arguments, keywords)


def _reader(capacity: Capacity, capacity_id: int) -> str:
    """From whom the database keeps rows back: the person, or who acts for her; nothing from anybody else."""
    reader = READERS.get(capacity)
    return reader_setting(reader, capacity_id) if reader else ""


def _over(request: Any) -> SessionEnd | None:
    """Why the session is over: it has rested too long, or lasted eight hours. Else notes that it is in use."""
    moment = int(now().timestamp())
    seen, began = request.session.get(SEEN, moment), request.session.get(BEGAN, moment)
    if moment - seen > settings.IDLE_SECONDS:
        return SessionEnd.IDLE
    if moment - began > LONGEST_SECONDS:
        return SessionEnd.LONG
    if moment - seen > 60:
        request.session[SEEN] = moment
        note_seen(request.session.session_key)
    return None


def leave(request: Any, why: SessionEnd, *, back: str = "/") -> HttpResponse:
    """Ends the session, and leads to the sign-in, which says why and goes on to `back` afterwards."""
    end_this(request.session.session_key or "", why)
    logout(request)
    return redirect(f"{reverse('account:sign_in')}?{urlencode({WHY[why]: '1', 'next': back})}")


def _keep_what_was_typed(request: Any, back: str) -> str:
    """Saves a form that comes too late as a draft, and returns the address at which it stands after signing in again.

    A form that does not save itself while one writes is kept at its own address.
    """
    acting = request.session.get(ACTING)
    if request.method != "POST" or acting is None or back != request.path:
        return back
    place = request.POST.get(DRAFT_PLACE, "")
    municipality_id, capacity, capacity_id, level = acting
    with tenant(municipality_id), suppress(Invalid):
        actor = actor_in(municipality_id, request.user, Capacity(capacity), capacity_id, SignInLevel(level))
        if actor is not None and typed(request):
            save_draft(actor=actor, place=place or request.path, fields=typed(request))
            return back if place else f"{back}?{LATE}=1"
    return back


def _where_from(request: Any) -> str:
    """The page to come back to: this one, or for something sent, the page it was sent from, if it is one of ours."""
    if request.method in ("GET", "HEAD"):
        address: str = request.get_full_path()
        return address
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
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
