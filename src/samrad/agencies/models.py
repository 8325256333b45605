"""Municipality (the tenant, outside row-level security), agency and unit."""

from typing import Any, ClassVar

from django.db import models

from samrad.agencies.rules import AgencyKind
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Municipality(models.Model):
    """A municipality that uses Samråd, with its letterhead and how to reach its coordinating unit."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=4, unique=True)
    is_demo = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=200, blank=True)
    postal = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    accessibility_statement = models.URLField(blank=True)
    office_phone = models.CharField(max_length=30, blank=True)
    office_hours = models.CharField(max_length=200, blank=True)
    office_address = models.CharField(max_length=200, blank=True)
    appeal_body = models.CharField(max_length=120, default="Statsforvalteren")

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Agency(TenantModel):
    """A sector or organisation that units belong to."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "name"], name="agency_name_once"),
        ]


class Unit(TenantModel):
    """A unit: holds seats, employs people, receives consent. Closed on `ended_on` (its last day)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "name"], name="unit_name_once"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | (models.Q(ended_on__gte=models.F("started_on")) & ~models.Q(end_reason="")),
                name="unit_end_paired",
            ),
        ]

    @property
    def is_municipal(self) -> bool:
        """Whether the unit belongs to the municipality itself."""
        return self.agency.kind == AgencyKind.MUNICIPAL
