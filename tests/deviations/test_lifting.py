"""A matter the team cannot settle: tried there first, then step by step as the routine says."""

from collections.abc import Callable
from typing import Any

import pytest

from samrad.cases.access import sight
from samrad.commands.demo.story import Story
from samrad.deviations.models import Matter
from samrad.deviations.operations.lifting import (
    Given,
    mark_outside,
    raise_matter,
    record_attempt,
    solve_in_team,
    take_step,
)
from samrad.deviations.queries import asked_of, at_office, open_stage
from samrad.deviations.rules import LeaderAnswer, Step, Why, next_stage, stages
from samrad.duties.schema import read_routine, shipped
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.plans.queries import activities
from samrad.worklist.access import mine
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import rebuild
from tests.routines.following import following
from tests.stories import teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement


def follow(story: Story, name: str) -> None:
    """The municipality follows another of the shipped routines from the beginning."""
    following(name)
    rebuild(frozenset({story.case.pk}))


def raised(story: Story, **more: Any) -> Matter:
    return raise_matter(
        actor=story.lead, case=story.case, title="Assistent på bussen", need="En voksen to dager i uka.",
        on=story.town.ago(12), **more,
    )  # fmt: skip


def tried(story: Story) -> Matter:
    return record_attempt(actor=story.lead, matter=raised(story), on=story.town.ago(10), attempt="Spurt alle")


def stepper(story: Story, matter: Matter) -> Callable[..., Matter]:
    def take(who: str, step: Step, days_ago: int = 5, **given: Any) -> Matter:
        actor = story.lead if who == "lead" else story.town.actor(who)
        return take_step(actor=actor, matter=matter, step=step, given=Given(on=story.town.ago(days_ago), **given))

    return take


@requirement("S0-007", "S4-006")
def test_an_attempt_in_the_team_or_a_reason_comes_first(town: Fjordvik) -> None:
    story = teamed(town)
    for name in ("ansvarsgruppe", "ansvarsgruppe-utvidet"):
        follow(story, name)
        matter = raised(story)
        take = stepper(story, matter)
        with pytest.raises(Invalid, match="forsøkt i gruppa"):
            take("lead", Step.LIFTED, units=[town.units["skole"]])
        with pytest.raises(Invalid) as caught:
            record_attempt(actor=story.lead, matter=matter, on=today(), attempt=" ", no_attempt_reason=" ")
        assert caught.value.field == "attempt"
        record_attempt(actor=story.lead, matter=matter, on=town.ago(8), attempt="", no_attempt_reason="Det haster")
        take("lead", Step.LIFTED, units=[town.units["skole"]])
    solved = solve_in_team(actor=story.lead, matter=tried(story), on=today(), outcome="Vi byttet dag.")
    assert solved.solved_level == "team"


@requirement("S3-012")
def test_the_coordinator_lifts_it_to_the_leader_and_the_team_sees_the_answer(town: Fjordvik) -> None:
    story = teamed(town)
    matter = tried(story)
    take = stepper(story, matter)
    leader = town.actor("rektor")
    assert sight(leader, story.case.pk) is None
    assert DutyRow.objects.get(case=story.case, rule="escalation.lifted").role == "coordinator"
    take("lead", Step.LIFTED, units=[town.units["skole"]])
    assert asked_of(town.units["skole"].pk, today()) == [matter]
    seen = sight(leader, story.case.pk)
    assert seen is not None
    assert seen.grounds == ("lifted_leader",)
    assert seen.sees.parts == {}
    duty = DutyRow.objects.get(mine(leader, now()), rule="escalation.answered")
    assert (duty.unit_id, duty.anchor_on) == (town.units["skole"].pk, town.ago(5))
    with pytest.raises(Refused):
        take("lead", Step.ANSWERED, answer=LeaderAnswer.SOLVED, note="Selv")
    take("rektor", Step.ANSWERED, 4, answer=LeaderAnswer.SOLVED, note="Vi omdisponerer timer.")
    assert sight(leader, story.case.pk) is None
    assert (Matter.objects.get(pk=matter.pk).answer, asked_of(town.units["skole"].pk, today())) == ("solved", [])
    done = take("lead", Step.INFORMED, 2)
    assert (done.solved_level, done.outcome, done.ended_on) == ("line", "Vi omdisponerer timer.", town.ago(2))
    assert not DutyRow.objects.filter(case=story.case, rule__startswith="escalation", done_on=None).exists()


@requirement("S3-013")
@pytest.mark.parametrize(("answer", "on_to_office"), [("not_within", True), ("not_solved", False), ("solved", False)])
def test_only_outside_the_frames_goes_on_to_the_office(town: Fjordvik, answer: str, on_to_office: bool) -> None:
    story = teamed(town)
    matter = tried(story)
    take = stepper(story, matter)
    take("lead", Step.LIFTED, units=[town.units["skole"]])
    with pytest.raises(Invalid, match="ikke åpent"):
        take("lead", Step.TO_OFFICE)
    take("rektor", Step.ANSWERED, answer=LeaderAnswer(answer), note="Svar")
    if not on_to_office:
        with pytest.raises(Invalid, match="ikke åpent"):
            take("lead", Step.TO_OFFICE)
        assert at_office() == []
        return
    assert DutyRow.objects.get(case=story.case, rule="lifted-to-office").done_on is None
    take("lead", Step.TO_OFFICE, 4)
    assert at_office() == [matter]
    assert DutyRow.objects.get(case=story.case, rule="office-answers").role == "ke"
    with pytest.raises(Refused):
        take("lead", Step.OFFICE_ANSWERED, 3, note="x")
    take("ke", Step.OFFICE_ANSWERED, 3, note="Vi bevilger timer.")
    assert at_office() == []
    assert take("lead", Step.INFORMED, 1).solved_level == "office"


