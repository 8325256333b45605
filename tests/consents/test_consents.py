"""Consent: who must answer, what it opens, and what closes it, in the same second."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from samrad.accounts.operations.units import close_unit
from samrad.accounts.rules import Actor
from samrad.agencies.models import Unit
from samrad.cases.access import sight
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.beginning import A_PDF
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent
from samrad.consents.operations import (
    Wanted,
    answer_consent,
    ask_consent,
    hear_person,
    withdraw_consent,
    withdraw_grant,
)
from samrad.consents.queries import circumstances, required_givers, status
from samrad.consents.rules import Evidence, Status, Step, View
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.papers.operations import add_paper
from samrad.people.rules import Mandate, Relation, Scope
from tests.stories import child, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def form(
    story: Story, step: Step = Step.WRITTEN, units: tuple[str, ...] = ("skole",), made: date | None = None
) -> Consent:
    return ask_consent(
        actor=story.lead, case=story.case, step=step, purpose="Samarbeid", text="Jeg sier ja.", text_version="1",
        wanted=[Wanted(story.town.units[unit], (Part.TEAM, Part.GOALS)) for unit in units], made_on=made or today(),
        until=today() + 365 * DAY,
    )  # fmt: skip


def signed(story: Story, consent: Consent, giver_id: int | None, *, yes: bool = True, on: date | None = None) -> None:
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Skjema", content=A_PDF, received_on=on or today()
    )
    answer_consent(
        actor=story.lead,
        consent=consent,
        giver_id=giver_id,
        yes=yes,
        on=on or today(),
        evidence=Evidence.PAPER,
        paper=paper,
        told="" if yes else "Ingen får vite noe.",
    )


def heard(
    story: Story, consent: Consent, view: View = View.AGREES, *, weighed: str = "", on: date | None = None
) -> None:
    hear_person(
        actor=story.lead, consent=consent, view=view, said="Det er greit.", heard_by="Kari", on=on or today(),
        weighed=weighed,
    )  # fmt: skip


def now_status(story: Story, consent: Consent) -> Status:
    consent.refresh_from_db()
    return status(consent, circumstances(story.case, today()), now())


def parts(actor: Actor, story: Story) -> set[str]:
    seen = sight(actor, story.case.pk)
    return {str(part) for part in seen.sees.parts} if seen else set()


# ── what it opens ────────────────────────────────────────────────────────────


@requirement("S4-051", "S3-033")
def test_nobody_sees_anything_before_the_consent_is_answered(town: Fjordvik) -> None:
    story = teamed(town)
    assert sight(town.actor("per"), story.case.pk) is None
    consent = form(story)
    assert sight(town.actor("per"), story.case.pk) is None
    signed(story, consent, None)
    assert parts(town.actor("per"), story) == {"team", "goals"}
    assert sight(town.actor("ergo"), story.case.pk) is None
    assert sight(town.actor("lise"), story.case.pk) is None


@requirement("S4-051")
def test_consent_to_be_called_in_opens_the_invitation_and_nothing_else(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole", step=Step.CALL_IN)
    seen = sight(town.actor("per"), story.case.pk)
    assert seen is not None
    assert seen.grounds == ("called_in",)
    assert not seen.sees.parts


@requirement("S3-112")
def test_a_part_taken_from_one_unit_stays_with_the_others(town: Fjordvik) -> None:
    story = teamed(town)
    consent = story.consented(1, "skole", "ergo")
    withdraw_grant(actor=story.lead, grant=consent.grants.get(unit=town.units["skole"]), by="Ada")
    assert sight(town.actor("per"), story.case.pk) is None
    assert "goals" in parts(town.actor("ergo"), story)


def test_life_areas_narrow_goals_and_minutes(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole", parts=(Part.GOALS, Part.TEAM), areas=(LifeArea.SCHOOL,))
    seen = sight(town.actor("per"), story.case.pk)
    assert seen is not None
    assert seen.may(Part.GOALS, LifeArea.SCHOOL)
    assert not seen.may(Part.GOALS, LifeArea.HEALTH)
    assert seen.may(Part.TEAM)


def test_a_newer_consent_for_the_same_unit_replaces_the_older(town: Fjordvik) -> None:
    story = teamed(town)
    old = story.consented(5, "skole", "ergo", parts=(Part.TEAM, Part.GOALS, Part.ABOUT_ME))
    story.consented(1, "skole", parts=(Part.TEAM,))
    assert parts(town.actor("per"), story) == {"team"}
    assert "about_me" in parts(town.actor("ergo"), story)
    assert now_status(story, old) is Status.GIVEN


# ── what closes it ───────────────────────────────────────────────────────────


def test_withdrawal_bites_at_once(town: Fjordvik) -> None:
    story = teamed(town)
    consent = story.consented(1, "skole")
    assert sight(town.actor("per"), story.case.pk) is not None
    withdraw_consent(actor=story.lead, consent=consent, by="Ada, på telefon")
    assert sight(town.actor("per"), story.case.pk) is None
    assert now_status(story, consent) is Status.WITHDRAWN
    with pytest.raises(Invalid, match="trukket"):
        signed(story, consent, None)


def test_it_holds_to_the_end_of_its_last_day(town: Fjordvik) -> None:
    story = teamed(town)
    consent = story.consented(1, "skole", last_days=1)
    assert consent.ended_on == today()
    assert sight(town.actor("per"), story.case.pk, instant(today(), 23, 59)) is not None
    assert sight(town.actor("per"), story.case.pk, instant(today() + DAY, 0)) is None


def test_a_closed_unit_with_seats_sees_nothing_from_the_day_after(town: Fjordvik) -> None:
    story = teamed(town)
    story.consented(1, "skole")
    close_unit(actor=town.job, unit=town.units["skole"], on=today(), reason="Slått sammen")
    assert sight(town.actor("per"), story.case.pk) is not None
    assert sight(town.actor("per"), story.case.pk, instant(today() + DAY, 9)) is None
    with pytest.raises(Invalid, match="avsluttet"):
        ask_consent(
            actor=story.lead, case=story.case, step=Step.WRITTEN, purpose="x", text="x", text_version="1",
            wanted=[Wanted(_closed_yesterday(town), (Part.TEAM,))], made_on=today(), until=today() + DAY,
        )  # fmt: skip


def _closed_yesterday(town: Fjordvik) -> Unit:
    unit = town.units["vgs"]
    return close_unit(actor=town.job, unit=unit, on=today() - DAY, reason="Nedlagt")


# ── who must answer ──────────────────────────────────────────────────────────


@requirement("S0-034", "S0-037")
def test_a_childs_parents_answer_and_both_must(town: Fjordvik) -> None:
    story = child(town)
    mother, father = (giver.representation_id for giver in required_givers(story.case, today()))
    consent = form(story)
    with pytest.raises(Invalid, match="for ung til å samtykke alene"):
        signed(story, consent, None)
    signed(story, consent, mother)
    assert now_status(story, consent) is Status.AWAITING
    assert sight(town.actor("per"), story.case.pk) is None
    signed(story, consent, father)
    assert now_status(story, consent) is Status.AWAITING
    heard(story, consent)
    assert now_status(story, consent) is Status.GIVEN


def test_parents_who_disagree_are_a_state_and_open_nothing(town: Fjordvik) -> None:
    story = child(town)
    mother, father = (giver.representation_id for giver in required_givers(story.case, today()))
    consent = form(story)
    signed(story, consent, mother)
    signed(story, consent, father, yes=False)
    assert now_status(story, consent) is Status.CONFLICTING
    assert sight(town.actor("per"), story.case.pk) is None


def test_the_only_parent_withdraws(town: Fjordvik) -> None:
    story = teamed(town, 9)
    story.parent("mor", ("Mona", "A"), Relation.MOTHER)
    mother = story.sign_in("mona.test", "mor")
    consent = story.consented(1, "skole")
    withdraw_consent(actor=mother, consent=consent)
    assert sight(town.actor("per"), story.case.pk) is None
    assert now_status(story, consent) is Status.WITHDRAWN


@requirement("S0-037")
def test_a_youth_of_sixteen_answers_alone(town: Fjordvik) -> None:
    story = teamed(town, 16)
    story.parent("mor", ("Mona", "A"), Relation.MOTHER)
    consent = form(story)
    mother = story.case.subject.representations.get().pk
    with pytest.raises(Invalid, match="gammel nok til å samtykke selv"):
        signed(story, consent, mother)
    signed(story, consent, None)
    assert now_status(story, consent) is Status.GIVEN


def test_a_child_who_turns_sixteen_between_form_and_signature_answers_alone(
    town: Fjordvik, on_day: Callable[[date], None]
) -> None:
    story = child(town, 9)
    birthday = today() + 10 * DAY
    story.case.subject.born_on = birthday.replace(year=birthday.year - 16)
    story.case.subject.save()
    consent = form(story)
    mother, father = (giver.representation_id for giver in required_givers(story.case, today()))
    signed(story, consent, mother)
    on_day(birthday)
    story.town.today = birthday
    with pytest.raises(Invalid) as caught:
        signed(story, consent, father, on=birthday)
    assert caught.value.field == "giver"
    assert "gammel nok" in caught.value.sentence
    signed(story, consent, None, on=birthday)
    assert now_status(story, consent) is Status.GIVEN


def test_without_anybody_who_can_answer_it_says_what_to_do(town: Fjordvik) -> None:
    story = teamed(town, 9)
    with pytest.raises(Invalid, match="Registrer foresatt eller verge først"):
        signed(story, form(story), None)


def test_a_guardian_for_economy_does_not_answer_one_for_personal_matters_does(town: Fjordvik) -> None:
    story = teamed(town, 9)
    story.guardian("okonomi", ("Kjell", "V"), (Scope.ECONOMY,))
    assert required_givers(story.case, today()) == ()
    story.guardian("personlig", ("Astrid", "V"), (Scope.PERSONAL,))
    assert [giver.name for giver in required_givers(story.case, today())] == ["Astrid V"]
    assert story.case.subject.representations.latest("id").mandate == Mandate.GUARDIAN


# ── evidence ─────────────────────────────────────────────────────────────────


def test_a_written_consent_needs_the_paper_or_the_person_signed_in(town: Fjordvik) -> None:
    story = teamed(town)
    consent = form(story)
    with pytest.raises(Invalid) as caught:
        answer_consent(actor=story.lead, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.PAPER)
    assert caught.value.field == "file"
    with pytest.raises(Invalid, match="må være skriftlig"):
        answer_consent(
            actor=story.lead,
            consent=consent,
            giver_id=None,
            yes=True,
            on=today(),
            evidence=Evidence.SPOKEN,
            witness="Jonas",
            note="Ja",
        )
    with pytest.raises(Refused):
        answer_consent(
            actor=story.lead, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SIGNED_IN
        )
    ada = story.sign_in("ada.test")
    answer_consent(actor=ada, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SIGNED_IN)
    assert now_status(story, consent) is Status.GIVEN


def test_spoken_consent_needs_witness_and_words(town: Fjordvik) -> None:
    story = teamed(town)
    consent = form(story, Step.CALL_IN)
    with pytest.raises(Invalid) as caught:
        answer_consent(actor=story.lead, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SPOKEN)
    assert caught.value.field == "witness"


def test_the_wrong_persons_scan_is_refused(town: Fjordvik) -> None:
    story, other = teamed(town), teamed(town)
    paper = add_paper(
        actor=other.lead, case=other.case, part=Part.DOCUMENTS, title="Skjema", content=A_PDF, received_on=today()
    )
    with pytest.raises(Invalid) as caught:
        answer_consent(
            actor=story.lead,
            consent=form(story),
            giver_id=None,
            yes=True,
            on=today(),
            evidence=Evidence.PAPER,
            paper=paper,
        )
    assert caught.value.field == "file"
    assert "annen sak" in caught.value.sentence


def test_an_answer_older_than_the_form_is_refused(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid, match="eldre enn skjemaet"):
        signed(story, form(story), None, on=today() - DAY)


def test_the_text_is_kept_as_it_was_shown(town: Fjordvik) -> None:
    import hashlib

    story = teamed(town)
    consent = form(story)
    assert consent.text_sha256 == hashlib.sha256(b"Jeg sier ja.").hexdigest()


def test_a_form_without_units_or_parts_is_refused(town: Fjordvik) -> None:
    story = teamed(town)
    ask = partial(
        ask_consent,
        actor=story.lead,
        case=story.case,
        step=Step.WRITTEN,
        purpose="x",
        text="x",
        text_version="1",
        made_on=today(),
        until=today() + DAY,
    )
    with pytest.raises(Invalid) as caught:
        ask(wanted=[])
    assert caught.value.field == "units"
    with pytest.raises(Invalid) as caught:
        ask(wanted=[Wanted(town.units["skole"], ())])
    assert caught.value.field == "parts"
    with pytest.raises(Invalid, match="Siste dag"):
        ask(wanted=[Wanted(town.units["skole"], (Part.TEAM,))], until=today() - DAY)
    assert not Consent.objects.filter(case=story.case).exists()
