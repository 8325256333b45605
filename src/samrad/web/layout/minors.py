"""What somebody under 18 is told, while writing, of who may read it."""

from datetime import date
from typing import TYPE_CHECKING

from samrad.people.rules import age

if TYPE_CHECKING:
    from samrad.cases.access import Sight

CHILD_UNTIL = 18
PARENTS_READ_UNTIL = 16


def minor_words(sight: "Sight", day: date) -> str:
    """What a person under 18 is told plainly of what parents may read; "" for others (L-CO-13)."""
    years = _years(sight, day)
    if years is None:
        return ""
    if years < PARENTS_READ_UNTIL:
        return "Foreldre som har innsyn, kan lese det du skriver her, til du fyller 16 år."
    return "Foreldrene dine ser hvem som er i gruppa, og hvilke tjenester du har. De leser ikke det du skriver her."


def own_words(sight: "Sight", day: date) -> str:
    """What a person under 18 is told where parents do not read what is written; "" for others."""
    return "" if _years(sight, day) is None else "Foreldrene dine ser ikke det du skriver her."


def _years(sight: "Sight", day: date) -> int | None:
    """The age of a child that acts for itself; None for all others."""
    years = age(sight.case.subject.born_on, day)
    return years if years is not None and years < CHILD_UNTIL and sight.has("subject") else None