@requirement("S4-036")
def test_in_the_line_each_step_has_its_holder_and_the_next_is_not_open_before_it(town: Fjordvik) -> None:
    story = teamed(town)
    follow(story, "ansvarsgruppe-utvidet")
    matter = tried(story)
    take = stepper(story, matter)
    order = [("lead", Step.LIFTED), ("rektor", Step.CONVENED), ("rektor", Step.ANSWERED), ("lead", Step.INFORMED)]
    given: dict[Step, dict[str, Any]] = {
        Step.LIFTED: {"units": [town.units["skole"]]},
        Step.CONVENED: {"units": [town.units["helsestasjon"]]},
        Step.ANSWERED: {"answer": LeaderAnswer.SOLVED, "note": "Helsestasjonen tar det."},
        Step.INFORMED: {},
    }
    for place, (who, step) in enumerate(order):
        for _, later in order[place + 1 :]:
            with pytest.raises(Invalid, match="ikke åpent"):
                take(who, later, **given[later])
        wrong = "lead" if who == "rektor" else "rektor"
        with pytest.raises(Refused):
            take(wrong, step, **given[step])
        open_rules = DutyRow.objects.filter(case=story.case, rule__startswith="escalation", done_on=None)
        assert [row.rule for row in open_rules] == [f"escalation.{step}"]
        take(who, step, 4 - place, **given[step])
    trace = [(one.step, one.by, one.on) for one in matter.steps.all()]
    assert trace == [
        (step, story.lead.name if who == "lead" else town.staff[who].name, town.ago(4 - place))
        for place, (who, step) in enumerate(order)
    ]


def test_other_leaders_see_it_from_the_day_they_are_called_in_until_it_is_answered(town: Fjordvik) -> None:
    story = teamed(town)
    follow(story, "ansvarsgruppe-utvidet")
    take = stepper(story, tried(story))
    other = town.actor("leder_helse")
    take("lead", Step.LIFTED, units=[town.units["skole"]])
    assert sight(other, story.case.pk) is None
    take("rektor", Step.CONVENED, units=[town.units["helsestasjon"]])
    assert sight(other, story.case.pk) is not None
    with pytest.raises(Refused):
        take("leder_helse", Step.ANSWERED, answer=LeaderAnswer.SOLVED, note="x")
    take("rektor", Step.ANSWERED, answer=LeaderAnswer.SOLVED, note="x")
    assert sight(other, story.case.pk) is None


def test_a_unit_without_a_leader_is_answered_for_by_the_coordinator(town: Fjordvik) -> None:
    story = teamed(town)
    take = stepper(story, tried(story))
    take("lead", Step.LIFTED, units=[town.units["bolig"]])
    assert take("lead", Step.ANSWERED, answer=LeaderAnswer.SOLVED, note="På telefon").answer == "solved"


@requirement("S0-036")
def test_a_measure_outside_the_frame_is_taken_from_the_responsible_and_can_be_raised(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(40, "skole", "ergo")
    story.doing(None, "Assistent i timene", "skole", due_in=20)
    story.doing(None, "Måle stol", "ergo", due_in=20)
    outside, inside = activities(story.case)
    with pytest.raises(Refused):
        mark_outside(actor=town.actor("ergo"), activity=outside, why=Why.OUTSIDE_FRAME, need="x", on=today())
    matter = mark_outside(
        actor=town.actor("per"), activity=outside, why=Why.OUTSIDE_FRAME, need="Skolen har ikke timer", on=today()
    )
    for one in (outside, inside):
        one.refresh_from_db()
    assert (outside.seat, inside.seat) == (None, story.seats["ergo"])
    assert (matter.activity, matter.seat, matter.why) == (outside, story.seats["skole"], "outside_frame")
    record_attempt(actor=story.lead, matter=matter, on=today(), attempt="Delt på to")
    stage = open_stage(matter)
    assert stage is not None
    assert stage.step is Step.LIFTED
    with pytest.raises(Invalid, match="ikke gitt"):
        mark_outside(actor=story.lead, activity=outside, why=Why.OUTSIDE_FRAME, need="x", on=today())


@pytest.mark.parametrize(
    ("routine", "expected"),
    [
        ("ansvarsgruppe", ["lifted", "answered", "informed"]),
        ("ansvarsgruppe-utvidet", ["lifted", "convened", "answered", "informed"]),
        ("selbu", ["lifted", "answered", "informed"]),
    ],
)
def test_the_order_is_the_routines(routine: str, expected: list[str]) -> None:
    read = read_routine(shipped(routine))
    assert [str(one.step) for one in stages(read)] == expected
    after = next_stage(read, {Step.LIFTED, Step.CONVENED, Step.ANSWERED}, LeaderAnswer.NOT_WITHIN)
    assert after is not None
    assert after.step is (Step.TO_OFFICE if routine == "selbu" else Step.INFORMED)
