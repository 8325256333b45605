"""Signing in: the named exception to the rule that every write is an operation.

At sign-in there is no tenant and no actor yet. What is written is the user row only: failed tries,
the lock, the last code used, the password.
"""

from datetime import timedelta

import pyotp

from samrad.accounts.models import User
from samrad.accounts.operations.staff import check_password
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid
from samrad.kernel.sealing import seal, unseal

TRIES = 5
LOCKED = timedelta(minutes=10)
STEP = 30


def is_locked(user: User) -> bool:
    """Whether the account rests after too many failed tries."""
    return user.locked_until is not None and user.locked_until > now()


def note_failure(user: User) -> None:
    """Counts a failed try; the fifth locks the account for ten minutes."""
    user.failed_sign_ins += 1
    if user.failed_sign_ins >= TRIES:
        user.failed_sign_ins = 0
        user.locked_until = now() + LOCKED
    user.save(update_fields=["failed_sign_ins", "locked_until"])


def note_success(user: User) -> None:
    """Forgets earlier failures."""
    user.failed_sign_ins = 0
    user.locked_until = None
    user.last_login = now()
    user.save(update_fields=["failed_sign_ins", "locked_until", "last_login"])


def begin_totp(user: User) -> str:
    """A new secret for the user's code app; in use first when a code has been confirmed."""
    secret = pyotp.random_base32()
    user.totp_sealed = seal(secret)
    user.totp_confirmed_at = None
    user.save(update_fields=["totp_sealed", "totp_confirmed_at"])
    return secret


def totp_secret(user: User) -> str:
    """The secret of the user's code app. Raises `Invalid` when there is none."""
    if user.totp_sealed is None:
        raise Invalid("Kodeappen er ikke satt opp.", "code")
    return unseal(user.totp_sealed)


def use_code(user: User, code: str) -> bool:
    """Whether `code` is the user's code now (or 30 s ago), used for the first time."""
    totp = pyotp.TOTP(totp_secret(user), interval=STEP)
    step = int(now().timestamp()) // STEP
    for candidate in (step, step - 1):
        if candidate > user.totp_last_step and totp.verify(code, for_time=candidate * STEP):
            user.totp_last_step = candidate
            if user.totp_confirmed_at is None:
                user.totp_confirmed_at = now()
            user.save(update_fields=["totp_last_step", "totp_confirmed_at"])
            return True
    return False


def set_own_password(user: User, password: str) -> None:
    """Sets the user's password. Raises `Invalid` when it is too weak."""
    check_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def make_demo_user(user: User, persona: str) -> None:
    """Marks a user of a demo municipality as one anybody on this machine may be."""
    user.demo_persona = persona
    user.must_change_password = False
    user.save(update_fields=["demo_persona", "must_change_password"])
