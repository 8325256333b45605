"""Each condition by which the database tells of a secret seat, or keeps all seats from who is kept away."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from samrad.accounts.models import PersonalAccess, User
from samrad.agencies.models import Unit
from samrad.audit.models import Event, Reading
from samrad.cases.models import Case
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent, ConsentAnswer, Grant
from samrad.consents.rules import Step
from samrad.coordinators.models import CoordinatorAppointment, StandIn
from samrad.kernel.clock import now, today
from samrad.kernel.operation import projections_later
from samrad.kernel.tenant import tenant
from samrad.meetings.models import Meeting, MinutesRecipient, Participant
from samrad.people.models import RelatedPerson, Representation
from samrad.teams.models import Seat, SeatHolder
from samrad.teams.operations import keep_secret
from samrad.teams.queries import seats_kept
from samrad.worklist.models import DutyRow
from tests.stories import child
from tests.town import Fjordvik, open_town

DAY = timedelta(days=1)
WHY = "Sperret adresse."
Change = Callable[[Story], object]


def a_case(town: Fjordvik, age: int = 9) -> Story:
    """A child's case with seats of the school and the ergo therapist, and a consent to each."""
    story = child(town, age)
    story.consented(40, "skole", "ergo", step=Step.CALL_IN)
    story.consented(40, "ergo")
    story.consented(40, "skole")
    return story


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Story, Story]]:
    """Two children's cases with the same staff, told once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), open_town("9901") as town, projections_later():
        yield a_case(town), a_case(town, 11)
        transaction.set_rollback(True)


@pytest.fixture
def both(told: tuple[Story, Story]) -> Iterator[tuple[Story, Story]]:
    """The two cases; what a test does with them is undone."""
    with transaction.atomic():
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def story(both: tuple[Story, Story]) -> Story:
    """The one."""
    return both[0]


@pytest.fixture
def other(both: tuple[Story, Story]) -> Story:
    """The other."""
    return both[1]


def kept(story: Story) -> Seat:
    """The ergo therapist's seat, made secret."""
    seat = Seat.objects.get(case=story.case, unit=story.town.units["ergo"])
    return keep_secret(actor=story.lead, seat=seat, secret=True, reason=WHY)


def as_employee(story: Story, who: str) -> str:
    return f"employment:{story.town.staff[who].pk}:{today()}"


def as_parent(story: Story, name: str) -> str:
    """Mona or Finn signs in on the child's behalf."""
    near = RelatedPerson.objects.get(subject=story.case.subject, given_name=name)
    user = User.objects.create(username=f"must-know-{near.pk}", municipality_ids=[story.town.id])
    opened = PersonalAccess.objects.create(user=user, related_person=near, started_on=today())
    return f"on_behalf:{opened.pk}:{today()}"


def knows(story: Story, acts: str, unit: Unit | None = None) -> bool:
    """What the database answers of who acts."""
    with tenant(story.town.id, "", acts), connection.cursor() as cursor:
        which = (unit or story.town.units["ergo"]).pk
        cursor.execute("SELECT samrad_must_know(%s, %s)", [story.case.pk, which])
        return bool(cursor.fetchone()[0])


def appointed(**change: Any) -> Change:
    return lambda one: CoordinatorAppointment.objects.filter(case=one.case).update(**change)


def ended(days: int) -> dict[str, Any]:
    return {"started_on": today() - 90 * DAY, "ended_on": today() + days * DAY, "end_reason": "x"}


def standing_in(first: int, last: int) -> Change:
    """Hab stands in from and until so many days from today."""

    def change(one: Story) -> object:
        held = CoordinatorAppointment.objects.get(case=one.case)
        return StandIn.objects.create(
            case=one.case, appointment=held, employment=one.town.staff["hab"], kind="deputy",
            started_on=today() + first * DAY, ended_on=today() + last * DAY,
        )  # fmt: skip

    return change


def seated(**change: Any) -> Change:
    return lambda one: SeatHolder.objects.filter(case=one.case, seat__unit=one.town.units["ergo"]).update(**change)


def office(kind: str) -> Change:
    return lambda one: Unit.objects.filter(pk=one.town.units["ke"].pk).update(kind=kind)


