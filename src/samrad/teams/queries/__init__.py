"""Finding teams, seats and who fills them, and the facts they give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.agencies.models import Unit
from samrad.cases.models import Case
from samrad.cases.rules import NO_CASE
from samrad.consents.access import grants_in_force
from samrad.consents.rules import Step
from samrad.duties.facts import Fact
from samrad.kernel.clock import day_of
from samrad.teams.models import CareTeam, NoTeam, Seat, SeatHolder
from samrad.teams.rules import SeatKind, Stage, stage


def cases_of_employment(employment: Employment) -> Iterable[int]:
    """The ids of the cases in which the employee fills, or filled, a seat."""
    return SeatHolder.objects.filter(employment_id=employment.pk).values_list("case_id", flat=True)


def cases_of_unit(unit: Unit) -> Iterable[int]:
    """The ids of the cases in which the unit has, or had, a seat."""
    return Seat.objects.filter(unit_id=unit.pk).values_list("case_id", flat=True)


def open_seats(employment_id: int | None) -> QuerySet[Any]:
    """The ids of the seats an employee fills, without an end."""
    return SeatHolder.objects.filter(employment_id=employment_id or 0, ended_on__isnull=True).values("seat_id")


def seats_of_unit(unit_id: int, on: date) -> int:
    """How many seats the unit has on the day, in cases that go on."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return Seat.objects.filter(still, unit_id=unit_id, case__ended_on__isnull=True).count()


def seats_between(first: date, last: date) -> QuerySet[Seat]:
    """The seats there were at some time between the days; none of a case that was opened by mistake."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=first)
    return Seat.objects.filter(still, proposed_on__lte=last).exclude(case__end_reason__in=NO_CASE).order_by()


def seats_filled(on: date) -> QuerySet[SeatHolder]:
    """Who fills which seat on the day, in cases that go on."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return SeatHolder.objects.filter(
        still, started_on__lte=on, seat__ended_on__isnull=True, case__ended_on__isnull=True
    )


def seats_held_by(employment_id: int, on: date) -> int:
    """How many seats the employee fills on the day, in cases that go on."""
    return seats_filled(on).filter(employment_id=employment_id).count()


def seated_among(employment_ids: list[int], on: date) -> dict[int, int]:
    """How many seats each of them fills on the day; those with none are left out."""
    found = seats_filled(on).filter(employment__in=employment_ids).order_by()
    return dict(found.values_list("employment").annotate(Count("id")))


def current_team(case: Case, on: date) -> CareTeam | None:
    """The case's team on the day."""
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return CareTeam.objects.filter(going_on, case=case).order_by("-started_on").first()


def seats(case: Case, on: date) -> QuerySet[Seat]:
    """Seats that have not ended on the day, with unit and agency, permanent ones first."""
    return (
        Seat.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), case=case)
        .select_related("unit__agency", "team")
        .order_by("-kind", "unit__name", "id")
    )


def latest_team(case: Case) -> CareTeam | None:
    """The case's team that goes on, else the last one that ended."""
    return CareTeam.objects.filter(case=case).select_related("plan_writer__unit").order_by("-started_on").first()


def no_team(case: Case) -> NoTeam | None:
    """The latest answer that no team is opened."""
    return NoTeam.objects.filter(case=case).first()


def seats_kept(case: Case) -> int:
    """How many seats of the case there are that are kept from who acts: they are counted, and told of no further."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT samrad_seats_kept(%s)", [case.pk])
        return int(cursor.fetchone()[0])


def seat_in(case: Case, seat_id: int, on: date) -> Seat | None:
    """A seat of the case that has not ended on the day."""
    return seats(case, on).filter(pk=seat_id).first()


def candidates(seat: Seat, on: date) -> QuerySet[Employment]:
    """Who works in the seat's unit on the day, by name."""
    return current_employments(on).filter(unit=seat.unit_id).order_by("name")


def holders(seat: Seat) -> list[SeatHolder]:
    """Who fills and filled the seat, the newest first."""
    return list(SeatHolder.objects.filter(seat=seat).select_related("employment__unit").order_by("-started_on"))


def holder(seat: Seat, on: date) -> Employment | None:
    """Who fills the seat on the day; None when it stands vacant."""
    found = (
        SeatHolder.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on),
            Q(employment__ended_on__isnull=True) | Q(employment__ended_on__gte=on),
            seat=seat,
            started_on__lte=on,
        )
        .select_related("employment__unit")
        .first()
    )
    return found.employment if found else None


