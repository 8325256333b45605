"""What is withheld stands on no page and in no paper of those it is withheld from; the others see it as before."""

import re
from datetime import timedelta
from typing import Any

import pytest

from samrad.agencies.models import Unit
from samrad.audit.models import Event
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.story import Story
from samrad.consents.operations import Wanted, answer_consent, ask_consent
from samrad.consents.rules import Evidence, Matter, Step
from samrad.contact.models import Contact, Message
from samrad.contact.operations import write_message
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.tenant import seeing_all, tenant
from samrad.meetings.models import AgendaItem, MinutesField
from samrad.papers.models import Paper, PaperContent
from samrad.people.models import Person
from samrad.plans.models import Activity, Goal
from samrad.plans.operations import add_activity, publish_edition
from samrad.plans.queries import current_plan
from samrad.plans.rules import ActivityStatus
from samrad.withholding.models import Withheld
from samrad.withholding.operations import lift, withhold
from samrad.withholding.queries import Item, items, withheld_in
from samrad.withholding.rules import Reader, Reason, Thing
from samrad.worklist.models import DutyRow
from tests.personas import Persona
from tests.stories import child
from tests.town import Fjordvik, open_town
from tests.web.addresses import Things
from tests.web.conftest import people, site, standing_still, undone
from tests.web.visiting import visits

__all__ = ["people", "site", "standing_still", "undone"]
WHY = "Vil ikke at de hjemme skal vite det."


def with_activity(town: Fjordvik, years: int = 13) -> tuple[Story, Activity]:
    story = child(town, years)
    made = add_activity(
        actor=story.lead, case=story.case, title="Snakke med helsesykepleier", on=today(), due_on=today(),
        status=ActivityStatus.ONGOING,
    )  # fmt: skip
    return story, made


def the(story: Story, thing: Thing) -> Item:
    return next(one for one in items(story.case) if one.thing is thing)


def seen_by(town: Fjordvik, reader: str) -> bool:
    with tenant(town.id, reader):
        return Activity.objects.exists()


@pytest.mark.parametrize(("reason", "subject", "representative"), [
    (Reason.YOUTH, True, False), (Reason.THIRD_PERSON, False, False), (Reason.REFUSED, False, False),
])  # fmt: skip
def test_the_database_keeps_it_back_from_those_it_is_withheld_from(
    town: Fjordvik, reason: Reason, subject: bool, representative: bool
) -> None:
    story, _ = with_activity(town)
    assert seen_by(town, Reader.SUBJECT)
    assert seen_by(town, Reader.REPRESENTATIVE)
    mark = withhold(actor=story.lead, case=story.case, item=the(story, Thing.ACTIVITY), reason=reason, decision=WHY)
    assert seen_by(town, "")
    assert seen_by(town, Reader.SUBJECT) == subject
    assert seen_by(town, Reader.REPRESENTATIVE) == representative
    lift(actor=story.lead, mark=mark)
    assert seen_by(town, Reader.SUBJECT)
    assert seen_by(town, Reader.REPRESENTATIVE)


def test_what_hangs_on_it_goes_with_it_the_duty_and_the_log_too(town: Fjordvik) -> None:
    story, made = with_activity(town)
    duty, told = {"anchor_fact": f"activity-{made.pk}"}, {"thing": "plans.activity", "thing_id": made.pk}
    assert DutyRow.objects.filter(**duty).exists()
    withhold(actor=story.lead, case=story.case, item=the(story, Thing.ACTIVITY), reason=Reason.YOUTH, decision=WHY)
    assert DutyRow.objects.filter(**duty).exists()
    assert Event.objects.filter(operation="withholding.withhold").exists()
    with tenant(town.id, Reader.REPRESENTATIVE):
        assert not DutyRow.objects.filter(**duty).exists()
        assert not Event.objects.filter(**told).exists()
        assert not Event.objects.filter(operation="withholding.withhold").exists()
        assert not withheld_in(story.case)
        assert DutyRow.objects.filter(case=story.case).exists()
        assert Event.objects.filter(case_id=story.case.pk).exists()
    with tenant(town.id, Reader.SUBJECT):
        assert Event.objects.filter(operation="withholding.withhold").exists()
        assert len(withheld_in(story.case)) == 1


