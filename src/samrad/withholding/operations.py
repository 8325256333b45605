"""Withholding something, and lifting it."""

from typing import Any

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, allow
from samrad.cases.models import Case
from samrad.kernel.checks import filled
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.people.rules import age
from samrad.withholding.models import Withheld
from samrad.withholding.queries import Item, items
from samrad.withholding.rules import GROWN, YOUNGEST, Reason


def _withholds(*, actor: Actor, case: Case, reason: Reason, **_: Any) -> None:
    """A policy: who leads the case; the person herself, of what she keeps from those who represent her."""
    own = actor.capacity is Capacity.SELF and reason is Reason.YOUTH
    allow(*LEADING, *(["subject"] if own else []), closed=True)(actor=actor, case=case)


@operation(affects="case", allow=_withholds)
def withhold(*, actor: Actor, case: Case, item: Item, reason: Reason, decision: str) -> Withheld:
    """Withholds one thing of the case, from now on and wherever it stands. Raises `Invalid`.

    What a young person keeps from the parents is for those of 12 to 17 years (L-CO-13). A refusal of insight is a
    decision with its reasons in writing, which the person is told (L-JO-06).
    """
    years = age(case.subject.born_on, today())
    if reason is Reason.YOUTH and not (years is not None and YOUNGEST <= years < GROWN):
        raise Invalid("Dette gjelder ungdom fra 12 til 17 år.", "reason")
    if item not in items(case):
        raise Invalid("Velg noe som står i denne saken.", "item")
    if Withheld.objects.filter(
        thing=item.thing, thing_id=item.thing_id, reason=reason, lifted_on__isnull=True
    ).exists():
        raise Invalid("Dette holdes allerede tilbake.", "item")
    words = filled(decision, field="decision", sentence="Skriv hvorfor.")
    return Withheld.objects.create(
        case=case, thing=item.thing, thing_id=item.thing_id, reason=reason, decision=words, decided_on=today(),
        decided_by=actor.name,
    )  # fmt: skip


def _lifts(*, actor: Actor, mark: Withheld, **_: Any) -> None:
    """A policy: who leads the case; the person herself, of what she asked for. What she asked for is hers to lift."""
    _withholds(actor=actor, case=mark.case, reason=Reason(mark.reason))
    if actor.capacity is not Capacity.SELF and mark.reason == Reason.YOUTH and mark.decided_by != actor.name:
        raise Refused("Ungdommen har bedt om dette selv. Bare ungdommen kan ta det tilbake.")


@operation(affects="mark", allow=_lifts)
def lift(*, actor: Actor, mark: Withheld) -> Withheld:
    """What was withheld is shown again."""
    mark.lifted_on, mark.lifted_by = today(), actor.name
    mark.save()
    return mark
