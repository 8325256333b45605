"""Saying that a duty of the municipality or of a board was done outside Samråd."""

from datetime import date
from typing import Any

from samrad.accounts.access import staff_only
from samrad.accounts.queries import employment_of
from samrad.accounts.rules import Actor
from samrad.board.models import OfficeNote
from samrad.board.queries.duties import mine
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused
from samrad.kernel.operation import operation


def _holder(*, actor: Actor, key: str, **_: Any) -> None:
    """A policy: who the duty falls on."""
    if key not in {one.duty.key for one in mine(actor, today())}:
        raise Refused("Denne plikten er ikke din, eller den er alt gjort.")


@operation(affects="result", allow=_holder)
def confirm_office_duty(*, actor: Actor, key: str, on: date, note: str) -> OfficeNote:
    """A duty of the municipality or of a board was done on a day, outside Samråd."""
    return OfficeNote.objects.create(
        key=key,
        on=happened(on),
        note=filled(note, field="note", sentence="Skriv hvordan det ble gjort."),
        employment=employment_of(actor),
        by=actor.name,
        recorded_at=now(),
    )


def _own_word(*, actor: Actor, word: OfficeNote, **_: Any) -> None:
    """A policy: who said it."""
    staff_only(actor=actor)
    if word.employment_id != actor.employment_id:
        raise Refused("Bare den som skrev det, kan ta det tilbake.")


@operation(affects="word", allow=_own_word)
def take_back_confirmation(*, actor: Actor, word: OfficeNote) -> OfficeNote:
    """What was said of the duty no longer counts."""
    word.cancelled_on = today()
    word.save()
    return word
