"""What messages say, and when: nothing of what it is about, and nobody told twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from samrad.documents.words import TABLES
from samrad.meetings.rules import Asked
from samrad.notices.rules import ATTEMPTS, WAIT_MINUTES, WORDING, Kind, of_meeting, try_again_at

TELLING = [
    *(word for table in ("unit_kind", "part", "life_area", "meeting_kind") for word in TABLES[table].values()),
    "plan", "samtykke", "referat", "koordinator", "ansvarsgruppe", "barn", "helse", "tiltak", "kontor", "saken",
]  # fmt: skip
ORDINARY = {"annet"}


@pytest.mark.parametrize("kind", Kind)
def test_the_words_tell_that_and_never_what(kind: Kind) -> None:
    wording = WORDING[kind]
    text = " ".join([wording.subject, *wording.sentences]).lower().replace("{when}", "")
    words = {word.strip(".,:;") for word in text.split()}
    assert words.isdisjoint({word.lower() for word in TELLING} - ORDINARY)
    assert "{" not in text
    assert len(wording.subject) < 60


def test_a_message_that_fails_is_tried_five_times_with_longer_and_longer_between() -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    waits = [try_again_at(attempts, at) for attempts in range(1, ATTEMPTS + 1)]
    assert waits == [*(at + timedelta(minutes=minutes) for minutes in WAIT_MINUTES), None]
    assert sorted(WAIT_MINUTES) == list(WAIT_MINUTES)


def asked(**more: Any) -> Asked:
    given = {"outside": False, "moved": False, "off": False, "case_ended": False, **more}
    return Asked(1, 17, 5, "a@example.no", 2, **given)


@pytest.mark.parametrize(
    ("more", "was_told", "kind"),
    [
        ({}, False, Kind.INVITATION),
        ({}, True, Kind.CHANGED),
        ({"off": True}, True, Kind.CANCELLED),
        ({"off": True}, False, None),  # never asked, so there is nothing to call off
        ({"outside": True}, False, None),  # asked on paper
        ({"outside": True, "moved": True}, False, Kind.CHANGED),
        ({"outside": True, "off": True}, False, Kind.CANCELLED),
        ({"case_ended": True}, False, None),
        ({"case_ended": True}, True, None),
        ({"case_ended": True, "off": True}, True, Kind.CANCELLED),
    ],
)
def test_what_somebody_asked_to_a_meeting_is_told(more: dict[str, bool], was_told: bool, kind: Kind | None) -> None:
    found = of_meeting(asked(**more), was_told=was_told)
    assert (found.kind if found else None) == kind


def test_each_change_is_one_message_and_the_same_state_is_the_same_message() -> None:
    first, again = (of_meeting(asked(), was_told=told) for told in (False, True))
    assert first is not None
    assert again is not None
    assert first.key == again.key
    called_off = of_meeting(asked(off=True), was_told=True)
    assert called_off is not None
    assert called_off.key != first.key


def test_a_message_holds_ids_only() -> None:
    found = of_meeting(asked(), was_told=False)
    assert found is not None
    assert all(isinstance(value, int) for value in found.data.values())
