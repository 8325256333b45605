"""The invitation as a letter, and the minutes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor
from samrad.agencies.queries import municipality
from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.documents.blocks import blocks, plain
from samrad.documents.letterhead import contact, day_in_words, home_of, letterhead, reference, routine_on
from samrad.documents.standing import standing
from samrad.documents.typeset import pdf
from samrad.documents.words import word
from samrad.duties.language import capital, say_date
from samrad.duties.routine import Heading, Routine
from samrad.kernel.clock import day_of, local, today
from samrad.kernel.tenant import on_paper
from samrad.meetings import queries as meetings
from samrad.meetings.access import Eyes, eyes
from samrad.meetings.rules import MeetingKind, ParticipantKind, ends_at
from samrad.plans.queries import responsible
from samrad.teams.rules import SeatKind

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem, Meeting, MinutesField, MinutesNote, Participant

Data = dict[str, Any]
OUTSIDE = (ParticipantKind.SUPPORT, ParticipantKind.INTERPRETER)


# ── the invitation ───────────────────────────────────────────────────────────


def invitation_pdf(sight: Sight, meeting: "Meeting", participant: "Participant") -> bytes:
    """The letter that asks one participant to a meeting (S3-028, S3-024).

    Interpreters and support persons see nothing of the case: theirs says when and where, no more.
    """
    case, routine = sight.case, routine_on(day_of(meeting.starts_at))
    sender = municipality(case.municipality_id)
    outside = participant.kind in OUTSIDE
    lang = case.subject.language if participant.kind == ParticipantKind.SUBJECT else "nb"
    day = today()
    data = {
        "letterhead": letterhead(sender),
        "recipient": _recipient(sight, participant),
        "reference": reference(case, day),
        "heading": _invitation_heading(meeting),
        "opening": _opening(meeting),
        "facts": _when_and_where(meeting, routine, _place(sight, meeting, participant)),
        "agenda": [] if outside else _agenda(sight, meeting),
        "invited": [] if outside else _invited(meeting),
        "expectations": None if outside else standing(routine, "expectations", lang=lang),
        "answer": "Si fra til oss om du kommer, og om det er noe du trenger for å kunne være med.",
        "contact": contact(sight, sender),
        "slip": _slip(meeting, participant, ", ".join([sender.name, sender.address, sender.postal])),
    }
    return pdf("invitation", data, title="Innkalling til møte", on=day)


def _invitation_heading(meeting: "Meeting") -> str:
    if meeting.cancelled_on is not None:
        return "Møtet er avlyst"
    return "Møtet er flyttet" if _moved(meeting) else "Innkalling til møte"


def _moved(meeting: "Meeting") -> bool:
    """Whether it was moved after it was called."""
    return meeting.called_on is not None and meeting.moved_on is not None and meeting.moved_on >= meeting.called_on


def _opening(meeting: "Meeting") -> list[str]:
    if meeting.cancelled_on is not None:
        return [f"Møtet {_at(meeting.starts_at)} er avlyst. Vi tar kontakt om en ny tid."]
    if _moved(meeting) and meeting.moved_from is not None:
        return [f"Møtet som skulle ha vært {_at(meeting.moved_from)}, er flyttet. Den nye tiden står under."]
    return ["Du er invitert til møte. Tid, sted og saksliste står under."]


def _place(sight: Sight, meeting: "Meeting", participant: "Participant") -> str:
    """Where the meeting is; where the address is protected, guests and others from outside must ask."""
    inside = participant.kind == ParticipantKind.SUBJECT or (
        participant.seat is not None and participant.seat.kind != SeatKind.GUEST
    )
    return "Ring koordinatoren" if sight.case.subject.protection and not inside else meeting.place


def _when_and_where(meeting: "Meeting", routine: Routine | None, place: str) -> list[list[str]]:
    start, end = local(meeting.starts_at), local(ends_at(meeting.starts_at, meeting.minutes))
    return [
        ["Møte", meeting_name(meeting, routine)],
        ["Dag", capital(say_date(start.date(), weekday=True))],
        ["Klokka", f"{start:%H.%M}–{end:%H.%M}"],
        ["Sted", place],
        ["Leder møtet", meeting.led_by],
        ["Skriver referat", meeting.minute_taker.name if meeting.minute_taker else ""],
        ["Tolk", _interpreter(meeting)],
    ]


def _interpreter(meeting: "Meeting") -> str:
    if not meeting.interpreter:
        return "Nei. Si fra hvis du trenger tolk."
    return f"Ja, {meeting.interpreter_language}" if meeting.interpreter_language else "Ja"


def _agenda(sight: Sight, meeting: "Meeting") -> list[Data]:
    whole = sight.has("subject", "coordinator", "stand_in")
    return [
        {"title": one.title, "minutes": f"{one.minutes} min" if one.minutes else "", "detail": plain(one.detail)}
        for one in meetings.agenda(meeting)
        if whole or sight.may(Part.MINUTES, one.life_area)
    ]


def _invited(meeting: "Meeting") -> list[str]:
    with on_paper():
        return [_named(one) for one in meetings.participants(meeting)]


def _recipient(sight: Sight, participant: "Participant") -> list[str]:
    if participant.kind == ParticipantKind.SUBJECT:
        return home_of(sight.case.subject)
    if participant.related_person is not None:
        return home_of(participant.related_person)
    if participant.seat is not None:
        unit = participant.seat.unit
        return [line for line in (participant.name, unit.name, unit.address) if line]
    return [participant.name]


def _slip(meeting: "Meeting", participant: "Participant", to: str) -> Data | None:
    if not participant.by_letter or meeting.cancelled_on is not None:
        return None
    return {"meeting": f"Møte {_at(meeting.starts_at)}", "name": participant.name, "to": to}


def _at(instant: datetime) -> str:
    wall = local(instant)
    return f"{say_date(wall.date(), weekday=True)} klokka {wall:%H.%M}"


def meeting_name(meeting: "Meeting", routine: Routine | None) -> str:
    """What the meeting is called, in the municipality's own words: "Ansvarsgruppemøte"."""
    if meeting.kind == MeetingKind.ORDINARY and routine is not None:
        return capital(f"{routine.term('team').join}møte")
    return word("meeting_kind", meeting.kind)


