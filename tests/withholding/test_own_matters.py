"""A matter a child answers alone is kept from whoever acts for her: by the database, also from what forgets to filter."""

import pytest
from django.db import connection

from samrad.audit.models import Reading
from samrad.audit.operations import record_reading
from samrad.cases.access import sight, who_may_see
from samrad.cases.rules import Part
from samrad.commands.demo.story import Story
from samrad.consents.models import Consent
from samrad.consents.operations import answer_consent, hear_person, withdraw_consent, withdraw_grant
from samrad.consents.queries import consents, in_force_by_unit
from samrad.consents.rules import Evidence, Matter, View
from samrad.contact.operations import write_message
from samrad.deviations.operations.reporting import report_deviation
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Stale
from samrad.kernel.tenant import tenant
from samrad.people.models import Person
from samrad.people.rules import latest_birth
from samrad.plans.models import CarePlan, PlanEdition
from samrad.plans.queries.editions import contents, contents_seen
from samrad.rights.operations.asking import ask_about_reading
from samrad.rights.queries import entries, told
from samrad.withholding.operations import withhold
from samrad.withholding.queries import items
from samrad.withholding.rules import Reader, Reason, Thing, conditions, reader_setting
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import exempt
from tests.consents.test_answering import special
from tests.consents.test_consents import parts
from tests.stories import child
from tests.town import Fjordvik

PARENT, CHILD = Reader.REPRESENTATIVE, Reader.SUBJECT


def in_own_matter(town: Fjordvik, story: Story) -> Consent:
    """What the child says alone to the school, heard and answered."""
    consent = special(story, Matter.OWN)
    own = story.sign_in(f"eget.{story.case.pk}")
    hear_person(actor=own, consent=consent, view=View.AGREES, said="Jeg vil.", heard_by="Ada", on=today())
    answer_consent(actor=own, consent=consent, giver_id=None, yes=True, on=today(), evidence=Evidence.SIGNED_IN)
    consent.refresh_from_db()
    return consent


