"""Minutes: written field by field, refused while something is missing, never changed once published."""

from datetime import timedelta

import pytest

from samrad.cases.access import sight
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.story import Story
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused, Stale
from samrad.meetings.access import eyes
from samrad.meetings.models import Meeting, MinutesField
from samrad.meetings.operations.calling import Invited, cancel_meeting, plan_meeting
from samrad.meetings.operations.minuting import (
    add_note,
    agree,
    agree_next,
    approve_minutes,
    distribute,
    hold_meeting,
    no_next_meeting,
    publish_minutes,
    record_attendance,
    write_minutes,
)
from samrad.meetings.queries import agenda, fields, missing, participants, recipients
from samrad.meetings.rules import MeetingKind
from samrad.plans.models import Activity
from samrad.routines.queries import in_force, versions
from samrad.worklist.models import DutyRow
from tests.stories import teamed, told_at_once
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def held(story: Story, kind: MeetingKind = MeetingKind.ORDINARY, days_ago: int = 3, *, taker: str = "") -> Meeting:
    """A meeting that is over, with nothing written yet."""
    return plan_meeting(
        actor=story.lead, case=story.case, kind=kind, starts_at=instant(today() - days_ago * DAY, 12), minutes=60,
        on=today() - 20 * DAY, invited=Invited(seats=[story.seats["skole"], story.seats["ergo"]]), already_held=True,
        minute_taker=story.town.staff[taker] if taker else None,
    )  # fmt: skip


def lacking(story: Story, meeting: Meeting) -> dict[str, str]:
    version = in_force(versions(), today())
    assert version is not None
    return {one.heading.id: one.sentence for one in missing(meeting, version.routine)}


@told_at_once()
def filled(story: Story, meeting: Meeting, *, but: str = "") -> None:
    """Everything the routine's headings ask for, save one."""
    version = in_force(versions(), today())
    assert version is not None
    if but != "attendance":
        record_attendance(actor=story.lead, meeting=meeting, present=[one.pk for one in participants(meeting)])
    hold_meeting(actor=story.lead, meeting=meeting)
    for heading in version.routine.headings(meeting.kind):
        if heading.id == but:
            continue
        if heading.fill in ("text", "voice"):
            write_minutes(actor=story.lead, meeting=meeting, heading=heading.id, text="Skrevet.", version=0)
        elif heading.fill == "agenda":
            write_minutes(
                actor=story.lead,
                meeting=meeting,
                heading="agenda",
                agenda_item=agenda(meeting)[0],
                text="Sagt.",
                version=0,
            )
        elif heading.fill == "decisions":
            write_minutes(actor=story.lead, meeting=meeting, heading="decisions", text="Ingen nye tiltak.", version=0)
        elif heading.fill == "next_meeting":
            no_next_meeting(actor=story.lead, meeting=meeting, reason="Avtales siden.")


# ── what must be there ───────────────────────────────────────────────────────


@requirement("S3-040", "S3-041", "S3-015")
@pytest.mark.parametrize("heading", ["attendance", "voice", "agenda", "status", "evaluation", "decisions", "next"])
def test_minutes_are_not_published_while_a_heading_is_empty(town: Fjordvik, heading: str) -> None:
    story = teamed(town)
    meeting = held(story)
    filled(story, meeting, but=heading)
    assert set(lacking(story, meeting)) == {heading}
    with pytest.raises(Invalid) as caught:
        publish_minutes(actor=story.lead, meeting=meeting, on=today())
    assert caught.value.field == "minutes"
    assert Meeting.objects.get(pk=meeting.pk).published_on is None


@requirement("S3-047")
@pytest.mark.parametrize("heading", ["needs", "services", "work", "composition"])
def test_a_review_covers_needs_services_work_and_composition(town: Fjordvik, heading: str) -> None:
    story = teamed(town)
    meeting = held(story, MeetingKind.REVIEW)
    filled(story, meeting, but=heading)
    assert set(lacking(story, meeting)) == {heading}


@requirement("S3-052")
def test_the_last_minutes_hold_the_assessment_of_the_closing(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story, MeetingKind.CLOSING)
    filled(story, meeting, but="closing")
    assert set(lacking(story, meeting)) == {"closing"}
    write_minutes(actor=story.lead, meeting=meeting, heading="closing", text="Målet er nådd.", version=0)
    publish_minutes(actor=story.lead, meeting=meeting, on=today())
    row = DutyRow.objects.get(case=story.case, rule="closing-assessed")
    assert row.done_on == today()


