"""Saying that somebody is near, saying that it is over, and writing why somebody near has a task all the same."""

from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import OFFICE, allow, sight
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.kernel.checks import filled
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid, Refused
from samrad.kernel.operation import operation
from samrad.ties.access import ends, may_be_named, said_as, says
from samrad.ties.models import Tie, Weighed
from samrad.ties.queries import is_weighed, nearness
from samrad.ties.rules import Ground, Kind, Task, barred

FIELD = "near_reason"


def weigh(*, actor: Actor, case: Case, employment: Employment, task: Task, reason: str = "") -> None:
    """Part of an operation that chooses somebody: nobody near is chosen without a written reason.

    Raises `Invalid`: beside `employment` where no reason is enough or the one who is near chooses, beside
    `near_reason` where a reason is missing. The reason is kept; it is not asked for again for another task.
    """
    near = nearness(case, [employment.pk], today()).get(employment.pk, frozenset())
    if not near:
        return
    name, person = employment.name, case.subject.given_name
    if barred(near, task):
        sentence = (
            f"Saken gjelder {name}."
            if Ground.SELF in near
            else f"{name} handler på vegne av {person}, og kan ikke også være koordinator eller vara for kommunen."
        )
        raise Invalid(f"{sentence} Velg en annen.", "employment")
    if is_weighed(case, employment, near):
        return
    if employment.pk == actor.employment_id:
        raise Invalid(f"Du kan ha en nær tilknytning til {person}. Da må noen andre gjøre dette valget.", "employment")
    Weighed.objects.create(
        case=case, employment=employment, task=task, grounds=sorted(near), on=today(), by=actor.name,
        reason=filled(reason, field=FIELD, sentence=_sentence(name, person, near)),
    )  # fmt: skip


def _sentence(name: str, person: str, near: frozenset[Ground]) -> str:
    how = (
        f"{name} heter det samme som en av de nærmeste til {person}"
        if near == {Ground.ALIKE}
        else f"{name} kan ha en nær tilknytning til {person}"
    )
    return f"{how}. Velg en annen, eller skriv hvorfor det likevel er riktig."


@operation(affects="case", allow=allow(*OFFICE), part=Part.TEAM)
def weigh_up(*, actor: Actor, case: Case, employment: Employment, task: Task, reason: str) -> Weighed:
    """The office writes why somebody who became near, or was found to be, keeps the task (not one's own)."""
    if employment.pk == actor.employment_id:
        raise Invalid("Noen andre må gjøre denne vurderingen.", "employment")
    near = nearness(case, [employment.pk], today()).get(employment.pk, frozenset())
    if not near:
        raise Invalid(f"Det står ikke noe om nær tilknytning for {employment.name} lenger.", "employment")
    if barred(near, task):
        raise Invalid("En begrunnelse er ikke nok her. Velg en annen til oppgaven.", "employment")
    return Weighed.objects.create(
        case=case, employment=employment, task=task, grounds=sorted(near), on=today(), by=actor.name,
        reason=filled(reason, field="reason", sentence="Skriv hvorfor det likevel er riktig."),
    )  # fmt: skip


@operation(affects="case", allow=says, part=Part.TEAM)
def report_tie(*, actor: Actor, case: Case, employment: Employment, kind: Kind) -> Tie:
    """Somebody says that an employee is near the person: the employee herself, the person or who acts for her, who
    leads the case, or the office. Nothing is closed by it; the office finds it on its list. Raises `Invalid`.
    """
    _may_name(actor, case, employment)
    if Tie.objects.filter(case=case, employment=employment, over_on__isnull=True).exists():
        raise Invalid(f"Det er allerede meldt for {employment.name}.", "employment")
    return Tie.objects.create(
        case=case, employment=employment, kind=kind, said_on=today(), said_by=actor.name, said_as=said_as(actor)
    )


def _may_name(actor: Actor, case: Case, employment: Employment) -> None:
    if actor.capacity is Capacity.SYSTEM:
        return
    found = sight(actor, case.pk)
    if found is None:
        raise Refused
    named = may_be_named(actor, case, found)
    if named is None or employment.pk in named:
        return
    if not actor.is_personal:
        raise Refused("Du kan bare melde fra om deg selv.")
    raise Invalid("Velg en som arbeider med saken.", "employment")


@operation(affects="tie", allow=ends, part=Part.TEAM)
def end_tie(*, actor: Actor, tie: Tie) -> Tie:
    """It is over, or was said by mistake."""
    tie.over_on, tie.over_by = today(), actor.name
    tie.save()
    return tie
