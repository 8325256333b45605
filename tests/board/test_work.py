"""The record of a board's work, and the numbers it sees."""

from datetime import date, timedelta
from typing import Any

import pytest

from samrad.board.models import GroupEvaluation
from samrad.board.operations.work import (
    bring_needs,
    decide_measure,
    evaluate_group,
    finish_measure,
    record_training,
    record_voice,
    register_sector_plan,
    send_report,
)
from samrad.board.queries.boards import coordinators_without_training, measures, trainings_of
from samrad.board.queries.duties import duties_of
from samrad.board.queries.figures import figures, quality
from samrad.board.rules import About, Answer, SentTo, Voice
from samrad.cases.models import Case
from samrad.cases.rules import EndReason
from samrad.closure.operations import report
from samrad.closure.queries import unseen_reports
from samrad.closure.rules import ReportKind
from samrad.duties.calendar import add_months
from samrad.duties.schema import shipped
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.teams.operations import end_team
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import rebuild
from tests.board.test_boards import filled
from tests.routines.following import following_text
from tests.stories import coordinated, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement


def states(found: list[Any], rule: str) -> list[str]:
    return [str(one.state) for one in found if one.duty.rule == rule]


@requirement("S1-021")
def test_needs_across_agencies_are_counted_and_small_numbers_hidden(town: Fjordvik) -> None:
    board = filled(town)
    for _ in range(4):
        teamed(town)
    assert (figures(today().year).crossing.now, figures(today().year - 5).crossing.now) == (None, 0)
    for _ in range(2):
        teamed(town)
    coordinated(town)
    found = figures(today().year)
    assert (found.crossing.now, found.crossing.change) == (6, 6)
    assert figures(today().year + 1).crossing.change == 0
    twice = teamed(town)
    Case.objects.filter(pk=twice.case.pk).update(ended_on=today(), end_reason=EndReason.MERGED)
    assert figures(today().year).crossing.now == 6
    assert dict((name, one.now) for name, one in found.by_agency) == {"Helse og mestring": 6, "Oppvekst": 6}
    assert "done" not in states(duties_of(board, today()), "board-reports")
    sent = send_report(actor=town.actor("nav"), board=board, year=today().year, to=SentTo.DIRECTOR, on=today())
    send_report(actor=town.actor("nav"), board=board, year=today().year, to=SentTo.NATIONAL, on=today())
    assert sent.figures["crossing"][0] == 6
    assert sorted((one.to, one.sent_on) for one in board.reports.all()) == [
        ("director", today()),
        ("national", today()),
    ]
    assert "done" in states(duties_of(board, today()), "board-reports")
    with pytest.raises(Refused):
        send_report(actor=town.actor("per"), board=board, year=2026, to=SentTo.DIRECTOR, on=today())


@requirement("S1-022")
def test_training_is_the_coordinators_own_and_those_without_are_listed(town: Fjordvik) -> None:
    board = filled(town)
    coordinated(town)
    coordinated(town, who="jonas")
    assert [one.name for one in coordinators_without_training()] == ["Jonas Fossmark", "Kari Moen"]
    with pytest.raises(Invalid) as caught:
        record_training(actor=town.actor("nav"), board=board, on=today(), theme="Møteledelse", participants=[])
    assert caught.value.field == "participants"
    made = record_training(
        actor=town.actor("nav"), board=board, on=today(), theme="Møteledelse", participants=[town.staff["kari"]]
    )
    assert [one.name for one in coordinators_without_training()] == ["Jonas Fossmark"]
    assert trainings_of(town.staff["kari"].pk) == [made]
    assert trainings_of(town.staff["jonas"].pk) == []


@requirement("S1-023")
def test_quality_is_counts_and_measures_without_persons(town: Fjordvik) -> None:
    board = filled(town)
    answers = [Answer.YES] * 6 + [Answer.NO] * 2
    for one in answers:
        story = teamed(town)
        evaluate_group(
            actor=story.lead, case=story.case, about=About.GROUP, on=today(), answers={"works": one}, note="Ada er glad"
        )
    assert quality() == {"group": {"works": {"yes": 6, "partly": 0, "no": None}}, "plan": {}}
    GroupEvaluation.objects.filter(pk__in=[one.pk for one in GroupEvaluation.objects.all()[:5]]).delete()
    assert quality()["group"] == {"works": {}}
    measure = decide_measure(
        actor=town.actor("nav"), board=board, title="Fast referent", owner=town.staff["ke"], on=today(), due_on=today()
    )
    assert [(one.owner, one.done_on) for one in measures(board)] == [(town.staff["ke"], None)]
    finish_measure(actor=town.actor("nav"), measure=measure, on=today(), note="På plass")
    assert measures(board)[0].done_on == today()


