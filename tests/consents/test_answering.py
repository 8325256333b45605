"""Hearing the person, answering again, and those who cannot answer themselves."""

from datetime import timedelta

import pytest

from samrad.cases.access import sight
from samrad.cases.operations.people import add_related_person, add_representation
from samrad.cases.rules import Part
from samrad.commands.demo.beginning import A_PDF
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent, Inability
from samrad.consents.operations import (
    answer_consent,
    ask_consent,
    end_inability,
    hear_person,
    record_inability,
    show_mandate,
    withdraw_consent,
)
from samrad.consents.queries import circumstances, required_givers
from samrad.consents.rules import Basis, Evidence, Matter, Status, Step, View
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.tenant import tenant
from samrad.papers.operations import add_paper
from samrad.people.rules import Mandate, Relation, Scope, first_day_aged
from samrad.teams.queries import places
from samrad.web.layout.readers import readers
from samrad.withholding.rules import Reader
from tests.consents.test_consents import Wanted, form, heard, now_status, signed
from tests.stories import child, teamed
from tests.town import Fjordvik

requirement = pytest.mark.requirement
DAY = timedelta(days=1)


def special(story: Story, matter: Matter, reason: str = "Foreldrene skal ikke vite det ennå.") -> Consent:
    return ask_consent(
        actor=story.lead, case=story.case, step=Step.WRITTEN, purpose="Samarbeid", text="Ja.", text_version="1",
        wanted=[Wanted(story.town.units["skole"], (Part.TEAM,))], made_on=today(), until=today() + 300 * DAY,
        matter=matter, matter_reason=reason,
    )  # fmt: skip


def givers(story: Story) -> list[int | None]:
    return [one.representation_id for one in required_givers(story.case, today())]


def cannot_consent(story: Story, ago: int = 0, *, kin_note: str = "Har ingen pårørende.") -> Inability:
    on = today() - ago * DAY
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DECISION, title="Vurdering", content=A_PDF, received_on=on
    )
    return record_inability(
        actor=story.lead, case=story.case, on=on, decided_by="Liv Lege", profession="lege", about="Deling av helseopplysninger",
        reason="Forstår ikke hva det innebærer.", shown_on=on, paper=paper, kin_note=kin_note,
    )  # fmt: skip


# ── hearing ──────────────────────────────────────────────────────────────────


def test_a_child_of_twelve_who_is_against_stops_it_until_that_is_weighed(town: Fjordvik) -> None:
    story = child(town, 12)
    consent = form(story)
    for giver in givers(story):
        signed(story, consent, giver)
    heard(story, consent, View.AGAINST)
    assert now_status(story, consent) is Status.CONFLICTING
    assert sight(town.actor("per"), story.case.pk) is None
    heard(story, consent, View.AGAINST, weighed="Skolen må vite om medisinen. Vi har snakket om det to ganger.")
    assert now_status(story, consent) is Status.GIVEN
    assert [one.view for one in consent.hearings.all()] == ["against", "against"]


def test_a_younger_child_is_heard_and_the_parents_decide(town: Fjordvik) -> None:
    story = child(town, 8)
    consent = form(story)
    heard(story, consent, View.AGAINST)
    for giver in givers(story):
        signed(story, consent, giver)
    assert now_status(story, consent) is Status.GIVEN


def test_a_child_writes_the_own_view_and_cannot_weigh_it(town: Fjordvik) -> None:
    story = child(town, 13)
    ada = story.sign_in("ada.test")
    consent = form(story)
    with pytest.raises(Invalid) as caught:
        hear_person(actor=ada, consent=consent, view=View.AGAINST, said="Nei", heard_by="Ada", on=today(), weighed="Jo")
    assert caught.value.field == "weighed"
    hear_person(actor=ada, consent=consent, view=View.AGREES, said="Ja", heard_by="Ada", on=today())
    mona = story.sign_in("mona.test", "mor")
    with pytest.raises(Refused):
        hear_person(actor=mona, consent=consent, view=View.AGREES, said="Hun vil", heard_by="Mona", on=today())


