"""The cases of a year as the report needs them: every case of the registry in one query, and nothing asked twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samrad.accounts.rules import Actor
from samrad.cases.access import held
from samrad.cases.models import Case, NeedAssessment, NeedNotice
from samrad.cases.rules import NO_CASE, Answer
from samrad.consents.access import grants_in_force
from samrad.consents.rules import Step
from samrad.coordinators.access import current_appointments
from samrad.coordinators.models import CoordinatorAppointment
from samrad.duties.calendar import Span
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import day_of, now
from samrad.meetings.models import Meeting
from samrad.meetings.rules import TEAM_KINDS, MeetingKind
from samrad.oversight.rules.report import Frame, Row, last_days, standing_on
from samrad.plans.models import CarePlan
from samrad.teams.models import CareTeam
from samrad.teams.queries import seats_between


@dataclass(frozen=True)
class YearByYear:
    """How many cases, groups and plans there were at the end of each of the last years."""

    days: list[date]
    cases: list[int]
    groups: list[int]
    plans: list[int]


def registry_rows(actor: Actor, frame: Frame, warning: Span) -> list[Row]:
    """Every case opened up to the last day of the report, by name. One query. Empty for all but the office."""
    found = _registry(actor, frame).annotate(**_then(frame, warning), **_in_the_year(frame))
    return [_row(one) for one in found.select_related("subject").order_by("subject__sort_key", "pk")]


def year_by_year(actor: Actor, frame: Frame, rows: Iterable[Row]) -> YearByYear:
    """The last five years. Two queries beside the rows."""
    days = last_days(frame)
    going_on = [(row.opened_on, row.ended_on) for row in rows]
    cases = [sum(1 for start, end in going_on if start <= day and (end is None or end > day)) for day in days]
    own = {"case__in": _registry(actor, frame)}
    groups, plans = (
        standing_on(days, model.objects.filter(**own).values_list("started_on", "ended_on"))
        for model in (CareTeam, CarePlan)
    )
    return YearByYear(days, cases, groups, plans)


def _registry(actor: Actor, frame: Frame) -> QuerySet[Any]:
    registered = Case.objects.filter(pk__in=held(actor, now(), "registry"), opened_on__lte=frame.day)
    return registered.exclude(end_reason__in=NO_CASE)


def _end_of(day: date) -> datetime:
    present = now()
    return present if day == day_of(present) else instant(day, 23, 59)


def _overlapping(first: date, last: date) -> Q:
    return Q(Q(ended_on__isnull=True) | Q(ended_on__gte=first), started_on__lte=last)


def _then(frame: Frame, warning: Span) -> dict[str, Any]:
    """What stood on the last day."""
    own: dict[str, Any] = {"case_id": OuterRef("pk")}
    at = _end_of(frame.day)
    appointed = current_appointments(at).filter(**own)
    ending = grants_in_force(at, Step.WRITTEN).filter(**own, consent__ended_on__lte=warning.after(frame.day))
    team = CareTeam.objects.filter(_overlapping(frame.day, frame.day), **own)
    plan = CarePlan.objects.filter(_overlapping(frame.day, frame.day), **own)
    meetings = Meeting.objects.filter(held_on__lte=frame.day, kind__in=[kind.value for kind in TEAM_KINDS], **own)
    held_lately = meetings.filter(held_on__gt=frame.year_ago).order_by().values("case_id").annotate(n=Count("pk"))
    reviews = meetings.filter(kind=MeetingKind.REVIEW)
    return {
        "coordinator_id": Subquery(appointed.values("employment_id")[:1]),
        "coordinator_name": Subquery(appointed.values("employment__name")[:1]),
        "unit_name": Subquery(appointed.values("employment__unit__name")[:1]),
        "team_since": Subquery(team.values("started_on")[:1]),
        "plan_since": Subquery(plan.values("started_on")[:1]),
        "lasting": Exists(NeedAssessment.objects.filter(lasting=True, assessed_on__lte=frame.day, **own)),
        "consent_ends": Exists(ending),
        "lately": Coalesce(Subquery(held_lately.values("n")), 0),
        "last_meeting": Subquery(meetings.order_by("-held_on").values("held_on")[:1]),
        "reviewed_on": Subquery(reviews.order_by("-held_on").values("held_on")[:1]),
    }


def _in_the_year(frame: Frame) -> dict[str, Any]:
    """What happened in the year, and first of all."""
    own: dict[str, Any] = {"case_id": OuterRef("pk")}
    this_year = _overlapping(frame.first_day, frame.day)
    noticed = NeedNotice.objects.filter(**own).order_by().values("case_id").annotate(first=Min("received_on"))
    appointments = CoordinatorAppointment.objects.filter(started_on__lte=frame.day, **own).order_by()
    return {
        "noticed_on": Subquery(noticed.values("first")),
        "first_coordinator_on": Subquery(
            appointments.values("case_id").annotate(first=Min("started_on")).values("first")
        ),
        "agencies": _agencies(frame.first_day, frame.day),
        "agencies_before": _agencies(date(frame.year - 1, 1, 1), date(frame.year - 1, 12, 31)),
        "plan_in_year": Exists(CarePlan.objects.filter(this_year, **own)),
        "team_in_year": Exists(CareTeam.objects.filter(this_year, **own)),
        "coordinator_in_year": Exists(CoordinatorAppointment.objects.filter(this_year, **own)),
    }


def _agencies(first: date, last: date) -> Any:
    """How many agencies had a place in the team at some time between the days."""
    there = seats_between(first, last).filter(case_id=OuterRef("pk"))
    number = there.values("case_id").annotate(n=Count("unit__agency", distinct=True))
    return Coalesce(Subquery(number.values("n")), 0)


def _row(one: Any) -> Row:
    return Row(
        case_id=one.pk,
        number=one.number,
        name=one.subject.name,
        born_on=one.subject.born_on,
        opened_on=one.opened_on,
        ended_on=one.ended_on,
        coordinator_id=one.coordinator_id,
        coordinator=one.coordinator_name or "",
        unit=one.unit_name or "",
        team_since=one.team_since,
        plan_since=one.plan_since,
        declined_plan=one.plan_wish == Answer.DECLINES,
        should_have_coordinator=one.lasting or one.team_since is not None or one.first_coordinator_on is not None,
        consent_ends=one.consent_ends,
        meetings=one.lately,
        last_meeting=one.last_meeting,
        reviewed_on=one.reviewed_on,
        noticed_on=one.noticed_on,
        first_coordinator_on=one.first_coordinator_on,
        agencies=one.agencies,
        agencies_before=one.agencies_before,
        plan_in_year=one.plan_in_year,
        team_in_year=one.team_in_year,
        coordinator_in_year=one.coordinator_in_year,
    )
