"""Publishing a routine, and saying that one has read it."""

from datetime import date

from samrad.accounts.access import staff_only, system_owner_only
from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.duties.schema import BadRoutine, bases_of, lacking, read_routine
from samrad.kernel.checks import happened
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.routines.models import RoutineReading, RoutineVersion
from samrad.routines.queries import checksum


@operation(affects="result", allow=system_owner_only)
def publish(*, actor: Actor, text: str, valid_from: date) -> RoutineVersion:
    """Publishes a routine; from then on it is frozen. Raises `Invalid` with every fault in the file."""
    try:
        routine = read_routine(text)
        if problems := lacking(routine):
            raise BadRoutine(problems)
    except BadRoutine as error:
        raise Invalid(str(error), "text") from error
    newest = RoutineVersion.objects.order_by("-valid_from").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise Invalid("En ny utgave må gjelde fra en senere dag enn den forrige.", "valid_from")
    return RoutineVersion.objects.create(
        number=(newest.number if newest else 0) + 1,
        title=str(routine.title),
        text=text,
        bases=bases_of(text),
        checksum=checksum(text + "".join(bases_of(text).values())),
        valid_from=valid_from,
        published_at=now(),
        published_by=actor.name,
    )


@operation(affects="employment", allow=staff_only)
def confirm_read(*, actor: Actor, employment: Employment, version: RoutineVersion, on: date) -> RoutineReading:
    """An employee's own word that the routine has been read (S3-097). Said again, the first day stands."""
    if employment.pk != actor.employment_id:
        raise Refused("Du kan bare bekrefte for deg selv.")
    reading, _ = RoutineReading.objects.get_or_create(
        version=version, employment=employment, defaults={"read_on": happened(on)}
    )
    return reading
