"""Planning, agenda, invitation, answers, moving and cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.consents.queries import callable_units
from samrad.duties.routine import Routine
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import day_of, local, now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.meetings.access import own_participation
from samrad.meetings.models import AgendaItem, Meeting, Participant
from samrad.meetings.queries import agenda, has_begun, participants, same_day, undo_until
from samrad.meetings.rules import (
    TEAM_KINDS,
    MeetingKind,
    ParticipantKind,
    Proposer,
    Reply,
)
from samrad.people.models import RelatedPerson
from samrad.people.rules import age
from samrad.plans.models import Activity, Goal
from samrad.plans.queries import open_activities
from samrad.routines.queries import in_force, versions
from samrad.teams.models import Seat
from samrad.teams.queries import holder

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
        chair=chair,
        minute_taker=minute_taker,
        word_first=word_first,
    )
    _ask_person(meeting)
    for seat in invited.seats:
        _ask_seat(meeting, seat)
    for related in invited.related:
        _ask_related(meeting, related)
    for name in invited.support:
        _ask_other(meeting, ParticipantKind.SUPPORT, name)
    if interpreter:
        _ask_other(meeting, ParticipantKind.INTERPRETER, "Tolk")
    version = in_force(versions(), day_of(starts_at))
    if version is not None:
        _fill_agenda(meeting, version.routine)
    return meeting


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
    other = same_day(case, starts_at, but=but).first()
    if other is not None and not same_day_too:
        clock = local(other.starts_at).strftime("%H.%M")
        raise Invalid(
            f"Det er allerede et møte denne dagen, klokka {clock}. Kryss av hvis det skal være to.", "starts_at"
        )


def _ask_person(meeting: Meeting) -> None:
    subject = meeting.case.subject
    Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.SUBJECT, name=subject.name, email=subject.email,
        by_letter=not subject.email,
    )  # fmt: skip


def _ask_seat(meeting: Meeting, seat: Seat) -> Participant:
    if seat.case_id != meeting.case_id:
        raise Invalid("Deltakeren hører til en annen sak.", "seats")
    who = holder(seat, today())
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.SEAT, seat=seat,
        name=who.name if who else seat.role, email=(who.email if who else "") or seat.unit.email,
        by_letter=not ((who and who.email) or seat.unit.email),
    )  # fmt: skip


def _ask_related(meeting: Meeting, related: RelatedPerson) -> Participant:
    if related.subject_id != meeting.case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.RELATED, related_person=related,
        name=related.name, email=related.email, by_letter=not related.email,
    )  # fmt: skip


def _ask_other(meeting: Meeting, kind: ParticipantKind, name: str, email: str = "") -> Participant:
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=kind, email=email.strip(),
        name=filled(name, field="name", sentence="Skriv navnet."), must_attend=False, by_letter=not email,
    )  # fmt: skip


def _fill_agenda(meeting: Meeting, routine: Routine) -> None:
    first = meeting.kind == MeetingKind.START
    points = [
        point
        for point in routine.agenda(meeting.kind)
        if point.only == ""
        or (point.only == "first" and first)
        or (point.only == "interpreter" and meeting.interpreter)
        or (point.only == "word_first" and meeting.word_first)
    ]
    items = [
        AgendaItem(
            case=meeting.case, meeting=meeting, key=point.id, position=(index + 1) * 10, title=str(point.title),
            minutes=point.minutes, proposer=Proposer.TEMPLATE,
        )
        for index, point in enumerate(points)
    ]  # fmt: skip
    if meeting.kind in TEAM_KINDS:
        position = len(items) * 10
        for activity in open_activities(meeting.case):
            position += 10
            items.append(
                AgendaItem(
                    case=meeting.case, meeting=meeting, position=position, title=activity.title[:200],
                    proposer=Proposer.ACTIVITY, activity=activity, minutes=3,
                    life_area=activity.goal.life_area if activity.goal else LifeArea.OTHER,
                )
            )  # fmt: skip
    AgendaItem.objects.bulk_create(items)


def _still_open(meeting: Meeting) -> None:
    if meeting.cancelled_on is not None:
        raise Invalid("Møtet er avlyst.")
    if meeting.held_on is not None:
        raise Invalid("Møtet er holdt.")


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
) -> Meeting:
    """Changes what is around a meeting; its time is changed by moving it."""
    _still_open(meeting)
    if not 5 <= minutes <= 600:
        raise Invalid("Møtet kan vare fra 5 minutter til 10 timer.", "minutes")
    meeting.minutes, meeting.place = minutes, place.strip()
    meeting.chair, meeting.minute_taker = chair, minute_taker
    _with_interpreter(meeting, interpreter)
    meeting.interpreter_language = interpreter_language.strip()
    meeting.child_attends, meeting.child_attends_reason = child_attends, child_attends_reason.strip()
    if meeting.called_on is not None:
        meeting.sequence += 1
    meeting.save()
    return meeting


def _with_interpreter(meeting: Meeting, wanted: bool) -> None:
    """Has an interpreter on the list and the agenda, or none."""
    version = in_force(versions(), day_of(meeting.starts_at))
    points = [one for one in version.routine.agenda(meeting.kind) if one.only == "interpreter"] if version else []
    if wanted and not meeting.interpreter:
        _ask_other(meeting, ParticipantKind.INTERPRETER, "Tolk")
        for point in points:
            AgendaItem.objects.create(
                case=meeting.case, meeting=meeting, key=point.id, position=1, title=str(point.title),
                minutes=point.minutes, proposer=Proposer.TEMPLATE,
            )  # fmt: skip
    if meeting.interpreter and not wanted:
        meeting.interpreter_booked_on = None
        off = {"meeting": meeting, "removed_on__isnull": True}
        Participant.objects.filter(**off, kind=ParticipantKind.INTERPRETER).update(removed_on=today())
        AgendaItem.objects.filter(**off, key__in=[one.id for one in points]).update(removed_on=today())
    meeting.interpreter = wanted


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def ask_to_meeting(
    *, actor: Actor, meeting: Meeting, seat: Seat | None = None, related: RelatedPerson | None = None
) -> Participant:
    """Asks one more: a seat or somebody near the person."""
    _still_open(meeting)
    known = participants(meeting)
    if seat is not None:
        if any(one.seat_id == seat.pk for one in known):
            raise Invalid("Deltakeren er allerede med på listen.", "who")
        if meeting.called_on is not None:
            _may_be_called(meeting, [seat])
            seat.called_in_on = seat.called_in_on or today()
            seat.save()
        Participant.objects.filter(meeting=meeting, seat=seat, removed_on__isnull=False).delete()
        return _ask_seat(meeting, seat)
    if related is None:
        raise Invalid("Velg hvem som skal inviteres.", "who")
    if any(one.related_person_id == related.pk for one in known):
        raise Invalid("Deltakeren er allerede med på listen.", "who")
    return _ask_related(meeting, related)


@operation(affects="meeting", allow=allow(*LEADING, *PERSONAL), part=Part.MINUTES)
def bring_support(*, actor: Actor, meeting: Meeting, name: str, email: str = "") -> Participant:
    """The person brings somebody along (S3-008). No professional can refuse it; the supporter sees nothing."""
    _still_open(meeting)
    return _ask_other(meeting, ParticipantKind.SUPPORT, name, email)


@operation(affects="participant", allow=allow(*LEADING), part=Part.MINUTES)
def remove_participant(*, actor: Actor, participant: Participant) -> Participant:
    """Takes somebody off the list. The person the case is about always stays on it."""
    if participant.kind == ParticipantKind.SUBJECT:
        raise Invalid("Personen saken gjelder, er alltid invitert.")
    _still_open(participant.meeting)
    participant.removed_on = today()
    participant.save()
    return participant


@operation(affects="meeting", allow=allow(*LEADING, *PERSONAL, "seat", "called_in"), part=Part.MINUTES)
def propose_item(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    detail: str = "",
    minutes: int = 0,
    life_area: LifeArea = LifeArea.OTHER,
    goal: Goal | None = None,
    activity: Activity | None = None,
) -> AgendaItem:
    """Puts a point on the agenda, without anybody's approval (S3-137). Not once the meeting is held."""
    _still_open(meeting)
    if actor.capacity is Capacity.EMPLOYMENT and own_participation(actor, meeting, participants(meeting)) is not None:
        proposer = Proposer.MEMBER
    else:
        proposer = Proposer.PERSON if actor.is_personal else Proposer.COORDINATOR
    if goal is not None:
        proposer = Proposer.PLAN
    last = max((one.position for one in agenda(meeting)), default=0)
    return AgendaItem.objects.create(
        case=meeting.case,
        meeting=meeting,
        position=last + 10,
        title=filled(title, field="title", sentence="Skriv hva du vil snakke om.")[:200],
        detail=detail.strip(),
        minutes=max(minutes, 0),
        life_area=life_area,
        proposer=proposer,
        proposed_by=actor.name,
        proposed_by_user=actor.user_id,
        goal=goal,
        activity=activity,
    )


