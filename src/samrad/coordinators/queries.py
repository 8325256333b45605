"""Finding coordinators, clarifications and courses, and the facts they give."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samrad.accounts.models import Employment
from samrad.cases.models import Case
from samrad.coordinators.access import current_appointments, open_clarifications
from samrad.coordinators.models import (
    Absence,
    CoordinatorAppointment,
    CoordinatorProposal,
    CourseTaken,
    Forum,
    StandIn,
    UnitAssignment,
)
from samrad.coordinators.rules import LeaderAnswer
from samrad.duties.facts import Fact
from samrad.kernel.clock import now


def forum() -> Forum | None:
    """The coordinators' forum, as the office last set it."""
    return Forum.objects.first()


def cases_coordinated(employment: Employment) -> Iterable[int]:
    """The ids of the cases the employee coordinates, or once coordinated."""
    return CoordinatorAppointment.objects.filter(employment_id=employment.pk).values_list("case_id", flat=True)


def coordinated_by(employment_id: int) -> int:
    """How many cases that go on have this employee as coordinator now."""
    return current_appointments(now()).filter(employment_id=employment_id, case__ended_on__isnull=True).count()


def coordinated_from(unit_id: int) -> int:
    """How many cases that go on have a coordinator who works in this unit."""
    return current_appointments(now()).filter(employment__unit_id=unit_id, case__ended_on__isnull=True).count()


def without_coordinator() -> Q:
    """Cases in which nobody is coordinator now."""
    return ~Q(Exists(current_appointments(now()).filter(case_id=OuterRef("pk"))))


def coordinator(case: Case) -> CoordinatorAppointment | None:
    """The case's coordinator now."""
    return current_appointments(now()).filter(case=case).select_related("employment__unit").first()


def appointments(case: Case) -> QuerySet[CoordinatorAppointment]:
    """All coordinators of the case, the newest first."""
    return CoordinatorAppointment.objects.filter(case=case).select_related("employment__unit")


def stand_ins(case: Case, on: date) -> QuerySet[StandIn]:
    """Deputies and delegates of the case whose period is not over on the day."""
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    return StandIn.objects.filter(going_on, case=case).select_related("employment__unit").order_by("started_on")


def open_proposal(case: Case) -> CoordinatorProposal | None:
    """The newest proposal that has not been withdrawn, refused or led to an appointment."""
    return (
        CoordinatorProposal.objects.filter(case=case, withdrawn_on__isnull=True)
        .exclude(answer="cannot")
        .exclude(pk__in=CoordinatorAppointment.objects.filter(case=case, proposal__isnull=False).values("proposal_id"))
        .select_related("employment__unit", "leader_unit")
        .first()
    )


def standing_proposals(case_ids: Iterable[int]) -> dict[int, CoordinatorProposal]:
    """For each case the newest proposal neither withdrawn nor led to an appointment, whatever the leader answered.

    One query.
    """
    found: dict[int, CoordinatorProposal] = {}
    used = CoordinatorAppointment.objects.filter(proposal__isnull=False).values("proposal_id")
    rows = CoordinatorProposal.objects.filter(case__in=list(case_ids), withdrawn_on__isnull=True).exclude(pk__in=used)
    for one in rows.select_related("employment__unit", "leader_unit"):
        found.setdefault(one.case_id, one)
    return found


def open_assignment(case: Case) -> UnitAssignment | None:
    """The unit that is to name the coordinator, while nobody is named."""
    found = UnitAssignment.objects.filter(case=case, named_on__isnull=True, withdrawn_on__isnull=True)
    return found.select_related("unit__agency").first()


def open_assignments(case_ids: Iterable[int]) -> dict[int, UnitAssignment]:
    """The unit that is to name the coordinator, of each case that waits for one. One query."""
    waiting = UnitAssignment.objects.filter(
        case__in=list(case_ids), named_on__isnull=True, withdrawn_on__isnull=True
    ).select_related("unit")
    return {one.case_id: one for one in waiting}


def absences(case: Case, on: date) -> QuerySet[Absence]:
    """The coordinator's absences that go on or come after the day, the first first."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    found = Absence.objects.filter(still, case=case, cancelled_on__isnull=True)
    return found.select_related("appointment__employment").order_by("started_on", "id")


def absence_in(case: Case, absence_id: int) -> Absence | None:
    """One absence of the case that is not cancelled."""
    found = Absence.objects.filter(case=case, pk=absence_id, cancelled_on__isnull=True)
    return found.select_related("appointment__employment").first()


def proposals(case: Case) -> QuerySet[CoordinatorProposal]:
    """All proposals of the case, the newest first."""
    return CoordinatorProposal.objects.filter(case=case).select_related("employment__unit", "leader_unit")


def questions_to(unit_id: int) -> QuerySet[CoordinatorProposal]:
    """What the leader of the unit has been asked and not answered, oldest first."""
    return (
        open_clarifications(now())
        .filter(leader_unit_id=unit_id)
        .select_related("employment__unit", "case__subject")
        .order_by("asked_on", "id")
    )


def alike(one: Employment, other: Employment) -> bool:
    """Whether two have the same profession, or come from the same unit (S3-133)."""
    same_title = bool(one.title) and one.title.lower() == other.title.lower()
    return same_title or one.unit_id == other.unit_id


def is_new_coordinator(employment: Employment) -> bool:
    """Whether the employee has never been coordinator before."""
    return not CoordinatorAppointment.objects.filter(employment=employment).exists()


def has_course(employment: Employment) -> bool:
    """Whether the employee has taken a coordinators' course."""
    return CourseTaken.objects.filter(employment=employment).exists()


