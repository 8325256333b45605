"""Checks of migrations: none is missing, and none that comes after the first would lock or break what runs."""

from tools.own_database import on_own_database


def main() -> int:
    """1 when a migration is missing or would do harm."""
    from django.core.management import call_command
    from django_migration_linter import MigrationLinter

    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    linter = MigrationLinter(
        ignore_initial_migrations=True, no_cache=True, quiet=["ok", "ignore", "warning"], exclude_apps=["procrastinate"]
    )
    linter.lint_all_migrations()
    return int(linter.has_errors)


if __name__ == "__main__":
    on_own_database(main)
