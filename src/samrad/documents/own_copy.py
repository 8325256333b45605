"""All that stands in a case, on paper, for the person it is about or who represents her."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from samrad.agencies.queries import municipality
from samrad.cases.access import Sight
from samrad.documents.blocks import blocks
from samrad.documents.letterhead import coordinator_words, day_in_words, letterhead
from samrad.documents.typeset import pdf
from samrad.documents.words import word
from samrad.kernel.clock import day_of, today

if TYPE_CHECKING:
    from samrad.rights.queries import Told

MOST_LINES = 1000
BY = ("by", "written_by", "updated_by", "reported_by", "set_by", "by_name", "decided_by", "assessed_by", "added_by")


def own_copy_pdf(sight: Sight, rows: Iterable["Told"], known: Mapping[str, Any]) -> bytes:
    """The texts by kind, each with its day and who wrote it; the group; and who has looked, newest first."""
    case, day = sight.case, today()
    log = known["log"]
    data = {
        "letterhead": letterhead(municipality(case.municipality_id)),
        "heading": "Alt i saken",
        "whose": case.subject.name,
        "facts": [
            ["Sak", case.number],
            ["Åpnet", day_in_words(case.opened_on)],
            ["Koordinator", coordinator_words(sight)],
            ["Skrevet ut", day_in_words(day)],
        ],
        "partly": not sight.whole,
        "parts": [
            {"heading": word("entry", thing), "entries": [_entry(one) for one in same]}
            for thing, same in groupby(rows, key=lambda one: one.thing)
        ],
        "team": [[one["unit"], one["role"], one["name"] or "ingen nå"] for one in known["team"]],
        "log": [[_when(one["at"]), one["who"], one["unit"], word("part", one["part"])] for one in log[:MOST_LINES]],
        "more": max(len(log) - MOST_LINES, 0),
    }
    return pdf("own_copy", data, title="Alt i saken", on=day)


def _entry(one: "Told") -> dict[str, Any]:
    days = (value for value in one.fields.values() if isinstance(value, date | datetime))
    first = next(days, None)
    day = day_of(first) if isinstance(first, datetime) else first
    by = next((str(one.fields[name]) for name in BY if name in one.fields), "")
    head = ", ".join(filter(None, (day_in_words(day) if day else "", by)))
    return {"about": head, "blocks": [block for text in one.words for block in blocks(text, under=4)]}


def _when(instant: str) -> str:
    at = datetime.fromisoformat(instant)
    return f"{day_in_words(day_of(at))}"
