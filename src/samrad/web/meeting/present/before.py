"""The meeting before it is held: when and where, the agenda, who is asked, and the way to the invitation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from samrad.agencies.rules import UnitKind
from samrad.duties.calendar import Span
from samrad.duties.language import say_span
from samrad.duties.routine import Routine
from samrad.duties.rule import Rule
from samrad.kernel.clock import day_of, now, today
from samrad.meetings.queries import undo_until
from samrad.meetings.rules import TEAM_KINDS, MeetingKind, ParticipantKind, Phase, Proposer, ends_at
from samrad.notices.rules import WORDING, Kind
from samrad.teams.rules import SeatKind, too_large
from samrad.transitions.queries import transitions_of
from samrad.web.layout.templatetags.words import moment
from samrad.web.layout.words import word
from samrad.web.meeting.looking import Look
from samrad.web.meeting.present.rows import COLORS

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem, Participant

PHASES = {
    MeetingKind.PREPARATORY: "establishing",
    MeetingKind.START: "establishing",
    MeetingKind.CLOSING: "closing",
}
AROUND_A_MEETING = ("meeting", "meeting_held", "seat", "team")
REPLY_COLORS = {"coming": "success", "not_coming": "danger", "maybe": "warning", "": "neutral"}


@dataclass(frozen=True)
class Point:
    """A point of the agenda as it is shown: its number, when its turn comes, from whom, and what may be done."""

    item: "AgendaItem"
    number: int
    turn: datetime
    source: str
    from_person: bool
    first: bool
    last: bool
    may_change: bool
    may_remove: bool


@dataclass(frozen=True)
class Agenda:
    """The agenda, with its minutes against the meeting's."""

    points: list[Point]
    total: int
    too_long: bool
    may_order: bool


@dataclass(frozen=True)
class Guest:
    """Somebody asked: who, what they are to the person, their answer, and how the invitation reaches them."""

    participant: "Participant"
    name: str
    what: str
    reply: str
    color: str
    note: str
    way: str
    own: bool
    letter: bool
    may_reply: bool
    may_remove: bool


@dataclass(frozen=True)
class Step:
    """Something to have in place before the invitation goes out."""

    done: bool
    text: str
    address: str = ""
    link: str = ""


def agenda_of(look: Look, items: "Iterable[AgendaItem]") -> Agenda:
    """The points the actor may see, in order, each with the time its turn comes."""
    shown = [one for one in items if look.eyes.agenda(one)]
    personal = look.request.actor.is_personal
    points: list[Point] = []
    turn = look.meeting.starts_at
    for index, item in enumerate(shown):
        from_person = item.proposer == Proposer.PERSON
        own = personal and item.proposed_by_user == look.request.actor.user_id
        may_change = look.open and (look.leads or own)
        points.append(
            Point(
                item,
                index + 1,
                turn,
                _source(look, item),
                from_person,
                index == 0,
                index == len(shown) - 1,
                may_change,
                may_change and (own or not from_person),
            )
        )
        turn += timedelta(minutes=item.minutes)
    total = sum(one.minutes for one in shown)
    return Agenda(points, total, total > look.meeting.minutes, look.leads and look.open)


def _source(look: Look, item: "AgendaItem") -> str:
    if item.proposer == Proposer.PERSON:
        return f"fra {item.proposed_by or look.sight.case.subject.given_name}"
    if item.proposer == Proposer.TEMPLATE:
        return ""
    return word("proposer", item.proposer)


def guests_of(look: Look, *, has_plan: bool) -> list[Guest]:
    """Who is asked; before the written consent only the person, and oneself."""
    mine = look.mine
    shown = [
        one
        for one in look.participants
        if look.sees_group or one.kind == ParticipantKind.SUBJECT or (mine is not None and one.pk == mine.pk)
    ]
    return [_guest(look, one, own=mine is not None and one.pk == mine.pk, has_plan=has_plan) for one in shown]


