"""User and how she comes in, employment, personal access, and drafts."""

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
    must_change_password = models.BooleanField(default=False)
    demo_persona = models.CharField(max_length=100, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Users()


class ProviderIdentity(models.Model):
    """A human being as a provider knows her, by a keyed hash: the user she is here, or nobody yet (`code` asks)."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    provider = models.CharField(max_length=20)
    name = models.CharField(max_length=150, blank=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="identities")
    code = models.CharField(max_length=12, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="identity_code_once"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(code=""), name="identity_known_or_asking"
            ),
        ]


class UserSession(models.Model):
    """One signing in: on which kind of device, from which network (a keyed hash), until when; never an address."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=20)
    provider = models.CharField(max_length=20, blank=True)
    provider_subject = models.CharField(max_length=64, blank=True)
    provider_session = models.CharField(max_length=64, blank=True)
    device = models.CharField(max_length=80)
    network = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end_reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end_reason="")),
                name="user_session_end_paired",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["session_key"], name="user_session_by_key"),
            models.Index(fields=["provider_session"], name="user_session_by_sid"),
            models.Index(fields=["provider_subject"], name="user_session_by_sub"),
        ]


class OneTimeCode(models.Model):
    """A code that lets its user in once, kept as a keyed hash: one of ten for a lost code app, or one handed over."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_time_codes")
    purpose = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Tally(models.Model):
    """How often one account or network has done one thing lately, by a keyed hash of both; kept for two days."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
    closed_until = models.DateTimeField(null=True)


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
    by_group = models.BooleanField(default=False)

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
