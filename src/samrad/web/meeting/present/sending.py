"""Who gets the minutes, and on what consent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samrad.cases.rules import Part
from samrad.duties.language import say_date
from samrad.kernel.clock import today
from samrad.meetings.rules import kinds_with_minutes
from samrad.web.layout.words import word
from samrad.web.meeting.looking import Look

if TYPE_CHECKING:
    from samrad.meetings.models import MinutesRecipient


@dataclass(frozen=True)
class Reader:
    """Somebody who gets the minutes, or does not: who, why, and the day it was sent."""

    name: str
    why: str
    gets: bool
    sent_on: Any = None


def readers(
    look: Look, seats: Iterable[Any], granted: Mapping[int, list[Any]], sent: "Iterable[MinutesRecipient]"
) -> list[Reader]:
    """The person, those near who were asked, and the permanent seats, each with the consent it rests on."""
    known = {(one.seat_id, one.related_person_id): one.sent_on for one in sent}
    kinds = kinds_with_minutes(on_demand=look.routine.setting("minutes_to_on_demand"))
    subject = look.sight.case.subject
    found = [Reader(subject.name, "Personen selv får alltid referatet.", True, known.get((None, None)))]
    for one in look.participants:
        if one.related_person_id is not None:
            found.append(Reader(one.name, "Er invitert til møtet.", True, known.get((None, one.related_person_id))))
    for seat in seats:
        if seat.kind in kinds or (seat.pk, None) in known:
            found.append(_seat(seat, granted.get(seat.unit_id, []), known.get((seat.pk, None))))
    return found


def _seat(seat: Any, grants: list[Any], sent_on: Any) -> Reader:
    name = f"{seat.unit.name} ({seat.role})"
    covering = [grant for grant in grants if Part.MINUTES in grant.parts]
    if not covering:
        return Reader(name, "Samtykket dekker ikke referat.", False, sent_on)
    until = max(grant.consent.ended_on for grant in covering)
    areas = sorted({word("life_area", area).lower() for grant in covering for area in grant.life_areas})
    narrow = f" Ser det som gjelder {' og '.join(areas)}." if areas and all(one.life_areas for one in covering) else ""
    return Reader(name, f"Samtykke til {say_date(until, near=today())}.{narrow}", True, sent_on)
