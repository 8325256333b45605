"""Consent, what it grants to each unit, and each giver's answer."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samrad.agencies.models import Unit
from samrad.cases.models import Case, paired
from samrad.consents.rules import Evidence
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.papers.models import Paper
from samrad.people.models import Representation


class Consent(TenantModel):
    """What was asked in one step, with the very text that was shown and its checksum.

    `given_at` is the instant the last giver had said yes; it is in force from then until the end of
    `ended_on`, unless withdrawn (at once).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    step = models.CharField(max_length=10)
    purpose = models.CharField(max_length=300)
    text = models.TextField()
    text_version = models.CharField(max_length=20)
    text_sha256 = models.CharField(max_length=64)
    lang = models.CharField(max_length=5, default="nb")
    made_on = models.DateField()
    ended_on = models.DateField()
    given_at = models.DateTimeField(null=True)
    given_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(ended_on__gte=F("made_on")), name="consent_end_after_start"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_on__isnull=True)
                | Q(given_at__isnull=False, given_on__isnull=False),
                name="consent_given_paired",
            ),
            paired("withdrawn_at", "withdrawn_by", "consent_withdrawn_paired"),
        ]


class Grant(TenantModel):
    """What one unit may see by one consent. Both lists are closed; empty life areas mean all of them.

    A newer consent for the same unit replaces it from `replaced_at`.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="grants")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    parts = ArrayField(models.CharField(max_length=20))
    life_areas = ArrayField(models.CharField(max_length=20), default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["consent", "unit"], name="grant_unit_once"),
            paired("withdrawn_at", "withdrawn_by", "grant_withdrawn_paired"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["unit", "case"], name="grant_by_unit")]


class ConsentAnswer(TenantModel):
    """One giver's yes or no. `representation` is empty when the subject answered."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="answers")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consent_answers")
    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, null=True, related_name="answers")
    yes = models.BooleanField()
    answered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    evidence = models.CharField(max_length=10)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="consent_answers")
    witness = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["consent", "representation"], name="consent_answer_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=(Q(evidence=Evidence.PAPER.value, paper__isnull=False))
                | (Q(evidence=Evidence.SPOKEN.value) & ~Q(witness="") & ~Q(note=""))
                | Q(evidence=Evidence.SIGNED_IN.value),
                name="consent_answer_has_evidence",
            ),
        ]
