"""Which grants are in force: what the seats' grounds and every list of readers is built on."""

from datetime import datetime

from django.db.models import Q, QuerySet

from samrad.consents.models import Grant
from samrad.consents.rules import Step
from samrad.kernel.clock import day_of

# The same as `grants_in_force`, for the relations of grounds: g is the grant, k its consent.
IN_FORCE = """
    k.given_at <= %(at)s AND k.ended_on >= %(day)s
    AND (k.withdrawn_at IS NULL OR k.withdrawn_at > %(at)s)
    AND (g.withdrawn_at IS NULL OR g.withdrawn_at > %(at)s)
    AND (g.replaced_at IS NULL OR g.replaced_at > %(at)s)
"""


def grants_in_force(at: datetime, step: Step) -> QuerySet[Grant]:
    """What units may see at the instant by a consent of the given step."""
    return Grant.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at),
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=at),
        Q(consent__withdrawn_at__isnull=True) | Q(consent__withdrawn_at__gt=at),
        consent__step=step,
        consent__given_at__lte=at,
        consent__ended_on__gte=day_of(at),
    )
