"""One invented case, told step by step by the people who would do each step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samrad.accounts.queries import capacities
from samrad.accounts.rules import Actor, SignInLevel
from samrad.cases.operations.notices import (
    answer_notice,
    assess_need,
    give_information,
    map_interpreter,
    report_need,
    tell_person_of_notice,
)
from samrad.cases.operations.people import (
    add_related_person,
    add_representation,
    give_personal_access,
    register_person,
    withhold_from,
)
from samrad.cases.queries import notices_of
from samrad.cases.rules import Answer, Channel, LifeArea, Part, Told, Wish
from samrad.commands.demo.people import born_years_ago, synthetic_number
from samrad.commands.demo.town import Town
from samrad.consents.operations import Wanted, answer_consent, ask_consent
from samrad.consents.queries import required_givers
from samrad.consents.rules import Evidence, Step
from samrad.coordinators.operations import (
    accept,
    answer_as_leader,
    appoint,
    ask_leader,
    propose,
)
from samrad.coordinators.queries import open_proposal
from samrad.coordinators.rules import LeaderAnswer
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import now
from samrad.meetings.operations.agenda import consult_agenda
from samrad.meetings.operations.asking import reply
from samrad.meetings.operations.calling import Invited, book_double_time, change_meeting, plan_meeting, send_invitation
from samrad.meetings.operations.minuting import (
    agree,
    distribute,
    hold_meeting,
    no_next_meeting,
    publish_minutes,
    record_attendance,
    write_minutes,
)
from samrad.meetings.queries import agenda, participants
from samrad.meetings.rules import MeetingKind, Reply
from samrad.papers.operations import add_paper
from samrad.people.rules import Mandate, Relation, Scope
from samrad.plans.operations import (
    add_activity,
    add_goal,
    evaluate,
    give_training,
    open_plan,
    settle_activity,
    write_text,
)
from samrad.plans.queries import activities
from samrad.plans.rules import ActivityStatus, Section
from samrad.routines.queries import in_force, versions
from samrad.teams.operations import (
    clarify_expectations,
    open_team,
    propose_seat,
    share_contact_card,
)
from samrad.teams.rules import SeatKind

if TYPE_CHECKING:
    from samrad.cases.models import Case
    from samrad.consents.models import Consent
    from samrad.meetings.models import Meeting
    from samrad.people.models import RelatedPerson
    from samrad.plans.models import CarePlan, Goal
    from samrad.teams.models import CareTeam, Seat

WIDE = (Part.TEAM, Part.GOALS, Part.MINUTES, Part.ABOUT_ME, Part.DOCUMENTS)
A_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Story:
    """A case while it is being told."""

    town: Town
    case: "Case"
    coordinator: str = ""
    related: "dict[str, RelatedPerson]" = field(default_factory=dict)
    team: "CareTeam | None" = None
    seats: "dict[str, Seat]" = field(default_factory=dict)
    plan: "CarePlan | None" = None
    goals: "list[Goal]" = field(default_factory=list)
    covered: set[str] = field(default_factory=set)

    @property
    def lead(self) -> Actor:
        """The coordinator as an actor."""
        return self.town.actor(self.coordinator)

    @property
    def office(self) -> Actor:
        """Somebody in the coordinating unit."""
        return self.town.actor("ke")

    # ── before there is a coordinator ────────────────────────────────────────

    def parent(
        self, key: str, name: tuple[str, str], relation: Relation, *, insight: bool = True, email: str = ""
    ) -> "RelatedPerson":
        """Adds somebody with parental responsibility."""
        related = add_related_person(
            actor=self.office, case=self.case, given_name=name[0], family_name=name[1], relation=relation,
            phone="910 00 000", email=email,
        )  # fmt: skip
        representation = add_representation(
            actor=self.office, case=self.case, related=related, mandate=Mandate.PARENTAL,
            started_on=self.case.subject.born_on or self.case.opened_on,
        )  # fmt: skip
        if not insight:
            withhold_from(
                actor=self.office, case=self.case, representation=representation,
                reason="Avgjort etter pasient- og brukerrettighetsloven § 3-4.",
            )  # fmt: skip
        self.related[key] = related
        return related

    def guardian(self, key: str, name: tuple[str, str], scopes: Sequence[Scope]) -> "RelatedPerson":
        """Adds a guardian with a mandate."""
        related = add_related_person(
            actor=self.office, case=self.case, given_name=name[0], family_name=name[1], relation=Relation.GUARDIAN,
            phone="920 00 000",
        )  # fmt: skip
        add_representation(
            actor=self.office, case=self.case, related=related, mandate=Mandate.GUARDIAN,
            started_on=self.case.opened_on, scopes=scopes, mandate_text="Oppnevnt av statsforvalteren.",
        )  # fmt: skip
        self.related[key] = related
        return related

    def sign_in(self, username: str, related: str = "") -> Actor:
        """Gives the person, or somebody near, a way to sign in, and returns them as an actor."""
        access = give_personal_access(
            actor=self.office, case=self.case, username=username, started_on=self.case.opened_on,
            related=self.related[related] if related else None,
        )  # fmt: skip
        found = capacities(access.user, SignInLevel.DEMO)
        return next(actor for actor in found if actor.person_id == self.case.subject_id)

    def received(
        self, days_ago: int, answer: str = "Takk for meldingen. Vi tar kontakt med familien denne uka."
    ) -> None:
        """The notice is answered and the person told."""
        notice = notices_of(self.case)[0]
        on = self.town.ago(days_ago)
        answer_notice(actor=self.office, notice=notice, on=on, answer=answer)
        if notice.person_told_on is None:
            tell_person_of_notice(actor=self.office, notice=notice, on=on)
        give_information(
            actor=self.office, case=self.case, what=Told.BOOKLET, on=on, given_to=self.case.subject.given_name,
            document_version="2022",
        )  # fmt: skip

    def assessed(self, days_ago: int, services: str, other: str = "Skole og PPT") -> None:
        """The need is found to be lasting."""
        assess_need(
            actor=self.office, case=self.case, on=self.town.ago(days_ago), lasting=True, services=services,
            other_sectors=other, reason="Flere tjenester må arbeide sammen over lang tid.",
        )  # fmt: skip

    def proposed(self, who: str, days_ago: int, asked_ago: int | None = None, wish: str = "") -> None:
        """Somebody is proposed as coordinator, and perhaps the leader asked."""
        proposal = propose(
            actor=self.office, case=self.case, employment=self.town.staff[who], on=self.town.ago(days_ago),
            person_wish=wish or f"Ønsker {self.town.staff[who].name}", consulted=self.case.subject.given_name,
        )  # fmt: skip
        if asked_ago is not None:
            ask_leader(
                actor=self.office,
                proposal=proposal,
                on=self.town.ago(asked_ago),
                question="Kan dere sette av tid til dette?",
            )

    def appointed(self, who: str, days_ago: int, *, through_leader: bool = True, accepted: bool = True) -> None:
        """A coordinator is found: through the leader's answer, or as it was before Samråd."""
        on = self.town.ago(days_ago)
        proposal = None
        if through_leader:
            self.proposed(who, days_ago + 12, days_ago + 8)
            proposal = open_proposal(self.case)
            assert proposal is not None
            answer_as_leader(
                actor=self.office, proposal=proposal, on=self.town.ago(days_ago + 2), answer=LeaderAnswer.CAN,
                resources="Omtrent to timer i uka", how_solved="Tid settes av fast hver torsdag.",
                talked_on=self.town.ago(days_ago + 3), answered_by="Lederen, på telefon",
            )  # fmt: skip
        appointment = appoint(
            actor=self.office, case=self.case, employment=self.town.staff[who], on=on, proposal=proposal,
            knows_person=True, most_involved=True,
        )  # fmt: skip
        self.coordinator = who
        if accepted:
            accept(actor=self.office, appointment=appointment, on=on)

    # ── the team and who may know ────────────────────────────────────────────

    def teamed(self, days_ago: int, *members: tuple[str, str, str, SeatKind], reassess_in: int | None = None) -> None:
        """A team with seats: (unit, employee or "" for vacant, role, kind)."""
        on = self.town.ago(days_ago)
        self.team = open_team(
            actor=self.lead, case=self.case, on=on, mandate="Samordne hjelpen slik at hverdagen henger sammen.",
            reassess_on=self.town.ago(-reassess_in) if reassess_in else None,
        )  # fmt: skip
        for unit, who, role, kind in members:
            self.seats[unit] = propose_seat(
                actor=self.lead, team=self.team, unit=self.town.units[unit], kind=kind, role=role, on=on,
                employment=self.town.staff[who] if who else None, relation=f"Kjenner {self.case.subject.given_name} fra før",
            )  # fmt: skip

    def consented(
        self,
        days_ago: int,
        *units: str,
        step: Step = Step.WRITTEN,
        parts: Sequence[Part] = WIDE,
        areas: Sequence[LifeArea] = (),
        last_days: int = 365,
        by: Actor | None = None,
    ) -> "Consent":
        """All who must answer say yes, on paper or (given `by`) signed in."""
        self.covered.update(units)
        routine = in_force(versions(), self.town.today)
        assert routine is not None
        key = "consent_written" if step is Step.WRITTEN else "consent_call_in"
        document = routine.routine.documents[key]
        on = self.town.ago(days_ago)
        consent = ask_consent(
            actor=self.lead, case=self.case, step=step, purpose="Samarbeid om tjenestene mine", text=str(document.body),
            text_version=document.version, wanted=[Wanted(self.town.units[unit], parts, areas) for unit in units],
            made_on=on, until=on + timedelta(days=last_days),
        )  # fmt: skip
        for giver in required_givers(self.case, on):
            paper = None
            if by is None and step is Step.WRITTEN:
                paper = add_paper(
                    actor=self.lead, case=self.case, part=Part.DOCUMENTS, title="Underskrevet samtykke", content=A_PDF,
                    received_on=on,
                )  # fmt: skip
            answer_consent(
                actor=by or self.lead, consent=consent, giver_id=giver.representation_id, yes=True, on=on,
                evidence=Evidence.SIGNED_IN if by else (Evidence.PAPER if paper else Evidence.SPOKEN), paper=paper,
                witness="" if paper or by else "Jonas Fossmark", note="" if paper or by else "Sagt ja i samtale på helsestasjonen.",
            )  # fmt: skip
        return consent

    # ── meetings ─────────────────────────────────────────────────────────────

    def meeting_ahead(
        self,
        days: int,
        kind: MeetingKind = MeetingKind.ORDINARY,
        *,
        called: bool,
        planned_ago: int = 20,
        units: Sequence[str] = (),
        related: Sequence[str] = (),
        hour: int = 12,
        minute_taker: str = "",
    ) -> "Meeting":
        """A meeting that lies ahead, called or not."""
        chosen = [self.seats[unit] for unit in (units or self.seats) if unit in self.covered]
        meeting = plan_meeting(
            actor=self.lead, case=self.case, kind=kind, starts_at=instant(self.town.ago(-days), hour, 30), minutes=60,
            on=self.town.ago(planned_ago), place="Rådhuset, møterom 2", chair=self.town.staff[self.coordinator],
            minute_taker=self.town.staff[minute_taker] if minute_taker else None,
            invited=Invited(seats=chosen, related=[self.related[key] for key in (related or self.related)]),
        )  # fmt: skip
        if called:
            self.called(meeting, planned_ago - 2)
        return meeting

    def called(self, meeting: "Meeting", days_ago: int) -> None:
        """The invitation goes out, after the agenda was talked over."""
        change_meeting(
            actor=self.lead, meeting=meeting, minutes=meeting.minutes, place=meeting.place, chair=meeting.chair,
            minute_taker=meeting.minute_taker, interpreter=meeting.interpreter,
            interpreter_language=meeting.interpreter_language, child_attends=True, child_attends_reason="",
        )  # fmt: skip
        consult_agenda(
            actor=self.lead, meeting=meeting, on=self.town.ago(days_ago), with_whom=self.case.subject.given_name
        )
        send_invitation(actor=self.lead, meeting=meeting, on=self.town.ago(days_ago))
        if meeting.starts_at < now():
            book_double_time(actor=self.lead, meeting=meeting, on=self.town.ago(days_ago))

    def answers(self, meeting: "Meeting", count: int) -> None:
        """The first `count` invited say that they come."""
        for one in participants(meeting)[:count]:
            reply(actor=self.lead, participant=one, answer=Reply.COMING)

    def met(
        self,
        days_ago: int,
        kind: MeetingKind,
        texts: dict[str, str],
        decided: Sequence[tuple[str, str, int]] = (),
        *,
        published_after: int | None = 6,
        absent: Sequence[str] = (),
    ) -> "Meeting":
        """A meeting that was held, with minutes; `decided` are (what, seat, due in days from today)."""
        meeting = plan_meeting(
            actor=self.lead, case=self.case, kind=kind, starts_at=instant(self.town.ago(days_ago), 12, 30), minutes=60,
            on=self.town.ago(days_ago + 25), place="Rådhuset, møterom 2", chair=self.town.staff[self.coordinator],
            invited=Invited(
                seats=[seat for unit, seat in self.seats.items() if unit in self.covered],
                related=list(self.related.values()),
            ),
            already_held=True,
        )  # fmt: skip
        self.called(meeting, days_ago + 12)
        away = {self.seats[unit].pk for unit in absent}
        present = [one.pk for one in participants(meeting) if one.seat_id not in away]
        record_attendance(actor=self.lead, meeting=meeting, present=present)
        hold_meeting(actor=self.lead, meeting=meeting)
        self._minutes(meeting, texts)
        for what, unit, due_in in decided:
            agree(
                actor=self.lead, meeting=meeting, title=what, seat=self.seats[unit], due_on=self.town.ago(-due_in),
                agenda_item=None,
            )  # fmt: skip
        if not decided:
            write_minutes(actor=self.lead, meeting=meeting, heading="decisions", text="Ingen nye tiltak.", version=0)
        no_next_meeting(actor=self.lead, meeting=meeting, reason="Avtales på e-post.")
        if published_after is not None:
            on = self.town.ago(max(days_ago - published_after, 0))
            publish_minutes(actor=self.lead, meeting=meeting, on=on)
            distribute(actor=self.lead, meeting=meeting, on=on)
        return meeting

    def _minutes(self, meeting: "Meeting", texts: dict[str, str]) -> None:
        points = agenda(meeting)
        if points:
            write_minutes(
                actor=self.lead, meeting=meeting, heading="agenda", agenda_item=points[-1], version=0,
                text=texts.get("agenda", "Gjennomgått. Alle er enige om veien videre."),
            )  # fmt: skip
        routine = in_force(versions(), self.town.today)
        assert routine is not None
        for heading in routine.routine.headings(meeting.kind):
            if heading.fill in ("text", "voice"):
                write_minutes(
                    actor=self.lead, meeting=meeting, heading=heading.id, version=0,
                    text=texts.get(heading.id, "Det går fremover. Alle bidrar som avtalt."),
                )  # fmt: skip

    def first_meeting_done(self, days_ago: int) -> None:
        """What the first meeting is to do besides its agenda: card, rights, expectations, interpreter."""
        assert self.team is not None
        on = self.town.ago(days_ago)
        share_contact_card(actor=self.lead, team=self.team, on=on)
        for what in (Told.PLAN_RIGHT, Told.COORDINATOR_RIGHT):
            give_information(
                actor=self.lead, case=self.case, what=what, on=on, given_to=self.case.subject.given_name,
                answer=Answer.WANTS if what is Told.PLAN_RIGHT else None,
            )  # fmt: skip
        for seat in self.seats.values():
            clarify_expectations(
                actor=self.lead, seat=seat, on=on, contribution="Følger opp sitt område og kommer på møtene."
            )
        map_interpreter(actor=self.lead, case=self.case, on=on, needed=False)

    # ── the plan ─────────────────────────────────────────────────────────────

    def planned(self, days_ago: int, texts: dict[Section, str], goals: Sequence[tuple[str, LifeArea, str]]) -> None:
        """A plan with texts and goals, written by the coordinator with the person."""
        on = self.town.ago(days_ago)
        self.plan = open_plan(
            actor=self.lead, case=self.case, on=on, consented_on=on, consented_by=self._who_agrees(on),
            period_until=on + timedelta(days=365), revise_on=on + timedelta(days=330),
        )  # fmt: skip
        for section, text in texts.items():
            write_text(actor=self.lead, plan=self.plan, section=section, text=text, version=0)
        give_training(actor=self.lead, plan=self.plan, on=on)
        for title, area, why in goals:
            goal = add_goal(actor=self.lead, plan=self.plan, title=title, life_area=area, on=on, why=why)
            self.goals.append(goal)

    def _who_agrees(self, on: date) -> str:
        names = " og ".join(giver.name for giver in required_givers(self.case, on))
        return names[:150] or self.case.subject.name

    def doing(
        self,
        goal: int | None,
        title: str,
        unit: str,
        *,
        due_in: int,
        agreed_ago: int = 60,
        how: str = "",
        extent: str = "",
        status: ActivityStatus = ActivityStatus.ONGOING,
    ) -> None:
        """Something that shall be done, for a goal or not; the unit "" is the person."""
        add_activity(
            actor=self.lead, case=self.case, title=title, on=self.town.ago(agreed_ago), status=status,
            goal=self.goals[goal] if goal is not None else None, how=how, extent=extent,
            seat=self.seats[unit] if unit else None, by_subject=not unit, due_on=self.town.ago(-due_in),
        )  # fmt: skip

    def finished(self, number: int, days_ago: int) -> None:
        """The `number`-th activity is completed."""
        activity = activities(self.case)[number]
        settle_activity(
            actor=self.lead,
            activity=activity,
            on=self.town.ago(days_ago),
            status=ActivityStatus.COMPLETED,
            due_on=activity.due_on,
        )

    def evaluated(self, goal: int, days_ago: int, text: str) -> None:
        """Somebody writes how a goal goes."""
        evaluate(actor=self.lead, on=self.town.ago(days_ago), text=text, goal=self.goals[goal])


