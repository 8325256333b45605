"""Whether a group is opened, who writes the plan, and how its meetings begin and are written, as four routines say."""

from datetime import timedelta

import pytest

from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.beginning import A_PDF
from samrad.commands.demo.story import Story
from samrad.kernel.clock import at, now, today
from samrad.kernel.errors import Invalid
from samrad.meetings.models import Meeting
from samrad.meetings.operations.agenda import remove_item
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.operations.minuting import distribute, hold_meeting, minutes_elsewhere, record_attendance
from samrad.meetings.queries import agenda, participants, to_review
from samrad.meetings.rules import MeetingKind, Proposer
from samrad.papers.operations import add_paper
from samrad.plans.rules import Section
from samrad.teams.models import CareTeam
from samrad.teams.operations import change_team, open_no_team, open_team, propose_seat
from samrad.teams.queries import no_team
from samrad.teams.rules import SeatKind
from samrad.worklist.models import DutyRow
from tests.stories import coordinated, teamed
from tests.town import following

pytestmark = pytest.mark.django_db
requirement = pytest.mark.requirement
DAY = timedelta(days=1)
S0, S1, S2, S4 = "ansvarsgruppe", "overordnet-team", "koordineringsgruppe", "ansvarsgruppe-utvidet"


def planned(story: Story, kind: MeetingKind, days: int = 20, *units: str, held: bool = False) -> Meeting:
    """A meeting of the given kind, with the units asked."""
    starts = at(today(), 0) if held else at(today() + days * DAY, 12)
    return plan_meeting(
        actor=story.lead, case=story.case, kind=kind, starts_at=starts, minutes=60, on=today(),
        invited=Invited(seats=[story.seats[unit] for unit in units]), already_held=held,
    )  # fmt: skip


@requirement("S4-015")
def test_a_group_is_opened_only_when_it_is_said_why_other_meetings_do_not_suffice() -> None:
    with following(S4) as town:
        story = coordinated(town)
        with pytest.raises(Invalid) as caught:
            open_team(actor=story.lead, case=story.case, on=today(), other_meetings=" ")
        assert caught.value.field == "other_meetings"
        open_no_team(actor=story.lead, case=story.case, on=today(), reason="Møtene på skolen er nok.")
        assert not CareTeam.objects.filter(case=story.case).exists()
        made = open_team(
            actor=story.lead, case=story.case, on=today(), other_meetings="Skolens møter gjelder bare skolen."
        )
        assert made.other_meetings == "Skolens møter gjelder bare skolen."


@requirement("S4-017")
def test_the_coordinator_may_answer_that_no_group_is_opened_and_nothing_is_late() -> None:
    with following(S4) as town:
        story = coordinated(town)
        before = set(DutyRow.objects.filter(case=story.case, done_on=None).values_list("key", flat=True))
        with pytest.raises(Invalid):
            open_no_team(actor=story.lead, case=story.case, on=today(), reason="")
        open_no_team(actor=story.lead, case=story.case, on=today(), reason="To tjenester, som snakker sammen.")
        told = no_team(story.case)
        assert told is not None
        assert (told.by, told.on) == ("Kari Moen", today())
        rows = DutyRow.objects.filter(case=story.case, done_on=None)
        assert set(rows.values_list("key", flat=True)) == before
        assert not rows.filter(act="team").exists()


@requirement("S1-013")
def test_who_writes_the_plan_is_decided_for_each_group_and_is_not_the_referent() -> None:
    with following(S1) as town:
        story, other = teamed(town), teamed(town)
        assert story.team is not None
        assert other.team is not None
        change_team(actor=story.lead, team=story.team, mandate="", reassess_on=None, plan_writer=town.staff["per"])
        story.team.refresh_from_db()
        other.team.refresh_from_db()
        assert (story.team.plan_writer, other.team.plan_writer) == (town.staff["per"], None)
        meeting = planned(story, MeetingKind.ORDINARY)
        assert meeting.minute_taker is None


@requirement("S0-018", "S4-019")
@pytest.mark.parametrize("routine", [S0, S4])
def test_a_preparatory_meeting_is_the_municipalitys_own_and_done_when_both_are_gone_through(routine: str) -> None:
    with following(routine) as town:
        story = teamed(town)
        assert story.team is not None
        story.seats["hab"] = propose_seat(
            actor=story.lead, team=story.team, unit=town.units["hab"], kind=SeatKind.PERMANENT, role="vernepleier",
            on=today(), employment=town.staff["hab"],
        )  # fmt: skip
        first = planned(story, MeetingKind.START, 5, "skole")
        duty = DutyRow.objects.get(case=story.case, rule="pre-meeting")
        assert (duty.done_on, duty.due + DAY) == (None, first.starts_at.date())
        with pytest.raises(Invalid, match="Ta bort Habiliteringstjenesten"):
            planned(story, MeetingKind.PREPARATORY, 3, "skole", "hab")
        before = planned(story, MeetingKind.PREPARATORY, 0, "skole", held=True)
        assert [one.key for one in to_review(before)] == ["guidelines", "mandate"]
        for reviewed in ((), ("guidelines",), ("mandate",)):
            with pytest.raises(Invalid) as caught:
                hold_meeting(actor=story.lead, meeting=before, reviewed=reviewed)
            assert caught.value.field == "reviewed"
        hold_meeting(actor=story.lead, meeting=before, reviewed=("guidelines", "mandate"))
        minutes_elsewhere(actor=story.lead, meeting=before, system="Gerica", on=today())
        duty.refresh_from_db()
        assert duty.done_on == today()


