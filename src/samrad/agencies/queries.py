"""Finding municipalities, agencies and units."""

from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from samrad.agencies.models import Agency, Municipality, Unit
from samrad.agencies.rules import UnitKind


def municipality(municipality_id: int) -> Municipality:
    """The municipality. Raises `Municipality.DoesNotExist`."""
    return Municipality.objects.get(pk=municipality_id)


def municipalities() -> QuerySet[Municipality]:
    """All municipalities of this installation that are set up, by name."""
    return Municipality.objects.filter(set_up_at__isnull=False)


def agencies() -> QuerySet[Agency]:
    """The tenant's agencies, by name."""
    return Agency.objects.order_by("name")


def open_units(on: date) -> QuerySet[Unit]:
    """Units that are open on the day, by agency and name."""
    return (
        Unit.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
        .select_related("agency")
        .order_by("agency__name", "name")
    )


def all_units() -> QuerySet[Unit]:
    """Every unit, those that have an end last."""
    ends = ExpressionWrapper(Q(ended_on__isnull=False), output_field=BooleanField())
    return Unit.objects.select_related("agency").order_by(ends, "agency__name", "name")


def unit_by_id(unit_id: int) -> Unit | None:
    """The unit with this key, in this municipality."""
    return Unit.objects.select_related("agency").filter(pk=unit_id).first()


def is_set_up(number: str) -> bool:
    """Whether a municipality with this number is in this installation."""
    return Municipality.objects.filter(number=number).exists()


def coordinating_unit(on: date) -> Unit | None:
    """The coordinating unit that is open on the day."""
    return open_units(on).filter(kind=UnitKind.COORDINATING_UNIT).first()


def demo_municipalities() -> QuerySet[Municipality]:
    """The invented municipalities."""
    return Municipality.objects.filter(is_demo=True)
