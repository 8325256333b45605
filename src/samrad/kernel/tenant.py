"""The tenant: which municipality's rows the database lets this transaction see.

Row-level security compares `municipality_id` with the setting `samrad.municipality`, which holds
for one transaction only. With no tenant set, no tenant row is seen and none can be written.

The transaction may also have a reader, from whom some rows are withheld: a restrictive policy on each table that
can hold such rows compares them with `samrad.reader`. Without a reader nothing is kept back: staff, jobs, and every
operation, which must see all of a case to change it rightly. `samrad.acting` says in the same way who acts, for rows
that only some of those who act may know of.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement

SETTING = "samrad.municipality"
READER = "samrad.reader"
ACTING = "samrad.acting"
PAPER = "paper"
_current: ContextVar[int | None] = ContextVar("municipality", default=None)
_reader: ContextVar[str] = ContextVar("reader", default="")
_acting: ContextVar[str] = ContextVar("acting", default="")


def current() -> int | None:
    """The municipality this transaction acts for, or None."""
    return _current.get()


def _tell_database(municipality_id: int | None, reader: str, acting: str) -> None:
    told = "" if municipality_id is None else str(municipality_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)",
            [SETTING, told, READER, reader, ACTING, acting],
        )


@contextmanager
def tenant(municipality_id: int, reader: str = "", acting: str = "") -> Iterator[None]:
    """A transaction in which the rows of one municipality are seen, as far as they are not withheld from `reader`.

    Some are kept from who is `acting` ("kind:id:day") as well.

    Nested use with the same municipality costs nothing, and keeps the reader; with another one the outer tenant
    is put back on leaving. An exception rolls back all that was written inside.
    """
    before, reader_before, acting_before = _current.get(), _reader.get(), _acting.get()
    same = reader in ("", reader_before) and acting in ("", acting_before)
    if before == municipality_id and connection.in_atomic_block and same:
        yield
        return
    with transaction.atomic():
        _tell_database(municipality_id, reader, acting)
        marks = _current.set(municipality_id), _reader.set(reader), _acting.set(acting)
        try:
            yield
        finally:
            _current.reset(marks[0])
            _reader.reset(marks[1])
            _acting.reset(marks[2])
    if connection.in_atomic_block and not connection.needs_rollback:
        _tell_database(before, reader_before, acting_before)


@contextmanager
def _seeing(reader: str, acting: str) -> Iterator[None]:
    before = _reader.get(), _acting.get()
    if before == (reader, acting):
        yield
        return
    _tell_database(_current.get(), reader, acting)
    marks = _reader.set(reader), _acting.set(acting)
    try:
        yield
    finally:
        _reader.reset(marks[0])
        _acting.reset(marks[1])
        if not connection.needs_rollback:
            _tell_database(_current.get(), *before)


def seeing_all() -> AbstractContextManager[None]:
    """Nothing is withheld in here: an operation changes all of a case, whoever acts. Inside a transaction."""
    return _seeing("", "")


@contextmanager
def on_paper() -> Iterator[None]:
    """What is printed, kept or given away in here knows of nothing that only some may know of. Inside a transaction.

    Paper is read by others than who asked for it. It serves as a decorator as well.
    """
    with _seeing(_reader.get(), PAPER):
        yield


class CurrentTenant(models.Func):
    """The tenant of the transaction, as the database reads it."""

    template = f"NULLIF(current_setting('{SETTING}', true), '')::bigint"
    output_field = models.BigIntegerField()
    allowed_default = True

    def __init__(self) -> None:
        super().__init__()


class TenantPolicy(models.BaseConstraint):
    """The row-level policy of a tenant table, carried by migrations as a constraint is."""

    def create_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Turns row-level security on, with the policy."""
        assert schema_editor is not None
        table = schema_editor.quote_name(model._meta.db_table)
        rule = f"municipality_id = NULLIF(current_setting('{SETTING}', true), '')::bigint"
        return Statement(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
            f"CREATE POLICY {schema_editor.quote_name(self.name)} ON {table} "
            f"USING ({rule}) WITH CHECK ({rule})"
        )

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Takes the policy away, and row-level security with it."""
        assert schema_editor is not None
        table = schema_editor.quote_name(model._meta.db_table)
        return Statement(
            f"DROP POLICY {schema_editor.quote_name(self.name)} ON {table}; "
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        )

    def constraint_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Leaves the policy to after the table is made."""
        assert schema_editor is not None
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database enforces the policy; there is nothing to validate before."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantPolicy) and other.name == self.name

    __hash__ = models.BaseConstraint.__hash__


def tenant_policy() -> TenantPolicy:
    """The policy as it stands in `Meta.constraints` of every tenant model."""
    return TenantPolicy(name="%(app_label)s_%(class)s_tenant")
