"""What the demo lacks and pages need: a meeting that goes on, and a word on a duty, in one case of each municipality."""

from datetime import date, timedelta

from samrad.accounts.queries import administrators, as_employee
from samrad.accounts.rules import Actor, SignInLevel, system_actor
from samrad.audit.models import Reading
from samrad.audit.operations import record_reading
from samrad.board.models import OfficeNote
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.commands.demo.beginning import A_PDF
from samrad.consents.operations import end_inability, record_inability, share_by_law
from samrad.contact.models import Message
from samrad.coordinators.operations import record_absence
from samrad.coordinators.queries import coordinator
from samrad.coordinators.queries import coordinator as appointed
from samrad.duties.schema import read_routine
from samrad.emergency.operations import open_emergency
from samrad.emergency.rules import Cause, Sought
from samrad.kernel.clock import now, today
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.rules import MeetingKind
from samrad.papers.operations import add_paper
from samrad.rights.models import Request
from samrad.rights.operations.answering import answer_request
from samrad.rights.rules import ComplaintLaw, RequestKind, RequestOutcome
from samrad.routines.operations import begin_draft
from samrad.routines.queries import in_force, published_version, versions
from samrad.teams.queries import seats
from samrad.ties.operations import report_tie
from samrad.ties.rules import Kind as TieKind
from samrad.transitions.operations import answer, assign, name_contact, record_school, record_transition
from samrad.transitions.rules import TransitionKind
from samrad.withholding.operations import withhold
from samrad.withholding.queries import items
from samrad.withholding.rules import Reason, Thing
from samrad.worklist.operations import confirm
from samrad.worklist.queries import duties
from tests.town import Fjordvik, open_town

WHOLE = {"9901": "Ola", "9902": "Mikkel"}


def published_text() -> str:
    """The text of the version in force."""
    version = in_force(versions(), today())
    assert version is not None
    published = published_version(int(version.id))
    assert published is not None
    return published.text


def furnish() -> None:
    """Makes a case of each municipality one that has something of every kind, and begins a draft of its routine."""
    with open_town("9901"):
        owner = administrators().get()
        OfficeNote.objects.create(
            key="told", on=today(), note="Gjort i møte.", employment=owner, by=owner.name, recorded_at=now()
        )
    for number, name in WHOLE.items():
        with open_town(number) as town:
            coordinator = town.actor("kari")
            case = Case.objects.filter(subject__given_name=name).order_by("id")[0]
            plan_meeting(
                actor=coordinator,
                case=case,
                kind=MeetingKind.ORDINARY,
                starts_at=now() - timedelta(hours=1),
                minutes=60,
                on=today() - timedelta(days=20),
                invited=Invited(seats=tuple(seats(case, today())[:2])),
                already_held=True,
                same_day_too=True,
            )
            record_school(actor=coordinator, case=case, on=date(today().year + 1, 8, 17), grade=6, note="Går om igjen.")
            record_transition(
                actor=coordinator, case=case, kind=TransitionKind.MOVING, on=today() + timedelta(days=200), to="Nesland"
            )
            _consent_of_every_sort(town, case, coordinator)
            Message.objects.create(case=case, text="Kan vi flytte møtet?", written_at=now(), written_by="Mor")
            name_contact(actor=coordinator, case=case, name="Lise Skoglund", where="Skolen", phone="", on=today())
            who = case.subject
            open_emergency(
                actor=town.actor("ped"), sought=Sought(who.given_name, who.family_name, who.born_on), cause=Cause.LIFE,
                reason="Har falt om på lekeplassen og svarer ikke.",
            )  # fmt: skip
            mark = next(one for one in items(case) if one.thing is Thing.CONTACT)
            withhold(actor=coordinator, case=case, item=mark, reason=Reason.THIRD_PERSON, decision="Gjelder broren.")
            report_tie(actor=coordinator, case=case, employment=town.staff["kari"], kind=TieKind.FRIEND)
            present = appointed(case)
            assert present is not None
            record_absence(
                actor=coordinator, appointment=present, started_on=today() + timedelta(days=30),
                ended_on=today() + timedelta(days=36),
            )  # fmt: skip
            ask_for_things(coordinator, case)
            late = next(row for row in duties(case.pk) if row.done_on is None)
            begin_draft(actor=system_actor(town.municipality.pk, "test"), text=published_text())
            confirm(actor=coordinator, case=case, key=late.key, on=today(), note="Gjort på telefon.")


def ask_for_things(coordinator: Actor, case: Case) -> None:
    """A visit that the person may ask about, and a question about it that came on paper."""
    record_reading(coordinator, address="case:overview", case_id=case.pk, ground="coordinator")
    row = Reading.objects.filter(case_id=case.pk).order_by("-pk")[0]
    asked = {"case": case, "received_on": today(), "written_at": now(), "written_by": "Mor"}
    Request.objects.create(**asked, kind=RequestKind.LOG, text="Hvorfor så dere på dette?", reading_id=row.pk)
    Request.objects.create(**asked, kind=RequestKind.CORRECTION, text="Det stemmer ikke.", part="goals")
    complaint = Request.objects.create(
        **asked, kind=RequestKind.COMPLAINT, text="Vi fikk ikke koordinator.", law=ComplaintLaw.HEALTH, known_on=today()
    )
    answer_request(
        actor=coordinator, request=complaint, on=today(), outcome=RequestOutcome.FORWARDED, answer="Sendt videre."
    )


def _consent_of_every_sort(town: Fjordvik, case: Case, lead: Actor) -> None:
    """What is shared by law with the health station, and an act that the person once could not answer."""
    share_by_law(
        actor=lead, case=case, employment=town.staff["jonas"], parts=(Part.TEAM,), why="Vaksinen må avklares.",
        until=today() + timedelta(days=14), told_on=today(), told_how="I samtale",
    )  # fmt: skip
    on = today() - timedelta(days=40)
    paper = add_paper(actor=lead, case=case, part=Part.DECISION, title="Vurdering", content=A_PDF, received_on=on)
    past = record_inability(
        actor=lead, case=case, on=on, decided_by="Liv Lege", profession="lege", about="Deling", reason="Var syk.",
        shown_on=on, kin_shown_on=on, paper=paper,
    )  # fmt: skip
    end_inability(actor=lead, inability=past, on=today() - timedelta(days=30), reason="Er frisk.")


def grow_up_and_move(number: str, name: str) -> None:
    """A case with what the years bring: school, a move with answers and tasks, and a coordinator who was away."""
    with open_town(number) as town:
        case = Case.objects.filter(subject__given_name=name).order_by("id")[0]
        present = coordinator(case)
        assert present is not None
        lead = as_employee(town.id, present.employment, SignInLevel.PASSWORD)
        record_school(actor=lead, case=case, on=date(today().year + 1, 8, 17), grade=10, note="Går om igjen.")
        move = record_transition(
            actor=lead, case=case, kind=TransitionKind.MOVING, on=today() + timedelta(days=100), to="Nesland"
        )
        routine = read_routine(published_text()).transitions["moving"]
        for one in routine.questions:
            if not one.consent:
                answer(actor=lead, case=case, question=one, yes=True, on=today(), transition=move)
        for task in routine.tasks:
            assign(actor=lead, case=case, task=task, to=present.employment.name, do_by=today(), transition=move)
        name_contact(actor=lead, case=case, name="Siv Ås", where="Skolen", phone="", on=today())
        record_absence(
            actor=lead,
            appointment=present,
            started_on=today() - timedelta(days=5),
            ended_on=today() - timedelta(days=2),
        )
