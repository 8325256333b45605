"""Who a duty's holder role is, found among the facts: a base role, and the seat or unit it falls on.

An added role ("rektor") is the seat of a unit of its kind, else the leader of such a unit in the
case, else the role named as otherwise. A seat's duty falls on the seat it is anchored on.
"""

from typing import NamedTuple

from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.routine import HolderRole, Routine


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
        return _added_role(added, bag)
    if duty.holder == "seat":
        seat = _seat_of(anchor, bag)
        return _in_seat(seat) if seat else Holder("coordinator")
    if duty.holder == "minute_taker":
        meeting = bag.by_id.get(anchor.parent) if anchor and anchor.kind == "meeting_held" else anchor
        taker = str(meeting.attrs.get("minute_taker") or "") if meeting else ""
        return Holder("minute_taker", employee=taker) if taker else Holder("coordinator")
    return Holder("unit_leader", unit=_unit_of(anchor, bag)) if duty.holder == "unit_leader" else Holder(duty.holder)


def _added_role(added: HolderRole, bag: Bag) -> Holder:
    """A seat of the unit kind, else its leader, else the role the routine falls back on."""
    seats = (seat for seat in bag.of("seat") if seat.attrs.get("unit_kind") == added.unit_kind and seat.ended is None)
    seat = next(seats, None)
    if seat is None:
        return Holder(added.otherwise)
    return _in_seat(seat) if added.find == "seat" else Holder("unit_leader", unit=str(seat.attrs.get("unit") or ""))


def _in_seat(seat: Fact) -> Holder:
    return Holder("seat", seat=seat.id, unit=str(seat.attrs.get("unit") or ""))


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
