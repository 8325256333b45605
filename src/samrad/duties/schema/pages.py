"""What a routine puts on pages: advice, agendas, minutes headings, check lists and standing texts."""

from typing import Any

from samrad.duties.routine import Advice, AgendaPoint, CheckPoint, Document, Heading
from samrad.duties.schema.values import Values, listed

PLACES = ("agenda", "appointment", "team", "invitation", "minutes", "consent", "plan", "closing", "intake")
FILLS = ("text", "voice", "attendance", "absence", "time", "agenda", "decisions", "next_meeting", "minute_taker",
         "distribution", "previous_minutes")  # fmt: skip
AGENDA_ONLY = ("", "first", "interpreter", "word_first", "plan")


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
        self.keys(place, row, ("id", "title", "minutes", "only", "help"), ("id", "title"))
        minutes = row.get("minutes", 0)
        if not isinstance(minutes, int) or minutes < 0:
            self.bad(f"{place}.minutes", "Her skal det stå et helt tall: minuttene saken får.")
            minutes = 0
        return AgendaPoint(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            minutes,
            self.one_of(f"{place}.only", row.get("only"), AGENDA_ONLY),
            self.text(f"{place}.help", row.get("help")),
        )

    def _heading(self, place: str, row: dict[str, Any]) -> Heading:
        self.keys(place, row, ("id", "title", "required", "fill", "help"), ("id", "title"))
        return Heading(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            bool(row.get("required", True)),
            self.one_of(f"{place}.fill", row.get("fill"), FILLS, "text"),
            self.text(f"{place}.help", row.get("help")),
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
        if not self.keys(place, table, ("title", "body", "version", "source"), ("title", "body", "version")):
            return None
        return Document(
            key,
            self.text(f"{place}.title", table["title"]),
            self.text(f"{place}.body", table["body"]),
            str(table["version"]),
            tuple(listed(table.get("source"))),
        )
