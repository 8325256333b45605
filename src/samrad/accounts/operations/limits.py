"""How often something may be done, by one account or from one network.

A named exception to the rule that every write is an operation: what is counted stands outside the tenants, tells
neither who nor what, and is forgotten after two days.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F

from samrad.accounts.models import Tally, User
from samrad.accounts.rules import LIMITS, WRONG, Use, network_of
from samrad.kernel.clock import now
from samrad.kernel.sealing import blind_index

KEPT = timedelta(days=2)
COUNT = """
INSERT INTO accounts_tally AS one (key, number, since, closed_until) VALUES (%(key)s, 1, %(now)s, NULL)
ON CONFLICT (key) DO UPDATE SET (number, since, closed_until) = (
    SELECT
        CASE WHEN closed THEN one.number WHEN anew THEN 1 ELSE one.number + 1 END,
        CASE WHEN anew AND NOT closed THEN %(now)s ELSE one.since END,
        CASE WHEN closed THEN one.closed_until WHEN NOT anew AND one.number + 1 >= %(closes)s THEN %(until)s END
    FROM (SELECT
        coalesce(one.closed_until > %(now)s, false) AS closed,
        one.closed_until IS NOT NULL OR one.since <= %(from)s AS anew
    ) AS state
)
RETURNING closed_until
"""


def of_account(user: User) -> str:
    """Whom to count, when it is known who acts."""
    return f"account {user.pk}"


def of_network(address: str) -> str:
    """Whom to count, when it is not: everybody in the network of that address."""
    return f"network {network_of(address)}"


def _key(use: Use, whom: str) -> str:
    return blind_index(f"{use} {whom}")


def count(use: Use, whom: str) -> datetime | None:
    """Counts one more; when it is too often, the instant until which it is closed, else None. One statement.

    While it is closed nothing is counted. SAMRAD_LIMITS makes the limits wider, and 0 takes them away, but not those
    on wrong passwords and codes.
    """
    wider = 1 if use in WRONG else settings.LIMITS
    if not wider:
        return None
    limit, moment = LIMITS[use], now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {
            "key": _key(use, whom), "now": moment, "closes": limit.closes * wider,
            "until": moment + limit.rest, "from": moment - limit.within,
        })  # fmt: skip
        closed_until: datetime | None = cursor.fetchone()[0]
    return closed_until


def is_closed(use: Use, whom: str) -> bool:
    """Whether it has been done too often, and not long enough ago."""
    return Tally.objects.filter(key=_key(use, whom), closed_until__gt=now()).exists()


def give_back(use: Use, whom: str) -> None:
    """Takes back one that was counted, unless it closed."""
    Tally.objects.filter(key=_key(use, whom), closed_until__isnull=True).update(number=F("number") - 1)


def begin_anew(use: Use, whom: str) -> None:
    """Forgets what was counted."""
    Tally.objects.filter(key=_key(use, whom)).delete()


def forget_old() -> int:
    """Forgets what was counted more than two days ago; how many there were."""
    return Tally.objects.filter(since__lt=now() - KEPT).delete()[0]