@requirement("S4-042", "S4-049")
def test_minutes_written_in_a_record_system_close_the_duty_and_paper_alone_does_not() -> None:
    with following(S4) as town:
        story = teamed(town)
        meeting = planned(story, MeetingKind.ORDINARY, 0, "skole", held=True)
        record_attendance(actor=story.lead, meeting=meeting, present=[one.pk for one in participants(meeting)])
        hold_meeting(actor=story.lead, meeting=meeting)
        waiting = DutyRow.objects.filter(case=story.case, rule="minutes", done_on=None)
        assert waiting.exists()
        add_paper(
            actor=story.lead, case=story.case, part=Part.MINUTES, title="Referat", content=A_PDF, received_on=today()
        )
        assert waiting.exists()
        with pytest.raises(Invalid) as caught:
            minutes_elsewhere(actor=story.lead, meeting=meeting, system=" ", on=today())
        assert caught.value.field == "system"
        minutes_elsewhere(actor=story.lead, meeting=meeting, system="Gerica", on=today())
        assert not waiting.exists()


@requirement("S2-009")
@pytest.mark.parametrize(("routine", "expected"), [(S2, ["Jeg vil sykle"]), (S0, [])])
def test_the_goals_of_the_plan_are_proposed_as_points_and_can_be_taken_off(routine: str, expected: list[str]) -> None:
    with following(routine) as town:
        with_plan, without = teamed(town), teamed(town)
        with_plan.planned(10, {Section.IMPORTANT: "Jeg liker å bade."}, [("Jeg vil sykle", LifeArea.LEISURE, "")])
        meeting = planned(with_plan, MeetingKind.ORDINARY)
        goals = [one for one in agenda(meeting) if one.proposer == Proposer.PLAN]
        assert [one.title for one in goals] == expected
        for one in goals:
            remove_item(actor=with_plan.lead, item=one)
        standard = [one.title for one in agenda(planned(without, MeetingKind.ORDINARY))]
        assert [one.title for one in agenda(meeting)] == standard


@requirement("S2-007")
@pytest.mark.parametrize(("routine", "expected"), [(S2, {"skole", "nav"}), (S0, {"skole"})])
def test_those_called_when_needed_get_the_minutes_too_within_consent(routine: str, expected: set[str]) -> None:
    with following(routine) as town:
        story = coordinated(town)
        story.teamed(
            50,
            ("skole", "per", "kontaktlærer", SeatKind.PERMANENT),
            ("nav", "nav", "veileder", SeatKind.ON_DEMAND),
            ("fritid", "fritid", "støttekontakt", SeatKind.ON_DEMAND),
        )
        story.consented(40, "skole", "nav")
        meeting = story.met(20, MeetingKind.ORDINARY, {}, published_after=None)
        Meeting.objects.filter(pk=meeting.pk).update(published_on=today(), published_at=now(), published_by="Kari Moen")
        distribute(actor=story.lead, meeting=meeting, on=today())
        got = set(meeting.recipients.filter(seat__isnull=False).values_list("seat_id", flat=True))
        assert got == {story.seats[unit].pk for unit in expected}


@requirement("S4-020", "S4-021")
def test_somebody_is_called_to_one_meeting_without_a_permanent_place_and_any_seat_can_be_given_a_task() -> None:
    with following(S4) as town:
        story = teamed(town)
        assert story.team is not None
        guest = propose_seat(
            actor=story.lead, team=story.team, unit=town.units["nav"], kind=SeatKind.GUEST, role="veileder", on=today(),
            employment=town.staff["nav"],
        )  # fmt: skip
        story.seats["nav"] = guest
        first, second = planned(story, MeetingKind.ORDINARY, 20, "nav"), planned(story, MeetingKind.ORDINARY, 60)
        assert guest.pk in {one.seat_id for one in participants(first)}
        assert guest.pk not in {one.seat_id for one in participants(second)}
        for unit in ("skole", "ergo", "fritid"):
            story.doing(None, "Ring legen", unit, due_in=10)
        assert story.case.activities.filter(title="Ring legen").count() == 3
