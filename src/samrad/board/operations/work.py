"""The records of the board's work: training, measures, users' voices, sector plans, reports, the routine; and
what groups say of their own work."""

from collections.abc import Mapping, Sequence
from datetime import date

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.board.access import members_only
from samrad.board.models import (
    Board,
    GroupEvaluation,
    QualityMeasure,
    RoutineEvaluation,
    SectorPlan,
    Training,
    TrainingTaken,
    TrendReport,
    UserVoice,
)
from samrad.board.queries.figures import figures
from samrad.board.rules import About, Answer, Outcome, SentTo, Voice
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.teams.queries import latest_team


@operation(affects="result", allow=members_only)
def record_training(
    *, actor: Actor, board: Board, on: date, theme: str, participants: Sequence[Employment]
) -> Training:
    """Training or guidance that was given: when, on what, and who took part (S1-022)."""
    if not participants:
        raise Invalid("Kryss av dem som var med.", "participants")
    training = Training.objects.create(
        board=board, on=happened(on), theme=filled(theme, field="theme", sentence="Skriv temaet.")[:200]
    )
    TrainingTaken.objects.bulk_create([TrainingTaken(training=training, employment=one) for one in participants])
    return training


@operation(affects="result", allow=members_only)
def decide_measure(
    *, actor: Actor, board: Board, title: str, owner: Employment, on: date, due_on: date | None = None
) -> QualityMeasure:
    """A measure the board decides on because of the evaluations, with owner and date (S1-023)."""
    ordered(on, due_on, field="due_on")
    return QualityMeasure.objects.create(
        board=board,
        title=filled(title, field="title", sentence="Skriv hva som skal gjøres.")[:200],
        owner=owner,
        decided_on=happened(on),
        due_on=due_on,
    )


@operation(affects="measure", allow=members_only)
def finish_measure(*, actor: Actor, measure: QualityMeasure, on: date, note: str) -> QualityMeasure:
    """A measure is done, with what was done."""
    if measure.done_on is not None:
        raise Invalid("Tiltaket er allerede gjort.")
    measure.done_on = happened(on, not_before=measure.decided_on)
    measure.done_note = filled(note, field="note", sentence="Skriv hva som ble gjort.")
    measure.save()
    return measure


@operation(affects="result", allow=members_only)
def record_voice(*, actor: Actor, board: Board, kind: Voice, on: date, answers: int | None, changed: str) -> UserVoice:
    """A survey round or a user representative's contribution, and what was changed because of it (S1-024)."""
    if kind is Voice.SURVEY and answers is None:
        raise Invalid("Skriv hvor mange som svarte.", "answers")
    return UserVoice.objects.create(
        board=board,
        kind=kind,
        on=happened(on),
        answers=answers,
        changed=filled(changed, field="changed", sentence="Skriv hva som ble endret, eller hvorfor ingenting ble det."),
    )


@operation(affects="result", allow=members_only)
def register_sector_plan(*, actor: Actor, board: Board, title: str, hearing_on: date) -> SectorPlan:
    """An overordnet fagplan that is being made, with the day of its hearing (S1-025)."""
    return SectorPlan.objects.create(
        board=board,
        title=filled(title, field="title", sentence="Skriv navnet på planen.")[:200],
        registered_on=today(),
        hearing_on=hearing_on,
    )


@operation(affects="sector_plan", allow=members_only)
def bring_needs(*, actor: Actor, sector_plan: SectorPlan, on: date, note: str) -> SectorPlan:
    """The needs of the groups were brought into the plan; the note says how."""
    if sector_plan.brought_on is not None:
        raise Invalid("Dette er allerede gjort.")
    sector_plan.note = filled(note, field="note", sentence="Skriv hva som er tatt inn i planen.")
    sector_plan.brought_on = happened(on, not_before=sector_plan.registered_on)
    sector_plan.save()
    return sector_plan


@operation(affects="result", allow=members_only)
def send_report(*, actor: Actor, board: Board, year: int, to: SentTo, on: date) -> TrendReport:
    """The numbers of a year were sent, as they stood, to the kommunedirektør or the national authorities (S1-021)."""
    return TrendReport.objects.create(
        board=board, year=year, to=to, sent_on=happened(on), sent_by=actor.name, figures=figures(year).as_sent()
    )


@operation(affects="result", allow=members_only)
def evaluate_routine(*, actor: Actor, board: Board, on: date, outcome: Outcome, note: str) -> RoutineEvaluation:
    """The board has gone through the routine: it is to be revised, or stands unchanged (S3-002)."""
    return RoutineEvaluation.objects.create(
        board=board,
        on=happened(on, not_before=board.started_on),
        outcome=outcome,
        note=filled(note, field="note", sentence="Skriv kort hva teamet kom fram til."),
        by=actor.name,
    )


@operation(affects="case", allow=allow(*LEADING, closed=True), part=Part.TEAM)
def evaluate_group(
    *, actor: Actor, case: Case, about: About, on: date, answers: Mapping[str, Answer], note: str = ""
) -> GroupEvaluation:
    """The group says how its own work, or the plan, has been: an answer to each of the routine's questions (S1-008)."""
    team = latest_team(case)
    if about is About.GROUP and team is None:
        raise Invalid("Saken har ingen gruppe å vurdere.")
    return GroupEvaluation.objects.create(
        case=case,
        team=team,
        about=about,
        on=happened(on, not_before=case.opened_on),
        by=actor.name,
        answers={key: str(value) for key, value in answers.items()},
        note=note.strip(),
    )
