"""Planning, inviting, changing, moving and cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import day_of, local, now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.meetings.models import Meeting, Participant
from samrad.meetings.operations.agenda import fill_agenda
from samrad.meetings.operations.asking import (
    ask_other,
    ask_person,
    ask_related,
    ask_seat,
    may_be_called,
    still_open,
    with_interpreter,
)
from samrad.meetings.queries import agenda, has_begun, participants, same_day, undo_until
from samrad.meetings.rules import (
    TEAM_KINDS,
    MeetingKind,
    ParticipantKind,
)
from samrad.people.models import RelatedPerson
from samrad.people.rules import age
from samrad.routines.queries import in_force, versions
from samrad.teams.models import Seat

CHILD = 18


@dataclass(frozen=True)
class Invited:
    """Who is to be asked: seats and related persons of the case, and named support persons."""

    seats: Sequence[Seat] = ()
    related: Sequence[RelatedPerson] = ()
    support: Sequence[str] = ()


@operation(affects="case", allow=allow(*LEADING), part=Part.MINUTES)
def plan_meeting(
    *,
    actor: Actor,
    case: Case,
    kind: MeetingKind,
    starts_at: datetime,
    minutes: int,
    on: date,
    invited: Invited,
    place: str = "",
    title: str = "",
    interpreter: bool = False,
    interpreter_language: str = "",
    chair: Employment | None = None,
    subject_chairs: bool = False,
    minute_taker: Employment | None = None,
    word_first: bool = True,
    already_held: bool = False,
    same_day_too: bool = False,
) -> Meeting:
    """Plans a meeting, with the routine's agenda, the open activities, and the person always asked (S2-004).

    `starts_at` is an instant; `on` the day it was agreed. A meeting ahead lies ahead; one that was
    held before it was written in is marked so. Only the coordinator, or who stands in, may call
    (S3-091). Raises `Invalid`.
    """
    _time_fits(case, starts_at, minutes, already_held=already_held, same_day_too=same_day_too)
    if kind is MeetingKind.PREPARATORY:
        _for_the_municipality(invited)
    meeting = Meeting.objects.create(
        case=case,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        minutes=minutes,
        place=place.strip(),
        planned_on=min(happened(on), day_of(starts_at)),
        interpreter=interpreter,
        interpreter_language=(interpreter_language.strip() or case.interpreter_language) if interpreter else "",
        chair=None if subject_chairs else chair,
        subject_chairs=subject_chairs,
        minute_taker=minute_taker,
        word_first=word_first,
    )
    if kind is not MeetingKind.PREPARATORY:
        ask_person(meeting)
    for seat in invited.seats:
        ask_seat(meeting, seat)
    for related in invited.related:
        ask_related(meeting, related)
    for name in invited.support:
        ask_other(meeting, ParticipantKind.SUPPORT, name)
    if interpreter:
        ask_other(meeting, ParticipantKind.INTERPRETER, "Tolk")
    version = in_force(versions(), day_of(starts_at))
    if version is not None:
        fill_agenda(meeting, version.routine)
    return meeting


def _for_the_municipality(invited: Invited) -> None:
    """A preparatory meeting is for the municipality's own (S0-018): the routine and the mandate are gone through."""
    outside = [seat.unit.name for seat in invited.seats if not seat.unit.is_municipal]
    if outside:
        raise Invalid(f"Formøtet er for kommunens egne. Ta bort {', '.join(outside)}.", "seats")
    if invited.related:
        raise Invalid("Formøtet er for kommunens egne. Ta bort dem fra familien.", "related")


