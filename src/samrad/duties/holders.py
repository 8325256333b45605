"""Who a duty's holder role is, found among the facts: a base role, and the seat or unit it falls on.

An added role ("rektor") is the seat of a unit of its kind, else the leader of such a unit in the
case, else the role named as otherwise. A seat's duty falls on the seat it is anchored on.
"""

from typing import NamedTuple

from samrad.duties.derive import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.routine import Routine


class Holder(NamedTuple):
    """A base role, and the id of the seat, unit or employee that has it in this duty ("" = by role)."""

    role: str
    seat: str = ""
    unit: str = ""
    employee: str = ""


def find_holder(duty: Duty, routine: Routine, bag: Bag) -> Holder:
    """The holder of `duty`, from the facts it was derived from."""
    anchor = bag.by_id.get(duty.anchor_fact)
    added = routine.holders.get(duty.holder)
    if added is not None:
        seats = [seat for seat in bag.of("seat") if seat.attrs.get("unit_kind") == added.unit_kind]
        living = [seat for seat in seats if seat.ended is None]
        if living and added.find == "seat":
            return Holder("seat", seat=living[0].id, unit=str(living[0].attrs.get("unit") or ""))
        if living:
            return Holder("unit_leader", unit=str(living[0].attrs.get("unit") or ""))
        return Holder(added.otherwise)
    if duty.holder == "seat":
        seat = _seat_of(anchor, bag)
        return Holder("seat", seat=seat.id, unit=str(seat.attrs.get("unit") or "")) if seat else Holder("coordinator")
    if duty.holder == "minute_taker":
        meeting = bag.by_id.get(anchor.parent) if anchor and anchor.kind == "meeting_held" else anchor
        taker = str(meeting.attrs.get("minute_taker") or "") if meeting else ""
        return Holder("minute_taker", employee=taker) if taker else Holder("coordinator")
    if duty.holder == "unit_leader":
        return Holder("unit_leader", unit=_unit_of(anchor, bag))
    return Holder(duty.holder)


def _seat_of(anchor: Fact | None, bag: Bag) -> Fact | None:
    if anchor is None:
        return None
    if anchor.kind == "seat":
        return anchor
    return bag.by_id.get(str(anchor.attrs.get("seat") or ""))


def _unit_of(anchor: Fact | None, bag: Bag) -> str:
    if anchor is None:
        return ""
    unit = anchor.attrs.get("unit")
    if unit:
        return str(unit)
    employee = bag.by_id.get(str(anchor.attrs.get("employee") or ""))
    return str(employee.attrs.get("unit") or "") if employee else ""
