"""One invented case, told step by step by the people who would do each step."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samrad.cases.operations.notices import (
    give_information,
    map_interpreter,
    report_need,
)
from samrad.cases.operations.people import (
    register_person,
)
from samrad.cases.queries import kept_away_of
from samrad.cases.rules import Answer, Channel, LifeArea, Told, Wish
from samrad.commands.demo.beginning import Beginning
from samrad.commands.demo.people import born_years_ago, synthetic_number
from samrad.commands.demo.town import Town
from samrad.consents.queries import required_givers
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
    share_contact_card,
)

if TYPE_CHECKING:
    from samrad.meetings.models import Meeting
    from samrad.people.models import RelatedPerson


class Story(Beginning):
    """A case while it is being told, with its meetings and its plan."""

    # ── meetings ─────────────────────────────────────────────────────────────

    def _near(self, names: Sequence[str] = ()) -> "list[RelatedPerson]":
        """Those of these names, or all who stand near; nobody who is kept away."""
        away = kept_away_of(self.case)
        return [one for key in (names or self.related) if (one := self.related[key]).pk not in away]

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
            invited=Invited(seats=chosen, related=self._near(related)),
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
                related=self._near(),
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
