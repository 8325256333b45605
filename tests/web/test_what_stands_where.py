"""Words of the routine, and news, where people meet them on the screens."""

import pytest

from samrad.kernel.clock import now, today
from samrad.meetings.models import Meeting
from samrad.teams.models import Seat
from samrad.teams.operations import end_seat
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things
from tests.web.filling import page

People = dict[str, Persona]
requirement = pytest.mark.requirement
NOT_HERE = "Dette hører ikke hjemme i møtet når du er ansatt"


@requirement("S3-035")
def test_the_office_hears_at_once_when_a_member_leaves(undone: Things, people: People) -> None:
    ended = "Kari Moen avsluttet en deltakerplass"
    assert ended not in page(people["office"], "/i-dag/")
    with open_town("9901") as town:
        seat = Seat.objects.filter(case=undone.cases["Ola"], ended_on__isnull=True).order_by("id")[0]
        end_seat(actor=town.actor("kari"), seat=seat, on=today(), reason="Sluttet")
    assert ended in page(people["office"], "/i-dag/")


@requirement("S3-017", "S3-117")
def test_what_does_not_belong_in_the_meeting_is_told_to_employees_only(undone: Things, people: People) -> None:
    case_id = undone.cases["Ola"]
    with open_town("9901"):
        meeting = Meeting.objects.filter(case=case_id, starts_at__gt=now()).order_by("starts_at")[0]
    path = f"/sak/{case_id}/moter/{meeting.pk}/sak/"
    assert NOT_HERE in page(people["coordinator"], path)
    assert NOT_HERE not in page(people["parentA"], path)


@requirement("S3-105")
def test_who_writes_a_goal_is_reminded_of_what_belongs_there_and_the_person_is_not(
    undone: Things, people: People
) -> None:
    path = f"/sak/{undone.cases['Ola']}/plan/mal/"
    assert "Skriv bare det som angår tjenestene som leser dette" in page(people["coordinator"], path)
    assert "Skriv bare det som angår" not in page(people["child11"], path)


@pytest.mark.parametrize(
    ("who", "path"), [("office", "/oversikt/"), ("office", "/koordinatorer/"), ("leader", "/enheten/")]
)
def test_who_has_the_list_of_those_near_finds_the_way_to_it(site: Things, people: People, who: str, path: str) -> None:
    assert 'href="/nar-tilknytning/"' in people[who].signed_in().opens(path).content.decode()
