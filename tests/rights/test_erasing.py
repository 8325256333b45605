"""What is erased is nowhere, and that it is erased stands: when, why and by whom."""

from datetime import timedelta
from typing import Any

import pytest

from samrad.accounts.models import PersonalAccess
from samrad.accounts.operations.drafts import save_draft
from samrad.accounts.rules import Actor
from samrad.audit.models import Event
from samrad.audit.operations import record_reading, seal
from samrad.audit.queries import events_of, log_of, verify
from samrad.cases.models import Case
from samrad.cases.operations.sign_in import give_personal_access
from samrad.cases.rules import LifeArea, Part
from samrad.commands.demo.beginning import A_PDF
from samrad.commands.demo.story import Story
from samrad.duties.schema import shipped
from samrad.kernel.clock import today
from samrad.kernel.erasing import ERASED
from samrad.kernel.errors import Invalid, Refused
from samrad.papers.operations import add_paper
from samrad.people.models import Person, RelatedPerson
from samrad.plans.models import Goal, PlanText
from samrad.plans.operations import publish_edition, write_text
from samrad.plans.queries import current_plan
from samrad.plans.rules import Section
from samrad.rights.models import Erasure, Request
from samrad.rights.operations.answering import answer_request
from samrad.rights.operations.asking import ask
from samrad.rights.operations.erasing import erase, erase_case
from samrad.rights.rules import ErasureGround, RequestKind, RequestOutcome
from tests import database
from tests.rights.everywhere import tables_holding
from tests.rights.test_log import oneself
from tests.routines.following import following_text
from tests.stories import child, coordinated, teamed
from tests.town import Fjordvik, open_town, systemansvarlig

SECRET = "Kvitrefink bor i skapet mitt."
WRONG = ErasureGround.WRONG_PERSON


def written(town: Fjordvik, story: Story | None = None) -> tuple[Story, PlanText]:
    """A case with the words in a plan text, its history, an edition, a draft, a file and what was asked about them."""
    story = story or teamed(town)
    story.planned(
        20, {Section.IMPORTANT: SECRET, Section.TOOK_PART: "Ada var med."}, [("Ta bussen", LifeArea.TRANSPORT, "")]
    )
    plan = current_plan(story.case, today())
    assert plan is not None
    text = PlanText.objects.get(plan=plan, section=Section.IMPORTANT)
    write_text(actor=story.lead, plan=plan, section=Section.IMPORTANT, text=f"{SECRET} Ja.", version=text.version)
    publish_edition(actor=story.lead, plan=plan, on=today())
    own = oneself(town, story)
    save_draft(actor=own, place="plan-text", fields={"text": [f"Nytt: {SECRET} Ja."]})
    add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Kvitrefink", content=A_PDF + SECRET.encode(),
        received_on=today(),
    )  # fmt: skip
    ask(
        actor=own, case=story.case, kind=RequestKind.CORRECTION, text=f"Feil: {SECRET}", part=Part.ABOUT_ME,
        thing="plans.plantext", thing_id=text.pk,
    )  # fmt: skip
    text.refresh_from_db()
    return story, text


@pytest.mark.usefixtures("committed")
def test_what_is_erased_is_nowhere_in_the_database() -> None:
    name = f"{database.OWN}_committed"
    with open_town("9901") as town:
        story, text = written(town)
        paper = story.case.papers.get(title="Kvitrefink")
        asked = story.case.rights_requests.get()
        answer_request(
            actor=story.lead, request=asked, on=today(), outcome=RequestOutcome.GRANTED, answer="Du har rett.",
            addition=f"Det heter ikke {SECRET}",
        )  # fmt: skip
    assert tables_holding(name, "kvitrefink") == {
        "plans_plantext", "plans_plantextevent", "plans_planedition", "accounts_draft", "papers_paper",
        "papers_papercontent", "rights_request", "rights_addition",
    }  # fmt: skip
    with open_town("9901"):
        for thing, row in (("plans.plantext", text.pk), ("papers.paper", paper.pk)):
            erase(
                actor=story.lead, case=story.case, thing=thing, thing_id=row, ground=WRONG, reason="Gjelder en annen."
            )
    assert tables_holding(name, "kvitrefink") == set()
    with open_town("9901"):
        assert PlanText.objects.get(pk=text.pk).text == ERASED
        left = Erasure.objects.filter(case=story.case)
        assert {(one.thing, one.by, one.on) for one in left} == {
            ("plans.plantext", story.lead.name, today()), ("papers.paper", story.lead.name, today()),
        }  # fmt: skip
        assert Event.objects.filter(case_id=story.case.pk, operation="rights.erase").count() == 2


