"""Who is asked to a meeting, what they answer, and the interpreter."""

from collections.abc import Sequence
from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.queries import kept_away
from samrad.cases.rules import Part
from samrad.consents.queries import callable_units
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import day_of, now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.meetings.access import own_participation
from samrad.meetings.models import AgendaItem, Meeting, Participant
from samrad.meetings.queries import participants
from samrad.meetings.rules import (
    MeetingKind,
    ParticipantKind,
    Proposer,
    Reply,
)
from samrad.people.models import RelatedPerson
from samrad.routines.queries import in_force, versions
from samrad.teams.models import Seat
from samrad.teams.queries import holder


def still_open(meeting: Meeting) -> None:
    """Raises `Invalid` when the meeting is cancelled or held."""
    if meeting.cancelled_on is not None:
        raise Invalid("Møtet er avlyst.")
    if meeting.held_on is not None:
        raise Invalid("Møtet er holdt.")


def may_be_called(meeting: Meeting, asked: Sequence[Seat]) -> None:
    """Raises `Invalid`, naming them, when units may not be called in: no consent covers them."""
    units = {seat.unit_id: seat.unit.name for seat in asked}
    covered = callable_units(meeting.case, now())
    lacking = sorted(name for pk, name in units.items() if pk not in covered)
    if lacking:
        raise Invalid(
            f"Personen har ikke sagt ja til å kalle inn {', '.join(lacking)}. Be om samtykke, eller ta dem av listen.",
            "participants",
        )


def ask_person(meeting: Meeting) -> None:
    """Part of an operation: the person is always asked (S2-004)."""
    subject = meeting.case.subject
    Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.SUBJECT, name=subject.name, email=subject.email,
        by_letter=not subject.email,
    )  # fmt: skip


def ask_seat(meeting: Meeting, seat: Seat) -> Participant:
    """Part of an operation: asks who fills the seat. Raises `Invalid` for a seat of another case."""
    if seat.case_id != meeting.case_id:
        raise Invalid("Deltakeren hører til en annen sak.", "seats")
    if meeting.kind == MeetingKind.PREPARATORY and not seat.unit.is_municipal:
        raise Invalid(f"Til et formøte kalles bare kommunens egne inn. Ta bort {seat.unit.name}.", "seats")
    who = holder(seat, today())
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.SEAT, seat=seat,
        name=who.name if who else seat.role, email=(who.email if who else "") or seat.unit.email,
        by_letter=not ((who and who.email) or seat.unit.email),
    )  # fmt: skip


def ask_related(meeting: Meeting, related: RelatedPerson) -> Participant:
    """Part of an operation: asks somebody near. Raises `Invalid` for who is of another case or kept away."""
    if related.subject_id != meeting.case.subject_id:
        raise Invalid("Denne personen er ikke registrert i saken.", "related")
    if kept_away(today()).filter(related_person=related).exists():
        raise Invalid(f"Innsynet til {related.name} er stengt. Da inviteres hun eller han ikke til møtet.", "related")
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=ParticipantKind.RELATED, related_person=related,
        name=related.name, email=related.email, by_letter=not related.email,
    )  # fmt: skip


def ask_other(meeting: Meeting, kind: ParticipantKind, name: str, email: str = "") -> Participant:
    """Part of an operation: asks somebody by name only."""
    return Participant.objects.create(
        case=meeting.case, meeting=meeting, kind=kind, email=email.strip(),
        name=filled(name, field="name", sentence="Skriv navnet."), must_attend=False, by_letter=not email,
    )  # fmt: skip


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def ask_to_meeting(
    *, actor: Actor, meeting: Meeting, seat: Seat | None = None, related: RelatedPerson | None = None
) -> Participant:
    """Asks one more: a seat or somebody near the person."""
    still_open(meeting)
    known = participants(meeting)
    if seat is not None:
        if any(one.seat_id == seat.pk for one in known):
            raise Invalid("Deltakeren er allerede med på listen.", "who")
        if meeting.called_on is not None:
            may_be_called(meeting, [seat])
            seat.called_in_on = seat.called_in_on or today()
            seat.save()
        Participant.objects.filter(meeting=meeting, seat=seat, removed_on__isnull=False).delete()
        return ask_seat(meeting, seat)
    if related is None:
        raise Invalid("Velg hvem som skal inviteres.", "who")
    if any(one.related_person_id == related.pk for one in known):
        raise Invalid("Deltakeren er allerede med på listen.", "who")
    return ask_related(meeting, related)


@operation(affects="meeting", allow=allow(*LEADING, *PERSONAL), part=Part.MINUTES)
def bring_support(*, actor: Actor, meeting: Meeting, name: str, email: str = "") -> Participant:
    """The person brings somebody along (S3-008). No professional can refuse it; the supporter sees nothing."""
    still_open(meeting)
    return ask_other(meeting, ParticipantKind.SUPPORT, name, email)


@operation(affects="participant", allow=allow(*LEADING), part=Part.MINUTES)
def remove_participant(*, actor: Actor, participant: Participant) -> Participant:
    """Takes somebody off the list. The person the case is about always stays on it."""
    if participant.kind == ParticipantKind.SUBJECT:
        raise Invalid("Personen saken gjelder, er alltid invitert.")
    still_open(participant.meeting)
    participant.removed_on = today()
    participant.save()
    return participant


@operation(affects="participant", allow=allow(*LEADING, *PERSONAL, "seat", "called_in"), part=Part.MINUTES)
def reply(*, actor: Actor, participant: Participant, answer: Reply, note: str = "") -> Participant:
    """Answers an invitation: one's own, or (the coordinator) one that came by telephone or paper."""
    still_open(participant.meeting)
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


def with_interpreter(meeting: Meeting, wanted: bool) -> None:
    """Part of an operation: has an interpreter on the list and the agenda, or none."""
    version = in_force(versions(), day_of(meeting.starts_at))
    points = [one for one in version.routine.agenda(meeting.kind) if one.only == "interpreter"] if version else []
    if wanted and not meeting.interpreter:
        ask_other(meeting, ParticipantKind.INTERPRETER, "Tolk")
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
def book_interpreter(*, actor: Actor, meeting: Meeting, on: date, language: str) -> Meeting:
    """An interpreter was booked (S3-023). Children are never interpreters (L-TO-02)."""
    with_interpreter(meeting, True)
    meeting.interpreter_booked_on = happened(on)
    meeting.interpreter_language = filled(language, field="language", sentence="Skriv hvilket språk.")
    meeting.save()
    return meeting
