"""Gathering the facts of cases, deriving their duties, and listing the rows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Case as Choose

from samrad.accounts.queries import facts_of_employees
from samrad.board.queries import boards
from samrad.cases import queries as cases
from samrad.closure import queries as closure
from samrad.consents import queries as consents
from samrad.contact import queries as contact
from samrad.coordinators import queries as coordinators
from samrad.coordinators.access import current_appointments
from samrad.deviations import queries as deviations
from samrad.duties.derive import Plan
from samrad.duties.duty import Duty
from samrad.duties.facts import Bag, Fact
from samrad.duties.holders import Holder, find_holder
from samrad.emergency import queries as emergency
from samrad.kernel.clock import day_of
from samrad.meetings import queries as meetings
from samrad.papers import queries as papers
from samrad.plans import queries as plans
from samrad.rights import queries as rights
from samrad.routines import queries as routines
from samrad.services import queries as services
from samrad.teams import queries as teams
from samrad.transitions import queries as transitions
from samrad.worklist.access import COORDINATING
from samrad.worklist.models import DutyNote, DutyRow
from samrad.worklist.rules import Effect, NoteKind, effect

SOURCES = (
    cases.facts,
    coordinators.facts,
    consents.facts,
    teams.facts,
    emergency.facts,
    plans.facts,
    meetings.facts,
    contact.facts,
    services.facts,
    transitions.facts,
    closure.facts,
    deviations.facts,
    boards.case_facts,
    papers.facts,
    rights.facts,
)
NOTE_ACT = {NoteKind.CONFIRMED: "confirmed", NoteKind.EXEMPTED: "exempted", NoteKind.POSTPONED: "postponed"}
NOTE_DAY = {NoteKind.EXEMPTED: "until", NoteKind.POSTPONED: "to"}


def facts_of(case_ids: list[int]) -> dict[int, list[Fact]]:
    """The facts of each case, with the employees and readings they refer to. A fixed number of queries."""
    own: dict[int, list[Fact]] = {case_id: [] for case_id in case_ids}
    home: dict[str, int] = {f"case-{case_id}": case_id for case_id in case_ids}
    gathered = [fact for source in SOURCES for fact in source(case_ids)]
    for fact in _parents_first(gathered):
        case_id = home.get(fact.parent) or home.get(fact.id)
        if case_id is not None:
            home[fact.id] = case_id
            own[case_id].append(fact)
    for note in DutyNote.objects.filter(case__in=case_ids):
        own[note.case_id].append(_note_fact(note))
    _add_employees(own, coordinators.employments_in(case_ids))
    return own


def _parents_first(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in an order in which each stands after its parent; the chain is at most four long."""
    waiting = list(facts)
    known = {fact.id for fact in waiting}
    placed: set[str] = set()
    ordered: list[Fact] = []
    while waiting:
        ready = [fact for fact in waiting if fact.parent not in known or fact.parent in placed]
        if not ready:
            break
        ordered.extend(ready)
        placed.update(fact.id for fact in ready)
        waiting = [fact for fact in waiting if fact.id not in placed]
    return ordered


def _note_fact(note: DutyNote) -> Fact:
    kind = NoteKind(note.kind)
    attrs = {"cancelled": note.cancelled_on}
    if kind in NOTE_DAY:
        attrs[NOTE_DAY[kind]] = note.day
    return Fact(NOTE_ACT[kind], f"note-{note.pk}", note.on, note.key, attrs=attrs)


def _add_employees(own: dict[int, list[Fact]], employment_ids: list[int]) -> None:
    shared = [
        *facts_of_employees(employment_ids),
        *coordinators.course_facts(employment_ids),
        *routines.reading_facts(employment_ids),
    ]
    by_employee: dict[str, list[Fact]] = {}
    for fact in shared:
        key = fact.id if fact.kind == "employee" else fact.parent
        by_employee.setdefault(key, []).append(fact)
    for facts in own.values():
        wanted = {str(fact.attrs.get("employee")) for fact in facts if fact.kind == "coordinator"}
        for employee in sorted(wanted):
            facts.extend(by_employee.get(employee, ()))


def due_of_facts(fact_ids: Iterable[str]) -> dict[str, date]:
    """The last day of the duty that each of these facts ("rights-12") gives, by fact; the first of several."""
    rows = DutyRow.objects.filter(anchor_fact__in=list(fact_ids)).order_by("-due")
    return dict(rows.values_list("anchor_fact", "due"))


def derive_rows(case_ids: list[int], until: date) -> dict[tuple[int, str], dict[str, Any]]:
    """What the duty rows of the cases should hold, by case and key."""
    plan = routines.plan()
    by_id = {version.id: version.routine for version in routines.versions()}
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for case_id, facts in facts_of(case_ids).items():
        bag = Bag(facts)
        for duty in plan.derive(bag, until) if by_id else ():
            found[case_id, duty.key] = _values(duty, find_holder(duty, by_id[duty.version], bag))
    return found


