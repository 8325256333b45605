"""What is recorded when a team and its case are closed, and reports to the coordinating unit."""

from typing import Any, ClassVar

from django.db import models

from samrad.cases.models import Case, paired
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.meetings.models import Meeting


class Report(TenantModel):
    """What the coordinator tells the coordinating unit: after a review, on a change, at closing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10)
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=150)
    still_active = models.BooleanField(null=True)
    coordinator_name = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    seen_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-reported_on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["municipality_id", "seen_on"], name="report_queue")]


class Closing(TenantModel):
    """The steps of closing one case, each with its day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="closing")
    started_on = models.DateField()
    agreed_with = models.CharField(max_length=150)
    no_agreement_reason = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+")
    no_meeting_reason = models.TextField(blank=True)
    plan_stored_on = models.DateField(null=True)
    plan_stored_where = models.CharField(max_length=150, blank=True)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("plan_stored_on", "plan_stored_where", "closing_stored_paired"),
        ]
