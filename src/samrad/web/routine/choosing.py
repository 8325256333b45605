"""The routines one can read, compare and try: published versions, the draft, and those that come with Samråd."""

from contextlib import suppress
from dataclasses import dataclass

from samrad.accounts.rules import Actor
from samrad.duties.routine import Routine, Version
from samrad.duties.schema import BadRoutine, read_routine, shipped, shipped_names
from samrad.kernel.clock import today
from samrad.routines.queries import draft, in_force, versions
from samrad.web.layout.templatetags.words import day

DRAFT, SHIPPED = "utkast", "fulgte-med:"


@dataclass(frozen=True)
class Choice:
    """A routine by its key in an address, with the words that tell it from the others."""

    key: str
    words: str
    routine: Routine


def choices(actor: Actor) -> list[Choice]:
    """What the actor may choose, the municipality's own first; the draft, when it can be read, for systemansvarlig."""
    published = versions()
    now = in_force(published, today())
    found = [Choice(one.id, _published_words(one, in_force=one is now), one.routine) for one in reversed(published)]
    if actor.is_system_owner and (written := draft()) is not None:
        with suppress(BadRoutine):
            found.insert(0, Choice(DRAFT, "Utkastet", read_routine(written.text)))
    return found + [Choice(SHIPPED + name, _shipped_words(name), shipped_routine(name)) for name in shipped_names()]


def _published_words(one: Version, *, in_force: bool) -> str:
    since = f"{one.routine.title}, gjelder fra {day(one.valid_from)}"
    return f"{since} (gjelder nå)" if in_force else since


def _shipped_words(name: str) -> str:
    routine = shipped_routine(name)
    year = f" ({routine.year})" if routine.year else ""
    return f"Følger med Samråd: {routine.title}{year}"


_read: dict[str, Routine] = {}


def shipped_routine(name: str) -> Routine:
    """A routine that comes with Samråd, read once in each process."""
    if name not in _read:
        _read[name] = read_routine(shipped(name))
    return _read[name]


def chosen(among: list[Choice], key: str, otherwise: Choice) -> Choice:
    """The one with that key, else the other."""
    return next((one for one in among if one.key == key), otherwise)
