"""The overview of all cases, narrowed and sorted by the database; every coordinator; cases that await one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.cases.access import held
from samrad.cases.models import Case, NeedAssessment, Pause
from samrad.cases.queries import unanswered_notices, undecided_applications
from samrad.cases.rules import EndReason, Status
from samrad.consents.access import grants_in_force
from samrad.consents.rules import Step
from samrad.coordinators.access import current_appointments
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, CourseTaken
from samrad.coordinators.queries import standing_proposals, without_coordinator
from samrad.duties.calendar import Span
from samrad.duties.routine import Version
from samrad.kernel.clock import day_of
from samrad.meetings.models import Meeting
from samrad.oversight.models import GroupImport
from samrad.oversight.rules import BITS, STATUS_OF, Only, Sort, Wanted, numbers_of
from samrad.people.models import Person
from samrad.routines.models import RoutineReading
from samrad.teams.models import CareTeam
from samrad.worklist.models import DutyRow
from samrad.worklist.queries import begun, undone

CONTACT = "municipal_contact"
ENDED = (Status.CLOSED, Status.DECLINED)


@dataclass(frozen=True)
class Line:
    """One case in the overview."""

    case_id: int
    number: str
    person: Person
    status: Status
    coordinator: str
    unit: str
    last_meeting: datetime | None
    next_meeting: datetime | None
    review_due: date | None
    late: int


@dataclass(frozen=True)
class Counts:
    """How many cases go on, and how many of them each `Only` would leave."""

    going_on: int
    by_only: dict[Only, int]


def review_rules(published: Iterable[Version]) -> list[str]:
    """The ids of the rules that ask for a review, in any version: those that only a review meeting does."""
    return sorted(
        {
            rule.id
            for version in published
            for rule in version.routine.rules.values()
            if rule.form == "every"
            and any(one.fact == "meeting_held" and True in one.where.get("review", ()) for one in rule.done)
        }
    )


class Overview:
    """The cases of the registry at one instant, for one actor.

    `warning` is how long before its end a consent is counted as running out; `reviews` the ids of
    the routine's review rules.
    """

    def __init__(self, actor: Actor, at: datetime, *, warning: Span, reviews: Iterable[str]) -> None:
        self.at = at
        self.on = day_of(at)
        self.warning = warning
        self.reviews = list(reviews)
        self.registry = Case.objects.filter(pk__in=held(actor, at, "registry"))

    def counts(self) -> Counts:
        """Every count of the page, in one query."""
        found = self.registry.filter(ended_on__isnull=True).aggregate(
            going_on=Count("pk"), **{one.value: Count("pk", filter=self._only(one)) for one in Only}
        )
        return Counts(found["going_on"], {one: found[one.value] for one in Only})

    def number(self, wanted: Wanted) -> int:
        """How many cases are wanted."""
        return self._selected(wanted).count()

    def lines(self, wanted: Wanted, start: int = 0, stop: int | None = None) -> list[Line]:
        """The wanted cases in order, from place `start` to before `stop`. One query."""
        rows = self._shown(self._selected(wanted)).select_related("subject").order_by(*_order(wanted))
        return [
            Line(
                row.pk,
                row.number,
                row.subject,
                STATUS_OF[row.standing],
                row.coordinator_name or "",
                row.unit_name or "",
                row.last_meeting,
                row.next_meeting,
                row.review_due,
                row.late_count,
            )
            for row in rows[start:stop]
        ]

    def _selected(self, wanted: Wanted) -> QuerySet[Case]:
        found = self.registry.annotate(standing=self._standing())
        if wanted.status is not None:
            found = found.filter(standing__in=numbers_of(wanted.status))
        if wanted.status not in ENDED:
            found = found.filter(ended_on__isnull=True)
        if wanted.only is not None:
            found = found.filter(self._only(wanted.only))
        if wanted.employment_id is not None:
            found = found.filter(pk__in=self._appointed().filter(employment=wanted.employment_id).values("case_id"))
        for word in wanted.text.split():
            found = found.filter(self._says(word))
        return found

    def _says(self, word: str) -> Q:
        by = Q(employment__name__icontains=word) | Q(employment__unit__name__icontains=word)
        return (
            Q(subject__given_name__icontains=word)
            | Q(subject__family_name__icontains=word)
            | Q(number__startswith=word)
            | Q(pk__in=self._appointed().filter(by).values("case_id"))
        )

    def _appointed(self) -> QuerySet[CoordinatorAppointment]:
        return current_appointments(self.at)

    def _paused(self) -> QuerySet[Pause]:
        return Pause.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=self.on), started_on__lte=self.on)

    def _late(self) -> QuerySet[DutyRow]:
        return DutyRow.objects.filter(undone(self.on), due__lt=self.on).exclude(force="may")

    def _standing(self) -> Any:
        ever = CoordinatorAppointment.objects.filter(started_on__lte=self.on)
        newest = NeedAssessment.objects.order_by("case_id", "-assessed_on", "-id").distinct("case_id").values("pk")
        holds = {
            "ended": Q(ended_on__isnull=False),
            "declined": Q(end_reason=EndReason.DECLINED),
            "paused": Q(pk__in=self._paused().values("case_id")),
            "coordinated": Q(pk__in=self._appointed().values("case_id")),
            "assessed": Q(pk__in=NeedAssessment.objects.values("case_id")),
            "lasting": Q(pk__in=NeedAssessment.objects.filter(pk__in=newest, lasting=True).values("case_id")),
            "had_coordinator": Q(pk__in=ever.values("case_id")),
        }
        number: Any = Value(0)
        for place, name in enumerate(BITS):
            bit = When(holds[name], then=Value(1 << place))
            number = number + Choose(bit, default=Value(0), output_field=IntegerField())
        return number

    def _only(self, only: Only) -> Q:
        choices = {
            Only.NO_COORDINATOR: self._no_coordinator,
            Only.REVIEW_LATE: self._review_late,
            Only.CONSENT_ENDS: self._consent_ends,
            Only.LATE: self._something_late,
            Only.UNANSWERED: self._unanswered,
            Only.NO_MEETING: self._no_meeting,
            Only.NO_CONTACT: self._no_contact,
        }
        return choices[only]()

    def _no_coordinator(self) -> Q:
        lasting = NeedAssessment.objects.filter(lasting=True).values("case_id")
        before = CoordinatorAppointment.objects.values("case_id")
        teams = CareTeam.objects.filter(ended_on__isnull=True).values("case_id")
        somebody_should = Q(pk__in=lasting) | Q(pk__in=before) | Q(pk__in=teams)
        return somebody_should & ~Q(pk__in=self._appointed().values("case_id"))

    def _review_late(self) -> Q:
        return Q(pk__in=self._late().filter(rule__in=self.reviews).values("case_id"))

    def _consent_ends(self) -> Q:
        ending = grants_in_force(self.at, Step.WRITTEN).filter(consent__ended_on__lte=self.warning.after(self.on))
        return Q(pk__in=ending.values("case_id"))

    def _something_late(self) -> Q:
        return Q(pk__in=self._late().values("case_id"))

    def _unanswered(self) -> Q:
        notices = unanswered_notices().order_by().values("case_id")
        return Q(pk__in=notices) | Q(pk__in=undecided_applications().order_by().values("case_id"))

    def _no_meeting(self) -> Q:
        teams = CareTeam.objects.filter(ended_on__isnull=True).values("case_id")
        return Q(pk__in=teams) & ~Q(pk__in=self._ahead().values("case_id"))

    def _no_contact(self) -> Q:
        """Neither coordinator nor contact person, where the routine says there shall be one (S3-130)."""
        gaps = DutyRow.objects.filter(begun(self.on), act=CONTACT)
        return Q(pk__in=gaps.values("case_id"))

    def _ahead(self) -> QuerySet[Meeting]:
        return Meeting.objects.filter(starts_at__gte=self.at, cancelled_on__isnull=True)

    def _shown(self, cases: QuerySet[Case]) -> QuerySet[Any]:
        own = {"case_id": OuterRef("pk")}
        appointed = self._appointed().filter(**own)
        held_last = Meeting.objects.filter(held_on__isnull=False, **own).order_by("-starts_at")
        reviews = DutyRow.objects.filter(undone(self.on), rule__in=self.reviews, **own).order_by("due")
        late = self._late().filter(**own).order_by().values("case_id").annotate(number=Count("pk"))
        return cases.annotate(
            coordinator_name=Subquery(appointed.values("employment__name")[:1]),
            unit_name=Subquery(appointed.values("employment__unit__name")[:1]),
            last_meeting=Subquery(held_last.values("starts_at")[:1]),
            next_meeting=Subquery(self._ahead().filter(**own).order_by("starts_at").values("starts_at")[:1]),
            review_due=Subquery(reviews.values("due")[:1]),
            late_count=Coalesce(Subquery(late.values("number")), 0),
        )


def _order(wanted: Wanted) -> list[Any]:
    by_status = Choose(
        *(When(standing__in=numbers_of(one), then=Value(place)) for place, one in enumerate(Status)), default=Value(99)
    )
    columns: dict[Sort, Any] = {
        Sort.PERSON: F("subject__sort_key"),
        Sort.AGE: F("subject__born_on"),
        Sort.STATUS: by_status,
        Sort.COORDINATOR: F("coordinator_name"),
        Sort.UNIT: F("unit_name"),
        Sort.LAST: F("last_meeting"),
        Sort.NEXT: F("next_meeting"),
        Sort.REVIEW: F("review_due"),
        Sort.LATE: F("late_count"),
    }
    column = columns[wanted.sort]
    youngest_first = wanted.sort is Sort.AGE
    down = wanted.down is not youngest_first
    ordered = column.desc(nulls_last=True) if down else column.asc(nulls_last=True)
    return [ordered, "subject__sort_key", "pk"]


@dataclass(frozen=True)
class Caseload:
    """A coordinator, how many cases, and whether the course and the routine are taken and read."""

    employment: Employment
    cases: int
    course_on: date | None
    course_name: str
    routine_read_on: date | None


def caseloads(at: datetime, version_id: int | None) -> list[Caseload]:
    """Everybody who coordinates a case that goes on, by name. `version_id` is the routine they should have read."""
    own = {"employment_id": OuterRef("pk")}
    appointed = current_appointments(at).filter(case__ended_on__isnull=True, **own)
    courses = CourseTaken.objects.filter(**own).order_by("-taken_on")
    readings = RoutineReading.objects.filter(version_id=version_id, **own)
    rows: QuerySet[Any] = (
        Employment.objects.filter(Exists(appointed))
        .select_related("unit")
        .annotate(
            cases=Subquery(appointed.order_by().values("employment_id").annotate(number=Count("pk")).values("number")),
            course_on=Subquery(courses.values("taken_on")[:1]),
            course_name=Subquery(courses.values("name")[:1]),
            read_on=Subquery(readings.values("read_on")[:1]),
        )
        .order_by("name", "pk")
    )
    return [Caseload(row, row.cases, row.course_on, row.course_name or "", row.read_on) for row in rows]


def coordinator_among(at: datetime, employment_id: int) -> Employment | None:
    """Somebody who coordinates a case now."""
    coordinating = current_appointments(at).values("employment_id")
    return Employment.objects.filter(pk__in=coordinating, pk=employment_id).select_related("unit").first()


@dataclass(frozen=True)
class Awaiting:
    """A case that goes on without a coordinator: whether the need is lasting (None = not assessed), and the proposal
    that stands. A case that had a coordinator has a lasting need until somebody says otherwise.
    """

    case: Case
    lasting: bool | None
    proposal: CoordinatorProposal | None


def awaiting(at: datetime) -> list[Awaiting]:
    """The cases on their way to a coordinator, the oldest first. Two queries."""
    own = {"case_id": OuterRef("pk")}
    newest = NeedAssessment.objects.filter(**own).order_by("-assessed_on", "-id")
    resting = Pause.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day_of(at)), started_on__lte=day_of(at))
    cases: QuerySet[Any] = (
        Case.objects.filter(without_coordinator(), ended_on__isnull=True)
        .exclude(pk__in=resting.values("case_id"))
        .select_related("subject")
        .annotate(
            lasting=Subquery(newest.values("lasting")[:1]),
            had_one=Exists(CoordinatorAppointment.objects.filter(**own)),
        )
        .order_by("opened_on", "pk")
    )
    found = list(cases)
    standing = standing_proposals([case.pk for case in found])
    return [
        Awaiting(case, True if case.had_one and case.lasting is None else case.lasting, standing.get(case.pk))
        for case in found
    ]


def import_by_id(import_id: int) -> GroupImport | None:
    """One list that is, or was, taken in."""
    return GroupImport.objects.filter(pk=import_id).first()


def latest_import() -> GroupImport | None:
    """The list that was last asked to be taken in."""
    return GroupImport.objects.defer("lines").first()


def persons_going_on() -> set[tuple[str, date | None]]:
    """Everybody with a case that goes on, by name in small letters and birth date: what a list is held against."""
    people = Case.objects.filter(ended_on__isnull=True).values_list(
        "subject__given_name", "subject__family_name", "subject__born_on"
    )
    return {(f"{given} {family}".casefold(), born) for given, family, born in people}
