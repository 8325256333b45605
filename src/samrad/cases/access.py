"""Who sees which part of a case, and why: answered here, once, for the whole house.

A *ground* is one reason to see cases (subject, coordinator, seat with consent, registry …). The
packages that give a reason register it. Every question is built on the grounds: `may_see`,
`visible_to` and `who_may_see` are three readings of the same answer, and `sight` is what a page
uses: the grounds somebody has in one case and the parts they amount to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samrad.accounts.models import PersonalAccess
from samrad.accounts.rules import Actor, Capacity
from samrad.cases.models import Case
from samrad.cases.rules import ALL_PARTS, LifeArea, Part
from samrad.kernel.clock import day_of, now
from samrad.kernel.errors import Refused
from samrad.people.models import Representation
from samrad.people.rules import Mandate, Scope, first_day_aged, latest_birth

Areas = frozenset[LifeArea] | None
ALL_AREAS: Areas = None
YOUTH_AGE = 16
ADULT_AGE = 18


@dataclass(frozen=True)
class Sees:
    """The parts that may be seen, each with its life areas (None = all of them)."""

    parts: Mapping[Part, Areas] = field(default_factory=dict)

    def holds(self, part: Part, area: LifeArea | str | None = None) -> bool:
        """Whether `part` may be seen, and in it `area` when one is named."""
        if part not in self.parts:
            return False
        areas = self.parts[part]
        return areas is None or area is None or area in areas

    def joined(self, other: "Sees") -> "Sees":
        """What two grounds amount to together."""
        parts = dict(self.parts)
        for part, areas in other.parts.items():
            mine = parts.get(part, frozenset())
            parts[part] = None if areas is None or mine is None else mine | areas
        return Sees(parts)


NOTHING = Sees()
EVERYTHING = Sees({part: ALL_AREAS for part in ALL_PARTS})


def only(*parts: Part) -> Sees:
    """These parts, in all life areas."""
    return Sees({part: ALL_AREAS for part in parts})


@dataclass(frozen=True)
class Holder:
    """Somebody who may see a case, as told to people; matched to an actor by capacity and id."""

    capacity: Capacity
    capacity_id: int | None
    name: str
    unit: str = ""
    ground: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Ground:
    """One reason to see cases.

    `cases` narrows Case to those the actor sees on this ground at the instant, `sees` tells which
    parts (asked only of a case that `cases` holds), `holders` who has the ground in a case.
    """

    name: str
    sentence: str
    cases: Callable[[Actor, datetime], Q]
    sees: Callable[[Actor, Case, datetime], Sees]
    holders: Callable[[Case, datetime], Iterable[tuple[Holder, Sees]]]
    capacities: frozenset[Capacity] = frozenset({Capacity.EMPLOYMENT})


_grounds: dict[str, Ground] = {}


def register_ground(ground: Ground) -> None:
    """Adds a reason to see cases. Called in `apps.ready` of the package that owns the reason."""
    _grounds[ground.name] = ground


def grounds() -> Mapping[str, Ground]:
    """Every registered ground by name."""
    return _grounds


@dataclass(frozen=True)
class Sight:
    """What one actor may see of one case, and on which grounds, at one instant."""

    case: Case
    grounds: tuple[str, ...]
    sees: Sees

    def may(self, part: Part, area: LifeArea | str | None = None) -> bool:
        """Whether the part (and life area) may be seen."""
        return self.sees.holds(part, area)

    def has(self, *names: str) -> bool:
        """Whether one of these grounds is among the actor's."""
        return any(name in self.grounds for name in names)

    @property
    def ground(self) -> str:
        """The ground the reading log names: the first by registration."""
        return self.grounds[0]


def visible_to(actor: Actor, at: datetime | None = None) -> QuerySet[Case]:
    """The cases the actor may see at all (their existence, the person, the coordinator)."""
    at = at or now()
    wanted = Q(pk__in=[])
    for ground in _open_to(actor):
        wanted |= ground.cases(actor, at)
    return Case.objects.filter(wanted)


def sight(actor: Actor, case_id: int, at: datetime | None = None) -> Sight | None:
    """What the actor may see of the case; None when nothing, also when there is no such case."""
    at = at or now()
    mine = _open_to(actor)
    if not mine:
        return None
    names = {f"on_{ground.name}": Exists(Case.objects.filter(ground.cases(actor, at), pk=OuterRef("pk"))) for ground in mine}
    case = (
        Case.objects.filter(pk=case_id)
        .select_related("subject", "responsible_unit")
        .annotate(**names)
        .first()
    )
    if case is None:
        return None
    held = [ground for ground in mine if getattr(case, f"on_{ground.name}")]
    if not held:
        return None
    sees = NOTHING
    for ground in held:
        sees = sees.joined(ground.sees(actor, case, at))
    return Sight(case, tuple(ground.name for ground in held), sees)


def may_see(
    actor: Actor, case: Case, part: Part | None = None, area: LifeArea | None = None, at: datetime | None = None
) -> bool:
    """Whether the actor may see the case, or the named part (and life area) of it."""
    found = sight(actor, case.pk, at)
    return found is not None and (part is None or found.may(part, area))


