"""Deviation and its steps; matter, its steps, and the units whose leaders were asked."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.agencies.models import Unit
from samrad.cases.models import Case, paired
from samrad.deviations.rules import Level, Why
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.meetings.models import Meeting
from samrad.plans.models import Activity
from samrad.teams.models import Seat


class Deviation(TenantModel):
    """Something that did not go as it should. Its owner is the case's coordinator, whoever that is.

    `duty_key` is the late duty it came from; `board_issue_id` the anonymous issue it led to.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deviations")
    title = models.CharField(max_length=200)
    description = models.TextField()
    duty_key = models.CharField(max_length=120, blank=True)
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=150)
    measures = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    level = models.CharField(max_length=12, default=Level.TEAM.value)
    board_issue_id = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    closed_note = models.TextField(blank=True)
    closed_level = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-reported_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_note="")
                | (Q(closed_on__gte=models.F("reported_on")) & ~Q(closed_note="")),
                name="deviation_closed_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["municipality_id", "level"], condition=Q(closed_on__isnull=True), name="deviation_open"
            )
        ]


class DeviationStep(TenantModel):
    """What was done with a deviation, by whom: its trace through the levels."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deviation_steps")
    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=15)
    on = models.DateField()
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Matter(TenantModel):
    """A matter the team cannot settle. `need` is what a leader who is asked reads of it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="matters")
    title = models.CharField(max_length=200)
    need = models.TextField()
    why = models.CharField(max_length=15, default=Why.UNSOLVED.value)
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=150)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    attempted_on = models.DateField(null=True)
    attempt = models.TextField(blank=True)
    no_attempt_reason = models.TextField(blank=True)
    answer = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    solved_level = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("ended_on", "solved_level", "matter_end_paired"),
        ]


class MatterStep(TenantModel):
    """A step of a matter, with who did it and when; each step once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="matter_steps")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=15)
    on = models.DateField()
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["matter", "step"], name="matter_step_once"),
        ]


class AskedUnit(TenantModel):
    """A unit whose leader was asked about a matter; the first is the coordinator's own line or the unit concerned."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="asked_units")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="asked")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["matter", "unit"], name="matter_unit_once"),
        ]
