"""Agendas and minutes as each routine has them, on a case in the database."""

from datetime import timedelta

import pytest

from samrad.cases.rules import LifeArea
from samrad.commands.demo.story import Story
from samrad.duties.duty import State, state
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.meetings.models import Meeting, MinutesNote
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.operations.minuting import (
    agree,
    agree_next,
    approve_minutes,
    hold_meeting,
    no_next_meeting,
    publish_minutes,
    record_attendance,
    write_minutes,
)
from samrad.meetings.queries import agenda, missing, participants
from samrad.meetings.rules import MeetingKind
from samrad.routines.queries import versions
from samrad.worklist.models import DutyRow
from samrad.worklist.queries import as_duty
from tests.routines.following import following
from tests.stories import teamed, told_at_once
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)
SIX = [
    "Kort gjennomgang og godkjenning av forrige møte",
    "Status, kort fra hver deltaker",
    "Oppsummering: hva gjør vi videre, og hvem har ansvaret?",
    "Hvis tid: saker utenom sakslisten",
    "Tidspunkt for neste møte",
    "Referent for neste møte",
]
BOTH = pytest.mark.parametrize("name", ["ansvarsgruppe", "ansvarsgruppe-utvidet"])
WITH_PLAN = pytest.mark.parametrize("with_plan", [True, False], ids=["with a plan", "without"])


@told_at_once()
def held(story: Story, days_ago: int = 3, *, ticked: bool = True) -> Meeting:
    """An ordinary meeting that is over, with the school and the ergo therapist, and nothing written."""
    meeting = plan_meeting(
        actor=story.lead, case=story.case, kind=MeetingKind.ORDINARY, starts_at=instant(today() - days_ago * DAY, 12),
        minutes=60, on=today() - 40 * DAY, invited=Invited(seats=[story.seats["skole"], story.seats["ergo"]]),
        already_held=True, word_first=False,
    )  # fmt: skip
    if ticked:
        record_attendance(actor=story.lead, meeting=meeting, present=[one.pk for one in participants(meeting)])
    return hold_meeting(actor=story.lead, meeting=meeting)


@told_at_once()
def write(story: Story, meeting: Meeting, *, but: str = "") -> None:
    """Writes under every heading that has words of its own, and under every point there was time for, save one."""
    routine = versions()[-1].routine
    for heading in routine.headings(meeting.kind):
        if heading.id == but:
            continue
        if heading.fill == "agenda":
            for point in (one for one in agenda(meeting) if one.key != "if-time"):
                write_minutes(
                    actor=story.lead, meeting=meeting, heading="agenda", agenda_item=point, text="Sagt.", version=0
                )
        elif heading.fill == "next_meeting":
            no_next_meeting(actor=story.lead, meeting=meeting, reason="Avtales siden.")
        elif heading.required and heading.fill in ("text", "distribution", "decisions"):
            write_minutes(actor=story.lead, meeting=meeting, heading=heading.id, text="Skrevet.", version=0)


def lacks(story: Story, meeting: Meeting) -> set[str]:
    return {one.heading.id for one in missing(Meeting.objects.get(pk=meeting.pk), versions()[-1].routine)}


@BOTH
@requirement("S0-027", "S0-029", "S0-026", "S4-027")
def test_the_six_standing_points_are_laid_on_every_agenda(town: Fjordvik, name: str) -> None:
    following(name)
    meeting = held(teamed(town))
    points = agenda(meeting)
    assert [one.title for one in points] == SIX
    status = next(one for one in points if one.key == "status")
    assert status.minutes == 3 * 3


@requirement("S0-028")
def test_what_is_agreed_under_the_summary_is_a_task_with_one_responsible(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story)
    summary = next(one for one in agenda(meeting) if one.key == "summary")
    agree(actor=story.lead, meeting=meeting, agenda_item=summary, title="Ringe PPT", seat=story.seats["skole"],
          due_on=today() + 10 * DAY)  # fmt: skip
    duty = DutyRow.objects.get(case=story.case, rule="activity-settled")
    assert (duty.seat_id, duty.due) == (story.seats["skole"].pk, today() + 10 * DAY)


