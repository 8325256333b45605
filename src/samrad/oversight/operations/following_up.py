"""Following up visits that are worth a look."""

from samrad.accounts.access import system_owner_only
from samrad.accounts.rules import Actor
from samrad.kernel.checks import filled
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.oversight.models import LogCheck
from samrad.oversight.queries.patterns import visits_that_fit
from samrad.oversight.rules.patterns import Finding


@operation(affects="result", allow=system_owner_only)
def follow_up(*, actor: Actor, key: str, until: int, outcome: Finding, finding: str) -> LogCheck:
    """Records that visits were looked at, up to the row `until` of the log, and what was found.

    Later visits stay to be looked at. Nobody closes the own visits. Raises `Invalid`.
    """
    visits = next((one for one in visits_that_fit(now()) if one.key == key), None)
    last = min(until, visits.reading_id) if visits is not None else 0
    if visits is None or LogCheck.objects.filter(key=key, reading_id__gte=last).exists():
        raise Invalid("Noen har allerede sett på dette.")
    if visits.employment_id == actor.employment_id:
        raise Refused("Du kan ikke vurdere dine egne besøk. En annen må gjøre det.")
    return LogCheck.objects.create(
        key=key,
        pattern=visits.pattern,
        reading_id=last,
        log_case_id=visits.case_id,
        employment_id=visits.employment_id,
        reader=visits.name[:150],
        day=visits.day,
        outcome=outcome,
        finding=filled(finding, field="finding", sentence="Skriv hva du fant ut."),
        on=today(),
        by=actor.name,
    )
