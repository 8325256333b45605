"""Taking in a long list of groups, some at a time, so that one sees how far it has come."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from samrad.accounts.rules import system_actor
from samrad.kernel.errors import Invalid
from samrad.kernel.tenant import tenant
from samrad.oversight.operations.importing import TAKE_IN, stop_import, take_in_some
from samrad.oversight.queries import import_by_id

CHUNK = 25


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
