"""The coordinating unit's report of a year on paper: the counts and the tables, as they are given. Nobody is named."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from samrad.documents.letterhead import day_in_words, letterhead
from samrad.documents.typeset import pdf

if TYPE_CHECKING:
    from samrad.agencies.models import Municipality


def report_pdf(
    municipality: "Municipality",
    *,
    year: int,
    until: date,
    made_on: date,
    counts: Sequence[tuple[str, str, str]],
    tables: Sequence[dict[str, Any]],
    notice: str = "",
) -> bytes:
    """The report of `year`, up to `until`. Counts are name, number and how it is counted."""
    data = {
        "letterhead": letterhead(municipality),
        "heading": f"Rapport for {year}",
        "facts": [
            ["Gjelder til og med", day_in_words(until)],
            ["Laget", day_in_words(made_on)],
        ],
        "notice": notice,
        "counts": [list(one) for one in counts],
        "tables": list(tables),
    }
    return pdf("report", data, title=f"Rapport for {year}", on=made_on)
