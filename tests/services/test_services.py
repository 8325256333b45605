"""Needs, services that are told of, contact and messages: what follows from them, and who may."""

from datetime import timedelta

import pytest

from samrad.cases.rules import LifeArea
from samrad.contact.operations import answer_message, record_contact, write_message
from samrad.contact.rules import Way
from samrad.duties.schema import shipped
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.routines.models import RoutineVersion
from samrad.routines.queries import checksum
from samrad.services.operations import add_offer, change_offer, convey, record_need, remove_need, withdraw_offer
from samrad.services.queries import conveyed, needs, offers
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import rebuild
from tests.stories import coordinated, teamed
from tests.town import Fjordvik, following

pytestmark = pytest.mark.django_db
requirement = pytest.mark.requirement
DAY = timedelta(days=1)


@requirement("S4-035")
def test_facts_on_the_needs_are_a_duty_from_the_opening_of_the_group_until_written_down() -> None:
    with following("ansvarsgruppe-utvidet") as town:
        story = teamed(town)
        duty = DutyRow.objects.get(case=story.case, rule="facts-collected")
        assert (duty.role, duty.done_on) == ("coordinator", None)
        with pytest.raises(Invalid) as caught:
            record_need(
                actor=story.lead, case=story.case, life_area=LifeArea.HOUSING, text="Heis", source=" ", on=today()
            )
        assert caught.value.field == "source"
        need = record_need(
            actor=story.lead, case=story.case, life_area=LifeArea.HOUSING, text="Heis", source="Ergoterapeuten",
            on=today() - 60 * DAY,
        )  # fmt: skip
        assert [(one.life_area, one.source, one.on) for one in needs(story.case)] == [
            (LifeArea.HOUSING, "Ergoterapeuten", today() - 60 * DAY)
        ]
        duty.refresh_from_db()
        assert duty.done_on is not None
        remove_need(actor=story.lead, need=need)
        duty.refresh_from_db()
        assert duty.done_on is None


@requirement("S1-004")
@pytest.mark.parametrize(
    ("every", "days_ago", "open_"), [("60 days", 61, True), ("60 days", 5, False), ("", 61, False)]
)
def test_contact_is_a_duty_after_the_days_the_routine_says_and_never_without(
    every: str, days_ago: int, open_: bool
) -> None:
    with following("overordnet-team") as town:
        if every:
            text = shipped("overordnet-team").replace("[settings]", f'[settings]\ncontact_every = "{every}"', 1)
            RoutineVersion.objects.update(text=text, checksum=checksum(text))
        story = coordinated(town)
        story.case.opened_on = today() - 100 * DAY
        story.case.save()
        story.case.appointments.update(started_on=today() - 90 * DAY)
        made = record_contact(
            actor=story.lead, case=story.case, on=today() - days_ago * DAY, with_whom="Mor", way=Way.PHONE
        )
        rebuild(frozenset([story.case.pk]))
        assert (made.with_whom, made.way, made.by) == ("Mor", "phone", "Kari Moen")
        waiting = DutyRow.objects.filter(
            case=story.case, rule="keep-contact", done_on=None, due__lt=today() + DAY, lapsed_on=None
        )
        assert waiting.exists() is open_


@requirement("S3-136")
def test_a_message_waits_with_the_coordinator_until_it_is_answered(town: Fjordvik) -> None:
    story = coordinated(town)
    with pytest.raises(Refused):
        write_message(actor=story.lead, case=story.case, text="Hei")
    message = write_message(actor=town.job, case=story.case, text="Kan du ringe meg?")
    waiting = DutyRow.objects.filter(case=story.case, rule="answer-message", done_on=None)
    assert waiting.get().role == "coordinator"
    with pytest.raises(Refused):
        answer_message(actor=town.actor("per"), message=message, answer="Ja")
    answer_message(actor=story.lead, message=message, answer="Ja, i morgen.")
    assert not waiting.exists()
    with pytest.raises(Invalid, match="besvart"):
        answer_message(actor=story.lead, message=message, answer="En gang til")


@requirement("S0-023")
def test_what_was_told_of_stays_when_the_service_is_taken_out(town: Fjordvik) -> None:
    story = coordinated(town)
    with pytest.raises(Refused):
        add_offer(actor=story.lead, title="Avlastning", what="", contact="Solsida")
    offer = add_offer(actor=town.job, title="Avlastning", what="", contact="Solsida")
    with pytest.raises(Invalid) as caught:
        add_offer(actor=town.job, title="avlastning", what="", contact="Andre")
    assert caught.value.field == "title"
    change_offer(actor=town.job, offer=offer, title="Avlastning", what="En helg", contact="Solsida, Aksel")
    convey(actor=story.lead, case=story.case, offer=offer, on=today(), note="")
    withdraw_offer(actor=town.job, offer=offer)
    assert offers() == []
    assert [(one.offer.contact, one.on) for one in conveyed(story.case)] == [("Solsida, Aksel", today())]
    with pytest.raises(Invalid, match="finnes ikke"):
        convey(actor=story.lead, case=story.case, offer=offer, on=today())