def _named(one: "Participant") -> str:
    role = word("participant_kind", one.kind).lower()
    if one.seat is not None:
        role = f"{one.seat.unit.name}, {one.seat.role}" if one.name != one.seat.role else one.seat.unit.name
    elif one.related_person is not None:
        role = word("relation", one.related_person.relation).lower()
    return one.name if role == one.name.lower() else f"{one.name} ({role})"


# ── the minutes ──────────────────────────────────────────────────────────────


def minutes_pdf(
    actor: Actor,
    sight: Sight,
    meeting: "Meeting",
    *,
    seen: "tuple[list[Participant], frozenset[int]] | None" = None,
) -> bytes:
    """The minutes under the routine's headings, as far as the actor may see them, with what was added since.

    `seen` is who was asked and the actor's own seats (`seen_participants`), read here when not known.
    """
    asked, seats = meetings.seen_participants(meeting, actor) if seen is None else seen
    looks = eyes(actor, sight, meeting, asked, seats)
    told = [one for one in asked if one.seat is None or not one.seat.secret]
    day = day_of(meeting.starts_at)
    routine = routine_on(day)
    name = meeting_name(meeting, routine)
    data = {
        "letterhead": letterhead(municipality(sight.case.municipality_id)),
        "heading": f"Referat fra {name[:1].lower()}{name[1:]}",
        "whose": sight.case.subject.name,
        "draft": meeting.published_on is None,
        "facts": _held(sight, meeting),
        "partly": not (looks.whole or looks.writes or looks.under(None)),
        "parts": _Minutes(looks, meeting, told).parts(routine),
        "notes": [_note(one) for one in meetings.notes(meeting)],
    }
    return pdf("minutes", data, title="Referat fra møte", on=meeting.published_on or today())


def _held(sight: Sight, meeting: "Meeting") -> list[list[str]]:
    start, end = local(meeting.starts_at), local(ends_at(meeting.starts_at, meeting.minutes))
    return [
        ["Dag", capital(say_date(start.date(), weekday=True))],
        ["Klokka", f"{start:%H.%M}–{end:%H.%M}"],
        ["Sted", meeting.place],
        ["Ledet møtet", meeting.led_by],
        ["Skrev referat", meeting.minute_taker.name if meeting.minute_taker else ""],
        ["Tolk", _interpreter(meeting) if meeting.interpreter else ""],
        ["Sak", sight.case.number],
        ["Ferdig", _published(meeting)],
    ]


def _published(meeting: "Meeting") -> str:
    return f"{day_in_words(meeting.published_on)}, {meeting.published_by}" if meeting.published_on else ""


