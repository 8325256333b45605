"""Loading the demo, and saying whom one may sign in as."""

from collections.abc import Callable, Iterable
from itertools import islice

from samrad.accounts.operations.sign_in import make_demo_user
from samrad.accounts.operations.staff import give_sign_in
from samrad.accounts.queries import demo_users, user_named
from samrad.agencies.queries import demo_municipalities, municipalities
from samrad.commands.demo import recipes
from samrad.commands.demo.copies import multiply
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town, build
from samrad.kernel.operation import project, projections_later
from samrad.kernel.tenant import tenant

Say = Callable[[str], None]

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
)


def is_empty() -> bool:
    """Whether no municipality is set up."""
    return not municipalities().exists()


def is_loaded() -> bool:
    """Whether a demo municipality is among those set up."""
    return demo_municipalities().exists()


def load(*, cases: int, say: Say) -> None:
    """Loads the demo; with `cases`, that many more in the first municipality. Says how it goes."""
    if not is_loaded():
        say("Laster demoen: to oppdiktede kommuner …")
        _fjordvik()
        _storlia()
    if cases:
        _many(cases, say)


def _fjordvik() -> None:
    town = build("Fjordvik kommune", "9901", "selbu", "Tildelings- og koordineringskontoret")
    with tenant(town.id), projections_later() as touched:
        recipes.trained(town)
        for username, persona, who in PERSONAS:
            _persona(town, username, persona, who)
        _persona_admin()
        _known_people(town)
        project(frozenset(touched))


def _known_people(town: Town) -> None:
    ola = recipes.team_with_plan(town, ("Ola", "Nordmann"), 1)
    _person(ola, "ola", "Barn på 11 år, ser sin egen plan")
    _person(ola, "ingrid", "Mor til Ola, representerer ham", "mor")
    _person(ola, "leif", "Far til Ola, uten innsyn", "far")
    recipes.team_without_plan(town, ("Amira", "Haddad"), 2)
    anders = recipes.adult_without_plan(town, ("Anders", "Solbakk"), 3)
    _person(anders, "anders", "Voksen som har koordinator og ikke vil ha plan")
    _person(recipes.youth(15)(town, ("Sander", "Petrenko"), 4), "sander", "Ungdom på 15 år")
    _person(recipes.youth(17)(town, ("Nora", "Kowalczyk"), 5), "nora", "Ungdom på 17 år, samtykker selv")
    recipes.review_is_late(town, ("Gunnar", "Åsheim"), 6)
    bjorg = recipes.with_guardians(town, ("Bjørg", "Skogmo"), 7)
    _person(bjorg, "verge.okonomi", "Verge for økonomi", "verge_okonomi")
    _person(bjorg, "verge.personlig", "Verge for personlige forhold", "verge_personlig")
    recipes.new_coordinator(town, ("Elias", "Lidal"), 8)
    emma = recipes.coordinator_has_left(town, ("Emma", "Torsvoll"), 9)
    _person(emma, "emma", "Barn på 13 år")
    recipes.new_after_handover(town, ("Yusuf", "Warsame"), 10)
    recipes.closing(town, ("Tor", "Bjørkeng"), 11)
    recipes.closed(town, ("Marit", "Hovdal"), 12)
    recipes.waiting_for_leader(town, ("Arvid", "Granmo"), 13)
    recipes.awaiting_coordinator(town, ("Ánte", "Guttorm"), 14)
    recipes.new_notice(town, ("Tuva-Mathilde Andrea Konstanse", "Rønningsen-Hammerstad Fossmark"), 15)
    recipes.expected_child(town, ("Barn", "Myhrene"), 16)


def _storlia() -> None:
    town = build("Storlia kommune", "9902", "storlia", "Koordineringskontoret")
    with tenant(town.id), projections_later() as touched:
        _persona(town, "storlia.kari", "Koordinator i en annen kommune (Storlia)", "kari")
        _persona(town, "storlia.ke", "Koordineringskontoret i Storlia", "ke")
        recipes.adult_without_plan(town, ("Sigrid", "Vangsnes"), 1)
        recipes.team_with_plan(town, ("Mikkel", "Sara"), 2)
        recipes.new_notice(town, ("Iver", "Kvernmo"), 3)
        project(frozenset(touched))


def _persona(town: Town, username: str, persona: str, who: str) -> None:
    made = give_sign_in(actor=town.job, employment=town.staff[who], username=username)
    make_demo_user(made.user, persona)


def _persona_admin() -> None:
    made = user_named("system.selbu")
    if made is not None:
        make_demo_user(made, "Systemansvarlig (Fjordvik)")


def _person(story: Story, username: str, persona: str, related: str = "") -> None:
    story.sign_in(username, related)
    made = user_named(username)
    if made is not None:
        make_demo_user(made, persona)


def _many(count: int, say: Say) -> None:
    municipality = demo_municipalities().order_by("id")[0]
    with tenant(municipality.pk):
        multiply(count, say)


def who_to_be() -> Iterable[str]:
    """The demo persons to sign in as, for the terminal."""
    users = list(islice(demo_users(), 40))
    if users:
        yield "Logg inn som en av disse (uten passord, bare på denne maskinen):"
        for user in users:
            yield f"  {user.username:<18}{user.demo_persona}"
