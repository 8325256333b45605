"""Whole numbers that somebody sent."""

LONGEST = 18


def whole_number(text: str) -> int | None:
    """The number written in an address or a hidden field; None when it is none that a row can have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
