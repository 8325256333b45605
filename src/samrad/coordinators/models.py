"""Proposal, leader's clarification, unit that names, appointment, absence, stand-in, hand-over and course."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from samrad.accounts.models import Employment
from samrad.agencies.models import Unit
from samrad.cases.models import Case, days, end_paired, same
from samrad.coordinators.rules import Kind, StandInKind
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class CoordinatorProposal(TenantModel):
    """Who is wished as coordinator, proposed together with the person; then the leader's answer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="coordinator_proposals")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="proposed_for")
    kind = models.CharField(max_length=25, default=Kind.COORDINATOR.value)
    proposed_on = models.DateField()
    person_wish = models.TextField()
    consulted = models.CharField(max_length=150)
    against_wish_reason = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    leader_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="clarifications")
    asked_on = models.DateField(null=True)
    question = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    resources = models.CharField(max_length=300, blank=True)
    talked_on = models.DateField(null=True)
    how_solved = models.TextField(blank=True)
    checklist = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True, leader_unit__isnull=True)
                | Q(asked_on__gte=F("proposed_on"), leader_unit__isnull=False),
                name="clarification_asked_paired",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__gte=F("asked_on")) & ~Q(answer="")),
                name="clarification_answered_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["leader_unit", "answered_on"], name="clarification_queue"),
        ]


class CoordinatorAppointment(TenantModel):
    """A coordinator, from `started_on` to `ended_on` inclusive. At most one at a time in a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appointments")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="appointments")
    proposal = models.ForeignKey(CoordinatorProposal, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=25, default=Kind.COORDINATOR.value)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    accepted_on = models.DateField(null=True)
    first_time = models.BooleanField()
    knows_person = models.BooleanField(null=True)
    most_involved = models.BooleanField(null=True)
    knows_services = models.BooleanField(null=True)
    departure_reason = models.TextField(blank=True)
    appointed_by = models.CharField(max_length=150, blank=True)
    other_role = models.CharField(max_length=200, blank=True)
    roles_explained_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    handover_note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "appointment_end_paired"),
            ExclusionConstraint(
                name="one_coordinator_at_a_time",
                expressions=[
                    (same("case_id"), RangeOperators.OVERLAPS),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["employment", "ended_on"], name="appointment_current")]


class StandIn(TenantModel):
    """Somebody who sees and does what the coordinator does, for a period, both days inclusive.

    Who shares the role may do so without an end.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stand_ins")
    appointment = models.ForeignKey(CoordinatorAppointment, on_delete=models.CASCADE, related_name="stand_ins")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="stand_ins")
    kind = models.CharField(max_length=10)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(ended_on__gte=F("started_on")), name="stand_in_end_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(kind=StandInKind.SHARED.value),
                name="stand_in_ends_unless_shared",
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["employment", "ended_on"], name="stand_in_current")]


class Absence(TenantModel):
    """The coordinator is away, both days inclusive; without `ended_on` it is not known for how long.

    An absence that came to nothing is cancelled.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="absences")
    appointment = models.ForeignKey(CoordinatorAppointment, on_delete=models.CASCADE, related_name="absences")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    long = models.BooleanField()
    cancelled_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(ended_on__gte=F("started_on")), name="absence_end_after_start"),
        ]


class UnitAssignment(TenantModel):
    """The coordinating unit chose the unit that shall have the coordinator; the unit's leader names somebody."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="unit_assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="coordinator_assignments")
    assigned_on = models.DateField()
    assigned_by = models.CharField(max_length=150)
    question = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    appointment = models.OneToOneField(
        CoordinatorAppointment, on_delete=models.SET_NULL, null=True, related_name="assignment"
    )
    named_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-assigned_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(named_on__isnull=True, withdrawn_on__isnull=True),
                name="one_open_assignment",
            ),
        ]


class CourseTaken(TenantModel):
    """An employee took the coordinators' course."""

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="courses")
    name = models.CharField(max_length=150)
    taken_on = models.DateField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-taken_on"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["employment", "name", "taken_on"], name="course_once"),
        ]


class Forum(TenantModel):
    """Where the coordinators meet one another, and what the office tells them there. The newest row counts."""

    link = models.URLField(blank=True)
    news = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
