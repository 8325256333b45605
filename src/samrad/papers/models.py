"""A paper and its bytes."""

from typing import Any, ClassVar

from django.db import models

from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Paper(TenantModel):
    """One file of a case. `received_on` is the day on the paper or the day it came."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    part = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    origin = models.CharField(max_length=10)
    media_type = models.CharField(max_length=60)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_on = models.DateField()
    sender = models.CharField(max_length=150, blank=True)
    archived_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    posted_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    removed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=models.Q(removed_on__isnull=True, removed_reason="")
                | (models.Q(removed_on__isnull=False) & ~models.Q(removed_reason="")),
                name="paper_removed_paired",
            ),
        ]


class PaperContent(TenantModel):
    """The bytes of a paper."""

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="content")
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]
