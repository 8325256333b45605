"""Papers of a case: they hold what they must, and to each reader no more than that reader may see."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from samrad.accounts.rules import Actor
from samrad.cases.access import Sight, sight
from samrad.cases.models import Decision
from samrad.cases.operations.applications import apply_for, decide
from samrad.cases.operations.people import protect_address
from samrad.cases.rules import Channel, Outcome, Wish
from samrad.commands.demo import recipes
from samrad.commands.demo.story import Story
from samrad.consents.queries import consents
from samrad.documents.booklet import booklet_pdf
from samrad.documents.consent import consent_pdf
from samrad.documents.decision import decision_pdf
from samrad.documents.letterhead import routine_on
from samrad.documents.meeting import invitation_pdf, minutes_pdf
from samrad.documents.plan import edition_pdf, plan_pdf
from samrad.duties.schema import shipped
from samrad.kernel.operation import projections_later
from samrad.meetings.queries import meetings, participants
from samrad.meetings.rules import ParticipantKind
from samrad.people.rules import Protection
from samrad.plans.operations import publish_edition
from samrad.plans.queries import Sheet, sheet
from samrad.teams.operations import keep_secret
from tests.routines.following import following_text
from tests.town import open_town


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def _sheet(story: Story) -> Sheet:
    found = sheet(story.case)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """The case with everything in it, told once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), open_town("9901") as town, projections_later():
        yield recipes.team_with_plan(town, ("Ánte", "Guttorm"), 901)
        transaction.set_rollback(True)


@pytest.fixture
def ola(told: Story) -> Iterator[Story]:
    """The case; what a test does with it is undone."""
    with transaction.atomic():
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def seen(ola: Story) -> Callable[[Actor], Sight]:
    """What an actor sees of the case."""

    def look(actor: Actor) -> Sight:
        found = sight(actor, ola.case.pk)
        assert found is not None
        return found

    return look


