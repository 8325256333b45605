"""A long list of groups that is being taken in by a job."""

from typing import Any, ClassVar

from django.db import models

from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class GroupImport(TenantModel):
    """The groups of a list that wait to be taken in, and how far it has come. The lines go when it ends."""

    lines = models.JSONField()
    total = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["municipality_id"], condition=models.Q(ended_at__isnull=True), name="one_import_at_a_time"
            ),
        ]
