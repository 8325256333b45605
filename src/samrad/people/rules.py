"""Identity numbers, ages and representation, without a database."""

from datetime import date, timedelta
from enum import StrEnum
from unicodedata import normalize

from samrad.duties.calendar import add_months, age_on, birthday

WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class Mandate(StrEnum):
    """By what right somebody acts for the person."""

    PARENTAL = "parental"
    GUARDIAN = "guardian"
    ATTORNEY = "attorney"
    CHILD_WELFARE = "child_welfare"
    FOSTER = "foster"
    NEXT_OF_KIN = "next_of_kin"


CARE = frozenset({Mandate.PARENTAL, Mandate.CHILD_WELFARE, Mandate.FOSTER})
"""They care for a child; the right ends as the child grows up, and needs no written mandate of scopes."""


class Scope(StrEnum):
    """What a guardian's or attorney's mandate covers."""

    PERSONAL = "personal"
    ECONOMY = "economy"


class Relation(StrEnum):
    """What somebody is to the person."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    PARTNER = "partner"
    SIBLING = "sibling"
    CHILD = "child"
    GRANDPARENT = "grandparent"
    FRIEND = "friend"
    GUARDIAN = "guardian"
    OTHER = "other"


class Protection(StrEnum):
    """How the address is protected in the population register: strictly confidential (kode 6), or confidential (7)."""

    STRICT = "strict"
    CONFIDENTIAL = "confidential"


class BadIdentityNumber(ValueError):
    """The number cannot be a Norwegian identity number; the sentence says why."""


def check_identity_number(number: str) -> date:
    """The birth date in an identity number. Raises `BadIdentityNumber`.

    Takes birth numbers, D-numbers (day + 40) and the synthetic series (month + 40, + 65, + 80).
    """
    digits = number.replace(" ", "")
    if len(digits) != 11 or not digits.isdigit():
        raise BadIdentityNumber("Fødselsnummeret skal ha 11 siffer.")
    values = [int(digit) for digit in digits]
    first = -sum(w * v for w, v in zip(WEIGHTS_1, values, strict=False)) % 11
    second = -sum(w * v for w, v in zip(WEIGHTS_2, values, strict=False)) % 11
    if first != values[9] or second != values[10]:
        raise BadIdentityNumber("Fødselsnummeret er ikke gyldig. Se etter om to siffer er byttet om.")
    day, month = int(digits[0:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    for shift in (80, 65, 40):
        if shift < month <= shift + 12:
            month -= shift
            break
    try:
        return date(_century(int(digits[4:6]), int(digits[6:9])) + int(digits[4:6]), month, day)
    except ValueError as error:
        raise BadIdentityNumber("Fødselsnummeret har en dato som ikke finnes.") from error


def _century(year: int, individual: int) -> int:
    if individual <= 499:
        return 1900
    if individual <= 749 and year >= 54:
        return 1800
    if individual >= 900 and year >= 40:
        return 1900
    return 2000


def age(born: date | None, day: date) -> int | None:
    """Whole years on `day`; None when the birth date is not known or lies ahead."""
    if born is None or born > day:
        return None
    return age_on(born, day)


def first_day_aged(born: date, years: int) -> date:
    """The first day on which somebody is `years` old (29 February counts as 28 in common years)."""
    return birthday(born, years)


def latest_birth(years: int, day: date) -> date:
    """The latest birth date of anybody who is at least `years` old on `day`."""
    return add_months(day + timedelta(days=1), -12 * years) - timedelta(days=1)


def initials(given: str, family: str) -> str:
    """ "Ola N." — how page titles and neutral places name a person."""
    first = given.split(maxsplit=1)[0] if given.split() else ""
    return f"{first[:1]}{family[:1]}".upper() if first or family else "–"


_AFTER_Z = {"æ": "zz1", "ä": "zz1", "ø": "zz2", "ö": "zz2", "å": "zz3"}
_AS_PLAIN = dict(zip("đŋáčšŧžéèü", "dnacstzeey", strict=True))
_NORWEGIAN = str.maketrans(_AFTER_Z | _AS_PLAIN)


def sort_key(family: str, given: str) -> str:
    """A key that sorts as Norwegians do: … z æ ø å, aa as å, and é the same however it is put together."""
    text = normalize("NFC", f"{family} {given}".casefold()).replace("aa", "å")
    return text.translate(_NORWEGIAN)[:250]