@pytest.mark.parametrize(("who", "change", "informed"), [
    ("kari", appointed(), True), ("kari", appointed(started_on=today()), True), ("kari", appointed(**ended(0)), True),
    ("kari", appointed(**ended(-1)), False), ("kari", appointed(started_on=today() + DAY), False),
    ("hab", appointed(), False), ("hab", standing_in(-1, 1), True), ("hab", standing_in(0, 0), True),
    ("hab", standing_in(1, 2), False), ("hab", standing_in(-2, -1), False), ("per", standing_in(0, 0), False),
    ("ke", appointed(), True), ("ke", office("other"), False), ("per", appointed(), False),
    ("ergo", appointed(), True), ("ergo", seated(**ended(-1)), False), ("ergo", seated(started_on=today() + DAY), False),
])  # fmt: skip
def test_an_employee_must_know_by_what_she_has_today(story: Story, who: str, change: Change, informed: bool) -> None:
    change(story)
    assert knows(story, as_employee(story, who)) == informed


def test_what_one_has_in_another_case_or_unit_does_not_count(story: Story, other: Story) -> None:
    town = story.town
    appointed(employment=town.staff["hab"])(other)
    standing_in(-1, 1)(other)
    StandIn.objects.filter(case=other.case).update(employment=town.staff["lise"])
    seated(employment=town.staff["lege"])(other)
    for who in ("hab", "lise", "lege"):
        assert (knows(story, as_employee(story, who)), knows(other, as_employee(other, who))) == (False, True)
    assert knows(story, as_employee(story, "ergo"))
    assert not knows(story, as_employee(story, "ergo"), town.units["skole"])
    assert knows(story, "")
    assert knows(story, f"self:1:{today()}")
    assert not knows(story, f"other:{town.staff['kari'].pk}:{today()}")


def test_a_parent_must_know_who_was_asked_for_the_consent_to_that_unit(story: Story, other: Story) -> None:
    town = story.town
    mona, finn, elsewhere = as_parent(story, "Mona"), as_parent(story, "Finn"), as_parent(other, "Mona")
    assert (knows(story, mona), knows(story, finn), knows(story, elsewhere)) == (True, True, False)
    ConsentAnswer.objects.filter(
        representation__related_person__given_name="Finn", consent__grants__unit=town.units["ergo"]
    ).delete()
    assert (knows(story, mona), knows(story, finn)) == (True, False)
    assert knows(story, finn, town.units["skole"])
    assert not knows(story, mona, town.units["ppt"])


@pytest.mark.parametrize("who", ["per", "hab"])
def test_only_the_secret_seat_of_the_case_is_kept(story: Story, other: Story, who: str) -> None:
    town = story.town
    seat, units = kept(story), town.units
    own = Consent.objects.get(case=story.case, step=Step.WRITTEN, grants__unit=units["ergo"])
    with tenant(town.id, "", as_employee(story, who)):
        assert not Consent.objects.filter(pk=own.pk).exists()
        assert seats_kept(story.case) == 1
        assert seats_kept(other.case) == 0
        assert list(Seat.objects.filter(case=story.case, unit=units["ergo"])) == []
        for case, unit in ((story.case, "skole"), (other.case, "ergo"), (other.case, "skole")):
            assert Seat.objects.filter(case=case, unit=units[unit]).exists()
            assert SeatHolder.objects.filter(case=case, seat__unit=units[unit]).exists()
            assert Grant.objects.filter(case=case, unit=units[unit]).exists()
            assert Consent.objects.filter(case=case, step=Step.WRITTEN, grants__unit=units[unit]).exists()
        assert not Grant.objects.filter(case=story.case, unit=units["ergo"]).exists()
        both = Consent.objects.filter(case=story.case, step=Step.CALL_IN)
        assert both.exists(), "a consent to another unit as well is not the seat's alone"
    Seat.objects.filter(pk=seat.pk).update(ended_on=today(), end_reason="x")
    with tenant(town.id, "", as_employee(story, "per")):
        assert seats_kept(story.case) == 0
    with tenant(town.id, "", as_employee(story, "ke")):
        assert Grant.objects.filter(case=story.case, unit=units["ergo"]).exists()


def test_who_must_know_of_the_one_sees_it_though_another_is_kept(story: Story, other: Story) -> None:
    town, ergo = story.town, story.town.units["ergo"]
    kept(story)
    kept(other)
    appointed(employment=town.staff["hab"])(other)
    own = Consent.objects.get(case=story.case, step=Step.WRITTEN, grants__unit=ergo)
    for case in (story.case, other.case):
        Reading.objects.create(
            at=now(), actor_name="x", capacity="employment", capacity_id=town.staff["ergo"].pk, address="test:seen",
            case_id=case.pk,
        )  # fmt: skip
    with tenant(town.id, "", as_employee(story, "kari")):
        for model in (Seat, Grant):
            assert list(model.objects.filter(unit=ergo).values_list("case", flat=True).distinct()) == [story.case.pk]
        assert Consent.objects.filter(pk=own.pk).exists()
        assert {one.case_id for one in Reading.objects.filter(address="test:seen")} == {story.case.pk}


