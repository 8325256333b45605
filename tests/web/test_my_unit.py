"""What the leader of a unit sees of it: who has read the routine, and how many deadlines are passed; no case."""

import re

import pytest

from samrad.kernel.clock import today
from samrad.notices.models import OutboxMessage
from samrad.routines.models import RoutineReading
from samrad.routines.queries import versions
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import words

People = dict[str, Persona]


@pytest.mark.requirement("S0-008", "S4-007")
def test_the_leader_sees_who_has_not_read_the_routine_and_sends_it_to_them(undone: Things, people: People) -> None:
    boss = people["leader"].signed_in()
    before = words(boss.opens("/enheten/"))
    assert "Ikke lest" in before
    sent = boss.sends("/enheten/send-rutinen/", {})
    assert sent.status_code == 302
    with open_town("9901"):
        mails = list(OutboxMessage.objects.filter(template="routine"))
        assert mails
        assert boss.sends("/enheten/send-rutinen/", {}).status_code == 302
        assert OutboxMessage.objects.filter(template="routine").count() == len(mails)
        version = int(versions()[0].id)
        for one in mails:
            RoutineReading.objects.create(version_id=version, employment_id=one.data["employment"], read_on=today())
    after = words(boss.opens("/enheten/"))
    assert "Ikke lest" not in after
    assert "Alle har lest rutinen." in after


@pytest.mark.requirement("S0-038", "S4-007")
def test_late_deadlines_are_counted_by_rule_and_name_without_a_word_of_any_case(undone: Things, people: People) -> None:
    page = words(people["leader"].signed_in().opens("/enheten/"))
    found = re.search(r"Passerte frister \((\d+)\)", page)
    assert found
    assert int(found.group(1)) > 0
    late = page[found.end() :]
    assert "Les rutinen" in late
    assert not [name for name in undone.names() if re.search(rf"\b{name}\b", late) and name not in _staff()]


def _staff() -> set[str]:
    with open_town("9901") as town:
        return {word for one in town.staff.values() for word in re.findall(r"\w+", one.name)}
