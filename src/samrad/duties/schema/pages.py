"""What a routine puts on pages: advice, agendas, minutes headings, check lists and standing texts."""

import re
from datetime import date
from typing import Any

from samrad.duties.language import EMPTY
from samrad.duties.problems import nearest
from samrad.duties.routine import Advice, AgendaPoint, CheckPoint, Document, Heading, Link, Note, Origin, Remark
from samrad.duties.schema.values import Values, listed

PLACES = ("agenda", "appointment", "team", "invitation", "minutes", "consent", "plan", "closing", "intake")
FILLS = ("text", "voice", "attendance", "absence", "time", "agenda", "decisions", "next_meeting", "minute_taker",
         "distribution", "previous_minutes")  # fmt: skip
SECTIONS = ("purpose", "flows", "duties", "advice", "agenda", "settings", "documents", "words", "sources")
ORIGIN = ("publisher", "year", "updated")
AGENDA_ONLY = ("", "first", "interpreter", "word_first", "plan", "if_time")


class Pages(Values):
    """Reads what of a routine is shown as it stands."""

    def _points(self, table: str, key: str, rows: Any) -> list[dict[str, Any]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
            self.bad(f"{table}.{key}", "Her skal det stå en liste av punkter, hvert med id og title.")
            return []
        return rows

    def _advice(self, place: str, row: dict[str, Any]) -> Advice:
        self.keys(place, row, ("id", "place", "text", "source"), ("id", "place", "text", "source"))
        return Advice(
            str(row.get("id", "")),
            self.one_of(f"{place}.place", row.get("place"), PLACES),
            self.text(f"{place}.text", row.get("text")),
            self.sources(place, row.get("source")),
        )

    def _agenda_point(self, place: str, row: dict[str, Any]) -> AgendaPoint:
        self.keys(place, row, ("id", "title", "minutes", "each", "only", "help"), ("id", "title"))
        return AgendaPoint(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            self._minutes(f"{place}.minutes", row.get("minutes", 0)),
            self._minutes(f"{place}.each", row.get("each", 0)),
            self.one_of(f"{place}.only", row.get("only"), AGENDA_ONLY),
            self.text(f"{place}.help", row.get("help")),
        )

    def _minutes(self, place: str, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.bad(place, "Her skal det stå et helt tall: minuttene saken får.")
        return 0

    def _heading(self, place: str, row: dict[str, Any]) -> Heading:
        self.keys(place, row, ("id", "title", "required", "fill", "help", "every"), ("id", "title"))
        return Heading(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            bool(row.get("required", True)),
            self.one_of(f"{place}.fill", row.get("fill"), FILLS, "text"),
            self.text(f"{place}.help", row.get("help")),
            row.get("every") is True,
        )

    def _check(self, place: str, row: dict[str, Any]) -> CheckPoint:
        self.keys(place, row, ("id", "title", "act", "only"), ("id", "title"))
        return CheckPoint(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            self.kind(f"{place}.act", row["act"]) if "act" in row else "",
            self.one_of(f"{place}.only", row.get("only"), AGENDA_ONLY),
        )

    def _document(self, place: str, key: str, table: Any) -> Document | None:
        if not self.keys(place, table, ("title", "body", "version", "source", *ORIGIN), ("title", "body", "version")):
            return None
        return Document(
            key,
            self.text(f"{place}.title", table["title"]),
            self.text(f"{place}.body", table["body"]),
            str(table["version"]),
            tuple(listed(table.get("source"))),
            self._origin(place, table),
        )

    def _origin(self, place: str, table: dict[str, Any]) -> Origin:
        publisher, year, updated = (table.get(key) for key in ORIGIN)
        if year is not None and not isinstance(year, int):
            self.bad(f"{place}.year", "Her skal det stå et årstall.")
            year = None
        if updated is not None and type(updated) is not date:
            self.bad(f"{place}.updated", f"«{updated}» er ikke en dato. Skriv åååå-mm-dd, uten anførselstegn.")
            updated = None
        return Origin(str(publisher or ""), year, updated)

    def _link(self, place: str, key: str, table: Any) -> Link | None:
        if not self.keys(place, table, ("title", "url", "source", *ORIGIN), ("title", "source")):
            return None
        if "url" in table and not re.fullmatch(r"https://[^\s]+", str(table["url"])):
            self.bad(f"{place}.url", f"«{table['url']}» er ikke en adresse. Skriv hele adressen, fra «https://».")
        return Link(
            key,
            self.text(f"{place}.title", table["title"]),
            str(table.get("url", "")),
            self.sources(f"{place}.source", table["source"]),
            self._origin(place, table),
        )

    def _remark(self, place: str, row: dict[str, Any]) -> Remark:
        self.keys(place, row, ("id", "section", "text", "source"), ("id", "section", "text", "source"))
        return Remark(
            str(row.get("id", "")),
            self.one_of(f"{place}.section", row.get("section"), SECTIONS),
            self.text(f"{place}.text", row.get("text")),
            self.sources(f"{place}.source", row.get("source")),
        )

    def _note(self, place: str, key: str, value: Any) -> Note | None:
        """A text alone, or a text with its source and the law that goes before it."""
        if not isinstance(value, dict) or "text" not in value:
            return Note(key, self.text(place, value))
        if not self.keys(place, value, ("text", "source", "law", "law_text"), ("text", "source", "law")):
            return None
        law = str(value["law"])
        known = (*self.legal, *self.document.get("sources", {}))
        if law not in known:
            self.bad(f"{place}.law", f"«{law}» er verken en lovverdi eller en kilde.", suggestion=nearest(law, known))
            return None
        legal = self.legal.get(law)
        text = self.text(f"{place}.law_text", value.get("law_text"), legal.text if legal else EMPTY)
        if not str(text):
            self.bad(place, "«law_text» mangler: hva sier loven?")
        return Note(
            key,
            self.text(f"{place}.text", value["text"]),
            self.sources(f"{place}.source", value["source"]),
            legal.source if legal else law,
            text,
        )
