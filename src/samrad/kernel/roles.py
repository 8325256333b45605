"""The two database roles: what the app may do, and that it is not more than the app.

The owner grants the app what pages need on every table, and less on the logs, which the app may
only add to. Start is refused when the app role owns tables, is superuser or bypasses row security.
"""

from django.db import connections
from django.db.backends.utils import CursorWrapper

OWNS = "Databasebrukeren i DATABASE_URL eier tabellene. Bruk en annen bruker enn den i DATABASE_OWNER_URL."
AFTER_MIGRATION: list[str] = []
APPEND_ONLY = ("audit_event", "audit_reading", "audit_block", "audit_deletion")


class BadRole(RuntimeError):
    """The role that pages run as may do too much; the sentence says what."""


def register_after_migration(statement: str) -> None:
    """Has the owner run a statement after every migration, again and again: it must be one that may be repeated."""
    if statement not in AFTER_MIGRATION:
        AFTER_MIGRATION.append(statement)


def grant_app(app_role: str) -> None:
    """Grants the app role what it needs, as the owner. Run after every migration."""
    with connections["owner"].cursor() as cursor:
        if not _role_exists(cursor, app_role):
            raise BadRole(f"Rollen «{app_role}» finnes ikke i databasen. Se docs/veiledning/database.md.")
        cursor.execute("SELECT current_user = %s", [app_role])
        if cursor.fetchone()[0]:
            raise BadRole(OWNS)
        for statement in AFTER_MIGRATION:
            cursor.execute(statement)
        role = connections["owner"].ops.quote_name(app_role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}")
        for table in APPEND_ONLY:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")


def _role_exists(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    return cursor.fetchone() is not None


def check_app_role() -> None:
    """Raises `BadRole` when the role of the default connection could look past row-level security."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypasses = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_tables "
            "WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'member')"
        )
        (owned,) = cursor.fetchone()
    if superuser:
        raise BadRole(
            "Databasebrukeren i DATABASE_URL er superbruker. Bruk en egen bruker uten rettigheter utover tabellene."
        )
    if bypasses:
        raise BadRole("Databasebrukeren i DATABASE_URL går utenom radsikkerheten (BYPASSRLS). Ta fra den den retten.")
    if owned:
        raise BadRole(OWNS)
