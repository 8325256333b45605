"""Kinds of transition, and the school years that follow from a birth date and what is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samrad.duties.calendar import birthday, period_of
from samrad.duties.facts import Fact

SCHOOL_STARTS_AT = 6
KINDERGARTEN, FIRST, LAST_USUAL, LAST = 0, 1, 13, 15
JULY = 7
UPPER_GRADES = range(11, 16)
ADULT, YOUTH = 18, 16
CHANGING = (12, 15, 16, ADULT)
"""Ages at which a person comes to decide more herself."""
ONE_DAY = timedelta(days=1)


class TransitionKind(StrEnum):
    """What a recorded transition goes from and to."""

    KINDERGARTEN_SCHOOL = "kindergarten_school"
    PRIMARY_LOWER = "primary_lower"
    LOWER_UPPER = "lower_upper"
    KINDERGARTEN_CHANGE = "kindergarten_change"
    HOSPITAL_HOME = "hospital_home"
    MOVING = "moving"
    HOME_FOSTER = "home_foster"
    FOSTER_ELSEWHERE = "foster_elsewhere"
    INSTITUTION_HOME = "institution_home"
    CHILD_ADULT = "child_adult"
    OTHER = "other"


SCHOOL_KINDS = frozenset(
    {
        TransitionKind.KINDERGARTEN_SCHOOL,
        TransitionKind.PRIMARY_LOWER,
        TransitionKind.LOWER_UPPER,
        TransitionKind.KINDERGARTEN_CHANGE,
    }
)


class Step(StrEnum):
    """How far a transition has come."""

    PLANNED = "planned"
    STARTED = "started"
    CARRIED_OUT = "carried_out"


class AidStatus(StrEnum):
    """What is thought of an aid one may apply for."""

    RELEVANT = "relevant"
    APPLIED = "applied"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True)
class Recorded:
    """What is known of school on a day: the person begins in `grade` then, or leaves school (None)."""

    on: date
    grade: int | None


@dataclass(frozen=True)
class SchoolYear:
    """A year at school from `start` to `end` inclusive; grade 0 is the last year of kindergarten."""

    grade: int
    start: date
    end: date


def school_years(born: date, recorded: Iterable[Recorded] = ()) -> list[SchoolYear]:
    """The school years of somebody born on `born`, as the age tells, changed by what is recorded.

    A child begins the year it turns six. What is recorded goes before that from its school year on,
    and a grade that begins in the holidays of July is the coming year's. A recorded first school year
    decides the year of kindergarten before it too.
    """
    known = sorted(recorded, key=lambda one: one.on)
    usual = born.year + SCHOOL_STARTS_AT
    first = min([usual, *(_year(one) - (one.grade or 1) + 1 for one in known)]) - 1
    last = max([usual, *(_year(one) for one in known)]) + LAST
    found = (_school_year(year, usual, known) for year in range(first, last + 1))
    return [one for one in found if one is not None]


def _year(one: Recorded) -> int:
    holidays = one.grade is not None and one.on.month == JULY
    return period_of("school_year", one.on)[0].year + holidays


def _school_year(year: int, usual: int, known: list[Recorded]) -> SchoolYear | None:
    start, end = period_of("school_year", date(year, 8, 1))
    here = [one for one in known if _year(one) <= year]
    latest = here[-1] if here else None
    left = next((one.on for one in here if one.grade is None), None)
    if left is not None and left < start:
        return None
    schooling = [one for one in here if one.grade is not None]
    if schooling:
        latest = schooling[-1]
        assert latest.grade is not None
        grade = latest.grade + year - _year(latest)
        if _year(latest) == year and latest.on > start and latest.grade == FIRST:
            start = latest.on
    else:
        begins = next((one for one in known if one.grade in (KINDERGARTEN, FIRST)), None)
        grade = (begins.grade or 0) - (_year(begins) - year) if begins else year - usual + FIRST
    highest = max([LAST_USUAL, *(one.grade for one in schooling if one.grade is not None)])
    if not KINDERGARTEN <= grade <= highest:
        return None
    return SchoolYear(grade, start, left if left is not None and left <= end else end)


def grade_on(years: Iterable[SchoolYear], day: date) -> int | None:
    """The grade somebody is in on the day; None before the last year of kindergarten and after school."""
    return next((one.grade for one in years if one.start <= day <= one.end), None)


BEGINS = {1: "Begynner på skolen", 8: "Begynner på ungdomsskolen", 11: "Begynner på videregående"}


@dataclass(frozen=True)
class Coming:
    """A change that comes: the day, and what, as a kind that is recorded or in words that follow from age."""

    on: date
    kind: str = ""
    words: str = ""
    to: str = ""


def school_changes(years: Iterable[SchoolYear], after: date, until: date) -> list[Coming]:
    """The first days at a new school between two days."""
    return [
        Coming(one.start, words=BEGINS[one.grade])
        for one in years
        if one.grade in BEGINS and after < one.start <= until
    ]


def grown_up_on(born: date, years: Iterable[SchoolYear]) -> date:
    """The earlier of the 18th birthday and the last day of education."""
    ends = [one.end for one in years]
    return min([birthday(born, ADULT), *ends[-1:]])


def year_facts(case_id: int, opened: date, since: date, years: Iterable[SchoolYear]) -> list[Fact]:
    """The school years as the engine knows them: whether they lay ahead when the case was opened, and from when the
    group (`since`) met in them."""
    return [
        Fact("school_year", f"school-year-{case_id}-{one.start:%Y}", one.start, f"case-{case_id}", attrs={
            "grade": one.grade,
            "ended": one.end,
            "ahead": one.start > opened,
            "met": max(one.start, since),
            "planned": opened,
        })
        for one in years if one.end >= opened
    ]  # fmt: skip


def birth_facts(case_id: int, opened: date, born: date, years: list[SchoolYear]) -> list[Fact]:
    """The birthdays that change who decides, and the day of growing up; nothing for who was 18 when the case was
    opened, and no birthday that was past then but the 16th, which some things are asked from.
    """
    own, adult = f"case-{case_id}", birthday(born, ADULT)
    if adult < opened:
        return []
    grown_up = grown_up_on(born, years)
    found = [
        Fact("birthday", f"birthday-{case_id}-{age}", birthday(born, age), own, attrs={
            "age": age, "ahead": birthday(born, age) >= opened, "planned": opened,
        })
        for age in CHANGING if age >= YOUTH or birthday(born, age) >= opened
    ]  # fmt: skip
    if grown_up >= opened:
        found.append(Fact("grown_up", f"grown-up-{case_id}", grown_up, own, attrs={"planned": opened}))
    return found
