"""The plan: the person's words, goals that are hers, activities with or without it, editions."""

from datetime import timedelta
from functools import partial

import pytest
from django.apps import apps

from samrad.cases.access import sight
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.story import Story
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused, Stale
from samrad.plans.models import Activity, PlanText
from samrad.plans.operations import (
    add_activity,
    add_goal,
    approve_goal,
    change_goal,
    evaluate,
    open_plan,
    publish_edition,
    settle_activity,
    write_text,
)
from samrad.plans.queries import current_plan, responsible, view
from samrad.plans.rules import ActivityFacts, ActivityStatus, Concrete, Section, in_first_person, lacking
from samrad.worklist.models import DutyRow
from tests.stories import teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def with_plan(town: Fjordvik) -> Story:
    story = teamed(town)
    story.planned(20, {Section.IMPORTANT: "Jeg vil bestemme selv.", Section.TOOK_PART: "Jeg skrev den."},
                  [("Jeg vil lese bedre", LifeArea.SCHOOL, ""), ("Jeg vil sove", LifeArea.HEALTH, "")])  # fmt: skip
    return story


def test_one_plan_at_a_time_and_only_with_the_persons_yes(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        open_plan(actor=story.lead, case=story.case, on=today())
    assert caught.value.field == "consented_on"
    open_plan(actor=story.lead, case=story.case, on=today(), consented_on=today(), consented_by="Ada")
    with pytest.raises(Invalid, match="allerede en plan"):
        open_plan(actor=story.lead, case=story.case, on=today(), consented_on=today(), consented_by="Ada")


@requirement("S3-150")
def test_a_goal_is_not_yet_mine_until_the_person_says_so(town: Fjordvik) -> None:
    story = with_plan(town)
    goal = story.goals[0]
    assert goal.approved_on is None
    assert approve_goal(actor=story.lead, goal=goal, on=today()).approved_on == today()
    changed = change_goal(
        actor=story.lead, goal=goal, title="Jeg vil lese høyt", life_area=LifeArea.SCHOOL, why="", version=goal.version
    )
    assert changed.approved_on is None


@requirement("S1-002", "S3-150")
def test_the_persons_own_goal_is_hers_at_once(town: Fjordvik) -> None:
    story = with_plan(town)
    ada = story.sign_in("ada.plan")
    assert story.plan is not None
    goal = add_goal(actor=ada, plan=story.plan, title="Jeg vil ha hund", life_area=LifeArea.LEISURE, on=today())
    assert goal.approved_on == today()
    assert goal.set_by == "Ada Prøvesen"
    evaluate(actor=ada, on=today(), text="Det går fint", goal=goal)


@requirement("S3-098", "S3-109")
def test_an_activity_has_goal_what_how_time_responsible_and_evaluation(town: Fjordvik) -> None:
    story = with_plan(town)
    made = add_activity(
        actor=story.lead, case=story.case, goal=story.goals[0], title="Lesetrening", how="Tre ganger i uka", extent="20 minutter",
        seat=story.seats["skole"], due_on=today() + 30 * DAY, on=today(), status=ActivityStatus.PLANNED,
    )  # fmt: skip
    assert responsible(made) == "Fjordvik skole (kontaktlærer)"
    said = evaluate(actor=story.lead, on=today(), text="Bra", activity=made)
    assert said.activity == made


@requirement("S3-042")
@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ([], (Concrete.ACTIVITY,)),
        ([ActivityFacts(False, None)], (Concrete.RESPONSIBLE, Concrete.DATE)),
        ([ActivityFacts(True, today())], ()),
    ],
)
def test_what_a_goal_lacks_is_told_and_never_demanded(
    activities: list[ActivityFacts], expected: tuple[Concrete, ...]
) -> None:
    assert lacking(activities) == expected


@requirement("S0-005")
def test_an_activity_has_at_most_one_responsible_of_the_same_case(town: Fjordvik) -> None:
    story, other = with_plan(town), teamed(town)
    add = partial(add_activity, actor=story.lead, case=story.case, title="x", on=today(), status=ActivityStatus.PLANNED)
    with pytest.raises(Invalid) as caught:
        add(seat=story.seats["skole"], by_subject=True)
    assert caught.value.field == "responsible"
    with pytest.raises(Invalid):
        add(seat=other.seats["skole"])
    assert not Activity.objects.filter(case=story.case, title="x").exists()


@requirement("S0-020")
@pytest.mark.parametrize("unit", ["skole", "ergo", "fritid"])
def test_any_seat_can_be_given_a_task(town: Fjordvik, unit: str) -> None:
    story = teamed(town)
    made = add_activity(
        actor=story.lead, case=story.case, title="x", on=today(), status=ActivityStatus.PLANNED, seat=story.seats[unit]
    )
    assert made.goal is None


