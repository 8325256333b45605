"""Keys that stand outside the database's own: one-time tokens and advisory locks."""

import secrets
import uuid

CASE_LOCK = 0x53414D  # the first key of every per-case advisory lock ("SAM")


def new_token() -> str:
    """An unguessable token of 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_submission() -> uuid.UUID:
    """A key for one sending of one form, so that a form sent twice is one act."""
    return uuid.uuid4()
