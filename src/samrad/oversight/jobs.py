"""Taking in a long list of groups, some at a time; sealing the logs; and letting their heads leave the database."""

import logging

from django.conf import settings
from django.db import IntegrityError
from procrastinate import JobContext
from procrastinate.contrib.django import app

from samrad.accounts.rules import system_actor
from samrad.agencies.queries import municipalities
from samrad.audit.operations import seal
from samrad.audit.queries import last_block
from samrad.audit.rules import head_line
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.tenant import tenant
from samrad.oversight.operations.importing import TAKE_IN, stop_import, take_in_some
from samrad.oversight.queries import import_by_id

CHUNK = 25
HEADS = "audit/heads.tsv"
log = logging.getLogger(__name__)


@app.task(name=TAKE_IN, queue="upkeep", pass_context=True)
def take_in_groups(context: JobContext, municipality_id: int, import_id: int) -> None:
    """Takes the list in; begun again after a stop, it goes on where it was."""
    while not context.should_abort():
        with tenant(municipality_id):
            asked = import_by_id(import_id)
        if asked is None or asked.ended_at is not None:
            return
        actor = system_actor(municipality_id, f"import ved {asked.asked_by}"[:150])
        try:
            take_in_some(actor=actor, asked=asked, number=CHUNK)
        except Invalid as error:
            stop_import(actor=actor, asked=asked, problem=error.sentence)


@app.periodic(cron="* * * * *")
@app.task(name="oversight.seal_logs", queue="upkeep", pass_context=True)
def seal_logs(context: JobContext, timestamp: int) -> None:
    """Seals what each municipality's logs have got; who comes second to a block lets the first have it."""
    for municipality_id in municipalities().values_list("id", flat=True):
        if context.should_abort():
            return
        try:
            with tenant(municipality_id):
                seal()
        except IntegrityError:
            log.info("the logs of municipality %s are being sealed by another worker", municipality_id)


@app.periodic(cron="41 1 * * *")
@app.task(name="oversight.tell_heads", queue="upkeep", pass_context=True)
def tell_heads(context: JobContext, timestamp: int) -> None:
    """Writes the newest block of each municipality to a file and to the machine's log, to be kept elsewhere."""
    path = settings.HOME / HEADS
    path.parent.mkdir(exist_ok=True)
    for municipality in municipalities():
        with tenant(municipality.pk):
            block = last_block()
        if block is None:
            continue
        with path.open("a", encoding="utf-8") as file:
            file.write(head_line(today(), municipality.number, block.number, block.digest))
        log.info("audit head %s block %s %s", municipality.number, block.number, block.digest)
