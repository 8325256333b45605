"""Whom one can ask to a meeting, and who can lead it and take minutes, as choices of a form."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from samrad.duties.routine import Routine
from samrad.teams.queries import Place
from samrad.teams.rules import SeatKind
from samrad.web.layout.words import word
from samrad.web.meeting.forms.planning import KINDS
from samrad.web.meeting.looking import kind_name

if TYPE_CHECKING:
    from samrad.accounts.models import Employment


def kind_choices(routine: Routine) -> list[tuple[str, str]]:
    """The kinds of meeting in the municipality's words."""
    return [(str(kind), kind_name(routine, kind)) for kind in KINDS]


def seat_words(place: Place, callable_units: set[int]) -> str:
    """A seat as something to tick: who, role, unit, kind, and whether consent is lacking."""
    who = place.holder.name if place.holder else "Ledig plass"
    kind = word("seat_kind", place.seat.kind).lower()
    lacking = "" if place.seat.unit_id in callable_units else " – mangler samtykke til å kalles inn"
    return f"{who}, {place.seat.role} ({place.seat.unit.name}, {kind}){lacking}"


def seats_to_tick(places: Iterable[Place], *, first: bool) -> list[Any]:
    """The seats that are ticked beforehand: permanent ones; at the first meeting those on demand too (S3-004)."""
    kinds = {SeatKind.PERMANENT, SeatKind.ON_DEMAND} if first else {SeatKind.PERMANENT}
    return [place.seat for place in places if place.seat.kind in kinds]


def related_words(one: Any) -> str:
    """Somebody near the person as something to tick."""
    blocked = " – innsynet er stengt" if one.withheld else ""
    return f"{one.name} ({word('relation', one.relation).lower()}){blocked}"


def employee_words(one: "Employment") -> str:
    """Somebody who can lead or take minutes."""
    return f"{one.name}, {one.unit.name}"


def ask_choices(
    places: Iterable[Place], related: Iterable[Any], asked: Iterable[Any], callable_units: set[int]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who is not asked yet, under headings; each value names seat or related person."""
    listed = list(asked)
    seats = {one.seat_id for one in listed}
    near = {one.related_person_id for one in listed}
    open_places = [place for place in places if place.seat.pk not in seats]
    groups = [
        ("Gruppa", [(f"seat-{place.seat.pk}", seat_words(place, callable_units)) for place in open_places]),
        ("De nærmeste", [(f"related-{one.pk}", related_words(one)) for one in related if one.pk not in near]),
    ]
    return [group for group in groups if group[1]]
