"""What a routine says of the bodies above the cases: overordnet team, or samordningsteam."""

from typing import Any

from samrad.duties.calendar import Span
from samrad.duties.routine import BoardPlan, BoardSeat
from samrad.duties.schema.values import Values

LEADERS = ("system_owner", "member")
KEYS = ("id", "name", "seats", "leader", "deputies", "term", "rotates", "about", "source")


class Boards(Values):
    """Reads the boards of a routine."""

    def _board(self, place: str, row: dict[str, Any]) -> BoardPlan | None:
        if not self.keys(place, row, KEYS, ("id", "name", "seats", "source")):
            return None
        rows = row["seats"]
        if not isinstance(rows, list) or not all(isinstance(one, dict) and "id" in one for one in rows):
            self.bad(f"{place}.seats", "Her skal det stå en liste av plasser, hver med id og title.")
            return None
        rotates = row.get("rotates", 0)
        if not isinstance(rotates, int) or not 0 <= rotates <= len(rows):
            self.bad(f"{place}.rotates", "Her skal det stå hvor mange plasser som byttes hvert år, fra 0.")
            rotates = 0
        return BoardPlan(
            id=str(row["id"]),
            name=self.text(f"{place}.name", row["name"]),
            seats=tuple(self._board_seat(f"{place}.seats", one) for one in rows),
            leader=self.one_of(f"{place}.leader", row.get("leader"), LEADERS, "member"),
            deputies=bool(row.get("deputies", False)),
            term=self.span(f"{place}.term", row["term"]) if "term" in row else Span(2, "year"),
            rotates=rotates,
            about=self.text(f"{place}.about", row.get("about")),
            source=self.sources(f"{place}.source", row["source"]),
        )

    def _board_seat(self, place: str, row: dict[str, Any]) -> BoardSeat:
        self.keys(place, row, ("id", "title", "leads"), ("id", "title"))
        return BoardSeat(str(row["id"]), self.text(f"{place}.title", row.get("title")), bool(row.get("leads", False)))