def test_the_reason_is_asked_for_and_must_not_tell_what_stood_there(town: Fjordvik) -> None:
    story, text = written(town)
    for reason in (" ", f"Det sto «{text.text}»"):
        with pytest.raises(Invalid) as caught:
            erase(
                actor=story.lead, case=story.case, thing="plans.plantext", thing_id=text.pk, ground=WRONG, reason=reason
            )
        assert caught.value.field == "reason"
    text.refresh_from_db()
    assert text.text == f"{SECRET} Ja."


def test_only_who_sees_the_text_or_answers_a_request_about_it_erases(town: Fjordvik) -> None:
    story, text = written(town)
    given: dict[str, Any] = {
        "case": story.case,
        "thing": "plans.plantext",
        "thing_id": text.pk,
        "ground": WRONG,
        "reason": "Feil.",
    }
    for who in (town.actor("per"), town.actor("ke"), oneself(town, coordinated(town))):
        with pytest.raises(Refused):
            erase(actor=who, **given)
    other = coordinated(town)
    with pytest.raises(Refused):
        erase(actor=story.lead, **{**given, "case": other.case})
    own = oneself(town, story)
    asked = ask(
        actor=own, case=story.case, kind=RequestKind.DELETION, text=f"Slett: {SECRET}", part=Part.ABOUT_ME,
        thing="plans.plantext", thing_id=text.pk,
    )  # fmt: skip
    answer_request(
        actor=town.actor("ke"), request=asked, on=today(), outcome=RequestOutcome.GRANTED, answer="Det slettes.",
        ground=WRONG,
    )  # fmt: skip
    text.refresh_from_db()
    asked.refresh_from_db()
    assert (text.text, asked.text, asked.answer) == (ERASED, ERASED, "Det slettes.")
    assert Erasure.objects.get(request=asked).by == town.actor("ke").name


def test_a_refused_deletion_leaves_the_text_and_its_reason(town: Fjordvik) -> None:
    story, text = written(town)
    asked = ask(
        actor=oneself(town, story), case=story.case, kind=RequestKind.DELETION, text="Slett dette.", part=Part.ABOUT_ME,
        thing="plans.plantext", thing_id=text.pk,
    )  # fmt: skip
    answer_request(
        actor=story.lead, request=asked, on=today(), outcome=RequestOutcome.REFUSED, answer="Arkivlova § 13."
    )
    text.refresh_from_db()
    assert text.text == f"{SECRET} Ja."
    assert Request.objects.get(pk=asked.pk).answer == "Arkivlova § 13."
    assert not Erasure.objects.exists()


def test_what_is_asked_for_names_a_text_of_the_case_and_of_the_part(town: Fjordvik) -> None:
    story, text = written(town)
    _, elsewhere = written(town)
    before = Request.objects.count()
    asking: dict[str, Any] = {"actor": oneself(town, story), "case": story.case, "kind": RequestKind.DELETION}
    for part, thing, pk in (
        (Part.ABOUT_ME, "plans.plantext", elsewhere.pk),
        (Part.TEAM, "plans.plantext", text.pk),
        (None, "plans.plantext", text.pk),
        (Part.ABOUT_ME, "accounts.user", 1),
        (Part.ABOUT_ME, "plans.plantext", None),
    ):
        with pytest.raises(Refused):
            ask(**asking, text="Slett dette.", part=part, thing=thing, thing_id=pk)
    assert Request.objects.count() == before


def test_a_stale_page_does_not_bring_the_words_back(town: Fjordvik) -> None:
    story, _ = written(town)
    goal = Goal.objects.get(case=story.case)
    erase(actor=story.lead, case=story.case, thing="plans.goal", thing_id=goal.pk, ground=WRONG, reason="Feil person.")
    before = goal.version
    goal.refresh_from_db()
    assert goal.title == ERASED
    assert goal.version > before


