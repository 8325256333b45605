"""The boards: which there are, their seats, and appointing."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.accounts.queries import current_employments
from samrad.board.access import boards_of, is_director, leads
from samrad.board.operations.members import appoint_member, end_member, open_board
from samrad.board.queries.boards import board_seat, chairs, issues, meetings, member_of
from samrad.board.queries.duties import open_duties
from samrad.kernel.clock import today
from samrad.web.board import forms
from samrad.web.board.looking import board_form, director, the_board, works_in
from samrad.web.layout.acting import form_page
from samrad.web.layout.context import present_routine
from samrad.web.layout.fields import by_unit
from samrad.web.layout.gate import employed
from samrad.web.layout.offices import shown


@employed
def everything(request: Any) -> HttpResponse:
    """The boards one may see, and for the kommunedirektør those of the routine that are not opened."""
    found = list(boards_of(request.actor))
    opened = {one.plan for one in found}
    waiting = [one for one in present_routine(request).boards.values() if one.id not in opened]
    context = {
        "heading": "Over sakene",
        "boards": found,
        "waiting": [str(one.name) for one in waiting],
        "appoints": is_director(request.actor),
    }
    return render(request, "board/all.html", context)


@director
def open_new(request: Any) -> HttpResponse:
    """Opening a board that the routine describes."""
    plans = present_routine(request).boards
    form = forms.OpenForm(request.POST or None)
    form.fields["plan"].choices = [(one.id, str(one.name)) for one in plans.values()]
    return form_page(
        request,
        form,
        lambda given: open_board(actor=request.actor, plan=plans[given["plan"]], on=given["on"]),
        heading="Opprett team",
        submit="Opprett",
        to=reverse("board:all"),
        back=reverse("board:all"),
        done="Teamet er opprettet. Nå kan medlemmene oppnevnes.",
        lead="Hvilke team kommunen har, og hvilke områder som er med, står i rutinen.",
    )


@employed
def board(request: Any, board_id: int) -> HttpResponse:
    """One board: what waits, who sits in it, its meetings and its list of issues."""
    found, day = the_board(request, board_id), today()
    sitting = chairs(found, day)
    context = {
        "heading": found.name,
        "board": found,
        "chairs": sitting,
        "vacant": sum(one.member is None for one in sitting),
        "duties": shown(open_duties(found, day), day),
        "meetings": meetings(found),
        "issues": issues(found),
        "appoints": is_director(request.actor),
        "leads": leads(request.actor, found),
        "works": works_in(request, found),
        "day": day,
    }
    return render(request, "board/board.html", context)


@director
def appoint(request: Any, board_id: int, board_seat_id: int) -> HttpResponse:
    """Appointing a member or deputy. Who had the seat before ends the day before."""
    found = the_board(request, board_id)
    seat = board_seat(found, board_seat_id)
    if seat is None:
        raise Http404
    form = forms.AppointForm(request.POST or None)
    form.fields["employment"].offer_grouped(by_unit(current_employments(today()).order_by("name")))
    if not found.deputies:
        del form.fields["deputy"]
    return board_form(
        request,
        board_id,
        form,
        lambda given: appoint_member(actor=request.actor, seat=seat, **given),
        heading=f"Oppnevn: {seat.title}",
        submit="Oppnevn",
        done="Oppnevningen er lagret.",
    )


@director
def end(request: Any, board_id: int, member_id: int) -> HttpResponse:
    """Ending somebody's time in a seat before the term is over."""
    found = member_of(the_board(request, board_id), member_id)
    if found is None:
        raise Http404
    return board_form(
        request,
        board_id,
        forms.EndForm(request.POST or None),
        lambda given: end_member(actor=request.actor, member=found, **given),
        heading=f"Avslutt vervet til {found.employment.name}",
        submit="Avslutt vervet",
        done="Vervet er avsluttet. Plassen er ledig.",
    )