def effects(case_ids: list[int], after: Plan, until: date) -> dict[int, Effect]:
    """What another plan would change in each case. A fixed number of queries."""
    before = routines.plan()
    return {
        case_id: effect(before.derive(facts, until), after.derive(facts, until))
        for case_id, facts in facts_of(case_ids).items()
    }


def _values(duty: Duty, holder: Holder) -> dict[str, Any]:
    return {
        "rule": duty.rule,
        "version_id": int(duty.version),
        "anchor": duty.anchor,
        "anchor_fact": duty.anchor_fact,
        "anchor_kind": duty.anchor_kind,
        "anchor_on": duty.anchor_on,
        "holder": duty.holder,
        "role": holder.role,
        "seat_id": _number(holder.seat),
        "unit_id": _number(holder.unit),
        "employment_id": _number(holder.employee),
        "act": duty.act,
        "force": duty.force,
        "opens": duty.opens,
        "due": duty.due,
        "short_notice": duty.short_notice,
        "postponed": duty.postponed,
        "done_on": duty.done_on,
        "done_by": duty.done_by,
        "lapsed_on": duty.lapsed_on,
        "exempted_on": duty.exempted_on,
        "exempted_until": duty.exempted_until,
    }


def _number(fact_id: str) -> int | None:
    tail = fact_id.rpartition("-")[2]
    return int(tail) if tail.isdigit() else None


def as_duty(row: DutyRow) -> Duty:
    """A row as the engine's own value, for its state and explanation."""
    return Duty(
        row.key, row.rule, str(row.version_id), f"case-{row.case_id}", row.anchor, row.anchor_fact, row.anchor_kind,
        row.anchor_on, row.holder, row.act, row.force, row.opens, row.due, row.short_notice, row.done_on,
        row.done_by, row.lapsed_on, row.exempted_on, row.exempted_until, row.postponed,
    )  # fmt: skip


def undone(on: date) -> Q:
    """Rows that are neither done, lapsed nor exempted on the day."""
    exempted = Q(exempted_on__lte=on) & (Q(exempted_until__isnull=True) | Q(exempted_until__gte=on))
    return (Q(done_on__isnull=True) | Q(done_on__gt=on)) & (Q(lapsed_on__isnull=True) | Q(lapsed_on__gt=on)) & ~exempted


def begun(on: date) -> Q:
    """Rows that are open or late on the day."""
    return undone(on) & Q(opens__lte=on)


def duties(case_id: int) -> QuerySet[DutyRow]:
    """All duties of a case by due date."""
    return DutyRow.objects.filter(case=case_id).order_by("due", "key")


def late_counts(case_ids: Iterable[int], on: date) -> dict[int, int]:
    """How many duties are late in each case, `should` duties left out."""
    rows = (
        DutyRow.objects.filter(undone(on), case__in=list(case_ids), due__lt=on)
        .exclude(force="may")
        .values("case_id")
        .annotate(number=Count("id"))
    )
    return {row["case_id"]: row["number"] for row in rows}


def late_by_employee(employment_ids: list[int], unit_id: int | None, at: datetime) -> list[tuple[int | None, str, int]]:
    """Late duties counted by who holds them (None = the leader of the unit) and by rule. No word of any case.

    Source: S0-038.
    """
    on = day_of(at)
    coordinator = current_appointments(at).filter(case=OuterRef("case"), employment__in=employment_ids)
    seated = teams.seats_filled(on).filter(seat=OuterRef("seat_id"), employment__in=employment_ids)
    who = Choose(
        When(role__in=COORDINATING, then=Subquery(coordinator.values("employment")[:1])),
        When(role="seat", then=Subquery(seated.values("employment")[:1])),
        default=F("employment_id"),
        output_field=BigIntegerField(),
    )
    rows = DutyRow.objects.filter(undone(on), due__lt=on, case__ended_on__isnull=True).exclude(force="may")
    held_here = Q(who__in=employment_ids) | Q(role="unit_leader", unit_id=unit_id or 0)
    found = rows.annotate(who=who).filter(held_here).order_by()
    return list(found.values_list("who", "rule").annotate(Count("id")))


def my_duties(whose: Q, on: date) -> QuerySet[DutyRow]:
    """The rows of `whose` that are open or late, or open within a month, by due date."""
    return (
        DutyRow.objects.filter(whose, undone(on), opens__lte=on + timedelta(days=31), case__ended_on__isnull=True)
        .select_related("case__subject")
        .order_by("due", "case_id", "key")
    )


def duty_row(case_id: int, duty_id: int) -> DutyRow | None:
    """One duty of the case."""
    return DutyRow.objects.filter(case=case_id, pk=duty_id).first()


def notes_on(case_id: int, key: str | None = None) -> list[DutyNote]:
    """What was said of the case's duties (or of one), newest first, what was taken back too."""
    found = DutyNote.objects.filter(case=case_id).order_by("-recorded_at")
    return list(found.filter(key=key) if key is not None else found)
