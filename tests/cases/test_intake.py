"""From a notice of need to an application decided: what is asked, what is refused, what is kept."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from samrad.accounts.rules import public_actor
from samrad.cases.models import Case, NeedNotice
from samrad.cases.operations.applications import apply_for, decide, withdraw_application
from samrad.cases.operations.notices import answer_notice, assess_need, give_information, report_need
from samrad.cases.operations.people import register_person
from samrad.cases.queries import notices_of, unanswered_notices, undecided_applications
from samrad.cases.rules import Answer, Channel, Outcome, Told, Wish
from samrad.commands.demo.people import synthetic_number
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.people.models import Person
from samrad.teams.operations import open_team
from tests.stories import a_case, child, coordinated
from tests.town import Fjordvik

requirement = pytest.mark.requirement
YESTERDAY = timedelta(days=1)


def notice(town: Fjordvik, **more: Any) -> NeedNotice:
    person = register_person(actor=public_actor(town.id), given_name="Ada", family_name="Ny")
    given: dict[str, Any] = {
        "actor": town.actor("jonas"), "person": person, "channel": Channel.STAFF, "received_on": today(), "by_name": "Jonas",
        "need": "Trenger hjelp.", **more,
    }  # fmt: skip
    return report_need(**given)


@requirement("S3-020", "S3-153", "S3-118")
@pytest.mark.parametrize("channel", [Channel.STAFF, Channel.PHONE, Channel.PAPER, Channel.SELF])
def test_a_notice_by_any_way_stands_in_the_queue_with_who_asks_need_and_proposal(
    town: Fjordvik, channel: Channel
) -> None:
    made = notice(town, channel=channel, proposed_coordinator="Kari Moen", by_role="helsesykepleier")
    found = unanswered_notices().get(pk=made.pk)
    assert (found.by_name, found.need, found.proposed_coordinator, found.channel) == (
        "Jonas",
        "Trenger hjelp.",
        "Kari Moen",
        channel,
    )


@requirement("S3-153", "S3-148", "S3-149")
def test_anybody_can_report_and_neither_diagnosis_nor_lasting_need_is_asked_for(town: Fjordvik) -> None:
    made = notice(town, actor=public_actor(town.id), channel=Channel.PUBLIC)
    assert made.case.subject.identity_index is None
    columns = {field.name for field in NeedNotice._meta.get_fields()}
    assert not columns & {"diagnosis", "permanent", "lasting"}


def test_the_public_may_only_use_the_open_form(town: Fjordvik) -> None:
    with pytest.raises(Refused):
        notice(town, actor=public_actor(town.id), channel=Channel.PHONE)


def test_the_open_form_never_joins_a_case_so_it_cannot_tell_that_there_is_one(town: Fjordvik) -> None:
    story = coordinated(town)
    made = report_need(
        actor=public_actor(town.id), person=register_person(actor=public_actor(town.id), given_name="Ada", family_name="Prøvesen"),
        channel=Channel.PUBLIC, received_on=today(), by_name="En nabo", need="x",
    )  # fmt: skip
    assert made.case_id != story.case.pk


def test_a_second_notice_from_staff_joins_the_case_that_goes_on(town: Fjordvik) -> None:
    story = coordinated(town)
    made = report_need(
        actor=town.actor("jonas"),
        person=story.case.subject,
        channel=Channel.STAFF,
        received_on=today(),
        by_name="J",
        need="mer",
    )
    assert made.case_id == story.case.pk
    assert len(notices_of(story.case)) == 2


def test_the_same_identity_number_is_the_same_person(town: Fjordvik) -> None:
    number = synthetic_number(today().replace(year=1990, day=1), 9)
    first = register_person(actor=town.actor("ke"), given_name="Ada", family_name="En", identity_number=number)
    second = register_person(actor=town.actor("ke"), given_name="Ada", family_name="To", identity_number=number)
    assert first.pk == second.pk
    assert number.encode() not in bytes(Person.objects.get(pk=first.pk).identity_sealed or b"")


def test_an_impossible_identity_number_is_told_at_its_field(town: Fjordvik) -> None:
    with pytest.raises(Invalid) as caught:
        register_person(actor=town.actor("ke"), given_name="Ada", family_name="En", identity_number="12345678901")
    assert caught.value.field == "identity_number"


def test_an_answer_before_the_notice_or_a_second_answer_is_refused(town: Fjordvik) -> None:
    made = notice(town)
    with pytest.raises(Invalid, match="før meldingen kom"):
        answer_notice(actor=town.actor("ke"), notice=made, on=today() - YESTERDAY, answer="Takk")
    answer_notice(actor=town.actor("ke"), notice=made, on=today(), answer="Takk")
    with pytest.raises(Invalid, match="allerede besvart"):
        answer_notice(actor=town.actor("ke"), notice=made, on=today(), answer="Igjen")


def test_a_day_ahead_cannot_have_happened(town: Fjordvik) -> None:
    with pytest.raises(Invalid, match="fram i tid"):
        notice(town, received_on=today() + YESTERDAY)


@requirement("S0-001", "S4-001", "S3-111")
def test_the_need_is_answered_with_other_sectors_in_view_and_no_refuses_a_team(town: Fjordvik) -> None:
    story = a_case(town)
    assess = partial(assess_need, actor=story.office, case=story.case, on=today(), services="PPT", reason="x")
    with pytest.raises(Invalid) as caught:
        assess(lasting=True, other_sectors=" ")
    assert caught.value.field == "other_sectors"
    with pytest.raises(Invalid, match="Vurder"):
        open_team(actor=story.office, case=story.case, on=today())
    made = assess(lasting=False, other_sectors="ingen")
    assert made.assessed_by == "Turid Haugdal"
    with pytest.raises(Invalid, match="ikke langvarig"):
        open_team(actor=story.office, case=story.case, on=today())
    assess(lasting=True, other_sectors="ingen")
    assert open_team(actor=story.office, case=story.case, on=today()).pk


@requirement("S0-002")
@pytest.mark.parametrize("years", [0, 17, 40, 90])
def test_a_team_can_be_opened_at_any_age(town: Fjordvik, years: int) -> None:
    story = coordinated(town, years)
    assert open_team(actor=story.lead, case=story.case, on=today()).pk


@requirement("S3-019", "S3-113")
def test_booklet_and_rights_are_recorded_with_date_receiver_version_and_answer(town: Fjordvik) -> None:
    story = coordinated(town)
    given = give_information(
        actor=story.lead, case=story.case, what=Told.BOOKLET, on=today(), given_to="Ada", document_version="2022"
    )
    assert (given.given_on, given.given_to, given.document_version) == (today(), "Ada", "2022")
    told = give_information(
        actor=town.actor("kari"),
        case=story.case,
        what=Told.PLAN_RIGHT,
        on=today(),
        given_to="Ada",
        answer=Answer.DECLINES,
    )
    assert (told.answer, told.given_by) == ("declines", "Kari Moen")


@requirement("S3-154")
def test_who_declines_a_plan_can_have_a_coordinator_and_nothing_asks_for_the_plan(town: Fjordvik) -> None:
    story = a_case(town)
    give_information(
        actor=story.office, case=story.case, what=Told.PLAN_RIGHT, on=today(), given_to="Ada", answer=Answer.DECLINES
    )
    story.appointed("kari", 10, through_leader=False)
    assert coordinator(story.case) is not None
    assert Case.objects.get(pk=story.case.pk).plan_wish == "declines"
    assert not any(
        "plan" in rule for rule in story.case.duties.filter(done_on__isnull=True).values_list("act", flat=True)
    )


@requirement("S3-100", "S3-139", "S4-016", "S0-015", "S4-048")
def test_an_application_goes_to_the_office_after_consent_also_with_the_coordinators_help(town: Fjordvik) -> None:
    story = child(town)
    apply = partial(
        apply_for, actor=story.lead, case=story.case, wish=Wish.PLAN, channel=Channel.STAFF, received_on=today()
    )
    with pytest.raises(Invalid, match="Siste dag"):
        apply(consented_on=today(), received_on=today() - YESTERDAY)
    made = apply(consented_on=today(), by_related=story.related["mor"], helped_by="Kari Moen")
    assert undecided_applications().filter(pk=made.pk).exists()
    with pytest.raises(Invalid, match="allerede en søknad"):
        apply(consented_on=today())
    stranger = child(town)
    with pytest.raises(Invalid, match="ikke registrert hos personen"):
        apply(consented_on=today(), by_related=stranger.related["mor"], wish=Wish.COORDINATOR)


@requirement("S3-101")
def test_the_office_decides_once_with_a_reason(town: Fjordvik) -> None:
    story = coordinated(town)
    made = apply_for(
        actor=story.lead,
        case=story.case,
        wish=Wish.PLAN,
        channel=Channel.STAFF,
        received_on=today(),
        consented_on=today(),
    )
    answer = partial(decide, application=made, on=today(), outcome=Outcome.DECLINED, complaint_weeks=4)
    with pytest.raises(Refused):
        answer(actor=story.lead, reason="x")
    with pytest.raises(Invalid, match="begrunnelsen"):
        answer(actor=story.office, reason=" ")
    assert answer(actor=story.office, reason="Ikke nå.").complaint_weeks == 4
    with pytest.raises(Invalid, match="allerede avgjort"):
        answer(actor=story.office, reason="Igjen")
    with pytest.raises(Invalid, match="allerede avgjort"):
        withdraw_application(actor=story.lead, application=made, on=today())


@requirement("S3-114")
def test_a_notice_from_a_hospital_says_so_and_the_hospital_can_have_a_seat(town: Fjordvik) -> None:
    made = notice(town, from_hospital=True, wishes=(Wish.PLAN, Wish.COORDINATOR))
    assert made.from_hospital
    assert made.wishes == ["plan", "coordinator"]
