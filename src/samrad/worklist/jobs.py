"""Upkeep: what could not be brought up to date is tried again, and the horizon of the duties moves on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from samrad.accounts.rules import system_actor
from samrad.agencies.queries import municipalities
from samrad.cases.queries import all_case_ids, open_case_ids, stale_case_ids
from samrad.kernel.clock import today
from samrad.kernel.operation import lock_cases, project
from samrad.kernel.tenant import tenant
from samrad.routines.operations import checked, note_effect
from samrad.routines.queries import checksum, draft, plan_with
from samrad.worklist.operations import COUNT_EFFECT, REFRESH
from samrad.worklist.queries import effects
from samrad.worklist.rules import Effect, horizon

CHUNK = 100
EFFECT_CHUNK = 200
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


@app.task(name=REFRESH, queue="upkeep", pass_context=True)
def refresh(context: JobContext, municipality_id: int) -> None:
    """Brings a municipality's stale cases up to date at once: a routine was published."""
    with tenant(municipality_id):
        ids = stale_case_ids()
    _project(context, municipality_id, ids)


@app.task(name=COUNT_EFFECT, queue="upkeep", pass_context=True)
def count_effect(context: JobContext, municipality_id: int, valid_from: str) -> None:
    """Counts what publishing the draft from that day would change, and keeps the count as it grows.

    Stops when the draft is gone or rewritten: somebody will ask anew.
    """
    with tenant(municipality_id):
        asked = draft()
        if asked is None:
            return
        ids, actor = open_case_ids(), system_actor(municipality_id, "virkning")
        after = plan_with(checked(asked.text), date.fromisoformat(valid_from))
    found = {"of_text": checksum(asked.text), "valid_from": valid_from, "cases": len(ids), "counted": 0,
             "touched": 0, "moved": 0, "new": 0, "gone": 0}  # fmt: skip
    for start in range(0, max(len(ids), 1), EFFECT_CHUNK):
        with tenant(municipality_id):
            now_asked = draft()
            if context.should_abort() or now_asked is None or checksum(now_asked.text) != found["of_text"]:
                return
            _add_up(found, effects(ids[start : start + EFFECT_CHUNK], after, horizon(today())).values())
            note_effect(actor=actor, draft=now_asked, effect=found)


def _add_up(found: dict[str, Any], counted: Iterable[Effect]) -> None:
    for one in counted:
        found["counted"] += 1
        found["touched"] += one.any
        found["moved"] += one.moved
        found["new"] += one.new
        found["gone"] += one.gone


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
