"""How long something has waited against the routine's limit, as the queue says it."""

from dataclasses import dataclass
from datetime import date

from samrad.duties.calendar import Span


@dataclass(frozen=True)
class Waiting:
    """Whole days since something came, and the days the routine gives; `limit` is None when it gives none."""

    days: int
    limit: int | None

    @property
    def late(self) -> bool:
        """Whether the limit has passed."""
        return self.limit is not None and self.days > self.limit

    def __str__(self) -> str:
        if self.limit is None:
            return f"{self.days} {'dag' if self.days == 1 else 'dager'}"
        if self.late:
            return f"{self.days} {'dag' if self.days == 1 else 'dager'}, fristen er {self.limit}"
        return f"{self.days} av {self.limit} {'dag' if self.limit == 1 else 'dager'}"


def waiting(since: date, limit: Span | None, on: date) -> Waiting:
    """The days from `since` to `on`, and to the last day the limit allows."""
    return Waiting((on - since).days, None if limit is None else (limit.after(since) - since).days)
