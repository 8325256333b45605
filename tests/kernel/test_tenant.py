"""The tenant: nothing is seen or written without it, and nothing leaks between them."""

import pytest
from django.db import DatabaseError, transaction

from samrad.agencies.models import Municipality, Unit
from samrad.kernel.tenant import tenant


def test_without_a_tenant_no_row_is_seen(db: None) -> None:
    assert Unit.objects.count() == 0
    with tenant(Municipality.objects.get(number="9901").pk):
        assert Unit.objects.count() > 10


def test_the_outer_tenant_comes_back(db: None) -> None:
    first, second = Municipality.objects.order_by("number").values_list("pk", flat=True)[:2]
    with tenant(first):
        mine = set(Unit.objects.values_list("pk", flat=True))
        with tenant(second):
            assert not mine & set(Unit.objects.values_list("pk", flat=True))
        assert set(Unit.objects.values_list("pk", flat=True)) == mine


def test_a_row_cannot_be_written_for_another_tenant(db: None) -> None:
    first, second = Municipality.objects.order_by("number").values_list("pk", flat=True)[:2]
    with tenant(first):
        unit = Unit.objects.first()
        assert unit is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(municipality_id=second)
