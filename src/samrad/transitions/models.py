"""School years recorded, transitions, tasks, answers, aids and contact persons."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from samrad.cases.models import Case, paired
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.teams.models import Seat


class SchoolRecord(TenantModel):
    """The person begins in `grade` on a day, or leaves school (no grade): goes before what age tells."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="school_records")
    on = models.DateField()
    grade = models.SmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=150)
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=0, grade__lte=15), name="school_grade_known"
            ),
            models.UniqueConstraint(
                fields=["case", "on"], condition=Q(cancelled_on__isnull=True), name="school_record_once"
            ),
        ]


class Transition(TenantModel):
    """A change that is planned: its kind, the day it happens, and how far it has come."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transitions")
    kind = models.CharField(max_length=25)
    on = models.DateField()
    to = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=150)
    planned_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    carried_out_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("cancelled_on", "cancel_reason", "transition_cancel_paired"),
        ]


class TransitionTask(TenantModel):
    """A task of the routine in one case (or one transition, or for one seat): who and when, and its ticked pieces."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transition_tasks")
    transition = models.ForeignKey(Transition, on_delete=models.CASCADE, null=True, related_name="tasks")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="transition_tasks")
    task = models.CharField(max_length=80)
    pieces = models.JSONField(default=dict)
    assigned_to = models.CharField(max_length=150, blank=True)
    do_by = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["case", "transition", "seat", "task"],
                condition=Q(done_on__isnull=True),
                nulls_distinct=False,
                name="transition_task_open_once",
            ),
        ]


class TransitionAnswer(TenantModel):
    """A question answered yes or no on a day. A new answer replaces the old one, which stays as history."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transition_answers")
    transition = models.ForeignKey(Transition, on_delete=models.CASCADE, null=True, related_name="answers")
    question = models.CharField(max_length=60)
    yes = models.BooleanField()
    on = models.DateField()
    reason = models.TextField(blank=True)
    given_by = models.CharField(max_length=150, blank=True)
    recorded_by = models.CharField(max_length=150)
    replaced_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["case", "transition", "question"],
                condition=Q(replaced_on__isnull=True),
                nulls_distinct=False,
                name="transition_answer_stands_once",
            ),
        ]


class AidMark(TenantModel):
    """What is thought of an allowance or service the routine names as an example."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="aid_marks")
    aid = models.CharField(max_length=60)
    status = models.CharField(max_length=15)
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["case", "aid"], name="aid_marked_once"),
        ]


class ContactPerson(TenantModel):
    """A named contact person in the municipality, from `started_on` to `ended_on` inclusive."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contact_persons")
    name = models.CharField(max_length=150)
    where = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="contact_person_days"
            ),
        ]
