"""What of a meeting somebody sees, and who may do what with it."""

from dataclasses import dataclass

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import Part
from samrad.kernel.errors import Refused
from samrad.meetings.models import AgendaItem, Meeting, MinutesField, Participant
from samrad.meetings.rules import ParticipantKind
from samrad.plans.access import own_seats


@dataclass(frozen=True)
class Eyes:
    """How one actor looks at one meeting."""

    whole: bool
    invited: bool
    attended: bool
    writes: bool
    areas: Sight

    def meeting(self) -> bool:
        """Whether its date, place and agenda's existence may be seen."""
        return self.whole or self.invited or self.areas.may(Part.MINUTES) or self.areas.may(Part.TEAM)

    def agenda(self, item: AgendaItem) -> bool:
        """Whether an agenda point may be seen: as invited, or by its life area."""
        return self.whole or self.invited or self.areas.may(Part.MINUTES, item.life_area)

    def minutes(self, field: MinutesField) -> bool:
        """Whether a field of the minutes may be seen: all of them by who was there or writes them."""
        return self.under(field.agenda_item)

    def under(self, item: AgendaItem | None) -> bool:
        """Whether what was written and agreed under an agenda point, or under none, may be seen."""
        if self.whole or self.writes:
            return True
        if self.attended and self.areas.has("seat"):
            return True
        if item is None:
            return self.areas.sees.parts.get(Part.MINUTES, frozenset()) is None
        return self.areas.may(Part.MINUTES, item.life_area)


def eyes(
    actor: Actor, sight: Sight, meeting: Meeting, participants: list[Participant], seats: frozenset[int] | None = None
) -> Eyes:
    """How the actor looks at the meeting. `participants` are the meeting's, not removed; `seats` those the
    actor fills, looked up when not known.
    """
    whole = sight.has("subject", "coordinator", "stand_in") or (sight.has("representative") and sight.may(Part.MINUTES))
    mine = own_participation(actor, meeting, participants, seats)
    writes = meeting.minute_taker_id is not None and meeting.minute_taker_id == actor.employment_id
    return Eyes(
        whole,
        mine is not None,
        mine is not None and mine.attended is True,
        writes and meeting.published_on is None and sight.has("seat", "coordinator", "stand_in"),
        sight,
    )


def tells_place(sight: Sight) -> bool:
    """Whether the place of meetings may be seen: where the address is protected, by those who see the group only."""
    return not sight.case.subject.protection or sight.may(Part.TEAM) or sight.has(*LEADING)


def own_participation(
    actor: Actor, meeting: Meeting, participants: list[Participant], seats: frozenset[int] | None = None
) -> Participant | None:
    """The actor's own place at the meeting, or None. `seats` are those the actor fills, looked up when not known."""
    if seats is None:
        seats = own_seats(actor, meeting.case_id)
    for one in participants:
        if one.kind == ParticipantKind.SUBJECT and actor.capacity is Capacity.SELF:
            return one
        if one.related_person_id is not None and one.related_person_id == actor.related_id:
            return one
        if one.seat_id in seats:
            return one
    return None


def check_writes_minutes(actor: Actor, meeting: Meeting, sight: Sight | None) -> None:
    """The coordinator, who stands in, and the minute-taker write the minutes, until they are published."""
    if actor.capacity is Capacity.SYSTEM:
        return
    if sight is not None and sight.has("coordinator", "stand_in"):
        return
    if sight is not None and meeting.minute_taker_id and meeting.minute_taker_id == actor.employment_id:
        return
    raise Refused("Bare koordinatoren og referenten skriver i referatet.")
