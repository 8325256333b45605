"""Sealing of single fields: encryption with key rotation, and an index to find a sealed value again."""

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@cache
def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def seal(text: str) -> bytes:
    """`text` encrypted with the newest key."""
    return _keys().encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The text in `sealed`, by whichever key still known sealed it."""
    return _keys().decrypt(bytes(sealed)).decode()


def blind_index(text: str) -> str:
    """A keyed hash of `text` (HMAC-SHA-256, hexadecimal): equal texts have equal hashes, nothing else shows."""
    return hmac.new(settings.LOOKUP_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def resealed(sealed: bytes | memoryview) -> bytes | None:
    """The same text sealed with the newest key; None when it is already. Raises `ValueError` when no key opens it."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(bytes(sealed))
    except InvalidToken:
        try:
            return _keys().rotate(bytes(sealed))
        except InvalidToken as error:
            raise ValueError("No key that is known opens this.") from error
    return None
