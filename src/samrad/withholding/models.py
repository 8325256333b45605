"""The mark that something is withheld."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.cases.models import Case, paired
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Withheld(TenantModel):
    """One thing of a case is withheld, on a ground and with the decision in words, until it is lifted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="withheld")
    thing = models.CharField(max_length=10)
    thing_id = models.BigIntegerField()
    reason = models.CharField(max_length=15)
    decision = models.TextField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=150)
    lifted_on = models.DateField(null=True)
    lifted_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-decided_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            paired("lifted_on", "lifted_by", "withheld_lifted_paired"),
            models.CheckConstraint(condition=~Q(decision=""), name="withheld_has_a_decision"),
            models.UniqueConstraint(
                fields=["thing", "thing_id", "reason"], condition=Q(lifted_on__isnull=True), name="withheld_once"
            ),
        ]