def closed_and_kept(story: Story, *, ended: int, kept: str) -> None:
    """The case ended so many days ago, and the routine says how long it is kept ("" when it does not)."""
    text = shipped("storlia")
    following_text(text.replace("[settings]\n", f'[settings]\nkept_after_closing = "{kept}"\n') if kept else text)
    day = today() - timedelta(days=ended)
    Case.objects.filter(pk=story.case.pk).update(
        opened_on=day - timedelta(days=70), ended_on=day, end_reason="need_ended", end_note=SECRET
    )
    story.case.refresh_from_db()


@pytest.mark.usefixtures("committed")
def test_of_a_case_that_is_kept_no_longer_there_is_nothing_but_that_it_was_erased() -> None:
    name = f"{database.OWN}_committed"
    with open_town("9901") as town:
        story, _ = written(town, child(town))
        mother = story.case.subject.related.get(given_name="Mona")
        RelatedPerson.objects.filter(pk=mother.pk).update(phone="90909090", email="mona@kvitrefink.example")
        give_personal_access(
            actor=story.lead, case=story.case, username="mona.prøvesen", started_on=today(), related=mother
        )
        office = town.actor("ke")
        record_reading(office, address="case:overview", case_id=story.case.pk)
        seal()
        closed_and_kept(story, ended=400, kept="1 year")
    assert {"people_person", "people_relatedperson"} < tables_holding(name, "prøvesen", "kvitrefink", "90909090")
    with open_town("9901"):
        left = erase_case(
            actor=office, case=story.case, permission="Tillatelse 1", confirmed_on=today(), number=story.case.number
        )
        assert (left.ground, left.thing) == ("retention", "cases.case")
        seal()
        assert verify({}).broken == []
        assert [one.operation for one in events_of(story.case.pk)] == ["rights.erase_case"]
        assert not log_of(story.case.pk).exists()
        assert not PersonalAccess.objects.filter(related_person=mother).exists()
        born_on = Person.objects.get(pk=story.case.subject_id).born_on
        assert born_on is not None
        assert (born_on.month, born_on.day) == (1, 1)
    assert tables_holding(name, "prøvesen", "kvitrefink", "90909090") == set()


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no permission": ({"permission": " "}, "permission", "tillatelse"),
    "a day to come": ({"confirmed_on": today() + timedelta(days=1)}, "confirmed_on", "ikke fram i tid"),
    "another case": ({"number": "1999-1"}, "number", "ikke nummeret"),
}


def test_a_case_is_erased_when_its_time_is_over_by_who_may_and_as_it_should(town: Fjordvik) -> None:
    story = coordinated(town)
    right: dict[str, Any] = {"permission": "Tillatelse 1", "confirmed_on": today(), "number": story.case.number}

    def refused(actor: Actor, changed: dict[str, Any]) -> Invalid:
        with pytest.raises(Invalid) as caught:
            erase_case(actor=actor, case=story.case, **(right | changed))
        return caught.value

    office = town.actor("ke")
    assert "ikke avsluttet" in refused(office, {}).sentence
    closed_and_kept(story, ended=366, kept="")
    assert "Rutinen sier ikke" in refused(office, {}).sentence
    closed_and_kept(story, ended=300, kept="1 year")
    assert "oppbevares til og med" in refused(office, {}).sentence
    closed_and_kept(story, ended=366 + 2, kept="1 year")
    for changed, field, words in REFUSED.values():
        found = refused(office, changed)
        assert (found.field, words in found.sentence) == (field, True)
    for actor in (story.lead, systemansvarlig(town)):
        with pytest.raises(Refused):
            erase_case(actor=actor, case=story.case, **right)
    erase_case(actor=office, case=story.case, **right)
    assert "allerede slettet" in refused(office, {}).sentence


def test_the_person_stays_while_another_case_of_hers_stands(town: Fjordvik) -> None:
    story = coordinated(town)
    closed_and_kept(story, ended=400, kept="1 year")
    person = story.case.subject
    Case.objects.create(number="2001-1", subject=person, opened_on=today())
    erase_case(actor=town.actor("ke"), case=story.case, permission="T", confirmed_on=today(), number=story.case.number)
    assert Person.objects.get(pk=person.pk).name == person.name
