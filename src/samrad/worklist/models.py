"""Duty rows (derived) and what people add to a duty."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.worklist.rules import NoteKind


class DutyRow(TenantModel):
    """One duty of one case. `role` is a base role; `seat_id`, `unit_id`, `employment_id` narrow it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    key = models.CharField(max_length=120)
    rule = models.CharField(max_length=80)
    version_id = models.BigIntegerField()
    anchor = models.CharField(max_length=40)
    anchor_fact = models.CharField(max_length=40)
    anchor_kind = models.CharField(max_length=30)
    anchor_on = models.DateField()
    holder = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    seat_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    employment_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=30)
    force = models.CharField(max_length=6)
    opens = models.DateField()
    due = models.DateField()
    short_notice = models.BooleanField()
    postponed = models.BooleanField()
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=40, blank=True)
    lapsed_on = models.DateField(null=True)
    exempted_on = models.DateField(null=True)
    exempted_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["case", "key"], name="duty_once"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["case", "role", "due"],
                condition=Q(done_on__isnull=True, lapsed_on__isnull=True),
                name="duty_undone",
            ),
            models.Index(
                fields=["municipality_id", "due"],
                condition=Q(done_on__isnull=True, lapsed_on__isnull=True),
                name="duty_undone_all",
            ),
        ]


class DutyNote(TenantModel):
    """Somebody's word on a duty: done outside Samråd, exempted (perhaps until a day), or postponed to a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duty_notes")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    on = models.DateField()
    day = models.DateField(null=True)
    note = models.TextField()
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=~Q(kind=NoteKind.POSTPONED.value) | Q(day__isnull=False), name="postponed_to_a_day"
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["case", "key"], name="duty_note_by_key")]