def test_a_parent_who_writes_loses_nothing_of_what_the_parent_does_not_see(town: Fjordvik) -> None:
    story, made = with_activity(town)
    mother = story.sign_in("mor.holdt", "mor")
    withhold(actor=story.lead, case=story.case, item=the(story, Thing.ACTIVITY), reason=Reason.YOUTH, decision=WHY)
    with tenant(town.id, Reader.REPRESENTATIVE):
        write_message(actor=mother, case=story.case, text="Kan vi flytte møtet?")
        assert not Activity.objects.exists()
        with seeing_all():
            assert Activity.objects.exists()
        assert not Activity.objects.exists()
    assert DutyRow.objects.filter(anchor_fact=f"activity-{made.pk}", lapsed_on=None).exists()


@pytest.mark.parametrize(("years", "may"), [(11, False), (12, True), (17, True), (18, False)])
def test_only_the_young_keep_things_from_their_parents(town: Fjordvik, years: int, may: bool) -> None:
    story, _ = with_activity(town)
    born = (
        today().replace(year=today().year - years)
        if (today().month, today().day) != (2, 29)
        else today() - timedelta(days=365 * years + years // 4)
    )
    Person.objects.filter(pk=story.case.subject_id).update(born_on=born)
    story.case = Case.objects.get(pk=story.case.pk)
    asked: dict[str, Any] = {
        "actor": story.lead,
        "case": story.case,
        "item": the(story, Thing.ACTIVITY),
        "reason": Reason.YOUTH,
        "decision": WHY,
    }
    if may:
        assert withhold(**asked).pk
    else:
        with pytest.raises(Invalid) as error:
            withhold(**asked)
        assert error.value.field == "reason"


def test_the_young_person_asks_and_takes_back_herself(town: Fjordvik) -> None:
    story, _ = with_activity(town)
    own, mother = story.sign_in("ada.selv", ""), story.sign_in("mor.selv", "mor")
    asked: dict[str, Any] = {"case": story.case, "item": the(story, Thing.ACTIVITY), "decision": WHY}
    for actor, reason in (
        (mother, Reason.YOUTH),
        (own, Reason.REFUSED),
        (own, Reason.THIRD_PERSON),
        (town.actor("per"), Reason.YOUTH),
    ):
        with pytest.raises(Refused):
            withhold(actor=actor, reason=reason, **asked)
    mark = withhold(actor=own, reason=Reason.YOUTH, **asked)
    with pytest.raises(Refused, match="selv"):
        lift(actor=story.lead, mark=mark)
    with pytest.raises(Refused):
        lift(actor=mother, mark=mark)
    with pytest.raises(Invalid, match="allerede"):
        withhold(actor=own, reason=Reason.YOUTH, **asked)
    lift(actor=own, mark=mark)
    assert not withheld_in(story.case)


def test_a_thing_of_another_case_is_not_taken(town: Fjordvik) -> None:
    story, _ = with_activity(town)
    other, _ = with_activity(town)
    with pytest.raises(Invalid) as error:
        withhold(
            actor=story.lead, case=story.case, item=the(other, Thing.ACTIVITY), reason=Reason.REFUSED, decision=WHY
        )
    assert error.value.field == "item"
    with pytest.raises(Invalid) as error:
        withhold(
            actor=story.lead, case=story.case, item=the(story, Thing.ACTIVITY), reason=Reason.REFUSED, decision=" "
        )
    assert error.value.field == "decision"


# ── every page ───────────────────────────────────────────────────────────────

SECRET = "Hemmeligmerket"


def _mark_everything(case: Case, lead: Any) -> None:
    """One thing of each kind is named with a word that stands nowhere else, and withheld."""
    plan = current_plan(case, today())
    assert plan is not None
    goal = Goal.objects.create(
        case=case, plan=plan, title=f"{SECRET} mål", life_area=LifeArea.HEALTH, set_on=today(), set_by="x"
    )
    add_activity(
        actor=lead,
        case=case,
        title=f"{SECRET} tiltak",
        on=today(),
        goal=goal,
        due_on=today(),
        status=ActivityStatus.ONGOING,
    )
    point = AgendaItem.objects.filter(case=case, removed_on=None, meeting__published_on__isnull=False).latest("id")
    ahead = AgendaItem.objects.filter(case=case, removed_on=None, meeting__starts_at__gte=now()).latest("id")
    AgendaItem.objects.filter(pk__in=[point.pk, ahead.pk]).update(title=f"{SECRET} sak", detail=f"{SECRET} forklart")
    MinutesField.objects.filter(agenda_item=point).update(text=f"{SECRET} referat")
    paper = Paper.objects.create(
        case=case, part=Part.ABOUT_ME, title=f"{SECRET} papir", origin="uploaded", media_type="application/pdf", ending="pdf",
        size=1, sha256="x", received_on=today(), added_at=now(), added_by="x",
    )  # fmt: skip
    PaperContent.objects.create(paper=paper, data=b"%PDF-")
    Message.objects.create(case=case, text=f"{SECRET} beskjed", written_at=now(), written_by="Ola")
    Contact.objects.create(case=case, on=today(), with_whom=f"{SECRET} samtale", way="phone", by="x")
    publish_edition(actor=lead, plan=plan, on=today())


def _withhold_marked(case: Case, lead: Any) -> None:
    for item in items(case):
        if SECRET in item.words and item.thing is not Thing.ACTIVITY:
            withhold(actor=lead, case=case, item=item, reason=Reason.YOUTH, decision=WHY)


def _answer_alone(case: Case, lead: Any, school: Unit) -> str:
    """The child says yes alone to something with the word in it; the address of what was asked."""
    consent = ask_consent(
        actor=lead, case=case, step=Step.WRITTEN, purpose=f"{SECRET} formål", text=f"{SECRET} tekst", text_version="1",
        wanted=[Wanted(school, (Part.TEAM,))], made_on=today(), until=today() + timedelta(days=90), matter=Matter.OWN,
        matter_reason=f"{SECRET} grunn",
    )  # fmt: skip
    answer_consent(
        actor=lead, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SPOKEN, witness="Vitne",
        note=f"{SECRET} svar",
    )  # fmt: skip
    return f"/sak/{case.pk}/samtykke/{consent.pk}/"


def _pages_that_say(site: Things, one: Persona) -> set[str]:
    return {visit.name for visit in visits(site, one) if re.search(SECRET, visit.told)}


def test_no_page_and_no_paper_of_a_parent_says_it(
    site: Things, people: dict[str, Persona], undone: Things, standing_still: None
) -> None:
    mother, child_, lead = (
        people["parentA"].signed_in(),
        people["child11"].signed_in(),
        people["coordinator"].signed_in(),
    )
    with open_town("9901") as town:
        case = Case.objects.get(pk=site.cases["Ola"])
        Person.objects.filter(pk=case.subject_id).update(born_on=today() - timedelta(days=13 * 366))
        case.refresh_from_db()
        case = Case.objects.select_related("subject").get(pk=case.pk)
        _mark_everything(case, town.actor("kari"))
    before = _pages_that_say(site, mother)
    assert {"plan:plan", "plan:pdf", "meeting:meeting", "contact:contact", "mine:plan", "case:documents"} <= before
    with open_town("9901") as town:
        _withhold_marked(case, town.actor("kari"))
        alone = _answer_alone(case, town.actor("kari"), town.units["skole"])
        assert Withheld.objects.filter(case=case, reason=Reason.YOUTH).count() == 6
    assert _pages_that_say(site, mother) == set()
    assert before - {"case:events"} <= _pages_that_say(site, child_) | {"consent:withdraw"}
    for address in (alone, f"{alone}skjema/"):
        assert [one.opens(address).status_code for one in (mother, child_, lead)] == [404, 200, 200]
    assert {"plan:plan", "plan:pdf", "meeting:meeting", "contact:contact"} <= _pages_that_say(site, lead)
