"""What two other routines ask around the coordinator and the group, in municipalities that follow them."""

from datetime import timedelta
from functools import partial

import pytest
from django.db.models import QuerySet

from samrad.cases.models import Application, Case
from samrad.cases.operations.applications import apply_for, decide, withdraw_application
from samrad.cases.operations.notices import give_information
from samrad.cases.queries import told_in
from samrad.cases.rules import Channel, Outcome, Told, Wish
from samrad.closure.operations import mark_seen, report
from samrad.closure.rules import ReportKind
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town
from samrad.kernel.clock import at, today
from samrad.kernel.errors import Invalid, Refused
from samrad.meetings.operations.agenda import consult_agenda
from samrad.meetings.operations.calling import Invited, plan_meeting, send_invitation
from samrad.meetings.queries import agenda, participants
from samrad.meetings.rules import MeetingKind, ParticipantKind
from samrad.people.rules import Relation, Scope
from samrad.plans.operations import publish_edition
from samrad.plans.rules import Section
from samrad.teams.operations import end_team
from samrad.worklist.models import DutyRow
from tests.stories import coordinated, teamed
from tests.town import following

pytestmark = pytest.mark.django_db
requirement = pytest.mark.requirement
DAY = timedelta(days=1)
S0, S4 = "ansvarsgruppe", "ansvarsgruppe-utvidet"


@requirement("S0-003", "S4-003")
@pytest.mark.parametrize("routine", [S0, S4])
def test_next_of_kin_and_guardian_can_each_take_part(routine: str) -> None:
    with following(routine) as town:
        story = teamed(town, 9)
        story.parent("mor", ("Mona", "Prøvesen"), Relation.MOTHER)
        story.guardian("verge", ("Vera", "Verge"), (Scope.PERSONAL,))
        meeting = story.meeting_ahead(20, called=False)
        asked = {one.name for one in participants(meeting) if one.kind == ParticipantKind.RELATED}
        assert asked == {"Mona Prøvesen", "Vera Verge"}


def duty(case: Case, rule: str) -> DutyRow:
    """The one duty of the rule in the case."""
    return DutyRow.objects.get(case=case, rule=rule)


def waiting(case: Case, rule: str) -> QuerySet[DutyRow]:
    """The duties of the rule that are not done and have not lapsed."""
    return DutyRow.objects.filter(case=case, rule=rule, done_on=None, lapsed_on=None)


@requirement("S0-013", "S4-011")
@pytest.mark.parametrize("routine", [S0, S4])
def test_the_office_is_told_of_the_group_when_it_begins_and_when_it_ends_and_takes_note(routine: str) -> None:
    with following(routine) as town:
        story = teamed(town)
        assert waiting(story.case, "start-told").get().role == "coordinator"
        told = report(actor=story.lead, case=story.case, kind=ReportKind.START, on=today())
        assert not waiting(story.case, "start-told").exists()
        assert mark_seen(actor=story.office, told=told, on=today()).seen_on == today()
        assert story.team is not None
        end_team(actor=story.lead, team=story.team, on=today() - DAY, reason="Ikke behov lenger")
        assert waiting(story.case, "closing-told").exists()
        report(actor=story.lead, case=story.case, kind=ReportKind.CLOSING, on=today(), still_active=False)
        assert not waiting(story.case, "closing-told").exists()


def applied_for_a_plan(town: Town) -> tuple[Story, Application]:
    story = teamed(town)
    return story, apply_for(
        actor=story.lead, case=story.case, wish=Wish.PLAN, channel=Channel.SELF, received_on=today(),
        consented_on=today(),
    )  # fmt: skip


@requirement("S0-016", "S4-013")
@pytest.mark.parametrize("routine", [S0, S4])
@pytest.mark.parametrize("ending", ["withdrawn", "refused", "published"])
def test_the_plan_is_to_be_drawn_up_until_it_is_or_the_application_falls_away(routine: str, ending: str) -> None:
    with following(routine) as town:
        story, application = applied_for_a_plan(town)
        assert waiting(story.case, "draw-up-plan").get().role == "coordinator"
        if ending == "withdrawn":
            withdraw_application(actor=story.lead, application=application, on=today())
        elif ending == "refused":
            decide(
                actor=story.office, application=application, on=today(), outcome=Outcome.DECLINED,
                reason="Ikke flere tjenester", complaint_weeks=4,
            )  # fmt: skip
        else:
            story.planned(0, {section: "Jeg liker å bade." for section in Section}, ())
            assert story.plan is not None
            publish_edition(actor=story.lead, plan=story.plan, on=today())
        assert not waiting(story.case, "draw-up-plan").exists()


@requirement("S4-039")
def test_that_a_coordinator_is_appointed_is_told_to_the_office() -> None:
    with following(S4) as town:
        story = coordinated(town)
        assert waiting(story.case, "appointment-told").get().role == "coordinator"
        told = report(actor=story.lead, case=story.case, kind=ReportKind.CHANGE, on=today(), note="Ny koordinator")
        assert told.coordinator_name == "Kari Moen"
        assert not waiting(story.case, "appointment-told").exists()


@requirement("S4-014")
def test_each_of_the_two_rights_is_told_by_somebody_with_a_seat_and_what_is_lacking_is_a_gap() -> None:
    with following(S4) as town:
        story = teamed(town)
        story.consented(1, "skole")
        rights = {Told.COORDINATOR_RIGHT: "coordinator-right-told", Told.PLAN_RIGHT: "plan-right-told"}
        for what, rule in rights.items():
            assert duty(story.case, rule).due < today()
            assert waiting(story.case, rule).exists()
            give_information(actor=town.actor("per"), case=story.case, what=what, on=today(), given_to="Ada")
            assert not waiting(story.case, rule).exists()
        assert {(one.what, one.given_by, one.given_on) for one in told_in(story.case)} == {
            (str(what), "Per Bakkemo", today()) for what in rights
        }


@requirement("S4-032")
def test_the_coordinator_plans_the_meeting_sends_the_agenda_with_the_invitation_and_says_who_takes_minutes() -> None:
    with following(S4) as town:
        story = teamed(town)
        story.consented(1, "skole", "ergo")
        plan = partial(
            plan_meeting,
            case=story.case,
            kind=MeetingKind.ORDINARY,
            starts_at=at(today() + 20 * DAY, 12),
            minutes=60,
            on=today(),
            invited=Invited(seats=[story.seats["skole"]]),
            minute_taker=town.staff["per"],
        )
        with pytest.raises(Refused):
            plan(actor=town.actor("per"))
        meeting = plan(actor=story.lead)
        assert meeting.minute_taker == town.staff["per"]
        consult_agenda(actor=story.lead, meeting=meeting, on=today(), with_whom="Ada")
        assert agenda(meeting)
        sent = send_invitation(actor=story.lead, meeting=meeting)
        assert (sent.called_on, sent.agenda_sent_on) == (today(), today())
        bare = plan(actor=story.lead, starts_at=at(today() + 40 * DAY, 12))
        bare.agenda.update(removed_on=today())
        with pytest.raises(Invalid) as caught:
            send_invitation(actor=story.lead, meeting=bare)
        assert caught.value.field == "agenda"
