"""What lies above the cases in the demo: deviations at each level, a matter in the line, and the two boards."""

from datetime import timedelta
from typing import TYPE_CHECKING

from samrad.accounts.queries import as_employee
from samrad.accounts.rules import Actor, SignInLevel
from samrad.board.operations.meetings import raise_deviation, raise_issue, record_meeting
from samrad.board.operations.members import appoint_member, open_board
from samrad.board.operations.work import (
    decide_measure,
    evaluate_routine,
    record_training,
    record_voice,
    register_sector_plan,
)
from samrad.board.queries.boards import chairs
from samrad.board.rules import Outcome, Voice
from samrad.commands.demo.story import Story
from samrad.commands.demo.town import Town
from samrad.deviations.operations.lifting import Given, raise_matter, record_attempt, take_step
from samrad.deviations.operations.reporting import cannot_close, plan_measures, report_deviation
from samrad.deviations.rules import Step
from samrad.routines.queries import in_force, versions

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.board.models import Board

SINCE = 300


def in_hand(story: Story) -> None:
    """A deviation the group works with, and a matter that waits for the answer of the school's leader."""
    town, lead, case = story.town, story.lead, story.case
    deviation = report_deviation(
        actor=lead, case=case, title="Referatet kom for sent", on=town.ago(40),
        description="Referatet fra møtet kom tre uker etter fristen. Avlastningen fikk ikke vite om den nye avtalen i tide.",
    )  # fmt: skip
    plan_measures(actor=lead, deviation=deviation, due_on=town.ago(-20),
                  measures="Vi skriver referatet ferdig i møtet, og bytter på å skrive.")  # fmt: skip
    matter = raise_matter(
        actor=lead, case=case, title="Assistent på bussen", on=town.ago(30),
        need="Trenger en voksen på bussen to dager i uka. Skolen har ikke timer til det, og avlastningen begynner først klokka tre.",
    )  # fmt: skip
    record_attempt(actor=lead, matter=matter, on=town.ago(28),
                   attempt="Vi har sett på timeplanen til assistenten og spurt avlastningen. Det gikk ikke opp.")  # fmt: skip
    unit = town.units["skole"]
    take_step(actor=lead, matter=matter, step=Step.LIFTED, given=Given(on=town.ago(6), units=[unit]))


def raised(story: Story) -> None:
    """A deviation the group could not close, waiting for systemansvarlig."""
    deviation = report_deviation(
        actor=story.lead, case=story.case, title="Gjennomgangen ble ikke holdt", on=story.town.ago(25),
        description="Vi fikk ikke samlet legekontoret og hjemmetjenesten til gjennomgang i år.",
    )  # fmt: skip
    cannot_close(actor=story.lead, deviation=deviation, on=story.town.ago(12),
                 note="Vi har foreslått fire datoer. Hjemmetjenesten har ikke vikar på dagtid.")  # fmt: skip


def to_the_board(story: Story, board: "Board", owner: "Employment") -> None:
    """A deviation that was raised, and that systemansvarlig has brought to the board without names."""
    town = story.town
    deviation = report_deviation(
        actor=story.lead, case=story.case, title="NAV kom ikke på møtene", on=town.ago(90),
        description="Tre møter på rad uten NAV. Ingen kunne svare på det som gjaldt jobb.",
    )  # fmt: skip
    cannot_close(actor=story.lead, deviation=deviation, on=town.ago(70), note="Vi har ringt og skrevet. Ingen svarer.")
    raise_deviation(
        actor=system_owner(town, owner), deviation=deviation, board=board, on=town.ago(50),
        title="Statlige tjenester uteblir fra møter",
        text="Flere grupper møtes uten den som kan svare om arbeid. Vi trenger en avtale om hvem som stiller.",
    )  # fmt: skip


def system_owner(town: Town, owner: "Employment") -> Actor:
    """Systemansvarlig as an actor."""
    return as_employee(town.id, owner, SignInLevel.DEMO)


def boards(town: Town, owner: "Employment") -> dict[str, "Board"]:
    """The routine's two boards, opened by the kommunedirektør, with members and one seat vacant in each."""
    version = in_force(versions(), town.today)
    assert version is not None
    director, found = town.actor("direktor"), {}
    seated = {
        "barn-og-unge": {"leder": "rektor", "kontoret": "ke", "skole": "lise", "barnehage": "styrer"},
        "voksne": {"leder": "leder_psykisk", "kontoret": "ke2", "omsorg": "hjemme"},
    }
    for plan in version.routine.boards.values():
        board = open_board(actor=director, plan=plan, on=town.ago(SINCE))
        for chair in chairs(board, town.today):
            who = seated[plan.id].get(chair.seat.key)
            if who:
                appoint_member(actor=director, seat=chair.seat, employment=town.staff[who], on=town.ago(SINCE - 10))
        found[plan.id] = board
    _work(town, found["barn-og-unge"], owner)
    return found


def _work(town: Town, board: "Board", owner: "Employment") -> None:
    leader = town.actor("rektor")
    record_meeting(actor=leader, board=board, on=town.ago(200), place="Rådhuset",
                   minutes="Vi gikk gjennom tallene og ble enige om et fast kurs hver vår.")  # fmt: skip
    raise_issue(actor=system_owner(town, owner), board=board, on=town.ago(30), title="Ledige plasser i gruppene",
                text="Flere grupper mangler en fast person fra fritid. Kan vi dele på en stilling?")  # fmt: skip
    record_training(actor=leader, board=board, on=town.ago(150), theme="Å lede et møte der barnet er med",
                    participants=[town.staff[who] for who in ("kari", "jonas", "psykisk")])  # fmt: skip
    decide_measure(actor=leader, board=board, title="Mal for referat på én side", owner=town.staff["ke"],
                   on=town.ago(200), due_on=town.ago(-30))  # fmt: skip
    record_voice(actor=leader, board=board, kind=Voice.SURVEY, on=town.ago(120), answers=41,
                 changed="Innkallingen ble kortere, og barna får den med bilder.")  # fmt: skip
    register_sector_plan(actor=leader, board=board, title="Plan for et godt liv med demens",
                         hearing_on=town.today + timedelta(days=50))  # fmt: skip
    evaluate_routine(actor=leader, board=board, on=town.ago(SINCE - 20), outcome=Outcome.UNCHANGED,
                     note="Rutinen virker. Vi ser på kursene neste år.")  # fmt: skip
