"""What can be wrong around Samråd (the environment, the database, its roles), told in one sentence each."""

import functools
import sys
from argparse import Namespace
from collections.abc import Callable

Command = Callable[[Namespace], int]


class OtherVersion(RuntimeError):
    """The tables are not those of this version; the sentence says what differs."""


def told_plainly(command: Command) -> Command:
    """The command, ending with 1 and a sentence when something around it is wrong."""

    @functools.wraps(command)
    def run(chosen: Namespace) -> int:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError
        from django.db.migrations.exceptions import InconsistentMigrationHistory

        from samrad.kernel.errors import BadEnvironment
        from samrad.kernel.roles import BadRole

        try:
            return command(chosen)
        except (BadEnvironment, BadRole, OtherVersion) as error:
            print(error, file=sys.stderr)
        except (OperationalError, ImproperlyConfigured) as error:
            reason = str(error).strip().splitlines()[0]
            print(f"Får ikke brukt databasen i DATABASE_URL eller DATABASE_OWNER_URL: {reason}", file=sys.stderr)
        except InconsistentMigrationHistory:
            print(ANOTHER, file=sys.stderr)
        return 1

    return run


ANOTHER = (
    "Databasen er laget av en annen utgave av Samråd. Er den bare til utprøving, kan mappen .samrad/pg slettes: "
    "da lages den på nytt ved neste start."
)


def check_tables() -> None:
    """Raises `OtherVersion` when a table or a column that this version needs is not there."""
    from django.apps import apps
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        present = {(table, column) for table, column in cursor.fetchall()}
    for model in apps.get_models():
        table = model._meta.db_table
        if not model.__module__.startswith("samrad."):
            continue
        missing = sorted(
            str(field.column) for field in model._meta.concrete_fields if (table, field.column) not in present
        )
        if missing:
            raise OtherVersion(f"{ANOTHER} (Tabellen {table} mangler {', '.join(missing)}.)")
