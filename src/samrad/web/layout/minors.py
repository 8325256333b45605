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
    years = age(sight.case.subject.born_on, day)
    if years is None or years >= CHILD_UNTIL or not sight.has("subject"):
        return ""
    if years < PARENTS_READ_UNTIL:
        return "Foreldre som har innsyn, kan lese det du skriver her, til du fyller 16 år."
    return "Foreldrene dine ser hvem som er i gruppa, og hvilke tjenester du har. De leser ikke det du skriver her."
