"""A password or code between being made and being written down: sealed, in the session of the one who made it.

It is shown until it is said to be noted, so that a reload or a press too many does not lose it, and
never longer than a quarter of an hour.
"""

import json
from dataclasses import dataclass
from typing import Any

from samrad.kernel.clock import now
from samrad.kernel.sealing import seal, unseal

KEY = "first_password"
SHOWN_SECONDS = 15 * 60


@dataclass(frozen=True)
class FirstPassword:
    """What is to be handed over, and for whom or what (`place`)."""

    place: str
    username: str
    password: str


def hand_over(request: Any, place: str, username: str, password: str) -> None:
    """Keeps a new password, or codes, to be shown at the place."""
    sealed = seal(json.dumps([place, username, password])).decode()
    request.session[KEY] = [sealed, int(now().timestamp())]


def handed_over(request: Any, place: str) -> FirstPassword | None:
    """The password that is to be shown at the place; None when there is none, or it has been noted."""
    sealed, since = request.session.get(KEY) or ("", 0)
    if not sealed or now().timestamp() - since > SHOWN_SECONDS:
        return None
    found = FirstPassword(*json.loads(unseal(sealed.encode())))
    return found if found.place == place else None


def noted(request: Any) -> None:
    """Forgets the password: it has been written down."""
    request.session.pop(KEY, None)
