"""Care team, the answer that none is opened, seat, seat holder, and the sharing of the contact card."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from samrad.accounts.models import Employment
from samrad.agencies.models import Unit
from samrad.cases.models import Case, days, end_paired, same
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy


class CareTeam(TenantModel):
    """The team around a person. `reassess_on` is the day the need for it is looked at again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="teams")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    mandate = models.TextField(blank=True)
    few_services_reason = models.TextField(blank=True)
    other_meetings = models.TextField(blank=True)
    plan_writer = models.ForeignKey(Employment, on_delete=models.PROTECT, null=True, related_name="plans_written")
    reassess_on = models.DateField(null=True)
    contact_card_shared_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "team_end_paired"),
            ExclusionConstraint(
                name="one_team_at_a_time",
                expressions=[
                    (same("case_id"), RangeOperators.OVERLAPS),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class NoTeam(TenantModel):
    """The coordinator answered that no team is opened now, and why: other meetings suffice, or it is not needed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="no_teams")
    on = models.DateField()
    by = models.CharField(max_length=150)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Seat(TenantModel):
    """A unit's place in the team, with its role and what it contributes.

    When it is `secret`, the database shows who has it to those only who must know (`withholding.access`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seats")
    team = models.ForeignKey(CareTeam, on_delete=models.CASCADE, related_name="seats")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=10)
    role = models.CharField(max_length=100)
    contribution = models.TextField(blank=True)
    relation = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField()
    called_in_on = models.DateField(null=True)
    expectations_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    secret = models.BooleanField(default=False)
    secret_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("proposed_on", "seat_end_paired"),
            models.CheckConstraint(
                condition=Q(secret=False, secret_reason="") | (Q(secret=True) & ~Q(secret_reason="")),
                name="seat_secret_paired",
            ),
            models.UniqueConstraint(
                fields=["team", "unit", "role"], condition=Q(ended_on__isnull=True), name="seat_role_once"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["municipality_id"], condition=Q(secret=True), name="seat_secret")
        ]


class SeatHolder(TenantModel):
    """Who fills a seat, from `started_on` to `ended_on` inclusive; one at a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seat_holders")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="seats_held")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            end_paired("started_on", "seat_holder_end_paired"),
            ExclusionConstraint(
                name="one_holder_at_a_time",
                expressions=[
                    (same("seat_id"), RangeOperators.OVERLAPS),
                    (days("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["employment", "ended_on"], name="seat_held_current")]
