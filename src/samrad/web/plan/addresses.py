"""Where the pages of a plan lead, and who opens them."""

from samrad.cases.access import LEADING, Sight
from samrad.web.layout.case import at

WRITERS = (*LEADING, "subject", "representative")
READERS = (*WRITERS, "seat")


def to_plan(sight: Sight, place: str = "") -> str:
    """The plan, at one place in it ("mal-3")."""
    return at("plan:plan", sight) + (f"#{place}" if place else "")
