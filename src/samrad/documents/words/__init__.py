"""The words for what stands in enumerations: bokmål, one table for each. Pages and papers share them."""

from collections.abc import Iterable

from samrad.cases.rules import LifeArea
from samrad.documents.words import rights, work
from samrad.documents.words.work import LIFE_AREA, PART

TABLES = {
    name.lower(): {str(key): word for key, word in table.items()}
    for place in (work, rights)
    for name, table in vars(place).items()
    if name.isupper() and isinstance(table, dict)
}


def word(table: str, value: object) -> str:
    """The word for a value in one of the tables ("status", "active" → "I gang"); "" for nothing."""
    return TABLES[table].get(str(value), "") if value not in (None, "") else ""


def granted(parts: Iterable[str], life_areas: Iterable[str]) -> str:
    """What somebody may see: "Mål og tiltak, møter og referat (om helse, fritid og venner)"."""
    wanted = set(parts)
    words = [word for part, word in PART.items() if part in wanted]
    text = ", ".join([*words[:1], *(one[:1].lower() + one[1:] for one in words[1:])])
    areas = ", ".join(LIFE_AREA[LifeArea(area)].lower() for area in life_areas)
    return f"{text} (om {areas})" if areas else text
