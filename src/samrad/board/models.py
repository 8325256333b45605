"""Board, seat, member, meeting, issue, and the records of the board's work."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from samrad.accounts.models import Employment
from samrad.board.rules import IssueStatus
from samrad.cases.models import Case, end_paired, paired
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.teams.models import CareTeam


class Board(TenantModel):
    """A body above the cases, opened after the routine's plan of that id."""

    plan = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    leader = models.CharField(max_length=15)
    deputies = models.BooleanField(default=False)
    term_months = models.PositiveIntegerField()
    rotates = models.PositiveIntegerField(default=0)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "board_end_paired"),
            models.UniqueConstraint(
                fields=["municipality_id", "plan"], condition=Q(ended_on__isnull=True), name="board_once"
            ),
        ]


class BoardSeat(TenantModel):
    """A represented area. It stands when people change; without a holder it is vacant."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="seats")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    leads = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["board", "key"], name="board_seat_once"),
        ]


class BoardMember(TenantModel):
    """Who has a seat, or is deputy for it, and until when the term lasts."""

    seat = models.ForeignKey(BoardSeat, on_delete=models.CASCADE, related_name="members")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="board_seats")
    deputy = models.BooleanField(default=False)
    started_on = models.DateField()
    term_ends_on = models.DateField()
    appointed_by = models.CharField(max_length=150)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["started_on", "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "board_member_end_paired"),
            models.UniqueConstraint(
                fields=["seat", "deputy"], condition=Q(ended_on__isnull=True), name="board_seat_filled_once"
            ),
        ]


class BoardMeeting(TenantModel):
    """A meeting of the board: called by who leads it, held or called off."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    called_on = models.DateField()
    called_by = models.CharField(max_length=150)
    held = models.BooleanField(default=False)
    minutes = models.TextField(blank=True)
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(held=False) | Q(cancelled_on__isnull=True), name="board_held_or_off"),
        ]


class Issue(TenantModel):
    """A general issue on the board's list. It names nobody and leads to no case."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="issues")
    title = models.CharField(max_length=200)
    text = models.TextField()
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=150)
    status = models.CharField(max_length=10, default=IssueStatus.RAISED.value)
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.SET_NULL, null=True, related_name="issues")
    outcome = models.TextField(blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[Any]] = [F("settled_on").desc(nulls_first=True), "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("settled_on", "outcome", "issue_settled_paired"),
        ]


class Training(TenantModel):
    """Training or guidance the board has given, with its theme and who took part."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="trainings")
    on = models.DateField()
    theme = models.CharField(max_length=200)
    participants = models.ManyToManyField(Employment, through="TrainingTaken", related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class TrainingTaken(TenantModel):
    """That an employee took part in a training."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="taken")
    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="trainings")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["training", "employment"], name="training_taken_once"),
        ]


class GroupEvaluation(TenantModel):
    """How a group, or the plan, has worked: an answer to each of the routine's questions."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="group_evaluations")
    team = models.ForeignKey(CareTeam, on_delete=models.CASCADE, null=True, related_name="evaluations")
    about = models.CharField(max_length=5)
    on = models.DateField()
    by = models.CharField(max_length=150)
    answers = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class QualityMeasure(TenantModel):
    """What the board decided to do because of the evaluations, who does it, and by when."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="measures")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[Any]] = [F("done_on").desc(nulls_first=True), "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class UserVoice(TenantModel):
    """A survey round, or what a user representative contributed, and what was changed because of it."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=15)
    on = models.DateField()
    answers = models.PositiveIntegerField(null=True)
    changed = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class SectorPlan(TenantModel):
    """An overordnet fagplan with its hearing, and how the needs were brought into it."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="sector_plans")
    title = models.CharField(max_length=200)
    registered_on = models.DateField()
    hearing_on = models.DateField()
    brought_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["hearing_on", "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("brought_on", "note", "sector_plan_paired"),
        ]


class TrendReport(TenantModel):
    """The numbers of a year as they were sent, to whom and when."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveIntegerField()
    to = models.CharField(max_length=10)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=150)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class RoutineEvaluation(TenantModel):
    """A board's evaluation of the routine: revised or unchanged."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="routine_evaluations")
    on = models.DateField()
    outcome = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class OfficeNote(TenantModel):
    """Somebody's word that a duty of the municipality or of a board was done outside Samråd, on a day."""

    key = models.CharField(max_length=120)
    on = models.DateField()
    note = models.TextField()
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="office_notes")
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-recorded_at"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
