"""What a job is given by its worker."""

from itertools import count

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job


def unhurried() -> JobContext:
    """The context of a job that is never asked to stop."""
    return _context(None)


def stopped_after(rounds: int) -> JobContext:
    """The context of a job that is asked to stop when it has asked so many times whether it should."""
    return _context(rounds)


def _context(rounds: int | None) -> JobContext:
    asked = count(1)

    def reason() -> AbortReason | None:
        return AbortReason.SHUTDOWN if rounds is not None and next(asked) > rounds else None

    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="test")
    return JobContext(app=app, job=job, start_timestamp=0, abort_reason=reason)
