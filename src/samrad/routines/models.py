"""Published routine versions and who has read them."""

from typing import Any, ClassVar

from django.db import models

from samrad.accounts.models import Employment
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class RoutineVersion(TenantModel):
    """One published version, whole: the municipality's own text and, by name, the texts it builds on."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    bases = models.JSONField(default=dict)
    checksum = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)
    news = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from", "number"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "number"], name="routine_number_once"),
            models.UniqueConstraint(fields=["municipality_id", "valid_from"], name="routine_valid_from_once"),
        ]


class RoutineDraft(TenantModel):
    """The one draft of a municipality's next version, faults and all: nothing that is written is refused.

    `effect` is what publishing would change in the running cases, as it was last counted, and for which text.
    """

    text = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    effect = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id"], name="routine_draft_once"),
        ]


class RoutineReading(TenantModel):
    """An employee's word that a version has been read, with the day."""

    version = models.ForeignKey(RoutineVersion, on_delete=models.PROTECT, related_name="readings")
    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="routine_readings")
    read_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["version", "employment"], name="routine_read_once"),
        ]
