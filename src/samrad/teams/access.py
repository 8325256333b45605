"""The grounds of a seat: called in (existence and invitation only), and seated (what consent gives)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import NOTHING, Ground, Holder, Sees
from samrad.cases.models import Case
from samrad.cases.rules import BY_LIFE_AREA, LifeArea, Part
from samrad.consents.access import grants_in_force
from samrad.consents.models import Grant
from samrad.consents.rules import Step
from samrad.kernel.clock import day_of
from samrad.teams.models import SeatHolder
from samrad.teams.rules import SeatKind


def filled_seats(at: datetime) -> QuerySet[SeatHolder]:
    """Who fills a seat at the instant: holder, seat, team, unit and employment all current."""
    day = day_of(at)
    return SeatHolder.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        Q(seat__ended_on__isnull=True) | Q(seat__ended_on__gte=day),
        Q(seat__team__ended_on__isnull=True) | Q(seat__team__ended_on__gte=day),
        Q(seat__unit__ended_on__isnull=True) | Q(seat__unit__ended_on__gte=day),
        Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=day),
        started_on__lte=day,
        employment__started_on__lte=day,
        case__ended_on__isnull=True,
    )


def _granted(at: datetime, step: Step) -> Exists:
    return Exists(
        grants_in_force(at, step).filter(case_id=OuterRef("case_id"), unit_id=OuterRef("seat__unit_id"))
    )


def seated(at: datetime) -> QuerySet[SeatHolder]:
    """Seat holders whose unit has a written consent in force; guests never."""
    return filled_seats(at).exclude(seat__kind=SeatKind.GUEST).filter(_granted(at, Step.WRITTEN))


def called_in(at: datetime) -> QuerySet[SeatHolder]:
    """Seat holders whose unit may be called in: by either step of consent."""
    return filled_seats(at).filter(Q(_granted(at, Step.CALL_IN)) | Q(_granted(at, Step.WRITTEN)))


def sees_by(grants: Iterable[Grant]) -> Sees:
    """What the grants amount to. Life areas narrow goals and minutes; other parts they leave whole."""
    seen = NOTHING
    for grant in grants:
        areas = frozenset(LifeArea(area) for area in grant.life_areas) or None
        seen = seen.joined(
            Sees({Part(part): areas if Part(part) in BY_LIFE_AREA else None for part in grant.parts})
        )
    return seen


def _seat_sees(actor: Actor, case: Case, at: datetime) -> Sees:
    units = seated(at).filter(case=case, employment_id=actor.employment_id).values("seat__unit_id")
    return sees_by(grants_in_force(at, Step.WRITTEN).filter(case=case, unit_id__in=units))


def _seat_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    grants: dict[int, list[Grant]] = {}
    for grant in grants_in_force(at, Step.WRITTEN).filter(case=case):
        grants.setdefault(grant.unit_id, []).append(grant)
    for one in seated(at).filter(case=case).select_related("employment", "seat__unit"):
        yield (
            Holder(Capacity.EMPLOYMENT, one.employment_id, one.employment.name, one.seat.unit.name, "seat",
                   SEAT.sentence),
            sees_by(grants.get(one.seat.unit_id, ())),
        )  # fmt: skip


SEAT = Ground(
    "seat",
    "Deltaker som har fått samtykke til å se.",
    lambda actor, at: Q(pk__in=seated(at).filter(employment_id=actor.employment_id).values("case_id")),
    _seat_sees,
    _seat_holders,
)


def _called_in_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    for one in called_in(at).filter(case=case).select_related("employment", "seat__unit"):
        yield (
            Holder(Capacity.EMPLOYMENT, one.employment_id, one.employment.name, one.seat.unit.name, "called_in",
                   CALLED_IN.sentence),
            NOTHING,
        )  # fmt: skip


CALLED_IN = Ground(
    "called_in",
    "Kalt inn: ser kontaktkortet og innkallingen.",
    lambda actor, at: Q(pk__in=called_in(at).filter(employment_id=actor.employment_id).values("case_id")),
    lambda actor, case, at: NOTHING,
    _called_in_holders,
)
