"""Short beginnings for tests, told with the demo's own stories."""

from itertools import count

from samrad.commands.demo.story import Story, begin
from samrad.commands.demo.town import Town
from samrad.people.rules import Relation
from samrad.teams.rules import SeatKind

_serial = count(1)


def a_case(town: Town, years: int | None = 40, name: tuple[str, str] = ("Ada", "Prøvesen")) -> Story:
    """A case that was reported ten weeks ago."""
    return begin(town, name, years, 70, "Trenger hjelp fra flere tjenester.", serial=next(_serial))


def coordinated(town: Town, years: int | None = 40, who: str = "kari") -> Story:
    """A case with a coordinator for eight weeks."""
    story = a_case(town, years)
    story.assessed(60, "PPT, helsestasjon")
    story.appointed(who, 56, through_leader=False)
    return story


def teamed(town: Town, years: int | None = 40) -> Story:
    """A case with a coordinator and a team of a school (Per), an ergo therapist and a vacant seat; no consent."""
    story = coordinated(town, years)
    story.teamed(
        50,
        ("skole", "per", "kontaktlærer", SeatKind.PERMANENT),
        ("ergo", "ergo", "ergoterapeut", SeatKind.PERMANENT),
        ("fritid", "", "støttekontakt", SeatKind.ON_DEMAND),
    )
    return story


def child(town: Town, years: int = 9) -> Story:
    """A child's case with a team, and a mother and a father with parental responsibility."""
    story = teamed(town, years)
    story.parent("mor", ("Mona", "Prøvesen"), Relation.MOTHER)
    story.parent("far", ("Finn", "Prøvesen"), Relation.FATHER)
    return story
