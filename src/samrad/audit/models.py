"""Events, readings, and the blocks that seal them. References are plain columns: a log outlives what it tells of."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from samrad.audit.rules import DELETING
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy

NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
)
CHANGE = pgtrigger.Update | pgtrigger.Delete
ONLY_ADDED_TO = [pgtrigger.Protect(name="only_added_to", operation=CHANGE), NEVER_EMPTIED]
# What is read and done in a case is kept as long as the case, and then deleted (PJL § 25): by one function only.
KEPT_AS_THE_CASE = [
    pgtrigger.Protect(
        name="only_added_to",
        operation=CHANGE,
        condition=pgtrigger.Condition(f"current_setting('{DELETING}', true) IS DISTINCT FROM 'yes'"),
    ),
    NEVER_EMPTIED,
]


class Salt(models.Func):
    """Something new and random for each row, made by the database."""

    template = "gen_random_uuid()"
    output_field = models.UUIDField()
    allowed_default = True


class Who(TenantModel):
    """The columns that say who acted: user, capacity, and the name and unit as they were then.

    `salt` goes with the row when it is deleted, so that what it said cannot be guessed from its digest.
    """

    salt = models.UUIDField(db_default=Salt(), editable=False)

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=20)
    capacity_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_unit = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Event(Who):
    """One operation in one case (or in none). An operation that touches forty cases leaves forty rows."""

    operation = models.CharField(max_length=80)
    part = models.CharField(max_length=30, blank=True)
    case_id = models.BigIntegerField(null=True)
    thing = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["case_id", "-at"], name="event_of_case"),
            models.Index(fields=["municipality_id", "-at"], name="event_newest"),
        ]
        triggers: ClassVar[list[Any]] = KEPT_AS_THE_CASE


class Reading(Who):
    """One page or file of one case that was shown, or one list (`case_ids`), and on which ground."""

    ground = models.CharField(max_length=40, blank=True)
    case_id = models.BigIntegerField(null=True)
    case_ids = ArrayField(models.BigIntegerField(), default=list)
    part = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["case_id", "-at"], name="reading_of_case"),
            models.Index(fields=["user_id", "address", "-at"], name="reading_by_user"),
            models.Index(fields=["municipality_id", "-at"], name="reading_newest"),
            GinIndex(fields=["case_ids"], name="reading_of_list"),
        ]
        triggers: ClassVar[list[Any]] = KEPT_AS_THE_CASE


class Deletion(TenantModel):
    """Rows of both logs that were deleted with the case they told of: which, and their digests, never what they said.

    `rows` are lists of log ("event", "reading"), key, the row's digest, and its new digest when it was a list and only
    the case was taken out of it (else None).
    """

    at = models.DateTimeField()
    case_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    rows = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]
        triggers: ClassVar[list[Any]] = ONLY_ADDED_TO


class Block(TenantModel):
    """Rows of both logs, and deletions, sealed together: their ids, and the digest of them and the block before."""

    number = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    events = ArrayField(models.BigIntegerField(), default=list)
    readings = ArrayField(models.BigIntegerField(), default=list)
    deletions = ArrayField(models.BigIntegerField(), default=list)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(fields=["municipality_id", "number"], name="block_number_once"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["municipality_id", "-sealed_at"], name="block_newest")]
        triggers: ClassVar[list[Any]] = ONLY_ADDED_TO
