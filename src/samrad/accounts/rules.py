"""Who acts, in which capacity."""

from dataclasses import dataclass
from enum import StrEnum


class Capacity(StrEnum):
    """As what one acts; chosen at sign-in and said aloud on every page."""

    SELF = "self"
    ON_BEHALF = "on_behalf"
    EMPLOYMENT = "employment"
    PUBLIC = "public"
    SYSTEM = "system"


class Function(StrEnum):
    """What somebody is in the unit, beyond working there."""

    STAFF = "staff"
    LEADER = "leader"
    SYSTEM_OWNER = "system_owner"
    DIRECTOR = "director"


class SignInLevel(StrEnum):
    """How the person was recognised."""

    NONE = "none"
    DEMO = "demo"
    PASSWORD = "password"  # noqa: S105
    TWO_FACTOR = "two_factor"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: a value, the same through one request.

    `capacity_id` is the employment (EMPLOYMENT), the personal access (SELF, ON_BEHALF) or None.
    `person_id` is the subject who acts or is acted for; `related_id` the related person who acts
    for her. `coordinating` tells that the unit is the municipality's coordinating unit.
    """

    municipality_id: int
    capacity: Capacity
    capacity_id: int | None = None
    user_id: int | None = None
    name: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    title: str = ""
    function: Function = Function.STAFF
    coordinating: bool = False
    person_id: int | None = None
    related_id: int | None = None
    level: SignInLevel = SignInLevel.NONE

    @property
    def employment_id(self) -> int | None:
        """The employment acted in, or None."""
        return self.capacity_id if self.capacity is Capacity.EMPLOYMENT else None

    @property
    def is_leader(self) -> bool:
        """Whether this is the leader of the unit."""
        return self.capacity is Capacity.EMPLOYMENT and self.function is Function.LEADER

    @property
    def is_system_owner(self) -> bool:
        """Whether this is the systemansvarlig of the municipality."""
        return self.capacity is Capacity.EMPLOYMENT and self.function is Function.SYSTEM_OWNER

    @property
    def is_office(self) -> bool:
        """Whether this is somebody in the coordinating unit."""
        return self.capacity is Capacity.EMPLOYMENT and self.coordinating

    @property
    def is_personal(self) -> bool:
        """Whether the subject acts, or somebody on her behalf."""
        return self.capacity in (Capacity.SELF, Capacity.ON_BEHALF)


def public_actor(municipality_id: int) -> Actor:
    """Anybody at all, through the open form."""
    return Actor(municipality_id, Capacity.PUBLIC, name="Åpent skjema")


def system_actor(municipality_id: int, job: str) -> Actor:
    """A job of Samråd itself."""
    return Actor(municipality_id, Capacity.SYSTEM, name=f"Samråd ({job})")
