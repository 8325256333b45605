"""A secret seat: the database shows it to those who must know; to others, and on paper, there is one more."""

import pytest

from samrad.accounts.models import PersonalAccess, User
from samrad.audit.models import Reading
from samrad.audit.operations import record_reading
from samrad.cases.access import who_may_see
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent, ConsentAnswer, Grant
from samrad.consents.rules import Step
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.tenant import PAPER, seeing_all, tenant
from samrad.meetings.models import Participant
from samrad.people.models import RelatedPerson
from samrad.plans.operations import publish_edition
from samrad.plans.queries import current_plan
from samrad.plans.rules import Section
from samrad.teams.models import Seat, SeatHolder
from samrad.teams.operations import keep_secret
from samrad.teams.queries import places, seats_kept
from samrad.worklist.models import DutyRow
from tests.stories import child
from tests.town import Fjordvik

WHY = "Mor og barn lever på sperret adresse."


def with_secret(town: Fjordvik) -> tuple[Story, Seat]:
    """A child's case: the ergo therapist's seat is secret, and the mother alone was asked for the consent to her unit."""
    story = child(town, 9)
    story.consented(40, "skole", "ergo", step=Step.CALL_IN)
    story.consented(40, "ergo")
    story.consented(40, "skole")
    ConsentAnswer.objects.filter(representation__related_person__given_name="Finn").delete()
    seat = Seat.objects.get(case=story.case, unit=town.units["ergo"])
    return story, keep_secret(actor=story.lead, seat=seat, secret=True, reason=WHY)


def acting(town: Fjordvik, story: Story, who: str) -> str:
    """Who acts, as the pages tell the database."""
    if who == "paper":
        return PAPER
    if who == "subject":
        return f"self:1:{today()}"
    if who not in ("mor", "far"):
        return f"employment:{town.staff[who].pk}:{today()}"
    near = RelatedPerson.objects.get(subject=story.case.subject, given_name={"mor": "Mona", "far": "Finn"}[who])
    user = User.objects.create(username=f"secret-{near.pk}", municipality_ids=[town.id])
    opened = PersonalAccess.objects.create(user=user, related_person=near, started_on=today())
    return f"on_behalf:{opened.pk}:{today()}"


KNOWS = [
    ("kari", True), ("ke", True), ("ergo", True), ("subject", True), ("per", False), ("rektor", False), ("mor", True), ("far", False),
    ("paper", False),
]  # fmt: skip


def told(story: Story) -> set[str]:
    """The units of those who may see the case, as who acts is told."""
    return {one.unit for one in who_may_see(story.case)}


@pytest.mark.parametrize(("who", "knows"), KNOWS)
def test_only_those_who_must_know_see_who_has_it(town: Fjordvik, who: str, knows: bool) -> None:
    story, seat = with_secret(town)
    unit, own = seat.unit, Grant.objects.filter(case=story.case, unit=seat.unit)
    consent = Consent.objects.filter(grants__unit=unit).exclude(grants__unit=town.units["skole"])
    assert own.exists()
    assert consent.exists()
    record_reading(town.actor("ergo"), address="plan:plan", case_id=story.case.pk, ground="seat")
    seen = Reading.objects.filter(case_id=story.case.pk, actor_unit=unit.name)
    acts = acting(town, story, who)
    with tenant(town.id, "", acts):
        shown = [one.seat.unit_id for one in places(story.case, now())]
        assert (unit.pk in shown) == knows
        assert town.units["skole"].pk in shown
        assert [one.exists() for one in (own, consent, seen, SeatHolder.objects.filter(seat=seat))] == [knows] * 4
        assert (unit.name in told(story)) == knows
        assert seats_kept(story.case) == (0 if knows else 1)
    keep_secret(actor=story.lead, seat=seat, secret=False)
    with tenant(town.id, "", acts):
        assert own.exists()
        assert unit.name in told(story)


def test_its_part_in_meetings_is_kept_too_and_nobody_is_lost_when_others_act(town: Fjordvik) -> None:
    story, seat = with_secret(town)
    meeting = story.meeting_ahead(10, called=True)
    asked = Participant.objects.filter(meeting=meeting, seat=seat)
    assert asked.exists()
    with tenant(town.id, "", acting(town, story, "per")):
        assert not asked.exists()
        assert not DutyRow.objects.filter(case=story.case, seat_id=seat.pk).exists()
        with seeing_all():
            assert asked.exists()
        assert not asked.exists()


def test_an_edition_of_the_plan_does_not_name_it_even_when_the_coordinator_publishes(town: Fjordvik) -> None:
    story, seat = with_secret(town)
    story.planned(30, {Section.TOOK_PART: "Mona og Ada var med."}, [])
    plan = current_plan(story.case, today())
    assert plan is not None
    kept = publish_edition(actor=story.lead, plan=plan, on=today()).contents
    assert town.units["skole"].name in str(kept)
    assert seat.unit.name not in str(kept)
    assert SeatHolder.objects.get(seat=seat).employment.name not in str(kept)


def test_a_seat_is_secret_for_a_reason_and_by_who_leads(town: Fjordvik) -> None:
    story = child(town, 9)
    seat = Seat.objects.get(case=story.case, unit=town.units["ergo"])
    with pytest.raises(Invalid, match="Skriv hvorfor"):
        keep_secret(actor=story.lead, seat=seat, secret=True, reason=" ")
    with pytest.raises(Refused):
        keep_secret(actor=town.actor("per"), seat=seat, secret=True, reason=WHY)
    assert not seat.secret
