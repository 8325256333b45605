"""Codes that let their owner in once: ten for a lost code app, and one that is handed over on paper.

Beside signing in a named exception to the rule that every write is an operation: at sign-in there is no actor.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from samrad.accounts.models import OneTimeCode, User
from samrad.accounts.rules import CodePurpose
from samrad.kernel.clock import now
from samrad.kernel.sealing import blind_index

LETTERS = "bcdfghjkmnpqrstvwxz23456789"
RECOVERY_CODES = 10
HANDED_LIVES = timedelta(days=14)


def _code(length: int) -> str:
    """A code of letters that cannot be mistaken for each other, in groups of four."""
    text = "".join(secrets.choice(LETTERS) for _ in range(length))
    return "-".join(text[at : at + 4] for at in range(0, length, 4))


def _digest(user: User, purpose: CodePurpose, code: str) -> str:
    plain = "".join(one for one in code.casefold() if one.isalnum())
    return blind_index(f"code {purpose} {user.pk} {plain}")


def _make(user: User, purpose: CodePurpose, code: str, lives: timedelta | None = None) -> str:
    OneTimeCode.objects.create(
        user=user, purpose=purpose, digest=_digest(user, purpose, code), made_at=now(),
        expires_at=now() + lives if lives else None,
    )  # fmt: skip
    return code


def make_recovery_codes(user: User) -> list[str]:
    """Ten new codes, to be shown once; the earlier ones stop working."""
    with transaction.atomic():
        OneTimeCode.objects.filter(user=user, purpose=CodePurpose.RECOVERY).delete()
        return [_make(user, CodePurpose.RECOVERY, _code(12)) for _ in range(RECOVERY_CODES)]


def hand_out_code(user: User) -> str:
    """A new code to be handed over on paper, good for 14 days; an earlier one stops working. Part of an operation."""
    drop_codes(user)
    return _make(user, CodePurpose.FIRST, _code(16), HANDED_LIVES)


def drop_codes(user: User) -> None:
    """Takes back what was handed over and not used. Part of an operation."""
    OneTimeCode.objects.filter(user=user, purpose=CodePurpose.FIRST, used_at__isnull=True).delete()


def use_one_time_code(user: User, purpose: CodePurpose, code: str) -> bool:
    """Whether this is a code of the user's that has neither been used nor run out; now it has been used."""
    unused = OneTimeCode.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=now()),
        user=user, purpose=purpose, digest=_digest(user, purpose, code), used_at__isnull=True,
    )  # fmt: skip
    return unused.update(used_at=now()) == 1


def recovery_codes_left(user: User) -> int:
    """How many of the user's recovery codes have not been used."""
    return OneTimeCode.objects.filter(user=user, purpose=CodePurpose.RECOVERY, used_at__isnull=True).count()
