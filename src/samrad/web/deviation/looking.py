"""What of a case's deviations and matters may be shown, and to whom."""

from typing import Any

from django.http import Http404

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.deviations.queries import deviation_in, deviations, matter_in, matters
from samrad.deviations.rules import Level, Step

READERS = (*LEADING, *PERSONAL, "seat", "registry", "raised_deviation", "lifted_leader")


def sees_matters(sight: Sight) -> bool:
    """Whether all matters of the case may be shown: deviations, or all of the minutes (the group hears the answer)."""
    whole_minutes = sight.may(Part.MINUTES) and sight.sees.parts.get(Part.MINUTES) is None
    return sight.may(Part.DEVIATIONS) or whole_minutes


def deviation_shown(sight: Sight, one: Any) -> bool:
    """Whether a deviation may be shown: systemansvarlig sees those raised to it only."""
    if sight.may(Part.DEVIATIONS):
        return True
    return sight.has("raised_deviation") and one.level != Level.TEAM and one.closed_on is None


def matter_shown(request: Any, sight: Sight, one: Any) -> bool:
    """Whether a matter may be shown: to a leader until it is answered, to the office while it lies there."""
    if sees_matters(sight):
        return True
    steps = {step.step for step in one.steps.all()}
    at_office = Step.TO_OFFICE in steps and Step.OFFICE_ANSWERED not in steps and one.ended_on is None
    if sight.has("registry") and at_office:
        return True
    asked = any(unit.unit_id == request.actor.unit_id for unit in one.asked.all())
    return sight.has("lifted_leader") and asked and not one.answer and one.ended_on is None


def shown_deviations(sight: Sight) -> list[Any]:
    """The deviations of the case that may be shown."""
    return [one for one in deviations(sight.case) if deviation_shown(sight, one)]


def shown_matters(request: Any, sight: Sight) -> list[Any]:
    """The matters of the case that may be shown."""
    return [one for one in matters(sight.case) if matter_shown(request, sight, one)]


def the_deviation(sight: Sight, deviation_id: int) -> Any:
    """A deviation of the case that may be shown. Raises `Http404`."""
    found = deviation_in(sight.case, deviation_id)
    if found is None or not deviation_shown(sight, found):
        raise Http404
    return found


def the_matter(request: Any, sight: Sight, matter_id: int) -> Any:
    """A matter of the case that may be shown. Raises `Http404`."""
    found = matter_in(sight.case, matter_id)
    if found is None or not matter_shown(request, sight, found):
        raise Http404
    return found
