"""Who must answer, at every age and in every circumstance: the table of the law, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrad.consents.rules import (
    CHILD_BASES,
    SOURCE,
    UNABLE_BASES,
    Ages,
    Around,
    Basis,
    Ear,
    Giver,
    Matter,
    Reply,
    Required,
    Said,
    Standing,
    Status,
    View,
    hearing,
    last_day,
    must_answer,
    settled,
)

requirement = pytest.mark.requirement
DAY = date(2026, 6, 15)
ADA = Giver(None, "Ada")
MOTHER, FATHER, WELFARE, FOSTER, GUARDIAN, KIN = (
    Giver(number, name, number)
    for number, name in enumerate(("mor", "far", "barnevern", "foster", "verge", "søster"), 1)
)
PARENTS = Around(parents=(MOTHER, FATHER))
EVERYBODY = Around((MOTHER, FATHER), (WELFARE,), (FOSTER,), (GUARDIAN,), (KIN,))
AGES = Ages(16)
BESIDE_15 = Ages(16, 15)


def aged(years: int, *, able: bool = True, days: int = 0) -> Standing:
    """Somebody who became `years` old `days` days ago."""
    return Standing(ADA, date(DAY.year - years, DAY.month, DAY.day) - timedelta(days=days), DAY, able)


# fmt: off
TABLE = [
    # law        who                              around                               matter             ages       basis                       all of               one of
    ("L-CO-01", aged(18),                         EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.ADULT,                (ADA,),              ()),
    ("L-CO-01", Standing(ADA, None, DAY),         EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.ADULT,                (ADA,),              ()),
    ("L-CO-02", aged(16),                         EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.YOUTH,                (ADA,),              ()),
    ("L-CO-02", aged(18, days=-1),                PARENTS,                             Matter.ORDINARY,   AGES,      Basis.YOUTH,                (ADA,),              ()),
    ("L-CO-03", aged(12),                         PARENTS,                             Matter.OWN,        AGES,      Basis.OWN_MATTER,           (ADA,),              ()),
    ("L-CO-03", aged(12, days=-1),                PARENTS,                             Matter.OWN,        AGES,      Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("L-CO-03", aged(13, able=False),             PARENTS,                             Matter.OWN,        AGES,      Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("L-CO-03", aged(16),                         PARENTS,                             Matter.OWN,        AGES,      Basis.YOUTH,                (ADA,),              ()),
    ("L-CO-04", aged(16, days=-1),                PARENTS,                             Matter.ORDINARY,   AGES,      Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("L-CO-04", Standing(ADA, DAY + timedelta(60), DAY), PARENTS,                      Matter.ORDINARY,   AGES,      Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("L-CO-04", aged(9),                          PARENTS,                             Matter.DAILY_CARE, AGES,      Basis.ONE_PARENT,           (),                  (MOTHER, FATHER)),
    ("L-CO-04", aged(9),                          PARENTS,                             Matter.AVOID_HARM, AGES,      Basis.ONE_PARENT,           (),                  (MOTHER, FATHER)),
    ("L-CO-04", aged(9),                          Around(parents=(MOTHER,)),           Matter.DAILY_CARE, AGES,      Basis.PARENTS,              (MOTHER,),           ()),
    ("CF-01",   aged(15),                         PARENTS,                             Matter.ORDINARY,   BESIDE_15, Basis.BESIDE,               (ADA, MOTHER, FATHER), ()),
    ("CF-01",   aged(15, able=False),             PARENTS,                             Matter.ORDINARY,   BESIDE_15, Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("CF-01",   aged(15, days=-1),                PARENTS,                             Matter.ORDINARY,   BESIDE_15, Basis.PARENTS,              (MOTHER, FATHER),    ()),
    ("CF-01",   aged(15),                         PARENTS,                             Matter.DAILY_CARE, BESIDE_15, Basis.BESIDE,               (ADA,),              (MOTHER, FATHER)),
    ("L-CO-06", aged(9),                          EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.CHILD_WELFARE,        (WELFARE, FOSTER),   ()),
    ("L-CO-06", aged(9),                          EVERYBODY,                           Matter.DAILY_CARE, AGES,      Basis.ONE_PARENT,           (),                  (WELFARE, FOSTER)),
    ("L-CO-06", aged(17, able=False),             EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.YOUTH_CHILD_WELFARE,  (WELFARE,),          ()),
    ("L-CO-07", aged(16, able=False),             PARENTS,                             Matter.ORDINARY,   AGES,      Basis.YOUTH_PARENTS,        (MOTHER, FATHER),    ()),
    ("L-CO-07", aged(17, able=False),             Around(guardians=(GUARDIAN,)),       Matter.ORDINARY,   AGES,      Basis.YOUTH_GUARDIAN,       (GUARDIAN,),         ()),
    ("L-CO-11", aged(9),                          Around(guardians=(GUARDIAN,), next_of_kin=(KIN,)), Matter.ORDINARY, AGES, Basis.CHILD_GUARDIAN,     (GUARDIAN,),         ()),
    ("L-CO-10", aged(30),                         Around(guardians=(GUARDIAN,)),       Matter.ORDINARY,   AGES,      Basis.ADULT,                (ADA,),              ()),
    ("L-CO-10", aged(30, able=False),             EVERYBODY,                           Matter.ORDINARY,   AGES,      Basis.ADULT_GUARDIAN,       (GUARDIAN,),         ()),
    ("L-CO-14", aged(30, able=False),             Around(next_of_kin=(KIN, MOTHER)),   Matter.ORDINARY,   AGES,      Basis.NEXT_OF_KIN,          (KIN,),              ()),
    ("L-CO-09", aged(30, able=False),             PARENTS,                             Matter.ORDINARY,   AGES,      Basis.NOBODY,               (),                  ()),
    ("L-CO-04", aged(9),                          Around(foster=(FOSTER,), next_of_kin=(KIN,)), Matter.ORDINARY, AGES, Basis.NOBODY,              (),                  ()),
]
# fmt: on


@requirement("S0-034", "S0-037")
@pytest.mark.parametrize(("law", "person", "around", "matter", "ages", "basis", "all_of", "one_of"), TABLE)
def test_who_must_answer(
    law: str, person: Standing, around: Around, matter: Matter, ages: Ages, basis: Basis, all_of: tuple[Giver, ...],
    one_of: tuple[Giver, ...],
) -> None:  # fmt: skip
    assert must_answer(person, around, ages, matter) == Required(basis, all_of, one_of), law


def test_every_rule_stands_in_the_table_and_names_its_law() -> None:
    assert {row[5] for row in TABLE} == set(Basis) == set(SOURCE)
    assert [basis for basis, sources in SOURCE.items() if not sources] == [Basis.NOBODY]


some = st.booleans()
around = st.builds(
    lambda parents, welfare, foster, guardian, kin: Around(
        (MOTHER, FATHER)[:parents], (WELFARE,) if welfare else (), (FOSTER,) if foster else (),
        (GUARDIAN,) if guardian else (), (KIN,) if kin else (),
    ),
    st.integers(0, 2), some, some, some, some,
)  # fmt: skip
people = st.builds(
    lambda days, able: Standing(ADA, None if days is None else DAY - timedelta(days=days), DAY, able),
    st.none() | st.integers(-200, 365 * 30),
    some,
)
ages = st.sampled_from([AGES, BESIDE_15])
matters = st.sampled_from(Matter)


@given(people, around, ages, matters)
def test_there_is_one_set_of_givers_and_it_is_empty_only_when_nobody_can(
    person: Standing, near: Around, ages: Ages, matter: Matter
) -> None:
    required = must_answer(person, near, ages, matter)
    assert len({one.representation_id for one in required.givers}) == len(required.givers)
    assert bool(required.givers) == (required.basis is not Basis.NOBODY)
    if person.able and person.aged(16):
        assert required.givers == (ADA,)
    elif not required.givers:
        able_to = (near.parents, near.child_welfare, near.guardians)
        assert not any(able_to) or (person.aged(18) and not near.guardians)
    if not person.able:
        assert ADA not in required.givers
    if near.child_welfare and not person.aged(18):
        assert not {MOTHER, FATHER} & set(required.givers)
    assert not required.one_of or (matter in (Matter.DAILY_CARE, Matter.AVOID_HARM) and not person.aged(16))


BOTH = Required(Basis.PARENTS, (MOTHER, FATHER))
ONE = Required(Basis.ONE_PARENT, (), (MOTHER, FATHER))


@pytest.mark.parametrize(
    ("required", "said", "status"),
    [
        (BOTH, [], Status.AWAITING),
        (BOTH, [(1, True)], Status.AWAITING),
        (BOTH, [(1, True), (2, True)], Status.GIVEN),
        (BOTH, [(1, True), (2, False)], Status.CONFLICTING),
        (BOTH, [(1, False)], Status.REFUSED),
        (BOTH, [(1, True), (2, False), (2, True)], Status.GIVEN),
        (BOTH, [(1, True), (2, True), (1, False)], Status.CONFLICTING),
        (ONE, [], Status.AWAITING),
        (ONE, [(1, True)], Status.GIVEN),
        (ONE, [(2, False)], Status.AWAITING),
        (ONE, [(2, False), (1, True)], Status.GIVEN),
        (ONE, [(2, False), (1, False)], Status.REFUSED),
        (Required(Basis.BESIDE, (ADA,), (MOTHER, FATHER)), [(1, True)], Status.AWAITING),
        (Required(Basis.BESIDE, (ADA,), (MOTHER, FATHER)), [(1, True), (None, False)], Status.CONFLICTING),
        (Required(Basis.BESIDE, (ADA,), (MOTHER, FATHER)), [(None, False)], Status.REFUSED),
        (Required(Basis.NOBODY), [], Status.AWAITING),
        (Required(Basis.YOUTH, (ADA,)), [(1, True)], Status.AWAITING),
    ],
)
def test_what_the_answers_amount_to(required: Required, said: list[tuple[int | None, bool]], status: Status) -> None:
    assert settled(required, [Reply(who, yes, DAY) for who, yes in said]) is status


@requirement("S0-034")
@pytest.mark.parametrize(
    ("person", "near", "said", "ear"),
    [
        (aged(6), PARENTS, None, Ear.NOT_NEEDED),
        (aged(7), PARENTS, None, Ear.NEEDED),
        (aged(7), PARENTS, Said(View.CANNOT, False), Ear.FINE),
        (aged(7), PARENTS, Said(View.AGAINST, False), Ear.FINE),
        (aged(12), PARENTS, Said(View.AGAINST, False), Ear.AGAINST),
        (aged(12), PARENTS, Said(View.AGAINST, True), Ear.FINE),
        (aged(12), PARENTS, Said(View.AGREES, False), Ear.FINE),
        (aged(16), PARENTS, None, Ear.NOT_NEEDED),
        (aged(9), Around(), None, Ear.NOT_NEEDED),
        (aged(16, able=False), PARENTS, None, Ear.NEEDED),
        (aged(16, able=False), PARENTS, Said(View.AGAINST, True), Ear.AGAINST),
        (aged(40, able=False), EVERYBODY, Said(View.AGAINST, True), Ear.AGAINST),
        (aged(40, able=False), EVERYBODY, Said(View.NO_VIEW, False), Ear.FINE),
    ],
)
def test_when_the_person_is_heard(person: Standing, near: Around, said: Said | None, ear: Ear) -> None:
    assert hearing(person, must_answer(person, near, AGES), AGES, said) is ear


@given(people, around, matters, st.integers(0, 2000))
def test_what_others_say_never_lasts_into_the_years_of_answering_oneself(
    person: Standing, near: Around, matter: Matter, length: int
) -> None:
    required = must_answer(person, near, AGES, matter)
    asked = DAY + timedelta(days=length)
    last = last_day(asked, required.basis, person.born, AGES)
    assert DAY <= last <= asked
    day_after = Standing(ADA, person.born, last + timedelta(days=1), person.able)
    if required.basis in CHILD_BASES:
        assert not Standing(ADA, person.born, last).aged(16)
        assert last == asked or day_after.aged(16)
    elif required.basis not in UNABLE_BASES:
        assert last == asked
