"""Ways of being in contact."""

from enum import StrEnum


class Way(StrEnum):
    """How the coordinator was in contact."""

    MEETING = "meeting"
    PHONE = "phone"
    VISIT = "visit"
    WRITTEN = "written"
    OTHER = "other"
