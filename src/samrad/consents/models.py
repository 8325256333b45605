"""Consent, its grants and answers, what the person thinks of it, who cannot answer, and what the law shares."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samrad.accounts.models import Employment
from samrad.agencies.models import Unit
from samrad.cases.models import Case, end_paired, paired
from samrad.consents.rules import Evidence, Matter, View
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.papers.models import Paper
from samrad.people.models import Representation


class Consent(TenantModel):
    """What was asked in one step, with the very text that was shown and its checksum.

    `given_at` is the instant the last giver had said yes; it is in force from then until the end of
    `ended_on`, unless withdrawn (at once). `asked_until` is the last day as it was shown; `ended_on` is earlier when
    it was shortened, or when the person answers herself before that. `basis` is the rule by which it was given.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    step = models.CharField(max_length=10)
    purpose = models.CharField(max_length=300)
    text = models.TextField()
    text_version = models.CharField(max_length=20)
    text_sha256 = models.CharField(max_length=64)
    lang = models.CharField(max_length=5, default="nb")
    matter = models.CharField(max_length=10, default=Matter.ORDINARY.value)
    matter_reason = models.TextField(blank=True)
    basis = models.CharField(max_length=20, blank=True)
    made_on = models.DateField()
    asked_until = models.DateField()
    ended_on = models.DateField()
    shortened_by = models.CharField(max_length=150, blank=True)
    given_at = models.DateTimeField(null=True)
    given_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("made_on"), ended_on__lte=F("asked_until")), name="consent_end_within"
            ),
            models.CheckConstraint(
                condition=Q(matter=Matter.ORDINARY.value) | ~Q(matter_reason=""),
                name="consent_matter_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_on__isnull=True)
                | Q(given_at__isnull=False, given_on__isnull=False),
                name="consent_given_paired",
            ),
            paired("withdrawn_at", "withdrawn_by", "consent_withdrawn_paired"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["case"], condition=Q(matter=Matter.OWN.value), name="consent_own_matter")
        ]


class Grant(TenantModel):
    """What one unit may see by one consent. Both lists are closed; empty life areas mean all of them.

    A newer consent for the same unit, or a narrower grant in the same consent, replaces it from `replaced_at`.
    `narrowed_by` is who asked for less, when this is the narrower one.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="grants")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    parts = ArrayField(models.CharField(max_length=20))
    life_areas = ArrayField(models.CharField(max_length=20), default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    replaced_at = models.DateTimeField(null=True)
    narrowed_at = models.DateTimeField(null=True)
    narrowed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["consent", "unit"], condition=Q(replaced_at__isnull=True), name="grant_unit_once"
            ),
            paired("narrowed_at", "narrowed_by", "grant_narrowed_paired"),
            paired("withdrawn_at", "withdrawn_by", "grant_withdrawn_paired"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["unit", "case"], name="grant_by_unit")]


class ConsentAnswer(TenantModel):
    """One giver's yes or no; a later one by the same giver counts in its place. `representation` is empty when the
    subject answered. `told` is what was said of the consequences; `shown_sha256` is of all that was shown.
    """

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
    told = models.TextField(blank=True)
    shown_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(condition=Q(yes=True) | ~Q(told=""), name="consent_refusal_told"),
            models.CheckConstraint(
                condition=(Q(evidence=Evidence.PAPER.value, paper__isnull=False))
                | (Q(evidence=Evidence.SPOKEN.value) & ~Q(witness="") & ~Q(note=""))
                | Q(evidence=Evidence.SIGNED_IN.value),
                name="consent_answer_has_evidence",
            ),
        ]


class Hearing(TenantModel):
    """What the person said of a consent that others answer for her; when, and to whom. The last one counts.

    `weighed` is why the others' yes stands although she is against.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="hearings")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hearings")
    heard_on = models.DateField()
    heard_by = models.CharField(max_length=150)
    view = models.CharField(max_length=10)
    said = models.TextField()
    weighed = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(weighed="") | Q(view=View.AGAINST.value), name="hearing_weighed_when_against"
            ),
        ]


class Inability(TenantModel):
    """Health personnel's written act that the person cannot consent herself, from `started_on` to `ended_on`.

    It is shown to her, and to next of kin; where there is none, or it was not right, `kin_note` says so.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="inabilities")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=150)
    profession = models.CharField(max_length=100)
    about = models.TextField()
    reason = models.TextField()
    shown_on = models.DateField()
    kin_shown_on = models.DateField(null=True)
    kin_note = models.CharField(max_length=300, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="inabilities")
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "inability_end_paired"),
            models.CheckConstraint(
                condition=Q(kin_shown_on__isnull=False) | ~Q(kin_note=""), name="inability_kin_shown_or_why"
            ),
        ]


class MandatePaper(TenantModel):
    """The paper that shows a guardian's mandate, and who has seen it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mandate_papers")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="mandates")
    seen_on = models.DateField()
    seen_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-seen_on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class SharedByLaw(TenantModel):
    """What somebody in a cooperating health unit sees without consent, since care needs it, for a time.

    The person was told on `told_on` and may object; the objection ends it at once.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shared_by_law")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="shared_by_law")
    parts = ArrayField(models.CharField(max_length=20))
    life_areas = ArrayField(models.CharField(max_length=20), default=list)
    why = models.TextField()
    started_on = models.DateField()
    ended_on = models.DateField()
    told_on = models.DateField()
    told_how = models.CharField(max_length=200)
    shared_by = models.CharField(max_length=150)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=150, blank=True)
    objected = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on"), told_on__lte=F("started_on")),
                name="shared_by_law_told_first",
            ),
            paired("stopped_at", "stopped_by", "shared_by_law_stopped_paired"),
            models.CheckConstraint(
                condition=Q(objected=False) | Q(stopped_at__isnull=False), name="shared_by_law_objection_stops"
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["employment", "case"], name="shared_by_law_reader")]
