"""The base of every tenant table, and the record of forms already sent."""

from typing import Any, ClassVar

from django.db import models

from samrad.kernel.tenant import CurrentTenant, tenant_policy


class TenantModel(models.Model):
    """A row that belongs to one municipality. The database fills in which, and guards it."""

    id = models.BigAutoField(primary_key=True)
    municipality_id = models.BigIntegerField(db_default=CurrentTenant(), editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class Submission(TenantModel):
    """One sending of one form: where the first sending led, so that the second leads there too."""

    token = models.UUIDField(unique=True)
    address = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]
