"""Recording school, transitions, answers, tasks, aids and contact persons."""

from datetime import date
from typing import Any

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit, required_givers
from samrad.duties.transitions import Piece, Question, Task
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.teams.models import Seat
from samrad.transitions.models import (
    AidMark,
    ContactPerson,
    SchoolRecord,
    Transition,
    TransitionAnswer,
    TransitionTask,
)
from samrad.transitions.queries import open_task, standing_answer, waits_for_transfer
from samrad.transitions.rules import AidStatus, Step, TransitionKind

FURTHEST = 25
STEP_FIELD = {Step.PLANNED: "planned_on", Step.STARTED: "started_on", Step.CARRIED_OUT: "carried_out_on"}
WRITTEN = {
    "name": "Skriv navnet.",
    "text": "Skriv det som gjelder her.",
    "goal": "Velg målet i planen.",
    "meeting": "Velg møtet.",
    "transfer": "Skriv hva som er overført.",
}


def _sensible(on: date, field: str = "on") -> date:
    if abs(on.year - today().year) > FURTHEST:
        raise Invalid("Sjekk årstallet.", field)
    return on


@operation(affects="case", allow=allow(*LEADING), part=Part.GOALS)
def record_school(*, actor: Actor, case: Case, on: date, grade: int | None, note: str = "") -> SchoolRecord:
    """The person begins in a grade on a day (postponed or early start, a moved grade), or leaves school (S3-122).

    What was recorded for the same day is replaced.
    """
    if case.subject.born_on is not None and _sensible(on) <= case.subject.born_on:
        raise Invalid("Dagen kan ikke være før personen ble født.", "on")
    SchoolRecord.objects.filter(case=case, on=on, cancelled_on__isnull=True).update(cancelled_on=today())
    return SchoolRecord.objects.create(
        case=case, on=on, grade=grade, note=note.strip()[:300], recorded_on=today(), recorded_by=actor.name
    )


@operation(affects="record", allow=allow(*LEADING), part=Part.GOALS)
def take_back_school(*, actor: Actor, record: SchoolRecord) -> SchoolRecord:
    """What was recorded of school no longer counts; what age tells does again."""
    record.cancelled_on = today()
    record.save()
    return record


@operation(affects="case", allow=allow(*LEADING), part=Part.GOALS)
def record_transition(
    *, actor: Actor, case: Case, kind: TransitionKind, on: date, to: str = "", note: str = ""
) -> Transition:
    """A change is coming on a day (S4-038)."""
    return Transition.objects.create(
        case=case,
        kind=kind,
        on=_sensible(on),
        to=to.strip()[:200],
        note=note.strip(),
        recorded_on=today(),
        recorded_by=actor.name,
    )


@operation(affects="transition", allow=allow(*LEADING), part=Part.GOALS)
def change_transition(*, actor: Actor, transition: Transition, on: date, to: str, note: str) -> Transition:
    """The change gets another day or other particulars. What was done stays done."""
    transition.on = _sensible(on)
    transition.to = to.strip()[:200]
    transition.note = note.strip()
    transition.save()
    return transition


@operation(affects="transition", allow=allow(*LEADING), part=Part.GOALS)
def cancel_transition(*, actor: Actor, transition: Transition, reason: str) -> Transition:
    """The change does not come."""
    transition.cancelled_on = today()
    transition.cancel_reason = filled(reason, field="reason", sentence="Skriv hvorfor det ikke blir noe av.")[:300]
    transition.save()
    return transition


@operation(affects="transition", allow=allow(*LEADING), part=Part.GOALS)
def take_step(*, actor: Actor, transition: Transition, step: Step, on: date) -> Transition:
    """The change is planned, begun or carried out, on a day."""
    setattr(transition, STEP_FIELD[step], happened(on))
    transition.save()
    return transition


@operation(affects="case", allow=allow(*LEADING), part=Part.GOALS)
def answer(
    *,
    actor: Actor,
    case: Case,
    question: Question,
    yes: bool,
    on: date,
    reason: str = "",
    given_by: str = "",
    transition: Transition | None = None,
) -> TransitionAnswer:
    """Answers a question of the routine with yes or no; a new answer replaces the old one.

    A consent is the person's, or theirs who represent: it is written who gave it (S3-057).
    """
    if question.reason:
        filled(reason, field="reason", sentence="Skriv hvorfor.")
    if question.consent:
        givers = {one.name for one in required_givers(case, on)}
        if given_by not in givers:
            raise Invalid("Velg hvem som har svart. Det er personen selv, eller den som representerer.", "given_by")
    happened(on)
    earlier = TransitionAnswer.objects.filter(
        case=case, question=question.id, transition=transition, replaced_on__isnull=True
    )
    earlier.update(replaced_on=today())
    return TransitionAnswer.objects.create(
        case=case,
        transition=transition,
        question=question.id,
        yes=yes,
        on=on,
        reason=reason.strip(),
        given_by=given_by if question.consent else "",
        recorded_by=actor.name,
    )


