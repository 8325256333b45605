"""What a file is, told by its first bytes, and what may be uploaded."""

import hashlib
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024


class Origin(StrEnum):
    """How a paper came to be."""

    UPLOADED = "uploaded"
    PRODUCED = "produced"


SIGNATURES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
ALLOWED_WORDS = "PDF, PNG eller JPEG"


class BadPaper(ValueError):
    """The file cannot be taken; the sentence says why and what is allowed."""


def content_type(content: bytes) -> tuple[str, str]:
    """The media type and file ending of `content`. Raises `BadPaper` for anything not allowed."""
    for start, media_type, ending in SIGNATURES:
        if content.startswith(start):
            return media_type, ending
    raise BadPaper(f"Filen er ikke av en type vi kan ta imot. Den kan være {ALLOWED_WORDS}.")


def check(content: bytes) -> tuple[str, str]:
    """As `content_type`, after the size has been checked."""
    if not content:
        raise BadPaper("Filen er tom. Velg en annen fil.")
    if len(content) > MAX_BYTES:
        raise BadPaper("Filen er for stor. Den kan være 20 MB.")
    return content_type(content)


def checksum(content: bytes) -> str:
    """SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