def employments_in(case_ids: list[int]) -> list[int]:
    """The employments that have coordinated in the cases."""
    return list(
        CoordinatorAppointment.objects.filter(case__in=case_ids).values_list("employment_id", flat=True).distinct()
    )


def coordinating_among(employment_ids: list[int], at: datetime) -> dict[int, int]:
    """How many cases each of them coordinates; those with none are left out."""
    going_on = current_appointments(at).filter(case__ended_on__isnull=True)
    found = going_on.filter(employment__in=employment_ids).order_by()
    return dict(found.values_list("employment").annotate(Count("case_id", distinct=True)))


def facts(case_ids: list[int]) -> list[Fact]:
    """Proposals, leaders' answers and appointments, with acceptance and hand-over."""
    found: list[Fact] = []
    for proposal in CoordinatorProposal.objects.filter(case__in=case_ids):
        found.extend(_proposal_facts(proposal))
    for one in CoordinatorAppointment.objects.filter(case__in=case_ids).select_related("employment"):
        found.extend(_appointment_facts(one))
    for assigned in UnitAssignment.objects.filter(case__in=case_ids):
        found.extend(_assignment_facts(assigned))
    for away in Absence.objects.filter(case__in=case_ids).select_related("appointment"):
        found.append(
            Fact("absence", f"absence-{away.pk}", away.started_on, f"case-{away.case_id}",
                 attrs={"ended": away.ended_on, "cancelled": away.cancelled_on, "long": away.long,
                        "employee": f"employment-{away.appointment.employment_id}"})
        )  # fmt: skip
    return found


def _assignment_facts(one: UnitAssignment) -> list[Fact]:
    own, case = f"assignment-{one.pk}", f"case-{one.case_id}"
    found = [
        Fact("leader_asked", f"{own}-asked", one.assigned_on, case,
             attrs={"unit": f"unit-{one.unit_id}", "cancelled": one.withdrawn_on})
    ]  # fmt: skip
    if one.named_on:
        found.append(Fact("leader_answered", f"{own}-named", one.named_on, case, attrs={"answer": LeaderAnswer.CAN}))
    return found


def _proposal_facts(proposal: CoordinatorProposal) -> list[Fact]:
    own, case = f"proposal-{proposal.pk}", f"case-{proposal.case_id}"
    found = [Fact("coordinator_proposed", own, proposal.proposed_on, case, attrs={"cancelled": proposal.withdrawn_on})]
    if proposal.asked_on:
        found.append(
            Fact("leader_asked", f"{own}-asked", proposal.asked_on, case,
                 attrs={"unit": f"unit-{proposal.leader_unit_id}", "cancelled": proposal.withdrawn_on})
        )  # fmt: skip
    if proposal.answered_on:
        found.append(
            Fact("leader_answered", f"{own}-answered", proposal.answered_on, case, attrs={"answer": proposal.answer})
        )
    return found


def _appointment_facts(one: CoordinatorAppointment) -> list[Fact]:
    own = f"appointment-{one.pk}"
    last_days = [day for day in (one.ended_on, one.employment.ended_on) if day]
    found = [
        Fact("coordinator", own, one.started_on, f"case-{one.case_id}", attrs={
            "ended": min(last_days, default=None),
            "role": one.kind,
            "employee": f"employment-{one.employment_id}",
            "first_time": one.first_time,
            "other_role": bool(one.other_role),
        })
    ]  # fmt: skip
    for kind, on in (
        ("coordinator_accepted", one.accepted_on),
        ("roles_explained", one.roles_explained_on),
        ("handed_over", one.handed_over_on),
    ):
        if on:
            found.append(Fact(kind, f"{own}-{kind}", on, own))
    return found


def course_facts(employment_ids: list[int]) -> list[Fact]:
    """Acts of having taken the coordinators' course."""
    return [
        Fact("course_taken", f"course-{one.pk}", one.taken_on, f"employment-{one.employment_id}")
        for one in CourseTaken.objects.filter(employment__in=employment_ids)
    ]
