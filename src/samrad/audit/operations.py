"""Writing the two logs and sealing them. These are not operations: they are what operations leave behind."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connection, models

from samrad.audit.models import Block, Deletion, Event, Reading
from samrad.audit.queries import LOGS, block_rows, deleted_rows, last_block, unsealed
from samrad.audit.rules import EVENT, FIRST, READING, digest, row_digest
from samrad.kernel.clock import now

MOST = 20_000
LISTED = READING.index("case_ids")


class Named(Protocol):
    """What the logs keep of an actor."""

    @property
    def user_id(self) -> int | None:
        """None for the public and for the system."""

    @property
    def capacity(self) -> str:
        """As what the actor acts."""

    @property
    def capacity_id(self) -> int | None:
        """The employment or personal access acted in; None for the public and the system."""

    @property
    def name(self) -> str:
        """The actor's name as the logs keep it."""

    @property
    def unit_name(self) -> str:
        """The unit the actor acts for; empty outside one."""


def _who(actor: Named) -> dict[str, Any]:
    return {
        "at": now(),
        "user_id": actor.user_id,
        "capacity": str(actor.capacity),
        "capacity_id": actor.capacity_id,
        "actor_name": actor.name[:200],
        "actor_unit": actor.unit_name[:200],
    }


def record_event(actor: Named, name: str, part: str, case_ids: frozenset[int], thing: models.Model | None) -> None:
    """One row for each case the operation touched; one without a case when it touched none."""
    who = _who(actor)
    touched: list[int | None] = [*sorted(case_ids)] or [None]
    Event.objects.bulk_create(
        [
            Event(
                **who,
                operation=name,
                part=part,
                case_id=case_id,
                thing=thing._meta.label_lower if thing is not None else "",
                thing_id=thing.pk if thing is not None else None,
            )
            for case_id in touched
        ]
    )


def record_reading(
    actor: Named,
    *,
    address: str,
    case_id: int | None = None,
    case_ids: Iterable[int] = (),
    part: str = "",
    ground: str = "",
) -> None:
    """One row for a page or file of one case, or for a list or export that showed `case_ids`."""
    Reading.objects.create(
        **_who(actor), address=address, case_id=case_id, case_ids=sorted(case_ids), part=part, ground=ground
    )


def seal() -> Block | None:
    """Seals what the tenant's logs have got since the last block, each log at most 20 000 rows; None when nothing.

    A row that was committed late is taken by the next block, so that writing never waits for the sealing.
    Two who seal at once cannot both: the number of a block is unique.
    """
    last = last_block()
    rows = {f"{log}s": unsealed(log, last)[:MOST] for log in LOGS}
    if not any(rows.values()):
        return None
    number, previous = (last.number + 1, last.digest) if last is not None else (1, FIRST)
    block = Block(number=number, sealed_at=now(), previous=previous, **rows)
    block.digest = digest(previous, number, block_rows(block, deleted_rows()))
    block.save()
    return block


def delete_log_of(actor: Named, case_id: int) -> Deletion:
    """Part of an operation: deletes what was read and done in a case, and takes it out of lists (PJL § 25).

    What is left are the digests of the rows, in one entry that is sealed with the next block.
    """
    rows: list[tuple[str, int, str, str | None]] = []
    for row in Event.objects.filter(case_id=case_id).order_by("id").values_list(*EVENT):
        rows.append(("event", row[0], row_digest("event", row), None))
    for row in Reading.objects.filter(case_id=case_id).order_by("id").values_list(*READING):
        rows.append(("reading", row[0], row_digest("reading", row), None))
    in_lists = Reading.objects.filter(case_ids__contains=[case_id]).exclude(case_id=case_id)
    for row in in_lists.order_by("id").values_list(*READING):
        others = [one for one in row[LISTED] if one != case_id]
        left = row_digest("reading", (*row[:LISTED], others, *row[LISTED + 1 :]))
        rows.append(("reading", row[0], row_digest("reading", row), left))
    made = Deletion.objects.create(at=now(), case_id=case_id, actor_name=actor.name[:200], rows=rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_delete_rows(%s)", [made.pk])
    return made
