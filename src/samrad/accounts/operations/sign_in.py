"""Signing in: the named exception to the rule that every write is an operation.

At sign-in there is no tenant and no actor yet. What is written is the user row, and how often somebody was wrong.
"""

import pyotp
from django.contrib.auth import authenticate
from django.db.models import Value
from django.db.models.functions import Coalesce

from samrad.accounts.models import User
from samrad.accounts.operations.limits import begin_anew, count, give_back, is_closed, of_account, of_network
from samrad.accounts.operations.staff import check_password
from samrad.accounts.queries import user_named
from samrad.accounts.rules import Use
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid
from samrad.kernel.sealing import seal, unseal

STEP = 30


def take_try(user: User) -> bool:
    """Takes one of five tries before what was typed is looked at, so that many sent at once are no more than five.

    False when there is none left: the account rests for ten minutes.
    """
    return count(Use.WRONG_FOR_ACCOUNT, of_account(user)) is None


def give_back_try(user: User) -> None:
    """Gives back the try that was taken for what turned out to be right. Earlier failures stay."""
    give_back(Use.WRONG_FOR_ACCOUNT, of_account(user))


def recognise(username: str, password: str) -> User | None:
    """The user with this name and password; None when they do not fit, the account rests, or it is a demo person's.

    Why is not told, and the password is hashed in every case, so that an answer does not show whether
    there is such a user.
    """
    user = user_named(username)
    tried = user is not None and take_try(user)
    found = authenticate(username=username.strip().casefold(), password=password)
    if user is None or not tried or not isinstance(found, User) or found.demo_persona:
        return None
    give_back_try(user)
    return found


def network_is_locked(address: str) -> bool:
    """Whether nobody may try from the network of that address now: there have been 30 failures in 15 minutes."""
    return is_closed(Use.WRONG_FROM_NETWORK, of_network(address))


def note_network_failure(address: str) -> None:
    """Counts a failed try from the network; the thirtieth in 15 minutes locks it for 15. Older counts are forgotten."""
    count(Use.WRONG_FROM_NETWORK, of_network(address))


def note_success(user: User) -> None:
    """Forgets earlier failures."""
    begin_anew(Use.WRONG_FOR_ACCOUNT, of_account(user))
    user.last_login = now()
    user.save(update_fields=["last_login"])


def begin_totp(user: User) -> str:
    """A new secret for the user's code app; in use first when a code has been confirmed.

    Raises `Invalid` when the user already has a code app: then it must be reset by systemansvarlig.
    """
    if user.totp_confirmed_at is not None:
        raise Invalid("Kodeappen er allerede satt opp.", "code")
    secret = pyotp.random_base32()
    user.totp_sealed = seal(secret)
    user.save(update_fields=["totp_sealed"])
    return secret


def totp_secret(user: User) -> str:
    """The secret of the user's code app. Raises `Invalid` when there is none."""
    if user.totp_sealed is None:
        raise Invalid("Kodeappen er ikke satt opp.", "code")
    return unseal(user.totp_sealed)


def use_code(user: User, code: str) -> bool:
    """Whether `code` is the user's code now, or 30 s to either side, used for the first time.

    The clock of a telephone may be a little wrong. A code is used once, also when it comes twice at once.
    """
    totp = pyotp.TOTP(totp_secret(user), interval=STEP)
    step = int(now().timestamp()) // STEP
    for candidate in (step, step - 1, step + 1):
        if not totp.verify(code, for_time=candidate * STEP):
            continue
        unused = User.objects.filter(pk=user.pk, totp_last_step__lt=candidate)
        if unused.update(totp_last_step=candidate, totp_confirmed_at=Coalesce("totp_confirmed_at", Value(now()))):
            user.refresh_from_db()
            return True
    return False


def new_totp_secret() -> str:
    """A secret for a code app, not in use until `change_totp`."""
    return pyotp.random_base32()


def change_totp(user: User, secret: str, code: str) -> None:
    """Puts a new code app in the place of the old one. Raises `Invalid` when `code` is not what it shows now."""
    if not pyotp.TOTP(secret, interval=STEP).verify(code, for_time=now(), valid_window=1):
        raise Invalid("Koden er ikke riktig. Vent på en ny i appen og prøv igjen.", "code")
    user.totp_sealed, user.totp_confirmed_at = seal(secret), now()
    user.totp_last_step = int(now().timestamp()) // STEP + 1
    user.save(update_fields=["totp_sealed", "totp_confirmed_at", "totp_last_step"])


def begin_with_password(user: User, password: str) -> None:
    """The first password of somebody who has used the code she was handed. Raises `Invalid` when it is too weak."""
    check_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save()
    begin_anew(Use.WRONG_FOR_ACCOUNT, of_account(user))


def set_own_password(user: User, password: str) -> None:
    """Sets the user's password. Raises `Invalid` when it is too weak, or the one the user already has."""
    if user.demo_persona:
        raise Invalid("Demopersoner logger inn uten passord.")
    check_password(password, user)
    if user.check_password(password):
        raise Invalid("Dette er passordet du har fra før. Velg et nytt.", "password")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def invent_user(username: str, persona: str, municipality_id: int) -> User:
    """A new user of a demo municipality whom anybody on this machine may be, and nobody by a password."""
    user = User(username=username, municipality_ids=[municipality_id])
    make_demo_user(user, persona)
    return user


def make_demo_user(user: User, persona: str) -> None:
    """Marks a user of a demo municipality as one anybody on this machine may be, and nobody by a password."""
    user.demo_persona = persona
    user.must_change_password = False
    user.set_unusable_password()
    user.save()
