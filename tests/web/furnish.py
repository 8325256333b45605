"""What the demo lacks and pages need: a meeting that goes on, and a word on a duty, in one case of each municipality."""

from datetime import timedelta

from samrad.cases.models import Case
from samrad.kernel.clock import now, today
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.rules import MeetingKind
from samrad.teams.queries import seats
from samrad.worklist.operations import confirm
from samrad.worklist.queries import duties
from tests.town import open_town

WHOLE = {"9901": "Ola", "9902": "Mikkel"}


def furnish() -> None:
    """Makes a case of each municipality one that has something of every kind."""
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
            late = next(row for row in duties(case.pk) if row.done_on is None)
            confirm(actor=coordinator, case=case, key=late.key, on=today(), note="Gjort på telefon.")
