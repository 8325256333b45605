"""What is recorded of transitions, and the facts it gives."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import CharField, F, Q, SmallIntegerField, Value

from samrad.cases.models import Case
from samrad.coordinators.queries import facts as coordinator_facts
from samrad.duties.calendar import Span
from samrad.duties.facts import Fact
from samrad.kernel.clock import day_of
from samrad.meetings.models import Meeting
from samrad.meetings.rules import TEAM_KINDS
from samrad.teams.models import CareTeam
from samrad.transitions.models import (
    AidMark,
    ContactPerson,
    SchoolRecord,
    Transition,
    TransitionAnswer,
    TransitionTask,
)
from samrad.transitions.rules import (
    FIRST,
    SCHOOL_KINDS,
    Coming,
    Recorded,
    SchoolYear,
    Step,
    TransitionKind,
    birth_facts,
    school_changes,
    school_years,
    year_facts,
)

UPPER = (11, 12, 13)
AHEAD = Span(3, "year")
GIVING = ("transfer", "package")


def school_of(case: Case, records: Iterable[SchoolRecord] | None = None) -> list[SchoolYear]:
    """The school years of the person, from what is recorded; none when the birth date is not known.

    `records` are those of the case, when the caller has them at hand.
    """
    if case.subject.born_on is None:
        return []
    known = records_of(case) if records is None else records
    return school_years(case.subject.born_on, [Recorded(one.on, one.grade) for one in known])


def records_of(case: Case) -> list[SchoolRecord]:
    """What is recorded of school and not taken back, by day."""
    return list(SchoolRecord.objects.filter(case=case, cancelled_on__isnull=True))


def record_in(case: Case, record_id: int) -> SchoolRecord | None:
    """One school record of the case that is not taken back."""
    return SchoolRecord.objects.filter(case=case, pk=record_id, cancelled_on__isnull=True).first()


def transitions_of(case: Case) -> list[Transition]:
    """The transitions of the case that are not cancelled, by day."""
    return list(Transition.objects.filter(case=case, cancelled_on__isnull=True))


def transition_in(case: Case, transition_id: int) -> Transition | None:
    """One transition of the case that is not cancelled."""
    return Transition.objects.filter(case=case, pk=transition_id, cancelled_on__isnull=True).first()


def coming(case: Case, on: date) -> list[Coming]:
    """What comes in the next three years, by day: the changes that are planned, and new schools. One query."""
    until = AHEAD.after(on)
    recorded, planned = _school_and_changes(case)
    ahead = [one for one in planned if on <= one.on <= until]
    told = {one.on.year for one in ahead if one.kind in SCHOOL_KINDS}
    years = school_years(case.subject.born_on, recorded) if case.subject.born_on else []
    schools = [one for one in school_changes(years, on, until) if one.on.year not in told]
    return sorted([*ahead, *schools], key=lambda one: one.on)


def _school_and_changes(case: Case) -> tuple[list[Recorded], list[Coming]]:
    names = ("on", "grade", "what", "where")
    nothing = Value("", CharField())
    school = SchoolRecord.objects.filter(case=case, cancelled_on__isnull=True).order_by()
    changes = Transition.objects.filter(case=case, cancelled_on__isnull=True, carried_out_on__isnull=True).order_by()
    rows = (
        school.annotate(what=nothing, where=nothing)
        .values_list(*names)
        .union(
            changes.annotate(
                grade=Value(None, SmallIntegerField(null=True)), what=F("kind"), where=F("to")
            ).values_list(*names),
            all=True,
        )
    )
    listed = list(rows)
    recorded = [Recorded(day, grade) for day, grade, what, _ in listed if not what]
    return recorded, [Coming(day, kind=what, to=where) for day, _, what, where in listed if what]


def answers_of(case: Case) -> dict[tuple[int | None, str], TransitionAnswer]:
    """The answers that stand, by transition (None = the case) and question."""
    found = TransitionAnswer.objects.filter(case=case, replaced_on__isnull=True)
    return {(one.transition_id, one.question): one for one in found}


def standing_answer(case: Case, question: str, transition: Transition | None = None) -> TransitionAnswer | None:
    """The answer that stands to a question."""
    return TransitionAnswer.objects.filter(
        case=case, question=question, transition=transition, replaced_on__isnull=True
    ).first()


def tasks_of(case: Case) -> list[TransitionTask]:
    """What is recorded of the tasks, the oldest first."""
    return list(TransitionTask.objects.filter(case=case))


def open_task(
    case: Case, task: str, transition: Transition | None = None, seat_id: int | None = None
) -> TransitionTask | None:
    """The record of a task that is not done yet, else the last one that is."""
    found = TransitionTask.objects.filter(case=case, task=task, transition=transition, seat=seat_id)
    return found.order_by("done_on", "-id").last() if not found.filter(done_on=None) else found.get(done_on=None)


def aids_of(case: Case) -> dict[str, AidMark]:
    """What is thought of each aid."""
    return {one.aid: one for one in AidMark.objects.filter(case=case)}


def contact_person(case: Case, on: date) -> ContactPerson | None:
    """The named contact person on the day."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return ContactPerson.objects.filter(still, case=case, started_on__lte=on).first()


def contact_in(case: Case, contact_id: int) -> ContactPerson | None:
    """One contact person of the case whose end is not recorded."""
    return ContactPerson.objects.filter(case=case, pk=contact_id, ended_on__isnull=True).first()


