"""Another routine for the town of the tests."""

from samrad.duties.schema import bases_of, shipped
from samrad.routines.models import RoutineVersion
from samrad.routines.queries import checksum


def follow(name: str) -> None:
    """The municipality follows another of the shipped routines, from the day its first was in force."""
    text = shipped(name)
    RoutineVersion.objects.update(text=text, bases=bases_of(text), checksum=checksum(text))
