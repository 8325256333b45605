"""Opening a board as the routine says, appointing members and deputies, and ending their time."""

from datetime import date

from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor, Function
from samrad.board.access import current_members, director_only
from samrad.board.models import Board, BoardMember, BoardSeat
from samrad.duties.calendar import Span
from samrad.duties.routine import BoardPlan
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@operation(affects="result", allow=director_only)
def open_board(*, actor: Actor, plan: BoardPlan, on: date) -> Board:
    """Opens the board that the routine describes, with its seats, all vacant. Raises `Invalid` when it is there."""
    if Board.objects.filter(plan=plan.id, ended_on__isnull=True).exists():
        raise Invalid("Teamet er allerede opprettet.")
    months = plan.term.count * (12 if plan.term.unit == "year" else 1)
    board = Board.objects.create(
        plan=plan.id,
        name=str(plan.name)[:120],
        leader=plan.leader,
        deputies=plan.deputies,
        term_months=months,
        rotates=plan.rotates,
        started_on=happened(on),
    )
    BoardSeat.objects.bulk_create(
        [BoardSeat(board=board, key=one.id, title=str(one.title)[:120], leads=one.leads) for one in plan.seats]
    )
    return board


@operation(affects="seat", allow=director_only)
def appoint_member(
    *, actor: Actor, seat: BoardSeat, employment: Employment, on: date, deputy: bool = False
) -> BoardMember:
    """Appoints a member, or a deputy, from the day: who had the seat before ends the day before (S1-018, S1-019).

    Where systemansvarlig leads the board, the leading seat is systemansvarlig's (S1-014). Raises `Invalid`.
    """
    board = seat.board
    if deputy and not board.deputies:
        raise Invalid("Rutinen har ikke varamedlemmer i dette teamet.", "deputy")
    if not current_employments(on).filter(pk=employment.pk).exists():
        raise Invalid("Medarbeideren er ikke ansatt denne dagen.", "employment")
    leads = seat.leads and board.leader == "system_owner" and not deputy
    if leads and employment.function != Function.SYSTEM_OWNER:
        raise Invalid("Denne plassen har systemansvarlig, som leder teamet.", "employment")
    if current_members(on).filter(seat__board=board, employment=employment).exists():
        raise Invalid(f"{employment.name} har allerede en plass i teamet.", "employment")
    if on < board.started_on:
        raise Invalid("Dagen kan ikke være før teamet ble opprettet.", "on")
    before = BoardMember.objects.filter(seat=seat, deputy=deputy, ended_on__isnull=True).first()
    if before is not None:
        day_before = date.fromordinal(on.toordinal() - 1)
        ordered(before.started_on, day_before, field="on")
        before.ended_on, before.end_reason = day_before, "Byttet ut"
        before.save()
    return BoardMember.objects.create(
        seat=seat,
        employment=employment,
        deputy=deputy,
        started_on=on,
        term_ends_on=Span(board.term_months, "month").after(on),
        appointed_by=actor.name,
    )


@operation(affects="member", allow=director_only)
def end_member(*, actor: Actor, member: BoardMember, on: date, reason: str) -> BoardMember:
    """Ends somebody's time in a seat; `on` is the last day. The seat stands vacant from the day after."""
    if member.ended_on is not None:
        raise Invalid("Vervet er allerede avsluttet.")
    ordered(member.started_on, on, field="on")
    member.ended_on = on
    member.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")[:200]
    member.save()
    return member
