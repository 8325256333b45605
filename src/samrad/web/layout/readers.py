"""Who may see a case and who has looked, as it is told to people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from samrad.audit.queries import readings_of
from samrad.cases.access import EVERYTHING, NOTHING, Holder, Sees, who_may_see
from samrad.kernel.clock import day_of
from samrad.web.layout.words import TABLES, read_words, word

if TYPE_CHECKING:
    from samrad.cases.models import Case

GROUPS = (
    ("Personen og de som representerer", ("subject", "representative")),
    ("Koordinator og stedfortreder", ("coordinator", "stand_in")),
    ("Deltakere", ("seat", "called_in")),
    ("Delt uten samtykke, etter loven", ("shared_by_law",)),
    ("Nødinnsyn", ("emergency",)),
    ("Koordinerende enhet", ("registry", "handling")),
)
OTHERS = "Andre"


def parts_in_words(parts: Iterable[str], areas: Iterable[str] = ()) -> list[str]:
    """Parts of a case in their fixed order; those that are kept by life area with the areas, when narrowed."""
    chosen, narrowed = {str(part) for part in parts}, {str(area) for area in areas}
    named = ", ".join(text.lower() for key, text in TABLES["life_area"].items() if key in narrowed)
    return [
        f"{text} (bare {named})" if named and key in ("goals", "minutes") else text
        for key, text in TABLES["part"].items()
        if key in chosen
    ]


def sees_in_words(sees: Sees) -> list[str]:
    """What is seen, in words; an empty list when it is only that the case exists."""
    if sees == EVERYTHING:
        return ["Alt i saken"]
    areas = {str(part): named for part, named in sees.parts.items()}
    return [text for part in TABLES["part"] if part in areas for text in parts_in_words([part], areas[part] or ())]


@dataclass
class Reader:
    """Somebody who may see the case: the reasons in words, and what."""

    name: str
    unit: str
    reasons: list[str] = field(default_factory=list)
    sees: Sees = NOTHING

    @property
    def what(self) -> list[str]:
        """What is seen, in words."""
        return sees_in_words(self.sees)


@dataclass(frozen=True)
class ReaderGroup:
    """Readers of one sort, under a heading."""

    title: str
    readers: list[Reader]


def readers(case: "Case") -> list[ReaderGroup]:
    """Everybody who may see the case now, each once, grouped by the strongest reason. One query."""
    by_holder: dict[tuple[str, int], list[Holder]] = {}
    for one in who_may_see(case):
        by_holder.setdefault((one.capacity, one.capacity_id), []).append(one)
    groups: dict[str, list[Reader]] = {title: [] for title in (*(title for title, _ in GROUPS), OTHERS)}
    for holders in by_holder.values():
        names = {one.ground for one in holders}
        reader = Reader(holders[0].name, holders[0].unit)
        for one in holders:
            reader.sees = reader.sees.joined(one.sees)
            if one.sentence not in reader.reasons and not (one.ground == "called_in" and "seat" in names):
                reader.reasons.append(one.sentence)
        title = next((title for title, grounds in GROUPS if names & set(grounds)), OTHERS)
        groups[title].append(reader)
    for found in groups.values():
        found.sort(key=lambda one: (one.unit, one.name))
    return [ReaderGroup(title, found) for title, found in groups.items() if found]


@dataclass(frozen=True)
class Look:
    """That somebody looked at something."""

    who: str
    unit: str
    what: str
    at: datetime
    part: str


def looks(
    case: "Case", *, but_user: int | None = None, limit: int = 40, only: Iterable[str] | None = None
) -> list[Look]:
    """The latest readings in words, newest first; the same page on the same day stands once. One query.

    `only` names the addresses that count, else all do.
    """
    found: list[Look] = []
    seen = set()
    rows = readings_of(case.pk) if only is None else readings_of(case.pk).filter(address__in=list(only))
    for one in rows[: limit * 8]:
        what = read_words(one.address)
        key = (one.capacity, one.capacity_id, what, day_of(one.at))
        if key in seen or (but_user is not None and one.user_id == but_user):
            continue
        seen.add(key)
        found.append(Look(one.actor_name, one.actor_unit, what, one.at, word("part", one.part)))
        if len(found) == limit:
            break
    return found
