"""`samrad demo --cases N`: copies of told cases are cases of other people, with the same duties and history."""

import pytest
from django.apps import apps
from django.db.models import Count

from samrad.cases.models import Case
from samrad.commands.demo.copies import multiply
from samrad.meetings.rules import MeetingKind
from samrad.worklist.models import DutyRow
from tests import stories
from tests.town import Fjordvik


@pytest.mark.django_db(databases=["default", "owner"])
def test_copies_are_like_the_told_case_and_about_others(town: Fjordvik) -> None:
    told = stories.child(town)
    told.met(40, MeetingKind.START, {"voice": "Jeg vil være med."}, [])
    said: list[str] = []
    multiply(town.id, 3, said.append)

    cases = list(Case.objects.select_related("subject").annotate(duties_held=Count("duties")).order_by("pk"))
    assert len(cases) == 4
    assert len({case.number for case in cases}) == 4
    assert len({case.subject_id for case in cases}) == 4
    assert {case.duties_held for case in cases} == {DutyRow.objects.filter(case=told.case).count()}
    assert not any(case.stale_since for case in cases)
    assert not any(case.subject.identity_sealed for case in cases[1:])
    assert said[-1].strip() == "plikter i 3 av 3 saker"

    history = apps.get_model("meetings", "MinutesFieldEvent").objects.values("case_id").annotate(rows=Count("pgh_id"))
    assert [row["rows"] for row in history.order_by("case_id")] == [history.get(case_id=told.case.pk)["rows"]] * 4
