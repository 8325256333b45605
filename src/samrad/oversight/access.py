"""The grounds of the coordinating unit: the registry of all cases, and what it is handling."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, Capacity
from samrad.agencies.rules import UnitKind
from samrad.cases.access import NOTHING, Ground, Holder, Sees, only
from samrad.cases.models import Case
from samrad.cases.queries import in_handling
from samrad.cases.rules import Part
from samrad.coordinators.queries import never_appointed
from samrad.kernel.clock import day_of

HANDLED = only(Part.NOTICE, Part.DECISION)


def _office(at: datetime) -> Iterable[Employment]:
    day = day_of(at)
    return Employment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        started_on__lte=day,
        unit__kind=UnitKind.COORDINATING_UNIT,
    ).select_related("unit")


def _registry_cases(actor: Actor, at: datetime) -> Q:
    return Q(pk__isnull=not actor.is_office)


def _registry_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    for one in _office(at):
        yield (
            Holder(Capacity.EMPLOYMENT, one.pk, one.name, one.unit.name, "registry", REGISTRY.sentence),
            NOTHING,
        )


REGISTRY = Ground(
    "registry",
    "Koordinerende enhet: ser navn, status, koordinator og datoer.",
    _registry_cases,
    lambda actor, case, at: NOTHING,
    _registry_holders,
)


def _being_handled(at: datetime) -> Q:
    return in_handling() | (Q(ended_on__isnull=True) & never_appointed())


def _handling_cases(actor: Actor, at: datetime) -> Q:
    return _being_handled(at) if actor.is_office else Q(pk__in=[])


def _handling_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    if Case.objects.filter(_being_handled(at), pk=case.pk).exists():
        for one in _office(at):
            yield (
                Holder(Capacity.EMPLOYMENT, one.pk, one.name, one.unit.name, "handling", HANDLING.sentence),
                HANDLED,
            )


HANDLING = Ground(
    "handling",
    "Koordinerende enhet behandler en melding eller søknad.",
    _handling_cases,
    lambda actor, case, at: HANDLED,
    _handling_holders,
)