@pytest.mark.requirement("L-IPC")
def test_the_plan_holds_the_nine_items_the_law_names(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    assert ola.plan is not None
    found = words(plan_pdf(ola.lead, seen(ola.lead), _sheet(ola)))
    for heading in (
        "Dette er viktig for meg", "Dette kan jeg og har jeg", "Dette trenger jeg", "Målene mine",  # 1
        "Slik har jeg vært med på å lage planen", "Hvem er med",  # 2
        "Koordinatoren har ansvaret for at planen går framover",  # 3
        "Dette bidrar jeg med", "Dette bidrar de som står meg nær, med", "Dette bidrar tjenestene med",  # 4
        "Ansvarlig", "Omfang", "Dette gjør vi, og slik",  # 5 and 6
        "Når vi ser på planen igjen",  # 7
        "Samtykke",  # 8
        "Andre jeg trenger samarbeid med",  # 9
    ):  # fmt: skip
        assert heading in found
    assert "Ánte Guttorm" in found


def test_a_seat_prints_only_what_its_consent_covers(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    assert ola.plan is not None
    member = ola.town.actor("per")
    whole, narrow = (words(plan_pdf(one, seen(one), _sheet(ola))) for one in (ola.lead, member))
    assert "Jeg vil sove bedre" in whole
    assert "Jeg vil sove bedre" not in narrow
    assert "Her står de delene av planen som du kan se." in narrow
    assert "sa ja til planen" not in narrow


def test_an_edition_stays_as_it_was_and_holds_who_and_consent_too(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    assert ola.plan is not None
    edition = publish_edition(actor=ola.lead, plan=ola.plan, on=ola.town.today)
    whole = words(edition_pdf(seen(ola.lead), edition))
    assert ola.town.staff[ola.coordinator].name in whole
    assert "Fjordvik skole (kontaktlærer)" in whole
    assert f"Utgave {edition.number}, " in whole
    narrow = words(edition_pdf(seen(ola.town.actor("per")), edition))
    assert "Jeg vil sove bedre" not in narrow


def test_the_letter_asks_without_telling_those_outside(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    meeting = meetings(ola.case)[0]
    asked = {one.kind: one for one in participants(meeting)}
    letter = words(invitation_pdf(seen(ola.lead), meeting, asked[ParticipantKind.SUBJECT]))
    assert "Saksliste" in letter
    assert "Tolk Nei" in letter
    assert "Slik møter vi hverandre" in letter
    assert ola.town.staff[ola.coordinator].phone in letter
    stranger = asked[ParticipantKind.SUBJECT]
    stranger.kind, stranger.name = ParticipantKind.INTERPRETER, "Tolk"
    outside = words(invitation_pdf(seen(ola.lead), meeting, stranger))
    assert "Guttorm" not in outside
    assert "Saksliste" not in outside
    assert "Klokka" in outside


def test_no_paper_names_who_has_a_secret_seat_even_when_the_coordinator_prints(
    ola: Story, seen: Callable[[Actor], Sight]
) -> None:
    meeting = next(one for one in meetings(ola.case) if one.published_on)
    first, *_, last = [one for one in participants(meeting) if one.seat]
    seat = last.seat
    assert seat is not None

    def papers() -> list[str]:
        printed = (
            invitation_pdf(seen(ola.lead), meeting, first),
            minutes_pdf(ola.lead, seen(ola.lead), meeting),
            plan_pdf(ola.lead, seen(ola.lead), _sheet(ola)),
        )
        return [words(one) for one in printed]

    assert [last.name in one for one in papers()] == [True] * 3
    keep_secret(actor=ola.lead, seat=seat, secret=True, reason="Sperret adresse.")
    after = papers()
    assert [last.name in one or seat.unit.name in one for one in after] == [False] * 3
    assert "En deltaker" in after[2]


@pytest.mark.requirement("S2-001")
@pytest.mark.parametrize(
    "group", ["ansvarsgruppe", "plangruppe", "koordineringsgruppe", "tverrfaglig koordineringsgruppe"]
)
def test_letter_and_minutes_say_the_municipalitys_word(ola: Story, seen: Callable[[Actor], Sight], group: str) -> None:
    term = f'gender = "m", sg = "{group}", sg_def = "{group}n", pl = "{group}r", pl_def = "{group}ne", join = "{group}"'
    following_text(f"{shipped('selbu')}\n[terms.team]\nnb = {{ {term} }}\n")
    meeting = next(one for one in meetings(ola.case) if one.published_on)
    letter = words(invitation_pdf(seen(ola.lead), meeting, participants(meeting)[0]))
    for paper in (letter, words(minutes_pdf(ola.lead, seen(ola.lead), meeting))):
        assert f"{group}møte" in paper.casefold()
        assert group == "ansvarsgruppe" or "ansvarsgruppe" not in paper.casefold()


def test_minutes_stand_under_the_routines_headings(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    meeting = next(one for one in meetings(ola.case) if one.published_on)
    found = words(minutes_pdf(ola.lead, seen(ola.lead), meeting))
    routine = routine_on(ola.town.today)
    assert routine is not None
    assert all(str(heading.title) in found for heading in routine.headings(meeting.kind))


def test_a_consent_holds_its_own_text_and_a_place_for_each_giver(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    consent = consents(ola.case)[0]
    found = words(consent_pdf(seen(ola.lead), consent))
    assert " ".join(consent.text.split())[:80] in found
    assert consent.text_sha256[:16] in found
    consent.answers.all().delete()
    blank = words(consent_pdf(seen(ola.lead), consent))
    assert blank.count("Underskrift:") == 2


def _answered(story: Story) -> Decision:
    today = story.town.today
    made = apply_for(
        actor=story.lead,
        case=story.case,
        wish=Wish.COORDINATOR,
        channel=Channel.STAFF,
        received_on=today,
        consented_on=today,
    )
    return decide(
        actor=story.office,
        application=made,
        on=today,
        outcome=Outcome.DECLINED,
        reason="Du har det alt.",
        complaint_weeks=4,
    )


@pytest.mark.requirement("S3-108")
def test_a_no_is_given_with_its_reason_and_the_way_to_complain(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    found = words(decision_pdf(seen(ola.office), _answered(ola)))
    for part in ("Du har det alt.", "4 uker fra du fikk dette brevet", ola.town.municipality.appeal_body):
        assert part in found


def test_a_letter_names_no_unit_where_the_address_is_protected(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    answer = _answered(ola)
    lead = ola.town.staff[ola.coordinator]
    told = f"{lead.name}, {lead.unit.name}, {lead.phone}"
    assert told in words(decision_pdf(seen(ola.lead), answer))
    protect_address(actor=ola.lead, case=ola.case, protection=Protection.STRICT)
    kept = words(decision_pdf(seen(ola.lead), answer))
    assert told not in kept
    assert f"{lead.name}, {lead.phone}" in kept


def test_the_booklet_is_the_routines_own(ola: Story) -> None:
    town = ola.town
    routine = routine_on(town.today)
    assert routine is not None
    found = words(booklet_pdf(town.municipality, routine))
    assert str(routine.documents["booklet"].title) in found
    assert town.municipality.office_phone in found


def test_a_paper_takes_few_queries(ola: Story, seen: Callable[[Actor], Sight]) -> None:
    assert ola.plan is not None
    looked = seen(ola.lead)
    with CaptureQueriesContext(connection) as queries:
        plan_pdf(ola.lead, looked, _sheet(ola))
    assert len(queries) <= 14
