"""The birthdays ahead that change who decides and who sees, told in good time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samrad.kernel.clock import today
from samrad.people.rules import first_day_aged
from samrad.web.layout.context import present_routine

if TYPE_CHECKING:
    from samrad.people.models import Person

# What a birthday changes, to the person herself and to others; {name} is her given name.
CHANGES: Mapping[int, tuple[str, str]] = {
    12: (
        "Det du mener, skal veie tungt. Er det noe du ikke vil at foreldrene dine skal få vite, kan du si det til "
        "koordinatoren.",
        "Det {name} mener, skal veie tungt. {name} kan be om at foreldrene ikke får vite alt, og da svare alene.",
    ),
    15: (
        "Du bestemmer selv om skolevalg, og skal ha beskjed selv i saker som gjelder deg.",
        "{name} bestemmer selv om skolevalg, og skal ha beskjed selv i saker som gjelder {name}.",
    ),
    16: (
        "Du bestemmer selv hvem som får vite noe om deg. Det foreldrene dine har sagt ja til, slutter dagen før, og du "
        "blir spurt selv. Foreldrene dine ser bare hvem som er i gruppa, og hvilke tjenester du har.",
        "{name} svarer selv. Det andre har samtykket til, slutter dagen før, og enhetene ser ingenting før {name} har "
        "sagt ja. Foreldrene ser bare hvem som er i gruppa, og hvilke tjenester {name} har.",
    ),
    18: (
        "Du er voksen, og bestemmer alt selv. Foreldrene dine ser ikke saken lenger, og kan ikke handle for deg uten "
        "fullmakt.",
        "{name} er voksen. Foreldrene ser ikke saken lenger, og kan ikke handle for {name} uten fullmakt. Det andre "
        "har samtykket til, slutter dagen før.",
    ),
}


@dataclass(frozen=True)
class Change:
    """A birthday that changes something: which, when, and what."""

    age: int
    on: date
    words: str


def changes_ahead(request: Any, person: "Person", *, own: bool = False) -> list[Change]:
    """The birthdays of the person that change something as near ahead as the routine says; none for the dead."""
    if person.born_on is None or person.died_on is not None:
        return []
    day = today()
    until = present_routine(request).setting("birthday_lead").after(day)
    found = [(age, first_day_aged(person.born_on, age), words) for age, words in CHANGES.items()]
    return [
        Change(age, on, words[0] if own else words[1].format(name=person.given_name))
        for age, on, words in found
        if day < on <= until
    ]
