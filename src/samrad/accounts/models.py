"""User, employment, personal access, and drafts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from samrad.accounts.rules import Function
from samrad.agencies.models import Unit
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.people.models import Person, RelatedPerson


class Users(BaseUserManager["User"]):
    """Finds users by the name they sign in with."""


class User(AbstractBaseUser):
    """Somebody who signs in. Outside the tenants: it says only in which municipalities to look."""

    id = models.BigAutoField(primary_key=True)
    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    municipality_ids = ArrayField(models.BigIntegerField(), default=list)
    totp_sealed = models.BinaryField(null=True)
    totp_confirmed_at = models.DateTimeField(null=True)
    totp_last_step = models.BigIntegerField(default=0)
    failed_sign_ins = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    must_change_password = models.BooleanField(default=False)
    demo_persona = models.CharField(max_length=100, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Users()


class Employment(TenantModel):
    """A professional in a unit for a period (`ended_on` is the last day). The user may be missing."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employments")
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    function = models.CharField(max_length=20, default=Function.STAFF.value)
    permanent = models.BooleanField(default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | (models.Q(ended_on__gte=models.F("started_on")) & ~models.Q(end_reason="")),
                name="employment_end_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["municipality_id", "name"], name="employment_by_name"),
        ]


class PersonalAccess(TenantModel):
    """A user is this person, or is this related person for somebody: exactly one of the two."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="personal")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="accesses")
    related_person = models.ForeignKey(RelatedPerson, on_delete=models.CASCADE, null=True, related_name="accesses")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(related_person__isnull=True),
                name="personal_access_one_of_two",
            ),
        ]


class Draft(TenantModel):
    """What somebody has begun to write at one place and not saved. Only its author ever sees it."""

    user_id = models.BigIntegerField()
    capacity_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=200)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["user_id", "place"], name="draft_once_a_place"),
        ]
