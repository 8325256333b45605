"""Emergency access: found exactly, open for four hours, told, looked at afterwards, over by itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from samrad.accounts.queries import administrators
from samrad.accounts.rules import Actor, public_actor
from samrad.audit.models import Event
from samrad.cases.access import sight, visible_to, who_may_see
from samrad.cases.operations.people import withhold_from
from samrad.cases.queries import find_cases
from samrad.cases.rules import EndReason, Part
from samrad.commands.demo.people import synthetic_number
from samrad.commands.demo.story import Story
from samrad.emergency.models import EmergencyAccess
from samrad.emergency.operations import end_emergency, open_emergency, review_emergency
from samrad.emergency.queries import find_exactly, openings, those_told, to_control
from samrad.emergency.rules import PARTS, Cause, Reviewer, Sought
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.notices.models import OutboxMessage
from samrad.notices.rules import WORDING, Kind
from samrad.people.models import RelatedPerson, Representation
from samrad.worklist.models import DutyRow
from tests.stories import child, coordinated
from tests.town import Fjordvik, systemansvarlig

WHY = "Hun er funnet bevisstløs, og vi må vite hvem vi skal ringe."


def about(story: Story) -> Sought:
    person = story.case.subject
    return Sought(person.given_name, person.family_name, person.born_on)


def opened(story: Story, who: Actor, cause: Cause = Cause.LIFE) -> EmergencyAccess:
    made = open_emergency(actor=who, sought=about(story), cause=cause, reason=WHY)
    assert made is not None
    return made


def open_at(story: Story, who: Actor, at: Any) -> bool:
    return sight(who, story.case.pk, at) is not None


def test_it_shows_four_parts_for_four_hours_and_no_more(town: Fjordvik) -> None:
    story, hjemme = coordinated(town), town.actor("hjemme")
    assert not open_at(story, hjemme, now())
    access = opened(story, hjemme)
    found = sight(hjemme, story.case.pk)
    assert found is not None
    assert set(found.sees.parts) == set(PARTS)
    assert found.has("emergency")
    assert access.ends_at - access.opened_at == timedelta(hours=4)
    assert open_at(story, hjemme, access.opened_at)
    assert open_at(story, hjemme, access.ends_at - timedelta(seconds=1))
    assert not open_at(story, hjemme, access.ends_at)
    assert not open_at(story, hjemme, access.opened_at - timedelta(seconds=1))


def test_a_colleague_in_the_same_unit_still_sees_nothing(town: Fjordvik) -> None:
    story = coordinated(town)
    opened(story, town.actor("per"))
    assert not open_at(story, town.actor("lise"), now())


@pytest.mark.parametrize("who", ["hjemme", "kari"])
def test_who_opened_it_or_leads_the_case_ends_it_at_once(town: Fjordvik, who: str) -> None:
    story, hjemme = coordinated(town), town.actor("hjemme")
    access = opened(story, hjemme)
    with pytest.raises(Refused):
        end_emergency(actor=town.actor("lise"), access=access)
    end_emergency(actor=town.actor(who), access=access)
    assert not open_at(story, hjemme, now())
    assert access.closed_by == town.staff[who].name
    with pytest.raises(Invalid, match="over"):
        end_emergency(actor=hjemme, access=access)


def test_it_ends_with_the_case_the_job_and_the_unit(town: Fjordvik) -> None:
    story, hjemme = coordinated(town), town.actor("hjemme")
    opened(story, hjemme)
    yesterday, employment = today() - timedelta(days=1), town.staff["hjemme"]
    for thing, before in (
        (story.case, {"ended_on": None, "end_reason": ""}),
        (employment, {"ended_on": None, "end_reason": ""}),
        (employment.unit, {"ended_on": None, "end_reason": ""}),
    ):
        rows = type(thing)._default_manager.filter(pk=thing.pk)
        assert open_at(story, hjemme, now())
        rows.update(ended_on=yesterday, end_reason=EndReason.MOVED)
        assert not open_at(story, hjemme, now()), type(thing).__name__
        rows.update(**before)


# ── who is sought ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("change", [
    {"given_name": "Ad"}, {"family_name": "Prøve"}, {"born_on": date(1980, 1, 1)}, {"given_name": "%"}, {"given_name": "Ad_"},
])  # fmt: skip
def test_part_of_a_name_or_another_day_finds_nobody(town: Fjordvik, change: dict[str, Any]) -> None:
    story = coordinated(town)
    told: dict[str, Any] = {"given_name": "Ada", "family_name": "Prøvesen", "born_on": story.case.subject.born_on}
    assert find_exactly(Sought(**told)) == story.case
    assert find_exactly(Sought(**{**told, **change})) is None


def test_the_number_finds_the_person_with_and_without_a_space(town: Fjordvik) -> None:
    story = coordinated(town)
    born = story.case.subject.born_on
    assert born is not None
    number = next(
        one for one in (synthetic_number(born, serial) for serial in range(1, 400))
        if find_exactly(Sought(identity_number=one)) is not None
    )  # fmt: skip
    assert find_exactly(Sought(identity_number=f"{number[:6]} {number[6:]}")) == story.case


def test_two_with_the_same_name_and_birthday_are_not_guessed_between(town: Fjordvik) -> None:
    first, second = coordinated(town), coordinated(town)
    type(second.case.subject).objects.filter(pk=second.case.subject_id).update(born_on=first.case.subject.born_on)
    assert find_exactly(about(first)) is None


def test_a_closed_case_is_not_found(town: Fjordvik) -> None:
    story = coordinated(town)
    type(story.case).objects.filter(pk=story.case.pk).update(ended_on=today(), end_reason=EndReason.MOVED)
    assert find_exactly(about(story)) is None


def test_a_search_in_vain_stands_in_the_log_and_tells_nothing(town: Fjordvik) -> None:
    hjemme = town.actor("hjemme")
    sought = Sought("Ingen", "Slik", date(1990, 1, 1))
    assert open_emergency(actor=hjemme, sought=sought, cause=Cause.LIFE, reason=WHY) is None
    row = Event.objects.filter(operation="emergency.open_emergency").latest("id")
    assert (row.case_id, row.capacity_id) == (None, town.staff["hjemme"].pk)


@pytest.mark.parametrize(("sought", "field"), [
    (Sought(), "identity_number"), (Sought(identity_number="123"), "identity_number"), (Sought("Ada"), "family_name"),
    (Sought("", "Prøvesen"), "given_name"), (Sought("Ada", "Prøvesen"), "born_on"),
])  # fmt: skip
def test_what_is_missing_is_said_beside_its_field(town: Fjordvik, sought: Sought, field: str) -> None:
    with pytest.raises(Invalid) as error:
        open_emergency(actor=town.actor("hjemme"), sought=sought, cause=Cause.LIFE, reason=WHY)
    assert error.value.field == field


@pytest.mark.parametrize("reason", ["", "Haster."])
def test_a_reason_must_say_something(town: Fjordvik, reason: str) -> None:
    story = coordinated(town)
    with pytest.raises(Invalid) as error:
        open_emergency(actor=town.actor("hjemme"), sought=about(story), cause=Cause.LIFE, reason=reason)
    assert error.value.field == "reason"
    assert not openings(story.case)


def test_nobody_but_the_employed_opens_a_case(town: Fjordvik) -> None:
    story = child(town)
    for actor in (story.sign_in("mor.prove", "mor"), story.sign_in("ada.prove"), public_actor(town.id)):
        with pytest.raises(Refused):
            opened(story, actor)
    assert not openings(story.case)


def test_twice_at_once_is_one(town: Fjordvik) -> None:
    story = coordinated(town)
    opened(story, town.actor("hjemme"))
    with pytest.raises(Invalid, match="allerede"):
        opened(story, town.actor("hjemme"))
    assert opened(story, town.actor("lise")).pk


# ── who is told, and who looks at it ─────────────────────────────────────────


def told(story: Story) -> dict[str, str]:
    """Who is told, by the address."""
    found = OutboxMessage.objects.filter(case_id=story.case.pk, key__startswith="emergency:", taken_back_at=None)
    return {one.to: one.template for one in found}


def with_addresses(story: Story) -> None:
    type(story.case.subject).objects.filter(pk=story.case.subject_id).update(email="ada@samrad.example")
    for key, one in story.related.items():
        RelatedPerson.objects.filter(pk=one.pk).update(email=f"{key}@samrad.example")


@pytest.mark.parametrize(("cause", "parents"), [(Cause.LIFE, {"mor@samrad.example"}), (Cause.CHILD, set())])
def test_the_person_is_told_and_a_parent_unless_the_child_may_be_in_danger(
    town: Fjordvik, cause: Cause, parents: set[str]
) -> None:
    story = child(town)
    with_addresses(story)
    withheld(story, "far")
    opened(story, town.actor("hjemme"), cause)
    words = told(story)
    assert {to for to, kind in words.items() if kind == Kind.EMERGENCY} == {"ada@samrad.example", *parents}
    looking = {town.staff["kari"].email} | {one.email for one in administrators() if one.email}
    assert {to for to, kind in words.items() if kind == Kind.EMERGENCY_REVIEW} == looking


def withheld(story: Story, key: str) -> None:
    found = Representation.objects.get(related_person=story.related[key])
    withhold_from(actor=story.lead, case=story.case, representation=found, reason="Etter avgjørelse.")


@pytest.mark.parametrize("kind", [Kind.EMERGENCY, Kind.EMERGENCY_REVIEW])
def test_the_letter_says_only_that_something_waits(kind: Kind) -> None:
    text = " ".join((WORDING[kind].subject, *WORDING[kind].sentences)).lower()
    assert "logg inn" in text
    assert not {"nød", "sak", "åpnet"} & set(text.replace(".", "").split())


def test_nobody_is_told_of_what_happened_long_ago(town: Fjordvik) -> None:
    story = coordinated(town)
    with_addresses(story)
    opened(story, town.actor("hjemme"))
    assert list(those_told([story.case.pk], today(), now()))
    assert not list(those_told([story.case.pk], today() + timedelta(days=1), now()))


def test_the_coordinator_has_a_duty_to_look_at_it(town: Fjordvik) -> None:
    story = coordinated(town)
    access = opened(story, town.actor("hjemme"))
    duty = DutyRow.objects.get(case=story.case, rule="emergency-reviewed")
    assert (duty.role, duty.due, duty.done_on) == ("coordinator", today() + timedelta(days=7), None)
    review_emergency(actor=town.actor("kari"), access=access, justified=True, note="Det var rett.")
    duty.refresh_from_db()
    assert duty.done_on == today()


def test_each_looks_at_it_once_and_nobody_at_what_they_did_themselves(town: Fjordvik) -> None:
    story, owner = coordinated(town), systemansvarlig(town)
    access = opened(story, town.actor("hjemme"))
    assert list(to_control()) == [access]
    for who in ("hjemme", "lise", "leder_ppt", "ke"):
        with pytest.raises(Refused):
            review_emergency(actor=town.actor(who), access=access, justified=True, note="Det var rett.")
    found = review_emergency(actor=owner, access=access, justified=False, note="Det kunne ventet. Leder er varslet.")
    assert (found.reviewer, found.justified) == (Reviewer.SYSTEM_OWNER, False)
    assert not to_control().exists()
    with pytest.raises(Invalid, match="allerede"):
        review_emergency(actor=owner, access=access, justified=True, note="Ombestemte meg.")
    by_lead = review_emergency(actor=town.actor("kari"), access=access, justified=True, note="Jeg ringte ham.")
    assert by_lead.reviewer == Reviewer.COORDINATOR
    own = opened(story, town.actor("kari"))
    with pytest.raises(Refused, match="selv"):
        review_emergency(actor=town.actor("kari"), access=own, justified=True, note="Det var rett.")


def test_systemansvarlig_controls_it_without_seeing_the_case(town: Fjordvik) -> None:
    story, owner = coordinated(town), systemansvarlig(town)
    opened(story, town.actor("hjemme"))
    assert not open_at(story, owner, now())


# ── the grounds and the search ───────────────────────────────────────────────


def test_it_is_a_ground_like_any_other(town: Fjordvik) -> None:
    story, hjemme = coordinated(town), town.actor("hjemme")
    opened(story, hjemme)
    holders = [one for one in who_may_see(story.case) if one.ground == "emergency"]
    assert [(one.name, one.unit) for one in holders] == [("Randi Tangvoll", "Hjemmetjenesten")]
    assert list(visible_to(hjemme)) == [story.case]
    assert not [one for one in who_may_see(story.case, Part.MINUTES) if one.ground == "emergency"]


def test_the_ordinary_search_shows_it_only_while_it_is_open(town: Fjordvik) -> None:
    story, hjemme = coordinated(town), town.actor("hjemme")
    assert not find_cases(hjemme, "Ada", now())
    access = opened(story, hjemme)
    assert list(find_cases(hjemme, "Ada", now())) == [story.case]
    assert not find_cases(hjemme, "Ada", access.ends_at)


def test_the_log_of_the_case_says_who_did_it(town: Fjordvik) -> None:
    story = child(town)
    opened(story, town.actor("hjemme"))
    row = Event.objects.get(case_id=story.case.pk, operation="emergency.open_emergency")
    assert (row.part, row.actor_name, row.actor_unit) == ("", "Randi Tangvoll", "Hjemmetjenesten")
