"""Policies that ask only who somebody is; those that ask about a case are in `cases.access`."""

from typing import Any

from samrad.accounts.rules import Actor, Capacity
from samrad.kernel.errors import Refused


def system_owner_only(*, actor: Actor, **_: Any) -> None:
    """Systemansvarlig of the municipality, or a job."""
    if not actor.is_system_owner and actor.capacity is not Capacity.SYSTEM:
        raise Refused("Bare systemansvarlig kan gjøre dette.")


def staff_or_own_leader(*, actor: Actor, **_: Any) -> None:
    """Systemansvarlig, the coordinating unit, a leader, or a job."""
    if not (actor.is_system_owner or actor.is_office or actor.is_leader or actor.capacity is Capacity.SYSTEM):
        raise Refused


def leader_only(*, actor: Actor, **_: Any) -> None:
    """A policy: the leader of a unit."""
    if not actor.is_leader:
        raise Refused("Bare ledere kan gjøre dette.")


def anyone(*, actor: Actor, **_: Any) -> None:
    """A policy: everybody, signed in or not."""


def office_only(*, actor: Actor, **_: Any) -> None:
    """A policy: somebody in the coordinating unit, or a job."""
    if not actor.is_office and actor.capacity is not Capacity.SYSTEM:
        raise Refused("Bare koordinerende enhet kan gjøre dette.")


def staff_only(*, actor: Actor, **_: Any) -> None:
    """A policy: somebody employed, or a job."""
    if actor.capacity not in (Capacity.EMPLOYMENT, Capacity.SYSTEM):
        raise Refused


def jobs_only(*, actor: Actor, **_: Any) -> None:
    """A policy: Samråd itself."""
    if actor.capacity is not Capacity.SYSTEM:
        raise Refused
