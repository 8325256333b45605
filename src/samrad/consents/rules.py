"""Who must answer, what the answers amount to, and what may be shared without them; without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from samrad.agencies.rules import UnitKind
from samrad.cases.rules import Part
from samrad.people.rules import first_day_aged

ADULT_AGE = 18
OWN_MATTER_AGE = 12


class Step(StrEnum):
    """The two steps of consent."""

    CALL_IN = "call_in"
    WRITTEN = "written"


class Evidence(StrEnum):
    """How we know that the answer was given."""

    SIGNED_IN = "signed_in"
    PAPER = "paper"
    SPOKEN = "spoken"


class Status(StrEnum):
    """Where a consent stands; derived."""

    AWAITING = "awaiting"
    GIVEN = "given"
    REFUSED = "refused"
    CONFLICTING = "conflicting"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Matter(StrEnum):
    """What sort of matter is consented to, when that decides who answers for a child."""

    ORDINARY = "ordinary"
    DAILY_CARE = "daily_care"
    AVOID_HARM = "avoid_harm"
    OWN = "own"


ONE_IS_ENOUGH = frozenset({Matter.DAILY_CARE, Matter.AVOID_HARM})


class Basis(StrEnum):
    """The rule that says who answers; `SOURCE` names its law."""

    ADULT = "adult"
    YOUTH = "youth"
    OWN_MATTER = "own_matter"
    PARENTS = "parents"
    ONE_PARENT = "one_parent"
    BESIDE = "beside"
    CHILD_WELFARE = "child_welfare"
    CHILD_GUARDIAN = "child_guardian"
    YOUTH_PARENTS = "youth_parents"
    YOUTH_CHILD_WELFARE = "youth_child_welfare"
    YOUTH_GUARDIAN = "youth_guardian"
    ADULT_GUARDIAN = "adult_guardian"
    NEXT_OF_KIN = "next_of_kin"
    NOBODY = "nobody"


SOURCE: Mapping[Basis, tuple[str, ...]] = {
    Basis.ADULT: ("L-CO-01",),
    Basis.YOUTH: ("L-CO-02",),
    Basis.OWN_MATTER: ("L-CO-03",),
    Basis.PARENTS: ("L-CO-04",),
    Basis.ONE_PARENT: ("L-CO-04",),
    Basis.BESIDE: ("L-CO-04", "CF-01"),
    Basis.CHILD_WELFARE: ("L-CO-06",),
    Basis.CHILD_GUARDIAN: ("L-CO-04", "L-CO-11"),
    Basis.YOUTH_PARENTS: ("L-CO-07",),
    Basis.YOUTH_CHILD_WELFARE: ("L-CO-06",),
    Basis.YOUTH_GUARDIAN: ("L-CO-07", "L-CO-11"),
    Basis.ADULT_GUARDIAN: ("L-CO-10", "L-CO-11"),
    Basis.NEXT_OF_KIN: ("L-CO-14", "L-CO-20"),
    Basis.NOBODY: (),
}

CHILD_BASES = frozenset({Basis.PARENTS, Basis.ONE_PARENT, Basis.CHILD_WELFARE, Basis.CHILD_GUARDIAN})
"""Others answer for a child: what they say ends the day before the child consents alone."""
YOUTH_BASES = frozenset({Basis.YOUTH_PARENTS, Basis.YOUTH_CHILD_WELFARE, Basis.YOUTH_GUARDIAN})
"""Others answer for a youth who cannot: what they say ends the day before she is grown up."""
UNABLE_BASES = YOUTH_BASES | {Basis.ADULT_GUARDIAN, Basis.NEXT_OF_KIN}
"""Others answer for somebody who cannot; never against her resistance (L-CO-07, L-CO-09)."""

CALL_IN_PARTS = frozenset({Part.TEAM})


@dataclass(frozen=True)
class Giver:
    """Somebody who must answer: the subject (`representation_id` None) or a representative, who is `related_id`."""

    representation_id: int | None
    name: str
    related_id: int | None = None


@dataclass(frozen=True)
class Reply:
    """One giver's answer; of several by the same giver the last one counts."""

    representation_id: int | None
    yes: bool
    on: date


class Ages(NamedTuple):
    """From which age a person consents alone, and beside those who answer for her (None = never); from which age a
    child is heard, and her view has great weight.
    """

    alone: int
    beside: int | None = None
    heard: int = 7
    weight: int = 12


@dataclass(frozen=True)
class Standing:
    """The person on a day: born when (or expected), and whether she can judge what it is about.

    A person without a birth date counts as an adult.
    """

    subject: Giver
    born: date | None
    on: date
    able: bool = True

    def aged(self, years: int) -> bool:
        """Whether she is at least `years` old."""
        return self.born is None or first_day_aged(self.born, years) <= self.on


@dataclass(frozen=True)
class Around:
    """Those who may come to answer for the person on the day, by what gives them the right."""

    parents: tuple[Giver, ...] = ()
    child_welfare: tuple[Giver, ...] = ()
    foster: tuple[Giver, ...] = ()
    guardians: tuple[Giver, ...] = ()
    next_of_kin: tuple[Giver, ...] = ()


@dataclass(frozen=True)
class Required:
    """Who must answer: all of `all_of`, and one of `one_of` when there are any; by which rule."""

    basis: Basis
    all_of: tuple[Giver, ...] = ()
    one_of: tuple[Giver, ...] = ()

    @property
    def givers(self) -> tuple[Giver, ...]:
        """Everybody who is asked."""
        return self.all_of + self.one_of