@operation(affects="case", allow=allow(*LEADING, "seat", sees=Part.GOALS), part=Part.GOALS)
def tick(
    *,
    actor: Actor,
    case: Case,
    task: Task,
    piece: Piece,
    on: date,
    name: str = "",
    text: str = "",
    transition: Transition | None = None,
    seat: Seat | None = None,
) -> TransitionTask:
    """A piece of a task is done on a day; with the last piece the task is done.

    Refused before the consent (or the question) that it waits for is answered (S3-061, S3-065).
    """
    _ready(case, task, transition)
    _written(case, piece, name, text, seat)
    record = open_task(case, task.id, transition, seat.pk if seat else None)
    if record is None or record.done_on is not None:
        record = TransitionTask(case=case, transition=transition, seat=seat, task=task.id)
    record.pieces[piece.id] = {
        "on": happened(on).isoformat(),
        "name": name.strip()[:150],
        "text": text.strip(),
        "asks": piece.asks,
        "by": actor.name,
    }
    if all(one.id in record.pieces for one in task.pieces):
        record.done_on = max(date.fromisoformat(record.pieces[one.id]["on"]) for one in task.pieces)
    record.save()
    return record


def _ready(case: Case, task: Task, transition: Transition | None) -> None:
    for wanted in filter(None, (task.after, task.consent)):
        given = standing_answer(case, wanted, transition)
        if given is None:
            raise Invalid("Svar på spørsmålet om samtykke først.")
        if wanted == task.consent and not given.yes:
            raise Invalid("Det er ikke samtykke til dette. Ingenting kan overføres.")


def _written(case: Case, piece: Piece, name: str, text: str, seat: Seat | None) -> None:
    if piece.asks in ("name", "transfer", "package"):
        filled(name, field="name", sentence="Skriv hvem." if piece.asks == "name" else "Skriv hvem som har fått det.")
    if piece.asks in ("text", "goal", "meeting", "transfer"):
        filled(text, field="text", sentence=WRITTEN[piece.asks])
    if piece.asks == "consent" and seat is not None and seat.unit_id not in in_force_by_unit(case, now()):
        raise Invalid("Enheten har ikke samtykke ennå. Tilgangen følger samtykket, så be om det først.")


@operation(affects="record", allow=allow(*LEADING, "seat", sees=Part.GOALS), part=Part.GOALS)
def untick(*, actor: Actor, record: TransitionTask, piece: Piece) -> TransitionTask:
    """A piece was ticked by mistake. What was handed over to others stays in the log."""
    record.pieces.pop(piece.id, None)
    record.done_on = None
    record.save()
    return record


@operation(affects="case", allow=allow(*LEADING), part=Part.GOALS)
def assign(
    *,
    actor: Actor,
    case: Case,
    task: Task,
    to: str,
    do_by: date | None,
    transition: Transition | None = None,
) -> TransitionTask:
    """A member of the team takes a task of the check list, by a day before the change (S3-119)."""
    if transition is not None and do_by is not None and do_by >= transition.on:
        raise Invalid("Velg en dag før overgangen.", "do_by")
    record = open_task(case, task.id, transition) or TransitionTask(case=case, transition=transition, task=task.id)
    record.assigned_to = to[:150]
    record.do_by = do_by
    record.save()
    return record


@operation(affects="case", allow=allow(*LEADING), part=Part.GOALS)
def mark_aid(*, actor: Actor, case: Case, aid: str, status: AidStatus, on: date) -> AidMark:
    """An aid is relevant, applied for on a day, or not relevant (S3-079)."""
    values: dict[str, Any] = {"status": status, "on": happened(on), "by": actor.name}
    marked, _ = AidMark.objects.update_or_create(case=case, aid=aid, defaults=values)
    return marked


@operation(affects="case", allow=allow(*LEADING, *OFFICE), part=Part.TEAM)
def name_contact(*, actor: Actor, case: Case, name: str, where: str, phone: str, on: date) -> ContactPerson:
    """Somebody in the municipality is the contact person from a day; the one before ends the same day (S3-130)."""
    happened(on, not_before=case.opened_on)
    ContactPerson.objects.filter(case=case, ended_on__isnull=True, started_on__lte=on).update(ended_on=on)
    return ContactPerson.objects.create(
        case=case,
        name=filled(name, field="name", sentence="Skriv navnet.")[:150],
        where=filled(where, field="where", sentence="Skriv hvor kontaktpersonen arbeider.")[:150],
        phone=phone.strip()[:30],
        started_on=on,
    )


@operation(affects="contact", allow=allow(*LEADING, *OFFICE), part=Part.TEAM)
def end_contact(*, actor: Actor, contact: ContactPerson, on: date) -> ContactPerson:
    """The contact person is so no longer after the day."""
    contact.ended_on = happened(on, not_before=contact.started_on)
    contact.save()
    return contact


def refuse_before_transfer(case: Case) -> None:
    """Raises `Invalid` while a move is recorded, and nothing is handed over or declined (S3-059)."""
    if waits_for_transfer(case):
        raise Invalid(
            "Personen flytter. Registrer først hva som er overført til den nye kommunen, eller at det ikke er "
            "samtykke til å overføre noe. Det gjør du under «Overganger»."
        )