def test_what_was_heard_needs_its_words_and_a_day_after_the_form(town: Fjordvik) -> None:
    story = child(town)
    consent = form(story)
    with pytest.raises(Invalid) as caught:
        hear_person(actor=story.lead, consent=consent, view=View.AGREES, said=" ", heard_by="Kari", on=today())
    assert caught.value.field == "said"
    with pytest.raises(Invalid, match="før skjemaet ble laget"):
        heard(story, consent, on=today() - DAY)


# ── answering again ──────────────────────────────────────────────────────────


def test_a_new_answer_resolves_the_conflict_and_the_old_one_is_kept(town: Fjordvik) -> None:
    story = child(town)
    mother, father = givers(story)
    consent = form(story)
    heard(story, consent)
    signed(story, consent, mother)
    signed(story, consent, father, yes=False)
    assert now_status(story, consent) is Status.CONFLICTING
    signed(story, consent, father)
    assert now_status(story, consent) is Status.GIVEN
    said = [(one.representation_id, one.yes, one.told) for one in consent.answers.all()]
    assert said == [(mother, True, ""), (father, False, "Ingen får vite noe."), (father, True, "")]
    assert len({one.shown_sha256 for one in consent.answers.all()}) == 1


def test_a_no_needs_what_was_told_of_what_it_means(town: Fjordvik) -> None:
    story = teamed(town)
    consent = form(story)
    with pytest.raises(Invalid) as caught:
        answer_consent(
            actor=story.lead, consent=consent, giver_id=None, yes=False, on=today(), evidence=Evidence.SPOKEN,
            witness="Jonas", note="Nei",
        )  # fmt: skip
    assert caught.value.field == "told"
    assert not consent.answers.exists()


# ── which matter ─────────────────────────────────────────────────────────────


def test_one_parent_is_enough_for_daily_care_and_the_other_cannot_take_it_back(town: Fjordvik) -> None:
    story = child(town)
    mother, father = givers(story)
    consent = special(story, Matter.DAILY_CARE, "Gymsko og turdager.")
    heard(story, consent)
    signed(story, consent, father, yes=False)
    assert now_status(story, consent) is Status.AWAITING
    signed(story, consent, mother)
    assert now_status(story, consent) is Status.GIVEN
    assert consent.basis == Basis.ONE_PARENT
    finn = story.sign_in("finn.test", "far")
    with pytest.raises(Refused):
        withdraw_consent(actor=finn, consent=consent)
    mona = story.sign_in("mona.test", "mor")
    withdraw_consent(actor=mona, consent=consent)
    assert sight(town.actor("per"), story.case.pk) is None


def test_a_child_of_twelve_answers_alone_for_the_own_matter(town: Fjordvik) -> None:
    story = child(town, 12)
    consent = special(story, Matter.OWN)
    with pytest.raises(Invalid):
        signed(story, consent, story.case.subject.representations.earliest("id").pk)
    with pytest.raises(Invalid, match="Foreldrene kan se papirene"):
        signed(story, consent, None)
    ada, mona = story.sign_in("ada.test"), story.sign_in("mona.test", "mor")
    answer_consent(actor=ada, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SIGNED_IN)
    assert now_status(story, consent) is Status.GIVEN
    with pytest.raises(Refused):
        withdraw_consent(actor=mona, consent=consent)
    told = {"": True, Reader.SUBJECT: True, Reader.REPRESENTATIVE: False}
    assert {reader: _told_of(town, story, reader) for reader in told} == told


def _told_of(town: Fjordvik, story: Story, reader: str) -> bool:
    """Whether the reader is told what the school may see, and that it may: the same on both pages."""
    school = town.units["skole"].name
    with tenant(town.id, reader):
        seen = {one.seat.unit.name: bool(one.parts) for one in places(story.case, now())}[school]
        reads = school in {row.unit for group in readers(story.case) for row in group.readers}
    assert seen == reads
    return seen


def test_a_special_matter_is_for_children_and_needs_a_reason(town: Fjordvik) -> None:
    adult, young = teamed(town), child(town, 11)
    for story, matter, reason, field in (
        (adult, Matter.OWN, "x", "matter"),
        (adult, Matter.DAILY_CARE, "x", "matter"),
        (young, Matter.OWN, "x", "matter"),
        (young, Matter.AVOID_HARM, " ", "matter_reason"),
    ):
        with pytest.raises(Invalid) as caught:
            special(story, matter, reason)
        assert caught.value.field == field


