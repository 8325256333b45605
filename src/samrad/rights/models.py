"""Requests with their answers, additions beside a text, and what is left of what was erased."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samrad.cases.models import Case
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class Request(TenantModel):
    """Something asked of the own information. `access_id` is the personal access of who asked; None on paper.

    `thing` and `thing_id` name the text it is about, `reading_id` the row of the log: plain columns, since what they
    name may be gone.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rights_requests")
    kind = models.CharField(max_length=12)
    part = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    received_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    access_id = models.BigIntegerField(null=True)
    reading_id = models.BigIntegerField(null=True)
    thing = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    law = models.CharField(max_length=15, blank=True)
    known_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    settled_on = models.DateField(null=True)
    settlement = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="", answer="", answered_by="")
                | (Q(answered_on__isnull=False) & ~Q(outcome="") & ~Q(answer="") & ~Q(answered_by="")),
                name="rights_answer_paired",
            ),
            models.CheckConstraint(
                condition=Q(kind="complaint", known_on__isnull=False) & ~Q(law="")
                | (~Q(kind="complaint") & Q(known_on__isnull=True, law="")),
                name="rights_complaint_paired",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settlement="") | (Q(settled_on__isnull=False) & ~Q(settlement="")),
                name="rights_settled_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["municipality_id", "answered_on"], name="rights_queue")]


class Addition(TenantModel):
    """What is added beside a text that somebody asked to have corrected: dated, and never changed afterwards."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="additions")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="additions")
    thing = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    text = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Erasure(TenantModel):
    """What is left of what was erased: which kind of text, when, why and by whom. Never what it said."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="erasures")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="erasures")
    thing = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    part = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=20)
    reason = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
