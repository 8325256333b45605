"""Short beginnings for tests, told with the demo's own stories."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from samrad.commands.demo.story import Story, begin
from samrad.commands.demo.town import Town
from samrad.kernel.operation import project, projections_later
from samrad.people.rules import Relation
from samrad.teams.rules import SeatKind

_serial = count(1)


@contextmanager
def told_at_once() -> Iterator[None]:
    """Works out what follows (duties, letters) once, when all that is done in here is done."""
    with projections_later() as touched:
        yield
    project(frozenset(touched))


def a_case(town: Town, years: int | None = 40, name: tuple[str, str] = ("Ada", "Prøvesen")) -> Story:
    """A case that was reported ten weeks ago."""
    with told_at_once():
        return _reported(town, years, name)


def coordinated(town: Town, years: int | None = 40, who: str = "kari") -> Story:
    """A case with a coordinator for eight weeks."""
    with told_at_once():
        return _led(_reported(town, years), who)


def teamed(town: Town, years: int | None = 40) -> Story:
    """A case with a coordinator and a team of a school (Per), an ergo therapist and a vacant seat; no consent."""
    with told_at_once():
        return _gathered(_led(_reported(town, years)))


def child(town: Town, years: int = 9) -> Story:
    """A child's case with a team, and a mother and a father with parental responsibility."""
    with told_at_once():
        story = _gathered(_led(_reported(town, years)))
        story.parent("mor", ("Mona", "Prøvesen"), Relation.MOTHER)
        story.parent("far", ("Finn", "Prøvesen"), Relation.FATHER)
        return story


def _reported(town: Town, years: int | None, name: tuple[str, str] = ("Ada", "Prøvesen")) -> Story:
    return begin(town, name, years, 70, "Trenger hjelp fra flere tjenester.", serial=next(_serial))


def _led(story: Story, who: str = "kari") -> Story:
    story.assessed(60, "PPT, helsestasjon")
    story.appointed(who, 56, through_leader=False)
    return story


def _gathered(story: Story) -> Story:
    story.teamed(
        50,
        ("skole", "per", "kontaktlærer", SeatKind.PERMANENT),
        ("ergo", "ergo", "ergoterapeut", SeatKind.PERMANENT),
        ("fritid", "", "støttekontakt", SeatKind.ON_DEMAND),
    )
    return story