def must_answer(person: Standing, around: Around, ages: Ages, matter: Matter = Matter.ORDINARY) -> Required:
    """Who must answer, by age, ability, care and matter (L-CO-01 to L-CO-14); nobody only when nobody can.

    A routine may ask the person beside those who answer for her from an earlier age, `ages.beside`.
    """
    if person.able and person.aged(ages.alone):
        return Required(Basis.ADULT if person.aged(ADULT_AGE) else Basis.YOUTH, (person.subject,))
    if person.aged(ages.alone):
        return _for_one_who_cannot(person, around)
    if matter is Matter.OWN and person.able and person.aged(OWN_MATTER_AGE):
        return Required(Basis.OWN_MATTER, (person.subject,))
    return _for_a_child(person, around, ages, matter)


def _for_one_who_cannot(person: Standing, around: Around) -> Required:
    youth = not person.aged(ADULT_AGE)
    if youth and around.child_welfare:
        return Required(Basis.YOUTH_CHILD_WELFARE, around.child_welfare)
    if youth and around.parents:
        return Required(Basis.YOUTH_PARENTS, around.parents)
    if around.guardians:
        return Required(Basis.YOUTH_GUARDIAN if youth else Basis.ADULT_GUARDIAN, around.guardians)
    if around.next_of_kin:
        return Required(Basis.NEXT_OF_KIN, around.next_of_kin[:1])
    return Required(Basis.NOBODY)


def _for_a_child(person: Standing, around: Around, ages: Ages, matter: Matter) -> Required:
    if around.child_welfare:
        basis, others = Basis.CHILD_WELFARE, around.child_welfare + around.foster
    elif around.parents:
        basis, others = Basis.PARENTS, around.parents
    elif around.guardians:
        basis, others = Basis.CHILD_GUARDIAN, around.guardians
    else:
        return Required(Basis.NOBODY)
    too = (person.subject,) if person.able and ages.beside is not None and person.aged(ages.beside) else ()
    if matter in ONE_IS_ENOUGH and len(others) > 1:
        return Required(Basis.BESIDE if too else Basis.ONE_PARENT, too, others)
    return Required(Basis.BESIDE if too else basis, too + others)


def settled(required: Required, replies: Iterable[Reply]) -> Status:
    """What the replies amount to, before hearing, time and replacement are looked at.

    A yes beside a no is a conflict, unless one yes is enough. Nobody to answer is waiting.
    """
    latest = {reply.representation_id: reply.yes for reply in replies}
    said = {giver.representation_id: latest.get(giver.representation_id) for giver in required.givers}
    if not said:
        return Status.AWAITING
    alternatives = [said[one.representation_id] for one in required.one_of]
    if all(said[one.representation_id] for one in required.all_of) and (not alternatives or any(alternatives)):
        return Status.GIVEN
    answered = [yes for yes in said.values() if yes is not None]
    if True in answered and False in answered:
        return Status.CONFLICTING
    closed = any(said[one.representation_id] is False for one in required.all_of)
    if closed or (alternatives and all(yes is False for yes in alternatives)):
        return Status.REFUSED
    return Status.AWAITING


@dataclass(frozen=True)
class Circumstances:
    """All that decides who answers on a day."""

    person: Standing
    around: Around
    ages: Ages

    def required(self, matter: str = Matter.ORDINARY) -> Required:
        """Who must answer a consent to a matter of the sort."""
        return must_answer(self.person, self.around, self.ages, Matter(matter))


# ── hearing the person others answer for ─────────────────────────────────────


class View(StrEnum):
    """What somebody thinks of what others are asked to consent to on her behalf."""

    AGREES = "agrees"
    AGAINST = "against"
    NO_VIEW = "no_view"
    CANNOT = "cannot"


class Ear(StrEnum):
    """Where the hearing stands."""

    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    FINE = "fine"
    AGAINST = "against"


@dataclass(frozen=True)
class Said:
    """The latest hearing: the view, and whether it was weighed in writing against what the others want."""

    view: View
    weighed: bool


def hearing(person: Standing, required: Required, ages: Ages, said: Said | None) -> Ear:
    """Whether the person was heard, as she shall be before others answer for her (L-CO-05).

    A child from `ages.heard`, and whoever cannot consent herself. From `ages.weight` a child who is against stops it
    until that is weighed in writing; one who cannot consent and resists stops it altogether (L-CO-07, L-CO-09).
    """
    if person.subject in required.givers or not required.givers or not person.aged(ages.heard):
        return Ear.NOT_NEEDED
    if said is None:
        return Ear.NEEDED
    if said.view is not View.AGAINST:
        return Ear.FINE
    if required.basis in UNABLE_BASES:
        return Ear.AGAINST
    return Ear.AGAINST if person.aged(ages.weight) and not said.weighed else Ear.FINE


def last_day(asked: date, basis: Basis, born: date | None, ages: Ages) -> date:
    """The last day of a consent that was asked for until `asked`: what others said for a child or youth ends the day
    before she answers herself. See docs/beslutninger/0009.
    """
    if born is None or basis not in CHILD_BASES | YOUTH_BASES:
        return asked
    own = ages.alone if basis in CHILD_BASES else ADULT_AGE
    return min(asked, first_day_aged(born, own) - timedelta(days=1))


# ── shared by law ────────────────────────────────────────────────────────────

HEALTH_KINDS = frozenset({
    UnitKind.HEALTH_STATION, UnitKind.HOME_CARE, UnitKind.MENTAL_HEALTH, UnitKind.REHABILITATION, UnitKind.GP,
    UnitKind.SPECIALIST_HEALTH, UnitKind.HOSPITAL,
})  # fmt: skip
"""Kinds of unit where health personnel work together on care; school, NAV and the like need consent (L-TA-02)."""