def begin(
    town: Town,
    name: tuple[str, str],
    years: int | None,
    days_ago: int,
    need: str,
    *,
    reporter: str = "jonas",
    channel: Channel = Channel.STAFF,
    expected_in: int | None = None,
    serial: int = 1,
    wishes: Sequence[Wish] = (Wish.COORDINATOR,),
    told: bool = True,
    email: str = "",
    born_on: date | None = None,
) -> Story:
    """A need is reported, and with it a case begins."""
    born = born_on or (born_years_ago(years, town.today, days_past=40 + serial % 300) if years is not None else None)
    staff = town.staff[reporter]
    person = register_person(
        actor=town.actor("ke"), given_name=name[0], family_name=name[1], born_on=born,
        expected_on=town.ago(-expected_in) if expected_in else None,
        identity_number=synthetic_number(born, serial) if born else "", phone="930 00 000", email=email,
        address="Strandveien 4", postal="9999 Fjordvik",
    )  # fmt: skip
    notice = report_need(
        actor=town.actor(reporter), person=person, channel=channel, received_on=town.ago(days_ago), by_name=staff.name,
        by_role=staff.title, by_phone=staff.phone, by_email=staff.email, by_employment=staff, need=need, wishes=wishes,
        person_told_on=town.ago(days_ago) if told else None,
    )  # fmt: skip
    return Story(town, notice.case)
