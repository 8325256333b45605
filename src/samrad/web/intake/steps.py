"""The next step on the way from a notice to a coordinator: what to do, and where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from samrad.coordinators.rules import LeaderAnswer
from samrad.duties.routine import Routine
from samrad.web.layout.templatetags.words import day

if TYPE_CHECKING:
    from samrad.coordinators.models import CoordinatorProposal, UnitAssignment


@dataclass(frozen=True)
class Step:
    """What to do now in a case, why in a sentence, the words on the button, and its address."""

    what: str
    why: str
    button: str
    address: str


def names_by_unit(routine: Routine) -> bool:
    """Whether the office chooses a unit whose leader names the coordinator: nobody is proposed first (S0-010)."""
    flow = routine.flows.get("find-coordinator")
    return flow is not None and not any(step.endswith(".coordinator_proposed") for step in flow.steps)


def towards_coordinator(
    case_id: int,
    lasting: bool | None,
    proposal: "CoordinatorProposal | None",
    assignment: "UnitAssignment | None" = None,
    *,
    unit_first: bool = False,
) -> Step:
    """The step of a case without a coordinator. `lasting` is None when the need is not assessed."""
    if assignment is not None:
        unit = assignment.unit.name
        why = f"Lederen i {unit} skal peke ut koordinatoren. {unit} ble valgt {day(assignment.assigned_on)}."
        return Step(f"Vent på {unit}", why, "Velg en annen enhet", reverse("intake:assign_unit", args=[case_id]))
    if unit_first and lasting and proposal is None:
        why = "Behovet er vurdert. Velg enheten som skal ha koordinatoren. Lederen der peker ut hvem."
        return Step("Velg enhet", why, "Velg", reverse("intake:assign_unit", args=[case_id]))
    what, why, button, name = _after_proposal(proposal) if proposal else _before_proposal(lasting)
    return Step(what, why, button, reverse(name, kwargs={"case_id": case_id}))


Words = tuple[str, str, str, str]


def _before_proposal(lasting: bool | None) -> Words:
    if lasting is None:
        return "Vurder behovet", "Ingen har vurdert behovet ennå.", "Vurder", "intake:assess"
    if lasting:
        why = "Behovet er vurdert. Finn en koordinator sammen med personen."
        return "Foreslå koordinator", why, "Foreslå", "intake:propose"
    why = "Behovet er vurdert, og det trengs ikke koordinerte tjenester nå."
    return "Avslutt henvendelsen", why, "Avslutt", "intake:decline"


def _after_proposal(proposal: "CoordinatorProposal") -> Words:
    name = proposal.employment.name
    if proposal.answer == LeaderAnswer.CANNOT:
        return f"Foreslå en annen enn {name}", "Lederen har svart nei.", "Foreslå", "intake:propose"
    if proposal.answer == LeaderAnswer.CAN:
        return f"Oppnevn {name}", "Lederen har svart ja.", "Oppnevn", "intake:appoint"
    if proposal.asked_on is None:
        return f"Spør lederen til {name}", f"{name} er foreslått som koordinator.", "Spør", "intake:ask_leader"
    why = f"Lederen i {proposal.employment.unit.name} ble spurt {day(proposal.asked_on)}."
    return f"Vent på svar om {name}", why, "Skriv inn svaret", "intake:clarify"