@requirement("S3-140")
def test_an_activity_past_its_date_is_late_until_it_has_a_status_or_a_new_date(town: Fjordvik) -> None:
    story = with_plan(town)
    story.doing(0, "Prøve ny pult", "skole", due_in=-5, agreed_ago=15)
    row = DutyRow.objects.get(case=story.case, rule="activity-settled", done_on=None)
    assert (row.due, row.role, row.seat_id) == (town.ago(5), "seat", story.seats["skole"].pk)
    activity = Activity.objects.get(case=story.case, title="Prøve ny pult")
    with pytest.raises(Invalid):
        settle_activity(
            actor=story.lead,
            activity=activity,
            on=today(),
            status=ActivityStatus(activity.status),
            due_on=activity.due_on,
        )
    settle_activity(
        actor=story.lead, activity=activity, on=today(), status=ActivityStatus.COMPLETED, due_on=activity.due_on
    )
    assert not DutyRow.objects.filter(case=story.case, rule="activity-settled", done_on=None, lapsed_on=None).exists()


def test_a_stale_save_shows_both_texts_and_loses_none(town: Fjordvik) -> None:
    story = with_plan(town)
    assert story.plan is not None
    first = write_text(actor=story.lead, plan=story.plan, section=Section.NEEDS, text="Jeg trenger ro.", version=0)
    write_text(
        actor=story.lead, plan=story.plan, section=Section.NEEDS, text="Jeg trenger mye ro.", version=first.version
    )
    with pytest.raises(Stale) as caught:
        write_text(
            actor=story.lead, plan=story.plan, section=Section.NEEDS, text="Jeg trenger tid.", version=first.version
        )
    assert (caught.value.theirs, caught.value.mine) == ("Jeg trenger mye ro.", "Jeg trenger tid.")
    assert PlanText.objects.get(plan=story.plan, section=Section.NEEDS).text == "Jeg trenger mye ro."


def test_the_same_text_sent_twice_is_no_conflict(town: Fjordvik) -> None:
    story = with_plan(town)
    assert story.plan is not None
    for _ in range(2):
        write_text(actor=story.lead, plan=story.plan, section=Section.NEEDS, text="Jeg trenger ro.", version=0)
    assert PlanText.objects.get(plan=story.plan, section=Section.NEEDS).version == 1


@requirement("S3-147")
def test_an_edition_is_refused_without_how_the_person_took_part(town: Fjordvik) -> None:
    story = teamed(town)
    story.planned(5, {Section.IMPORTANT: "Jeg vil ut."}, [])
    assert story.plan is not None
    with pytest.raises(Invalid) as caught:
        publish_edition(actor=story.lead, plan=story.plan, on=today())
    assert caught.value.field == "took_part"
    write_text(actor=story.lead, plan=story.plan, section=Section.TOOK_PART, text="Jeg var med.", version=0)
    assert publish_edition(actor=story.lead, plan=story.plan, on=today()).number == 1


def test_a_seat_sees_goals_of_its_life_areas_and_its_own_activities(town: Fjordvik) -> None:
    story = with_plan(town)
    story.doing(1, "Sovetid", "ergo", due_in=10, agreed_ago=5)
    story.doing(1, "Legge seg", "skole", due_in=10, agreed_ago=5)
    story.consented(1, "skole", parts=(Part.GOALS,), areas=(LifeArea.SCHOOL,))
    per = town.actor("per")
    seen = sight(per, story.case.pk)
    plan = current_plan(story.case, today())
    assert seen is not None
    assert plan is not None
    shown = view(plan, seen, per)
    assert [one.goal.title for one in shown.goals] == ["Jeg vil lese bedre"]
    assert [one.title for one in shown.loose] == ["Legge seg"]
    assert shown.texts == {}


def test_a_seat_writes_of_its_own_activities_only(town: Fjordvik) -> None:
    story = with_plan(town)
    story.consented(1, "skole")
    story.doing(0, "Lese", "ergo", due_in=10, agreed_ago=5)
    activity = Activity.objects.get(case=story.case, title="Lese")
    with pytest.raises(Refused):
        settle_activity(
            actor=town.actor("per"), activity=activity, on=today(), status=ActivityStatus.COMPLETED, due_on=None
        )
    with pytest.raises(Refused):
        add_activity(
            actor=town.actor("per"),
            case=story.case,
            title="x",
            on=today(),
            status=ActivityStatus.PLANNED,
            seat=story.seats["ergo"],
        )
    assert add_activity(
        actor=town.actor("per"),
        case=story.case,
        title="Min egen",
        on=today(),
        status=ActivityStatus.PLANNED,
        seat=story.seats["skole"],
    ).pk


@requirement("S3-104")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeg liker å være ute i skogen.", True),
        ("Ola liker å være ute i skogen.", False),
        ("Ute.", True),
        ("Det er viktig for meg.", True),
    ],
)
def test_first_person_is_noticed_and_never_demanded(text: str, expected: bool) -> None:
    assert in_first_person(text) is expected


def test_what_was_written_over_is_kept_by_the_database(town: Fjordvik) -> None:
    story = with_plan(town)
    assert story.plan is not None
    write_text(actor=story.lead, plan=story.plan, section=Section.IMPORTANT, text="Nytt.", version=1)
    history = apps.get_model("plans", "PlanTextEvent").objects.filter(
        pgh_obj__section=Section.IMPORTANT, pgh_obj__plan=story.plan
    )
    assert {one.text for one in history} == {"Jeg vil bestemme selv.", "Nytt."}