def _own_or_leading(actor: Actor, item: AgendaItem) -> None:
    if actor.is_personal and item.proposed_by_user != actor.user_id:
        raise Refused("Du kan bare endre dine egne punkter.")


@operation(affects="item", allow=allow(*LEADING, *PERSONAL), part=Part.MINUTES)
def change_item(
    *, actor: Actor, item: AgendaItem, title: str, detail: str, minutes: int, life_area: LifeArea, needs_decision: bool
) -> AgendaItem:
    """Rewrites a point. The person may rewrite her own."""
    _still_open(item.meeting)
    _own_or_leading(actor, item)
    item.title = filled(title, field="title", sentence="Skriv hva punktet heter.")[:200]
    item.detail, item.minutes, item.life_area = detail.strip(), max(minutes, 0), life_area
    item.needs_decision = needs_decision
    item.save()
    return item


@operation(affects="item", allow=allow(*LEADING, *PERSONAL), part=Part.MINUTES)
def remove_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Takes a point off the agenda. What the person put there, only she takes away."""
    _still_open(item.meeting)
    _own_or_leading(actor, item)
    if item.proposer == Proposer.PERSON and not actor.is_personal:
        raise Invalid("Personen har lagt inn dette punktet. Bare personen kan ta det bort.")
    item.removed_on = today()
    item.save()
    return item


@operation(affects="item", allow=allow(*LEADING), part=Part.MINUTES)
def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> AgendaItem:
    """Moves a point one place up or down."""
    _still_open(item.meeting)
    points = agenda(item.meeting)
    index = next(number for number, one in enumerate(points) if one.pk == item.pk)
    other = index - 1 if up else index + 1
    if 0 <= other < len(points):
        points[index], points[other] = points[other], points[index]
        for number, one in enumerate(points):
            one.position = (number + 1) * 10
        AgendaItem.objects.bulk_update(points, ["position"])
    return item


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def consult_agenda(*, actor: Actor, meeting: Meeting, on: date, with_whom: str) -> Meeting:
    """The agenda was made together with the person (S3-027)."""
    meeting.agenda_consulted_on = happened(on, field="consulted_on")
    meeting.agenda_consulted_with = filled(
        with_whom, field="consulted_with", sentence="Skriv hvem du har snakket med om sakslisten."
    )
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def send_invitation(*, actor: Actor, meeting: Meeting, on: date | None = None) -> Meeting:
    """Calls everybody on the list, with the agenda. E-mail waits a minute; letters are to be printed.

    `on` is the day it was sent on paper, else today. Refused without an agenda, without the person
    asked about it (S3-027), without an answer to whether a child attends (S3-006), and for units
    that no consent covers. Raises `Invalid`.
    """
    _still_open(meeting)
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
    asked = [one.seat for one in participants(meeting) if one.seat is not None]
    _may_be_called(meeting, asked)
    meeting.called_on = meeting.agenda_sent_on = happened(on or today())
    meeting.called_at = now()
    meeting.sequence += 1
    meeting.save()
    for seat in asked:
        if seat.called_in_on is None:
            seat.called_in_on = meeting.called_on
            seat.save()
    return meeting


def _may_be_called(meeting: Meeting, asked: Sequence[Seat]) -> None:
    units = {seat.unit_id: seat.unit.name for seat in asked}
    covered = callable_units(meeting.case, now())
    lacking = sorted(name for pk, name in units.items() if pk not in covered)
    if lacking:
        raise Invalid(
            f"Personen har ikke sagt ja til å kalle inn {', '.join(lacking)}. Be om samtykke, eller ta dem av listen.",
            "participants",
        )


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def undo_invitation(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Takes an invitation back before it has gone out. After that, moving or cancelling is an act of its own."""
    _still_open(meeting)
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
def move_meeting(
    *, actor: Actor, meeting: Meeting, starts_at: datetime, on: date, same_day_too: bool = False
) -> Meeting:
    """Gives the meeting a new time; everybody called is told once. The duties keep their keys. Raises `Invalid`."""
    _still_open(meeting)
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
    _still_open(meeting)
    if has_begun(meeting):
        raise Invalid("Det er begynt å skrive referat fra møtet. Avslutt møtet i stedet, eller tøm referatet først.")
    meeting.cancelled_on = happened(on)
    meeting.cancel_reason = filled(reason, field="reason", sentence="Skriv hvorfor møtet avlyses.")
    meeting.sequence += 1
    meeting.save()
    return meeting