def _guest(look: Look, one: "Participant", *, own: bool, has_plan: bool) -> Guest:
    called = look.meeting.called_on is not None
    leads = look.leads
    return Guest(
        one,
        one.name,
        what_somebody_is(one),
        word("reply", one.reply) or ("Ikke svart" if called else ""),
        REPLY_COLORS.get(one.reply, "neutral"),
        one.reply_note if leads or own or look.eyes.whole else "",
        _way(one) if leads else "",
        own,
        leads and gets_letter(look, one, has_plan=has_plan),
        look.open and called and (own or (leads and one.kind != ParticipantKind.INTERPRETER)),
        look.open and leads and one.kind != ParticipantKind.SUBJECT,
    )


def in_brackets(one: "Participant") -> str:
    """A participant by name, with what they are: "Per Bakkemo (kontaktlærer, Fjordvik skole)"."""
    what = what_somebody_is(one)
    return f"{one.name} ({what[:1].lower()}{what[1:]})"


def what_somebody_is(one: "Participant") -> str:
    """What a participant is: role and unit, relation, or kind."""
    if one.seat is not None:
        return f"{one.seat.role}, {one.seat.unit.name}"
    if one.related_person is not None:
        return word("relation", one.related_person.relation)
    return word("participant_kind", one.kind)


def _way(one: "Participant") -> str:
    if one.posted_on is not None:
        return "brev"
    return "brev" if one.by_letter else "e-post"


def gets_letter(look: Look, one: "Participant", *, has_plan: bool) -> bool:
    """Whether a letter is made for somebody: without e-mail always, else as the routine says (S3-028)."""
    setting = look.routine.setting("paper_invitation")
    return one.by_letter or setting == "all" or (setting == "without_plan" and not has_plan)


def _is_step(routine: Routine, rule: Rule) -> bool:
    """Whether a rule is a step around the group and its meetings, and no task of a transition."""
    if any(one.task(rule.id) is not None for one in routine.transitions.values()):
        return False
    return rule.phase != "running" or rule.anchor.fact in AROUND_A_MEETING


@dataclass(frozen=True)
class Facts:
    """What stands at the top of the page of a meeting."""

    look: Look

    @property
    def ends(self) -> datetime:
        """When it ends."""
        return ends_at(self.look.meeting.starts_at, self.look.meeting.minutes)

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.begun and self.look.phase in (Phase.PLANNED, Phase.CALLED):
            return "Møtet har begynt"
        return word("meeting_phase", self.look.phase)

    @property
    def color(self) -> str:
        """The colour of that word."""
        return COLORS[self.look.phase]

    @property
    def begun(self) -> bool:
        """Whether its time has come."""
        return self.look.meeting.starts_at <= now()

    @property
    def called(self) -> bool:
        """Whether the invitation is sent."""
        return self.look.meeting.called_on is not None

    @property
    def of_team(self) -> bool:
        """Whether it is a meeting of the team, which asks more of the invitation."""
        return self.look.meeting.kind in TEAM_KINDS

    @property
    def coordinator_does_both(self) -> bool:
        """Whether one and the same leads the meeting and takes its minutes (S1-012)."""
        meeting = self.look.meeting
        return self.look.leads and meeting.chair_id is not None and meeting.chair_id == meeting.minute_taker_id

    @property
    def undo_until(self) -> datetime | None:
        """Until when the invitation can be taken back, while it can."""
        until = undo_until(self.look.meeting)
        return until if self.look.leads and self.look.open and until is not None and until > now() else None

    @property
    def on_paper(self) -> bool:
        """Whether the invitation went out before it was written in here, so that no e-mail goes."""
        meeting = self.look.meeting
        return bool(meeting.called_at and meeting.called_on and meeting.called_on < day_of(meeting.called_at))

    @property
    def undo_seconds(self) -> int:
        """How many seconds are left of that."""
        return max(int((self.undo_until - now()).total_seconds()) + 1, 1) if self.undo_until else 0

    @property
    def with_surgery(self) -> bool:
        """Whether a general practitioner is asked, so that a double appointment is to be booked (S3-025)."""
        seats = [one.seat for one in self.look.participants if one.seat is not None]
        return any(seat.unit.kind == UnitKind.GP for seat in seats)

    @property
    def routine_steps(self) -> list[str]:
        """What the routine asks for in the phase the meeting belongs to: opening, holding or closing (S3-134).

        A meeting in a case that moves has the steps of moving too.
        """
        routine, phase = self.look.routine, PHASES.get(MeetingKind(self.look.meeting.kind), "running")
        found = [str(one.title) for one in routine.rules.values() if one.phase == phase and _is_step(routine, one)]
        if self.look.leads and any(one.kind == "moving" for one in transitions_of(self.look.sight.case)):
            told = [one for one in routine.transitions.values() if one.kind == "moving"]
            found += [str(task.title) for one in told for task in one.tasks]
        return found

    @property
    def size_advice(self) -> list[str]:
        """What the routine says of the size of the group, when it sets no number or more are asked (S0-017)."""
        permanent = [one for one in self.look.participants if one.seat and one.seat.kind == SeatKind.PERMANENT]
        limit = self.look.routine.setting("max_permanent")
        wanted = limit is None or too_large(len(permanent), limit)
        return self.look.routine.advice_at("team") if wanted else []

    @property
    def expectations(self) -> Any:
        """How we meet one another, as the routine says it (S3-014)."""
        return self.look.routine.documents.get("expectations")

    @property
    def short_notice(self) -> str:
        """What to say when the invitation goes out later than the routine asks; "" when it does not."""
        return short_notice(day_of(self.look.meeting.starts_at), today(), self.look.routine.setting("agenda_lead"))


