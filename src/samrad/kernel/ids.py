"""Keys that stand outside the database's own: one-time tokens, advisory locks, the code of the first run."""

import hmac
import os
import secrets
import uuid
from pathlib import Path

from django.conf import settings

CASE_LOCK = 0x53414D  # the first key of every per-case advisory lock ("SAM")


def new_token() -> str:
    """An unguessable token of 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_submission() -> uuid.UUID:
    """A key for one sending of one form, so that a form sent twice is one act."""
    return uuid.uuid4()


def setup_code() -> str:
    """The code that opens the first-run wizard, of 72 bits; "" when the wizard is closed.

    A trial makes it once and keeps it with its other secrets. An installation in production has the one
    it is given (SAMRAD_SETUP_CODE), since its processes share no folder.
    """
    given: str = settings.SETUP_CODE
    if given or settings.PRODUCTION:
        return given
    path = Path(settings.HOME) / "secrets" / "setup_code"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(9))
    except FileExistsError:
        return path.read_text().strip()
    return path.read_text().strip()


def opens_setup(code: str) -> bool:
    """Whether this is the code of the first run; compared in constant time."""
    known = setup_code()
    return bool(known) and hmac.compare_digest(known.encode(), code.encode())
