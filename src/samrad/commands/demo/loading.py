"""Loading the demo, and saying whom one may sign in as."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connections, transaction

from samrad.accounts.operations.sign_in import invent_user, make_demo_user
from samrad.accounts.operations.staff import give_sign_in
from samrad.accounts.queries import administrators, demo_users, user_named
from samrad.agencies.queries import demo_municipalities, municipalities
from samrad.commands.demo import above, around, recipes
from samrad.commands.demo.copies import multiply
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town, build
from samrad.kernel.operation import project, projections_later
from samrad.kernel.tenant import tenant

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.board.models import Board

Say = Callable[[str], None]
EVERY = 4

PERSONAS: tuple[tuple[str, str, str], ...] = (
    ("kari", "Koordinator (Fjordvik)", "kari"),
    ("ke", "Koordinerende enhet (Fjordvik)", "ke"),
    ("per", "Deltaker fra skolen, ser noe av saken", "per"),
    ("ergo", "Ny koordinator med første møte foran seg", "ergo"),
    ("leder", "Enhetsleder som er spurt om en koordinator", "leder_helse"),
    ("hab", "Deltaker som har mistet samtykket", "hab"),
    ("barnevern", "Tidligere koordinator", "barnevern"),
    ("ped", "Koordinator som nettopp har fått en sak", "ped"),
    ("lege", "Fastlege, ved behov", "lege"),
    ("lise", "Ansatt på samme skole uten plass i Olas gruppe", "lise"),
    ("direktor", "Kommunedirektør, ser ingen saker", "direktor"),
    ("rektor", "Enhetsleder som har fått en sak løftet, og leder samordningsteamet", "rektor"),
    ("styrer", "Medlem av samordningsteamet, ser tall og ingen saker", "styrer"),
)


def is_empty() -> bool:
    """Whether no municipality is set up."""
    return not municipalities().exists()


def is_loaded() -> bool:
    """Whether a demo municipality is among those set up."""
    return demo_municipalities().exists()


def load(*, cases: int, say: Say) -> None:
    """Loads the demo, all of it or nothing; with `cases`, that many more in the first municipality. Says how it goes."""
    if not is_loaded():
        say("Laster demoen: to oppdiktede kommuner …")
        with transaction.atomic():
            _fjordvik(say)
            _storlia(say)
    if cases:
        municipality = demo_municipalities().order_by("id")[0]
        multiply(municipality.pk, cases, say)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _fjordvik(say: Say) -> None:
    town = build("Fjordvik kommune", "9901", "selbu", "Tildelings- og koordineringskontoret")
    with tenant(town.id), projections_later() as touched:
        around.catalogue(town)
        recipes.trained(town)
        for username, persona, who in PERSONAS:
            _persona(town, username, persona, who)
        _persona_admin()
        owner = administrators().get()
        opened = above.boards(town, owner)
        _tell(town, _known_people(town, opened["voksne"], owner), say)
        project(frozenset(touched))


def _tell(town: Town, stories: Iterator[Story], say: Say) -> None:
    for number, _ in enumerate(stories, 1):
        if number % EVERY == 0:
            say(f"  {town.municipality.name}: {number} saker")


def _known_people(town: Town, board: "Board", owner: "Employment") -> Iterator[Story]:
    ola = recipes.team_with_plan(town, ("Ola", "Nordmann"), 1)
    _person(ola, "ola", "Barn på 11 år, ser sin egen plan")
    _person(ola, "ingrid", "Mor til Ola, representerer ham", "mor")
    _person(ola, "leif", "Far til Ola, uten innsyn", "far")
    above.in_hand(ola)
    around.told_and_known(ola)
    around.opened_in_an_emergency(ola)
    yield ola
    yield recipes.team_without_plan(town, ("Amira", "Haddad"), 2)
    anders = recipes.adult_without_plan(town, ("Anders", "Solbakk"), 3)
    _person(anders, "anders", "Voksen som har koordinator og ikke vil ha plan")
    yield anders
    sander = recipes.youth(15)(town, ("Sander", "Petrenko"), 4)
    _person(sander, "sander", "Ungdom på 15 år")
    yield sander
    nora = recipes.youth(17)(town, ("Nora", "Kowalczyk"), 5)
    _person(nora, "nora", "Ungdom på 17 år, samtykker selv")
    yield nora
    gunnar = recipes.review_is_late(town, ("Gunnar", "Åsheim"), 6)
    above.raised(gunnar)
    yield gunnar
    bjorg = recipes.with_guardians(town, ("Bjørg", "Skogmo"), 7)
    _person(bjorg, "verge.okonomi", "Verge for økonomi", "verge_okonomi")
    _person(bjorg, "verge.personlig", "Verge for personlige forhold", "verge_personlig")
    yield bjorg
    yield recipes.new_coordinator(town, ("Elias", "Lidal"), 8)
    emma = recipes.coordinator_has_left(town, ("Emma", "Torsvoll"), 9)
    _person(emma, "emma", "Barn på 13 år")
    yield emma
    yield recipes.new_after_handover(town, ("Yusuf", "Warsame"), 10)
    tor = recipes.closing(town, ("Tor", "Bjørkeng"), 11)
    above.to_the_board(tor, board, owner)
    yield tor
    yield recipes.closed(town, ("Marit", "Hovdal"), 12)
    yield recipes.waiting_for_leader(town, ("Arvid", "Granmo"), 13)
    yield recipes.awaiting_coordinator(town, ("Ánte", "Guttorm"), 14)
    yield recipes.new_notice(town, ("Tuva-Mathilde Andrea Konstanse", "Rønningsen-Hammerstad Fossmark"), 15)
    leo = recipes.kindergarten_to_school(town, ("Leo", "Strandheim"), 17)
    _person(leo, "silje", "Mor til Leo, som snart begynner på skolen", "mor")
    yield leo
    yield recipes.expected_child(town, ("Barn", "Myhrene"), 16)


def _storlia(say: Say) -> None:
    town = build("Storlia kommune", "9902", "storlia", "Koordineringskontoret")
    with tenant(town.id), projections_later() as touched:
        _persona(town, "storlia.kari", "Koordinator i en annen kommune (Storlia)", "kari")
        _persona(town, "storlia.ke", "Koordineringskontoret i Storlia", "ke")
        recipes.adult_without_plan(town, ("Sigrid", "Vangsnes"), 1)
        around.catalogue(town)
        around.told_and_known(recipes.team_with_plan(town, ("Mikkel", "Sara"), 2))
        recipes.new_notice(town, ("Iver", "Kvernmo"), 3)
        project(frozenset(touched))
        say(f"  {town.municipality.name}: 3 saker")


def _persona(town: Town, username: str, persona: str, who: str) -> None:
    invent_user(username, persona, town.id)
    give_sign_in(actor=town.job, employment=town.staff[who], username=username)


def _persona_admin() -> None:
    made = user_named("system.selbu")
    if made is not None:
        make_demo_user(made, "Systemansvarlig (Fjordvik)")


def _person(story: Story, username: str, persona: str, related: str = "") -> None:
    invent_user(username, persona, story.town.id)
    story.sign_in(username, related)


def who_to_be() -> Iterable[str]:
    """The demo persons to sign in as, for the terminal."""
    users = list(islice(demo_users(), 40))
    if users:
        yield "Logg inn som en av disse (uten passord, bare på denne maskinen):"
        for user in users:
            yield f"  {user.username:<18}{user.demo_persona}"
