"""Case, notice of need, need assessment, what the person was told, application, decision, pause."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from samrad.accounts.models import Employment
from samrad.agencies.models import Unit
from samrad.cases.rules import EndReason
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.people.models import Person, RelatedPerson


def same(column: str) -> Func:
    """`column` as a range of one number, so that a gist index can compare it without an extension."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


def days(start: str, end: str) -> Func:
    """Two date columns as a range of days, both inclusive."""
    return Func(F(start), F(end), Value("[]"), function="daterange")


def paired(day: str, words: str, name: str) -> models.CheckConstraint:
    """A day and what is said of it stand together: both, or neither."""
    neither, both = Q(**{f"{day}__isnull": True, words: ""}), Q(**{f"{day}__isnull": False}) & ~Q(**{words: ""})
    return models.CheckConstraint(condition=neither | both, name=name)


def end_paired(start: str, name: str) -> models.CheckConstraint:
    """`ended_on` and `end_reason` stand together, and the end is not before the start."""
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True, end_reason="") | (Q(ended_on__gte=F(start)) & ~Q(end_reason="")),
        name=name,
    )


class Case(TenantModel):
    """A case. `followed_from` is the day Samråd took it over from an older tool; after `erased_on` a shell is left."""

    number = models.CharField(max_length=20)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    responsible_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="cases")
    opened_on = models.DateField()
    followed_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)
    end_note = models.TextField(blank=True)
    interpreter_mapped_on = models.DateField(null=True)
    interpreter_needed = models.BooleanField(null=True)
    interpreter_language = models.CharField(max_length=60, blank=True)
    plan_wish = models.CharField(max_length=10, blank=True)
    stale_since = models.DateTimeField(null=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "number"], name="case_number_once"),
            end_paired("opened_on", "case_end_paired"),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(erased_on__gte=F("ended_on")), name="case_erased_after_end"
            ),
            models.CheckConstraint(
                condition=Q(interpreter_mapped_on__isnull=True, interpreter_needed__isnull=True)
                | Q(interpreter_mapped_on__isnull=False, interpreter_needed__isnull=False),
                name="case_interpreter_paired",
            ),
            ExclusionConstraint(
                name="case_one_current_per_person",
                expressions=[
                    (same("subject_id"), RangeOperators.OVERLAPS),
                    (days("opened_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(end_reason__in=[EndReason.MERGED.value, EndReason.WRONG_PERSON.value]),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["municipality_id", "ended_on"], name="case_current"),
        ]


class NeedNotice(TenantModel):
    """Somebody tells that a person may need coordinated services. Every notice opens or joins a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    channel = models.CharField(max_length=10)
    received_on = models.DateField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=150, blank=True)
    by_phone = models.CharField(max_length=30, blank=True)
    by_email = models.EmailField(blank=True)
    by_employment = models.ForeignKey(Employment, on_delete=models.SET_NULL, null=True, related_name="notices")
    from_hospital = models.BooleanField(default=False)
    need = models.TextField()
    wishes = models.JSONField(default=list)
    proposed_coordinator = models.CharField(max_length=150, blank=True)
    person_told_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__gte=F("received_on")) & ~Q(answer="")),
                name="notice_answer_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["municipality_id", "answered_on"], name="notice_queue")]


class NeedAssessment(TenantModel):
    """Whether the person needs long-term, coordinated services: by whom, on which day, why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    assessed_on = models.DateField()
    assessed_by = models.CharField(max_length=150)
    lasting = models.BooleanField()
    services = models.TextField()
    other_sectors = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class InformationGiven(TenantModel):
    """The person was given the booklet, or told of a right, on a day, and may have answered."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="information")
    what = models.CharField(max_length=20)
    given_on = models.DateField()
    given_by = models.CharField(max_length=150)
    given_to = models.CharField(max_length=150)
    document_version = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Application(TenantModel):
    """Somebody who may applies for a coordinator or a plan, with the person's consent to apply."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="applications")
    wish = models.CharField(max_length=20)
    channel = models.CharField(max_length=10)
    received_on = models.DateField()
    by_subject = models.BooleanField()
    by_related = models.ForeignKey(RelatedPerson, on_delete=models.PROTECT, null=True, related_name="applications")
    helped_by = models.CharField(max_length=150, blank=True)
    consented_on = models.DateField()
    reason = models.TextField(blank=True)
    coordinator_name = models.CharField(max_length=150, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(by_subject=True, by_related__isnull=True) | Q(by_subject=False, by_related__isnull=False),
                name="application_one_applicant",
            ),
        ]


class Decision(TenantModel):
    """The municipality's answer to an application, sent with the right to complain."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="decision")
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=150)
    outcome = models.CharField(max_length=10)
    reason = models.TextField()
    complaint_weeks = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Pause(TenantModel):
    """The case rests from `started_on`; `ended_on` is the last day of rest."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            ExclusionConstraint(
                name="pause_one_at_a_time",
                expressions=[
                    (same("case_id"), RangeOperators.OVERLAPS),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
