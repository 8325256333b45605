"""Standing texts of the routine, as documents take them in: the expectations, a consent, the right to complain."""

from typing import Any

from samrad.documents.blocks import blocks
from samrad.duties.routine import Routine


def standing(routine: Routine | None, name: str, *, lang: str = "nb", under: int = 2) -> dict[str, Any] | None:
    """The routine's document `name` in `lang`, else in bokmål, and marked so; None when it has none."""
    found = routine.documents.get(name) if routine else None
    if found is None:
        return None
    body = found.body.said(lang)
    return {"title": found.title.said(lang).text, "lang": body.lang, "blocks": blocks(body.text, under=under)}
