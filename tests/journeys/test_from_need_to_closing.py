"""The whole line through the screens, as those who take part in it would go: from the first notice to the closing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import beginning, ending, middle
from tests.journeys.mail import assert_neutral
from tests.journeys.story import told

pytestmark = pytest.mark.browser


@pytest.mark.requirement(
    "S0-015", "S0-030", "S3-019", "S3-021", "S3-024", "S3-033", "S3-047", "S3-048", "S3-050", "S3-053", "S3-054",
    "S3-055", "S3-087", "S3-088", "S3-107", "S3-115", "S3-137", "S3-152", "S3-153", "S4-030",
)  # fmt: skip
@pytest.mark.parametrize("width", [1280, 360])
def test_a_case_goes_from_the_first_notice_to_the_closing(width: int, browser: Browser, tmp_path: Path) -> None:
    with told(browser, width, tmp_path) as story:
        beginning.mona_reports_a_need(story)
        beginning.the_office_answers_and_looks_into_it(story)
        beginning.a_coordinator_is_found(story)
        beginning.kari_opens_a_team(story)
        beginning.mona_gets_a_sign_in(story)
        beginning.the_parents_say_who_may_be_called_in(story)
        beginning.the_parents_consent_in_writing(story)

        middle.a_meeting_is_planned(story)
        middle.everybody_is_invited(story)
        middle.the_meeting_is_held(story)
        middle.mona_applies_for_a_plan(story)
        middle.the_plan_is_written(story)
        story.post.awaits("Noe nytt venter på deg", *middle.INVITED)

        ending.the_year_is_reviewed(story)
        ending.the_coordinator_is_replaced(story)
        ending.the_case_is_closed(story)

        assert story.post.receivers("Du er invitert til et møte") == sorted(middle.INVITED)
        assert_neutral(story.post)
