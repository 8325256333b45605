"""What the frame of every page needs: who acts, where, and the few entries of the navigation."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from samrad.accounts.rules import Actor, Capacity
from samrad.agencies.queries import municipality
from samrad.duties.routine import Routine, Version
from samrad.kernel.clock import today
from samrad.routines.queries import in_force, versions

if TYPE_CHECKING:
    from samrad.agencies.models import Municipality


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    name: str
    text: str
    url: str


NAVIGATION = {
    "personal": (
        ("mine:plan", "Min plan"),
        ("mine:meetings", "Møter"),
        ("mine:who", "Hvem ser hva"),
        ("mine:papers", "Papirene mine"),
        ("rights:home", "Alt som er mitt"),
    ),
    "office": (
        ("today:today", "I dag"),
        ("intake:queue", "Henvendelser"),
        ("oversight:overview", "Oversikt"),
        ("oversight:coordinators", "Koordinatorer"),
        ("oversight:report", "Rapport"),
    ),
    "system_owner": (
        ("today:today", "I dag"),
        ("setup:units", "Enheter"),
        ("setup:staff", "Ansatte"),
        ("setup:letterhead", "Brevhode"),
        ("routine:read", "Rutine"),
    ),
    "leader": (
        ("today:today", "I dag"),
        ("unit:unit", "Enheten min"),
        ("case:mine", "Mine saker"),
        ("meeting:all", "Møter"),
        ("routine:read", "Rutine"),
    ),
    "member": (
        ("today:today", "I dag"),
        ("case:mine", "Mine saker"),
        ("meeting:all", "Møter"),
        ("routine:read", "Rutine"),
    ),
}


def role_of(actor: Actor) -> str:
    """Which navigation an actor has."""
    if actor.is_personal:
        return "personal"
    if actor.is_system_owner:
        return "system_owner"
    if actor.is_office:
        return "office"
    return "leader" if actor.is_leader else "member"


def entries(actor: Actor) -> list[Entry]:
    """The actor's navigation: at most five entries."""
    return [Entry(name, text, reverse(name)) for name, text in NAVIGATION[role_of(actor)]]


def acting_as(actor: Actor) -> str:
    """Who somebody is here, as the frame says it: "Kari Moen, PPT"."""
    if actor.capacity is Capacity.EMPLOYMENT:
        parts = [actor.name, actor.title, actor.unit_name]
        return ", ".join(part for part in parts if part)
    if actor.capacity is Capacity.ON_BEHALF:
        return f"{actor.name}, {actor.title} {actor.unit_name}" if actor.title else f"{actor.name}, {actor.unit_name}"
    return actor.name


def present_routine(request: Any) -> Routine:
    """The routine in force today, read once a request. Raises `LookupError` when none is published."""
    return routine_on(request, today())


def published(request: Any) -> list[Version]:
    """The published versions, oldest first, read once a request."""
    if not hasattr(request, "_versions"):
        request._versions = versions()
    found: list[Version] = request._versions
    return found


def routine_on(request: Any, day: date) -> Routine:
    """The routine in force on the day. Raises `LookupError` without any."""
    version = in_force(published(request), day)
    if version is None:
        raise LookupError("Kommunen har ikke publisert noen rutine.")
    return version.routine


def present_municipality(request: Any) -> "Municipality":
    """The municipality one acts in, read once a request."""
    if not hasattr(request, "_municipality"):
        request._municipality = municipality(request.actor.municipality_id)
    found: Municipality = request._municipality
    return found


def frame(request: Any) -> dict[str, Any]:
    """The context of `layout/base.html`."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None}
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "actor": actor,
        "acting_as": acting_as(actor),
        "municipality_name": request.session.get("municipality_name", ""),
        "entries": entries(actor),
        "here": here,
        "personal": actor.is_personal,
        "searchable": actor.capacity is Capacity.EMPLOYMENT,
    }
