"""An employee near the person: chosen with a written reason only, listed for who answers, and over when it is over."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from samrad.accounts.models import Employment, PersonalAccess, User
from samrad.accounts.queries import as_person
from samrad.accounts.rules import Actor, SignInLevel
from samrad.commands.demo.story import Story
from samrad.coordinators.operations import appoint, end_appointment, name_stand_in
from samrad.coordinators.rules import StandInKind
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.oversight.queries.near import near_tasks
from samrad.people.models import Person, RelatedPerson, Representation
from samrad.people.rules import Mandate, Relation
from samrad.teams.operations import fill_seat, open_team, propose_seat
from samrad.teams.rules import SeatKind
from samrad.ties.models import Tie, Weighed
from samrad.ties.operations import end_tie, report_tie, weigh_up
from samrad.ties.queries import nearness
from samrad.ties.rules import Ground, Kind, Task
from tests.stories import coordinated
from tests.town import Fjordvik

DAY = timedelta(days=1)
WHY = "Hun er den eneste ergoterapeuten. Lederen gjør vurderingene."


def signs_in(employment: Employment) -> User:
    """The employee has a sign-in."""
    if employment.user is None:
        employment.user = User.objects.create(username=f"tie-{employment.pk}", municipality_ids=[])
        employment.save()
    return employment.user


def access(story: Story, who: Employment, **whose: Any) -> PersonalAccess:
    return PersonalAccess.objects.create(user=signs_in(who), started_on=today(), **whose)


def relative(story: Story, given: str = "Selma", family: str = "Dal") -> RelatedPerson:
    return RelatedPerson.objects.create(
        subject=story.case.subject, given_name=given, family_name=family, relation=Relation.MOTHER
    )


def is_the_person(story: Story, who: Employment) -> Any:
    return access(story, who, person=story.case.subject)


def stands_near(story: Story, who: Employment) -> Any:
    return access(story, who, related_person=relative(story))


def acts_for(story: Story, who: Employment) -> Any:
    near = relative(story)
    access(story, who, related_person=near)
    return Representation.objects.create(
        subject=story.case.subject, related_person=near, mandate=Mandate.PARENTAL, started_on=today() - DAY
    )


def is_named_alike(story: Story, who: Employment) -> Any:
    given, _, family = who.name.partition(" ")
    return relative(story, given, family)


def lives_there(story: Story, who: Employment) -> Any:
    Person.objects.filter(pk=story.case.subject_id).update(address="Elvegata 1", postal="7000 Fjordvik")
    own = Person.objects.create(
        given_name="X", family_name="Y", sort_key="y", address="ELVEGATA 1", postal="7000 Fjordvik"
    )
    return access(story, who, person=own)


def is_said(story: Story, who: Employment) -> Any:
    return report_tie(actor=story.lead, case=story.case, employment=who, kind=Kind.FAMILY)


KNOWN: list[tuple[Callable[[Story, Employment], Any], Ground]] = [
    (is_the_person, Ground.SELF), (stands_near, Ground.NEAR), (acts_for, Ground.ACTS), (is_named_alike, Ground.ALIKE),
    (lives_there, Ground.HOUSEHOLD), (is_said, Ground.SAID),
]  # fmt: skip


def with_coordinator(town: Fjordvik) -> tuple[Story, Employment]:
    """A case with Kari as coordinator; and an ergo therapist, who may be near."""
    story = coordinated(town, 9)
    return story, town.staff["ergo"]


def as_mother(story: Story) -> Actor:
    """A mother signed in on her child's behalf."""
    mother = story.parent("mor", ("Mona", "Dal"), Relation.MOTHER)
    user = User.objects.create(username="tie-mother", municipality_ids=[])
    opened = PersonalAccess.objects.create(user=user, related_person=mother, started_on=today())
    return as_person(story.town.id, opened, SignInLevel.DEMO)


def near(story: Story, who: Employment) -> frozenset[Ground]:
    return nearness(story.case, [who.pk], today()).get(who.pk, frozenset())


@pytest.mark.parametrize(("known", "ground"), KNOWN, ids=[str(ground) for _, ground in KNOWN])
def test_it_is_known_in_six_ways_and_over_when_they_are(
    town: Fjordvik, known: Callable[[Story, Employment], Any], ground: Ground
) -> None:
    story, who = with_coordinator(town)
    assert near(story, who) == frozenset()
    told = known(story, who)
    assert near(story, who) == {ground}
    if isinstance(told, Tie):
        end_tie(actor=story.lead, tie=told)
    elif isinstance(told, Representation):
        Representation.objects.filter(pk=told.pk).update(ended_on=today() - DAY, end_reason="x")
        assert near(story, who) == {Ground.NEAR}
        return
    else:
        told.delete()
    assert near(story, who) == frozenset()


