"""What helsepersonelloven § 25 lets cooperating health personnel see, and the person's objection."""

from datetime import date, timedelta
from functools import partial

import pytest

from samrad.cases.access import sight
from samrad.cases.rules import Part
from samrad.commands.demo.story import Story
from samrad.consents.models import SharedByLaw
from samrad.consents.operations import object_to_sharing, share_by_law, stop_sharing
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.people.rules import Relation
from tests.stories import teamed
from tests.town import Fjordvik

DAY = timedelta(days=1)


def shared(story: Story, who: str = "lege", until: date | None = None) -> SharedByLaw:
    return share_by_law(
        actor=story.lead, case=story.case, employment=story.town.staff[who], parts=(Part.TEAM, Part.ABOUT_ME),
        why="Legen skal endre medisinen og må vite hva ergoterapeuten har sett.", until=until or today() + 14 * DAY,
        told_on=today(), told_how="I samtale",
    )  # fmt: skip


def test_a_doctor_sees_the_necessary_parts_for_the_time(town: Fjordvik) -> None:
    story = teamed(town)
    doctor = town.actor("lege")
    assert sight(doctor, story.case.pk) is None
    shared(story)
    seen = sight(doctor, story.case.pk)
    assert seen is not None
    assert seen.grounds == ("shared_by_law",)
    assert set(seen.sees.parts) == {Part.TEAM, Part.ABOUT_ME}
    assert sight(doctor, story.case.pk, instant(today() + 15 * DAY, 1)) is None


def test_the_persons_objection_ends_it_at_once_and_stands(town: Fjordvik) -> None:
    story = teamed(town)
    ada = story.sign_in("ada.test")
    sharing = shared(story)
    object_to_sharing(actor=ada, sharing=sharing)
    assert sight(town.actor("lege"), story.case.pk) is None
    sharing.refresh_from_db()
    assert (sharing.objected, sharing.stopped_by) == (True, "Ada Prøvesen")
    with pytest.raises(Invalid, match="har sagt nei"):
        shared(story)
    with pytest.raises(Invalid, match="allerede sagt nei"):
        object_to_sharing(actor=ada, sharing=sharing)


def test_a_child_may_object_and_a_parent_of_an_adult_may_not(town: Fjordvik) -> None:
    young, adult = teamed(town, 9), teamed(town)
    child = young.sign_in("barn.test")
    object_to_sharing(actor=child, sharing=shared(young))
    assert sight(town.actor("lege"), young.case.pk) is None
    adult.parent("mor", ("Mona", "A"), Relation.MOTHER)
    mother = adult.sign_in("mor.test", "mor")
    with pytest.raises(Refused):
        object_to_sharing(actor=mother, sharing=shared(adult))


def test_the_coordinator_ends_it_when_it_is_no_longer_necessary(town: Fjordvik) -> None:
    story = teamed(town)
    sharing = stop_sharing(actor=story.lead, sharing=shared(story))
    assert sight(town.actor("lege"), story.case.pk) is None
    with pytest.raises(Invalid, match="allerede avsluttet"):
        stop_sharing(actor=story.lead, sharing=sharing)
    shared(story)
    assert sight(town.actor("lege"), story.case.pk) is not None


@pytest.mark.parametrize("who", ["per", "lise"])
def test_school_and_others_outside_health_need_consent(town: Fjordvik, who: str) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        shared(story, who)
    assert caught.value.field == "employment"
    assert not SharedByLaw.objects.filter(case=story.case).exists()


def test_what_is_missing_is_said_beside_its_field(town: Fjordvik) -> None:
    story = teamed(town)
    share = partial(
        share_by_law, actor=story.lead, case=story.case, employment=town.staff["lege"], parts=(Part.TEAM,),
        why="Medisin", until=today(), told_on=today(), told_how="I samtale",
    )  # fmt: skip
    for missing, field in (
        ({"parts": ()}, "parts"), ({"why": " "}, "why"), ({"until": today() - DAY}, "until"),
        ({"told_on": today() + DAY}, "told_on"), ({"told_how": ""}, "told_how"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as caught:
            share(**missing)
        assert caught.value.field == field
    assert not SharedByLaw.objects.filter(case=story.case).exists()
