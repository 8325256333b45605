"""A world of one case, of drawn or given facts: people, staff, seats, consents, and what leaders are asked."""

from datetime import date, datetime, timedelta
from typing import Any

from samrad.accounts.models import Employment, PersonalAccess, User
from samrad.accounts.queries import administrators, as_employee, as_person
from samrad.accounts.rules import Actor, Capacity, SignInLevel
from samrad.cases.models import Application, Case, NeedNotice
from samrad.cases.rules import Part
from samrad.consents.models import Consent, Grant, SharedByLaw
from samrad.coordinators.models import CoordinatorAppointment, CoordinatorProposal, StandIn
from samrad.deviations.models import AskedUnit, Deviation, Matter
from samrad.emergency.models import EmergencyAccess
from samrad.emergency.rules import LASTS
from samrad.kernel.clock import at as instant
from samrad.people.models import Person, RelatedPerson, Representation
from samrad.teams.models import CareTeam, Seat, SeatHolder
from tests.town import Fjordvik

DAY = date(2026, 6, 15)


def period(start: date, end: date | None) -> dict[str, Any]:
    last = max(start, end) if end else None
    return {"started_on": start, "ended_on": last, **({"end_reason": "x"} if last else {})}


EVERYTHING: dict[str, Any] = {
    "born": date(1980, 1, 1), "case_end": None, "appointment": (DAY, None), "stand_in": (DAY, DAY),
    "asked": (DAY, None, False), "seat": (DAY, None, None, "permanent"), "team_end": None, "unit_end": None,
    "employment_end": None, "consent": ("written", DAY, DAY, None, None, None, [str(part) for part in Part], []),
    "mandate": ("guardian", DAY, None, True, ["personal"]), "self_access": (DAY, None), "near_access": (DAY, None),
    "by_law": (DAY, DAY, None, "lege"), "notice_answered": False, "application": True, "lifted": (DAY, False, None), "raised": (DAY, "system_owner", None),
    "emergency": (-1, None, True), "asked_part": (Part.GOALS, None), "at": instant(DAY, 13),
}  # fmt: skip
PARENT: dict[str, Any] = {"mandate": ("parental", DAY, None, True, [])}


