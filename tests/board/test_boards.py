"""Boards as the routine says: seats, who leads, terms, the yearly change, meetings, issues without names."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from samrad.accounts.models import Employment
from samrad.accounts.queries import administrators, as_employee
from samrad.accounts.rules import SignInLevel
from samrad.board.models import Board, BoardMember, Issue
from samrad.board.operations.meetings import (
    call_meeting,
    call_off,
    hold_board_meeting,
    raise_deviation,
    raise_issue,
    record_meeting,
    settle_issue,
)
from samrad.board.operations.members import appoint_member, end_member, open_board
from samrad.board.operations.work import evaluate_routine
from samrad.board.queries.boards import chairs, issues
from samrad.board.queries.duties import duties_of, mine, open_duties
from samrad.board.rules import Outcome, Sitting, change, rotations, shown, to_replace
from samrad.deviations.operations.reporting import cannot_close, report_deviation
from samrad.deviations.queries import to_handle
from samrad.duties.schema import read_routine, shipped
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from tests.routines.following import following
from tests.stories import teamed
from tests.town import Fjordvik, systemansvarlig

requirement = pytest.mark.requirement
SIX = ["kari", "nav", "rektor", "leder_helse", "bolig"]
YEAR = timedelta(days=365)


def opened(town: Fjordvik, days_ago: int = 800) -> Board:
    """Overordnet team of the routine that has one."""
    following("overordnet-team")
    plan = read_routine(shipped("overordnet-team")).boards["overordnet-team"]
    return open_board(actor=town.actor("direktor"), plan=plan, on=town.ago(days_ago))


def filled(town: Fjordvik, days_ago: int = 800) -> Board:
    """The board with a member in each seat from its first day."""
    board = opened(town, days_ago)
    people = [administrators().get(), *(town.staff[who] for who in SIX)]
    for seat, one in zip(board.seats.all(), people, strict=True):
        appoint_member(actor=town.actor("direktor"), seat=seat, employment=one, on=town.ago(days_ago))
    return board


def due(found: list[Any], rule: str) -> Any:
    """The duty of a rule that is nearest."""
    return next(one for one in found if one.duty.rule == rule)


@requirement("S1-018")
def test_there_are_six_seats_and_one_without_a_holder_is_vacant(town: Fjordvik) -> None:
    board = opened(town)
    director = town.actor("direktor")
    assert [seat.title for seat in board.seats.all()] == [
        "Ressurssenter helse, omsorg og velferd", "Ressurssenter oppvekst", "NAV", "Oppvekstområdene",
        "Omsorgs- og velferdsdistriktene", "Teknisk drift",
    ]  # fmt: skip
    seat = board.seats.all()[2]
    appoint_member(actor=director, seat=seat, employment=town.staff["nav"], on=today())
    appoint_member(actor=director, seat=seat, employment=town.staff["bolig"], on=today(), deputy=True)
    sitting = chairs(board, today())
    assert [one.member is None for one in sitting] == [True, True, False, True, True, True]
    deputy = sitting[2].deputy
    assert deputy is not None
    assert deputy.employment == town.staff["bolig"]
    with pytest.raises(Invalid, match="allerede en plass"):
        appoint_member(actor=director, seat=board.seats.all()[3], employment=town.staff["nav"], on=today())
    with pytest.raises(Refused, match="kommunedirektøren"):
        appoint_member(actor=town.actor("ke"), seat=seat, employment=town.staff["per"], on=today())


@requirement("S1-014")
def test_systemansvarlig_leads_calls_and_has_a_seat_and_nobody_else_can_call(town: Fjordvik) -> None:
    board, owner = filled(town), systemansvarlig(town)
    first = board.seats.all()[0]
    with pytest.raises(Invalid, match="systemansvarlig"):
        appoint_member(actor=town.actor("direktor"), seat=first, employment=town.staff["per"], on=today())
    for who in ("nav", "ke", "direktor"):
        with pytest.raises(Refused):
            call_meeting(actor=town.actor(who), board=board, on=today())
    meeting = call_meeting(actor=owner, board=board, on=today(), place="Rådhuset")
    assert hold_board_meeting(actor=owner, meeting=meeting, minutes="Gått gjennom").held
    with pytest.raises(Invalid, match="holdt eller avlyst"):
        call_off(actor=owner, meeting=meeting)


@requirement("S1-026")
def test_leading_and_its_duties_fall_to_the_next_systemansvarlig(town: Fjordvik) -> None:
    board, first = filled(town), administrators().get()
    second = Employment.objects.create(
        unit=first.unit, name="Ny Leder", function="system_owner", started_on=date(2020, 1, 1)
    )
    actor = as_employee(town.id, second, SignInLevel.PASSWORD)
    Employment.objects.filter(pk=first.pk).update(ended_on=town.ago(1), end_reason="Sluttet")
    assert chairs(board, today())[0].member is None
    assert due(mine(actor, today()), "board-meets").board == board
    appoint_member(actor=town.actor("direktor"), seat=board.seats.all()[0], employment=second, on=today())
    assert call_meeting(actor=actor, board=board, on=today()).called_by == "Ny Leder"
    assert raise_issue(actor=actor, board=board, title="Plasser", text="Mange er ledige", on=today()).board == board


@requirement("S1-019")
def test_a_term_is_two_years_and_half_are_replaced_each_year(town: Fjordvik) -> None:
    board = filled(town, 400)
    director = town.actor("direktor")
    member = BoardMember.objects.filter(seat__board=board).order_by("id")[0]
    assert member.term_ends_on == member.started_on.replace(year=member.started_on.year + 2)
    duty = due(mine(director, today()), "board-rotates")
    assert (duty.state, duty.duty.holder) == ("late", "director")
    proposed = [one.seat for one in chairs(board, today()) if one.replace]
    assert len(proposed) == 3
    assert not any(seat.leads for seat in proposed)
    for seat, who in zip(proposed[:2], ("per", "lise"), strict=True):
        appoint_member(actor=director, seat=seat, employment=town.staff[who], on=town.ago(10))
    assert due(duties_of(board, today()), "board-rotates").duty.done_on is None
    appoint_member(actor=director, seat=proposed[2], employment=town.staff["jonas"], on=town.ago(9))
    rows = [one.duty for one in duties_of(board, today()) if one.duty.rule == "board-rotates"]
    assert rows[0].done_on == town.ago(9)
    assert rows[1].anchor_on == town.ago(9)
    longest = [seat.pk for seat in board.seats.all() if not seat.leads and seat not in proposed]
    again = [one.seat.pk for one in chairs(board, today()) if one.replace]
    assert len(longest) == 2
    assert set(longest) < set(again)


@requirement("S1-020")
@pytest.mark.parametrize(("held", "late"), [(0, True), (1, True), (2, False)])
def test_two_held_meetings_a_year(town: Fjordvik, on_day: Any, held: int, late: bool) -> None:
    on_day(date(2027, 1, 10))
    board, owner = filled(town), systemansvarlig(town)
    for month in range(held):
        record_meeting(actor=owner, board=board, on=date(2026, 3 + 4 * month, 1), minutes="Ja")
    off = call_meeting(actor=owner, board=board, on=date(2027, 1, 20))
    call_off(actor=owner, meeting=off)
    states = {one.duty.anchor_on: one.state for one in duties_of(board, today()) if one.duty.rule == "board-meets"}
    assert (states[date(2026, 1, 1)] == "late") is late
    assert states[date(2027, 1, 1)] == "open"


@requirement("S1-015")
def test_an_issue_names_nobody_and_leads_to_no_case(town: Fjordvik) -> None:
    board, owner, story = filled(town), systemansvarlig(town), teamed(town)
    deviation = report_deviation(
        actor=story.lead, case=story.case, title="Ingen svar", description="Ada ventet.", on=town.ago(20)
    )
    cannot_close(actor=story.lead, deviation=deviation, on=town.ago(10), note="Vi har ringt")
    for title, text, field in (
        ("Ada venter", "Lang ventetid", "title"),
        ("Venting", f"Se sak {story.case.number}", "text"),
        ("Venting", "Det gjelder Prøvesen", "text"),
    ):
        with pytest.raises(Invalid) as caught:
            raise_deviation(actor=owner, deviation=deviation, board=board, title=title, text=text, on=today())
        assert caught.value.field == field
    with pytest.raises(Invalid, match="uten navn"):
        raise_issue(actor=owner, board=board, title="Venting", text="Ada Prøvesen venter", on=today())
    with pytest.raises(Refused):
        raise_issue(actor=town.actor("nav"), board=board, title="Venting", text="Lenge", on=today())
    issue = raise_deviation(
        actor=owner, deviation=deviation, board=board, title="Ventetid", text="Mange venter lenge.", on=today()
    )
    assert [(one.title, one.status) for one in issues(board)] == [("Ventetid", "raised")]
    related = {field.related_model for field in Issue._meta.get_fields() if field.is_relation}
    assert related == {Board, apps.get_model("board", "BoardMeeting")}
    assert to_handle(now())[0].deviation.board_issue_id == issue.pk
    meeting = call_meeting(actor=owner, board=board, on=today())
    issue.refresh_from_db()
    assert (issue.status, issue.meeting) == ("on_agenda", meeting)
    settled = settle_issue(actor=town.actor("nav"), issue=issue, on=today(), outcome="Vi lager en avtale.")
    assert (settled.status, settled.settled_on) == ("settled", today())
    with pytest.raises(Refused):
        settle_issue(actor=town.actor("per"), issue=issue, on=today(), outcome="x")


@requirement("S3-002")
def test_both_teams_evaluate_the_routine_each_year(town: Fjordvik) -> None:
    director = town.actor("direktor")
    plans = read_routine(shipped("selbu")).boards
    both = [open_board(actor=director, plan=plans[one], on=town.ago(800)) for one in ("barn-og-unge", "voksne")]
    leaders = ("rektor", "leder_psykisk")
    for board, who in zip(both, leaders, strict=True):
        appoint_member(actor=director, seat=board.seats.all()[0], employment=town.staff[who], on=town.ago(790))
        evaluate_routine(actor=town.actor(who), board=board, on=town.ago(380), outcome=Outcome.REVISED, note="Ny frist")

    def waiting() -> list[str]:
        found = [one for board in both for one in open_duties(board, today()) if one.duty.rule == "routine-evaluated"]
        return [one.board.name for one in found if one.board]

    assert waiting() == ["Samordningsteam barn og unge", "Samordningsteam voksne"]
    assert due(mine(town.actor("rektor"), today()), "routine-evaluated").board == both[0]
    evaluate_routine(actor=town.actor("rektor"), board=both[0], on=today(), outcome=Outcome.UNCHANGED, note="Bra")
    assert waiting() == ["Samordningsteam voksne"]
    with pytest.raises(Refused):
        evaluate_routine(actor=town.actor("rektor"), board=both[1], on=today(), outcome=Outcome.UNCHANGED, note="Bra")
    evaluate_routine(actor=town.actor("leder_psykisk"), board=both[1], on=today(), outcome=Outcome.REVISED, note="Nytt")
    assert waiting() == []


def test_a_member_who_leaves_makes_the_seat_vacant(town: Fjordvik) -> None:
    board = filled(town)
    member = BoardMember.objects.get(seat__board=board, employment=town.staff["nav"])
    end_member(actor=town.actor("direktor"), member=member, on=town.ago(1), reason="Ny jobb")
    assert sum(one.member is None for one in chairs(board, today())) == 1
    with pytest.raises(Invalid, match="allerede avsluttet"):
        end_member(actor=town.actor("direktor"), member=member, on=today(), reason="Ny jobb")


A, B = date(2025, 1, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("sittings", "number", "expected"),
    [
        ([Sitting(1, A), Sitting(2, A)], 1, []),
        ([Sitting(1, A), Sitting(2, A), Sitting(1, B)], 1, [B]),
        ([Sitting(1, A), Sitting(2, A), Sitting(1, B)], 2, []),
        ([Sitting(1, A), Sitting(1, B), Sitting(1, B + YEAR)], 2, []),
        ([Sitting(1, A), Sitting(2, A), Sitting(1, B), Sitting(2, B + YEAR)], 2, [B + YEAR]),
        ([Sitting(1, A), Sitting(1, B)], 0, []),
    ],
)
def test_a_rotation_is_when_so_many_seats_have_new_holders(
    sittings: list[Sitting], number: int, expected: list[date]
) -> None:
    assert rotations(sittings, number) == expected


def test_who_sat_longest_is_proposed_and_who_leads_last() -> None:
    sitting = [Sitting(1, A), Sitting(2, B), Sitting(3, A)]
    assert to_replace(sitting, 2, kept=[1]) == [3, 2]
    assert to_replace(sitting, 2) == [1, 3]


@pytest.mark.parametrize(
    ("this", "last", "expected"), [(10, 4, None), (4, 10, None), (10, 8, None), (20, 10, 10), (10, 10, 0), (0, 9, -9)]
)
def test_a_small_number_is_not_told_by_subtraction(this: int, last: int, expected: int | None) -> None:
    assert change(this, last) == expected
    assert (shown(this) is None) == (0 < this < 5)