@requirement("S3-005")
def test_minutes_without_the_person_or_anybody_for_her_need_a_reason(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story)
    filled(story, meeting)
    seats = [one.pk for one in participants(meeting) if one.seat_id]
    record_attendance(actor=story.lead, meeting=meeting, present=seats)
    assert "attendance" in lacking(story, meeting)
    record_attendance(
        actor=story.lead, meeting=meeting, present=seats, no_subject_reason="Ada var syk og ville at vi skulle møtes."
    )
    assert lacking(story, meeting) == {}


@requirement("S3-007")
def test_how_the_childs_voice_was_heard_is_demanded_whether_or_not_the_child_was_there(town: Fjordvik) -> None:
    story = teamed(town, 8)
    meeting = held(story)
    filled(story, meeting, but="voice")
    assert "stemmen ble hørt" in lacking(story, meeting)["voice"]


# ── writing ──────────────────────────────────────────────────────────────────


def test_a_stale_save_is_told_with_both_texts(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story, taker="per")
    story.consented(1, "skole")
    write_minutes(actor=story.lead, meeting=meeting, heading="status", text="Kari skrev.", version=0)
    with pytest.raises(Stale) as caught:
        write_minutes(actor=town.actor("per"), meeting=meeting, heading="status", text="Per skrev.", version=0)
    assert (caught.value.theirs, caught.value.mine) == ("Kari skrev.", "Per skrev.")
    assert fields(meeting)["status", None].text == "Kari skrev."


