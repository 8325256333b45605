"""Upkeep: what could not be brought up to date is tried again, and the horizon of the duties moves on."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from samrad.agencies.queries import municipalities
from samrad.cases.queries import all_case_ids, stale_case_ids
from samrad.kernel.operation import lock_cases, project
from samrad.kernel.tenant import tenant

CHUNK = 25
KEEP_HOURS = 14 * 24


@app.periodic(cron="*/3 * * * *")
@app.task(name="worklist.retry_stale", queue="upkeep", pass_context=True)
def retry_stale(context: JobContext, timestamp: int) -> None:
    """Brings stale cases up to date; one that fails again stays stale until the next time."""
    for municipality_id in municipalities().values_list("id", flat=True):
        with tenant(municipality_id):
            ids = stale_case_ids()
        _project(context, municipality_id, ids)


@app.periodic(cron="17 2 * * *")
@app.task(name="worklist.move_horizon", queue="upkeep", pass_context=True)
def move_horizon(context: JobContext, timestamp: int) -> None:
    """Brings every case up to date, a few at a time: duties are derived three years ahead, and days pass."""
    for municipality_id in municipalities().values_list("id", flat=True):
        with tenant(municipality_id):
            ids = all_case_ids()
        _project(context, municipality_id, ids)


def _project(context: JobContext, municipality_id: int, ids: list[int]) -> None:
    """Each chunk in a transaction of its own, so that nobody waits long for a case."""
    for start in range(0, len(ids), CHUNK):
        if context.should_abort():
            return
        chunk = frozenset(ids[start : start + CHUNK])
        with tenant(municipality_id):
            lock_cases(chunk)
            project(chunk)


@app.periodic(cron="42 2 * * *")
@app.task(name="worklist.tidy_jobs", queue="upkeep", pass_context=True)
async def tidy_jobs(context: JobContext, timestamp: int) -> None:
    """Removes jobs that ended two weeks ago, and lets those of a worker that died be run again."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
    await builtin_tasks.remove_old_jobs(
        context, max_hours=KEEP_HOURS, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )
