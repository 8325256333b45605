"""Attendance, minutes, decisions, next meeting, publishing, distributing, notes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, PERSONAL, allow, sight
from samrad.cases.queries import kept_away_of
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit
from samrad.kernel.checks import MAX_TEXT, filled, happened
from samrad.kernel.clock import day_of, now
from samrad.kernel.errors import Invalid, Stale
from samrad.kernel.operation import operation
from samrad.meetings.access import check_writes_minutes
from samrad.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingDecision,
    MinutesField,
    MinutesNote,
    MinutesRecipient,
)
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.queries import missing, participants, to_review
from samrad.meetings.rules import MeetingKind, ParticipantKind, kinds_with_minutes
from samrad.people.models import RelatedPerson
from samrad.plans.operations import CHANGED, make_activity
from samrad.plans.rules import ActivityStatus
from samrad.routines.queries import in_force, versions
from samrad.teams.models import Seat
from samrad.teams.rules import SeatKind

WRITERS = (*LEADING, "seat")


def _writable(actor: Actor, meeting: Meeting) -> None:
    if meeting.cancelled_on is not None:
        raise Invalid("Møtet er avlyst.")
    if meeting.published_on is not None:
        raise Invalid("Referatet er ferdig og kan ikke endres. Skriv et tillegg i stedet.")
    check_writes_minutes(actor, meeting, sight(actor, meeting.case_id))


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def record_attendance(
    *, actor: Actor, meeting: Meeting, present: Collection[int], no_subject_reason: str = ""
) -> Meeting:
    """Marks who was there; everybody else on the list was absent. `present` are participant ids."""
    _writable(actor, meeting)
    if meeting.starts_at > now():
        raise Invalid("Møtet har ikke begynt ennå.")
    for one in participants(meeting):
        one.attended = one.pk in present
        one.save()
    meeting.no_subject_reason = no_subject_reason.strip()
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def hold_meeting(
    *, actor: Actor, meeting: Meeting, interpreter_told: bool = False, reviewed: Collection[str] = ()
) -> Meeting:
    """Ends the meeting: it was held on its day. Minutes can still be written.

    A preparatory meeting is held when each point the routine gives it was gone through (S0-018).
    """
    _writable(actor, meeting)
    if meeting.held_on is not None:
        raise Invalid("Møtet er allerede avsluttet.")
    if meeting.starts_at > now():
        raise Invalid("Møtet har ikke begynt ennå.")
    lacking_points = [one.title for one in to_review(meeting) if one.key not in reviewed]
    if lacking_points:
        raise Invalid(f"Kryss av for det dere har gått gjennom: {', '.join(lacking_points)}.", "reviewed")
    meeting.held_on = day_of(meeting.starts_at)
    meeting.interpreter_told = interpreter_told
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def write_minutes(
    *, actor: Actor, meeting: Meeting, heading: str, text: str, version: int, agenda_item: AgendaItem | None = None
) -> MinutesField:
    """Saves one field. `version` is the one the writer had read; raises `Stale` when it has grown since."""
    _writable(actor, meeting)
    if len(text) > MAX_TEXT:
        raise Invalid(f"Teksten er for lang. Den kan være {MAX_TEXT} tegn.", "text")
    found = MinutesField.objects.filter(meeting=meeting, heading=heading, agenda_item=agenda_item).first()
    if found is None:
        found = MinutesField(case=meeting.case, meeting=meeting, heading=heading, agenda_item=agenda_item)
    elif found.version != version:
        if found.text == text:
            return found
        raise Stale(CHANGED, theirs=found.text, mine=text)
    found.text = text
    found.version += 1
    found.updated_at = now()
    found.updated_by = actor.name
    found.save()
    return found


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.GOALS)
def agree(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    agenda_item: AgendaItem | None = None,
    how: str = "",
    seat: Seat | None = None,
    by_subject: bool = False,
    related_person: RelatedPerson | None = None,
    due_on: date | None = None,
) -> MeetingDecision:
    """Writes down what was agreed: it becomes an activity with one responsible (S0-005) and a date.

    The team makes no individual decisions (enkeltvedtak): there is no such action here (S3-018).
    """
    _writable(actor, meeting)
    if seat is None and not by_subject and related_person is None:
        raise Invalid("Velg hvem som skal gjøre det.", "responsible")
    activity = make_activity(
        case=meeting.case,
        title=title,
        on=min(day_of(meeting.starts_at), day_of(now())),
        status=ActivityStatus.PLANNED,
        goal=agenda_item.goal if agenda_item else None,
        how=how,
        seat=seat,
        by_subject=by_subject,
        related_person=related_person,
        due_on=due_on,
    )
    return MeetingDecision.objects.create(
        case=meeting.case, meeting=meeting, agenda_item=agenda_item, activity=activity
    )


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def agree_next(
    *,
    actor: Actor,
    meeting: Meeting,
    starts_at: datetime,
    kind: MeetingKind,
    on: date,
    place: str = "",
    minute_taker: Employment | None = None,
) -> Meeting:
    """Agrees the next meeting before closing this one (S3-050), with the same people and who takes minutes."""
    asked, away = participants(meeting), kept_away_of(meeting.case)
    following = plan_meeting(
        actor=actor,
        case=meeting.case,
        kind=kind,
        starts_at=starts_at,
        minutes=meeting.minutes,
        on=on,
        place=place or meeting.place,
        interpreter=meeting.interpreter,
        interpreter_language=meeting.interpreter_language,
        chair=meeting.chair,
        subject_chairs=meeting.subject_chairs,
        minute_taker=minute_taker,
        word_first=meeting.word_first,
        invited=Invited(
            seats=[
                one.seat for one in asked if one.seat and one.seat.ended_on is None and one.seat.kind != SeatKind.GUEST
            ],
            related=[one.related_person for one in asked if one.related_person and one.related_person_id not in away],
        ),
    )
    meeting.next_meeting = following
    meeting.next_agreed_on = on
    meeting.save()
    return following


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def no_next_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Says why no next meeting was agreed."""
    _writable(actor, meeting)
    meeting.no_next_reason = filled(reason, field="reason", sentence="Skriv hvorfor neste møte ikke er avtalt.")[:200]
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def publish_minutes(*, actor: Actor, meeting: Meeting, on: date) -> Meeting:
    """Freezes the minutes once every required heading of the routine is filled (S3-040, S3-041). Raises `Invalid`."""
    _writable(actor, meeting)
    if meeting.held_on is None:
        raise Invalid("Avslutt møtet først.")
    version = in_force(versions(), day_of(meeting.starts_at))
    lacking = missing(meeting, version.routine) if version else []
    if lacking:
        raise Invalid(" ".join(f"{one.heading.title}: {one.sentence}" for one in lacking), "minutes")
    meeting.published_on = happened(on, not_before=meeting.held_on)
    meeting.published_at = now()
    meeting.published_by = actor.name
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*WRITERS), part=Part.MINUTES)
def minutes_elsewhere(*, actor: Actor, meeting: Meeting, system: str, on: date) -> Meeting:
    """The minutes are written in a record system: which, and on which day (S4-042, S4-049).

    Paper alone is not enough.
    """
    _writable(actor, meeting)
    if meeting.held_on is None:
        raise Invalid("Avslutt møtet først.")
    meeting.elsewhere = filled(system, field="system", sentence="Skriv hvilket fagsystem referatet står i.")[:150]
    meeting.elsewhere_on = happened(on, not_before=meeting.held_on)
    meeting.save()
    return meeting


