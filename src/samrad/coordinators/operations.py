"""Proposing, clearing, appointing, accepting, standing in, replacing."""

from datetime import date, timedelta

from django.db.models import Q, Value
from django.db.models.functions import Concat

from samrad.accounts.access import staff_only
from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case
from samrad.coordinators.models import (
    CoordinatorAppointment,
    CoordinatorProposal,
    CourseTaken,
    StandIn,
)
from samrad.coordinators.queries import coordinator, is_new_coordinator
from samrad.coordinators.rules import Kind, LeaderAnswer, StandInKind
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.people.models import RelatedPerson


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
    kind: Kind = Kind.COORDINATOR,
) -> CoordinatorProposal:
    """Proposes a coordinator together with the person (S3-021). The person's wish is asked for (S3-085).

    A choice against the wish needs a reason that the person can read.
    """
    happened(on, not_before=case.opened_on)
    _not_near(case, employment)
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
) -> CoordinatorProposal:
    """Records the leader's answer, the resources it takes, and the talk with a new coordinator (S3-088).

    The coordinating unit may write in what a leader answered by telephone, naming the leader.
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
    proposal.answered_on = happened(on, not_before=proposal.asked_on)
    proposal.answered_by = answered_by.strip() or actor.name
    proposal.answer = answer
    proposal.resources = resources.strip()
    proposal.talked_on = talked_on
    proposal.how_solved = how_solved.strip()
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
    other_role: str = "",
) -> CoordinatorAppointment:
    """Appoints a coordinator from the day `on` (which may lie ahead).

    With a proposal, the leader must have said yes (S3-087). Without one it is a coordinator who
    had the task before Samråd. Raises `Invalid` when somebody already has it that day.
    """
    if proposal is not None and proposal.answer != LeaderAnswer.CAN:
        raise Invalid("Lederen har ikke sagt ja ennå.", "proposal")
    if not current_employments(on).filter(pk=employment.pk).exists():
        raise Invalid("Medarbeideren er ikke ansatt denne dagen.", "employment")
    _not_near(case, employment)
    _nobody_else(case, on)
    return CoordinatorAppointment.objects.create(
        case=case,
        employment=employment,
        proposal=proposal,
        kind=kind,
        started_on=on,
        first_time=is_new_coordinator(employment),
        knows_person=knows_person,
        most_involved=most_involved,
        other_role=other_role.strip(),
    )


def _not_near(case: Case, employment: Employment) -> None:
    """Nobody coordinates the case of somebody near: it is known by the sign-in, else by the name (fvl. § 6)."""
    signs_in_as = Q(accesses__user__isnull=False, accesses__user=employment.user_id)
    near = RelatedPerson.objects.filter(subject=case.subject_id)
    named = near.annotate(whole=Concat("given_name", Value(" "), "family_name"))
    if named.filter(signs_in_as | Q(whole__iexact=employment.name)).exists():
        raise Invalid(
            f"{employment.name} står blant de nærmeste til {case.subject.given_name}, og kan ikke være koordinator i "
            "saken (forvaltningsloven § 6). Velg en annen.",
            "employment",
        )


def _nobody_else(case: Case, on: date) -> None:
    others = CoordinatorAppointment.objects.filter(case=case)
    if others.filter(started_on__gte=on).exists() or others.filter(ended_on__isnull=True).exists():
        raise Invalid("Saken har allerede en koordinator. Bruk «Bytt koordinator».", "on")
    if others.filter(ended_on__gte=on).exists():
        raise Invalid("Saken har allerede en koordinator denne dagen. Velg en senere dag.", "on")


@operation(affects="appointment", allow=allow("coordinator", "stand_in", *OFFICE))
def accept(
    *, actor: Actor, appointment: CoordinatorAppointment, on: date, roles_explained_on: date | None = None
) -> CoordinatorAppointment:
    """The coordinator takes on the task."""
    _own_or_office(actor, appointment)
    if appointment.accepted_on is not None:
        raise Invalid("Oppgaven er allerede tatt imot.")
    appointment.accepted_on = happened(on)
    if roles_explained_on is not None:
        appointment.roles_explained_on = happened(roles_explained_on, field="roles_explained_on")
    appointment.save()
    return appointment


def _own_or_office(actor: Actor, appointment: CoordinatorAppointment) -> None:
    own = appointment.employment_id == actor.employment_id
    if not (own or actor.is_office or actor.capacity is Capacity.SYSTEM):
        raise Refused("Bare den som er oppnevnt, kan gjøre dette.")


@operation(affects="appointment", allow=allow("coordinator"))
def explain_roles(*, actor: Actor, appointment: CoordinatorAppointment, on: date) -> CoordinatorAppointment:
    """The coordinator has told the person of the other roles he or she has (S3-089)."""
    appointment.roles_explained_on = happened(on)
    appointment.save()
    return appointment


@operation(affects=("case", "result"), allow=allow(*OFFICE))
def replace(
    *,
    actor: Actor,
    case: Case,
    employment: Employment,
    on: date,
    reason: str,
    handover_note: str,
    knows_person: bool | None = None,
    most_involved: bool | None = None,
    other_role: str = "",
) -> CoordinatorAppointment:
    """Ends the present appointment the day before `on` and begins the next one, with no day between (S3-074).

    The new coordinator has the same duties with the same dates; `handover_note` is for her to read.
    """
    present = coordinator(case)
    if present is None:
        raise Invalid("Saken har ingen koordinator å bytte fra. Oppnevn en koordinator.")
    if present.employment_id == employment.pk:
        raise Invalid("Velg en annen enn den som er koordinator nå.", "employment")
    if CoordinatorAppointment.objects.filter(case=case, started_on__gt=present.started_on).exists():
        raise Invalid("Det er allerede bestemt hvem som tar over som koordinator.")
    ordered(present.started_on + timedelta(days=1), on, field="on")
    if not current_employments(on).filter(pk=employment.pk).exists():
        raise Invalid("Medarbeideren er ikke ansatt denne dagen.", "employment")
    _not_near(case, employment)
    present.ended_on = on - timedelta(days=1)
    present.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor det byttes koordinator.")
    present.handover_note = handover_note.strip()
    present.save()
    return CoordinatorAppointment.objects.create(
        case=case,
        employment=employment,
        kind=present.kind,
        started_on=on,
        first_time=is_new_coordinator(employment),
        knows_person=knows_person,
        most_involved=most_involved,
        other_role=other_role.strip(),
        handover_note=handover_note.strip(),
    )


@operation(affects="appointment", allow=allow("coordinator", *OFFICE))
def take_over(*, actor: Actor, appointment: CoordinatorAppointment, on: date) -> CoordinatorAppointment:
    """The new coordinator has gone through the open duties and taken the case over."""
    _own_or_office(actor, appointment)
    appointment.handed_over_on = happened(on)
    if appointment.accepted_on is None:
        appointment.accepted_on = on
    appointment.save()
    return appointment


@operation(affects="appointment", allow=allow(*OFFICE, "coordinator", closed=True))
def end_appointment(
    *, actor: Actor, appointment: CoordinatorAppointment, on: date, reason: str
) -> CoordinatorAppointment:
    """Ends an appointment with nobody after it; `on` is its last day. The gap is a duty from the day after."""
    if appointment.ended_on is not None:
        raise Invalid("Oppnevningen er allerede avsluttet.")
    ordered(appointment.started_on, on, field="on")
    appointment.ended_on = on
    appointment.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")
    appointment.save()
    return appointment


@operation(affects="case", allow=allow(*LEADING, *OFFICE))
def name_stand_in(
    *, actor: Actor, case: Case, employment: Employment, kind: StandInKind, started_on: date, ended_on: date
) -> StandIn:
    """Names who stands in for the coordinator, from the first day to the last, both inclusive (S3-084)."""
    present = coordinator(case)
    if present is None:
        raise Invalid("Saken har ingen koordinator å være vara for.")
    ordered(started_on, ended_on, field="ended_on")
    if present.employment_id == employment.pk:
        raise Invalid("Koordinatoren kan ikke være sin egen vara.", "employment")
    _not_near(case, employment)
    return StandIn.objects.create(
        case=case, appointment=present, employment=employment, kind=kind, started_on=started_on, ended_on=ended_on
    )


@operation(affects="employment", allow=staff_only)
def record_course(*, actor: Actor, employment: Employment, name: str, on: date) -> CourseTaken:
    """Records that an employee took the coordinators' course (S3-094); one's own, or by the office."""
    if employment.pk != actor.employment_id and not actor.is_office and actor.capacity is not Capacity.SYSTEM:
        raise Refused("Du kan bare registrere kurs for deg selv.")
    course, _ = CourseTaken.objects.get_or_create(
        employment=employment,
        name=filled(name, field="name", sentence="Skriv hvilket kurs det var."),
        taken_on=happened(on),
        defaults={"recorded_by": actor.name},
    )
    return course
