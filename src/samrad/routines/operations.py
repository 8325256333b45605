"""Publishing a routine, and saying that one has read it."""

from datetime import date
from typing import Any

from samrad.accounts.access import staff_only, system_owner_only
from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.duties.routine import Routine
from samrad.duties.schema import BadRoutine, bases_of, lacking, read_routine
from samrad.kernel.checks import happened
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.routines.models import RoutineDraft, RoutineReading, RoutineVersion
from samrad.routines.queries import checksum


def checked(text: str) -> Routine:
    """The routine that the text amounts to. Raises `Invalid` with every fault in it, a line each."""
    try:
        routine = read_routine(text)
        if problems := lacking(routine):
            raise BadRoutine(problems)
    except BadRoutine as error:
        raise Invalid(str(error), "text") from error
    return routine


@operation(affects="result", allow=system_owner_only)
def publish(*, actor: Actor, text: str, valid_from: date, news: str = "") -> RoutineVersion:
    """Publishes a routine; from then on it is frozen. `news` says what is new in it.

    A second version applies at the earliest from today: nothing becomes late backwards.
    Raises `Invalid` with every fault in the file.
    """
    routine = checked(text)
    newest = RoutineVersion.objects.order_by("-valid_from").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise Invalid("En ny utgave må gjelde fra en senere dag enn den forrige.", "valid_from")
    if newest is not None and valid_from < today():
        raise Invalid(
            "En ny utgave kan tidligst gjelde fra i dag, så ingen frister blir forfalt bakover.", "valid_from"
        )
    RoutineDraft.objects.all().delete()
    return RoutineVersion.objects.create(
        number=(newest.number if newest else 0) + 1,
        title=str(routine.title),
        text=text,
        bases=bases_of(text),
        checksum=checksum(text + "".join(bases_of(text).values())),
        valid_from=valid_from,
        published_at=now(),
        published_by=actor.name,
        news=news.strip(),
    )


@operation(affects="result", allow=system_owner_only)
def begin_draft(*, actor: Actor, text: str) -> RoutineDraft:
    """Begins the draft of the next version with this text. Raises `Invalid` when one is begun already."""
    if RoutineDraft.objects.exists():
        raise Invalid("Det finnes et utkast fra før. Forkast det først, eller skriv videre på det.")
    return RoutineDraft.objects.create(text=text, changed_at=now(), changed_by=actor.name)


@operation(affects="draft", allow=system_owner_only)
def rewrite_draft(*, actor: Actor, draft: RoutineDraft, text: str, before: str) -> RoutineDraft:
    """Gives the draft another text, faults and all. `before` is the text that was changed.

    Raises `Invalid` when somebody else has changed it meanwhile.
    """
    if checksum(draft.text) != before:
        raise Invalid("Utkastet er endret av noen andre. Åpne det på nytt i et annet vindu, og før inn endringen din.")
    draft.text, draft.changed_at, draft.changed_by = text, now(), actor.name
    draft.save(update_fields=["text", "changed_at", "changed_by"])
    return draft


@operation(affects="draft", allow=system_owner_only)
def discard_draft(*, actor: Actor, draft: RoutineDraft) -> None:
    """Throws the draft away."""
    draft.delete()


@operation(affects="draft", allow=system_owner_only)
def note_effect(*, actor: Actor, draft: RoutineDraft, effect: dict[str, Any]) -> RoutineDraft:
    """Keeps what publishing the draft would change in the running cases, as far as it has been counted."""
    draft.effect = effect
    draft.save(update_fields=["effect"])
    return draft


@operation(affects="employment", allow=staff_only)
def confirm_read(*, actor: Actor, employment: Employment, version: RoutineVersion, on: date) -> RoutineReading:
    """An employee's own word that the routine has been read (S3-097). Said again, the first day stands."""
    if employment.pk != actor.employment_id:
        raise Refused("Du kan bare bekrefte for deg selv.")
    reading, _ = RoutineReading.objects.get_or_create(
        version=version, employment=employment, defaults={"read_on": happened(on)}
    )
    return reading
