"""An opening in an emergency, and what those who looked at it afterwards found."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from samrad.accounts.models import Employment
from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class EmergencyAccess(TenantModel):
    """Somebody opened a case in an emergency. It lasts until `ends_at`, or until it was closed before that."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="emergencies")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="emergencies")
    cause = models.CharField(max_length=20)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="emergency_has_an_end"),
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="")
                | (Q(closed_at__gte=F("opened_at")) & ~Q(closed_by="")),
                name="emergency_closed_paired",
            ),
        ]


class EmergencyReview(TenantModel):
    """Whether there was a reason to open the case: one answer by the coordinator, one by systemansvarlig."""

    access = models.ForeignKey(EmergencyAccess, on_delete=models.CASCADE, related_name="reviews")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="emergency_reviews")
    reviewer = models.CharField(max_length=20)
    justified = models.BooleanField()
    note = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["access", "reviewer"], name="emergency_reviewed_once"),
        ]
