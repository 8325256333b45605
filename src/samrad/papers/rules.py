"""What a file is, told by its content, what may be uploaded, and what is taken out of it before it is kept.

A picture is drawn anew, so that only what can be seen is kept: no place, no camera, nothing hidden behind it.
A PDF is kept as it came (it may be signed), and refused when it can do anything but be read.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

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


@dataclass(frozen=True)
class Taken:
    """A file that can be taken, as it is to be kept."""

    content: bytes
    media_type: str
    ending: str


def take(content: bytes) -> Taken:
    """The file as it is to be kept: a picture drawn anew, a PDF unchanged.

    Raises `BadPaper` for the wrong type, more than 20 MB or 60 million points, what cannot be read, and a PDF
    that is locked or holds programs, other files or forms of its own.
    """
    media_type, ending = check(content)
    if ending == "pdf":
        _examine_pdf(content)
        return Taken(content, media_type, ending)
    return Taken(_drawn_anew(content, ending), media_type, ending)


def checksum(content: bytes) -> str:
    """SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


# ── pictures ─────────────────────────────────────────────────────────────────

MOST_POINTS = 60_000_000
DAMAGED = "Filen er skadet og kan ikke leses. Lagre den på nytt, eller skann papiret en gang til."
TOO_LARGE = "Bildet er for stort. Ta det i lavere oppløsning, eller skann papiret til PDF."


def _drawn_anew(content: bytes, ending: str) -> bytes:
    kind = "PNG" if ending == "png" else "JPEG"
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as found:
            if found.width * found.height > MOST_POINTS:
                raise BadPaper(TOO_LARGE)
            upright = ImageOps.exif_transpose(found)
    except BadPaper:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise BadPaper(TOO_LARGE) from error
    except Exception as error:  # a file from anywhere may break the reader in any way
        raise BadPaper(DAMAGED) from error
    kept = io.BytesIO()
    only_seen = upright.convert(_colours(upright, kind))
    only_seen.info = {}
    only_seen.save(kept, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return kept.getvalue()


def _colours(image: Image.Image, kind: str) -> str:
    if image.mode in ("1", "L"):
        return "L"
    clear = kind == "PNG" and (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info)
    return "RGBA" if clear else "RGB"


# ── PDF ──────────────────────────────────────────────────────────────────────

MOST_OBJECTS = 60_000
PRINT_IT = "Skriv den ut til en ny PDF, eller skann papiret."
LOCKED = "PDF-en er låst med passord. Lagre den uten passord, eller skann papiret."
TOO_COMPLEX = f"PDF-en er satt sammen av for mange deler. {PRINT_IT}"
ACTIONS = {
    "/JavaScript": "et program",
    "/Launch": "noe som starter et program",
    "/SubmitForm": "et skjema som sender opplysninger ut",
    "/ImportData": "noe som henter inn opplysninger",
    "/GoToE": "en annen fil",
    "/Rendition": "lyd eller film",
}
KEYS = {
    "/JS": "et program",
    "/JavaScript": "et program",
    "/EmbeddedFiles": "en annen fil",
    "/EF": "en annen fil",
    "/XFA": "et skjema av en type vi ikke kan vise",
    "/RichMediaContent": "lyd eller film",
}


def _examine_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise BadPaper(LOCKED)
        if not reader.pages:
            raise BadPaper("PDF-en har ingen sider. Velg en annen fil.")
        for one in _objects(reader):
            held = _does_more(one)
            if held:
                raise BadPaper(f"PDF-en inneholder {held}, og kan ikke tas imot. {PRINT_IT}")
    except BadPaper:
        raise
    except Exception as error:  # a file from anywhere may break the reader in any way
        raise BadPaper(DAMAGED) from error


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object of the file and what stands inside it, reached from its root or not."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise BadPaper(TOO_COMPLEX)
    waiting = [reader.trailer, *(reader.get_object(number) for number in sorted(numbers))]
    for _ in range(20 * MOST_OBJECTS):
        if not waiting:
            return
        one = waiting.pop()
        yield one
        if isinstance(one, DictionaryObject | ArrayObject):
            inside = one.values() if isinstance(one, DictionaryObject) else one
            waiting.extend(part for part in inside if isinstance(part, DictionaryObject | ArrayObject))
    raise BadPaper(TOO_COMPLEX)


def _does_more(one: Any) -> str:
    """What an object can do but be read, in words; "" when nothing."""
    if not isinstance(one, DictionaryObject):
        return ""
    found = next((KEYS[key] for key in one if key in KEYS), "")
    return found or ACTIONS.get(str(one.raw_get("/S")) if "/S" in one else "", "")
