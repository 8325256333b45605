"""Narrowing, taking back, and that what was foretold is what happens."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from samrad.cases.access import sight, who_may_see
from samrad.cases.rules import LifeArea, Part
from samrad.consents.models import Consent
from samrad.consents.operations import Wanted, narrow_consent, withdraw_consent, withdraw_grant
from samrad.consents.queries.foretelling import foretell, standing_grants
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from tests.access.test_three_answers import worlds
from tests.access.world import DAY as THEN
from tests.access.world import EVERYTHING, World
from tests.stories import teamed
from tests.town import Fjordvik, open_town

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def parts(town: Fjordvik, who: str, case_id: int) -> set[str]:
    seen = sight(town.actor(who), case_id)
    return {str(part) for part in seen.sees.parts} if seen else set()


# ── narrowing ────────────────────────────────────────────────────────────────


@requirement("S3-112")
def test_parts_units_and_days_are_taken_away_at_once_without_a_new_consent(town: Fjordvik) -> None:
    story = teamed(town)
    consent = story.consented(1, "skole", "ergo", parts=(Part.TEAM, Part.GOALS, Part.ABOUT_ME))
    narrow_consent(
        actor=story.lead, consent=consent, kept=[Wanted(town.units["skole"], (Part.TEAM,))],
        until=today() + 10 * DAY, by="Ada",
    )  # fmt: skip
    assert parts(town, "per", story.case.pk) == {"team"}
    assert sight(town.actor("ergo"), story.case.pk) is None
    assert sight(town.actor("per"), story.case.pk, instant(today() + 11 * DAY, 1)) is None
    consent.refresh_from_db()
    assert (consent.ended_on, consent.shortened_by) == (today() + 10 * DAY, "Ada")
    assert consent.asked_until == today() + 364 * DAY
    kept = consent.grants.get(narrowed_at__isnull=False)
    assert (kept.parts, kept.narrowed_by) == (["team"], "Ada")


def test_life_areas_are_narrowed_and_not_widened(town: Fjordvik) -> None:
    story = teamed(town)
    skole = town.units["skole"]
    consent = story.consented(1, "skole", parts=(Part.GOALS,), areas=(LifeArea.SCHOOL, LifeArea.HEALTH))
    for areas in ((), (LifeArea.SCHOOL, LifeArea.WORK)):
        with pytest.raises(Invalid, match="kan ikke få se mer"):
            narrow_consent(
                actor=story.lead, consent=consent, kept=[Wanted(skole, (Part.GOALS,), areas)], until=consent.ended_on
            )
    narrow_consent(
        actor=story.lead, consent=consent, kept=[Wanted(skole, (Part.GOALS,), (LifeArea.SCHOOL,))],
        until=consent.ended_on,
    )  # fmt: skip
    seen = sight(town.actor("per"), story.case.pk)
    assert seen is not None
    assert seen.may(Part.GOALS, LifeArea.SCHOOL)
    assert not seen.may(Part.GOALS, LifeArea.HEALTH)


def test_nothing_is_added_by_narrowing(town: Fjordvik) -> None:
    story = teamed(town)
    skole = town.units["skole"]
    consent = story.consented(1, "skole", parts=(Part.TEAM,))
    for kept, until, sentence in (
        ((Part.TEAM, Part.GOALS), consent.ended_on, "kan ikke få se mer"),
        ((Part.TEAM,), consent.ended_on + DAY, "ikke senere enn"),
        ((Part.TEAM,), today() - DAY, "før i dag"),
        ((Part.TEAM,), consent.ended_on, "ikke tatt bort noe"),
    ):
        with pytest.raises(Invalid, match=sentence):
            narrow_consent(actor=story.lead, consent=consent, kept=[Wanted(skole, kept)], until=until)
    assert parts(town, "per", story.case.pk) == {"team"}


# ── foretelling ──────────────────────────────────────────────────────────────


def test_what_is_kept_by_another_consent_is_told(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(5, "skole", parts=(Part.TEAM,))
    call = story.consented(1, "skole", "ergo", parts=(Part.GOALS, Part.TEAM))
    losses = {one.unit: one for one in foretell(story.case, [one.pk for one in standing_grants(call)])}
    assert all(one.out for one in losses.values())
    assert set(losses) == {town.units["skole"].name, town.units["ergo"].name}
    one_unit = foretell(story.case, [call.grants.get(unit=town.units["ergo"]).pk])
    assert [(one.unit, set(one.lost.parts)) for one in one_unit] == [(town.units["ergo"].name, {Part.GOALS, Part.TEAM})]


def readers(world: World, at: Any) -> set[Any]:
    return {
        (one.capacity, one.capacity_id, one.ground, tuple(sorted((str(p), str(a)) for p, a in one.sees.parts.items())))
        for one in who_may_see(world.case, at=at)
    }


@given(drawn=worlds())
@example(drawn=EVERYTHING)
@example(drawn={**EVERYTHING, "appointment": None, "stand_in": None})
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_was_foretold_is_what_happens(db: None, drawn: dict[str, Any]) -> None:
    from django.db import transaction

    from samrad.cases.access import now_and_then

    with open_town("9901") as town, transaction.atomic():
        world = World(town, drawn)
        at = drawn["at"]
        consent = Consent.objects.filter(case=world.case).first()
        grants = [one.pk for one in consent.grants.all()] if consent else []
        foreseen = now_and_then(world.case, grants, at)[1]
        losers = {(one.name, one.unit) for one in foretell(world.case, grants, at)}
        before = readers(world, at)
        if consent:
            consent.withdrawn_at, consent.withdrawn_by = instant(THEN - 100 * DAY, 1), "x"
            consent.save()
        after = readers(world, at)
        assert {(one.capacity, one.capacity_id, one.ground) for one in foreseen} == {row[:3] for row in after}
        assert after <= before
        assert bool(losers) == (_merged(before) != _merged(after))
        transaction.set_rollback(True)


def _merged(rows: set[Any]) -> dict[Any, frozenset[Any]]:
    found: dict[Any, frozenset[Any]] = {}
    for capacity, number, _, seen in rows:
        found[capacity, number] = found.get((capacity, number), frozenset()) | frozenset(seen)
    return found


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_foretold_for_a_seat_is_what_the_operations_do(town: Fjordvik, whole: bool) -> None:
    story = teamed(town)
    consent = story.consented(1, "skole", "ergo")
    grants = (
        [one.pk for one in standing_grants(consent)] if whole else [consent.grants.get(unit=town.units["skole"]).pk]
    )
    told = {one.unit for one in foretell(story.case, grants) if one.out}
    if whole:
        withdraw_consent(actor=story.lead, consent=consent, by="Ada")
    else:
        withdraw_grant(actor=story.lead, grant=consent.grants.get(pk=grants[0]), by="Ada")
    gone = {town.units[key].name for key, who in (("skole", "per"), ("ergo", "ergo"))
            if sight(town.actor(who), story.case.pk) is None}  # fmt: skip
    assert told == gone