@requirement("S1-024")
def test_a_year_in_which_nobody_asked_the_users_is_a_gap(town: Fjordvik, on_day: Any) -> None:
    on_day(date(2027, 1, 10))
    board = filled(town)
    assert states(duties_of(board, today()), "users-heard")[:2] == ["late", "late"]
    nav = town.actor("nav")
    with pytest.raises(Invalid) as caught:
        record_voice(actor=nav, board=board, kind=Voice.SURVEY, on=today(), answers=None, changed="x")
    assert caught.value.field == "answers"
    with pytest.raises(Invalid) as caught:
        record_voice(actor=nav, board=board, kind=Voice.REPRESENTATIVE, on=today(), answers=None, changed=" ")
    assert caught.value.field == "changed"
    made = record_voice(actor=nav, board=board, kind=Voice.SURVEY, on=date(2026, 5, 1), answers=31, changed="Kortere")
    assert (made.answers, made.changed) == (31, "Kortere")
    assert states(duties_of(board, today()), "users-heard")[1] == "done"


@requirement("S1-025")
def test_needs_are_brought_into_a_plan_before_its_hearing(town: Fjordvik) -> None:
    board, nav = filled(town), town.actor("nav")
    register_sector_plan(actor=nav, board=board, title="Langt fram", hearing_on=today() + timedelta(days=200))
    plan = register_sector_plan(actor=nav, board=board, title="Demens", hearing_on=today() + timedelta(days=40))
    assert states(duties_of(board, today()), "needs-into-plan") == ["open", "upcoming"]
    with pytest.raises(Invalid) as caught:
        bring_needs(actor=nav, sector_plan=plan, on=today(), note=" ")
    assert caught.value.field == "note"
    bring_needs(actor=nav, sector_plan=plan, on=today(), note="Avsnitt om koordinator")
    assert states(duties_of(board, today()), "needs-into-plan") == ["done", "upcoming"]


@requirement("S1-008")
def test_the_group_evaluates_itself_at_the_routines_interval(town: Fjordvik) -> None:
    following_text(
        shipped("overordnet-team").replace("[settings]\n", '[settings]\ngroup_evaluation_every = "6 months"\n')
    )
    story = teamed(town)
    rebuild(frozenset({story.case.pk}))
    duty = DutyRow.objects.get(case=story.case, rule="group-evaluated")
    assert (duty.role, duty.act, duty.done_on) == ("coordinator", "group_evaluated", None)
    with pytest.raises(Refused):
        evaluate_group(actor=town.actor("per"), case=story.case, about=About.GROUP, on=today(), answers={})
    evaluate_group(actor=story.lead, case=story.case, about=About.GROUP, on=town.ago(3), answers={"works": Answer.YES})
    duty.refresh_from_db()
    assert duty.done_on == town.ago(3)
    again = DutyRow.objects.get(case=story.case, rule="group-evaluated-again", done_on=None)
    assert (again.role, again.due) == ("coordinator", add_months(town.ago(3), 6))


@requirement("S1-009")
@pytest.mark.parametrize("kind", [ReportKind.START, ReportKind.REVIEW, ReportKind.CLOSING])
def test_start_report_and_closing_are_told_to_systemansvarlig(town: Fjordvik, on_day: Any, kind: ReportKind) -> None:
    following_text(shipped("overordnet-team").replace("[settings]\n", '[settings]\nreport_every = "6 months"\n'))
    story = teamed(town)
    assert story.team is not None
    if kind is ReportKind.CLOSING:
        end_team(actor=story.lead, team=story.team, on=today(), reason="Ferdig")
    if kind is ReportKind.REVIEW:
        on_day(today() + timedelta(days=125))
    rebuild(frozenset({story.case.pk}))
    rule = {"start": "start-told", "review": "report", "closing": "closing-told"}[kind]
    waiting = DutyRow.objects.get(case=story.case, rule=rule)
    assert (waiting.role, waiting.done_on, waiting.opens <= today()) == ("coordinator", None, True)
    report(actor=story.lead, case=story.case, kind=kind, on=today(), still_active=True)
    waiting.refresh_from_db()
    assert waiting.done_on == today()
    assert [(one.kind, one.reported_on) for one in unseen_reports()] == [(kind, today())]