def test_an_address_that_is_protected_is_nobodys_household(town: Fjordvik) -> None:
    story, who = with_coordinator(town)
    lives_there(story, who)
    Person.objects.filter(pk=story.case.subject_id).update(address="", postal="", phone="", protection="strict")
    assert near(story, who) == frozenset()


@pytest.mark.parametrize(("known", "ground"), KNOWN, ids=[str(ground) for _, ground in KNOWN])
def test_a_coordinator_near_is_appointed_with_a_reason_and_never_for_the_own_case(
    town: Fjordvik, known: Callable[[Story, Employment], Any], ground: Ground
) -> None:
    story, who = with_coordinator(town)
    known(story, who)
    present = story.case.appointments.get()
    end_appointment(actor=story.office, appointment=present, on=today(), reason="Prøve")
    choose = partial(appoint, actor=story.office, case=story.case, employment=who, on=today() + DAY)
    barred = ground in (Ground.SELF, Ground.ACTS)
    with pytest.raises(Invalid) as caught:
        choose()
    assert caught.value.field == ("employment" if barred else "near_reason")
    if barred:
        with pytest.raises(Invalid):
            choose(near_reason=WHY)
        assert not Weighed.objects.exists()
        return
    choose(near_reason=WHY)
    row = Weighed.objects.get()
    assert (row.reason, row.grounds, row.by, row.task) == (WHY, [ground], story.office.name, Task.COORDINATOR)
    assert [(one.employment_id, one.settled) for one in near_tasks(today())] == [(who.pk, True)]


def test_a_seat_and_who_stands_in_are_weighed_too_and_once_is_enough(town: Fjordvik) -> None:
    story, who = with_coordinator(town)
    is_said(story, who)
    stand_in = partial(
        name_stand_in, actor=story.lead, case=story.case, employment=who, kind=StandInKind.DEPUTY,
        started_on=today(), ended_on=today() + DAY,
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        stand_in()
    assert caught.value.field == "near_reason"
    stand_in(near_reason=WHY)
    seat = propose_seat(
        actor=story.lead, team=_team(story), unit=who.unit, kind=SeatKind.PERMANENT, role="Ergo", on=today(),
        employment=who,
    )  # fmt: skip
    assert seat.holders.get().employment == who
    assert Weighed.objects.count() == 1
    stands_near(story, who)
    with pytest.raises(Invalid) as caught:
        fill_seat(actor=story.lead, seat=seat, employment=who, on=today() + DAY)
    assert caught.value.field == "near_reason"


def _team(story: Story) -> Any:
    return story.case.teams.first() or open_team(actor=story.lead, case=story.case, on=today())


def test_who_is_near_does_not_choose_herself(town: Fjordvik) -> None:
    story, _ = with_coordinator(town)
    kari = story.case.appointments.get().employment
    is_said(story, kari)
    with pytest.raises(Invalid, match="noen andre gjøre dette valget"):
        propose_seat(
            actor=story.lead, team=_team(story), unit=kari.unit, kind=SeatKind.PERMANENT, role="Ped", on=today(),
            employment=kari, near_reason=WHY,
        )  # fmt: skip


def test_the_office_and_the_leader_see_who_went_on_and_the_office_weighs(town: Fjordvik) -> None:
    story, _ = with_coordinator(town)
    kari = story.case.appointments.get().employment
    said = is_said(story, kari)
    (row,) = near_tasks(today(), unit_id=kari.unit_id)
    assert (row.name, row.task, row.grounds, row.settled) == ("Kari Moen", Task.COORDINATOR, {Ground.SAID}, False)
    assert near_tasks(today(), unit_id=town.units["ke"].pk) == []
    with pytest.raises(Refused):
        weigh_up(actor=story.lead, case=story.case, employment=kari, task=Task.COORDINATOR, reason=WHY)
    weigh_up(actor=story.office, case=story.case, employment=kari, task=Task.COORDINATOR, reason=WHY)
    assert [one.settled for one in near_tasks(today(), case=story.case)] == [True]
    end_tie(actor=story.office, tie=said)
    assert near_tasks(today(), case=story.case) == []


def test_one_says_it_of_oneself_and_the_person_of_who_works_with_the_case(town: Fjordvik) -> None:
    story, who = with_coordinator(town)
    own = partial(report_tie, case=story.case, kind=Kind.FRIEND)
    kari, per = story.case.appointments.get().employment, town.staff["per"]
    mother = as_mother(story)
    with pytest.raises(Invalid, match="arbeider med saken"):
        own(actor=mother, employment=who)
    said = own(actor=mother, employment=kari)
    with pytest.raises(Invalid, match="allerede meldt"):
        own(actor=story.lead, employment=kari)
    with pytest.raises(Refused):
        end_tie(actor=story.lead, tie=said)
    end_tie(actor=mother, tie=said)
    with pytest.raises(Refused):
        own(actor=town.actor("per"), employment=per)
    assert not Tie.objects.filter(over_on__isnull=True).exists()
