"""The board's meetings, and the issues on its list."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.board.access import leads
from samrad.board.operations import meetings as operations
from samrad.board.queries.boards import issue_of, meeting_of
from samrad.board.queries.figures import figures
from samrad.kernel.clock import today
from samrad.web.board import forms
from samrad.web.board.looking import as_leader, as_member, board_form, the_board, works_in
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.gate import employed, system_owner


@employed
def call(request: Any, board_id: int) -> HttpResponse:
    """Calling a meeting: what stands on the list becomes its agenda."""
    found = as_leader(request, board_id)
    return board_form(
        request,
        board_id,
        forms.CallForm(request.POST or None),
        lambda given: operations.call_meeting(actor=request.actor, board=found, **given),
        heading="Kall inn til møte",
        submit="Kall inn",
        done="Møtet er satt opp. Problemstillingene på listen står på sakslisten.",
    )


@employed
def record(request: Any, board_id: int) -> HttpResponse:
    """Recording a meeting that was held without being called here."""
    found = as_leader(request, board_id)
    return board_form(
        request,
        board_id,
        forms.HeldForm(request.POST or None),
        lambda given: operations.record_meeting(actor=request.actor, board=found, **given),
        heading="Registrer et møte som er holdt",
        submit="Registrer",
        done="Møtet er registrert.",
    )


@employed
def meeting(request: Any, board_id: int, board_meeting_id: int) -> HttpResponse:
    """One meeting: its agenda of issues and numbers, and what it came to."""
    board = the_board(request, board_id)
    found = meeting_of(board, board_meeting_id)
    if found is None:
        raise Http404
    may_hold = leads(request.actor, board) and not found.held and found.cancelled_on is None
    if request.method == "POST":
        as_leader(request, board_id)
    here = reverse("board:meeting", kwargs={"board_id": board_id, "board_meeting_id": board_meeting_id})
    return form_page(
        request,
        forms.MinutesForm(request.POST or None),
        lambda given: operations.hold_board_meeting(actor=request.actor, meeting=found, **given),
        heading="Møte i teamet",
        submit="Møtet er holdt",
        to=here,
        back=reverse("board:board", kwargs={"board_id": board_id}),
        done="Møtet er registrert som holdt.",
        template="board/meeting.html",
        board=board,
        meeting=found,
        issues=list(found.issues.all()),
        figures=figures(found.on.year),
        may_hold=may_hold,
        begun=found.on <= today(),
    )


@require_POST
@employed
def cancel(request: Any, board_id: int, board_meeting_id: int) -> HttpResponse:
    """Calling a meeting off."""
    found = meeting_of(as_leader(request, board_id), board_meeting_id)
    if found is None:
        raise Http404
    back = reverse("board:board", kwargs={"board_id": board_id})
    return press(
        request, lambda: operations.call_off(actor=request.actor, meeting=found), to=back, done="Møtet er avlyst."
    )


@system_owner
def raise_new(request: Any, board_id: int) -> HttpResponse:
    """Systemansvarlig raises a general issue, without names."""
    found = the_board(request, board_id)
    return board_form(
        request,
        board_id,
        forms.IssueForm(request.POST or None),
        lambda given: operations.raise_issue(actor=request.actor, board=found, **given),
        heading="Ta opp en problemstilling",
        submit="Ta opp",
        done="Problemstillingen står på teamets liste.",
        lead="Teamet ser ikke saker. Skriv det generelt, så ingen kan kjennes igjen.",
    )


@employed
def issue(request: Any, board_id: int, issue_id: int) -> HttpResponse:
    """One issue: what it is, and what the board came to."""
    board = the_board(request, board_id)
    found = issue_of(board, issue_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        as_member(request, board_id)
    elif found.settled_on is not None or not works_in(request, board):
        return render(request, "board/issue.html", {"heading": "Problemstilling", "board": board, "issue": found})
    return board_form(
        request,
        board_id,
        forms.SettleForm(request.POST or None),
        lambda given: operations.settle_issue(actor=request.actor, issue=found, **given),
        heading="Problemstilling",
        submit="Lagre hva teamet kom fram til",
        done="Det er lagret.",
        template="board/settle.html",
        board=board,
        issue=found,
    )
