"""Stories of consent that a caseworker can read, told with the operations."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from samrad.cases.access import sight
from samrad.cases.operations.people import change_person
from samrad.cases.rules import Part
from samrad.commands.demo.beginning import A_PDF
from samrad.consents.models import Consent
from samrad.consents.operations import answer_consent
from samrad.consents.queries import circumstances, required_givers, status
from samrad.consents.rules import Evidence, Status
from samrad.kernel.clock import now, today
from samrad.notices.models import OutboxMessage
from samrad.notices.rules import Kind
from samrad.papers.operations import add_paper
from samrad.people.models import Person
from samrad.people.rules import Scope, first_day_aged, latest_birth
from samrad.worklist.queries import duties
from tests.consents.test_consents import form, heard, signed
from tests.stories import child, teamed
from tests.town import Fjordvik

DAY = timedelta(days=1)


def test_a_fifteen_year_old_turns_sixteen(town: Fjordvik, on_day: Callable[[date], None]) -> None:
    story = child(town, 15)
    person = story.case.subject
    birthday = today() + 50 * DAY
    person.born_on = birthday.replace(year=birthday.year - 16)
    person.save()
    sander = story.sign_in("sander.test")

    consent = form(story)
    heard(story, consent)
    for giver in required_givers(story.case, today()):
        signed(story, consent, giver.representation_id)
    assert sight(town.actor("per"), story.case.pk) is not None
    assert person.born_on is not None
    consent.refresh_from_db()
    assert consent.ended_on == first_day_aged(person.born_on, 16) - DAY

    ahead = {row.rule: row for row in duties(story.case.pk)}
    assert ahead["own_say.sixteen"].opens <= today()
    assert ahead["own_say.sixteen"].due == birthday
    assert ahead["consent-renewed"].due == birthday - DAY

    on_day(birthday - DAY)
    assert sight(town.actor("per"), story.case.pk) is not None
    on_day(birthday)
    assert sight(town.actor("per"), story.case.pk) is None
    consent.refresh_from_db()
    assert status(consent, circumstances(story.case, today()), now()) is Status.EXPIRED

    assert [giver.name for giver in required_givers(story.case, today())] == [person.name]
    own = form(story)
    answer_consent(actor=sander, consent=own, giver_id=None, yes=True, on=today(), evidence=Evidence.SIGNED_IN)
    assert sight(town.actor("per"), story.case.pk) is not None
    own.refresh_from_db()
    assert own.ended_on == own.asked_until


@pytest.mark.parametrize(("years", "stands"), [(9, True), (15, True), (16, False), (18, False), (5, True)])
def test_a_birth_date_that_is_corrected_moves_what_others_said(town: Fjordvik, years: int, stands: bool) -> None:
    story = child(town, 9)
    story.consented(40, "skole")
    consent = Consent.objects.get(case=story.case)
    asked_for, born = consent.ended_on, latest_birth(years, today())
    Person.objects.update(identity_sealed=None, identity_index=None)
    story.case.subject.refresh_from_db()
    change_person(actor=story.lead, case=story.case, given_name="Ada", family_name="Dal", born_on=born)
    consent.refresh_from_db()
    assert (consent.withdrawn_at is None) == stands
    assert (sight(town.actor("per"), story.case.pk) is not None) == stands
    if stands:
        assert consent.ended_on == min(asked_for, first_day_aged(born, 16) - DAY)
    else:
        assert consent.withdrawn_by == "Samråd, siden fødselsdatoen ble rettet"


def test_a_verge_with_a_mandate_for_economy_only_neither_answers_nor_sees_the_plan(town: Fjordvik) -> None:
    story = teamed(town, 9)
    story.guardian("okonomi", ("Kjell", "V"), (Scope.ECONOMY,))
    assert required_givers(story.case, today()) == ()
    kjell = story.sign_in("kjell.test", "okonomi")
    seen = sight(kjell, story.case.pk)
    assert seen is not None
    assert {str(part) for part in seen.sees.parts} == {"services"}


def test_those_a_withdrawal_concerns_are_told_only_that_something_waits(town: Fjordvik) -> None:
    from samrad.consents.operations import withdraw_consent

    story = teamed(town)
    ada = story.sign_in("ada.test")
    consent = form(story, units=("skole", "ergo"))
    paper = add_paper(actor=story.lead, case=story.case, part=Part.DECISION, title="Skjema", content=A_PDF,
                      received_on=today())  # fmt: skip
    answer_consent(actor=story.lead, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.PAPER,
                   paper=paper)  # fmt: skip
    assert not OutboxMessage.objects.filter(case_id=story.case.pk, template=Kind.ACCESS).exists()
    withdraw_consent(actor=ada, consent=consent)
    told = OutboxMessage.objects.filter(case_id=story.case.pk, template=Kind.ACCESS)
    assert {one.to for one in told} == {town.staff[who].email for who in ("per", "ergo", "kari")}
    assert all(set(one.data) == {"consent", "employment"} for one in told)
