"""The grounds of the coordinator, of who stands in, and of a leader who is asked."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import EVERYTHING, Ground, Holder, Sees, only
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, StandIn
from samrad.kernel.clock import day_of

NEED = only(Part.NOTICE)


def current_appointments(at: datetime) -> QuerySet[CoordinatorAppointment]:
    """Appointments in force at the instant, of people still employed."""
    day = day_of(at)
    return CoordinatorAppointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=day),
        started_on__lte=day,
        employment__started_on__lte=day,
    )


def current_stand_ins(at: datetime) -> QuerySet[StandIn]:
    """Deputies and delegates whose period holds the instant, of people still employed."""
    day = day_of(at)
    return StandIn.objects.filter(
        Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=day),
        started_on__lte=day,
        ended_on__gte=day,
        employment__started_on__lte=day,
    )


def _coordinator_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    for one in current_appointments(at).filter(case=case).select_related("employment__unit"):
        yield (
            Holder(Capacity.EMPLOYMENT, one.employment_id, one.employment.name, one.employment.unit.name,
                   "coordinator", COORDINATOR.sentence),
            EVERYTHING,
        )  # fmt: skip


COORDINATOR = Ground(
    "coordinator",
    "Koordinator i saken.",
    lambda actor, at: Q(
        pk__in=current_appointments(at).filter(employment_id=actor.employment_id).values("case_id")
    ),
    lambda actor, case, at: EVERYTHING,
    _coordinator_holders,
)


def _stand_in_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    for one in current_stand_ins(at).filter(case=case).select_related("employment__unit"):
        yield (
            Holder(Capacity.EMPLOYMENT, one.employment_id, one.employment.name, one.employment.unit.name,
                   "stand_in", STAND_IN.sentence),
            EVERYTHING,
        )  # fmt: skip


STAND_IN = Ground(
    "stand_in",
    "Vara eller stedfortreder for koordinatoren.",
    lambda actor, at: Q(pk__in=current_stand_ins(at).filter(employment_id=actor.employment_id).values("case_id")),
    lambda actor, case, at: EVERYTHING,
    _stand_in_holders,
)


def open_clarifications(at: datetime) -> QuerySet[CoordinatorProposal]:
    """Questions to leaders that are asked, not answered and not withdrawn, in cases that go on."""
    return CoordinatorProposal.objects.filter(
        asked_on__lte=day_of(at), answered_on__isnull=True, withdrawn_on__isnull=True, case__ended_on__isnull=True
    )


def _asked_cases(actor: Actor, at: datetime) -> Q:
    if not actor.is_leader:
        return Q(pk__in=[])
    return Q(pk__in=open_clarifications(at).filter(leader_unit_id=actor.unit_id).values("case_id"))


def _asked_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    day = day_of(at)
    found = (
        open_clarifications(at)
        .filter(
            Q(leader_unit__employments__ended_on__isnull=True) | Q(leader_unit__employments__ended_on__gte=day),
            case=case,
            leader_unit__employments__function="leader",
            leader_unit__employments__started_on__lte=day,
        )
        .values_list("leader_unit__employments__id", "leader_unit__employments__name", "leader_unit__name")
        .annotate(_=F("leader_unit_id"))
        .distinct()
    )
    for row in found:
        yield (
            Holder(Capacity.EMPLOYMENT, row[0], row[1], row[2], "asked_leader", ASKED_LEADER.sentence),
            NEED,
        )


ASKED_LEADER = Ground(
    "asked_leader",
    "Leder som er spurt om en medarbeider kan være koordinator.",
    _asked_cases,
    lambda actor, case, at: NEED,
    _asked_holders,
)