@operation(affects="meeting", allow=allow(*LEADING), part=Part.MINUTES)
def distribute(*, actor: Actor, meeting: Meeting, on: date, also: Sequence[Seat] = ()) -> Meeting:
    """Gives the published minutes to the person, those near who took part, and the permanent seats (S3-045).

    Where the routine says so, those called when needed get them too.

    Units whose consent does not cover minutes are left out; a further seat in `also` without such a
    consent is refused. Raises `Invalid`.
    """
    if meeting.published_on is None:
        raise Invalid("Gjør referatet ferdig først.")
    covered = {
        unit_id
        for unit_id, grants in in_force_by_unit(meeting.case, now()).items()
        if any(Part.MINUTES in grant.parts for grant in grants)
    }
    refused = [seat.unit.name for seat in also if seat.unit_id not in covered]
    if refused:
        raise Invalid(f"Samtykket dekker ikke referat til {', '.join(refused)}.", "also")
    _recipients(meeting, happened(on, not_before=meeting.published_on), covered, also)
    meeting.distributed_on = on
    meeting.save()
    return meeting


def _recipients(meeting: Meeting, on: date, covered: set[int], also: Sequence[Seat]) -> None:
    known: set[tuple[int | None, int | None, str]] = set(
        MinutesRecipient.objects.filter(meeting=meeting).values_list("seat_id", "related_person_id", "participant_kind")
    )
    rows: list[MinutesRecipient] = []

    def add(
        kind: ParticipantKind,
        name: str,
        *,
        by_letter: bool,
        seat: Seat | None = None,
        related: RelatedPerson | None = None,
    ) -> None:
        key = (seat.pk if seat else None, related.pk if related else None, str(kind))
        if key not in known:
            known.add(key)
            rows.append(
                MinutesRecipient(
                    case=meeting.case, meeting=meeting, participant_kind=kind, seat=seat, related_person=related,
                    name=name, by_letter=by_letter, sent_on=on, sent_at=now(),
                )
            )  # fmt: skip

    subject, away = meeting.case.subject, kept_away_of(meeting.case)
    add(ParticipantKind.SUBJECT, subject.name, by_letter=not subject.email)
    for one in participants(meeting):
        if one.related_person is not None and one.related_person_id not in away:
            add(ParticipantKind.RELATED, one.name, by_letter=not one.email, related=one.related_person)
    version = in_force(versions(), day_of(meeting.starts_at))
    kinds = kinds_with_minutes(on_demand=version is not None and version.routine.setting("minutes_to_on_demand"))
    standing = Seat.objects.filter(case=meeting.case, kind__in=kinds, ended_on__isnull=True)
    for seat in [*standing.select_related("unit"), *also]:
        if seat.unit_id in covered:
            add(ParticipantKind.SEAT, f"{seat.unit.name} ({seat.role})", by_letter=False, seat=seat)
    MinutesRecipient.objects.bulk_create(rows)


