"""The log as the person meets it: who looked, within the limits of who asks, and an answer to why."""

from datetime import timedelta

import pytest

from samrad.accounts.models import PersonalAccess, User
from samrad.accounts.queries import as_person
from samrad.accounts.rules import Actor, SignInLevel
from samrad.audit.models import Reading
from samrad.audit.operations import record_reading
from samrad.cases.access import Sight, sight
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent
from samrad.consents.rules import Matter
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused, Stale
from samrad.kernel.tenant import tenant
from samrad.people.models import RelatedPerson
from samrad.rights.access import rows_seen
from samrad.rights.operations.answering import answer_about_reading
from samrad.rights.operations.asking import ask_about_reading, take_back
from samrad.web.layout.readers import looks
from samrad.withholding.rules import Reader
from samrad.worklist.models import DutyRow
from tests.stories import child, coordinated
from tests.town import Fjordvik, systemansvarlig


def oneself(town: Fjordvik, story: Story, related: RelatedPerson | None = None) -> Actor:
    """The person of the story as an actor, or somebody near on her behalf."""
    access = PersonalAccess.objects.create(
        user=User.objects.filter(demo_persona="").order_by("id")[0]
        if related is None
        else User.objects.order_by("id")[0],
        person=None if related else story.case.subject,
        related_person=related,
        started_on=today() - timedelta(days=100),
    )
    return as_person(town.id, access, SignInLevel.PASSWORD)


def seen_by(actor: Actor, story: Story) -> Sight:
    found = sight(actor, story.case.pk)
    assert found is not None
    return found


def looked(actor: Actor, story: Story, part: str = "", ground: str = "registry") -> Reading:
    record_reading(actor, address="plan:plan", case_id=story.case.pk, part=part, ground=ground)
    return Reading.objects.order_by("-pk")[0]


def test_the_person_sees_pages_lists_and_her_own_and_nobody_elses(town: Fjordvik) -> None:
    story, other = coordinated(town), coordinated(town)
    own, office = oneself(town, story), town.actor("ke")
    page = looked(office, story)
    record_reading(office, address="oversight:overview", case_ids=[story.case.pk, other.case.pk])
    listed = Reading.objects.order_by("-pk")[0]
    looked(office, other)
    mine = looked(own, story)
    assert [row.pk for row in rows_seen(seen_by(own, story))] == [mine.pk, listed.pk, page.pk]


def test_a_parent_sees_the_parts_the_parent_may_see_and_never_the_childs_own_visits(town: Fjordvik) -> None:
    young, older = child(town), child(town, years=16)
    for story in (young, older):
        kari, self_ = town.actor("kari"), oneself(town, story)
        mother = oneself(town, story, RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona"))
        goals, team = looked(kari, story, "goals"), looked(kari, story, "team")
        own = looked(self_, story, "team")
        expected = [team.pk] if story is older else [team.pk, goals.pk]
        with tenant(town.id, Reader.REPRESENTATIVE):
            assert [row.pk for row in rows_seen(seen_by(mother, story))] == expected
            assert self_.name not in {look.who for look in looks(story.case)}
            with pytest.raises(Stale):
                ask_about_reading(actor=mother, case=story.case, reading=own, text="Hva så hun på?")
        assert self_.name in {look.who for look in looks(story.case)}


def test_a_parent_does_not_see_the_visits_of_a_unit_the_child_keeps_to_itself(town: Fjordvik) -> None:
    story = child(town, years=13)
    story.consented(10, "skole")
    own = oneself(town, story)
    mother = oneself(town, story, RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona"))
    row = looked(town.actor("per"), story, "goals", "seat")
    with tenant(town.id, Reader.REPRESENTATIVE):
        assert [one.pk for one in rows_seen(seen_by(mother, story))] == [row.pk]
    Consent.objects.filter(case=story.case).update(matter=Matter.OWN, matter_reason="Hun ba om det.")
    with tenant(town.id, Reader.REPRESENTATIVE):
        assert [one.pk for one in rows_seen(seen_by(mother, story))] == []
    with tenant(town.id, Reader.SUBJECT):
        assert [one.pk for one in rows_seen(seen_by(own, story))] == [row.pk]


def test_a_question_is_answered_by_somebody_else_within_a_month(town: Fjordvik) -> None:
    story = coordinated(town)
    own, office = oneself(town, story), town.actor("ke")
    row = looked(office, story)
    with pytest.raises(Invalid) as caught:
        ask_about_reading(actor=own, case=story.case, reading=row, text=" ")
    assert caught.value.field == "text"
    asked = ask_about_reading(actor=own, case=story.case, reading=row, text="Hvorfor?")
    with pytest.raises(Invalid, match="allerede"):
        ask_about_reading(actor=own, case=story.case, reading=row, text="Hvorfor?")
    duty = DutyRow.objects.get(case=story.case, anchor_fact=f"rights-{asked.pk}")
    assert (duty.rule, duty.done_on) == ("log-question-answered", None)
    for who in (office, town.actor("kari"), own):
        with pytest.raises(Refused):
            answer_about_reading(actor=who, request=asked, on=today(), answer="Jeg hadde grunn.")
    answer_about_reading(actor=systemansvarlig(town), request=asked, on=today(), answer="Hun fordelte saken.")
    duty.refresh_from_db()
    assert duty.done_on == today()
    with pytest.raises(Invalid, match="besvart"):
        take_back(actor=own, request=asked)


def test_nobody_asks_about_a_row_that_is_not_theirs_to_see(town: Fjordvik) -> None:
    story, other = coordinated(town), coordinated(town)
    own, row = oneself(town, story), looked(town.actor("ke"), other)
    with pytest.raises(Refused):
        ask_about_reading(actor=own, case=story.case, reading=row, text="Hvorfor?")
    with pytest.raises(Refused):
        ask_about_reading(actor=own, case=other.case, reading=row, text="Hvorfor?")
    with pytest.raises(Refused):
        ask_about_reading(actor=town.actor("kari"), case=other.case, reading=row, text="Hvorfor?")


def test_only_who_asked_takes_a_question_back(town: Fjordvik) -> None:
    story = child(town)
    own = oneself(town, story)
    mother = oneself(town, story, RelatedPerson.objects.get(subject=story.case.subject, given_name="Mona"))
    asked = ask_about_reading(actor=own, case=story.case, reading=looked(town.actor("ke"), story), text="Hvorfor?")
    with pytest.raises(Refused):
        take_back(actor=mother, request=asked)
    take_back(actor=own, request=asked)
    with pytest.raises(Invalid, match="tatt tilbake"):
        answer_about_reading(actor=systemansvarlig(town), request=asked, on=today(), answer="Nei.")
    assert DutyRow.objects.filter(case=story.case, anchor_fact=f"rights-{asked.pk}", lapsed_on=None).count() == 0
