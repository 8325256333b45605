"""Checks of migrations: none is missing, and none would lock or break a running installation."""

import os
import sys

import django

from tests import database  # noqa: F401 - starts the tests' cluster and names the database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

call_command("makemigrations", check=True, dry_run=True, verbosity=1)
sys.exit(0)
