"""A parent who by decision must not learn where the child is: no unit, place, telephone or name of the group stands on
any page, file or list that is left to see, whatever the address."""

from typing import Any

import pytest

from samrad.accounts.models import PersonalAccess
from samrad.cases.models import Case
from samrad.cases.operations.people import withhold_from
from samrad.cases.rules import Part
from samrad.meetings.models import Meeting
from samrad.people.models import RelatedPerson, Representation
from samrad.teams.models import Seat, SeatHolder
from tests.personas import Persona
from tests.town import open_town
from tests.web.addresses import Things, patterns
from tests.web.visiting import told

People = dict[str, Persona]
WHY = "Barnet og mor lever på sperret adresse."


def forbidden(case: Case, own: RelatedPerson) -> set[str]:
    """The words that say where the person is: units, who works there, telephones, places, and homes but one's own."""
    seats = Seat.objects.filter(case=case).select_related("unit")
    holders = SeatHolder.objects.filter(case=case).select_related("employment__unit")
    lead = case.appointments.get(ended_on=None).employment
    words = {one.unit.name for one in seats} | {one.unit.phone for one in seats} | {lead.unit.name}
    words |= {one.employment.name for one in holders if one.employment_id != lead.pk}
    words |= {one.employment.phone for one in holders if one.employment_id != lead.pk}
    others: list[Any] = [case.subject, *case.subject.related.exclude(pk=own.pk)]
    words |= {text for one in others for text in (one.address, one.phone, one.email)} - {own.address, own.phone}
    words |= set(Meeting.objects.filter(case=case).values_list("place", flat=True))
    return {word for word in words if len(word) > 2}


@pytest.mark.parametrize("left", [(), (Part.ABOUT_ME,), (Part.ABOUT_ME, Part.NOTICE, Part.DECISION)])
def test_no_page_says_where_the_person_is(undone: Things, people: People, left: tuple[Part, ...]) -> None:
    mother, case_id = people["parentA"].signed_in(), undone.cases["Ola"]
    with open_town("9901") as town:
        case = Case.objects.get(pk=case_id)
        own = PersonalAccess.objects.get(user__username=mother.username).related_person
        assert own is not None
        words = forbidden(case, own)
        for one in Representation.objects.filter(subject=case.subject_id, ended_on=None):
            withhold_from(actor=town.actor("kari"), case=case, representation=one, reason=WHY, parts=left)
    assert words
    said: dict[str, Any] = {}
    opened = 0
    for name, wanted in patterns().items():
        if name in ("routine:read", "service:offers", "intake:booklet", "intake:booklet_pdf"):
            continue
        path, _ = undone.address(name, wanted, case_id, case_id)
        answer = mother.opens(path)
        if answer.status_code == 200:
            opened += 1
            text = told(b"".join(answer.streaming_content) if answer.streaming else answer.content)
            found = sorted(word for word in words if word in text)
            if found:
                said[name] = found
    assert opened > 5
    assert said == {}