@requirement("S0-030", "S0-031", "S4-027")
def test_the_next_meeting_and_its_referent_are_agreed_in_this_one(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story)
    taker = town.staff["per"]
    ahead = agree_next(
        actor=story.lead, meeting=meeting, starts_at=instant(today() + 60 * DAY, 12), kind=MeetingKind.ORDINARY,
        on=today(), minute_taker=taker,
    )  # fmt: skip
    assert Meeting.objects.get(pk=ahead.pk).minute_taker == taker
    assert "next" not in lacks(story, meeting)


@requirement("S0-033")
@pytest.mark.parametrize("heading", ["agenda", "conclusion", "next", "distribution"])
def test_the_eight_points_must_be_there(town: Fjordvik, heading: str) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story)
    write(story, meeting, but=heading)
    assert lacks(story, meeting) == {heading}
    with pytest.raises(Invalid):
        publish_minutes(actor=story.lead, meeting=meeting, on=today())


@requirement("S0-033")
def test_who_was_present_and_absent_must_be_there(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story, ticked=False)
    write(story, meeting)
    assert lacks(story, meeting) == {"attendance", "absence"}
    with pytest.raises(Invalid):
        publish_minutes(actor=story.lead, meeting=meeting, on=today())


@requirement("S0-033", "S0-029")
def test_next_theme_next_referent_and_what_there_was_no_time_for_may_be_blank(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story)
    write(story, meeting)
    assert lacks(story, meeting) == set()
    assert publish_minutes(actor=story.lead, meeting=meeting, on=today()).published_on == today()


@requirement("S0-033")
def test_each_point_of_the_agenda_needs_something(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    meeting = held(story)
    write(story, meeting, but="agenda")
    first = agenda(meeting)[0]
    write_minutes(actor=story.lead, meeting=meeting, heading="agenda", agenda_item=first, text="Godkjent.", version=0)
    said = next(one.sentence for one in missing(meeting, versions()[-1].routine) if one.heading.id == "agenda")
    assert "Status, kort fra hver deltaker" in said
    assert first.title not in said
    assert "Hvis tid" not in said


@requirement("S4-041")
def test_the_ninth_point_is_that_the_last_minutes_are_approved(town: Fjordvik) -> None:
    following("ansvarsgruppe-utvidet")
    story = teamed(town)
    first, second = held(story, 30), held(story, 3)
    write(story, first)
    publish_minutes(actor=story.lead, meeting=first, on=today())
    write(story, second)
    assert lacks(story, second) == {"previous"}
    approve_minutes(actor=story.lead, meeting=first, in_meeting=second, comments="Én rettelse.")
    assert lacks(story, second) == set()
    assert MinutesNote.objects.get(meeting=first, kind=MinutesNote.APPROVAL).text == "Én rettelse."


@requirement("S4-028", "S4-042")
@WITH_PLAN
def test_minutes_are_written_here_with_or_without_a_plan(town: Fjordvik, with_plan: bool) -> None:
    following("ansvarsgruppe-utvidet")
    story = teamed(town)
    if with_plan:
        story.planned(40, {}, [("Jeg vil lære å sykle", LifeArea.LEISURE, "Jeg sykler til skolen.")])
    meeting = held(story)
    write(story, meeting)
    publish_minutes(actor=story.lead, meeting=meeting, on=today())
    duty = DutyRow.objects.get(case=story.case, rule="minutes")
    assert duty.done_on == today()


@requirement("S0-032")
def test_minutes_without_a_date_are_never_late(town: Fjordvik) -> None:
    following("ansvarsgruppe")
    story = teamed(town)
    held(story, 30)
    duty = DutyRow.objects.get(case=story.case, rule="minutes")
    assert (duty.holder, duty.done_on) == ("minute_taker", None)
    assert {state(as_duty(duty), today() + days * DAY) for days in (0, 100, 40_000)} == {State.OPEN}