def waits_for_transfer(case: Case) -> bool:
    """Whether a move is recorded and nothing is handed over yet; a consent that was refused lets it be."""
    if case.subject.died_on is not None:
        return False
    moves = Transition.objects.filter(case=case, kind=TransitionKind.MOVING, cancelled_on__isnull=True)
    for move in moves.prefetch_related("tasks", "answers"):
        given = any(_gives(one) for one in move.tasks.all())
        declined = any(one.given_by and not one.yes and one.replaced_on is None for one in move.answers.all())
        if not given and not declined:
            return True
    return False


def _gives(record: TransitionTask) -> bool:
    return any(piece.get("asks") in GIVING for piece in record.pieces.values())


# ── facts ────────────────────────────────────────────────────────────────────


def facts(case_ids: list[int]) -> list[Fact]:
    """School years, birthdays, transitions with their steps, tasks and answers, and contact persons."""
    found = _school_facts(case_ids)
    for one in Transition.objects.filter(case__in=case_ids):
        found.extend(_transition_facts(one))
    for record in TransitionTask.objects.filter(case__in=case_ids, done_on__isnull=False):
        found.append(
            Fact("transition_task", f"transition-task-{record.pk}", record.done_on, _parent(record, record.seat_id),
                 attrs={"task": record.task})
        )  # fmt: skip
    for answer in TransitionAnswer.objects.filter(case__in=case_ids, replaced_on__isnull=True):
        found.append(
            Fact("transition_answer", f"transition-answer-{answer.pk}", answer.on, _parent(answer),
                 attrs={"question": answer.question, "yes": answer.yes})
        )  # fmt: skip
    return found


def _parent(one: TransitionTask | TransitionAnswer, seat_id: int | None = None) -> str:
    if seat_id is not None:
        return f"seat-{seat_id}"
    return f"transition-{one.transition_id}" if one.transition_id else f"case-{one.case_id}"


def _transition_facts(one: Transition) -> list[Fact]:
    own = f"transition-{one.pk}"
    steps = {Step.PLANNED: one.planned_on, Step.STARTED: one.started_on, Step.CARRIED_OUT: one.carried_out_on}
    return [
        Fact("transition", own, one.on, f"case-{one.case_id}", attrs={
            "transition_kind": one.kind, "planned": one.recorded_on, "cancelled": one.cancelled_on}),
        *(Fact("transition_step", f"{own}-{step}", day, own, attrs={"step": step.value})
          for step, day in steps.items() if day),
    ]  # fmt: skip


def _school_facts(case_ids: list[int]) -> list[Fact]:
    recorded: dict[int, list[Recorded]] = defaultdict(list)
    for case_id, on, grade in SchoolRecord.objects.filter(case__in=case_ids, cancelled_on__isnull=True).values_list(
        "case_id", "on", "grade"
    ):
        recorded[case_id].append(Recorded(on, grade))
    found: list[Fact] = []
    pupils: dict[int, list[SchoolYear]] = {}
    dates = Case.objects.filter(pk__in=case_ids, subject__born_on__isnull=False)
    for case_id, opened, born in dates.values_list("id", "opened_on", "subject__born_on"):
        if born is None:
            continue
        years = school_years(born, recorded[case_id])
        ahead = [one for one in years if one.end >= opened]
        if ahead:
            pupils[case_id] = ahead
        found.extend(birth_facts(case_id, opened, born, years))
    if pupils:
        found.extend(_pupil_facts(pupils))
    return found


def _pupil_facts(pupils: dict[int, list[SchoolYear]]) -> Iterable[Fact]:
    ids = list(pupils)
    opened = dict(Case.objects.filter(pk__in=ids).values_list("id", "opened_on"))
    teams: dict[int, date] = {}
    for case_id, started in (
        CareTeam.objects.filter(case__in=ids).order_by("-started_on").values_list("case_id", "started_on")
    ):
        teams[case_id] = started
    for case_id, years in pupils.items():
        since = max(opened[case_id], teams.get(case_id, opened[case_id]))
        yield from year_facts(case_id, opened[case_id], since, years)
    at_school = [case_id for case_id, years in pupils.items() if any(one.grade >= FIRST for one in years)]
    for meeting in Meeting.objects.filter(case__in=at_school, kind__in=list(TEAM_KINDS)):
        day = day_of(meeting.starts_at)
        last = min(filter(None, (meeting.cancelled_on, day)))
        planned = min(meeting.planned_on, last)
        yield Fact("meeting_ahead", f"meeting-{meeting.pk}-ahead", planned, f"case-{meeting.case_id}",
                   attrs={"ended": last})  # fmt: skip
    yield from _contact_facts(
        [case_id for case_id, years in pupils.items() if any(one.grade in UPPER for one in years)]
    )


def _contact_facts(case_ids: list[int]) -> Iterable[Fact]:
    for one in coordinator_facts(case_ids):
        if one.kind == "coordinator":
            yield Fact("municipal_contact", f"{one.id}-contact", one.on, one.parent, attrs={"ended": one.ended})
    for person in ContactPerson.objects.filter(case__in=case_ids):
        yield Fact("municipal_contact", f"contact-person-{person.pk}", person.started_on, f"case-{person.case_id}",
                   attrs={"ended": person.ended_on})  # fmt: skip
