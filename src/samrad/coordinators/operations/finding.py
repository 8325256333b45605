"""Finding a coordinator: proposing, clearing with the leader, appointing; or a unit whose leader names one."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypedDict, Unpack

from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor
from samrad.agencies.models import Unit
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, UnitAssignment
from samrad.coordinators.queries import coordinator, is_new_coordinator, open_assignment
from samrad.coordinators.rules import Kind, LeaderAnswer
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.routines.queries import in_force, versions
from samrad.ties.operations import weigh
from samrad.ties.rules import Task

NOTHING_CHECKED: Mapping[str, bool] = MappingProxyType({})


class Known(TypedDict, total=False):
    """What is known of an appointment when it is made."""

    proposal: CoordinatorProposal | None
    kind: Kind
    knows_person: bool | None
    most_involved: bool | None
    knows_services: bool | None
    departure_reason: str
    other_role: str


@operation(affects="case", allow=allow(*OFFICE, *LEADING, *PERSONAL, personal=True))
def propose(
    *,
    actor: Actor,
    case: Case,
    employment: Employment,
    on: date,
    person_wish: str,
    consulted: str,
    against_wish_reason: str = "",
    near_reason: str = "",
    kind: Kind = Kind.COORDINATOR,
) -> CoordinatorProposal:
    """Proposes a coordinator together with the person (S3-021). The person's wish is asked for (S3-085).

    A choice against the wish needs a reason that the person can read, and so does the office's or coordinator's choice
    of somebody near. What the person herself proposes is a wish, and is weighed when somebody is appointed.
    """
    happened(on, not_before=case.opened_on)
    if not actor.is_personal:
        weigh(actor=actor, case=case, employment=employment, task=Task.COORDINATOR, reason=near_reason)
    return CoordinatorProposal.objects.create(
        case=case,
        employment=employment,
        kind=kind,
        proposed_on=on,
        person_wish=filled(
            person_wish, field="person_wish", sentence="Skriv hvem personen ønsker seg, eller «ingen ønsker»."
        ),
        consulted=filled(consulted, field="consulted", sentence="Skriv hvem du har snakket med om forslaget."),
        against_wish_reason=against_wish_reason.strip(),
    )


@operation(affects="proposal", allow=allow(*OFFICE))
def ask_leader(*, actor: Actor, proposal: CoordinatorProposal, on: date, question: str = "") -> CoordinatorProposal:
    """Asks the nearest leader of the proposed coordinator (S3-022, S3-087). The leader sees name and need."""
    if proposal.asked_on is not None:
        raise Invalid("Lederen er allerede spurt.")
    happened(on, not_before=proposal.proposed_on, before_words="Lederen kan ikke være spurt før forslaget kom.")
    proposal.asked_on = on
    proposal.leader_unit = proposal.employment.unit
    proposal.question = question.strip()
    proposal.save()
    return proposal


@operation(affects="proposal", allow=allow("asked_leader", *OFFICE))
def answer_as_leader(
    *,
    actor: Actor,
    proposal: CoordinatorProposal,
    on: date,
    answer: LeaderAnswer,
    resources: str,
    how_solved: str = "",
    talked_on: date | None = None,
    answered_by: str = "",
    checklist: Mapping[str, bool] = NOTHING_CHECKED,
) -> CoordinatorProposal:
    """Records the leader's answer, the resources it takes, and the talk with a new coordinator (S3-088).

    The coordinating unit may write in what a leader answered by telephone, naming the leader. Where the
    routine has a checklist for the appointment, each point of it is answered yes or no (S1-005).
    """
    if proposal.asked_on is None:
        raise Invalid("Lederen er ikke spurt ennå.")
    if proposal.answered_on is not None:
        raise Invalid("Lederen har allerede svart.")
    if answer is LeaderAnswer.CAN:
        filled(resources, field="resources", sentence="Skriv hvor mye tid eller andre ressurser det krever.")
        if is_new_coordinator(proposal.employment):
            if talked_on is None:
                raise Invalid(
                    "Skriv når du snakket med medarbeideren. Hun eller han er ny som koordinator.", "talked_on"
                )
            happened(talked_on, field="talked_on")
            filled(how_solved, field="how_solved", sentence="Skriv hvordan oppgaven skal løses.")
        _all_checked(checklist, on)
    proposal.answered_on = happened(on, not_before=proposal.asked_on)
    proposal.answered_by = answered_by.strip() or actor.name
    proposal.answer = answer
    proposal.resources = resources.strip()
    proposal.talked_on = talked_on
    proposal.how_solved = how_solved.strip()
    proposal.checklist = dict(checklist)
    proposal.save()
    return proposal


@operation(affects="proposal", allow=allow(*OFFICE))
def withdraw_proposal(*, actor: Actor, proposal: CoordinatorProposal, on: date) -> CoordinatorProposal:
    """Takes a proposal back, so that another can be made."""
    proposal.withdrawn_on = happened(on, not_before=proposal.proposed_on)
    proposal.save()
    return proposal


@operation(affects=("case", "result"), allow=allow(*OFFICE))
def appoint(
    *,
    actor: Actor,
    case: Case,
    employment: Employment,
    on: date,
    proposal: CoordinatorProposal | None = None,
    kind: Kind = Kind.COORDINATOR,
    knows_person: bool | None = None,
    most_involved: bool | None = None,
    knows_services: bool | None = None,
    departure_reason: str = "",
    other_role: str = "",
    near_reason: str = "",
) -> CoordinatorAppointment:
    """Appoints a coordinator from the day `on` (which may lie ahead).

    With a proposal, the leader must have said yes (S3-087). Without one it is a coordinator who
    had the task before Samråd. What speaks against the choice never stops it (S3-083). Refused while
    the leader of a unit is to name the coordinator (S0-011). Raises `Invalid` when somebody already
    has it that day.
    """
    assigned = open_assignment(case)
    if assigned is not None:
        raise Refused(f"Lederen i {assigned.unit.name} peker ut koordinatoren.")
    if proposal is not None and proposal.answer != LeaderAnswer.CAN:
        raise Invalid("Lederen har ikke sagt ja ennå.", "proposal")
    return _appoint(
        actor,
        case,
        employment,
        on,
        near_reason,
        proposal=proposal,
        kind=kind,
        knows_person=knows_person,
        most_involved=most_involved,
        knows_services=knows_services,
        departure_reason=departure_reason.strip(),
        other_role=other_role.strip(),
    )


def _appoint(
    actor: Actor, case: Case, employment: Employment, on: date, near_reason: str, **known: Unpack[Known]
) -> CoordinatorAppointment:
    if not current_employments(on).filter(pk=employment.pk).exists():
        raise Invalid("Medarbeideren er ikke ansatt denne dagen.", "employment")
    weigh(actor=actor, case=case, employment=employment, task=Task.COORDINATOR, reason=near_reason)
    _nobody_else(case, on)
    return CoordinatorAppointment.objects.create(
        case=case,
        employment=employment,
        started_on=on,
        first_time=is_new_coordinator(employment),
        appointed_by=actor.name,
        **known,
    )


def _nobody_else(case: Case, on: date) -> None:
    others = CoordinatorAppointment.objects.filter(case=case)
    if others.filter(started_on__gte=on).exists() or others.filter(ended_on__isnull=True).exists():
        raise Invalid("Saken har allerede en koordinator. Bruk «Bytt koordinator».", "on")
    if others.filter(ended_on__gte=on).exists():
        raise Invalid("Saken har allerede en koordinator denne dagen. Velg en senere dag.", "on")


@operation(affects="case", allow=allow(*OFFICE))
def assign_unit(*, actor: Actor, case: Case, unit: Unit, on: date, question: str = "") -> UnitAssignment:
    """The coordinating unit decides which unit shall have the coordinator; its leader names one (S0-010).

    Another unit may be chosen until somebody is named.
    """
    if coordinator(case) is not None:
        raise Invalid("Saken har allerede en koordinator. Bruk «Bytt koordinator».")
    happened(on, not_before=case.opened_on)
    before = open_assignment(case)
    if before is not None:
        if before.unit_id == unit.pk:
            raise Invalid("Denne enheten er valgt allerede.", "unit")
        before.withdrawn_on = max(on, before.assigned_on)
        before.save()
    case.responsible_unit = unit
    case.save(update_fields=["responsible_unit"])
    return UnitAssignment.objects.create(
        case=case, unit=unit, assigned_on=on, assigned_by=actor.name, question=question.strip()
    )


@operation(affects=("assignment", "result"), allow=allow("asked_leader"))
def name_coordinator(
    *,
    actor: Actor,
    assignment: UnitAssignment,
    employment: Employment,
    on: date,
    kind: Kind = Kind.COORDINATOR,
    knows_person: bool | None = None,
    most_involved: bool | None = None,
    knows_services: bool | None = None,
    departure_reason: str = "",
    other_role: str = "",
    near_reason: str = "",
) -> CoordinatorAppointment:
    """The leader of the chosen unit names who coordinates, and that appoints her (S0-011). Nobody else may."""
    if assignment.unit_id != actor.unit_id:
        raise Refused("Bare lederen for enheten som er valgt, kan peke ut koordinatoren.")
    if assignment.named_on is not None or assignment.withdrawn_on is not None:
        raise Invalid("Dette er allerede avgjort.")
    if employment.unit_id != assignment.unit_id:
        raise Invalid(f"{employment.name} arbeider ikke i {assignment.unit.name}.", "employment")
    ordered(assignment.assigned_on, on, field="on")
    made = _appoint(
        actor,
        assignment.case,
        employment,
        on,
        near_reason,
        kind=kind,
        knows_person=knows_person,
        most_involved=most_involved,
        knows_services=knows_services,
        departure_reason=departure_reason.strip(),
        other_role=other_role.strip(),
    )
    assignment.appointment = made
    assignment.named_on = max(assignment.assigned_on, min(on, today()))
    assignment.save()
    return made


def _all_checked(checklist: Mapping[str, bool], on: date) -> None:
    version = in_force(versions(), on)
    points = version.routine.checklists.get("appointment", ()) if version is not None else ()
    for point in points:
        if point.id not in checklist:
            raise Invalid(f"Svar på om medarbeideren oppfyller dette: {point.title}.", f"check_{point.id}")
