"""A matter the team cannot settle: tried there first, then upwards step by step as the routine's flow says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrad.accounts.rules import Actor, Capacity
from samrad.agencies.models import Unit
from samrad.cases.access import LEADING, OFFICE, allow, sight
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.deviations.models import AskedUnit, Matter, MatterStep
from samrad.deviations.queries import does, last_day, open_stage, steps_done
from samrad.deviations.rules import LeaderAnswer, Solved, Step, Why, solved_at
from samrad.kernel.checks import filled, happened
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.meetings.models import Meeting
from samrad.plans.models import Activity
from samrad.teams.models import Seat

SEEN = Part.DEVIATIONS


@dataclass(frozen=True)
class Given:
    """What somebody writes in at a step: a note, the units asked, the leader's answer."""

    on: date
    note: str = ""
    units: Sequence[Unit] = ()
    answer: LeaderAnswer | None = None


@operation(affects="case", allow=allow(*LEADING, "seat"), part=SEEN)
def raise_matter(
    *,
    actor: Actor,
    case: Case,
    title: str,
    need: str,
    on: date,
    why: Why = Why.UNSOLVED,
    meeting: Meeting | None = None,
    seat: Seat | None = None,
) -> Matter:
    """Writes down a matter that has to be solved: first in the team, then, if it cannot be, above it.

    What was to be decided in a meeting, outside the mandate of a seat, names that seat (S4-047). Raises `Invalid`.
    """
    if why is Why.OUTSIDE_MANDATE and seat is None:
        raise Invalid("Velg hvem i gruppa som ikke har fullmakt.", "responsible")
    return Matter.objects.create(
        case=case,
        title=filled(title, field="title", sentence="Skriv kort hva saken gjelder.")[:200],
        need=filled(need, field="need", sentence="Skriv hva personen trenger, og hva dere trenger svar på."),
        why=why,
        raised_on=happened(on, not_before=case.opened_on),
        raised_by=actor.name,
        meeting=meeting,
        seat=seat,
    )


@operation(affects="activity", allow=allow(*LEADING, "seat"), part=SEEN)
def mark_outside(*, actor: Actor, activity: Activity, why: Why, need: str, on: date) -> Matter:
    """The responsible says that a measure is outside the own area, frame or mandate (S0-036, S4-047).

    It is then not given to that seat any longer, and stands as a matter that can be raised. Raises `Invalid`.
    """
    seat = activity.seat
    if seat is None:
        raise Invalid("Tiltaket er ikke gitt til noen i gruppa.")
    _own_seat(actor, activity.case, seat)
    matter = Matter.objects.create(
        case=activity.case,
        title=activity.title[:200],
        need=filled(need, field="need", sentence="Skriv hva personen trenger, og hva som ligger utenfor."),
        why=why,
        raised_on=happened(on, not_before=activity.agreed_on),
        raised_by=actor.name,
        activity=activity,
        seat=seat,
    )
    activity.seat = None
    activity.version += 1
    activity.save()
    return matter


def _own_seat(actor: Actor, case: Case, seat: Seat) -> None:
    if actor.capacity is Capacity.SYSTEM or seat.unit_id == actor.unit_id:
        return
    found = sight(actor, case.pk)
    if found is None or not found.has(*LEADING):
        raise Refused("Bare den som har fått tiltaket, eller koordinatoren, kan si at det ligger utenfor.")


@operation(affects="matter", allow=allow(*LEADING), part=SEEN)
def record_attempt(*, actor: Actor, matter: Matter, on: date, attempt: str, no_attempt_reason: str = "") -> Matter:
    """What the team itself has tried, or why it has not: asked for before anything goes upwards (S0-007)."""
    _going_on(matter)
    if not attempt.strip():
        filled(no_attempt_reason, field="attempt", sentence="Skriv hva dere har forsøkt i gruppa, eller hvorfor ikke.")
    matter.attempted_on = happened(on)
    matter.attempt = attempt.strip()
    matter.no_attempt_reason = "" if matter.attempt else no_attempt_reason.strip()
    matter.save()
    return matter


@operation(affects="matter", allow=allow(*LEADING), part=SEEN)
def solve_in_team(*, actor: Actor, matter: Matter, on: date, outcome: str) -> Matter:
    """The team solved it itself, at the lowest level. Only as long as it was not raised."""
    _going_on(matter)
    if steps_done(matter):
        raise Invalid("Saken er løftet. Den avsluttes når gruppa har fått svaret.")
    return _end(matter, happened(on, not_before=matter.raised_on), Solved.TEAM, outcome)


@operation(affects="matter", allow=allow(*LEADING, *OFFICE, "lifted_leader"), part=SEEN)
def take_step(*, actor: Actor, matter: Matter, step: Step, given: Given) -> Matter:
    """Does the step that is open now, as the one the routine names for it. The next is not open before it.

    Raises `Refused` for others, `Invalid` for a step that is not open or lacks something.
    """
    _going_on(matter)
    if matter.attempted_on is None:
        raise Invalid("Skriv først hva dere har forsøkt i gruppa. Saker løses på lavest mulig nivå.")
    stage = open_stage(matter)
    if stage is None or stage.step is not step:
        raise Invalid("Dette leddet er ikke åpent nå. Ledd tas ett for ett.")
    found = sight(actor, matter.case_id)
    if found is not None and not does(actor, found, matter, stage):
        raise Refused("Dette leddet er det en annen som gjør.")
    happened(given.on, not_before=last_day(matter), before_words="Dagen kan ikke være før leddet foran.")
    _check(matter, step, given)
    MatterStep.objects.create(
        case=matter.case, matter=matter, step=step, on=given.on, by=actor.name, note=given.note.strip(),
        answer=given.answer or "",
    )  # fmt: skip
    for unit in given.units:
        AskedUnit.objects.get_or_create(matter=matter, unit=unit, defaults={"case": matter.case, "asked_on": given.on})
    if step is Step.ANSWERED:
        matter.answer = given.answer or ""
        matter.save()
    if step is Step.INFORMED:
        answers = MatterStep.objects.filter(matter=matter, step__in=(Step.ANSWERED, Step.OFFICE_ANSWERED))
        last = answers.order_by("-id").first()
        outcome = given.note.strip() or (last.note if last else "") or "Gruppa er informert."
        _end(matter, given.on, solved_at(steps_done(matter), matter.answer), outcome)
    return matter


def _check(matter: Matter, step: Step, given: Given) -> None:
    if step is Step.LIFTED and len(given.units) != 1:
        raise Invalid("Velg enheten saken løftes til.", "unit")
    if step is Step.CONVENED and not given.units:
        raise Invalid("Velg minst én enhet til.", "units")
    if step is Step.ANSWERED and given.answer is None:
        raise Invalid("Velg et svar.", "answer")
    if step in (Step.ANSWERED, Step.OFFICE_ANSWERED):
        filled(given.note, field="note", sentence="Skriv svaret, så gruppa kan lese det.")


def _going_on(matter: Matter) -> None:
    if matter.ended_on is not None:
        raise Invalid("Saken er ferdig.")


def _end(matter: Matter, on: date, level: Solved, outcome: str) -> Matter:
    matter.ended_on = on
    matter.solved_level = level
    matter.outcome = filled(outcome, field="outcome", sentence="Skriv hva som ble løsningen.")
    matter.save()
    return matter
