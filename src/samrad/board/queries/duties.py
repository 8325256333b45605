"""The duties of the municipality and of its boards, derived when they are looked at: they are few.

Nothing is stored of them; what was done is known from the board's own records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from samrad.accounts.rules import Actor
from samrad.board.access import boards_of, current_members, is_director
from samrad.board.models import (
    Board,
    BoardMeeting,
    BoardMember,
    OfficeNote,
    RoutineEvaluation,
    SectorPlan,
    TrendReport,
    UserVoice,
)
from samrad.board.rules import Sitting, rotations
from samrad.duties.derive import Plan
from samrad.duties.duty import Duty, State, state
from samrad.duties.facts import Fact
from samrad.duties.routine import Routine, Version
from samrad.kernel.tenant import current
from samrad.routines.queries import versions

AHEAD = timedelta(days=400)
SOON = timedelta(days=31)


@dataclass(frozen=True)
class OfficeDuty:
    """A duty of the municipality (no board) or of a board, with the routine it follows and where it stands."""

    duty: Duty
    routine: Routine
    state: State
    board: Board | None


def municipal_facts(published: list[Version]) -> list[Fact]:
    """The municipality, from the day its first routine was in force, and the versions of its routine."""
    own = f"municipality-{current()}"
    if not published:
        return []
    found = [Fact("municipality", own, published[0].valid_from)]
    found.extend(
        Fact("routine_version", f"routine-version-{one.id}", one.valid_from, own, attrs={"number": place})
        for place, one in enumerate(published, 1)
    )
    return found


def with_records(boards: QuerySet[Board]) -> QuerySet[Any]:
    """The boards, each bringing along what it has done. One query."""
    own = {"board": OuterRef("pk")}
    members = BoardMember.objects.filter(seat__board=OuterRef("pk"), deputy=False).order_by("id")
    return boards.annotate(
        met=_rows(BoardMeeting.objects.filter(**own), "id", "on", "held", "cancelled_on", "called_on"),
        sat=_rows(members, "seat_id", "started_on"),
        sent=_rows(TrendReport.objects.filter(**own), "id", "sent_on", "to"),
        heard=_rows(UserVoice.objects.filter(**own), "id", "on"),
        evaluated=_rows(RoutineEvaluation.objects.filter(**own), "id", "on", "outcome"),
        planned=_rows(SectorPlan.objects.filter(**own), "id", "registered_on", "hearing_on", "brought_on"),
    )


def _rows(found: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(found.values(row=JSONObject(**{name: name for name in names})))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def board_facts(board: Any) -> list[Fact]:
    """What has happened in a board, brought along by `with_records`."""
    own = f"board-{board.pk}"
    found = [Fact("board", own, board.started_on, f"municipality-{current()}", attrs={"ended": board.ended_on})]
    for row in board.met:
        name, off = f"board-meeting-{row['id']}", _day(row["cancelled_on"])
        found.append(Fact("board_meeting", name, _day(row["on"]), own, attrs={"held": row["held"], "cancelled": off}))
        found.append(Fact("board_summoned", f"{name}-called", _day(row["called_on"]), own))
    sittings = [Sitting(row["seat_id"], date.fromisoformat(row["started_on"])) for row in board.sat]
    for day in rotations(sittings, board.rotates):
        found.append(Fact("board_rotated", f"{own}-rotated-{day.isoformat()}", day, own))
    for row in board.sent:
        found.append(Fact("trends_reported", f"trends-{row['id']}", _day(row["sent_on"]), own, attrs={"to": row["to"]}))
    for row in board.heard:
        found.append(Fact("users_heard", f"voice-{row['id']}", _day(row["on"]), own))
    for row in board.evaluated:
        attrs = {"by": own, "outcome": row["outcome"]}
        found.append(Fact("routine_evaluated", f"routine-evaluation-{row['id']}", _day(row["on"]), own, attrs=attrs))
    for row in board.planned:
        found.extend(_sector_facts(row, own))
    return found


def _sector_facts(row: dict[str, Any], board: str) -> list[Fact]:
    own = f"sector-plan-{row['id']}"
    attrs = {"hearing": _day(row["hearing_on"])}
    found = [Fact("sector_plan", own, _day(row["registered_on"]), board, attrs=attrs)]
    if row["brought_on"]:
        found.append(Fact("needs_brought", f"{own}-brought", _day(row["brought_on"]), own))
    return found


def _derived(published: list[Version], facts: list[Fact], board: Board | None, on: date) -> list[OfficeDuty]:
    if not facts or not published:
        return []
    routines = {one.id: one.routine for one in published}
    derived = Plan(published).derive(facts, on + AHEAD)
    return [OfficeDuty(one, routines[one.version], state(one, on), board) for one in derived]


def _note_facts() -> list[Fact]:
    return [
        Fact("confirmed", f"office-note-{one.pk}", one.on, one.key, attrs={"cancelled": one.cancelled_on})
        for one in OfficeNote.objects.all()
    ]


def notes() -> list[OfficeNote]:
    """What was said to be done outside Samråd, the newest first, what was taken back left out."""
    return list(OfficeNote.objects.filter(cancelled_on__isnull=True))


def duties_of(board: Board | None, on: date) -> list[OfficeDuty]:
    """All duties of a board, or of the municipality, as they stand on the day; by due date."""
    published = versions()
    if board is None:
        return _derived(published, [*municipal_facts(published), *_note_facts()], None, on)
    found = with_records(Board.objects.filter(pk=board.pk)).get()
    return _derived(published, [*board_facts(found), *_note_facts()], found, on)


def _waiting(found: Iterable[OfficeDuty], on: date) -> list[OfficeDuty]:
    wanted = (State.OPEN, State.LATE, State.UPCOMING)
    return [one for one in found if one.state in wanted and one.duty.opens <= on + SOON]


def open_duties(board: Board | None, on: date) -> list[OfficeDuty]:
    """The duties that are open or late, or open within a month."""
    return _waiting(duties_of(board, on), on)


def mine(actor: Actor, on: date) -> list[OfficeDuty]:
    """The open duties of municipality and boards that fall on the actor, by due date. Few queries."""
    roles = {
        role
        for role, held in (
            ("system_owner", actor.is_system_owner),
            ("director", is_director(actor)),
            ("ke", actor.is_office),
        )
        if held
    }
    sits = current_members(on).filter(employment=actor.employment_id or 0, seat__board=OuterRef("pk"))
    own = boards_of(actor)
    if not roles and not own.exists():
        return []
    boards = list(with_records(own).annotate(sits=Exists(sits)))
    published, said = versions(), _note_facts()
    of_all = _derived(published, [*municipal_facts(published), *said], None, on)
    found = [one for one in of_all if one.duty.holder in roles]
    for board in boards:
        leads = board.leader == "system_owner" and actor.is_system_owner
        holds = {*roles, "board_member"} if board.sits or leads else roles
        of_board = _derived(published, [*board_facts(board), *said], board, on)
        found.extend(one for one in of_board if one.duty.holder in holds)
    return sorted(_waiting(found, on), key=lambda one: (one.duty.due, one.duty.key))
