"""Deviations and matters: of a case, on the lists of those who handle them, and as facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from samrad.accounts.queries import leader_of
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, Sight
from samrad.cases.models import Case
from samrad.coordinators.access import current_appointments
from samrad.deviations.models import AskedUnit, Deviation, DeviationStep, Matter, MatterStep
from samrad.deviations.rules import Level, Stage, Step, What, next_stage
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.routines.queries import in_force, versions

# ── of a case ────────────────────────────────────────────────────────────────


def deviations(case: Case) -> list[Deviation]:
    """The deviations of a case, those that are open first."""
    found = Deviation.objects.filter(case=case)
    return sorted(found, key=lambda one: one.closed_on is not None)


def deviation_in(case: Case, deviation_id: int) -> Deviation | None:
    """A deviation of the case."""
    return Deviation.objects.filter(case=case, pk=deviation_id).select_related("case").first()


def steps_of(deviation: Deviation) -> list[DeviationStep]:
    """What was done with a deviation, in order."""
    return list(DeviationStep.objects.filter(deviation=deviation))


def matters(case: Case) -> list[Matter]:
    """The matters of a case with their steps and the units asked, those that go on first."""
    found = Matter.objects.filter(case=case).prefetch_related(*_PARTS)
    return sorted(found, key=lambda one: one.ended_on is not None)


_PARTS = (
    Prefetch("asked", AskedUnit.objects.select_related("unit")),
    Prefetch("steps", MatterStep.objects.order_by("id")),
)


def matter_in(case: Case, matter_id: int) -> Matter | None:
    """A matter of the case, with the measure or meeting it came from."""
    return (
        Matter.objects.filter(case=case, pk=matter_id)
        .select_related("case__subject", "activity", "meeting", "seat__unit")
        .prefetch_related(*_PARTS)
        .first()
    )


def steps_done(matter: Matter) -> set[Step]:
    """The steps a matter has been through."""
    return {Step(one) for one in MatterStep.objects.filter(matter=matter).values_list("step", flat=True)}


def last_day(matter: Matter) -> date | None:
    """The day of the last step, else of the attempt."""
    last = MatterStep.objects.filter(matter=matter).order_by("-id").values_list("on", flat=True).first()
    return last or matter.attempted_on


def open_stage(matter: Matter, routine: Routine | None = None) -> Stage | None:
    """The step that is open now, by the routine in force the day the matter was raised; None when there is none."""
    if matter.ended_on is not None:
        return None
    if routine is None:
        version = in_force(versions(), matter.raised_on)
        routine = version.routine if version else None
    done = {Step(one.step) for one in matter.steps.all()}
    return next_stage(routine, done, matter.answer) if routine else None


def does(actor: Actor, sight: Sight, matter: Matter, stage: Stage) -> bool:
    """Whether the step is the actor's: by the role the routine names. A unit without a leader is answered for by
    the coordinator.
    """
    leading = sight.has(*LEADING)
    if stage.holder == "ke":
        return sight.has(*OFFICE)
    if stage.holder != "unit_leader":
        return leading
    first = next(iter(matter.asked.all()), None)
    if first is None:
        return leading
    if actor.is_leader and first.unit_id == actor.unit_id:
        return True
    return leading and leader_of(first.unit_id, today()) is None


# ── lists of those who handle them ───────────────────────────────────────────


@dataclass(frozen=True)
class Waiting:
    """A deviation on a list of somebody who handles it: the case's number and coordinator, never the person."""

    deviation: Deviation
    number: str
    coordinator: str
    raised_on: date | None


def _listed(found: QuerySet[Any], at: datetime) -> list[Waiting]:
    own = {"case_id": OuterRef("case_id")}
    raised = DeviationStep.objects.filter(deviation=OuterRef("pk"), what=What.RAISED).order_by("-id").values("on")[:1]
    rows = found.select_related("case").annotate(
        coordinator=Subquery(current_appointments(at).filter(**own).values("employment__name")[:1]),
        raised=Subquery(raised),
    )
    return [Waiting(one, one.case.number, one.coordinator or "", one.raised) for one in rows.order_by("pk")]


def to_handle(at: datetime) -> list[Waiting]:
    """What systemansvarlig has to decide: raised by a team and without a decision (S1-017). Oldest first."""
    return _listed(Deviation.objects.exclude(level=Level.TEAM).filter(closed_on__isnull=True), at)


