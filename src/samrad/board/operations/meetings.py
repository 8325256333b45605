"""The board's meetings, and the issues on its list."""

import re
from datetime import date

from django.db.models import F, TextField, Value

from samrad.accounts.access import system_owner_only
from samrad.accounts.rules import Actor
from samrad.board.access import leader_only, members_only
from samrad.board.models import Board, BoardMeeting, Issue
from samrad.board.rules import IssueStatus
from samrad.deviations.models import Deviation
from samrad.deviations.operations.reporting import pass_to_board
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.people.models import Person

NUMBERS = re.compile(r"\b\d{4}/\d+\b|\b\d{6}\s?\d{5}\b")


@operation(affects="board", allow=leader_only)
def call_meeting(*, actor: Actor, board: Board, on: date, place: str = "") -> BoardMeeting:
    """Calls a meeting of the board; only who leads it can (S1-014). What stands on the list is its agenda."""
    if on < today():
        raise Invalid("Velg en dag som ikke har vært.", "on")
    if BoardMeeting.objects.filter(board=board, on=on, cancelled_on__isnull=True).exists():
        raise Invalid("Teamet er allerede kalt inn til denne dagen.", "on")
    meeting = BoardMeeting.objects.create(
        board=board, on=on, place=place.strip(), called_on=today(), called_by=actor.name
    )
    _take_up(meeting)
    return meeting


def _take_up(meeting: BoardMeeting) -> None:
    """Part of an operation: what stands on the list and is not settled comes on the agenda."""
    waiting = Issue.objects.filter(board=meeting.board, settled_on__isnull=True)
    waiting.update(meeting=meeting, status=IssueStatus.ON_AGENDA)


@operation(affects="board", allow=leader_only)
def record_meeting(*, actor: Actor, board: Board, on: date, minutes: str, place: str = "") -> BoardMeeting:
    """Records a meeting that was held without being called here."""
    meeting = BoardMeeting.objects.create(
        board=board,
        on=happened(on, not_before=board.started_on),
        place=place.strip(),
        called_on=on,
        called_by=actor.name,
        held=True,
        minutes=filled(minutes, field="minutes", sentence="Skriv hva teamet kom fram til."),
    )
    _take_up(meeting)
    return meeting


@operation(affects="meeting", allow=leader_only)
def hold_board_meeting(*, actor: Actor, meeting: BoardMeeting, minutes: str) -> BoardMeeting:
    """The meeting was held; its minutes say what the board came to."""
    _ahead(meeting)
    happened(meeting.on, field="minutes", before_words="Møtet har ikke vært ennå.")
    meeting.minutes = filled(minutes, field="minutes", sentence="Skriv hva teamet kom fram til.")
    meeting.held = True
    meeting.save()
    return meeting


@operation(affects="meeting", allow=leader_only)
def call_off(*, actor: Actor, meeting: BoardMeeting) -> BoardMeeting:
    """The meeting is called off; its issues go back to the list."""
    _ahead(meeting)
    meeting.cancelled_on = today()
    meeting.save()
    Issue.objects.filter(meeting=meeting, settled_on__isnull=True).update(meeting=None, status=IssueStatus.RAISED)
    return meeting


def _ahead(meeting: BoardMeeting) -> None:
    if meeting.held or meeting.cancelled_on is not None:
        raise Invalid("Møtet er allerede holdt eller avlyst.")


@operation(affects="result", allow=system_owner_only)
def raise_issue(*, actor: Actor, board: Board, title: str, text: str, on: date) -> Issue:
    """Systemansvarlig raises a general issue (S1-015). It may name no person and no case. Raises `Invalid`."""
    title = filled(title, field="title", sentence="Skriv kort hva det gjelder.")[:200]
    text = filled(text, field="text", sentence="Beskriv det som går igjen.")
    _anonymous(title, "title")
    _anonymous(text, "text")
    return Issue.objects.create(board=board, title=title, text=text, raised_on=happened(on), raised_by=actor.name)


def _anonymous(text: str, field: str) -> None:
    if NUMBERS.search(text):
        raise Invalid("Her står et saksnummer eller fødselsnummer. Skriv det uten at noen kan kjennes igjen.", field)
    told = Person.objects.annotate(told=Value(text, output_field=TextField()))
    named = told.filter(told__icontains=F("given_name")).filter(told__icontains=F("family_name"))
    if named.exists():
        raise Invalid("Her står navnet på en person med sak. Skriv det uten navn.", field)


@operation(affects="deviation", allow=system_owner_only)
def raise_deviation(*, actor: Actor, deviation: Deviation, board: Board, title: str, text: str, on: date) -> Issue:
    """Brings what a deviation shows to the board: written anew without names; the issue does not know the deviation.

    The person's own names are not let through either. Raises `Invalid`.
    """
    person = deviation.case.subject
    for value, field in ((title, "title"), (text, "text")):
        words = {one.casefold() for one in re.findall(r"\w+", value)}
        if words & {one.casefold() for one in re.findall(r"\w+", person.name)}:
            raise Invalid("Her står navnet på personen. Skriv det uten navn.", field)
    issue = raise_issue(actor=actor, board=board, title=title, text=text, on=on)
    pass_to_board(actor=actor, deviation=deviation, on=on, note="", issue_id=issue.pk)
    return issue


@operation(affects="issue", allow=members_only)
def settle_issue(*, actor: Actor, issue: Issue, on: date, outcome: str) -> Issue:
    """What the board came to in an issue."""
    if issue.settled_on is not None:
        raise Invalid("Saken er allerede avgjort.")
    issue.outcome = filled(outcome, field="outcome", sentence="Skriv hva teamet kom fram til.")
    issue.settled_on = happened(on, not_before=issue.raised_on)
    issue.status = IssueStatus.SETTLED
    issue.save()
    return issue