def _time_fits(
    case: Case, starts_at: datetime, minutes: int, *, already_held: bool, same_day_too: bool, but: int | None = None
) -> None:
    if not already_held and starts_at <= now():
        raise Invalid("Møtet må være fram i tid. Kryss av hvis møtet allerede er holdt.", "starts_at")
    if already_held and starts_at > now():
        raise Invalid("Møtet er fram i tid og kan ikke være holdt.", "starts_at")
    if day_of(starts_at) < case.opened_on:
        raise Invalid("Møtet kan ikke være før saken ble opprettet.", "starts_at")
    if not 5 <= minutes <= 600:
        raise Invalid("Møtet kan vare fra 5 minutter til 10 timer.", "minutes")
    other = same_day(case, starts_at, but=but or 0).first()
    if other is not None and not same_day_too:
        clock = local(other.starts_at).strftime("%H.%M")
        raise Invalid(
            f"Det er allerede et møte denne dagen, klokka {clock}. Kryss av hvis det skal være to.", "starts_at"
        )


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def change_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    minutes: int,
    place: str,
    chair: Employment | None,
    minute_taker: Employment | None,
    interpreter: bool,
    interpreter_language: str,
    child_attends: bool | None,
    child_attends_reason: str,
    subject_chairs: bool = False,
) -> Meeting:
    """Changes what is around a meeting; its time is changed by moving it."""
    still_open(meeting)
    if not 5 <= minutes <= 600:
        raise Invalid("Møtet kan vare fra 5 minutter til 10 timer.", "minutes")
    meeting.minutes, meeting.place = minutes, place.strip()
    meeting.chair, meeting.minute_taker = None if subject_chairs else chair, minute_taker
    meeting.subject_chairs = subject_chairs
    with_interpreter(meeting, interpreter)
    meeting.interpreter_language = interpreter_language.strip()
    meeting.child_attends, meeting.child_attends_reason = child_attends, child_attends_reason.strip()
    if meeting.called_on is not None:
        meeting.sequence += 1
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def send_invitation(
    *, actor: Actor, meeting: Meeting, on: date | None = None, must_attend: Sequence[Participant] | None = None
) -> Meeting:
    """Calls everybody on the list, with the agenda. E-mail waits a minute; letters are to be printed.

    Of the seats those of `must_attend` have to come, the others may (S4-034); None leaves it as it stands.

    `on` is the day it was sent on paper, else today. Refused without an agenda, without the person
    asked about it (S3-027), without an answer to whether a child attends (S3-006), and for units
    that no consent covers. Raises `Invalid`.
    """
    still_open(meeting)
    if meeting.called_on is not None:
        raise Invalid("Innkallingen er allerede sendt.")
    if not agenda(meeting):
        raise Invalid("Lag en saksliste først.", "agenda")
    if meeting.kind in TEAM_KINDS:
        if meeting.agenda_consulted_on is None:
            raise Invalid("Snakk med personen om sakslisten først, og skriv hvem du snakket med.", "consulted_with")
        years = age(meeting.case.subject.born_on, day_of(meeting.starts_at))
        if years is not None and years < CHILD and meeting.child_attends is None:
            raise Invalid("Svar på om barnet eller ungdommen skal være med i møtet.", "child_attends")
    listed = participants(meeting)
    asked = [one.seat for one in listed if one.seat is not None]
    may_be_called(meeting, asked)
    if must_attend is not None:
        wanted = {one.pk for one in must_attend}
        for one in listed:
            if one.seat is not None and one.must_attend != (one.pk in wanted):
                one.must_attend = one.pk in wanted
                one.save()
    meeting.called_on = meeting.agenda_sent_on = happened(on or today())
    meeting.called_at = now()
    meeting.sequence += 1
    meeting.save()
    for seat in asked:
        if seat.called_in_on is None:
            seat.called_in_on = meeting.called_on
            seat.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def undo_invitation(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Takes an invitation back before it has gone out. After that, moving or cancelling is an act of its own."""
    still_open(meeting)
    until = undo_until(meeting)
    if until is None or until < now():
        raise Invalid("Innkallingen har gått ut. Flytt eller avlys møtet i stedet.")
    _take_back_calling_in(meeting)
    meeting.called_on = meeting.called_at = meeting.agenda_sent_on = None
    meeting.save()
    return meeting


def _take_back_calling_in(meeting: Meeting) -> None:
    """Seats that this invitation, and no other, called in are not called in any more."""
    seats = [one.seat for one in participants(meeting) if one.seat is not None]
    others = Participant.objects.filter(seat__in=seats, removed_on__isnull=True, meeting__called_on__isnull=False)
    kept = set(others.exclude(meeting=meeting).values_list("seat_id", flat=True))
    for seat in seats:
        if seat.called_in_on == meeting.called_on and seat.pk not in kept:
            seat.called_in_on = None
            seat.save()


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def book_double_time(*, actor: Actor, meeting: Meeting, on: date) -> Meeting:
    """The surgery set aside a double appointment for the GP (S3-025)."""
    meeting.gp_double_time_on = happened(on)
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def move_meeting(
    *, actor: Actor, meeting: Meeting, starts_at: datetime, on: date, same_day_too: bool = False
) -> Meeting:
    """Gives the meeting a new time; everybody called is told once. The duties keep their keys. Raises `Invalid`."""
    still_open(meeting)
    if starts_at == meeting.starts_at:
        raise Invalid("Velg en annen tid enn den møtet har nå.", "starts_at")
    _time_fits(meeting.case, starts_at, meeting.minutes, already_held=False, same_day_too=same_day_too, but=meeting.pk)
    meeting.moved_from, meeting.moved_on = meeting.starts_at, happened(on)
    meeting.starts_at = starts_at
    meeting.sequence += 1
    meeting.save()
    Participant.objects.filter(meeting=meeting).update(reply="", replied_at=None, reply_note="")
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def cancel_meeting(*, actor: Actor, meeting: Meeting, on: date, reason: str) -> Meeting:
    """Cancels a meeting; everybody called is told once. Refused once minutes are begun."""
    still_open(meeting)
    if has_begun(meeting):
        raise Invalid("Det er begynt å skrive referat fra møtet. Avslutt møtet i stedet, eller tøm referatet først.")
    meeting.cancelled_on = happened(on)
    meeting.cancel_reason = filled(reason, field="reason", sentence="Skriv hvorfor møtet avlyses.")
    meeting.sequence += 1
    meeting.save()
    return meeting