@dataclass(frozen=True)
class Sitting:
    """Who fills a seat, as it is shown."""

    employment_id: int
    name: str
    title: str
    phone: str
    email: str


@dataclass(frozen=True)
class Place:
    """A seat as a page shows it: who fills it, its stage, what its unit may see now, and until when.

    No `areas` means all of them.
    """

    seat: Seat
    holder: Sitting | None
    stage: Stage
    parts: tuple[str, ...]
    consent_ends: date | None
    areas: tuple[str, ...] = ()


def places(case: Case, at: datetime) -> list[Place]:
    """The seats of the case as they stand now. One query."""
    on = day_of(at)
    written = grants_in_force(at, Step.WRITTEN).filter(case=case, unit=OuterRef("unit_id"))
    still = Q(holders__ended_on__isnull=True) | Q(holders__ended_on__gte=on)
    found = seats(case, on).annotate(
        sitting=FilteredRelation("holders", condition=still & Q(holders__started_on__lte=on)),
        employment_id=F("sitting__employment_id"),
        employment_ends=F("sitting__employment__ended_on"),
        name=F("sitting__employment__name"),
        title=F("sitting__employment__title"),
        phone=F("sitting__employment__phone"),
        email=F("sitting__employment__email"),
        granted=Subquery(written.order_by("-id").values("parts")[:1]),
        areas=Subquery(written.order_by("-id").values("life_areas")[:1]),
        consent_ends=Subquery(written.order_by("-id").values("consent__ended_on")[:1]),
    )
    return [_place(seat, on) for seat in found]


def _place(seat: Any, on: date) -> Place:
    filled = seat.employment_id is not None and (seat.employment_ends is None or seat.employment_ends >= on)
    return Place(
        seat,
        Sitting(seat.employment_id, seat.name, seat.title, seat.phone, seat.email) if filled else None,
        stage(seat.called_in_on, seat.ended_on, seat.granted is not None, on),
        tuple(sorted(seat.granted or ())),
        seat.consent_ends,
        tuple(sorted(seat.areas or ())),
    )


def members(case: Case, on: date, *, also: Iterable[int | None] = ()) -> list[Employment]:
    """Everybody who fills a seat of the case on the day, and the employments `also`, in the order they came."""
    filled = SeatHolder.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        Q(seat__ended_on__isnull=True) | Q(seat__ended_on__gte=on),
        case=case,
        started_on__lte=on,
    )
    wanted = Q(pk__in=filled.values("employment_id")) | Q(pk__in=[one for one in also if one is not None])
    return list(current_employments(on).filter(wanted).order_by("id"))


def permanent_count(case: Case, on: date) -> int:
    """How many permanent seats the team has on the day."""
    return seats(case, on).filter(kind=SeatKind.PERMANENT).count()


def facts(case_ids: list[int]) -> list[Fact]:
    """Teams and seats, with the contact card, calling in and clarified expectations."""
    found: list[Fact] = []
    for team in CareTeam.objects.filter(case__in=case_ids):
        own, case = f"team-{team.pk}", f"case-{team.case_id}"
        found.append(
            Fact("team", own, team.started_on, case, attrs={"ended": team.ended_on, "reassess": team.reassess_on})
        )
        if team.contact_card_shared_on:
            found.append(Fact("contact_card_shared", f"{own}-card", team.contact_card_shared_on, case))
    filled = set(SeatHolder.objects.filter(case__in=case_ids, ended_on__isnull=True).values_list("seat_id", flat=True))
    for seat in Seat.objects.filter(case__in=case_ids).select_related("unit__agency"):
        found.extend(_seat_facts(seat, seat.pk not in filled))
    return found


def _seat_facts(seat: Seat, vacant: bool) -> list[Fact]:
    own = f"seat-{seat.pk}"
    found = [
        Fact("seat", own, seat.proposed_on, f"team-{seat.team_id}", attrs={
            "ended": seat.ended_on,
            "seat_kind": seat.kind,
            "unit_kind": seat.unit.kind,
            "unit": f"unit-{seat.unit_id}",
            "vacant": vacant,
            "municipal": seat.unit.is_municipal,
        })
    ]  # fmt: skip
    if seat.called_in_on:
        found.append(Fact("called_in", f"{own}-called", seat.called_in_on, own))
    if seat.expectations_on:
        found.append(Fact("expectations_clarified", f"{own}-expectations", seat.expectations_on, own))
    return found
