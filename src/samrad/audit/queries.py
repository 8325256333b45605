"""Reading the two logs, and verifying that they are as they were sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Func, Max, Min, Q, QuerySet

from samrad.audit.models import Block, Deletion, Event, Reading
from samrad.audit.rules import DELETION, EVENT, FIRST, READING, digest, row_digest

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


LOGS: dict[str, tuple[type[Event] | type[Reading] | type[Deletion], tuple[str, ...]]] = {
    "event": (Event, EVENT),
    "reading": (Reading, READING),
    "deletion": (Deletion, DELETION),
}


def unsealed(log: str, last: Block | None) -> list[int]:
    """Ids of rows that no block holds, in order; a row is looked for until two days after it was written."""
    rows = LOGS[log][0]._default_manager.order_by("id")
    if last is None:
        return list(rows.values_list("id", flat=True))
    since = last.sealed_at - LATE
    blocks = Block.objects.filter(sealed_at__gte=since).order_by()
    held = blocks.annotate(row=Func(F(f"{log}s"), function="unnest")).values("row")
    return list(rows.filter(at__gte=since).exclude(pk__in=held).values_list("id", flat=True))


@dataclass(frozen=True)
class Gone:
    """A row that was deleted, or from which a case was taken out: what it was sealed as, and what is left of it."""

    sealed_as: str
    left: str | None


def deleted_rows() -> dict[tuple[str, int], Gone]:
    """What deletions have done to rows of the logs, by log and key; one after the other."""
    found: dict[tuple[str, int], Gone] = {}
    for rows in Deletion.objects.order_by("id").values_list("rows", flat=True):
        for log, pk, before, after in rows:
            known = found.get((log, pk))
            found[log, pk] = Gone(known.sealed_as if known else before, after)
    return found


def row_digests(log: str, ids: Collection[int], gone: Mapping[tuple[str, int], Gone]) -> list[str]:
    """The digests that the rows with these ids are sealed by, in order; none of a row that is not as it should be."""
    model, columns = LOGS[log]
    there = {row[0]: row_digest(log, row) for row in model._default_manager.filter(pk__in=ids).values_list(*columns)}
    found = []
    for pk in sorted(ids):
        lost = gone.get((log, pk))
        if lost is None:
            found += [there[pk]] if pk in there else []
        elif there.get(pk) == lost.left:
            found.append(lost.sealed_as)
    return found


def block_rows(block: Block, gone: Mapping[tuple[str, int], Gone]) -> list[str]:
    """The digests of all that a block seals."""
    return [one for log in LOGS for one in row_digests(log, getattr(block, f"{log}s"), gone)]


@dataclass(frozen=True)
class Verified:
    """What was found: blocks, the rows they hold, numbers of broken blocks, rows not sealed and the oldest's time.

    A row that was put in later under an old date is never sealed: it is counted, but has no time here. `deleted` is
    how many rows were deleted with their case, or cut, by `deletions` that are sealed too.
    """

    blocks: int
    rows: int
    broken: list[int]
    unsealed: int
    oldest_unsealed: datetime | None
    deleted: int = 0
    deletions: int = 0


def verify(heads: Mapping[int, str]) -> Verified:
    """Reads all blocks of the tenant anew. `heads` are digests by number that were kept outside the database.

    Broken is a block whose rows are changed or gone, that does not follow the one before, or that is not what a
    kept head says; also a number that a head speaks of and that is not there.
    """
    broken, previous, rows, number, gone = set(), FIRST, 0, 0, deleted_rows()
    deletions = sealed_and_deleted = 0
    for number, block in enumerate(Block.objects.order_by("number").iterator(chunk_size=100), 1):
        found = block_rows(block, gone)
        rows += len(found)
        sealed_and_deleted += sum(
            1 for log in LOGS for pk in getattr(block, f"{log}s") if (log, pk) in gone and gone[log, pk].left is None
        )
        deletions += len(block.deletions)
        is_whole = block.digest == digest(block.previous, block.number, found)
        if not is_whole or block.previous != previous or block.number != number:
            broken.add(block.number)
        if heads.get(block.number, block.digest) != block.digest:
            broken.add(block.number)
        previous = block.digest
    broken |= {one for one in heads if one > number}
    last = last_block()
    left = sum(model._default_manager.count() for model, _ in LOGS.values()) - rows + sealed_and_deleted
    oldest = [at for log in LOGS if (at := _oldest(log, unsealed(log, last))) is not None]
    return Verified(number, rows, sorted(broken), left, min(oldest, default=None), len(gone), deletions)


def _oldest(log: str, ids: list[int]) -> datetime | None:
    found: datetime | None = LOGS[log][0]._default_manager.filter(pk__in=ids).aggregate(at=Min("at"))["at"]
    return found
