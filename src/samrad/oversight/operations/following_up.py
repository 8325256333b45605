"""Following up visits that are worth a look."""

from samrad.accounts.access import system_owner_only
from samrad.accounts.rules import Actor
from samrad.kernel.checks import filled
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.oversight.models import LogCheck
from samrad.oversight.queries.patterns import visits_worth_a_look
from samrad.oversight.rules.patterns import Finding


@operation(affects="result", allow=system_owner_only)
def follow_up(*, actor: Actor, key: str, outcome: Finding, finding: str) -> LogCheck:
    """Records that visits were looked at, and what was found. Nobody closes the own visits. Raises `Invalid`."""
    visits = next((one for one in visits_worth_a_look(now()) if one.key == key), None)
    if visits is None:
        raise Invalid("Noen har allerede sett på dette.")
    if visits.employment_id == actor.employment_id:
        raise Refused("Du kan ikke vurdere dine egne besøk. En annen må gjøre det.")
    return LogCheck.objects.create(
        key=key,
        pattern=visits.pattern,
        reading_id=visits.reading_id,
        log_case_id=visits.case_id,
        employment_id=visits.employment_id,
        reader=visits.name[:150],
        day=visits.day,
        outcome=outcome,
        finding=filled(finding, field="finding", sentence="Skriv hva du fant ut."),
        on=today(),
        by=actor.name,
    )
