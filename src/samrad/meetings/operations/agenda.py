"""The points of a meeting: the routine's, the open activities, and what each proposes."""

from datetime import date

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, PERSONAL, allow
from samrad.cases.rules import LifeArea, Part
from samrad.duties.routine import Routine
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.meetings.access import own_participation
from samrad.meetings.models import AgendaItem, Meeting
from samrad.meetings.operations.asking import still_open
from samrad.meetings.queries import agenda, participants
from samrad.meetings.rules import (
    TEAM_KINDS,
    MeetingKind,
    ParticipantKind,
    Proposer,
)
from samrad.plans.models import Activity, Goal
from samrad.plans.queries import open_activities, open_goals

SPEAKING = (ParticipantKind.SUBJECT, ParticipantKind.RELATED, ParticipantKind.SEAT)


def fill_agenda(meeting: Meeting, routine: Routine) -> None:
    """Part of an operation: lays the routine's points, the goals (S2-009) and the open activities on the agenda."""
    first = meeting.kind == MeetingKind.START
    points = [
        point
        for point in routine.agenda(meeting.kind)
        if point.only in ("", "if_time")
        or (point.only == "first" and first)
        or (point.only == "interpreter" and meeting.interpreter)
        or (point.only == "word_first" and meeting.word_first)
    ]
    speaking = sum(one.kind in SPEAKING for one in participants(meeting))
    items = [
        AgendaItem(
            case=meeting.case, meeting=meeting, key=point.id, position=(index + 1) * 10, title=str(point.title),
            minutes=point.minutes + point.each * speaking, proposer=Proposer.TEMPLATE,
        )
        for index, point in enumerate(points)
    ]  # fmt: skip
    if meeting.kind in TEAM_KINDS:
        position = len(items) * 10
        if routine.setting("plan_as_agenda"):
            for goal in open_goals(meeting.case):
                position += 10
                items.append(
                    AgendaItem(
                        case=meeting.case, meeting=meeting, position=position, title=goal.title[:200],
                        proposer=Proposer.PLAN, goal=goal, minutes=5, life_area=goal.life_area,
                    )
                )  # fmt: skip
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
    still_open(meeting)
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
    still_open(item.meeting)
    _own_or_leading(actor, item)
    item.title = filled(title, field="title", sentence="Skriv hva punktet heter.")[:200]
    item.detail, item.minutes, item.life_area = detail.strip(), max(minutes, 0), life_area
    item.needs_decision = needs_decision
    item.save()
    return item


@operation(affects="item", allow=allow(*LEADING, *PERSONAL), part=Part.MINUTES)
def remove_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Takes a point off the agenda. What the person put there, only she takes away."""
    still_open(item.meeting)
    _own_or_leading(actor, item)
    if item.proposer == Proposer.PERSON and not actor.is_personal:
        raise Invalid("Personen har lagt inn dette punktet. Bare personen kan ta det bort.")
    item.removed_on = today()
    item.save()
    return item


@operation(affects="item", allow=allow(*LEADING), part=Part.MINUTES)
def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> AgendaItem:
    """Moves a point one place up or down."""
    still_open(item.meeting)
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
