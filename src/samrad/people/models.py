"""Person, related person and representation."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.people.rules import CARE, Scope


def nothing_where_protected(name: str) -> models.CheckConstraint:
    """What is protected is not kept at all: no address, place or telephone, so that nothing can show it."""
    return models.CheckConstraint(
        condition=models.Q(protection="") | models.Q(address="", postal="", phone=""), name=name
    )


class Person(TenantModel):
    """Somebody a case is or was about. The identity number is encrypted; its index finds it again."""

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=250)
    born_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    identity_sealed = models.BinaryField(null=True)
    identity_index = models.CharField(max_length=64, null=True)  # noqa: DJ001
    address = models.CharField(max_length=200, blank=True)
    postal = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    protection = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=10, default="nb")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "identity_index"], name="person_identity_once"),
            nothing_where_protected("person_protected_keeps_nothing"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["municipality_id", "sort_key"], name="person_by_name"),
        ]

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class RelatedPerson(TenantModel):
    """Somebody near one subject: parent, partner, guardian. A parent of two has one row for each.

    The identity number, when it is known, is encrypted as the person's own: by it she is known when she signs in.
    """

    subject = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="related")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    relation = models.CharField(max_length=20)
    identity_sealed = models.BinaryField(null=True)
    identity_index = models.CharField(max_length=64, null=True)  # noqa: DJ001
    address = models.CharField(max_length=200, blank=True)
    postal = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    protection = models.CharField(max_length=12, blank=True)
    wanted = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            nothing_where_protected("related_protected_keeps_nothing"),
            models.UniqueConstraint(fields=["subject", "identity_index"], name="related_identity_once"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["municipality_id", "identity_index"], name="related_by_identity"),
        ]

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class Representation(TenantModel):
    """The right of a related person to act for the subject, from `started_on` to `ended_on` inclusive.

    A reasoned decision can take the insight (`insight`), or leave some parts of the case (`parts`; null: no limit).
    """

    related_person = models.ForeignKey(RelatedPerson, on_delete=models.CASCADE, related_name="representations")
    subject = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    mandate = models.CharField(max_length=20)
    scopes = models.JSONField(default=list)
    insight = models.BooleanField(default=True)
    insight_reason = models.CharField(max_length=300, blank=True)
    parts = ArrayField(models.CharField(max_length=20), null=True)
    mandate_text = models.TextField(blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | (models.Q(ended_on__gte=models.F("started_on")) & ~models.Q(end_reason="")),
                name="representation_end_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(insight=True, parts__isnull=True, insight_reason="")
                | (~models.Q(insight=True, parts__isnull=True) & ~models.Q(insight_reason="")),
                name="representation_insight_paired",
            ),
        ]

    def covers(self, scope: Scope) -> bool:
        """Whether the mandate covers `scope`; those who care for a child cover all."""
        return self.mandate in CARE or scope in self.scopes
