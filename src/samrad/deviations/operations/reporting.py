"""A deviation: reported, followed up by its owner, raised when the team cannot close it, decided, closed."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.deviations.models import Deviation, DeviationStep
from samrad.deviations.rules import Level, What
from samrad.kernel.checks import filled, happened
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation

SEEN = Part.DEVIATIONS


@operation(affects="case", allow=allow(*LEADING, *OFFICE, *PERSONAL, "seat", personal=True), part=SEEN)
def report_deviation(
    *, actor: Actor, case: Case, title: str, description: str, on: date, duty_key: str = ""
) -> Deviation:
    """Reports that something did not go as it should, freely or from a late duty (`duty_key`)."""
    return Deviation.objects.create(
        case=case,
        title=filled(title, field="title", sentence="Skriv kort hva avviket er.")[:200],
        description=filled(description, field="description", sentence="Skriv hva som skjedde."),
        duty_key=duty_key,
        reported_on=happened(on, not_before=case.opened_on),
        reported_by=actor.name,
    )


@operation(affects="deviation", allow=allow(*LEADING), part=SEEN)
def plan_measures(*, actor: Actor, deviation: Deviation, measures: str, due_on: date) -> Deviation:
    """What the owner will do with the deviation, and by when (S1-010)."""
    _open(deviation)
    deviation.measures = filled(measures, field="measures", sentence="Skriv hva dere gjør med det.")
    if due_on < deviation.reported_on:
        raise Invalid("Fristen kan ikke være før avviket ble meldt.", "due_on")
    deviation.due_on = due_on
    deviation.save()
    return deviation


@operation(affects="deviation", allow=allow(*LEADING), part=SEEN)
def cannot_close(*, actor: Actor, deviation: Deviation, on: date, note: str) -> Deviation:
    """The team cannot close it: it goes to systemansvarlig, with what was tried (S1-017)."""
    _open(deviation)
    if deviation.level != Level.TEAM:
        raise Invalid("Avviket er allerede sendt videre.")
    text = filled(note, field="note", sentence="Skriv hva dere har forsøkt, og hvorfor dere ikke kan lukke det.")
    return _moved(actor, deviation, Level.SYSTEM_OWNER, What.RAISED, on, text)


@operation(affects="deviation", allow=allow("raised_deviation"), part=SEEN)
def pass_to_board(*, actor: Actor, deviation: Deviation, on: date, note: str, issue_id: int) -> Deviation:
    """Systemansvarlig brings it to the board as an anonymous issue; only from that level (the lowest first)."""
    _open(deviation)
    if deviation.level != Level.SYSTEM_OWNER:
        raise Invalid("Avviket ligger ikke hos systemansvarlig nå.")
    deviation.board_issue_id = issue_id
    return _moved(actor, deviation, Level.BOARD, What.TO_BOARD, on, note)


@operation(affects="deviation", allow=allow("raised_deviation"), part=SEEN)
def board_answered(*, actor: Actor, deviation: Deviation, on: date, note: str) -> Deviation:
    """What the board said of the issue comes back to systemansvarlig, who decides."""
    _open(deviation)
    if deviation.level != Level.BOARD:
        raise Invalid("Avviket ligger ikke hos det overordnede teamet.")
    text = filled(note, field="note", sentence="Skriv hva teamet kom fram til.")
    return _moved(actor, deviation, Level.SYSTEM_OWNER, What.BOARD_ANSWERED, on, text)


@operation(affects="deviation", allow=allow("raised_deviation"), part=SEEN)
def decide_deviation(*, actor: Actor, deviation: Deviation, on: date, decision: str, closes: bool) -> Deviation:
    """Systemansvarlig's decision: it closes the deviation, or gives it back to the team to be done."""
    _open(deviation)
    if deviation.level != Level.SYSTEM_OWNER:
        raise Invalid("Avviket venter på svar fra det overordnede teamet. Registrer svaret først.")
    text = filled(decision, field="decision", sentence="Skriv hva som er bestemt.")
    _moved(actor, deviation, Level.TEAM, What.DECIDED, on, text)
    if closes:
        _close(actor, deviation, on, text, Level.SYSTEM_OWNER)
    return deviation


@operation(affects="deviation", allow=allow(*LEADING, closed=True), part=SEEN)
def close_deviation(*, actor: Actor, deviation: Deviation, on: date, note: str) -> Deviation:
    """Closes a deviation in the team, with what was done and the day."""
    _open(deviation)
    if deviation.level != Level.TEAM:
        raise Invalid("Avviket er hos systemansvarlig. Det må avgjøres der først.")
    text = filled(note, field="note", sentence="Skriv hva som ble gjort.")
    return _close(actor, deviation, on, text, Level.TEAM)


def _open(deviation: Deviation) -> None:
    if deviation.closed_on is not None:
        raise Invalid("Avviket er lukket.")


def _moved(actor: Actor, deviation: Deviation, level: Level, what: What, on: date, note: str) -> Deviation:
    last = DeviationStep.objects.filter(deviation=deviation).last()
    happened(on, not_before=last.on if last else deviation.reported_on)
    DeviationStep.objects.create(
        case=deviation.case, deviation=deviation, what=what, on=on, by=actor.name, note=note.strip()
    )
    deviation.level = level
    deviation.save()
    return deviation


def _close(actor: Actor, deviation: Deviation, on: date, note: str, level: Level) -> Deviation:
    _moved(actor, deviation, Level.TEAM, What.CLOSED, on, note)
    deviation.closed_on, deviation.closed_note, deviation.closed_level = on, note, level
    deviation.save()
    return deviation
