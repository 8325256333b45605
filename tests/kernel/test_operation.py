"""An operation is allowed, locked, audited and projected, all or nothing."""

from functools import partial

import pytest

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, system_actor
from samrad.audit.models import Event
from samrad.cases.models import Case
from samrad.cases.operations.notices import map_interpreter
from samrad.cases.operations.people import change_person
from samrad.coordinators.models import CoordinatorAppointment
from samrad.coordinators.operations import appoint
from samrad.kernel import operation as kernel
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, ReadOnly, Refused, Stale
from samrad.kernel.operation import reading_only
from samrad.worklist.models import DutyRow
from samrad.worklist.operations import rebuild
from tests.at_once import at_once
from tests.stories import a_case, coordinated
from tests.town import Fjordvik, open_town


def test_a_write_leaves_an_event_of_the_case(town: Fjordvik) -> None:
    story = coordinated(town)
    map_interpreter(actor=story.lead, case=story.case, on=today(), needed=False)
    event = Event.objects.filter(case_id=story.case.pk).latest("id")
    assert (event.operation, event.actor_name, event.thing_id) == ("cases.map_interpreter", "Kari Moen", story.case.pk)


def test_a_refused_write_changes_nothing_and_leaves_no_event(town: Fjordvik) -> None:
    story = coordinated(town)
    before = Event.objects.count()
    with pytest.raises(Refused):
        map_interpreter(actor=town.actor("lise"), case=story.case, on=today(), needed=False)
    assert Event.objects.count() == before
    assert Case.objects.get(pk=story.case.pk).interpreter_mapped_on is None


def test_bad_input_leaves_nothing_half_done(town: Fjordvik) -> None:
    story = coordinated(town)
    with pytest.raises(Invalid) as caught:
        change_person(actor=story.lead, case=story.case, given_name="Ny", family_name=" ", born_on=None)
    assert caught.value.field == "family_name"
    story.case.subject.refresh_from_db()
    assert story.case.subject.given_name != "Ny"


def test_no_operation_runs_while_a_page_is_read(town: Fjordvik) -> None:
    story = coordinated(town)
    with reading_only(), pytest.raises(ReadOnly):
        map_interpreter(actor=story.lead, case=story.case, on=today(), needed=False)
    with reading_only(), pytest.raises(ReadOnly):
        Case.objects.filter(pk=story.case.pk).update(number="x")


def test_arguments_are_read_again_under_the_lock(town: Fjordvik) -> None:
    story = coordinated(town)
    old = Case.objects.get(pk=story.case.pk)
    map_interpreter(actor=story.lead, case=story.case, on=today(), needed=True, language="arabisk")
    map_interpreter(actor=story.lead, case=old, on=today(), needed=True, language="arabisk")
    assert old.interpreter_language == "arabisk"
    gone = Case.objects.get(pk=story.case.pk)
    gone.pk = 10**9
    with pytest.raises(Stale):
        map_interpreter(actor=system_actor(town.id, "test"), case=gone, on=today(), needed=False)


def test_a_failing_projection_lets_the_write_stand_and_marks_the_case(
    town: Fjordvik, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = coordinated(town)

    def fail(case_ids: frozenset[int]) -> None:
        DutyRow.objects.filter(case__in=case_ids).delete()
        raise RuntimeError("projection")

    monkeypatch.setitem(kernel._registry.projections, "worklist", fail)
    rows = DutyRow.objects.filter(case=story.case).count()
    map_interpreter(actor=story.lead, case=story.case, on=today(), needed=False)
    case = Case.objects.get(pk=story.case.pk)
    assert case.interpreter_mapped_on == today()
    assert case.stale_since is not None
    assert DutyRow.objects.filter(case=case).count() == rows
    monkeypatch.undo()
    rebuild(frozenset({case.pk}))
    assert Case.objects.get(pk=case.pk).stale_since is None


def test_two_at_once_appoint_one_coordinator(committed: None) -> None:
    with open_town("9901") as town:
        story = a_case(town)
        case_id, tenant_actor = story.case.pk, town.actor("ke")
        names = ("kari", "jonas")
        people = {name: town.staff[name] for name in names}
    results = at_once([partial(_appoint, "9901", case_id, tenant_actor, people[name]) for name in names])
    assert sorted(type(one).__name__ for one in results) == ["CoordinatorAppointment", "Invalid"]
    with open_town("9901"):
        assert CoordinatorAppointment.objects.filter(case=case_id).count() == 1


def _appoint(number: str, case_id: int, actor: Actor, employment: Employment) -> object:
    with open_town(number):
        case = Case.objects.get(pk=case_id)
        return appoint(actor=actor, case=case, employment=employment, on=today())
