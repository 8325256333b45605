"""Plan, its texts, goals, activities, evaluations and editions. Each change is kept as history."""

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from samrad.cases.models import Case, days, end_paired, paired, same
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.people.models import RelatedPerson
from samrad.teams.models import Seat

HISTORY: dict[str, Any] = {"meta": {"constraints": [tenant_policy()]}}


class CarePlan(TenantModel):
    """A plan from `started_on`; its period ends on `period_until`, and it is revised by `revise_on`.

    `consented_on` is the day the plan itself was said yes to, by `consented_by` (L-IPC-8); not known
    for a plan taken over from an older tool.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plans")
    started_on = models.DateField()
    consented_on = models.DateField(null=True)
    consented_by = models.CharField(max_length=150, blank=True)
    period_until = models.DateField(null=True)
    revise_on = models.DateField(null=True)
    training_given_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "plan_end_paired"),
            models.CheckConstraint(
                condition=Q(period_until__isnull=True) | Q(period_until__gte=F("started_on")),
                name="plan_period_after_start",
            ),
            paired("consented_on", "consented_by", "plan_consent_paired"),
            ExclusionConstraint(
                name="one_plan_at_a_time",
                expressions=[
                    (same("case_id"), RangeOperators.OVERLAPS),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


@pghistory.track(**HISTORY)
class PlanText(TenantModel):
    """One section of the plan. `version` grows with each save, so that a stale save is seen."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plan_texts")
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["plan", "section"], name="plan_section_once"),
        ]


@pghistory.track(**HISTORY)
class Goal(TenantModel):
    """A goal in the person's own words. Until the person approves it, it is "not yet mine"."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="goals")
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    life_area = models.CharField(max_length=20)
    serves = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="served_by")
    position = models.PositiveIntegerField(default=0)
    set_on = models.DateField()
    set_by = models.CharField(max_length=150)
    approved_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy(), end_paired("set_on", "goal_end_paired")]


@pghistory.track(**HISTORY)
class Activity(TenantModel):
    """Something that shall be done: what, how, how much, by whom, by when, and where it stands.

    The responsible is a seat, the person (`by_subject`), or a related person; or nobody yet.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="activities")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="activities")
    title = models.CharField(max_length=300)
    how = models.TextField(blank=True)
    extent = models.CharField(max_length=200, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="activities")
    by_subject = models.BooleanField(default=False)
    related_person = models.ForeignKey(RelatedPerson, on_delete=models.PROTECT, null=True, related_name="activities")
    alternatives = models.TextField(blank=True)
    chosen = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField()
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=10)
    settled_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[Any]] = [F("due_on").asc(nulls_last=True), "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=(Q(seat__isnull=True) | Q(by_subject=False, related_person__isnull=True))
                & (Q(by_subject=False) | Q(related_person__isnull=True)),
                name="activity_one_responsible",
            ),
        ]


class ActivityStep(TenantModel):
    """A dated change of an activity's status or date: what makes its duty done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="activity_steps")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="steps")
    on = models.DateField()
    status = models.CharField(max_length=10)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Evaluation(TenantModel):
    """What somebody wrote of how a goal or an activity goes; never changed afterwards."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evaluations")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="evaluations")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="evaluations")
    on = models.DateField()
    text = models.TextField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(goal__isnull=True) ^ Q(activity__isnull=True), name="evaluation_of_one_thing"
            ),
        ]


class PlanEdition(TenantModel):
    """The plan as it stood on `published_on`, whole; shown by the parts today's consent allows."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plan_editions")
    plan = models.ForeignKey(CarePlan, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    published_on = models.DateField()
    published_by = models.CharField(max_length=150)
    contents = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once"),
        ]