def who_may_see(
    case: Case, part: Part | None = None, area: LifeArea | None = None, at: datetime | None = None
) -> list[Holder]:
    """Everybody who may see the case, or the named part of it, each with the ground in words."""
    at = at or now()
    return [
        holder
        for ground in _grounds.values()
        for holder, sees in ground.holders(case, at)
        if part is None or sees.holds(part, area)
    ]


def _open_to(actor: Actor) -> list[Ground]:
    return [ground for ground in _grounds.values() if actor.capacity in ground.capacities]


# ── policies of operations ───────────────────────────────────────────────────

LEADING = ("coordinator", "stand_in")
OFFICE = ("registry",)
PERSONAL = ("subject", "representative")


def allow(*names: str, closed: bool = False) -> Callable[..., None]:
    """A policy: the actor must have one of the grounds in the case the operation is about.

    A closed case refuses every operation but those made with `closed=True`.
    """

    def check(*, actor: Actor, **arguments: Any) -> None:
        case_id = _case_id(arguments)
        if actor.capacity is Capacity.SYSTEM:
            return
        found = sight(actor, case_id)
        if found is None or not found.has(*names):
            raise Refused
        if found.case.ended_on is not None and not closed:
            raise Refused("Saken er avsluttet og kan ikke endres.")

    check.grounds = names  # type: ignore[attr-defined]
    return check


def _case_id(arguments: Mapping[str, Any]) -> int:
    case = arguments.get("case")
    if isinstance(case, Case):
        return case.pk
    for value in arguments.values():
        case_id = getattr(value, "case_id", None)
        if isinstance(case_id, int):
            return case_id
    raise Refused


# ── the grounds that people themselves have ──────────────────────────────────


def _subject_cases(actor: Actor, at: datetime) -> Q:
    return Q(subject_id__in=_current_accesses(at).filter(pk=actor.capacity_id).values("person_id"))


def _current_accesses(at: datetime) -> QuerySet[PersonalAccess]:
    day = day_of(at)
    return PersonalAccess.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day)


def _subject_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    for access in _current_accesses(at).filter(person_id=case.subject_id):
        yield Holder(Capacity.SELF, access.pk, case.subject.name, "", "subject", SUBJECT.sentence), EVERYTHING


SUBJECT = Ground(
    "subject",
    "Saken gjelder deg.",
    _subject_cases,
    lambda actor, case, at: EVERYTHING,
    _subject_holders,
    frozenset({Capacity.SELF}),
)


def current_representations(at: datetime) -> QuerySet[Representation]:
    """Representations in force at the instant whose holder has insight."""
    day = day_of(at)
    return Representation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day, insight=True
    )


def representation_sees(representation: Representation, case: Case, at: datetime) -> Sees:
    """What a representation lets its holder see on the day (law L-CO-01 to L-CO-13).

    Parents see all of a child's case until 16, then what they need to care for the youth (the team
    and services) until 18. A guardian or attorney sees by scope: personal matters give all.
    """
    born = case.subject.born_on
    day = day_of(at)
    if representation.mandate == Mandate.PARENTAL:
        if born is not None and first_day_aged(born, ADULT_AGE) <= day:
            return NOTHING
        if born is not None and first_day_aged(born, YOUTH_AGE) <= day:
            return only(Part.TEAM, Part.SERVICES)
        return EVERYTHING
    if representation.covers(Scope.PERSONAL):
        return EVERYTHING
    return only(Part.SERVICES)


def _representative_cases(actor: Actor, at: datetime) -> Q:
    return Q(subject_id__in=_representations_of(actor.capacity_id, at).values("subject_id"))


def _representations_of(access_id: int | None, at: datetime) -> QuerySet[Representation]:
    """The representations that a personal access holds, less those of parents of somebody grown up."""
    accesses = _current_accesses(at).filter(pk=access_id)
    child = Q(subject__born_on__isnull=True) | Q(subject__born_on__gt=latest_birth(ADULT_AGE, day_of(at)))
    return current_representations(at).filter(
        ~Q(mandate=Mandate.PARENTAL) | child, related_person_id__in=accesses.values("related_person_id")
    )


def _representative_sees(actor: Actor, case: Case, at: datetime) -> Sees:
    seen = NOTHING
    for one in _representations_of(actor.capacity_id, at).filter(subject_id=case.subject_id):
        seen = seen.joined(representation_sees(one, case, at))
    return seen


def _representative_holders(case: Case, at: datetime) -> Iterable[tuple[Holder, Sees]]:
    child = case.subject.born_on is None or case.subject.born_on > latest_birth(ADULT_AGE, day_of(at))
    mine = current_representations(at).filter(subject_id=case.subject_id).select_related("related_person")
    accesses = {access.related_person_id: access for access in _current_accesses(at).filter(
        related_person__subject_id=case.subject_id)}  # fmt: skip
    for one in mine:
        access = accesses.get(one.related_person_id)
        if access is not None and (child or one.mandate != Mandate.PARENTAL):
            yield (
                Holder(Capacity.ON_BEHALF, access.pk, one.related_person.name, "", "representative",
                       REPRESENTATIVE.sentence),
                representation_sees(one, case, at),
            )  # fmt: skip


REPRESENTATIVE = Ground(
    "representative",
    "Du representerer personen saken gjelder.",
    _representative_cases,
    _representative_sees,
    _representative_holders,
    frozenset({Capacity.ON_BEHALF}),
)
