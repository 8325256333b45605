"""Bringing the rows up to date, and what people say of a duty."""

from datetime import date

from procrastinate.contrib.django import app

from samrad.accounts.access import system_owner_only
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.kernel.tenant import current
from samrad.routines.models import RoutineDraft, RoutineVersion
from samrad.routines.operations import checked, publish
from samrad.worklist.models import DutyNote, DutyRow
from samrad.worklist.queries import derive_rows
from samrad.worklist.rules import NoteKind, horizon

REFRESH = "worklist.refresh"
COUNT_EFFECT = "worklist.count_effect"
COLUMNS = [
    field.attname
    for field in DutyRow._meta.concrete_fields
    if field.attname not in ("id", "municipality_id", "case_id", "key")
]


def rebuild(case_ids: frozenset[int]) -> None:
    """Makes the duty rows of the cases what their facts say: the only writer of the table.

    Rows that stay the same are left alone, so that a rebuild of an unchanged case writes nothing. New rows
    are given their tenant here: rows without expressions are inserted by the column, in half the time.
    """
    ids, here = sorted(case_ids), current()
    assert here is not None
    wanted = derive_rows(ids, horizon(today()))
    present = {
        (row.pop("case_id"), row.pop("key")): (row.pop("id"), row)
        for row in DutyRow.objects.filter(case__in=ids).values("id", "case_id", "key", *COLUMNS)
    }
    new: list[DutyRow] = []
    changed: list[DutyRow] = []
    for (case_id, key), values in wanted.items():
        pk, old = present.pop((case_id, key), (None, None))
        if old != values:
            row = DutyRow(municipality_id=here, case_id=case_id, key=key, **values)
            (new if pk is None else changed).append(row)
    if present:
        DutyRow.objects.filter(pk__in=[pk for pk, _ in present.values()]).delete()
    DutyRow.objects.bulk_create(new, batch_size=500)
    DutyRow.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=["case", "key"], update_fields=COLUMNS
    )
    Case.objects.filter(pk__in=ids, stale_since__isnull=False).update(stale_since=None)


def mark_stale(case_ids: frozenset[int], projection: str) -> None:
    """The projection failed for these cases: pages say so, and a job tries again."""
    Case.objects.filter(pk__in=case_ids, stale_since__isnull=True).update(stale_since=now())


def _row(case: Case, key: str) -> DutyRow:
    row = DutyRow.objects.filter(case=case, key=key).first()
    if row is None:
        raise Invalid("Plikten finnes ikke lenger.")
    return row


@operation(affects="case", allow=allow(*LEADING, *OFFICE, "seat", "asked_leader"))
def confirm(*, actor: Actor, case: Case, key: str, on: date, note: str) -> DutyNote:
    """Says that a duty was done outside Samråd, on a day, and how (a telephone call, the record system)."""
    _row(case, key)
    return _note(actor, case, key, NoteKind.CONFIRMED, happened(on), None, note)


@operation(affects="case", allow=allow(*LEADING, *OFFICE))
def exempt(*, actor: Actor, case: Case, key: str, on: date, until: date | None, note: str) -> DutyNote:
    """Exempts a duty, with the reason, perhaps until a day (inclusive) after which it stands again."""
    _row(case, key)
    if until is not None and until < on:
        raise Invalid("Siste dag kan ikke være før første dag.", "day")
    return _note(actor, case, key, NoteKind.EXEMPTED, happened(on), until, note)


@operation(affects="case", allow=allow(*LEADING, *OFFICE))
def postpone(*, actor: Actor, case: Case, key: str, on: date, to: date, note: str) -> DutyNote:
    """Puts a duty off to a later day, with the reason."""
    row = _row(case, key)
    if to <= row.due:
        raise Invalid("Velg en dag etter fristen.", "day")
    return _note(actor, case, key, NoteKind.POSTPONED, happened(on), to, note)


def _note(actor: Actor, case: Case, key: str, kind: NoteKind, on: date, day: date | None, note: str) -> DutyNote:
    return DutyNote.objects.create(
        case=case,
        key=key,
        kind=kind,
        on=on,
        day=day,
        note=filled(note, field="note", sentence="Skriv hvorfor, eller hvordan det ble gjort."),
        by=actor.name,
        recorded_at=now(),
    )


@operation(affects="word", allow=allow(*LEADING, *OFFICE))
def take_back(*, actor: Actor, word: DutyNote) -> DutyNote:
    """Takes back what was said of a duty."""
    word.cancelled_on = today()
    word.save()
    return word


@operation(affects="draft", allow=system_owner_only)
def publish_draft(*, actor: Actor, draft: RoutineDraft, valid_from: date, news: str) -> RoutineVersion:
    """Publishes the draft, and has the duties of every case derived anew.

    Until that is done the cases are marked as stale, and their pages say so. Raises `Invalid` with every
    fault in the draft, or at the day it is to apply from.
    """
    version = publish(actor=actor, text=draft.text, valid_from=valid_from, news=news)
    Case.objects.filter(stale_since__isnull=True).update(stale_since=now())
    app.configure_task(REFRESH).defer(municipality_id=current())
    return version


@operation(affects="draft", allow=system_owner_only)
def ask_for_effect(*, actor: Actor, draft: RoutineDraft, valid_from: date) -> None:
    """Has counted what publishing the draft from that day would change in the running cases."""
    checked(draft.text)
    app.configure_task(COUNT_EFFECT).defer(municipality_id=current(), valid_from=valid_from.isoformat())
