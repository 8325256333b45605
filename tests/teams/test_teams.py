"""The team: seats that stand when people change, and what each asks."""

from datetime import timedelta
from functools import partial

import pytest

from samrad.cases.access import sight
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.teams.operations import (
    change_seat,
    clarify_expectations,
    end_holder,
    end_seat,
    fill_seat,
    open_team,
    propose_seat,
    share_contact_card,
)
from samrad.teams.queries import places
from samrad.teams.rules import SeatKind, Stage, too_large
from tests.stories import coordinated, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


@requirement("S0-004", "S2-006", "S4-046")
def test_a_seat_is_a_unit_and_a_role(town: Fjordvik) -> None:
    story = teamed(town)
    assert story.team is not None
    propose = partial(propose_seat, actor=story.lead, team=story.team, kind=SeatKind.PERMANENT, on=today())
    with pytest.raises(Invalid) as caught:
        propose(unit=town.units["ppt"], role=" ")
    assert caught.value.field == "role"
    with pytest.raises(Invalid, match="allerede en plass"):
        propose(unit=town.units["skole"], role="Kontaktlærer")
    with pytest.raises(Invalid) as caught:
        propose(unit=town.units["ppt"], role="rådgiver", employment=town.staff["per"])
    assert "arbeider ikke i" in caught.value.sentence


@requirement("S3-138")
def test_a_specialist_service_has_a_seat_on_the_same_terms(town: Fjordvik) -> None:
    story = teamed(town)
    assert story.team is not None
    seat = propose_seat(
        actor=story.lead, team=story.team, unit=town.units["hab"], kind=SeatKind.PERMANENT, role="vernepleier", on=today(),
        employment=town.staff["hab"],
    )  # fmt: skip
    assert any(
        place.seat == seat and place.holder and place.holder.name == "Amira Warsame"
        for place in places(story.case, now())
    )


@requirement("S3-115", "S3-063")
def test_a_seat_that_is_refilled_gives_the_new_one_what_the_unit_may_see_and_the_old_one_nothing(
    town: Fjordvik,
) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    assert sight(town.actor("per"), story.case.pk) is not None
    fill_seat(actor=story.lead, seat=story.seats["skole"], employment=town.staff["lise"], on=today())
    assert sight(town.actor("per"), story.case.pk) is None
    assert sight(town.actor("lise"), story.case.pk) is not None


def test_a_seat_that_somebody_leaves_stands_vacant(town: Fjordvik) -> None:
    story = teamed(town)
    held = story.seats["skole"].holders.get()
    end_holder(actor=story.lead, held=held, on=today() - DAY, reason="Permisjon")
    place = next(one for one in places(story.case, now()) if one.seat == story.seats["skole"])
    assert place.holder is None
    assert place.stage is Stage.PROPOSED


def test_a_seat_that_is_ended_closes_what_it_saw(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    end_seat(actor=story.lead, seat=story.seats["skole"], on=today() - DAY, reason="Byttet skole")
    assert sight(town.actor("per"), story.case.pk) is None
    with pytest.raises(Invalid, match="avsluttet"):
        fill_seat(actor=story.lead, seat=story.seats["skole"], employment=town.staff["per"], on=today())


def test_only_the_coordinator_changes_the_team(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    with pytest.raises(Refused):
        end_seat(actor=town.actor("per"), seat=story.seats["ergo"], on=today(), reason="x")
    with pytest.raises(Refused):
        change_seat(
            actor=town.actor("ke"),
            seat=story.seats["ergo"],
            kind=SeatKind.GUEST,
            role="x",
            contribution="",
            relation="",
        )


def test_dates_in_the_wrong_order(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid, match="Siste dag"):
        end_seat(actor=story.lead, seat=story.seats["skole"], on=town.ago(100), reason="x")
    other = coordinated(town)
    with pytest.raises(Invalid) as caught:
        open_team(actor=other.lead, case=other.case, on=today(), reassess_on=today())
    assert caught.value.field == "reassess_on"


@requirement("S3-019", "S0-019", "S3-011")
def test_a_guest_sees_no_more_than_the_invitation(town: Fjordvik) -> None:
    story = teamed(town)
    assert story.team is not None
    propose_seat(actor=story.lead, team=story.team, unit=town.units["nav"], kind=SeatKind.GUEST, role="veileder", on=today(),
                 employment=town.staff["nav"])  # fmt: skip
    story.consented(0, "nav")
    seen = sight(town.actor("nav"), story.case.pk)
    assert seen is not None
    assert seen.grounds == ("called_in",)
    assert not seen.sees.parts


@requirement("S0-017", "S2-002", "S3-010", "S4-018")
@pytest.mark.parametrize(("permanent", "limit", "expected"), [(6, 6, False), (7, 6, True), (20, None, False)])
def test_the_advice_about_size_follows_the_routines_number_and_never_stops(
    permanent: int, limit: int | None, expected: bool
) -> None:
    assert too_large(permanent, limit) is expected


@requirement("S3-037", "S3-135")
def test_expectations_are_written_with_what_the_member_helps_with(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        clarify_expectations(actor=story.lead, seat=story.seats["skole"], on=today(), contribution="")
    assert caught.value.field == "contribution"
    seat = clarify_expectations(
        actor=story.lead, seat=story.seats["skole"], on=today(), contribution="Følger opp på skolen."
    )
    assert seat.expectations_on == today()


@requirement("S3-034")
def test_the_contact_card_is_made_known_on_a_day(town: Fjordvik) -> None:
    story = teamed(town)
    assert story.team is not None
    assert share_contact_card(actor=story.lead, team=story.team, on=today()).contact_card_shared_on == today()
    with pytest.raises(Invalid, match="fram i tid"):
        share_contact_card(actor=story.lead, team=story.team, on=today() + DAY)


@requirement("S2-008", "S2-010")
def test_neither_team_nor_plan_demands_the_other(town: Fjordvik) -> None:
    with_team, without = teamed(town), coordinated(town)
    waiting = {
        row.act for story in (with_team, without) for row in story.case.duties.filter(done_on=None, lapsed_on=None)
    }
    assert not waiting & {"plan", "team", "plan_published"}
