"""Who acts, in which capacity."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
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
    EID = "eid"
    WORK = "work"


# As what one may act, where the way one was recognised narrows it: nobody opens her own or her child's case with an
# account that the employer rules over, and nobody is at work with her private eID.
_ONLY = {
    SignInLevel.EID: (Capacity.SELF, Capacity.ON_BEHALF),
    SignInLevel.WORK: (Capacity.EMPLOYMENT,),
}


def may_act(level: SignInLevel, capacity: Capacity) -> bool:
    """Whether somebody recognised at `level` may act in `capacity`."""
    return capacity in _ONLY.get(level, tuple(Capacity))


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


class SessionEnd(StrEnum):
    """Why a session is over."""

    OUT = "out"
    IDLE = "idle"
    LONG = "long"
    OWNER = "owner"
    PASSWORD = "password"  # noqa: S105
    PROVIDER = "provider"
    NO_ROLE = "no_role"
    CLOSED = "closed"


class CodePurpose(StrEnum):
    """What a one-time code is for."""

    RECOVERY = "recovery"
    FIRST = "first"


_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"), ("Opera", r"OPR/"), ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrome/|CriOS/|Chromium/"), ("Safari", r"Safari/"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac", "Macintosh"),
    ("Chromebook", "CrOS"), ("Linux", "Linux|X11"),
)  # fmt: skip


def device_words(user_agent: str) -> str:
    """A browser and what it runs on, as its owner would say it: "Firefox på Windows"."""
    browser = next((name for name, sign in _BROWSERS if re.search(sign, user_agent)), "")
    system = next((name for name, sign in _SYSTEMS if re.search(sign, user_agent)), "")
    if not browser and not system:
        return "Ukjent nettleser"
    return f"{browser or 'Ukjent nettleser'} på {system}" if system else browser


def network_of(address: str) -> str:
    """The network an address belongs to: an IPv4 address itself, of an IPv6 address the first 64 bits."""
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


class Use(StrEnum):
    """What somebody may do only so often."""

    WRONG_FOR_ACCOUNT = "wrong_for_account"
    WRONG_FROM_NETWORK = "wrong_from_network"
    WAY_IN = "way_in"
    SETUP_CODE = "setup_code"
    OPEN_FORM = "open_form"
    SEARCH = "search"
    FILE = "file"
    PACKAGE = "package"
    UPLOAD = "upload"
    MAIL = "mail"


@dataclass(frozen=True)
class Limit:
    """The `closes`-th time `within` a while closes for `rest`; that one is not let through either."""

    closes: int
    within: timedelta
    rest: timedelta


def _limit(closes: int, *, minutes: int, rest: int) -> Limit:
    return Limit(closes, timedelta(minutes=minutes), timedelta(minutes=rest))


# A network may be that of a whole municipality, behind one address. Of six tries at an account, five are looked at.
LIMITS = {
    Use.WRONG_FOR_ACCOUNT: _limit(6, minutes=24 * 60, rest=10),
    Use.WRONG_FROM_NETWORK: _limit(30, minutes=15, rest=15),
    Use.WAY_IN: _limit(1000, minutes=10, rest=5),
    Use.SETUP_CODE: _limit(60, minutes=60, rest=60),
    Use.OPEN_FORM: _limit(30, minutes=60, rest=30),
    Use.SEARCH: _limit(60, minutes=1, rest=1),
    Use.FILE: _limit(120, minutes=10, rest=10),
    Use.PACKAGE: _limit(12, minutes=60, rest=30),
    Use.UPLOAD: _limit(120, minutes=60, rest=30),
    Use.MAIL: _limit(60, minutes=60, rest=30),
}
WRONG = (Use.WRONG_FOR_ACCOUNT, Use.WRONG_FROM_NETWORK)
