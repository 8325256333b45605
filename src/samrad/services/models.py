"""What is offered, what was told of, and what is known of the person's needs."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Offer(TenantModel):
    """A service or measure in the municipality's catalogue, with whom to ask. Taken out on `withdrawn_on`."""

    title = models.CharField(max_length=150)
    what = models.TextField(blank=True)
    contact = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["municipality_id", "title"], condition=Q(withdrawn_on__isnull=True), name="offer_title_once"
            ),
        ]


class Conveyed(TenantModel):
    """The person was told of a service that may be of use, on a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conveyed")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="conveyed")
    on = models.DateField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Need(TenantModel):
    """A fact on what the person needs, in one area of life, with where it is known from."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    life_area = models.CharField(max_length=20)
    text = models.TextField()
    source = models.CharField(max_length=150)
    on = models.DateField()
    by = models.CharField(max_length=150)
    removed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["life_area", "-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