@operation(affects="meeting", allow=allow(*LEADING, *PERSONAL, "seat"), part=Part.MINUTES)
def add_note(*, actor: Actor, meeting: Meeting, text: str, on: date) -> MinutesNote:
    """Adds to published minutes: a dated addition from who may write them, a comment from anybody else."""
    if meeting.published_on is None:
        raise Invalid("Referatet er ikke ferdig ennå.")
    found = sight(actor, meeting.case_id)
    leading = found is not None and found.has(*LEADING)
    return MinutesNote.objects.create(
        case=meeting.case,
        meeting=meeting,
        kind=MinutesNote.ADDITION if leading else MinutesNote.COMMENT,
        on=happened(on, not_before=meeting.published_on),
        text=filled(text, field="text", sentence="Skriv det du vil legge til."),
        by=actor.name,
    )


@operation(affects=("meeting", "in_meeting"), allow=allow(*WRITERS), part=Part.MINUTES)
def approve_minutes(*, actor: Actor, meeting: Meeting, in_meeting: Meeting, comments: str = "") -> MinutesNote:
    """The minutes of an earlier meeting were approved in a later one, with comments (S4-041)."""
    _writable(actor, in_meeting)
    if meeting.published_on is None:
        raise Invalid("Det forrige referatet er ikke ferdig.")
    if MinutesNote.objects.filter(meeting=meeting, kind=MinutesNote.APPROVAL).exists():
        raise Invalid("Referatet er allerede godkjent.")
    return MinutesNote.objects.create(
        case=meeting.case,
        meeting=meeting,
        kind=MinutesNote.APPROVAL,
        on=day_of(in_meeting.starts_at),
        text=comments.strip(),
        by=actor.name,
        in_meeting=in_meeting,
    )