@operation(affects="participant", allow=allow(*LEADING, *PERSONAL, "seat", "called_in"), part=Part.MINUTES)
def reply(*, actor: Actor, participant: Participant, answer: Reply, note: str = "") -> Participant:
    """Answers an invitation: one's own, or (the coordinator) one that came by telephone or paper."""
    _still_open(participant.meeting)
    own = own_participation(actor, participant.meeting, [participant])
    if own is None and (actor.is_personal or not _leads(actor, participant)):
        raise Refused("Du kan bare svare for deg selv.")
    participant.reply, participant.replied_at, participant.reply_note = answer, now(), note.strip()
    participant.save()
    return participant


def _leads(actor: Actor, participant: Participant) -> bool:
    try:
        allow(*LEADING)(actor=actor, case=participant.case)
    except Refused:
        return False
    return True


@operation(affects="participant", allow=allow(*LEADING), part=Part.MINUTES)
def mark_invitation_posted(*, actor: Actor, participant: Participant, on: date) -> Participant:
    """The letter with the invitation was posted (S3-028)."""
    participant.posted_on = happened(on)
    participant.save()
    return participant


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def book_interpreter(*, actor: Actor, meeting: Meeting, on: date, language: str) -> Meeting:
    """An interpreter was booked (S3-023). Children are never interpreters (L-TO-02)."""
    _with_interpreter(meeting, True)
    meeting.interpreter_booked_on = happened(on)
    meeting.interpreter_language = filled(language, field="language", sentence="Skriv hvilket språk.")
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def book_double_time(*, actor: Actor, meeting: Meeting, on: date) -> Meeting:
    """The surgery set aside a double appointment for the GP (S3-025)."""
    meeting.gp_double_time_on = happened(on)
    meeting.save()
    return meeting
