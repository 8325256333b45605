"""The routines in force: read out of the published text once, and kept ready in the process."""

import hashlib
from datetime import date

from samrad.duties.derive import Plan
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine, Version
from samrad.duties.schema import read_routine
from samrad.routines.models import RoutineDraft, RoutineReading, RoutineVersion

AS_IF = 0
_routines: dict[str, Routine] = {}
_plans: dict[tuple[tuple[str, date, str], ...], Plan] = {}


def checksum(text: str) -> str:
    """SHA-256 of a routine's text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _routine(pk: int, sha: str) -> Routine:
    """Published text never changes, so it is read out of the database once in each process."""
    if sha not in _routines:
        row = RoutineVersion.objects.get(pk=pk)
        bases: dict[str, str] = row.bases
        _routines[sha] = read_routine(row.text, bases.__getitem__)
    return _routines[sha]


def versions() -> list[Version]:
    """The tenant's published versions, oldest first."""
    heads = RoutineVersion.objects.order_by("valid_from").values_list("id", "valid_from", "checksum")
    return [Version(str(pk), since, _routine(pk, sha)) for pk, since, sha in heads]


def plan() -> Plan:
    """The tenant's versions, ready to derive many cases."""
    heads = tuple(
        (str(pk), since, sha)
        for pk, since, sha in RoutineVersion.objects.order_by("valid_from").values_list("id", "valid_from", "checksum")
    )
    if heads not in _plans:
        _plans[heads] = Plan([Version(pk, since, _routine(int(pk), sha)) for pk, since, sha in heads])
    return _plans[heads]


def plan_with(routine: Routine, valid_from: date) -> Plan:
    """The tenant's versions and one more, as if it were published to apply from that day."""
    return Plan([*versions(), Version(str(AS_IF), valid_from, routine)])


def draft() -> RoutineDraft | None:
    """The draft of the next version, if one is begun."""
    return RoutineDraft.objects.first()


def published_versions() -> list[RoutineVersion]:
    """Every published version with who published it, newest first."""
    return list(RoutineVersion.objects.defer("text", "bases").order_by("-valid_from"))


def in_force(published: list[Version], on: date) -> Version | None:
    """The version in force on the day: the latest that has begun, else the first; None without any."""
    begun = [version for version in published if version.valid_from <= on]
    if begun:
        return begun[-1]
    return published[0] if published else None


def reading_facts(employment_ids: list[int]) -> list[Fact]:
    """Acts of having read the routine."""
    return [
        Fact("routine_read", f"routine-reading-{one.pk}", one.read_on, f"employment-{one.employment_id}")
        for one in RoutineReading.objects.filter(employment__in=employment_ids)
    ]


def published_version(version_id: int) -> RoutineVersion | None:
    """A published version as it was published."""
    return RoutineVersion.objects.filter(pk=version_id).first()


def news_of(version_id: int) -> str:
    """What is new in a version, as whoever published it said."""
    return RoutineVersion.objects.filter(pk=version_id).values_list("news", flat=True).first() or ""


def readers(version_id: int, employment_ids: list[int]) -> dict[int, date]:
    """The day each of them said that the version has been read."""
    found = RoutineReading.objects.filter(version_id=version_id, employment__in=employment_ids)
    return dict(found.values_list("employment_id", "read_on"))


def read_on(version_id: int, employment_id: int | None) -> date | None:
    """The day the employee said that the version has been read; None when not yet."""
    found = RoutineReading.objects.filter(version_id=version_id, employment_id=employment_id or 0)
    return found.values_list("read_on", flat=True).first()