@dataclass(frozen=True)
class Mail:
    """The e-mail that goes out, as it is read."""

    subject: str
    sentences: list[str]
    sender: str


def invitation_mail(look: Look, sender: str) -> Mail:
    """The e-mail with the invitation: that there is a meeting and when, and nothing of what it is about."""
    wording = WORDING[Kind.INVITATION]
    when = moment(look.meeting.starts_at)
    return Mail(wording.subject, [one.format(when=when) for one in wording.sentences], sender)


def not_reached(look: Look, failed: Iterable[Any]) -> list[str]:
    """Those whose e-mail about this meeting did not come through."""
    ids = {one.data["participant"] for one in failed if one.data.get("meeting") == look.meeting.pk}
    return [one.name for one in look.participants if one.pk in ids]


def short_notice(day: date, on: date, lead: Span | None) -> str:
    """What to say of an invitation sent on `on` to a meeting on `day`, when the routine asks for `lead`."""
    if lead is None or on <= lead.before(day) or on > day:
        return ""
    days = (day - on).days
    when = {0: "i dag", 1: "i morgen"}.get(days, f"om {days} dager")
    return f"Møtet er {when}. Rutinen sier {say_span(lead)}."


def lacking_consent(look: Look, covered: set[int]) -> list[str]:
    """The units asked that no consent lets be called in."""
    units = {one.seat.unit_id: one.seat.unit.name for one in look.participants if one.seat is not None}
    return sorted(name for pk, name in units.items() if pk not in covered)


def steps(look: Look, agenda: Agenda, covered: set[int], *, consents: str) -> list[Step]:
    """What is in place, and what is not, before the invitation goes out."""
    subject, meeting = look.sight.case.subject.given_name, look.meeting
    found = [Step(bool(agenda.points), "Sakslisten er laget", look.at("add_item"), "Legg til en sak")]
    if meeting.kind in TEAM_KINDS:
        consulted = meeting.agenda_consulted_on is not None
        found.append(Step(consulted, f"Du har laget den sammen med {subject}", "#samrad", "Skriv hvem du snakket med"))
        if look.of_child:
            answered = meeting.child_attends is not None
            found.append(Step(answered, f"Det er bestemt om {subject} skal være med", look.at("change"), "Svar"))
    lacking = lacking_consent(look, covered)
    text = f"Samtykke til å kalle inn mangler for {', '.join(lacking)}" if lacking else "Alle på listen kan kalles inn"
    found.append(Step(not lacking, text, consents, "Til samtykke"))
    return found