def _note(one: "MinutesNote") -> Data:
    what = {one.ADDITION: "Tillegg", one.COMMENT: "Merknad", one.APPROVAL: "Godkjent"}[one.kind]
    where = f" i møtet {day_in_words(day_of(one.in_meeting.starts_at))}" if one.in_meeting else ""
    return {"heading": f"{what}{where or ' ' + day_in_words(one.on)}, {one.by}", "blocks": blocks(one.text, under=3)}


class _Minutes:
    """The minutes of one meeting, being laid out for one pair of eyes."""

    def __init__(self, looks: Eyes, meeting: "Meeting", asked: "list[Participant]") -> None:
        self.looks = looks
        self.meeting = meeting
        self.asked = asked
        self.fields = meetings.fields(meeting)
        self.whole = looks.under(None)

    def parts(self, routine: Routine | None) -> list[Data]:
        """A part for each heading of the routine, then what was written under headings it no longer has."""
        headings = routine.headings(self.meeting.kind) if routine else ()
        known = {heading.id for heading in headings}
        found = [part for heading in headings if (part := self._part(heading)) is not None]
        for (name, _), field in self.fields.items():
            if name not in known and self.looks.minutes(field) and field.text.strip():
                found.append({**_empty("Annet"), "blocks": blocks(field.text)})
        return found

    def _part(self, heading: Heading) -> Data | None:
        part = _empty(str(heading.title))
        part["blocks"] = self._text(heading.id)
        if heading.fill == "agenda":
            return self._agenda(part, heading.id)
        if heading.fill == "decisions":
            part["decided"] = self._decided()
            return self._said(part, "Ingen nye tiltak.")
        if not self.whole:
            return None
        filled = {
            "attendance": self._attendance,
            "absence": self._absence,
            "next_meeting": self._next,
            "minute_taker": lambda: [self.meeting.minute_taker.name] if self.meeting.minute_taker else [],
            "distribution": lambda: [one.name for one in meetings.recipients(self.meeting)],
            "time": lambda: [_at(self.meeting.starts_at)],
        }.get(heading.fill)
        if filled is not None:
            part["list"] = filled()
        return self._said(part, "Ikke skrevet.")

    def _text(self, heading: str, item: "AgendaItem | None" = None) -> list[Data]:
        field: MinutesField | None = self.fields.get((heading, item.pk if item else None))
        return blocks(field.text, under=3 if item else 2) if field and self.looks.minutes(field) else []

    def _agenda(self, part: Data, heading: str) -> Data | None:
        """The points with what was written under each, then in one line those nothing was written under."""
        seen = [(one, self._text(heading, one)) for one in meetings.agenda(self.meeting) if self.looks.under(one)]
        part["points"] = [{"title": one.title, "blocks": text} for one, text in seen if text]
        silent = [one.title for one, text in seen if not text]
        part["silent"] = f"Uten eget referat: {'; '.join(silent)}" if silent else ""
        return part if seen else None

    @staticmethod
    def _said(part: Data, otherwise: str) -> Data:
        if not (part["blocks"] or part["list"] or part["decided"]):
            part["blocks"] = plain(otherwise)
        return part

    def _decided(self) -> list[Data]:
        return [
            {
                "title": one.activity.title,
                "how": blocks(one.activity.how, under=3),
                "who": responsible(one.activity),
                "due": day_in_words(one.activity.due_on) if one.activity.due_on else "",
            }
            for one in meetings.decisions(self.meeting)
            if self.looks.under(one.agenda_item)
        ]

    def _attendance(self) -> list[str]:
        present = [_named(one) for one in self.asked if one.attended]
        absent = [f"{_named(one)}: ikke til stede" for one in self.asked if one.attended is False]
        reason = self.meeting.no_subject_reason.strip()
        return [*present, *absent, *([f"Grunn til at personen ikke var med: {reason}"] if reason else [])]

    def _absence(self) -> list[str]:
        return [_named(one) for one in self.asked if one.attended is False]

    def _next(self) -> list[str]:
        following = self.meeting.next_meeting
        if following is not None and following.cancelled_on is None:
            place = f", {following.place}" if following.place else ""
            return [f"{capital(_at(following.starts_at))}{place}"]
        reason = self.meeting.no_next_reason
        return [f"Ikke avtalt: {reason}"] if reason else []


def _empty(heading: str) -> Data:
    return {"heading": heading, "blocks": [], "list": [], "points": [], "silent": "", "decided": []}