class World:
    """The rows of one drawn world, in the test's transaction."""

    def __init__(self, town: Fjordvik, drawn: dict[str, Any]) -> None:
        self.town, self.drawn = town, drawn
        self.person = Person.objects.create(given_name="Ada", family_name="A", sort_key="a", born_on=drawn["born"])
        end = drawn["case_end"]
        self.case = Case.objects.create(
            number=f"x/{self.person.pk}", subject=self.person, opened_on=DAY - timedelta(days=400), ended_on=end,
            end_reason="need_ended" if end else "",
        )  # fmt: skip
        self.users = [
            User.objects.create(username=f"u{self.person.pk}-{n}", municipality_ids=[town.id]) for n in range(2)
        ]
        self.staff = {
            key: town.staff[key] for key in ("kari", "per", "leder_ppt", "rektor", "ke", "lise", "ergo", "lege")
        }
        self.staff["system"] = administrators().get()
        self._professional()
        self._personal()

    def _professional(self) -> None:
        drawn, case = self.drawn, self.case
        if drawn["employment_end"]:
            for key in ("per", "kari"):
                Employment.objects.filter(pk=self.staff[key].pk).update(
                    ended_on=drawn["employment_end"], end_reason="x"
                )
        if drawn["appointment"]:
            CoordinatorAppointment.objects.create(
                case=case, employment=self.staff["kari"], first_time=False, **period(*drawn["appointment"])
            )
        if drawn["stand_in"]:
            first, last = sorted(drawn["stand_in"])
            holder = CoordinatorAppointment.objects.filter(case=case).first()
            if holder:
                StandIn.objects.create(
                    case=case,
                    appointment=holder,
                    employment=self.staff["ergo"],
                    kind="deputy",
                    started_on=first,
                    ended_on=last,
                )
        if drawn["asked"]:
            asked, answered, withdrawn = drawn["asked"]
            CoordinatorProposal.objects.create(
                case=case, employment=self.staff["kari"], proposed_on=asked, person_wish="x", consulted="x", asked_on=asked,
                leader_unit=self.town.units["ppt"], answered_on=max(asked, answered) if answered else None,
                answer="can" if answered else "", withdrawn_on=asked if withdrawn else None,
            )  # fmt: skip
        for name in ("seat", "consent", "by_law", "lifted", "emergency"):
            if drawn[name]:
                getattr(self, f"_{name}")(*drawn[name])
        if drawn["raised"]:
            reported, level, closed = drawn["raised"]
            Deviation.objects.create(
                case=case, title="x", description="x", reported_on=reported, reported_by="x", level=level,
                **({"closed_on": max(reported, closed), "closed_note": "x"} if closed else {}),
            )  # fmt: skip
        NeedNotice.objects.create(
            case=case, channel="staff", received_on=DAY, by_name="x", need="x",
            **({"answered_on": DAY, "answer": "x"} if drawn["notice_answered"] else {}),
        )  # fmt: skip
        if drawn["application"]:
            Application.objects.create(
                case=case, wish="plan", channel="staff", received_on=DAY, by_subject=True, consented_on=DAY
            )

    def _emergency(self, hours: int, closed_after: int | None, by_seat: bool) -> None:
        """Opened so many hours from the moment asked about, by who may also have a seat, or by somebody else."""
        opened = self.drawn["at"] + timedelta(hours=hours)
        EmergencyAccess.objects.create(
            case=self.case, employment=self.staff["per" if by_seat else "lise"], cause="life", reason="x",
            opened_at=opened, ends_at=opened + LASTS,
            **({"closed_at": opened + timedelta(hours=closed_after), "closed_by": "x"} if closed_after is not None else {}),
        )  # fmt: skip

    def _by_law(self, one: date, other: date, stopped: date | None, who: str) -> None:
        start, end = sorted((one, other))
        SharedByLaw.objects.create(
            case=self.case, employment=self.staff[who], parts=["team", "goals"], life_areas=["school"], why="x",
            started_on=start, ended_on=end, told_on=start, told_how="x", shared_by="x",
            stopped_at=instant(stopped, 12) if stopped else None, stopped_by="x" if stopped else "",
        )  # fmt: skip

    def _lifted(self, asked: date, answered: bool, ended: date | None) -> None:
        matter = Matter.objects.create(
            case=self.case, title="x", need="x", raised_on=asked, raised_by="x", answer="solved" if answered else "",
            **({"ended_on": ended, "solved_level": "line"} if ended else {}),
        )  # fmt: skip
        AskedUnit.objects.create(case=self.case, matter=matter, unit=self.town.units["skole"], asked_on=asked)

    def _seat(self, start: date, end: date | None, left: date | None, kind: str) -> None:
        team_end = self.drawn["team_end"]
        opened = min(start, DAY - timedelta(days=60))
        team = CareTeam.objects.create(case=self.case, **period(opened, team_end))
        if self.drawn["unit_end"]:
            unit = self.town.units["skole"]
            type(unit).objects.filter(pk=unit.pk).update(ended_on=self.drawn["unit_end"], end_reason="x")
        seat = Seat.objects.create(
            case=self.case, team=team, unit=self.town.units["skole"], kind=kind, role="lærer", proposed_on=start,
            **({"ended_on": max(start, end), "end_reason": "x"} if end else {}),
        )  # fmt: skip
        SeatHolder.objects.create(case=self.case, seat=seat, employment=self.staff["per"], **period(start, left))

    def _consent(
        self,
        step: str,
        given: date,
        until: date,
        withdrawn: Any,
        taken: Any,
        replaced: Any,
        parts: list[str],
        areas: list[str],
    ) -> None:
        def moment(day: date | None) -> datetime | None:
            return instant(day, 12) if day else None

        consent = Consent.objects.create(
            case=self.case, step=step, purpose="x", text="x", text_version="1", text_sha256="x", made_on=min(given, until),
            asked_until=until, ended_on=until, given_at=moment(given), given_on=given, withdrawn_at=moment(withdrawn), withdrawn_by="x" if withdrawn else "",
        )  # fmt: skip
        Grant.objects.create(
            consent=consent, case=self.case, unit=self.town.units["skole"], parts=parts, life_areas=areas,
            withdrawn_at=moment(taken), withdrawn_by="x" if taken else "", replaced_at=moment(replaced),
        )  # fmt: skip

    def _personal(self) -> None:
        drawn = self.drawn
        related = RelatedPerson.objects.create(
            subject=self.person, given_name="Mona", family_name="A", relation="mother"
        )
        if drawn["mandate"]:
            mandate, start, end, insight, scopes = drawn["mandate"]
            Representation.objects.create(
                related_person=related, subject=self.person, mandate=mandate, scopes=scopes, insight=insight,
                insight_reason="" if insight else "x", **period(start, end),
            )  # fmt: skip
        for user, key, who in (
            (self.users[0], "self_access", {"person": self.person}),
            (self.users[1], "near_access", {"related_person": related}),
        ):
            if drawn[key]:
                start, end = drawn[key]
                PersonalAccess.objects.create(
                    user=user, started_on=start, ended_on=max(start, end) if end else None, **who
                )

    def actors(self) -> list[Actor]:
        people = [as_employee(self.town.id, one, SignInLevel.DEMO) for one in Employment.objects.select_related("unit").filter(
            pk__in=[one.pk for one in self.staff.values()])]  # fmt: skip
        accesses = PersonalAccess.objects.filter(user__in=self.users).select_related(
            "person", "related_person__subject"
        )
        people.extend(as_person(self.town.id, one, SignInLevel.DEMO) for one in accesses)
        return [*people, Actor(self.town.id, Capacity.PUBLIC)]
