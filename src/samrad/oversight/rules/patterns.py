"""Visits that are worth a look: which, from how many, in what hours. A pattern says nothing of guilt."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

WINDOW_DAYS = 60
MANY_CASES = 15  # different cases opened by one within one hour of the clock
NIGHT_FROM = 22  # o'clock in Norway
NIGHT_UNTIL = 6


class Pattern(StrEnum):
    """Why a visit is worth a look."""

    OWN_FAMILY = "own_family"
    COLLEAGUE = "colleague"
    SAME_SURNAME = "same_surname"
    NO_DUTY = "no_duty"
    MANY = "many"
    NIGHT = "night"
    EMERGENCY = "emergency"


class Finding(StrEnum):
    """What a look at the visits came to."""

    IN_ORDER = "in_order"
    EXPLAINED = "explained"
    NOT_IN_ORDER = "not_in_order"


@dataclass(frozen=True)
class Visits:
    """Visits by one employee that fit one pattern: in one case on one day, in many in one hour, or in one night.

    No words of a case. `times` are visits, but of more cases than one (`case_id` None) the number of cases; `day` is
    of a night the day it leads to, in Norway; `reading_id` is the last of the visits in the log.
    """

    pattern: Pattern
    key: str
    reading_id: int
    employment_id: int
    name: str
    unit: str
    case_id: int | None
    number: str
    day: date
    times: int
    last: datetime
    weighed_on: date | None = None
