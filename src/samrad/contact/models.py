"""Messages, and the log of contact."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Message(TenantModel):
    """What the person, or who represents her, writes to the coordinator; and the answer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-written_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by="")),
                name="message_answered_paired",
            ),
        ]


class Contact(TenantModel):
    """The coordinator was in contact with the person or somebody near, on a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    on = models.DateField()
    with_whom = models.CharField(max_length=150)
    way = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