def a_duty(case: Case, key: str, **more: Any) -> None:
    DutyRow.objects.create(
        case=case, key=key, rule="x", version_id=1, anchor="x", anchor_kind="x", anchor_on=today(), holder="x", role="ke",
        act="x", force="must", opens=today(), due=today(), short_notice=False, postponed=False,
        **{"anchor_fact": "x", **more},
    )  # fmt: skip


def test_the_duties_of_the_seat_are_kept_whether_it_holds_them_or_they_follow_from_it(story: Story) -> None:
    town = story.town
    seat = kept(story)
    school = Seat.objects.get(case=story.case, unit=town.units["skole"])
    for one, name in ((seat, "ergo"), (school, "school")):
        a_duty(story.case, f"own {name}", seat_id=one.pk)
        a_duty(story.case, f"from {name}", anchor_fact=f"seat-{one.pk}")
    a_duty(story.case, "other")
    mine = DutyRow.objects.filter(case=story.case, rule="x").order_by("key").values_list("key", flat=True)
    with tenant(town.id, "", as_employee(story, "per")):
        assert list(mine) == ["from school", "other", "own school"]
    with tenant(town.id, "", as_employee(story, "ke")):
        assert list(mine.all()) == ["from ergo", "from school", "other", "own ergo", "own school"]


def test_the_visits_of_the_unit_are_kept_in_that_case_and_its_lists(story: Story, other: Story) -> None:
    town = story.town
    kept(story)
    ergo, per = town.staff["ergo"].pk, town.staff["per"].pk

    def looked(address: str, capacity: str = "employment", who: int = ergo, **where: Any) -> None:
        Reading.objects.create(
            at=now(), actor_name="x", capacity=capacity, capacity_id=who, address=f"test:{address}", **where
        )

    looked("case", case_id=story.case.pk)
    looked("list", case_ids=[other.case.pk, story.case.pk])
    looked("other", case_id=other.case.pk)
    looked("other list", case_ids=[other.case.pk])
    looked("school", who=per, case_id=story.case.pk)
    looked("child", "self", case_id=story.case.pk)
    for who in (ergo, per):
        Event.objects.create(
            at=now(), actor_name="x", capacity="employment", capacity_id=who, case_id=story.case.pk, operation="test"
        )
    done = Event.objects.filter(operation="test").values_list("capacity_id", flat=True).order_by("id")
    seen = Reading.objects.filter(address__startswith="test:").order_by("id").values_list("address", flat=True)
    with tenant(town.id, "", as_employee(story, "per")):
        assert list(seen) == ["test:other", "test:other list", "test:school", "test:child"]
        assert list(done) == [per]
    with tenant(town.id, "", as_employee(story, "ke")):
        assert len(seen.all()) == 6
        assert list(done.all()) == [ergo, per]


@pytest.mark.parametrize(("change", "away"), [
    ({"insight": True}, False), ({"insight": False, "insight_reason": "x"}, True), ({"parts": ["goals"], "insight_reason": "x"}, True),
    ({"parts": [], "insight_reason": "x"}, True), ({"parts": ["goals", "team"], "insight_reason": "x"}, False),
    ({"insight": False, "insight_reason": "x", **ended(0)}, True),
    ({"insight": False, "insight_reason": "x", **ended(-1)}, False),
    ({"insight": False, "insight_reason": "x", "started_on": today() + DAY}, False),
])  # fmt: skip
def test_whoever_is_kept_away_finds_no_seat_and_no_meeting(story: Story, change: dict[str, Any], away: bool) -> None:
    town = story.town
    meeting = story.meeting_ahead(10, called=True)
    MinutesRecipient.objects.create(
        case=story.case,
        meeting=meeting,
        participant_kind="seat",
        name="x",
        sent_on=today(),
        sent_at=now(),
    )
    mona, finn = as_parent(story, "Mona"), as_parent(story, "Finn")
    own = Representation.objects.filter(related_person__given_name="Mona", subject=story.case.subject)
    assert own.update(**change) == 1
    tables: list[Any] = [Seat, SeatHolder, Meeting, Participant, MinutesRecipient]
    for acts, found in ((mona, not away), (finn, True), (as_employee(story, "per"), True)):
        with tenant(town.id, "", acts):
            assert [one.objects.filter(case=story.case).exists() for one in tables] == [found] * 5
