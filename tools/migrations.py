"""Checks of migrations: none is missing, and none that comes after the first would lock or break what runs."""

import sys

from tests import database  # noqa: F401 - starts the tests' cluster and names the database

import django  # isort: skip

django.setup()

from django.core.management import call_command  # noqa: E402
from django_migration_linter import MigrationLinter  # noqa: E402

call_command("makemigrations", check=True, dry_run=True, verbosity=1)
linter = MigrationLinter(
    ignore_initial_migrations=True, no_cache=True, quiet=["ok", "ignore", "warning"], exclude_apps=["procrastinate"]
)
linter.lint_all_migrations()
sys.exit(linter.has_errors)
