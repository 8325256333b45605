"""A long list of groups that is being taken in by a job, and what was found when visits in the log were looked at."""

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


class LogCheck(TenantModel):
    """Visits in the log that fitted a pattern, up to the row `reading_id`, were looked at: by whom, and what was found.

    Plain references.
    """

    key = models.CharField(max_length=120)
    pattern = models.CharField(max_length=15)
    reading_id = models.BigIntegerField()
    log_case_id = models.BigIntegerField(null=True)
    employment_id = models.BigIntegerField()
    reader = models.CharField(max_length=150)
    day = models.DateField()
    outcome = models.CharField(max_length=15)
    finding = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "key", "reading_id"], name="log_check_once"),
        ]
