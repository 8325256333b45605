"""Boards as they stand: seats with holders, who is proposed replaced, meetings, issues, records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from samrad.accounts.models import Employment
from samrad.board.access import current_members
from samrad.board.models import (
    Board,
    BoardMeeting,
    BoardMember,
    BoardSeat,
    GroupEvaluation,
    Issue,
    QualityMeasure,
    RoutineEvaluation,
    SectorPlan,
    Training,
    TrendReport,
    UserVoice,
)
from samrad.board.rules import Sitting, to_replace
from samrad.cases.models import Case
from samrad.coordinators.access import current_appointments
from samrad.duties.facts import Fact
from samrad.kernel.clock import now


@dataclass(frozen=True)
class Chair:
    """A seat as it is shown: who has it now, the deputy, and whether it is proposed for somebody new."""

    seat: BoardSeat
    member: BoardMember | None
    deputy: BoardMember | None
    replace: bool


def chairs(board: Board, on: date) -> list[Chair]:
    """The seats of a board in the routine's order. Two queries."""
    seats = list(BoardSeat.objects.filter(board=board))
    held: dict[tuple[int, bool], BoardMember] = {}
    for one in current_members(on).filter(seat__board=board).select_related("employment__unit"):
        held[one.seat_id, one.deputy] = one
    sitting = [Sitting(seat, one.started_on) for (seat, deputy), one in held.items() if not deputy]
    kept = [seat.pk for seat in seats if seat.leads and board.leader == "system_owner"]
    proposed = set(to_replace(sitting, board.rotates, kept))
    return [Chair(seat, held.get((seat.pk, False)), held.get((seat.pk, True)), seat.pk in proposed) for seat in seats]


def open_boards() -> QuerySet[Board]:
    """The boards that go on."""
    return Board.objects.filter(ended_on__isnull=True).order_by("id")


def board_seat(board: Board, seat_id: int) -> BoardSeat | None:
    """A seat of the board."""
    return BoardSeat.objects.filter(board=board, pk=seat_id).select_related("board").first()


def member_of(board: Board, member_id: int) -> BoardMember | None:
    """Somebody's time in a seat of the board."""
    return (
        BoardMember.objects.filter(seat__board=board, pk=member_id).select_related("seat__board", "employment").first()
    )


def meetings(board: Board) -> list[BoardMeeting]:
    """The meetings of a board, the latest first."""
    return list(BoardMeeting.objects.filter(board=board))


def meeting_of(board: Board, meeting_id: int) -> BoardMeeting | None:
    """A meeting of the board, with its issues."""
    issues = Prefetch("issues", Issue.objects.order_by("id"))
    return (
        BoardMeeting.objects.filter(board=board, pk=meeting_id).select_related("board").prefetch_related(issues).first()
    )


def issues(board: Board) -> list[Issue]:
    """The issues on the board's list, those not settled first."""
    return list(Issue.objects.filter(board=board).select_related("meeting"))


def issue_of(board: Board, issue_id: int) -> Issue | None:
    """An issue on the board's list."""
    return Issue.objects.filter(board=board, pk=issue_id).select_related("board", "meeting").first()


def issue_by_id(issue_id: int | None) -> Issue | None:
    """The issue a deviation led to."""
    return Issue.objects.filter(pk=issue_id or 0).select_related("board").first()


def trainings(board: Board) -> list[Training]:
    """The trainings a board has given, with who took part."""
    return list(Training.objects.filter(board=board).prefetch_related("participants"))


def trainings_of(employment_id: int | None) -> list[Training]:
    """The trainings an employee has taken part in, the latest first."""
    return list(Training.objects.filter(taken__employment=employment_id or 0))


def coordinators_without_training() -> list[Employment]:
    """Everybody who coordinates a case that goes on and has taken part in no training, by name (S1-022)."""
    coordinating = current_appointments(now()).filter(case__ended_on__isnull=True).values("employment_id")
    found = Employment.objects.filter(pk__in=coordinating, trainings__isnull=True)
    return list(found.select_related("unit").order_by("name", "pk"))


def measures(board: Board) -> list[QualityMeasure]:
    """The measures of a board, those not done first."""
    return list(QualityMeasure.objects.filter(board=board).select_related("owner"))


def measure_of(board: Board, measure_id: int) -> QualityMeasure | None:
    """A measure of the board."""
    return QualityMeasure.objects.filter(board=board, pk=measure_id).select_related("board").first()


def voices(board: Board) -> list[UserVoice]:
    """What users have said, the latest first."""
    return list(UserVoice.objects.filter(board=board))


def sector_plans(board: Board) -> list[SectorPlan]:
    """The sector plans of a board, by hearing."""
    return list(SectorPlan.objects.filter(board=board))


def sector_plan_of(board: Board, plan_id: int) -> SectorPlan | None:
    """A sector plan of the board."""
    return SectorPlan.objects.filter(board=board, pk=plan_id).select_related("board").first()


def reports(board: Board) -> list[TrendReport]:
    """The reports that were sent, the latest first."""
    return list(TrendReport.objects.filter(board=board))


def routine_evaluations(board: Board) -> list[RoutineEvaluation]:
    """The board's evaluations of the routine, the latest first."""
    return list(RoutineEvaluation.objects.filter(board=board))


def evaluations_of(case: Case) -> list[GroupEvaluation]:
    """What the group of a case has said of its work, the latest first."""
    return list(GroupEvaluation.objects.filter(case=case))


def case_facts(case_ids: Iterable[int]) -> list[Fact]:
    """That groups have evaluated their own work."""
    return [
        Fact("group_evaluated", f"group-evaluation-{one.pk}", one.on, f"team-{one.team_id}")
        for one in GroupEvaluation.objects.filter(case__in=list(case_ids), about="group", team__isnull=False)
    ]