def past_limit(before: date, at: datetime) -> list[Waiting]:
    """Deviations that a team has had open since before the day, and not raised."""
    found = Deviation.objects.filter(level=Level.TEAM, closed_on__isnull=True, reported_on__lt=before)
    return _listed(found, at)


def asked_of(unit_id: int, on: date) -> list[Matter]:
    """The matters the leader of a unit is asked about and has not answered, oldest first."""
    found = Matter.objects.filter(
        asked__unit_id=unit_id, asked__asked_on__lte=on, answer="", ended_on__isnull=True, case__ended_on__isnull=True
    )
    return list(found.select_related("case__subject").order_by("raised_on", "pk").distinct())


def at_office() -> list[Matter]:
    """The matters that were sent to the coordinating unit and not answered there, oldest first (S3-013)."""
    sent = MatterStep.objects.filter(matter=OuterRef("pk"), step=Step.TO_OFFICE)
    answered = MatterStep.objects.filter(matter=OuterRef("pk"), step=Step.OFFICE_ANSWERED)
    found = Matter.objects.filter(Exists(sent), ~Exists(answered), ended_on__isnull=True, case__ended_on__isnull=True)
    return list(found.select_related("case__subject").order_by("raised_on", "pk"))


def open_in(case_ids: Iterable[int]) -> list[Deviation]:
    """The deviations that are open in the cases, those with the nearest deadline first."""
    found = Deviation.objects.filter(case__in=list(case_ids), closed_on__isnull=True).select_related("case__subject")
    return list(found.order_by("due_on", "reported_on", "pk"))


def numbers(year: int) -> dict[str, int]:
    """Deviations reported in the year: all, raised to systemansvarlig, and to the board."""
    found: dict[str, int] = Deviation.objects.filter(reported_on__year=year).aggregate(
        reported=Count("pk", distinct=True),
        raised=Count("pk", filter=Q(steps__what=What.RAISED), distinct=True),
        to_board=Count("pk", filter=Q(steps__what=What.TO_BOARD), distinct=True),
    )
    return found


# ── facts ────────────────────────────────────────────────────────────────────


def facts(case_ids: list[int]) -> list[Fact]:
    """Deviations, their levels, and the steps of matters."""
    found: list[Fact] = []
    for one in Deviation.objects.filter(case__in=case_ids).prefetch_related("steps"):
        found.extend(_deviation_facts(one))
    for matter in Matter.objects.filter(case__in=case_ids).prefetch_related(*_PARTS):
        found.extend(_matter_facts(matter))
    return found


def _deviation_facts(one: Deviation) -> list[Fact]:
    own = f"deviation-{one.pk}"
    found = [
        Fact("deviation", own, one.reported_on, f"case-{one.case_id}",
             attrs={"level": one.level, "due": one.due_on, "ended": one.closed_on})
    ]  # fmt: skip
    if one.closed_on:
        found.append(Fact("deviation_closed", f"{own}-closed", one.closed_on, own))
    for step in one.steps.all():
        name = f"{own}-step-{step.pk}"
        if step.what == What.DECIDED:
            found.append(Fact("deviation_decided", name, step.on, own))
        if step.what in (What.RAISED, What.TO_BOARD):
            level = "to_board" if step.what == What.TO_BOARD else "to_system_owner"
            found.append(
                Fact("escalation_step", name, step.on, own, attrs={"step": level, "matter": own, "deviation": own})
            )
    return found


def _matter_facts(matter: Matter) -> list[Fact]:
    own, case = f"matter-{matter.pk}", f"case-{matter.case_id}"
    asked = list(matter.asked.all())
    unit = f"unit-{asked[0].unit_id}" if asked else None
    found = []
    if matter.attempted_on:
        found.append(
            Fact("escalation_step", f"{own}-attempted", matter.attempted_on, case,
                 attrs={"step": "attempted", "matter": own, "ended": matter.ended_on})
        )  # fmt: skip
    for one in matter.steps.all():
        found.append(
            Fact("escalation_step", f"{own}-{one.step}", one.on, case,
                 attrs={"step": one.step, "matter": own, "unit": unit, "answer": one.answer or None})
        )  # fmt: skip
    return found