def test_the_minute_taker_writes_and_another_member_does_not(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole", "ergo")
    meeting = held(story, taker="per")
    assert (
        write_minutes(actor=town.actor("per"), meeting=meeting, heading="status", text="x", version=0).updated_by
        == "Per Bakkemo"
    )
    with pytest.raises(Refused):
        write_minutes(actor=town.actor("ergo"), meeting=meeting, heading="status", text="y", version=1)


@requirement("S3-155", "S3-043")
def test_the_duty_to_write_falls_on_the_minute_taker_else_the_coordinator(town: Fjordvik) -> None:
    for taker, role in (("per", "minute_taker"), ("", "coordinator")):
        story = teamed(town)
        meeting = held(story, taker=taker)
        record_attendance(actor=story.lead, meeting=meeting, present=[])
        hold_meeting(actor=story.lead, meeting=meeting)
        row = DutyRow.objects.get(case=story.case, rule="minutes")
        assert row.role == role
        assert row.employment_id == (town.staff["per"].pk if taker else None)


@requirement("S0-005", "S4-005")
def test_what_is_agreed_becomes_an_activity_with_one_responsible_and_its_unit(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story)
    with pytest.raises(Invalid) as caught:
        agree(actor=story.lead, meeting=meeting, title="Søke")
    assert caught.value.field == "responsible"
    made = agree(
        actor=story.lead, meeting=meeting, title="Søke sykkel", seat=story.seats["ergo"], due_on=today() + 30 * DAY
    )
    activity = Activity.objects.get(pk=made.activity_id)
    assert (activity.seat, activity.agreed_on) == (story.seats["ergo"], today() - 3 * DAY)
    assert DutyRow.objects.get(case=story.case, rule="activity-settled").seat_id == story.seats["ergo"].pk


def test_a_meeting_with_minutes_begun_cannot_be_cancelled(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story)
    write_minutes(actor=story.lead, meeting=meeting, heading="status", text="x", version=0)
    with pytest.raises(Invalid, match="begynt å skrive referat"):
        cancel_meeting(actor=story.lead, meeting=meeting, on=today(), reason="Sykdom")


@requirement("S3-050", "S0-030")
def test_the_next_meeting_is_agreed_with_the_same_people_and_its_minute_taker(town: Fjordvik) -> None:
    story = teamed(town)
    meeting = held(story)
    following = agree_next(
        actor=story.lead, meeting=meeting, starts_at=instant(today() + 60 * DAY, 10), kind=MeetingKind.ORDINARY, on=today() - 3 * DAY,
        minute_taker=town.staff["ergo"],
    )  # fmt: skip
    assert following.minute_taker == town.staff["ergo"]
    assert {one.seat_id for one in participants(following)} == {one.seat_id for one in participants(meeting)}
    assert DutyRow.objects.get(case=story.case, rule="next-date", anchor=f"meeting-{meeting.pk}").done_on is not None


# ── published ────────────────────────────────────────────────────────────────


@requirement("S3-045", "S4-029")
def test_minutes_go_to_permanent_seats_with_consent_and_to_others_only_when_wanted_and_consented(
    town: Fjordvik,
) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    meeting = held(story)
    with pytest.raises(Invalid, match="ferdig først"):
        distribute(actor=story.lead, meeting=meeting, on=today())
    filled(story, meeting)
    publish_minutes(actor=story.lead, meeting=meeting, on=today())
    with pytest.raises(Invalid) as caught:
        distribute(actor=story.lead, meeting=meeting, on=today(), also=[story.seats["fritid"]])
    assert caught.value.field == "also"
    distribute(actor=story.lead, meeting=meeting, on=today())
    names = [one.name for one in recipients(meeting)]
    assert names == ["Ada Prøvesen", "Fjordvik skole (kontaktlærer)"]
    distribute(actor=story.lead, meeting=meeting, on=today())
    assert len(recipients(meeting)) == 2


def test_published_minutes_are_never_changed_only_added_to(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    meeting = held(story)
    filled(story, meeting)
    publish_minutes(actor=story.lead, meeting=meeting, on=today())
    with pytest.raises(Invalid, match="tillegg"):
        write_minutes(actor=story.lead, meeting=meeting, heading="status", text="Endret", version=1)
    with pytest.raises(Invalid, match="tillegg"):
        agree(actor=story.lead, meeting=meeting, title="Mer", by_subject=True)
    assert add_note(actor=story.lead, meeting=meeting, text="Rettelse.", on=today()).kind == "addition"
    assert (
        add_note(actor=town.actor("per"), meeting=meeting, text="Husker det annerledes.", on=today()).kind == "comment"
    )


@requirement("S3-137")
def test_the_person_comments_the_minutes(town: Fjordvik) -> None:
    story = teamed(town)
    ada = story.sign_in("ada.referat")
    meeting = held(story)
    filled(story, meeting)
    publish_minutes(actor=story.lead, meeting=meeting, on=today())
    assert add_note(actor=ada, meeting=meeting, text="Jeg sa også at jeg vil slutte.", on=today()).by == "Ada Prøvesen"


@requirement("S0-026", "S4-041")
def test_the_last_minutes_are_approved_in_the_next_meeting_once(town: Fjordvik) -> None:
    story = teamed(town)
    first = held(story, days_ago=30)
    filled(story, first)
    publish_minutes(actor=story.lead, meeting=first, on=today() - 20 * DAY)
    second = held(story, days_ago=3)
    note = approve_minutes(actor=story.lead, meeting=first, in_meeting=second, comments="Per ble skrevet feil.")
    assert (note.kind, note.on) == ("approval", today() - 3 * DAY)
    with pytest.raises(Invalid, match="allerede godkjent"):
        approve_minutes(actor=story.lead, meeting=first, in_meeting=second)


def test_a_seat_reads_by_life_area_and_all_of_a_meeting_it_attended(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole", "ergo", parts=(Part.MINUTES, Part.TEAM), areas=(LifeArea.SCHOOL,))
    meeting = held(story)
    item = agenda(meeting)[0]
    item.life_area = LifeArea.HEALTH
    item.save()
    field = write_minutes(
        actor=story.lead, meeting=meeting, heading="agenda", agenda_item=item, text="Medisin", version=0
    )
    asked = participants(meeting)
    school = next(one for one in asked if one.seat == story.seats["skole"])
    record_attendance(actor=story.lead, meeting=meeting, present=[school.pk], no_subject_reason="Syk")
    asked = participants(meeting)
    for who, expected in (("per", True), ("ergo", False)):
        seen = sight(town.actor(who), story.case.pk)
        assert seen is not None
        assert eyes(town.actor(who), seen, meeting, asked).minutes(MinutesField.objects.get(pk=field.pk)) is expected