def rows(table: str, where: str, value: int | str) -> int:
    """How many rows of a table a query that filters nothing but this finds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}", [value])
        (found,) = cursor.fetchone()
    return int(found)


def test_no_query_finds_it_for_a_parent_and_every_query_for_the_child(town: Fjordvik) -> None:
    story = child(town, 13)
    others = story.consented(20, "ergo")
    own = in_own_matter(town, story)
    grant = own.grants.get()
    duty = DutyRow.objects.filter(case=story.case, anchor_fact=f"grant-{grant.pk}").latest("id")
    exempt(actor=story.lead, case=story.case, key=duty.key, on=today(), until=None, note="Hun vil ikke.")
    report_deviation(
        actor=story.lead, case=story.case, title="x", description="x", on=today(), duty_key=duty.key
    )  # fmt: skip
    looked_for: list[tuple[str, str, int | str]] = [
        ("consents_consent", "id = %s", own.pk), ("consents_grant", "consent_id = %s", own.pk),
        ("consents_consentanswer", "consent_id = %s", own.pk), ("consents_hearing", "consent_id = %s", own.pk),
        ("audit_event", "thing = 'consents.consent' AND thing_id = %s", own.pk),
        ("audit_event", "thing = 'consents.consentanswer' AND thing_id = %s", own.answers.get().pk),
        ("audit_event", "thing = 'consents.hearing' AND thing_id = %s", own.hearings.get().pk),
        ("worklist_dutyrow", "key = %s", duty.key), ("worklist_dutynote", "key = %s", duty.key),
        ("deviations_deviation", "duty_key = %s", duty.key),
    ]  # fmt: skip
    for reader, found in ((PARENT, False), (CHILD, True), ("", True)):
        with tenant(town.id, reader):
            assert {one[:2]: rows(*one) > 0 for one in looked_for} == {one[:2]: found for one in looked_for}
            assert not DutyRow.objects.filter(done_by=f"grant-{grant.pk}").exists() or found
            assert rows("consents_grant", "consent_id = %s", others.pk) == 1
            assert {one.pk for one in consents(story.case)} == ({own.pk, others.pk} if found else {others.pk})
            assert (town.units["skole"].pk in in_force_by_unit(story.case, now())) == found
            assert ("Per Bakkemo" in {one.name for one in who_may_see(story.case)}) == found


def test_it_stays_the_childs_own_when_she_is_grown(town: Fjordvik) -> None:
    story = child(town, 15)
    own = in_own_matter(town, story)
    for years in (16, 18):
        Person.objects.filter(pk=story.case.subject_id).update(born_on=latest_birth(years, today()))
        with tenant(town.id, PARENT):
            assert not Consent.objects.filter(pk=own.pk).exists()


def test_what_a_parent_does_is_worked_out_from_all_there_is(town: Fjordvik) -> None:
    story = child(town, 13)
    ordinary = story.consented(20, "ergo")
    own = in_own_matter(town, story)
    grant = own.grants.get()
    mother = story.sign_in("mor.trekker", "mor")
    of_own = DutyRow.objects.filter(anchor_fact=f"grant-{grant.pk}", lapsed_on=None)
    before = list(of_own.values_list("key", flat=True))
    with tenant(town.id, reader_setting(PARENT, mother.capacity_id or 0)):
        withdraw_consent(actor=mother, consent=ordinary)
    assert before
    assert list(of_own.values_list("key", flat=True)) == before
    assert sight(town.actor("per"), story.case.pk) is not None
    assert sight(town.actor("ergo"), story.case.pk) is None


def test_an_operation_is_not_handed_what_its_reader_may_not_see(town: Fjordvik) -> None:
    story = child(town, 13)
    own = in_own_matter(town, story)
    grant = own.grants.get()
    record_reading(town.actor("per"), address="plan:plan", case_id=story.case.pk, part="goals", ground="seat")
    row, mother = Reading.objects.latest("id"), story.sign_in("mor.prover", "mor")
    with tenant(town.id, PARENT):
        with pytest.raises(Stale):
            withdraw_consent(actor=mother, consent=own)
        with pytest.raises(Stale):
            withdraw_grant(actor=mother, grant=grant)
        with pytest.raises(Stale):
            ask_about_reading(actor=mother, case=story.case, reading=row, text="Hvorfor?")


def test_neither_the_childs_yes_nor_the_parents_ends_the_other(town: Fjordvik) -> None:
    story = child(town, 13)
    ordinary = story.consented(20, "skole", parts=(Part.GOALS,))
    own = in_own_matter(town, story)
    assert parts(town.actor("per"), story) == {"goals", "team"}
    again = story.consented(1, "skole", parts=(Part.MINUTES,))
    assert parts(town.actor("per"), story) == {"minutes", "team"}
    assert ordinary.grants.get().replaced_at is not None
    withdraw_consent(actor=story.lead, consent=again)
    assert parts(town.actor("per"), story) == {"team"}
    assert own.grants.get().replaced_at is None


@pytest.mark.parametrize(("part", "ground", "told"), [
    ("goals", "seat", True), ("team", "seat", False), ("", "called_in", True), ("team", "handling", True),
])  # fmt: skip
def test_a_visit_is_told_as_far_as_the_parents_own_yes_reaches(
    town: Fjordvik, part: str, ground: str, told: bool
) -> None:
    story = child(town, 13)
    story.consented(20, "skole", parts=(Part.GOALS,))
    in_own_matter(town, story)
    record_reading(town.actor("per"), address="plan:plan", case_id=story.case.pk, part=part, ground=ground)
    row = Reading.objects.latest("id")
    for reader, found in ((PARENT, told), (CHILD, True)):
        with tenant(town.id, reader):
            assert Reading.objects.filter(pk=row.pk).exists() == found


def test_a_list_is_kept_from_the_family_it_gives_away_and_from_no_other(town: Fjordvik) -> None:
    story, other = child(town, 13), child(town, 13)
    mothers = [one.sign_in(f"mor.{one.case.pk}", "mor").capacity_id or 0 for one in (story, other)]
    other.consented(20, "skole")
    in_own_matter(town, story)
    record_reading(town.actor("per"), address="case:mine", case_ids=[story.case.pk, other.case.pk])
    row = Reading.objects.latest("id")
    for mother, found in zip(mothers, (False, True), strict=True):
        with tenant(town.id, reader_setting(PARENT, mother)):
            assert Reading.objects.filter(pk=row.pk).exists() == found


def test_an_edition_of_the_plan_does_not_tell_a_parent_of_it(town: Fjordvik) -> None:
    story = child(town, 13)
    story.consented(20, "ergo")
    in_own_matter(town, story)
    plan = CarePlan.objects.create(case=story.case, started_on=today())
    edition = PlanEdition(case=story.case, contents=contents(plan))
    mother = story.sign_in("mor.leser", "mor")
    seen = sight(mother, story.case.pk)
    assert seen is not None
    for reader, units in ((PARENT, {"ergo"}), ("", {"ergo", "skole"})):
        with tenant(town.id, reader):
            kept = contents_seen(edition, seen)["consents"]["grants"]
            assert {one["unit"] for one in kept} == {town.units[unit].name for unit in units}


def test_what_is_withheld_stands_in_no_copy_a_parent_takes_along(town: Fjordvik) -> None:
    story = child(town, 13)
    mother = story.sign_in("mor.kopi", "mor")
    seen = sight(mother, story.case.pk)
    assert seen is not None
    write_message(actor=mother, case=story.case, text="Bare mellom oss.")
    item = next(one for one in items(story.case) if one.thing is Thing.MESSAGE)
    assert "Bare mellom oss." in {word for one in told(seen) for word in one.words}
    withhold(actor=story.lead, case=story.case, item=item, reason=Reason.YOUTH, decision="Hun ba om det.")
    in_own_matter(town, story)
    with tenant(town.id, PARENT):
        assert "Bare mellom oss." not in {word for one in told(seen) for word in one.words}
        assert [one.begins for one in entries(story.case, "contact.message")] == []
        assert entries(story.case, "consents.consent") == []
    assert [one.begins for one in entries(story.case, "contact.message")] == ["Bare mellom oss."]
    assert entries(story.case, "consents.consent")


def test_every_row_that_names_a_consent_is_kept(town: Fjordvik) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT k.conrelid::regclass::text FROM pg_constraint k
            WHERE k.contype = 'f' AND k.confrelid::regclass::text LIKE 'consents\\_%%'
            """
        )
        hanging = {table for (table,) in cursor.fetchall()}
    assert hanging <= set(conditions())
