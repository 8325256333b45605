"""What a job is given by its worker."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job


def unhurried() -> JobContext:
    """The context of a job that is never asked to stop."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="test")
    return JobContext(app=app, job=job, start_timestamp=0, abort_reason=lambda: None)
