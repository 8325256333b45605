"""What was counted to keep limits is forgotten."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from samrad.accounts.operations.limits import forget_old


@app.periodic(cron="27 2 * * *")
@app.task(name="accounts.forget_tallies", queue="upkeep", pass_context=True)
def forget_tallies(context: JobContext, timestamp: int) -> None:
    """Forgets old tallies, each night."""
    forget_old()
