"""A tie that was said, and the reason somebody near was chosen all the same."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.accounts.models import Employment
from samrad.cases.models import Case, paired
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Tie(TenantModel):
    """An employee is near the person, as somebody said, from `said_on` until it is said to be over.

    `said_as` is in which capacity and with which id, so that nobody of the same name is taken for who said it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties")
    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=10)
    said_on = models.DateField()
    said_by = models.CharField(max_length=150)
    said_as = models.CharField(max_length=40)
    over_on = models.DateField(null=True)
    over_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("over_on", "over_by", "tie_over_paired"),
            models.UniqueConstraint(
                fields=["case", "employment"], condition=Q(over_on__isnull=True), name="tie_said_once"
            ),
        ]


class Weighed(TenantModel):
    """Why somebody near has a task all the same. It holds for the grounds that were known then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties_weighed")
    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="ties_weighed")
    task = models.CharField(max_length=12)
    grounds = models.JSONField(default=list)
    reason = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=~Q(reason=""), name="weighed_has_a_reason"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["case", "employment"], name="weighed_whom")]
