"""The way into pages: who may open them, and the gate to a case with its line in the reading log."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse

from samrad.accounts.rules import Actor, Capacity
from samrad.audit.operations import record_reading
from samrad.cases.access import Sight, sight
from samrad.cases.rules import Part
from samrad.kernel.errors import Refused

View = Callable[..., HttpResponse]
Who = Callable[[Actor], bool]
SHOWN = (200, 409, 422)


def open_to_all(view: View) -> View:
    """A page for anybody, signed in or not."""
    return login_not_required(view)


def without_capacity(view: View) -> View:
    """A page for somebody signed in who has not chosen in which capacity to act."""
    view.without_capacity = True  # type: ignore[attr-defined]
    return view


def _gated(run: Any, view: Any, **asked: Any) -> View:
    """Notes on the view what its gates ask for, so that it can be told who may open it."""
    run.gates = {**getattr(view, "gates", {}), **asked}
    gated: View = run
    return gated


def for_whom(who: Who, sentence: str) -> Callable[[View], View]:
    """A page for some actors only; the others are told for whom it is."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: Any, *arguments: Any, **keywords: Any) -> HttpResponse:
            if not who(request.actor):
                raise Refused(sentence)
            return view(request, *arguments, **keywords)

        return _gated(run, view, who=who, words=sentence)

    return decorate


office = for_whom(lambda actor: actor.is_office, "Denne siden er for koordinerende enhet.")
system_owner = for_whom(lambda actor: actor.is_system_owner, "Denne siden er for systemansvarlig.")
employed = for_whom(lambda actor: actor.capacity is Capacity.EMPLOYMENT, "Denne siden er for ansatte.")
personal = for_whom(
    lambda actor: actor.is_personal, "Denne siden er for personen saken gjelder, og de som representerer."
)
leader = for_whom(lambda actor: actor.is_leader, "Denne siden er for ledere.")


def case_page(part: Part | None = None, *grounds: str) -> Callable[[View], View]:
    """A page of one case. The view gets the `Sight` in place of the `case_id` in the address.

    Without any ground the page is not there (404). Without the part, or one of the named grounds,
    it says so (403). A file is given out only if all that could be seen still can when it is made. A full page that
    was shown leaves a line in the reading log.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def run(request: Any, case_id: int, **keywords: Any) -> HttpResponse:
            found = sight(request.actor, case_id)
            if found is None:
                raise Http404
            if grounds and not found.has(*grounds):
                raise Refused
            if part is not None and not found.may(part):
                raise Refused("Du ser ikke denne delen av saken. Personen bestemmer hvem som ser hva.")
            response = view(request, found, **keywords)
            still_seen(request, found, response)
            if was_shown(request, response):
                log_case(request, found, part)
            return response

        return _gated(run, view, part=part, grounds=grounds)

    return decorate


def was_shown(request: Any, response: HttpResponse) -> bool:
    """Whether the answer shows the case to somebody: whatever was opened, and a whole page answered to a form.

    What the request says of itself (a method, a header of htmx) is no reason to leave the line out.
    """
    if request.method == "HEAD" or response.status_code not in SHOWN:
        return False
    return request.method == "GET" or response.content.lstrip()[:9].lower() == b"<!doctype"


def still_seen(request: Any, found: Sight, response: HttpResponse) -> None:
    """A file takes time to make: it is not given out when what could be seen was narrowed meanwhile.

    Raises `Refused`, or `Http404` when nothing may be seen any more. A page is let through.
    """
    if response.status_code != 200 or response.headers.get("Content-Type", "").startswith("text/html"):
        return
    now = sight(request.actor, found.case.pk)
    if now is None:
        raise Http404
    if found.sees.joined(now.sees) != now.sees:
        raise Refused("Tilgangen din ble endret mens dette ble laget. Last siden på nytt.")


def going_on(view: View) -> View:
    """A page that acts in a case (below `case_page`): a case that is closed is only read."""

    @functools.wraps(view)
    def run(request: Any, found: Sight, **keywords: Any) -> HttpResponse:
        if found.case.ended_on is not None:
            raise Refused("Saken er avsluttet og kan ikke endres.")
        return view(request, found, **keywords)

    return _gated(run, view, going_on=True)


def personal_matters(view: View) -> View:
    """A page (below `case_page`) that is not for somebody who acts for the person without seeing her group."""

    @functools.wraps(view)
    def run(request: Any, found: Sight, **keywords: Any) -> HttpResponse:
        if found.without_group:
            raise Refused("Denne siden gjelder personlige forhold, og er ikke med i det du kan se for personen.")
        return view(request, found, **keywords)

    return _gated(run, view, personal=True)


def whole(view: View) -> View:
    """A page (below `case_page`) for those who see all of the case; a mandate for some of it is not enough."""

    @functools.wraps(view)
    def run(request: Any, found: Sight, **keywords: Any) -> HttpResponse:
        if not found.whole:
            raise Refused("Du ser ikke denne delen av saken.")
        return view(request, found, **keywords)

    return _gated(run, view, whole=True)


def log_case(request: Any, found: Sight, part: Part | None) -> None:
    """A line in the reading log: this page or file of this case was shown."""
    record_reading(
        request.actor,
        address=request.resolver_match.view_name,
        case_id=found.case.pk,
        part=part or "",
        ground=found.ground,
    )


def log_list(request: Any, case_ids: Iterable[int]) -> None:
    """One line in the reading log for a list or an export, with the cases it showed."""
    if request.method != "HEAD":
        record_reading(request.actor, address=request.resolver_match.view_name, case_ids=case_ids)
