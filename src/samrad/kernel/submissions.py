"""Forms already sent: what makes a form that arrives twice one act."""

import uuid
from datetime import datetime

from samrad.kernel.models import Submission


def first_time(token: uuid.UUID, at: datetime) -> Submission:
    """Notes that the form with this token has come. Raises `IntegrityError` when it has come before.

    A second sending at the same moment waits here until the first is through.
    """
    return Submission.objects.create(token=token, address="", at=at)


def led_to(token: uuid.UUID) -> str:
    """Where the first sending led; "" when it led nowhere."""
    found = Submission.objects.filter(token=token).values_list("address", flat=True).first()
    return found or ""
