"""A message waiting to go out, going, gone or taken back."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class OutboxMessage(TenantModel):
    """One e-mail to one address. `key` makes sure that the same thing is told once."""

    key = models.CharField(max_length=120)
    case_id = models.BigIntegerField(null=True)
    template = models.CharField(max_length=30)
    to = models.EmailField()
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "key"], name="message_once"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["send_after"],
                condition=Q(sent_at__isnull=True, taken_back_at__isnull=True, failed_at__isnull=True),
                name="message_waiting",
            ),
            models.Index(fields=["case_id"], name="message_of_case"),
        ]
