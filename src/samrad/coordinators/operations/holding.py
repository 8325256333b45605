"""Being coordinator: accepting, replacing, ending, absence, standing in, courses."""

from datetime import date, timedelta

from django.db.models import Q

from samrad.accounts.access import staff_only
from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case
from samrad.coordinators.models import Absence, CoordinatorAppointment, CourseTaken, StandIn
from samrad.coordinators.queries import absences, coordinator, is_new_coordinator
from samrad.coordinators.rules import StandInKind, is_long
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.routines.queries import in_force, versions
from samrad.ties.operations import weigh
from samrad.ties.rules import Task


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
    knows_services: bool | None = None,
    departure_reason: str = "",
    other_role: str = "",
    near_reason: str = "",
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
    weigh(actor=actor, case=case, employment=employment, task=Task.COORDINATOR, reason=near_reason)
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
        knows_services=knows_services,
        departure_reason=departure_reason.strip(),
        other_role=other_role.strip(),
        appointed_by=actor.name,
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
    *,
    actor: Actor,
    case: Case,
    employment: Employment,
    kind: StandInKind,
    started_on: date,
    ended_on: date | None = None,
    near_reason: str = "",
) -> StandIn:
    """Names who stands in for the coordinator, from the first day to the last, both inclusive (S3-084).

    A delegate is one of the group, and for a short absence only (S3-092). Who shares the role may do so
    without an end; the coordinator remains the one responsible (S3-133).
    """
    present = coordinator(case)
    if present is None:
        raise Invalid("Saken har ingen koordinator å være vara for.")
    if kind is not StandInKind.SHARED and ended_on is None:
        raise Invalid("Skriv siste dag.", "ended_on")
    ordered(started_on, ended_on, field="ended_on")
    if present.employment_id == employment.pk:
        raise Invalid("Koordinatoren kan ikke være sin egen vara.", "employment")
    weigh(actor=actor, case=case, employment=employment, task=Task.STAND_IN, reason=near_reason)
    if kind is StandInKind.DELEGATE and actor.capacity is not Capacity.SYSTEM:
        _short_and_in_the_group(case, present, employment, started_on, ended_on)
    return StandIn.objects.create(
        case=case, appointment=present, employment=employment, kind=kind, started_on=started_on, ended_on=ended_on
    )


def _short_and_in_the_group(
    case: Case, present: CoordinatorAppointment, employment: Employment, started_on: date, ended_on: date | None
) -> None:
    away = absences(case, started_on).filter(long=True, started_on__lte=ended_on or date.max).exists()
    if away or is_long(started_on, ended_on, _last_short_day(started_on)):
        raise Invalid(
            "Ved lengre fravær kan oppgaven ikke settes bort. Kontoret oppnevner en ny koordinator.", "ended_on"
        )
    if present.ended_on is not None and present.ended_on < started_on:
        raise Invalid("Koordinatoren har sluttet da. Kontoret oppnevner en ny.", "started_on")
    seated = case.seat_holders.filter(employment=employment, started_on__lte=started_on, seat__ended_on__isnull=True)
    if not seated.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=started_on)).exists():
        raise Invalid(f"{employment.name} er ikke med i gruppa. Velg en som har en plass der.", "employment")


def _last_short_day(started_on: date) -> date | None:
    """The last day of an absence that is still short; None when the routine sets no limit."""
    version = in_force(versions(), started_on)
    limit = version.routine.setting("short_absence") if version is not None else None
    return None if limit is None else limit.after(started_on)


@operation(affects="appointment", allow=allow(*LEADING, *OFFICE))
def record_absence(
    *, actor: Actor, appointment: CoordinatorAppointment, started_on: date, ended_on: date | None = None
) -> Absence:
    """The coordinator is away. A long absence, or one without an end, asks for a new coordinator (S3-092)."""
    ordered(started_on, ended_on, field="ended_on")
    ordered(appointment.started_on, started_on, field="started_on")
    return Absence.objects.create(
        case=appointment.case,
        appointment=appointment,
        started_on=started_on,
        ended_on=ended_on,
        long=is_long(started_on, ended_on, _last_short_day(started_on)),
        recorded_by=actor.name,
    )


@operation(affects="absence", allow=allow(*LEADING, *OFFICE))
def end_absence(*, actor: Actor, absence: Absence, back_on: date) -> Absence:
    """The coordinator is back from a day on; back before it began, the absence came to nothing.

    A delegate gives the task back the same day.
    """
    if back_on <= absence.started_on:
        absence.cancelled_on = today()
    else:
        absence.ended_on = back_on - timedelta(days=1)
        absence.long = is_long(absence.started_on, absence.ended_on, _last_short_day(absence.started_on))
        delegates = absence.appointment.stand_ins.filter(kind=StandInKind.DELEGATE, started_on__lt=back_on)
        delegates.filter(started_on__gte=absence.started_on, ended_on__gte=back_on).update(ended_on=absence.ended_on)
    absence.save()
    return absence


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