# ── those who cannot, and who has the care ───────────────────────────────────


def test_a_youth_who_cannot_is_answered_for_by_parents_and_never_against_her_will(town: Fjordvik) -> None:
    story = child(town, 16)
    assert required_givers(story.case, today())[0].representation_id is None
    cannot_consent(story)
    consent = form(story)
    for giver in givers(story):
        signed(story, consent, giver)
    heard(story, consent, View.AGAINST, weighed="Vi mener det trengs.")
    assert now_status(story, consent) is Status.CONFLICTING
    heard(story, consent, View.NO_VIEW)
    assert now_status(story, consent) is Status.GIVEN
    assert consent.basis == Basis.YOUTH_PARENTS


def test_when_the_person_can_answer_again_what_others_said_ends(town: Fjordvik) -> None:
    story = child(town, 17)
    inability = cannot_consent(story, ago=30)
    consent = form(story)
    heard(story, consent)
    for giver in givers(story):
        signed(story, consent, giver)
    assert sight(town.actor("per"), story.case.pk) is not None
    end_inability(actor=story.lead, inability=inability, on=today() - DAY, reason="Er blitt frisk.")
    assert sight(town.actor("per"), story.case.pk) is None
    assert now_status(story, consent) is Status.WITHDRAWN
    assert givers(story) == [None]


def test_the_act_is_written_reasoned_and_shown(town: Fjordvik) -> None:
    story = teamed(town)
    with pytest.raises(Invalid) as caught:
        cannot_consent(story, kin_note="")
    assert caught.value.field == "kin_note"
    cannot_consent(story)
    with pytest.raises(Invalid, match="allerede en vurdering"):
        cannot_consent(story)
    assert circumstances(story.case, today()).required().basis is Basis.NOBODY


def test_next_of_kin_answers_for_an_adult_who_cannot_and_sees_nothing(town: Fjordvik) -> None:
    story = teamed(town)
    sister = add_related_person(
        actor=story.lead, case=story.case, given_name="Siv", family_name="A", relation=Relation.SIBLING
    )
    kin = add_representation(
        actor=story.lead, case=story.case, related=sister, mandate=Mandate.NEXT_OF_KIN, started_on=today(),
        mandate_text="Pekt ut av Ada.",
    )  # fmt: skip
    assert givers(story) == [None]
    cannot_consent(story)
    assert givers(story) == [kin.pk]
    story.related["siv"] = sister
    assert sight(story.sign_in("siv.test", "siv"), story.case.pk) is None


def test_a_guardian_answers_when_the_paper_shows_the_mandate(town: Fjordvik) -> None:
    story = teamed(town)
    story.guardian("verge", ("Astrid", "V"), (Scope.PERSONAL,))
    cannot_consent(story)
    consent = form(story)
    heard(story, consent)
    (guardian,) = givers(story)
    with pytest.raises(Invalid, match="papiret som viser"):
        signed(story, consent, guardian)
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DECISION, title="Fullmakt", content=A_PDF, received_on=today()
    )
    assert story.guardianship is not None
    show_mandate(actor=story.lead, case=story.case, representation=story.guardianship, paper=paper, on=today())
    signed(story, consent, guardian)
    assert now_status(story, consent) is Status.GIVEN


def test_child_welfare_that_has_the_care_answers_in_place_of_the_parents(town: Fjordvik) -> None:
    story = child(town)
    welfare = add_related_person(
        actor=story.office, case=story.case, given_name="Barneverntjenesten", family_name="Fjordvik",
        relation=Relation.OTHER,
    )  # fmt: skip
    taken = add_representation(
        actor=story.office, case=story.case, related=welfare, mandate=Mandate.CHILD_WELFARE, started_on=today()
    )
    assert givers(story) == [taken.pk]


# ── how long it lasts ────────────────────────────────────────────────────────


def test_what_parents_say_ends_the_day_before_the_child_is_sixteen(town: Fjordvik) -> None:
    story = child(town, 15)
    consent = form(story)
    heard(story, consent)
    for giver in givers(story):
        signed(story, consent, giver)
    consent.refresh_from_db()
    assert story.case.subject.born_on is not None
    assert consent.ended_on == first_day_aged(story.case.subject.born_on, 16) - DAY
    assert consent.asked_until == today() + 365 * DAY
