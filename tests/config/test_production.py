"""The settings of production, read as an attacker reads them: one line for each that keeps somebody out."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.commands.test_deployment import SAFE

SETTINGS = {
    # a cookie is not sent in the clear, read by scripts, or set by a neighbour under the same domain
    "SESSION_COOKIE_NAME": "__Host-samrad",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_PATH": "/",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_DOMAIN": None,
    "CSRF_TRUSTED_ORIGINS": [],
    # a session ends, at the latest after a working day
    "SESSION_COOKIE_AGE": 8 * 3600,
    # nothing goes over plain HTTP, today or after a year
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    # no host but the named, and none from a header of the sender's own
    "ALLOWED_HOSTS": ["samrad.fjordvik.no"],
    "USE_X_FORWARDED_HOST": False,
    "USE_X_FORWARDED_PORT": False,
    # nothing is told of what went wrong
    "DEBUG": False,
    "DEBUG_PROPAGATE_EXCEPTIONS": False,
    # one way to keep a password, and JSON in sessions
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
    # what is sent has a limit
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 4_000_000,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000,
    "DATA_UPLOAD_MAX_NUMBER_FILES": 100,
}
READ = "import json, django; django.setup(); from django.conf import settings; print(json.dumps({n: getattr(settings, n) for n in %r}))"


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings as a process in production reads them."""
    folder = str(tmp_path_factory.mktemp("home"))
    ended = subprocess.run(
        [sys.executable, "-c", READ % list(SETTINGS)], env={**os.environ, **SAFE, "SAMRAD_HOME": folder}, check=True,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_the_settings_of_production_keep_an_attacker_out(production: dict[str, Any]) -> None:
    assert production == SETTINGS
