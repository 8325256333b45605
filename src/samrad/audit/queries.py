"""Reading the two logs, and verifying that they are as they were sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Func, Max, Min, Q, QuerySet

from samrad.audit.models import Block, Event, Reading
from samrad.audit.rules import EVENT, FIRST, READING, digest

LATE = timedelta(days=2)


def events_of(case_id: int) -> QuerySet[Event]:
    """What was done in the case, newest first."""
    return Event.objects.filter(case_id=case_id).order_by("-at", "-id")


def events_in(case_ids: Any, *, since: datetime, operations: Collection[str], but_user: int | None) -> QuerySet[Event]:
    """Which of the operations others did in the cases (a subquery or ids) after the instant, newest first."""
    found = Event.objects.filter(case_id__in=case_ids, at__gt=since, operation__in=operations).order_by("-at", "-id")
    return found.exclude(user_id=but_user) if but_user is not None else found


def readings_of(case_id: int) -> QuerySet[Reading]:
    """Who has read pages and files of the case, newest first."""
    return Reading.objects.filter(case_id=case_id).order_by("-at", "-id")


def log_of(case_id: int) -> QuerySet[Reading]:
    """Everything that was shown of the case, lists that held it too, newest first."""
    found = Reading.objects.filter(Q(case_id=case_id) | Q(case_ids__contains=[case_id]))
    return found.order_by("-at", "-id")


def readers_in(rows: QuerySet[Reading]) -> list[tuple[str, int | None, str, str]]:
    """Who stands in these rows, each once: capacity, its key, name and unit as they were, by unit and name."""
    who = rows.order_by("actor_unit", "actor_name").values_list("capacity", "capacity_id", "actor_name", "actor_unit")
    return list(who.distinct())


def last_read(user_id: int, address: str, *, before: datetime) -> datetime | None:
    """When the user last saw the page `address` before the given instant; None when never."""
    found = Reading.objects.filter(user_id=user_id, address=address, at__lt=before).aggregate(at=Max("at"))
    result: datetime | None = found["at"]
    return result


def last_block() -> Block | None:
    """The newest block of the tenant."""
    return Block.objects.order_by("-number").first()


def unsealed(log: type[Event] | type[Reading], last: Block | None) -> list[int]:
    """Ids of rows that no block holds, in order; a row is looked for until two days after it was written."""
    if last is None:
        return list(log.objects.order_by("id").values_list("id", flat=True))
    since = last.sealed_at - LATE
    held = _held(log, Block.objects.filter(sealed_at__gte=since))
    return list(log.objects.filter(at__gte=since).exclude(pk__in=held).order_by("id").values_list("id", flat=True))


def _held(log: type[Event] | type[Reading], blocks: QuerySet[Block]) -> QuerySet[Block, Any]:
    column = "events" if log is Event else "readings"
    return blocks.order_by().annotate(row=Func(F(column), function="unnest")).values("row")


def sealed_rows(events: list[int], readings: list[int]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows with these ids that are there, as a block seals them."""
    return (
        list(Event.objects.filter(pk__in=events).order_by("id").values_list(*EVENT)),
        list(Reading.objects.filter(pk__in=readings).order_by("id").values_list(*READING)),
    )


@dataclass(frozen=True)
class Verified:
    """What was found: blocks, the rows they hold, numbers of broken blocks, rows not sealed and the oldest's time.

    A row that was put in later under an old date is never sealed: it is counted, but has no time here.
    """

    blocks: int
    rows: int
    broken: list[int]
    unsealed: int
    oldest_unsealed: datetime | None


def verify(heads: Mapping[int, str]) -> Verified:
    """Reads all blocks of the tenant anew. `heads` are digests by number that were kept outside the database.

    Broken is a block whose rows are changed or gone, that does not follow the one before, or that is not what a
    kept head says; also a number that a head speaks of and that is not there.
    """
    broken, previous, rows, number = set(), FIRST, 0, 0
    for number, block in enumerate(Block.objects.order_by("number").iterator(chunk_size=100), 1):
        found = sealed_rows(block.events, block.readings)
        rows += sum(map(len, found))
        is_whole = block.digest == digest(block.previous, block.number, *found)
        if not is_whole or block.previous != previous or block.number != number:
            broken.add(block.number)
        if heads.get(block.number, block.digest) != block.digest:
            broken.add(block.number)
        previous = block.digest
    broken |= {one for one in heads if one > number}
    last, left = last_block(), Event.objects.count() + Reading.objects.count() - rows
    oldest = [at for log in (Event, Reading) if (at := _oldest(log, unsealed(log, last))) is not None]
    return Verified(number, rows, sorted(broken), left, min(oldest, default=None))


def _oldest(log: type[Event] | type[Reading], ids: list[int]) -> datetime | None:
    found: datetime | None = log.objects.filter(pk__in=ids).aggregate(at=Min("at"))["at"]
    return found
